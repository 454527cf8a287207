//! What was sent or installed as a file, for as long as it takes to load it: whoever loads rules reads files, and keeps what they
//! need of them.

use std::path::Path;

/// Puts these bytes into a file and hands it over; the file is gone afterwards. It is called what it was called, because its
/// ending says how it runs.
///
/// # Errors
/// What the system says, as a sentence; what `load` says.
pub(super) fn loaded<T>(name: &str, bytes: &[u8], load: impl FnOnce(&Path) -> Result<T, String>) -> Result<T, String> {
    let cannot = |error: std::io::Error| format!("cannot be written to the temporary folder: {error}");
    let folder = tempfile::Builder::new().prefix("rustdag-installed-").tempdir().map_err(cannot)?;
    // The name is what somebody sent: only its last part, and in a folder of our own.
    let path = folder.path().join(Path::new(name).file_name().unwrap_or_default());
    std::fs::write(&path, bytes).map_err(cannot)?;
    load(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_there_while_it_is_loaded_and_nothing_of_it_afterwards() {
        for answer in [Ok(()), Err("is no rule".to_owned())] {
            let mut place = None;
            let said = loaded("../mine.toml", b"id = 1", |path| {
                assert_eq!(std::fs::read(path).unwrap(), b"id = 1");
                assert_eq!(path.file_name().unwrap(), "mine.toml");
                place = Some(path.to_owned());
                answer.clone()
            });
            assert_eq!(said, answer);
            let place = place.unwrap();
            assert!(!place.exists() && !place.parent().unwrap().exists());
        }
        assert!(loaded("..", b"", |_| Ok(())).unwrap_err().starts_with("cannot be written to the temporary folder"));
    }
}
