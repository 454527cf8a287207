//! What somebody sends as a rule with ill will or by mistake: each is refused with a sentence that says where, nothing
//! changes, and the service goes on answering.

use crate::running::{GYM, Running, details};
use flate2::Compression;
use flate2::write::GzEncoder;
use rustdag_proto::v1::{self, install_rule_request::Source};
use rustdag_rule_pack::{ARCHIVE_BYTES_MAX, Pack, PackedRule, SecretKey};
use tonic::Code;

const RULE: &str = include_str!("../../../../examples/rules/heavy-legs.toml");

/// A rule file whose condition is this.
fn asking(condition: &str) -> Vec<u8> {
    format!(
        "id = \"mine\"\nversion = \"1\"\nlicence = \"MIT\"\nauthor = \"me\"\ndescription = {{ nl = \"x\", en = \"x\" }}\n\
         [[limit]]\nname = \"a\"\nwhen = \"{condition}\"\nminutes_max = 40\nnl = \"x\"\nen = \"x\"\n\
         [[test]]\nname = \"t\"\ngiven = {{}}\nexpect = {{}}\n"
    )
    .into_bytes()
}

fn file(name: &str, content: Vec<u8>) -> Source {
    Source::File(v1::RuleFile { name: name.into(), content })
}

fn packed(id: &str, file_name: &str, text: &str) -> PackedRule {
    let bytes = text.as_bytes().to_vec();
    PackedRule { id: id.into(), version: "1.0.0".into(), file_name: file_name.into(), bytes }
}

/// An archive with one entry, whose name stands in it as it is.
fn archive(name: &str, bytes: &[u8]) -> Source {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    let mut header = tar::Header::new_ustar();
    header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_size(bytes.len() as u64);
    header.set_cksum();
    tar.append(&header, bytes).unwrap();
    Source::Archive(tar.into_inner().unwrap().finish().unwrap())
}

/// An archive of another rule than the one that was signed.
fn changed_after_signing() -> Source {
    let (key, other) = (SecretKey::generate().unwrap(), SecretKey::generate().unwrap());
    let signed = Pack::new(vec![packed("heavy-legs", "heavy-legs.toml", RULE)]).unwrap().to_bytes(Some(&key)).unwrap();
    let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(signed.as_slice()));
    let mut again = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for entry in tar.entries().unwrap() {
        let mut entry = entry.unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut entry, &mut text).unwrap();
        let mut header = entry.header().clone();
        text = text.replace(&key.public().to_string(), &other.public().to_string());
        header.set_size(text.len() as u64);
        header.set_cksum();
        again.append(&header, text.as_bytes()).unwrap();
    }
    Source::Archive(again.into_inner().unwrap().finish().unwrap())
}

#[tokio::test]
async fn whatever_is_sent_is_refused_with_a_sentence_and_the_service_goes_on() {
    let running = Running::start().await;
    let list = async || {
        let request = v1::ListRulesRequest { parent: GYM.into() };
        running.rules().list_rules(request).await.unwrap().into_inner()
    };
    let before = list().await;
    let half = vec![b' '; 34 << 20];
    let large = vec![b'#'; 2_000_000];
    let twice = Pack::new(vec![packed("a", "a.toml", RULE), packed("b", "b.toml", RULE)]).unwrap();
    let nested = format!("{}sleep.debt_h{} > 3", "(".repeat(10_000), ")".repeat(10_000));
    let deep = format!("{}sleep.debt_h{} > 3", "(".repeat(900), ")".repeat(900));
    for (what, source, reason, sentence) in [
        (
            "a large file",
            file("a.toml", large),
            "RULE_FINDINGS",
            "a.toml:1:1: the file has 2000000 bytes; a rule file has at most 65536",
        ),
        ("ten thousand brackets", file("a.toml", asking(&nested)), "RULE_FINDINGS", "a.toml:8:9: this expression has"),
        (
            "many brackets",
            file("a.toml", asking(&deep)),
            "RULE_FINDINGS",
            "a.toml:8:41: brackets are nested more than 32 deep",
        ),
        (
            "ten thousand lists",
            file("a.toml", format!("x = {}", "[".repeat(10_000)).into_bytes()),
            "RULE_FINDINGS",
            "a.toml:1:",
        ),
        (
            "a division by zero",
            file("a.toml", asking("sleep.debt_h / 0 > 1")),
            "RULE_FINDINGS",
            "a.toml:8:9: `sleep.debt_h / 0` divides by zero",
        ),
        (
            "a way out",
            archive("../../etc/passwd", b"x"),
            "INVALID_FIELD",
            "`../../etc/passwd` is no name an archive of rules may have",
        ),
        ("a way out below", archive("rules/../../x.toml", b"x"), "INVALID_FIELD", "`rules/../../x.toml` is no name"),
        (
            "a bomb",
            archive("rules/a.toml", &[half.clone(), half].concat()),
            "INVALID_FIELD",
            "unpacks to more than 67108864 bytes at `rules/a.toml`",
        ),
        (
            "another's signature",
            changed_after_signing(),
            "INVALID_FIELD",
            "the signature in signature.toml is not that of key",
        ),
        (
            "one rule twice",
            Source::Archive(twice.to_bytes(None).unwrap()),
            "RULE_FINDINGS",
            "is rule `heavy-legs`, and pack.toml calls it `a`",
        ),
        (
            "too large an archive",
            Source::Archive(vec![0; ARCHIVE_BYTES_MAX + 1]),
            "INVALID_FIELD",
            "an archive has at most 7340032",
        ),
    ] {
        for despite in [false, true] {
            let request = v1::InstallRuleRequest {
                parent: GYM.into(),
                source: Some(source.clone()),
                install_despite_findings: despite,
                ..v1::InstallRuleRequest::default()
            };
            let status = running.rules().install_rule(request).await.unwrap_err();
            let message = status.message();
            assert!(message.contains(sentence) && !message.contains('\n'), "{what}: {message}");
            assert_eq!(details(&status).1, reason, "{what}: {message}");
        }
        assert_eq!(list().await, before, "{what}");
    }
    // What does not fit into a message is refused by its length before it is read.
    let source = Some(file("a.toml", vec![b'#'; 10_000_000]));
    let request = v1::InstallRuleRequest { parent: GYM.into(), source, ..v1::InstallRuleRequest::default() };
    let status = running.rules().install_rule(request).await.unwrap_err();
    assert_eq!(status.code(), Code::OutOfRange, "{}", status.message());
    assert_eq!(list().await, before);
    running.stop().await;
}
