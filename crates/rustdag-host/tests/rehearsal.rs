//! Damaged libraries that end the process that loads them are refused, and the process that asked goes on. This test
//! has a `main` of its own, because the child process is the program itself.

mod compile;

use rustdag_host::{Host, OFFICIAL, Settings, Trust, serve_if_child};

fn main() {
    serve_if_child();
    good_rules_pass();
    damaged_rules_are_refused_and_the_others_load();
    #[cfg(unix)]
    {
        a_rule_that_crashes_is_refused("CRASHES_ON_LOAD");
        a_rule_that_crashes_is_refused("CRASHES_AT_THE_END");
        what_a_rule_prints_is_not_taken_for_what_is_said_of_it();
    }
    println!("rehearsal: ok");
}

fn good_rules_pass() {
    let folder = tempfile::tempdir().unwrap();
    rustdag_built_rules::place_in(folder.path());
    let loaded = Host::load(folder.path(), OFFICIAL);
    assert!(loaded.refused.is_empty(), "{}", loaded.refused[0]);
    assert_eq!(loaded.loaded.len(), 5);
}

/// Overwrites a stretch of the file in forty places of its beginning, where tables and code are and not yet what is for
/// debuggers: some are fatal, some hit nothing that is used. This process must survive all of them, and load the four good rules each time.
fn damaged_rules_are_refused_and_the_others_load() {
    let folder = tempfile::tempdir().unwrap();
    rustdag_built_rules::place_in(folder.path());
    let path = folder.path().join(rustdag_built_rules::file_name("sleep"));
    let whole = std::fs::read(&path).unwrap();
    let beginning = whole.len().min(640 * 1024);
    let mut refused = 0;
    for place in 0..40 {
        let mut bytes = whole.clone();
        let start = beginning / 40 * place;
        for (offset, byte) in bytes[start..].iter_mut().take(4096).enumerate() {
            *byte = (offset * 7 + place * 31) as u8;
        }
        std::fs::write(&path, bytes).unwrap();
        let loaded = Host::load(folder.path(), OFFICIAL);
        assert!(loaded.loaded.len() >= 4, "damaged at {start}");
        for why in &loaded.refused {
            assert!(why.path == path && !why.to_string().contains('\n'), "{why}");
            refused += 1;
        }
    }
    assert!(refused >= 5, "only {refused} of 40 damaged files were noticed");
}

#[cfg(unix)]
fn a_rule_that_crashes_is_refused(when: &str) {
    let folder = tempfile::tempdir().unwrap();
    rustdag_built_rules::place_in(folder.path());
    if compile::into(folder.path(), &[when]).is_none() {
        return;
    }
    // Trusted, so that it is rehearsed: the others run in workers.
    let loaded = Host::load_trusting(&[folder.path()], OFFICIAL, &Settings::default(), &Trust::everybody());
    assert_eq!(loaded.loaded.len(), 5, "{when}");
    assert_eq!(loaded.refused.len(), 1, "{when}");
    let said = loaded.refused[0].to_string();
    assert!(said.contains("librustdag_c") && said.contains("trying it ended a process (signal 6)"), "{said}");
}

/// It prints what a rehearsal says of a file that is refused.
#[cfg(unix)]
fn what_a_rule_prints_is_not_taken_for_what_is_said_of_it() {
    let folder = tempfile::tempdir().unwrap();
    rustdag_built_rules::place_in(folder.path());
    if compile::into(folder.path(), &["PRINTS"]).is_none() {
        return;
    }
    let loaded = Host::load_trusting(&[folder.path()], OFFICIAL, &Settings::default(), &Trust::everybody());
    assert!(loaded.refused.is_empty(), "{}", loaded.refused[0]);
    assert_eq!(loaded.loaded.len(), 6);
}
