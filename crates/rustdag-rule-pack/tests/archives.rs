//! Archives that somebody made with care, by mistake, or with ill will.

use flate2::Compression;
use flate2::write::GzEncoder;
use rustdag_rule_pack::{ARCHIVE_BYTES_MAX, Pack, PackedRule, SecretKey, UNPACKED_BYTES_MAX};
use std::io::Write as _;

fn rule(id: &str, text: &str) -> PackedRule {
    PackedRule {
        id: id.into(),
        version: "1.0.0".into(),
        file_name: format!("{id}.toml"),
        bytes: text.as_bytes().to_vec(),
    }
}

/// An archive with these entries, as any program could write it: the name stands in the header as it is.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    of_kind(entries, tar::EntryType::Regular)
}

fn of_kind(entries: &[(&str, &[u8])], kind: tar::EntryType) -> Vec<u8> {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (name, bytes) in entries {
        let mut header = tar::Header::new_ustar();
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(kind);
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        tar.append(&header, *bytes).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap()
}

/// The entries of an archive, to change one.
fn entries(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(archive));
    let read = |entry: std::io::Result<tar::Entry<'_, _>>| {
        let mut entry = entry.unwrap();
        let name = entry.path().unwrap().display().to_string();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        (name, bytes)
    };
    tar.entries().unwrap().map(read).collect()
}

fn changed(archive_of: &[u8], change: impl Fn(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
    let mut all = entries(archive_of);
    change(&mut all);
    archive(&all.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

#[track_caller]
fn refused(archive: &[u8], sentence: &str) {
    let said = Pack::read(archive).unwrap_err().to_string();
    assert!(said.contains(sentence), "{said}");
}

fn good() -> Vec<u8> {
    Pack::new(vec![rule("a", "one"), rule("b", "two")]).unwrap().to_bytes(None).unwrap()
}

#[test]
fn what_was_packed_comes_back_and_the_same_rules_are_the_same_bytes() {
    let rules = vec![rule("a", "one"), rule("b", "two")];
    let pack = Pack::read(&good()).unwrap();
    assert_eq!((&pack.rules, pack.signed_by()), (&rules, None));
    assert_eq!(good(), good());
    let key = SecretKey::generate().unwrap();
    let signed = Pack::new(rules).unwrap().to_bytes(Some(&key)).unwrap();
    assert_eq!(Pack::read(&signed).unwrap().signed_by(), Some(&key.public()));
}

/// Whoever packs rules hears at once what whoever installs them would hear.
#[test]
fn what_is_written_can_be_read() {
    for length in [1, 89, 90, 94, 95, 100, 101, 128, 129] {
        let named = PackedRule { file_name: "n".repeat(length), ..rule("a", "one") };
        match Pack::new(vec![named.clone()]) {
            Ok(pack) if length <= 100 => assert_eq!(Pack::read(&pack.to_bytes(None).unwrap()).unwrap().rules, [named]),
            Err(error) if length > 100 => assert!(error.to_string().contains("is no name"), "{error}"),
            other => panic!("{length}: {other:?}"),
        }
    }
    let half = vec![0; (UNPACKED_BYTES_MAX / 2) as usize + 1];
    let large = ["a", "b"].map(|id| PackedRule { bytes: half.clone(), ..rule(id, "") });
    let said = Pack::new(large.to_vec()).unwrap().to_bytes(None).unwrap_err().to_string();
    assert!(said.starts_with("unpacks to more than 67108864 bytes"), "{said}");
}

#[test]
fn what_stands_behind_the_end_is_refused() {
    let mut tar = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&good()[..]), &mut tar).unwrap();
    let packed = |tar: &[u8]| {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(tar).unwrap();
        gzip.finish().unwrap()
    };
    assert_eq!(Pack::read(&packed(&tar)).unwrap(), Pack::read(&good()).unwrap());
    // Other programs fill up to whole pieces.
    assert!(Pack::read(&packed(&[&tar[..], &[0; 10_240]].concat())).is_ok());
    for behind in [&b"x"[..], &[[0; 9_000].as_slice(), b"another archive"].concat()] {
        refused(&packed(&[&tar[..], behind].concat()), "holds something behind its end");
    }
    refused(&[good(), good()].concat(), "holds something behind its end");
    refused(&[&good()[..], &[0]].concat(), "holds something behind its end");
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for name in [
        "../../etc/passwd",
        "rules/../../x.toml",
        "/etc/passwd",
        "rules/a/b.toml",
        "rules/",
        "rules/.hidden",
        "C:\\x.toml",
        "rules/..",
        "rules\\a.toml",
        "notes.txt",
    ] {
        refused(&archive(&[(name, b"x")]), &format!("`{name}` is no name an archive of rules may have"));
    }
}

#[test]
fn links_folders_and_devices_are_refused() {
    for (kind, said) in [
        (tar::EntryType::Symlink, "`rules/a.toml` is a link"),
        (tar::EntryType::Link, "is a link"),
        (tar::EntryType::Directory, "is a folder"),
        (tar::EntryType::Fifo, "is a device"),
        (tar::EntryType::GNULongName, "is something else"),
        (tar::EntryType::XHeader, "is something else"),
        (tar::EntryType::GNUSparse, "is something else"),
    ] {
        refused(&of_kind(&[("rules/a.toml", b"")], kind), said);
    }
}

#[test]
fn a_bomb_is_refused_by_what_it_says_and_by_what_it_is() {
    // It says that it is large, and is not.
    let mut header = tar::Header::new_ustar();
    header.set_path("rules/a.toml").unwrap();
    header.set_size(UNPACKED_BYTES_MAX + 1);
    header.set_cksum();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(header.as_bytes()).unwrap();
    refused(&gzip.finish().unwrap(), "unpacks to more than 67108864 bytes at `rules/a.toml`");
    // It says nothing, and is: many files, and zeroes behind the end.
    let half = vec![0; (UNPACKED_BYTES_MAX / 2) as usize + 1];
    let many = archive(&[("rules/a.toml", &half), ("rules/b.toml", &half)]);
    assert!(many.len() < ARCHIVE_BYTES_MAX / 10, "{} bytes", many.len());
    refused(&many, "unpacks to more than 67108864 bytes at `rules/b.toml`");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..=UNPACKED_BYTES_MAX >> 20 {
        gzip.write_all(&[0; 1 << 20]).unwrap();
    }
    refused(&gzip.finish().unwrap(), "unpacks to more than");
    let table = vec![b'#'; 100_000];
    refused(&archive(&[("pack.toml", &table)]), "unpacks to more than 65536 bytes at `pack.toml`");
    refused(&vec![0; ARCHIVE_BYTES_MAX + 1], "an archive has at most 7340032");
}

#[test]
fn what_was_changed_after_packing_is_refused() {
    let differs = |change: fn(&mut Vec<(String, Vec<u8>)>), said: &str| refused(&changed(&good(), change), said);
    differs(|all| all[1].1 = b"one more".to_vec(), "`rules/a.toml` is not what pack.toml says: its length differs");
    differs(|all| all[1].1 = b"eno".to_vec(), "`rules/a.toml` is not what pack.toml says: its SHA-256 differs");
    differs(|all| _ = all.remove(2), "has no `rules/b.toml`");
    differs(|all| _ = all.remove(0), "has no `pack.toml`");
    differs(
        |all| all.push(("rules/c.toml".into(), vec![])),
        "holds `rules/c.toml`, of which its pack.toml says nothing",
    );
    differs(|all| all.push(all[1].clone()), "`rules/a.toml` is there twice");
    differs(|all| all[0].1 = b"format = 2\nnews = true".to_vec(), "is written in format 2, this program reads 1");
    differs(
        |all| all[0].1 = b"format = 1\n[[rule]]\nid = 3".to_vec(),
        "`pack.toml` cannot be read: line 3: invalid type",
    );
    differs(|all| all[0].1 = vec![0xff], "`pack.toml` cannot be read: invalid utf-8");
    differs(|all| all[0].1 = b"format = 1".to_vec(), "of which its pack.toml says nothing");
}

#[test]
fn two_rules_of_one_id_are_refused_where_they_are_packed_and_where_they_are_read() {
    let twice = || vec![rule("a", "one"), PackedRule { file_name: "other.toml".into(), ..rule("a", "two") }];
    let said = "`a.toml` and `other.toml` are both rule `a`; keep one of the two";
    assert_eq!(Pack::new(twice()).unwrap_err().to_string(), said);
    let both = Pack::new(vec![rule("a", "one"), rule("b", "two")]).unwrap().to_bytes(None).unwrap();
    let lying = changed(&both, |all| {
        let table = String::from_utf8(all[0].1.clone()).unwrap();
        all[0].1 = table.replace("id = \"b\"", "id = \"a\"").into_bytes();
    });
    refused(&lying, "`a.toml` and `b.toml` are both rule `a`");
    let lurid = changed(&both, |all| {
        let table = String::from_utf8(all[0].1.clone()).unwrap();
        let lurid = "id = \"\\u001b[2J\\u0007\"";
        all[0].1 = table.replace("id = \"a\"", lurid).replace("id = \"b\"", lurid).into_bytes();
    });
    refused(&lurid, "are both rule ` [2J `; keep one of the two");
    assert!(Pack::new(vec![]).is_err());
}

#[test]
fn a_bad_signature_is_refused() {
    let (key, other) = (SecretKey::generate().unwrap(), SecretKey::generate().unwrap());
    let signed = Pack::new(vec![rule("a", "one")]).unwrap().to_bytes(Some(&key)).unwrap();
    let with = |from: String, to: String| {
        changed(&signed, |all| {
            let text = String::from_utf8(all[2].1.clone()).unwrap();
            assert!(text.contains(&from));
            all[2].1 = text.replace(&from, &to).into_bytes();
        })
    };
    let named = with(key.public().to_string(), other.public().to_string());
    refused(&named, &format!("is not that of key {} on this pack.toml", other.public()));
    refused(
        &with("signature = \"".into(), "signature = \"00".into()),
        "the signature in signature.toml is not that of",
    );
    refused(&with(key.public().to_string(), "me".into()), "`me` is no key");
    // The table was changed and still describes its files: only the signature tells.
    let version = changed(&signed, |all| {
        let table = String::from_utf8(all[0].1.clone()).unwrap();
        all[0].1 = table.replace("1.0.0", "1.0.1").into_bytes();
    });
    refused(&version, "it was changed after it was signed");
}

#[test]
fn whatever_the_bytes_it_is_an_error_and_no_panic() {
    refused(b"", "is no archive of rules, or is damaged");
    refused(b"id = \"a rule file\"", "is no archive of rules, or is damaged");
    let whole = good();
    for end in 0..whole.len() {
        assert!(Pack::read(&whole[..end]).is_err(), "{end} of {}", whole.len());
    }
    for place in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[place] ^= 0x55;
        // Some bytes mean nothing; none may end the program.
        let _ = Pack::read(&damaged);
    }
}
