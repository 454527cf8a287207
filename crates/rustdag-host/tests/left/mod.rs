//! Processes that are left of what a test started.

use std::time::{Duration, Instant};

/// Waits for processes to be gone that this one has started, or that were started from it; also those that only wait to
/// be taken away count.
pub fn nothing(name: &str) {
    let until = Instant::now() + Duration::from_secs(5);
    while !children().is_empty() {
        assert!(Instant::now() < until, "{name}: {:?} are left", children());
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Their numbers.
pub fn children() -> Vec<u32> {
    let (own, program) = (std::process::id().to_string(), std::env::current_exe().unwrap());
    let mut children = Vec::new();
    for entry in std::fs::read_dir("/proc").unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(stat) = std::fs::read_to_string(entry.path().join("stat")) else { continue };
        // The name of the program stands in brackets and may hold anything.
        let parent = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1));
        let is_ours =
            parent == Some(&own) || std::fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == program);
        if is_ours && name != own {
            children.extend(name.parse::<u32>());
        }
    }
    children
}
