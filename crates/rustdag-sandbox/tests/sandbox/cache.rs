//! Compiled modules are kept between runs, and never trusted blindly.

use crate::rules::Made;
use rustdag_rule_abi::{Limits, Snapshot};
use rustdag_sandbox::{Cache, Declared, Sandbox, Sight};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A rule of its own for each test, as this process compiles none twice while it is used.
fn rule(status: i32) -> Vec<u8> {
    Made::saying(&format!("i32.const {status}")).bytes()
}

fn status(sandbox: &Sandbox, bytes: &[u8]) -> i32 {
    let info = Declared::read(bytes).unwrap().info;
    sandbox
        .open(bytes, &info, "{}", Sight::Declared)
        .unwrap()
        .ask(&Snapshot::unknown(), &mut Limits::no_opinion())
        .unwrap()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn a_module_is_compiled_once_and_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("kept/rules");
    let sandbox = Sandbox::with_cache(Cache::open(&place).unwrap());
    assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(status(&sandbox, &rule(11)), 11);
    let [entry] = &entries(&place)[..] else { panic!("one entry") };
    let long_ago = SystemTime::UNIX_EPOCH;
    fs::File::open(entry).unwrap().set_modified(long_ago).unwrap();
    assert_eq!(status(&sandbox, &rule(11)), 11);
    assert_eq!(fs::metadata(entry).unwrap().modified().unwrap(), long_ago, "it was not written again");
    assert_eq!(status(&sandbox, &rule(12)), 12);
    assert_eq!(entries(&place).len(), 2);
}

#[test]
fn an_entry_that_was_damaged_or_exchanged_is_compiled_again() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("kept");
    let sandbox = Sandbox::with_cache(Cache::open(&place).unwrap());
    assert_eq!(status(&sandbox, &rule(21)), 21);
    let entry = entries(&place).remove(0);
    let good = fs::read(&entry).unwrap();
    // Each part of it, and an entry of another rule under this name.
    let mut others = vec![Vec::new(), good[..good.len() / 2].to_owned(), vec![0; good.len()]];
    for place in (0..good.len()).step_by(good.len() / 40) {
        let mut damaged = good.clone();
        damaged[place] ^= 0x10;
        others.push(damaged);
    }
    assert_eq!(status(&sandbox, &rule(22)), 22);
    let other = entries(&place).into_iter().find(|path| *path != entry).unwrap();
    others.push(fs::read(other).unwrap());
    for damaged in others {
        fs::write(&entry, &damaged).unwrap();
        assert_eq!(status(&sandbox, &rule(21)), 21);
        assert_eq!(fs::read(&entry).unwrap(), good, "written over with what was compiled anew");
    }
}

#[test]
fn what_others_may_write_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("kept");
    let sandbox = Sandbox::with_cache(Cache::open(&place).unwrap());
    assert_eq!(status(&sandbox, &rule(31)), 31);
    let entry = entries(&place).remove(0);
    let long_ago = SystemTime::UNIX_EPOCH;
    fs::set_permissions(&entry, fs::Permissions::from_mode(0o666)).unwrap();
    fs::File::open(&entry).unwrap().set_modified(long_ago).unwrap();
    assert_eq!(status(&sandbox, &rule(31)), 31);
    assert_ne!(fs::metadata(&entry).unwrap().modified().unwrap(), long_ago, "it was compiled and written anew");
    fs::set_permissions(&place, fs::Permissions::from_mode(0o777)).unwrap();
    let said = Cache::open(&place).unwrap_err().to_string();
    assert!(said.contains("is open to others"), "{said}");
}

#[test]
fn entries_of_another_engine_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Sandbox::with_cache(Cache::open(folder.path()).unwrap());
    let old = folder.path().join("00-0123456789abcdef.compiled");
    fs::write(&old, "old").unwrap();
    fs::write(folder.path().join("a-note.txt"), "stays").unwrap();
    assert_eq!(status(&sandbox, &rule(41)), 41);
    assert!(!old.exists() && folder.path().join("a-note.txt").exists());
}

#[test]
fn a_folder_keeps_the_newest_and_has_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Sandbox::with_cache(Cache::open(folder.path()).unwrap());
    assert_eq!(status(&sandbox, &rule(51)), 51);
    let first = entries(folder.path()).remove(0);
    let version = first.file_name().unwrap().to_str().unwrap().split_once('-').unwrap().1.to_owned();
    // As if others had been compiled since, one a second.
    let at = |seconds: u64| SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
    fs::File::open(&first).unwrap().set_modified(at(1)).unwrap();
    for place in 2..=130 {
        let other = folder.path().join(format!("{place:064x}-{version}"));
        fs::copy(&first, &other).unwrap();
        fs::File::open(&other).unwrap().set_modified(at(place)).unwrap();
    }
    fs::write(folder.path().join("a-note.txt"), "stays").unwrap();
    assert_eq!(status(&sandbox, &rule(52)), 52);
    let kept = entries(folder.path());
    assert_eq!(kept.len(), 128 + 1);
    assert!(!kept.contains(&first) && kept.iter().any(|path| path.ends_with("a-note.txt")));
    assert!(kept.iter().any(|path| fs::metadata(path).unwrap().modified().unwrap() > at(1_000_000)), "the new one");
}
