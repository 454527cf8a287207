//! Files that are read and written, with sentences that name them.

use crate::failure::Failure;
use prost::{Message, Name};
use rustdag_proto::json::{self, JsonError};
use std::fs;
use std::io::{Read, Write};
use std::path::Path;

/// Largest file that is read, bytes: a lifetime of training is far below.
const BYTES_MAX: u64 = 256 * 1024 * 1024;

/// Reads a file of text.
///
/// # Errors
/// [`Failure`] naming the file, if it is not there, too large, or not text.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let bytes = bytes(path)?;
    String::from_utf8(bytes).map_err(|error| {
        Failure::input(format!("{}: byte {} is not UTF-8 text", path.display(), error.utf8_error().valid_up_to()))
    })
}

/// Reads a file.
///
/// # Errors
/// [`Failure`] naming the file, if it is not there or too large.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    at_most(BYTES_MAX, path)
}

/// What a file says of its length is not believed: a pipe or a device says 0 and may never end.
fn at_most(most: u64, path: &Path) -> Result<Vec<u8>, Failure> {
    let wrong = |what: String| Failure::input(format!("{}: {what}", path.display()));
    let unread = |error: std::io::Error| wrong(cannot("read", &error));
    let mut bytes = Vec::new();
    fs::File::open(path).map_err(unread)?.take(most + 1).read_to_end(&mut bytes).map_err(unread)?;
    if bytes.len() as u64 > most {
        return Err(wrong(format!("has more than {most} bytes, which is the most that is read")));
    }
    Ok(bytes)
}

/// Whether a path leads to one file that is there.
///
/// # Errors
/// [`Failure`] naming it, if there is none, or a folder.
pub(crate) fn is_one(path: &Path) -> Result<(), Failure> {
    let found = fs::metadata(path)
        .and_then(|found| if found.is_dir() { Err(std::io::ErrorKind::IsADirectory.into()) } else { Ok(()) });
    found.map_err(|error| Failure::input(format!("{}: {}", path.display(), cannot("read", &error))))
}

/// Reads a message from a JSON file.
///
/// # Errors
/// [`Failure`] naming the file and the place in it.
pub(crate) fn message<M: Message + Name + Default>(path: &Path) -> Result<M, Failure> {
    let text = read(path)?;
    json::from_str(&text).map_err(|error| Failure::input(format!("{}: {}", path.display(), wrong_text(&text, &error))))
}

/// What is wrong with a text that is not the message it should be.
fn wrong_text(text: &str, error: &JsonError) -> String {
    /// How a text that ends too early is known.
    const CUT_OFF: &str = "EOF while parsing";
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return "is empty; give a file with JSON in it".to_owned();
    }
    if error.problem.starts_with(CUT_OFF) {
        return format!("ends too early, in line {}; part of it is missing, so get the whole file again", error.line);
    }
    error.to_string()
}

/// Writes a whole file or nothing: a file that was there stays as it is until the new one is complete. A link is
/// followed; a pipe or a device is written to and never replaced.
///
/// # Errors
/// [`Failure`] naming the file.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    write_bytes(path, text.as_bytes())
}

/// Writes a text that only its owner may read, to a file that is not there yet.
///
/// # Errors
/// [`Failure`] naming the file.
pub(crate) fn write_secret(path: &Path, text: &str) -> Result<(), Failure> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let wrong = |what: String| Failure::input(format!("{}: {what}", path.display()));
    let mut file = options.open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => wrong("is there already; give another name".to_owned()),
        _ => wrong(cannot("written", &error)),
    })?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| wrong(cannot("written", &error)))
}

/// The same as [`write()`] for bytes.
///
/// # Errors
/// [`Failure`] naming the file.
pub(crate) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let wrong = |error: &std::io::Error| Failure::input(format!("{}: {}", path.display(), cannot("written", error)));
    let there = fs::symlink_metadata(path).is_ok();
    // A link stays a link: what it leads to is what is written.
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(error) if there => {
            let what = format!("is a link that leads nowhere ({error}); remove it or give another name");
            return Err(Failure::input(format!("{}: {what}", path.display())));
        }
        Err(_) => path.to_owned(),
    };
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(|old| !old.is_file() && !old.is_dir()) {
        let mut open = fs::OpenOptions::new().write(true).open(&target).map_err(|error| wrong(&error))?;
        return open.write_all(bytes).map_err(|error| wrong(&error));
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new().prefix(".rustdag-").tempfile_in(folder).map_err(|error| wrong(&error))?;
    new.write_all(bytes).and_then(|()| new.as_file().sync_all()).map_err(|error| wrong(&error))?;
    if let Some(old) = old {
        // Who could read the old file can read the new one.
        new.as_file().set_permissions(old.permissions()).map_err(|error| wrong(&error))?;
    }
    new.persist(&target).map(|_| ()).map_err(|error| wrong(&error.error))
}

/// Whether two paths lead to the same file that is there.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

fn cannot(done: &str, error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound if done == "read" => "there is no such file".to_owned(),
        std::io::ErrorKind::IsADirectory => "is a folder; name one file of it".to_owned(),
        _ => format!("cannot be {done}: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_proto::v1::Session;

    #[test]
    fn sentences_name_the_file_and_the_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("session.json");
        assert!(read(&path).unwrap_err().to_string().ends_with("session.json: there is no such file."));
        fs::write(&path, "{\"exercises\": [{\"sets\": \"many\"}]}").unwrap();
        let failure = message::<Session>(&path).unwrap_err().to_string();
        assert!(failure.contains("session.json: exercises[0].sets: "), "{failure}");
        fs::write(&path, [0xff, 0xfe]).unwrap();
        assert!(read(&path).unwrap_err().to_string().ends_with("byte 0 is not UTF-8 text."));
        for failure in [read(folder.path()).unwrap_err(), is_one(folder.path()).unwrap_err()] {
            assert!(failure.to_string().ends_with(": is a folder; name one file of it."), "{failure}");
        }
        assert!(is_one(&path).is_ok());
        assert!(is_one(&folder.path().join("gone")).unwrap_err().to_string().ends_with("gone: there is no such file."));
    }

    #[test]
    fn a_file_that_is_too_large_or_never_ends_is_not_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rule.toml");
        fs::write(&path, "id = 3").unwrap();
        assert_eq!(at_most(6, &path).unwrap(), b"id = 3");
        assert!(
            at_most(5, &path)
                .unwrap_err()
                .to_string()
                .ends_with("rule.toml: has more than 5 bytes, which is the most that is read.")
        );
        #[cfg(unix)]
        assert!(at_most(1000, Path::new("/dev/zero")).is_err());
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("member.json");
        write(&path, "one").unwrap();
        write(&path, "two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
        assert!(write(&folder.path().join("no/such/folder.json"), "three").is_err());
    }

    #[test]
    #[cfg(unix)]
    fn a_link_stays_a_link_and_what_it_leads_to_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("member.json"), folder.path().join("link.json"));
        fs::write(&file, "one").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, "two").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "two");
        assert!(is_same(&file, &link));
        let nowhere = folder.path().join("nowhere.json");
        std::os::unix::fs::symlink(folder.path().join("gone.json"), &nowhere).unwrap();
        let failure = write(&nowhere, "three").unwrap_err().to_string();
        assert!(failure.contains("is a link that leads nowhere"), "{failure}");
        assert!(fs::symlink_metadata(&nowhere).unwrap().is_symlink());
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_is_written_to_and_stays_a_pipe() {
        use std::os::unix::fs::FileTypeExt;
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reading = {
            let pipe = pipe.clone();
            std::thread::spawn(move || fs::read_to_string(pipe).unwrap())
        };
        write(&pipe, "through").unwrap();
        // Asked before the reader is waited for: a pipe that was replaced would keep it waiting for ever.
        assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
        assert_eq!(reading.join().unwrap(), "through");
    }
}
