//! `rule pack` and `rule keygen`: rules in one archive, signed by whoever answers for them.

use crate::args::{RuleKeygen, RulePack};
use crate::command::rule_service::ARCHIVE_SUFFIX;
use crate::failure::Failure;
use crate::output::Output;
use crate::{file, language, rules};
use rustdag_rule_pack::{Pack, PackedRule, SecretKey};
use rustdag_text::{Arg, Texts};
use std::path::{Path, PathBuf};

/// Packs rules that can be loaded; what cannot be is refused with its place.
pub(crate) fn pack(asked: &RulePack, output: Output) -> Result<(), Failure> {
    let RulePack { files, output: to, sign, lang } = asked;
    let shown = to.display().to_string();
    if !shown.ends_with(ARCHIVE_SUFFIX) {
        return Err(Failure::usage(format!("{shown} does not end in {ARCHIVE_SUFFIX}, as archives of rules do")));
    }
    let rules = files.iter().map(|path| packed(path)).collect::<Result<Vec<_>, _>>()?;
    let key = sign.as_deref().map(key).transpose()?;
    let wrong = |error| Failure::input(format!("{shown}: {error}"));
    let archive = Pack::new(rules).and_then(|pack| pack.to_bytes(key.as_ref())).map_err(wrong)?;
    file::write_bytes(to, &archive)?;
    let texts = Texts::new(language::of(*lang));
    let args = [("file", Arg::Text(&shown)), ("count", Arg::Number(files.len() as f64))];
    let mut lines = vec![texts.with("rule-packed", &args)];
    if let Some(key) = key {
        let public = key.public().to_string();
        lines.push(texts.with("rule-signed-by", &[("key", Arg::Text(&public))]));
    }
    output.answer(&lines.join("\n"))
}

fn packed(path: &Path) -> Result<PackedRule, Failure> {
    let (_, rule) = rules::load_one(path)?;
    let bytes = file::bytes(path)?;
    if rule.digest != rustdag_host::digest(&bytes) {
        return Err(Failure::input(format!("{} was changed while it was packed; pack it again", path.display())));
    }
    let file_name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(PackedRule { id: rule.id, version: rule.version, file_name, bytes })
}

fn key(path: &Path) -> Result<SecretKey, Failure> {
    let text = file::read(path)?;
    SecretKey::from_text(&text).map_err(|error| Failure::input(format!("{}: {error}", path.display())))
}

/// Makes a key pair: the secret half in a file that only its owner may read, the public half on the page.
pub(crate) fn keygen(asked: &RuleKeygen, output: Output) -> Result<(), Failure> {
    let RuleKeygen { file: path, lang } = asked;
    let path: PathBuf = path.clone();
    let key = SecretKey::generate().map_err(Failure::input)?;
    file::write_secret(&path, &format!("{}\n", key.to_text()))?;
    let (shown, public) = (path.display().to_string(), key.public().to_string());
    let args = [("file", Arg::Text(&shown)), ("key", Arg::Text(&public))];
    output.answer(&Texts::new(language::of(*lang)).with("rule-key-written", &args))
}
