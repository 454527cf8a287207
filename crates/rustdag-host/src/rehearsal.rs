//! Tries rule files in a child process first: a library whose bytes were damaged can end the process that loads it, in
//! the system's loader or in its own code, and no check beforehand can tell. What ended the child is refused.
//!
//! A program takes part by calling [`serve_if_child`](crate::serve_if_child); without that files are loaded without a
//! rehearsal.

use crate::child::{self, Purpose, how_it_ended};
use crate::conversation::{Heard, Listener, Speaker};
use crate::load;
use crate::refusal::{Refusal, Refused, in_one_line};
use crate::settings::Settings;
use std::path::PathBuf;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

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
    let Ok(mut speaker) = Speaker::new(PATIENCE) else { std::process::exit(1) };
    for path in std::env::args_os().skip(1).map(PathBuf::from) {
        speaker.say(BEGIN);
        let tried = load::load_code(&path, &Settings::default());
        speaker.say(&tried.map_or_else(|why| format!("{REFUSED}{}", in_one_line(&why)), |_| END.to_owned()));
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
    let mut child = Listener::start(child::command(Purpose::Rehearsal)?.args(paths))?;
    let mut said = Vec::new();
    let mut begun = 0;
    let mut until = Instant::now() + PATIENCE;
    let broken = loop {
        match child.hear(until) {
            Heard::Line(line) if line == BEGIN && begun == said.len() => {
                begun += 1;
                until = Instant::now() + PATIENCE;
            }
            Heard::Line(line) if line == END && begun > said.len() => said.push(None),
            Heard::Line(line) => match line.strip_prefix(REFUSED).filter(|_| begun > said.len()) {
                Some(why) => said.push(Some(Refusal::Tried(why.to_owned()))),
                None => break Some(Refusal::Fatal("it wrote between what this program writes".to_owned())),
            },
            Heard::TooLate => break Some(Refusal::Hangs(PATIENCE.as_secs())),
            Heard::Ended => break None,
        }
    };
    let is_at_its_end = broken.is_none();
    let status = child.end()?;
    if begun > said.len() {
        said.push(Some(broken.unwrap_or_else(|| Refusal::Fatal(how_it_ended(status)))));
    }
    Ok(Rehearsed { said, end: is_at_its_end.then_some(status) })
}
