//! What has been laid down stays: one file per version of the interface lists where everything is, and what an older file
//! says the present layout says too, at the same places and in the same order. To write the file of a new minor version:
//! `RUSTDAG_WRITE_LAYOUT=1 cargo test -p rustdag-rule-abi --test layout`; a file that is there is never written again.

use core::mem::{align_of, offset_of, size_of};
use rustdag_rule_abi::*;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The present layout: struct, offset, bytes, field; within a struct by offset.
fn present() -> String {
    let mut out = String::new();
    let mut line = |of: &str, offset: usize, bytes: usize, field: &str| {
        _ = writeln!(out, "{of} {offset} {bytes} {field}");
    };
    macro_rules! fields {
        ($of:ident $name:literal: $($field:ident $kind:ty),+) => {
            $( line($name, offset_of!($of, $field), size_of::<$kind>(), stringify!($field)); )+
        };
    }
    fields!(Snapshot "snapshot": size u32, major u16, minor u16, known [u64; 4]);
    for field in FIELDS {
        line("snapshot", field.offset, field.shape.slots() * size_of::<f32>(), field.name);
    }
    fields!(Reason "reason": code u32, subject u32, value f32, limit f32);
    fields!(Limits "limits": size u32, flags u32, muscle_sets_max [f32; MUSCLE_SLOTS],
        joint_load_max [f32; JOINT_SLOTS], session_load_max f32, intensity_max f32, minutes_max f32, rir_min f32,
        extra_rest_days f32, n_reasons u32, pad u32, reasons [Reason; REASONS_MAX]);
    fields!(RuleInfo "info": magic u32, len u32, abi_major u16, abi_minor u16, snapshot_size u32, limits_size u32, pad u32,
        layout_hash u64, needs [u64; 4], id [u8; 64], version [u8; 16], abi_extra [u8; 32]);
    let mut line = |of: &str, what: &str, value: usize| _ = writeln!(out, "{of} {what} {value}");
    line("limits", "bytes", size_of::<Limits>());
    line("info", "bytes", size_of::<RuleInfo>());
    line("page", "bytes", PAGE_BYTES);
    line("page", "align", align_of::<SnapshotPage>().max(align_of::<LimitsPage>()));
    for (name, value) in [
        ("must_rest", Flags::MUST_REST),
        ("prefer_active", Flags::PREFER_ACTIVE),
        ("see_professional", Flags::SEE_PROFESSIONAL),
        ("whole", Subject::WHOLE),
        ("first_joint", Subject::FIRST_JOINT),
        ("magic", INFO_MAGIC),
    ] {
        line("value", name, value as usize);
    }
    for name in [INFO_DATA, MANIFEST_DATA, INFO_FN, CONFIG_SIZE_FN, CONFIGURE_FN, LIMITS_FN] {
        _ = writeln!(out, "symbol {name}");
    }
    out
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("layout")
}

/// The lines about one struct, in order.
fn about<'a>(layout: &'a str, of: &'a str) -> impl Iterator<Item = &'a str> {
    layout.lines().filter(move |line| line.split(' ').next() == Some(of))
}

/// Whether a layout still has everything that an older one laid down; else the first line that is not where it was.
fn stays(older: &str, newer: &str) -> Result<(), String> {
    let mut of: Vec<&str> = older.lines().filter_map(|line| line.split(' ').next()).collect();
    of.dedup();
    for of in of {
        let mut now = about(newer, of);
        for line in about(older, of) {
            if now.next() != Some(line) {
                return Err(line.to_owned());
            }
        }
        // Of limits and info a rule says the size, and another one is refused: they do not grow within a major version.
        if of != "snapshot" && of != "value" && of != "symbol" && now.next().is_some() {
            return Err(format!("{of} has grown"));
        }
    }
    Ok(())
}

#[test]
fn this_versions_layout_is_written_down_and_every_older_one_stays() {
    let path = folder().join(format!("{ABI_MAJOR}.{ABI_MINOR}.txt"));
    if std::env::var_os("RUSTDAG_WRITE_LAYOUT").is_some() && !path.exists() {
        std::fs::write(&path, present()).unwrap();
    }
    let mut files: Vec<PathBuf> = folder().read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.contains(&path), "{} is not there; see the top of this test", path.display());
    for file in files {
        let written = std::fs::read_to_string(&file).unwrap();
        if file == path {
            assert_eq!(
                written,
                present(),
                "a layout that is in use was changed: append fields with a new minor version"
            );
        }
        assert_eq!(stays(&written, &present()), Ok(()), "{}", file.display());
    }
}

#[test]
fn appending_is_growth_and_everything_else_is_a_break() {
    let old = "snapshot 40 128 a\nsnapshot 168 4 b\nlimits 0 4 size\nlimits bytes 528\nsymbol f\n";
    let appended = "snapshot 40 128 a\nsnapshot 168 4 b\nsnapshot 172 4 c\nlimits 0 4 size\nlimits bytes 528\nsymbol f\nsymbol g\n";
    assert_eq!(stays(old, old), Ok(()));
    assert_eq!(stays(old, appended), Ok(()));
    for (change, to, named) in [
        ("snapshot 168 4 b", "snapshot 172 4 b", "snapshot 168 4 b"),
        ("snapshot 168 4 b\n", "", "snapshot 168 4 b"),
        ("snapshot 40 128 a", "snapshot 40 128 z", "snapshot 40 128 a"),
        ("symbol f\n", "", "symbol f"),
        ("limits bytes 528", "limits bytes 544", "limits bytes 528"),
    ] {
        assert_eq!(stays(old, &appended.replace(change, to)), Err(named.to_owned()));
    }
    assert_eq!(stays(old, &format!("{appended}limits 4 4 more\n")), Err("limits has grown".to_owned()));
}
