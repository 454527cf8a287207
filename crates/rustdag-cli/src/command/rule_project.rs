//! `rule new --kind rust` and `--kind c`: a folder to begin with, which builds as it is.
//!
//! What is written are the examples of this repository with another name, so that what a coach gets is what is built and
//! checked with every change.

use crate::args::{RuleKind, RuleNew};
use crate::command::{rule_file, rule_name};
use crate::failure::Failure;
use crate::output::Output;
use crate::{file, language};
use rustdag_host::{Manifest, is_name};
use rustdag_text::{Arg, Texts};
use std::path::Path;

/// What stands in the examples for the rule's id, also as part of a library's name, and for its author.
const ID: &str = "easy-does-it";
const ID_IN_NAMES: &str = "easy_does_it";
const AUTHOR: &str = "A coach";
/// How the example in Rust finds its kit.
const KIT: &str = "../../../crates/rustdag-rule";

/// A file of a project: where it is written, and the example it comes from.
type Written = (&'static str, &'static str);

const IN_RUST: [Written; 4] = [
    ("Cargo.toml", include_str!("../../../../examples/rules-in-code/rust/Cargo.toml")),
    ("rule.toml", include_str!("../../../../examples/rules-in-code/rust/rule.toml")),
    ("src/lib.rs", include_str!("../../../../examples/rules-in-code/rust/src/lib.rs")),
    (".gitignore", include_str!("../../../../examples/rules-in-code/rust/.gitignore")),
];

const IN_C: [Written; 3] = [
    ("rule.c", include_str!("../../../../examples/rules-in-code/c/rule.c")),
    ("build.sh", include_str!("../../../../examples/rules-in-code/c/build.sh")),
    ("rustdag_rule.h", include_str!("../../../rustdag-rule-abi/include/rustdag_rule.h")),
];

/// Where the manifest of a project is; that of the one in C says the same of id and author, as part of `rule.c`.
const MANIFEST: &str = IN_RUST[1].1;

/// Writes a project into a folder of the rule's name: all of it or nothing.
pub(crate) fn new(new: &RuleNew, output: Output) -> Result<(), Failure> {
    let (files, kit, said): (&[Written], _, _) = match new.kind {
        RuleKind::File => return rule_file::new(new, output),
        RuleKind::Rust => (&IN_RUST, Some(new.kit.as_deref()), "rule-project-rust"),
        RuleKind::C => (&IN_C, None, "rule-project-c"),
    };
    let id = new.name.as_str();
    // A crate's name begins with a letter.
    if !is_name(id) || !id.starts_with(|first: char| first.is_ascii_lowercase()) {
        return Err(Failure::usage(format!(
            "the id is `{id}`; use lower-case letters, digits and hyphens, at most 40, the first a letter"
        )));
    }
    rule_name::is_free(id)?;
    let folder = Path::new(id);
    if folder.symlink_metadata().is_ok() {
        return Err(Failure::input(format!("{id} is there already; give the rule another name")));
    }
    // What stands between quotes must stay between them.
    let author: String = new.author.chars().filter(|char| !char.is_control() && !['"', '\\'].contains(char)).collect();
    let library = id.replace('-', "_");
    let named = |text: &str| text.replace(ID, id).replace(ID_IN_NAMES, &library).replace(AUTHOR, &author);
    if let Err(error) = Manifest::parse(&named(MANIFEST)) {
        return Err(Failure::usage(format!("of this no rule can be made: {error}")));
    }
    let kit = kit.map(find_kit).transpose()?;
    let cannot = |error: std::io::Error| Failure::input(format!("{id} cannot be made: {error}"));
    let begun = tempfile::Builder::new().prefix(".rustdag-").tempdir_in(".").map_err(cannot)?;
    let whole = begun.path().join(id);
    for (name, text) in files {
        let path = whole.join(name);
        path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(cannot)?;
        let mut text = named(text);
        if let Some(kit) = &kit {
            text = text.replace(KIT, kit);
        }
        file::write(&path, &text)?;
        make_executable(&path, &text)?;
    }
    std::fs::rename(&whole, folder).map_err(cannot)?;
    let args = [("folder", Arg::Text(id)), ("library", Arg::Text(&library))];
    output.answer(&Texts::new(language::of(new.lang)).with(said, &args))
}

/// The folder of the kit, as a manifest of cargo names it.
fn find_kit(asked: Option<&Path>) -> Result<String, Failure> {
    let is_kit = |folder: &Path| folder.join("Cargo.toml").is_file() && folder.join("src/export.rs").is_file();
    let found = match asked {
        Some(folder) => Some(folder.to_owned()).filter(|folder| is_kit(folder)),
        None => {
            let starts = [std::env::current_dir().ok(), std::env::current_exe().ok()];
            let around = starts.iter().flatten().flat_map(|start| start.ancestors());
            around.map(|folder| folder.join("crates/rustdag-rule")).find(|folder| is_kit(folder))
        }
    };
    let found = found.and_then(|folder| folder.canonicalize().ok());
    let shown = found.as_deref().and_then(Path::to_str).filter(|path| !path.contains(['"', '\\']));
    shown.map(str::to_owned).ok_or_else(|| {
        Failure::input("the crate `rustdag-rule` is not found; name its folder in Rustdag's sources with --kit")
    })
}

#[cfg(unix)]
fn make_executable(path: &Path, text: &str) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    if !text.starts_with("#!") {
        return Ok(());
    }
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
        .map_err(|error| Failure::input(format!("{} cannot be made executable: {error}", path.display())))
}

#[cfg(not(unix))]
fn make_executable(_: &Path, _: &str) -> Result<(), Failure> {
    Ok(())
}
