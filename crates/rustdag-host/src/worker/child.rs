//! What a worker does: load one rule, then answer batches until the host hangs up.

use crate::configured::Configured;
use crate::confinement::{self, Busy, WORKER};
use crate::refusal::{Refusal, in_one_line};
use crate::worker::encoding::{BATCH_MOST, Questions, write_answer};
use crate::{file, image};
use rustdag_rule_abi::{LimitsPage, Snapshot, SnapshotPage};
use std::io::{self, Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

/// The first byte a worker says: whether it is ready. If it is not, the length of a sentence and the sentence follow.
pub(crate) const READY: u8 = 1;
pub(crate) const REFUSED: u8 = 0;
/// Longest sentence, bytes.
pub(crate) const SENTENCE_MOST: usize = 4096;

/// The worker's life. Its argument is the library; parameters come over the line.
pub(crate) fn run() -> ! {
    // A host that cannot be heard or told anything is gone.
    let status = match confinement::take_line().and_then(serve) {
        Ok(()) => 0,
        Err(_) => 1,
    };
    confinement::end(status)
}

fn serve(mut line: UnixStream) -> io::Result<()> {
    let path = std::env::args_os().nth(1).map(PathBuf::from).unwrap_or_default();
    let parameters = read_block(&mut line)?;
    let busy = Busy::now();
    let loaded = WORKER.apply().map_err(Refusal::Confinement).and_then(|()| load(&path, &parameters));
    drop(busy);
    match loaded {
        Ok((rule, questions)) => {
            line.write_all(&[READY])?;
            answer(line, &rule, &questions)
        }
        Err(why) => {
            let mut sentence = in_one_line(&why).into_bytes();
            sentence.truncate(SENTENCE_MOST);
            let mut said = vec![REFUSED];
            said.extend_from_slice(&(sentence.len() as u32).to_ne_bytes());
            said.extend_from_slice(&sentence);
            line.write_all(&said)
        }
    }
}

/// The host has accepted what the file declares; whether the library says the same once it is loaded is seen here.
fn load(path: &Path, parameters: &[u8]) -> Result<(Configured, Questions), Refusal> {
    let declared = file::declared(&file::library(path)?, true)?;
    // SAFETY: this process is there for that: what the library's constructors do, they do to it.
    let image = unsafe { image::load_at(path) }?;
    if image.info != declared.info {
        return Err(Refusal::Changed);
    }
    let parameters = String::from_utf8_lossy(parameters);
    Ok((Configured::new(Box::leak(Box::new(image)), &parameters)?, Questions::new(declared.info.needs)))
}

fn answer(mut line: UnixStream, rule: &Configured, questions: &Questions) -> io::Result<()> {
    let mut snapshot = SnapshotPage::new(Snapshot::unknown());
    let mut limits = LimitsPage::no_opinion();
    let (mut asked, mut said) = (vec![0; BATCH_MOST * questions.bytes], Vec::new());
    loop {
        let mut count = [0; 4];
        match line.read_exact(&mut count) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            read => read?,
        }
        let count = (u32::from_ne_bytes(count) as usize).min(BATCH_MOST);
        let asked = &mut asked[..count * questions.bytes];
        line.read_exact(asked)?;
        said.clear();
        said.extend_from_slice(&[0; 4]);
        let busy = Busy::now();
        for question in asked.chunks_exact(questions.bytes) {
            questions.read(question, &mut snapshot.snapshot);
            let status = rule.limits(&snapshot, &mut limits);
            write_answer(status, &limits.limits, &mut said);
        }
        drop(busy);
        let length = (said.len() - 4) as u32;
        said[..4].copy_from_slice(&length.to_ne_bytes());
        line.write_all(&said)?;
    }
}

/// A length and as many bytes.
fn read_block(line: &mut UnixStream) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    line.read_exact(&mut length)?;
    let mut block = Vec::new();
    line.take(u64::from(u32::from_ne_bytes(length))).read_to_end(&mut block)?;
    Ok(block)
}
