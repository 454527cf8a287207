//! Rules that were written with ill will or by mistake: whatever a person does with one, there is one sentence that says what
//! is wrong and where, and nothing else happens.

use crate::program::{Place, Told, example};
use crate::serve::Service;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;

/// A rule file, with another condition.
fn with_condition(text: &str, condition: &str) -> String {
    text.replace("sleep.last_night_h < short_night_h", condition)
}

/// What is wrong with a file is the last line of `rule check` but the one that sums up; the sentence of every other command.
fn of_check(told: &Told) -> String {
    assert_eq!(told.status, 1, "{}{}", told.out, told.err);
    assert!(told.err.contains(" has a mistake and would not be loaded."), "{}", told.err);
    told.out.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn files_that_are_too_large_too_deep_or_divide_by_zero() {
    let place = Place::with_rules();
    place.run(&["rule", "new", "mine"]).answer();
    let good = fs::read_to_string(place.path("mine.toml")).unwrap();
    let brackets = |count: usize| format!("{}sleep.last_night_h{} < 3", "(".repeat(count), ")".repeat(count));
    let service = Service::start(&place, &["--database", "sqlite://gym.db"]);
    let url = service.url();
    let list = || place.run(&["rule", "list", "--server", &url, "--format", "json"]).answer();
    let before = list();
    let member = example("member.json");
    for (name, text, said) in [
        ("large.toml", format!("{good}{}", "#".repeat(10_000_000)), "1:1: the file has 100"),
        ("deep.toml", with_condition(&good, &brackets(10_000)), "51:9: this expression has 200"),
        ("nested.toml", with_condition(&good, &brackets(900)), "51:41: brackets are nested more than 32 deep"),
        ("lists.toml", format!("x = {}", "[".repeat(10_000)), "1:"),
        (
            "zero.toml",
            with_condition(&good, "sleep.last_night_h / 0 < 3"),
            "51:9: `sleep.last_night_h / 0` divides by zero",
        ),
    ] {
        place.write(name, &text);
        let expected = format!("{name}:{said}");
        let found = of_check(&place.run(&["rule", "check", name]));
        assert!(found.starts_with(&expected), "{found}");
        for words in [
            &["rule", "try", name, "--member", &member][..],
            &["rule", "bench", name],
            &["rule", "pack", name, "-o", "packed.rdrule"],
            &["rule", "install", name, "--server", &url, "--despite-findings"],
        ] {
            let sentence = place.run(words).sentence(1);
            assert!(sentence.contains(&expected), "{words:?}: {sentence}");
        }
        let told = place.run(&["plan", "--member", &member, "--rules", "rules", "--more-rules", name]);
        assert!(told.err.contains(&expected), "{}", told.err);
        told.answer();
    }
    assert_eq!(list(), before, "nothing was installed");
    service.kill();
}

/// An archive with one entry, whose name stands in it as it is.
fn archive(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    let mut header = tar::Header::new_ustar();
    header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_size(bytes.len() as u64);
    header.set_cksum();
    tar.append(&header, bytes).unwrap();
    tar.into_inner().unwrap().finish().unwrap()
}

/// The same archive with another text in the place of one, in the entry of this name.
fn changed(archive: &[u8], name: &str, from: &str, to: &str) -> Vec<u8> {
    let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(archive));
    let mut again = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for entry in tar.entries().unwrap() {
        let mut entry = entry.unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut entry, &mut text).unwrap();
        let mut header = entry.header().clone();
        if entry.path().unwrap().as_os_str() == name {
            text = text.replace(from, to);
        }
        header.set_size(text.len() as u64);
        header.set_cksum();
        again.append(&header, text.as_bytes()).unwrap();
    }
    again.into_inner().unwrap().finish().unwrap()
}

#[test]
fn archives_that_lead_elsewhere_burst_or_lie() {
    let place = Place::with_rules();
    for name in ["one", "two"] {
        place.run(&["rule", "new", name]).answer();
    }
    place.run(&["rule", "keygen", "coach.key"]).answer();
    let other = place.run(&["rule", "keygen", "other.key"]).answer().split('"').nth(1).unwrap().to_owned();
    let packed = ["rule", "pack", "one.toml", "two.toml", "-o", "good.rdrule", "--sign", "coach.key"];
    let said = place.run(&packed).answer();
    let key =
        said.split_whitespace().find(|word| word.trim_end_matches('.').len() == 64).unwrap().trim_end_matches('.');
    let signed = fs::read(place.path("good.rdrule")).unwrap();
    place.run(&["rule", "pack", "one.toml", "two.toml", "-o", "unsigned.rdrule"]).answer();
    let unsigned = fs::read(place.path("unsigned.rdrule")).unwrap();
    let service = Service::start(&place, &["--database", "sqlite://gym.db"]);
    let url = service.url();
    let list = || place.run(&["rule", "list", "--server", &url, "--format", "json"]).answer();
    let before = list();
    let bomb = vec![0; (64 << 20) + 1];
    for (name, bytes, said) in [
        ("out.rdrule", archive("../../etc/passwd", b"x"), "`../../etc/passwd` is no name an archive of rules may have"),
        ("below.rdrule", archive("rules/../../x.toml", b"x"), "`rules/../../x.toml` is no name"),
        ("bomb.rdrule", archive("rules/a.toml", &bomb), "unpacks to more than 67108864 bytes at `rules/a.toml`"),
        (
            "signed.rdrule",
            changed(&signed, "signature.toml", key, &other),
            "the signature in signature.toml is not that of key",
        ),
        (
            "twice.rdrule",
            changed(&unsigned, "pack.toml", "id = \"two\"", "id = \"one\""),
            "`one.toml` and `two.toml` are both rule `one`",
        ),
        ("large.rdrule", vec![0; 10_000_000], "large.rdrule: has 10000000 bytes, and at most 7340032 can be installed"),
    ] {
        fs::write(place.path(name), bytes).unwrap();
        let sentence = place.run(&["rule", "install", name, "--server", &url, "--despite-findings"]).sentence(1);
        assert!(sentence.contains(said), "{name}: {sentence}");
    }
    // Two files of one rule, not packed: one of them is loaded, and the other is named with the first.
    fs::create_dir(place.path("more")).unwrap();
    fs::copy(place.path("one.toml"), place.path("more/again.toml")).unwrap();
    let words = ["rule", "list", "--rules", "rules", "--more-rules", "one.toml", "--more-rules", "more"];
    let listed = place.run(&words).answer().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(listed.contains("is rule `one` again; one.toml was loaded, remove one of the two"), "{listed}");
    assert_eq!(list(), before, "nothing was installed");
    service.kill();
}
