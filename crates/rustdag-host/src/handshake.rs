//! Compares what a rule was built against with what this host speaks. An error names the field that differs.

use crate::refusal::Refusal;
use rustdag_rule::headline;
use rustdag_rule::manifest::Manifest;
use rustdag_rule_abi::{ABI_MAJOR, ABI_MINOR, FIELDS, FieldInfo, Limits, RuleInfo, Snapshot, layout_hash, read_text};
use std::mem::{align_of, size_of};

/// Accepts an equal major version, and a minor one no newer than ours.
pub(crate) fn speaks_our_version(info: &RuleInfo) -> Result<(), Refusal> {
    let (major, minor) = (info.abi_major, info.abi_minor);
    if major != ABI_MAJOR {
        return Err(Refusal::Version { field: "abi_major", major, minor });
    }
    if minor > ABI_MINOR {
        return Err(Refusal::Version { field: "abi_minor", major, minor });
    }
    Ok(())
}

/// Accepts a layout that is ours or the beginning of ours, and an info block that says what the manifest says.
pub(crate) fn agree(info: &RuleInfo, manifest: &Manifest) -> Result<(), Refusal> {
    let ours = size_of::<Snapshot>() as u32;
    if info.snapshot_size > ours || (info.abi_minor == ABI_MINOR && info.snapshot_size != ours) {
        return Err(differs("snapshot_size", info.snapshot_size, ours));
    }
    let ours = size_of::<Limits>() as u32;
    if info.limits_size != ours {
        return Err(differs("limits_size", info.limits_size, ours));
    }
    if !layouts_of(info.snapshot_size).any(|fields| layout_hash(fields) == info.layout_hash) {
        return Err(Refusal::Info {
            field: "layout_hash",
            theirs: format!("{:#018x}", info.layout_hash),
            ours: format!("{:#018x}", rustdag_rule_abi::LAYOUT_HASH),
        });
    }
    if info.abi_extra != [0; 32] {
        return Err(Refusal::Info {
            field: "abi_extra",
            theirs: format!("`{}`", read_text(&info.abi_extra).unwrap_or("?")),
            ours: "empty".to_owned(),
        });
    }
    if let Some(word) = (0..4).find(|&word| info.needs[word] & !known_bits()[word] != 0) {
        return Err(Refusal::Info {
            field: "needs",
            theirs: format!("{:#x} in word {word}", info.needs[word]),
            ours: "fields this host has".to_owned(),
        });
    }
    same_text("id", &manifest.id, &info.id)?;
    same_text("version", &manifest.version, &info.version)?;
    let reads = headline::bits(&manifest.reads);
    if reads != info.needs {
        return Err(Refusal::Disagree {
            field: "reads",
            manifest: format!("{reads:x?}"),
            info: format!("{:x?}", info.needs),
        });
    }
    Ok(())
}

fn differs(field: &'static str, theirs: u32, ours: u32) -> Refusal {
    Refusal::Info { field, theirs: theirs.to_string(), ours: ours.to_string() }
}

fn same_text(field: &'static str, manifest: &str, info: &[u8]) -> Result<(), Refusal> {
    let said = read_text(info).unwrap_or("?");
    if said == manifest {
        return Ok(());
    }
    Err(Refusal::Disagree { field, manifest: manifest.to_owned(), info: said.to_owned() })
}

/// The beginnings of our fields that fill a snapshot of `size` bytes: fields are only ever appended, so an older rule
/// was built with one of them.
fn layouts_of(size: u32) -> impl Iterator<Item = &'static [FieldInfo]> {
    let align = align_of::<Snapshot>();
    let end = move |field: &FieldInfo| (field.offset + 4 * field.shape.slots()).next_multiple_of(align);
    (1..=FIELDS.len())
        .map(|count| &FIELDS[..count])
        .filter(move |fields| end(&fields[fields.len() - 1]) == size as usize)
}

fn known_bits() -> [u64; 4] {
    let names: Vec<_> = FIELDS.iter().map(|field| field.name.to_owned()).collect();
    headline::bits(&names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(reads: &str) -> Manifest {
        Manifest::parse(&format!(
            "id = \"x\"\nversion = \"1\"\nlicence = \"Apache-2.0\"\nauthor = \"me\"\non_failure = \"skip\"\nreads = \
             [{reads}]\ndescription = {{ nl = \"x\", en = \"x\" }}\n"
        ))
        .unwrap()
    }

    #[test]
    fn an_older_rule_whose_layout_is_the_beginning_of_ours_has_a_known_hash() {
        let shorter = &FIELDS[..FIELDS.len() - 8];
        let last = &shorter[shorter.len() - 1];
        let size = (last.offset + 4).next_multiple_of(16) as u32;
        assert!(layouts_of(size).any(|fields| layout_hash(fields) == layout_hash(shorter)));
        assert!(!layouts_of(size).any(|fields| layout_hash(fields) == layout_hash(&FIELDS[1..])));
    }

    #[test]
    fn a_rule_of_our_own_version_agrees() {
        let manifest = manifest("\"illness\"");
        let info = RuleInfo::new("x", "1", headline::bits(&manifest.reads));
        assert!(agree(&info, &manifest).is_ok());
    }

    #[test]
    fn each_field_that_differs_is_named() {
        let manifest = manifest("");
        let good = RuleInfo::new("x", "1", [0; 4]);
        let check = |change: fn(&mut RuleInfo), expected: &str| {
            let mut info = good;
            change(&mut info);
            let said = speaks_our_version(&info).and_then(|()| agree(&info, &manifest)).unwrap_err().to_string();
            assert!(said.contains(expected), "{said}");
        };
        check(|info| info.abi_major = 2, "built for rule interface 2.0 (`abi_major` differs), this host speaks 1.0");
        check(|info| info.abi_minor = 9, "built for rule interface 1.9 (`abi_minor` differs)");
        check(|info| info.snapshot_size += 16, "`snapshot_size` is");
        check(|info| info.limits_size -= 16, "`limits_size` is");
        check(|info| info.layout_hash ^= 1, "`layout_hash` is");
        check(|info| info.abi_extra[0] = b'x', "`abi_extra` is `x`");
        check(|info| info.needs[3] = 1 << 63, "`needs` is");
        check(|info| info.needs[0] = 1, "its manifest says reads");
        check(|info| info.id[0] = b'y', "its manifest says id `x`, its info block `y`");
        check(|info| info.version[0] = b'2', "its manifest says version `1`, its info block `2`");
    }
}
