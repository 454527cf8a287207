//! Runs the program as a person does, in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A folder with the official rules in `rules/`, in which the program is run.
pub struct Place(TempDir);

impl Place {
    pub fn with_rules() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir(place.path("rules")).unwrap();
        rustdag_built_rules::place_in(&place.path("rules"));
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// The program with these words, not yet started; in English, without colour, eighty columns wide.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rustdag"));
        command.args(words).current_dir(self.0.path()).env_remove("LC_ALL").env_remove("LC_MESSAGES");
        command.env("LANG", "en_GB.UTF-8").env("COLUMNS", "80").env_remove("CLICOLOR_FORCE");
        command
    }

    pub fn run(&self, words: &[&str]) -> Told {
        Told::of(&self.command(words).output().unwrap())
    }
}

/// What the program said, and how it ended.
pub struct Told {
    pub out: String,
    pub err: String,
    pub status: i32,
}

impl Told {
    fn of(output: &Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
            status: output.status.code().unwrap_or(-1),
        }
    }

    /// The answer of a command that worked.
    #[track_caller]
    pub fn answer(self) -> String {
        assert_eq!(self.status, 0, "{}", self.err);
        self.out
    }

    /// The one sentence of a command that did not, ending with this status.
    #[track_caller]
    pub fn sentence(self, status: i32) -> String {
        assert_eq!(self.status, status, "{}{}", self.out, self.err);
        assert_eq!(self.out, "", "nothing half-done is answered");
        let sentence = self.err.trim_end().to_owned();
        assert!(!sentence.contains('\n') && sentence.ends_with(['.', '?']), "one sentence: {sentence}");
        assert!(!sentence.contains("panicked"), "{sentence}");
        sentence
    }
}

/// A file of the folder `examples/`.
pub fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    path.canonicalize().unwrap().display().to_string()
}
