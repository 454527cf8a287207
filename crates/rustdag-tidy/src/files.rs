//! What files are called, how they begin, and what must not stand in them.

use crate::finding::Finding;
use std::fs;
use std::io;
use std::path::Path;

/// A file of the workspace, as text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// From the workspace's root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Names that say nothing about what lives there.
const EMPTY_NAMES: &[&str] =
    &["util", "utils", "common", "helper", "helpers", "manager", "managers", "misc", "stuff", "shared"];

/// Folders at the top of some machine's disk, where people and build services keep their work.
const TOP_FOLDERS: &[&str] = &["home", "root", "Users", "work", "workspace", "workspaces", "builds"];

/// What programs around the editor leave behind. A session is a training session here, and is named by its template.
const LEFTOVERS: &[&str] = &["session_id", "session-id", "sessionid", "co-authored-by", "<<<<<<<", ">>>>>>>"];

/// This file has to name what it looks for.
const THIS_FILE: &str = "crates/rustdag-tidy/src/files.rs";

/// Judges one file.
#[must_use]
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    name(file, &mut findings);
    if file.path.ends_with(".rs") && !file.text.starts_with("//!") {
        findings.push(Finding::new(
            format!("{}:1", file.path),
            "does not open with a `//!` line",
            "say in one sentence what it is about",
        ));
    }
    for (number, line) in file.text.lines().enumerate() {
        let place = || format!("{}:{}", file.path, number + 1);
        for path in machine_paths(line) {
            findings.push(Finding::new(
                place(),
                format!("names `{path}`, a place on one machine"),
                "use a path from the workspace's root, or a temporary folder",
            ));
        }
        if file.path != THIS_FILE {
            let lower = line.to_lowercase();
            for leftover in LEFTOVERS.iter().filter(|&&leftover| lower.contains(leftover)) {
                findings.push(Finding::new(
                    place(),
                    format!("holds `{leftover}`"),
                    "take out what a program left there",
                ));
            }
        }
    }
    findings
}

fn name(file: &SourceFile, findings: &mut Vec<Finding>) {
    for part in file.path.split('/') {
        let stem = part.split('.').next().unwrap_or(part).to_lowercase();
        if EMPTY_NAMES.contains(&stem.as_str()) {
            findings.push(Finding::new(
                &file.path,
                format!("is called `{stem}`"),
                "name it after the one idea that lives there",
            ));
        }
    }
}

/// Absolute paths of some machine in a line, up to their first folder.
fn machine_paths(line: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for folder in TOP_FOLDERS {
        let path = format!("/{folder}/");
        for (place, _) in line.match_indices(&path) {
            // After a name it is a part of a longer path or an address.
            let before = line[..place].chars().next_back();
            if !before.is_some_and(|sign| sign.is_alphanumeric() || "._-~$*}/".contains(sign)) {
                paths.push(path.clone());
            }
        }
    }
    paths
}

/// Reads the workspace's text files, in the order of their paths: not what git, cargo or Python make, and not what is
/// no text.
///
/// # Errors
/// [`io::Error`] if a file or folder cannot be read.
pub fn walk(root: &Path) -> io::Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    visit(root, "", &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn visit(folder: &Path, inside: &str, files: &mut Vec<SourceFile>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
        let kind = entry.file_type()?;
        // A folder, or in a linked work tree a file that names one.
        if name == ".git" {
            continue;
        }
        if kind.is_dir() {
            // Caches carry a tag, virtual environments their settings; so it does not matter what they are called.
            let is_made = name == "__pycache__"
                || name == "node_modules"
                || entry.path().join("CACHEDIR.TAG").exists()
                || entry.path().join("pyvenv.cfg").exists();
            if !is_made {
                visit(&entry.path(), &path, files)?;
            }
        } else if kind.is_file() {
            match fs::read_to_string(entry.path()) {
                Ok(text) => files.push(SourceFile { path, text }),
                // No text, or a file that somebody just took away.
                Err(error) if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile { path: path.to_owned(), text: text.to_owned() };
        check(&file).iter().map(ToString::to_string).collect()
    }

    #[track_caller]
    fn one(found: Vec<String>, starts: &str) {
        assert!(found.len() == 1 && found[0].starts_with(starts), "{found:?}");
    }

    #[test]
    fn a_name_says_what_lives_there() {
        one(found("crates/a/src/utils.rs", "//! A."), "crates/a/src/utils.rs: is called `utils`");
        one(found("crates/a/src/helpers/night.rs", "//! A."), "crates/a/src/helpers/night.rs: is called `helpers`");
        one(found("crates/a/tests/common/mod.rs", "//! A."), "crates/a/tests/common/mod.rs: is called `common`");
        assert!(found("crates/a/src/uncommon.rs", "//! A.").is_empty());
    }

    #[test]
    fn a_source_says_what_it_is_about() {
        one(found("a.rs", "use x;\n//! A."), "a.rs:1: does not open");
        one(found("a.rs", ""), "a.rs:1: does not open");
        assert!(found("a.py", "import os").is_empty());
    }

    #[test]
    fn no_place_on_one_machine_is_named() {
        for folder in TOP_FOLDERS {
            one(found("a.md", &format!("x\nsee \"/{folder}/me/rustdag\"")), "a.md:2: names");
        }
        for text in [
            "https://example.org/work/a",
            "$HOME/work/a",
            "crates/home/a",
            "gyms/default/members/sanne",
            "https://example.org//root/a",
        ] {
            assert!(found("a.md", text).is_empty(), "{text}");
        }
    }

    #[test]
    fn nothing_is_left_behind() {
        for leftover in LEFTOVERS {
            assert!(!found("a.md", &format!("x {} y", leftover.to_uppercase())).is_empty(), "{leftover}");
        }
        assert!(found("a.md", "A session has an id of its template.").is_empty());
    }

    #[test]
    fn what_programs_make_is_not_walked() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["src/a.rs", "out/CACHEDIR.TAG", "out/b.rs", ".git/c", "env/pyvenv.cfg", "env/d.py", ".ci/run"] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        fs::write(folder.path().join("gym.db"), [0xff, 0xfe, 0]).unwrap();
        fs::create_dir(folder.path().join("linked")).unwrap();
        fs::write(folder.path().join("linked/.git"), "gitdir: elsewhere").unwrap();
        let paths: Vec<_> = walk(folder.path()).unwrap().into_iter().map(|file| file.path).collect();
        assert_eq!(paths, [".ci/run", "src/a.rs"]);
    }
}
