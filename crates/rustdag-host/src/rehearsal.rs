//! Tries rule files in a child process first: a library whose bytes were damaged can end the process that loads it, in
//! the system's loader or in its own code, and no check beforehand can tell. What ended the child is refused.
//!
//! A program takes part by calling [`serve_if_child`](crate::serve_if_child); without that files are loaded without a
//! rehearsal.

use crate::child::{self, Purpose};
use crate::load;
use crate::refusal::{Refusal, Refused, in_one_line};
use crate::settings::Settings;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// How long one file may take: loading and trying one takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(20);
/// What the child says before a file, and after one that may be loaded.
const BEGIN: &str = "begin";
const END: &str = "end";
/// What it says before the reason why one may not: the parent does not touch it, because the destructors of a damaged
/// library that was loaded run when the process ends.
const REFUSED: &str = "refused ";

/// What the child does: its arguments are files to try.
pub(crate) fn run() -> ! {
    let mut out = std::io::stdout().lock();
    let mut say = |word: &str| writeln!(out, "{word}").and_then(|()| out.flush());
    for path in std::env::args_os().skip(1).map(PathBuf::from) {
        if say(BEGIN).is_err() {
            break;
        }
        let tried = load::load_code(&path, &Settings::default());
        let said = tried.map_or_else(|why| format!("{REFUSED}{}", in_one_line(&why)), |_| END.to_owned());
        if say(&said).is_err() {
            break;
        }
    }
    std::process::exit(0);
}

/// Sorts files into those that may be loaded here and those that may not.
pub(crate) fn of(paths: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<Refused>) {
    if !child::can_be_started() {
        return (paths, Vec::new());
    }
    let (mut good, mut refused) = (Vec::new(), Vec::new());
    let mut rest = paths;
    while !rest.is_empty() {
        // Where no child can be started, or it says nothing: as without a rehearsal.
        let Rehearsed { mut said, end } = rehearse(&rest).unwrap_or_default();
        if said.is_empty() {
            good.append(&mut rest);
        }
        // One that was loaded ended the child when it had said everything: destructors run last. Alone it is known.
        if let Some(status) = end.filter(|status| !status.success() && said.len() == rest.len()) {
            if rest.len() > 1 {
                for path in rest {
                    let (one_good, one_refused) = of(vec![path]);
                    good.extend(one_good);
                    refused.extend(one_refused);
                }
                return (good, refused);
            }
            said[0].get_or_insert_with(|| Refusal::Fatal(how_it_ended(status)));
        }
        for (path, said) in rest.drain(..said.len().min(rest.len())).zip(said) {
            match said {
                None => good.push(path),
                Some(why) => refused.push(Refused { path, why }),
            }
        }
    }
    (good, refused)
}

/// What came of a child.
#[derive(Default)]
struct Rehearsed {
    /// What it says of the first files, one entry each: nothing against it, or why not. Fewer than there are files if one
    /// of them ended it; that one is the last.
    said: Vec<Option<Refusal>>,
    /// How it ended, where it came to an end by itself.
    end: Option<ExitStatus>,
}

fn rehearse(paths: &[PathBuf]) -> std::io::Result<Rehearsed> {
    let mut child = child::command(Purpose::Rehearsal)?
        .args(paths)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let lines = lines_of(&mut child);
    let mut said = Vec::new();
    let mut begun = 0;
    let hangs = loop {
        match lines.recv_timeout(PATIENCE) {
            Ok(line) if line == BEGIN => begun += 1,
            Ok(line) if line == END => said.push(None),
            // A library may print while it loads: other lines mean nothing.
            Ok(line) => said.extend(line.strip_prefix(REFUSED).map(|why| Some(Refusal::Tried(why.to_owned())))),
            Err(RecvTimeoutError::Timeout) => break true,
            Err(RecvTimeoutError::Disconnected) => break false,
        }
    };
    // It has ended, or does not come to an end.
    _ = child.kill();
    let status = child.wait()?;
    if begun > said.len() {
        said.push(Some(if hangs { Refusal::Hangs(PATIENCE.as_secs()) } else { Refusal::Fatal(how_it_ended(status)) }));
    }
    Ok(Rehearsed { said, end: (!hangs).then_some(status) })
}

/// Lines of the child's output, read elsewhere so that waiting for one can be given up.
pub(crate) fn lines_of(child: &mut Child) -> mpsc::Receiver<String> {
    let (sender, lines) = mpsc::channel();
    if let Some(out) = child.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
    }
    lines
}

/// In a few words, for a sentence.
pub(crate) fn how_it_ended(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal {signal}");
    }
    status.code().map_or_else(|| "unknown status".to_owned(), |code| format!("status {code}"))
}
