//! What somebody sends to be installed: one file, or an archive.

use super::refusal::RuleRefusal;
use crate::config::RulesAdmin;
use crate::refusal::Refusal;
use crate::wire::Invalid;
use rustdag_host::is_native_code;
use rustdag_proto::v1;
use rustdag_rule_pack::{Pack, PackedRule};

/// Longest name of a file, bytes.
const NAME_BYTES_MAX: usize = 128;

/// Rules that somebody sent.
#[derive(Debug)]
pub(crate) struct Sent {
    /// At least one.
    pub(crate) files: Vec<File>,
    /// The public key of who signed the archive, in hexadecimal; empty if nobody did.
    pub(crate) signed_by: String,
}

/// One rule as it came.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    /// The id that the archive gives it.
    pub(crate) declared: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// The source of a request, in either of the two that have one.
pub(crate) enum Source {
    File(v1::RuleFile),
    Archive(Vec<u8>),
}

impl From<v1::install_rule_request::Source> for Source {
    fn from(source: v1::install_rule_request::Source) -> Self {
        match source {
            v1::install_rule_request::Source::File(file) => Self::File(file),
            v1::install_rule_request::Source::Archive(bytes) => Self::Archive(bytes),
        }
    }
}

impl From<v1::check_rule_request::Source> for Source {
    fn from(source: v1::check_rule_request::Source) -> Self {
        match source {
            v1::check_rule_request::Source::File(file) => Self::File(file),
            v1::check_rule_request::Source::Archive(bytes) => Self::Archive(bytes),
        }
    }
}

/// Reads what was sent, and refuses what may not be.
pub(crate) fn read(source: Option<Source>, admin: &RulesAdmin) -> Result<Sent, Refusal> {
    let sent = match source {
        None => return Err(Invalid::missing("file", "a rule file, or an archive in `archive`").into()),
        Some(Source::File(v1::RuleFile { name, content })) => {
            // A name is shown and has an ending; it never leads anywhere.
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
            if name.is_empty() || name.len() > NAME_BYTES_MAX || !name.bytes().all(is_plain) || name.starts_with('.') {
                let problem = "is no plain name; give letters, digits, - _ . such as easy-does-it.toml";
                return Err(Invalid::new("file.name", problem).into());
            }
            if !admin.trusted_keys.is_empty() {
                let what = "this service installs only archives signed by a key it trusts; pack and sign the rule";
                return Err(RuleRefusal::Untrusted(what.to_owned()).into());
            }
            Sent { files: vec![File { name, declared: None, bytes: content }], signed_by: String::new() }
        }
        Some(Source::Archive(bytes)) => {
            let pack = Pack::read(&bytes).map_err(|error| Invalid::new("archive", error))?;
            let signed_by = pack.signed_by().map(ToString::to_string).unwrap_or_default();
            if !admin.trusted_keys.is_empty() {
                trusted(&pack, admin)?;
            }
            let file =
                |packed: PackedRule| File { name: packed.file_name, declared: Some(packed.id), bytes: packed.bytes };
            Sent { files: pack.rules.into_iter().map(file).collect(), signed_by }
        }
    };
    if let Some(file) = sent.files.iter().find(|file| is_native_code(&file.name)).filter(|_| !admin.native) {
        return Err(RuleRefusal::Native { file: file.name.clone() }.into());
    }
    Ok(sent)
}

fn trusted(pack: &Pack, admin: &RulesAdmin) -> Result<(), RuleRefusal> {
    match pack.signed_by() {
        Some(key) if admin.trusted_keys.contains(key) => Ok(()),
        Some(key) => {
            Err(RuleRefusal::Untrusted(format!("the archive is signed by {key}, which this service does not trust")))
        }
        None => {
            let what = "the archive is not signed, and this service installs only what a key it trusts has signed";
            Err(RuleRefusal::Untrusted(what.to_owned()))
        }
    }
}
