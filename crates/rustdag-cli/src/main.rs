//! The command line: `rustdag`.
//!
//! A command reads its arguments here, its input at the edge (`file`, `config`, `moment`), asks a [`coach::Coach`], and
//! writes through one [`output::Output`]. How answers look is in `render`.
#![forbid(unsafe_code)]

mod address;
mod args;
mod coach;
mod command;
mod config;
mod failure;
mod file;
mod greeting;
mod gym;
mod language;
mod made_up_gym;
mod moment;
mod muscle;
mod output;
mod render;
mod rules;
mod templates;

use clap::Parser;
use output::Output;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(folder) = compiled_rules() {
        rustdag_host::keep_compiled_rules_in(folder);
    }
    // Rule libraries are tried, and those of strangers run, in children of this program.
    rustdag_host::serve_if_child();
    let output = Output;
    match command::run(args::Arguments::parse(), output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output.note(&failure.to_string());
            ExitCode::from(failure.status())
        }
    }
}

/// Where sandboxed rules are kept as compiled: with what else this user's programs can make again.
fn compiled_rules() -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let caches = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))?;
    Some(caches.join("rustdag/compiled-rules"))
}
