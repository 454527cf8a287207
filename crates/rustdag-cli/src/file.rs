//! Files that are read and written, with sentences that name them.

use crate::failure::Failure;
use prost::{Message, Name};
use rustdag_proto::json;
use std::fs;
use std::io::Write;
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
    let wrong = |what: String| Failure::input(format!("{}: {what}", path.display()));
    let length = fs::metadata(path).map_err(|error| wrong(cannot("read", &error)))?.len();
    if length > BYTES_MAX {
        return Err(wrong(format!("has {length} bytes; at most {BYTES_MAX} are read")));
    }
    fs::read(path).map_err(|error| wrong(cannot("read", &error)))
}

/// Reads a message from a JSON file.
///
/// # Errors
/// [`Failure`] naming the file and the place in it.
pub(crate) fn message<M: Message + Name + Default>(path: &Path) -> Result<M, Failure> {
    json::from_str(&read(path)?).map_err(|error| Failure::input(format!("{}: {error}", path.display())))
}

/// Writes a whole file or nothing: a file that was there stays as it is until the new one is complete.
///
/// # Errors
/// [`Failure`] naming the file.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let wrong = |error: &std::io::Error| Failure::input(format!("{}: {}", path.display(), cannot("written", error)));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new().prefix(".rustdag-").tempfile_in(folder).map_err(|error| wrong(&error))?;
    new.write_all(text.as_bytes()).and_then(|()| new.as_file().sync_all()).map_err(|error| wrong(&error))?;
    if let Ok(old) = fs::metadata(path) {
        // Who could read the old file can read the new one.
        new.as_file().set_permissions(old.permissions()).map_err(|error| wrong(&error))?;
    }
    new.persist(path).map(|_| ()).map_err(|error| wrong(&error.error))
}

fn cannot(done: &str, error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound if done == "read" => "there is no such file".to_owned(),
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
        assert!(read(folder.path()).is_err());
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
}
