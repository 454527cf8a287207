//! Plans of a whole gym, from a folder of member files or from a service: one answer per member, in order.

use crate::args::How;
use crate::coach::{offline, remote};
use crate::failure::Failure;
use crate::output::Output;
use crate::{gym, language, moment, rules, templates};
use jiff::Timestamp;
use rustdag_core::engine::Engine;
use rustdag_core::profile::Level;
use rustdag_proto::v1;
use rustdag_proto::v1::coach_service_client::CoachServiceClient;
use rustdag_proto::v1::make_plans_response::Outcome;
use rustdag_server::in_order::{in_order, threads_here};
use rustdag_server::wire::{self, Answering};
use std::fs;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tonic::Code;

/// How the names of member files end.
const EXTENSION: &str = "json";

/// A member's plan, or why there is none.
pub(crate) type Answer = v1::MakePlansResponse;

/// What is asked of a whole gym.
pub(crate) struct WholeGym<'a> {
    /// A folder, or a gym of a service; this folder or the embedded gym if not given.
    pub of: Option<&'a str>,
    pub days: u32,
    pub threads: Option<NonZeroUsize>,
    pub how: &'a How,
}

impl WholeGym<'_> {
    /// Hands on the answer of every member, for as long as they are taken; returns the instant that was planned from.
    ///
    /// # Errors
    /// [`Failure`] if there is no such folder or gym, or an answer cannot be taken.
    pub fn ask(
        &self,
        output: Output,
        take: impl FnMut(Answer) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<Timestamp, Failure> {
        // One instant for all of them, so not each member's own morning.
        let at = match &self.how.at {
            Some(text) => moment::read_with_offset(text)?,
            None => moment::now(),
        };
        match &self.how.server {
            Some(server) => self.ask_service(server, at, take)?,
            None => self.ask_folder(at, output, take)?,
        }
        Ok(at)
    }

    fn ask_service(
        &self,
        server: &str,
        at: Timestamp,
        mut take: impl FnMut(Answer) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<(), Failure> {
        let (runtime, channel) = remote::connect(server)?;
        let request = v1::MakePlansRequest {
            parent: self.of.map_or_else(gym::embedded, gym::gym),
            at: Some(wire::instant::to_proto(at)),
            days: self.days,
            language_code: language::of(self.how.lang).code().to_owned(),
            after_member: String::new(),
        };
        let refused = |status: tonic::Status| remote::refused("the service", &status);
        let answer = runtime.block_on(CoachServiceClient::new(channel).make_plans(request));
        let mut answers = answer.map_err(refused)?.into_inner();
        while let Some(answer) = runtime.block_on(answers.message()).map_err(refused)? {
            if take(answer)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn ask_folder(
        &self,
        at: Timestamp,
        output: Output,
        mut take: impl FnMut(Answer) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<(), Failure> {
        let files = member_files(Path::new(self.of.unwrap_or(".")))?;
        let lang = language::of(self.how.lang);
        let loaded = rules::load(&self.how.places, lang, output);
        let (versions, words) = (rules::versions(&loaded), rules::words(&loaded));
        let catalogue = &*templates::catalogue(self.how.templates.as_deref())?;
        let rule_set = rustdag_server::rules::set_name(&loaded.rules, &loaded.loaded);
        let engines: Vec<Engine> =
            Level::ALL.iter().map(|&level| Engine::new(loaded.rules.clone(), catalogue.templates(level))).collect();
        let plan = |path: &Path| -> Result<(String, v1::Plan), Failure> {
            let somebody = offline::read(path, catalogue, |_| Ok(Some(at)))?;
            let engine = &engines[somebody.history.profile().level as usize];
            let plan = engine
                .plan(&somebody.history, at, self.days)
                .map_err(|error| Failure::usage(words.texts(lang).contradiction(&error)))?;
            let answering = Answering {
                words: &words,
                catalogue,
                lang,
                rules: &versions,
                rule_set: &rule_set,
                names: &wire::NO_NAMES,
            };
            Ok((somebody.profile.display_name, wire::plan::to_proto(&plan, answering)))
        };
        let total = files.len() as u64;
        let work = |(place, path): (usize, PathBuf)| {
            let (display_name, outcome) = match plan(&path) {
                Ok((display_name, plan)) => (display_name, Outcome::Plan(plan)),
                Err(failure) => {
                    let refusal = v1::PlanRefusal { code: Code::InvalidArgument.into(), message: failure.to_string() };
                    (String::new(), Outcome::Refusal(refusal))
                }
            };
            let member = path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            Answer { member, display_name, done: place as u64 + 1, total, outcome: Some(outcome) }
        };
        let mut outcome = Ok(());
        let threads = self.threads.unwrap_or_else(threads_here);
        in_order(threads, files.into_iter().enumerate(), work, |answer| {
            take(answer).unwrap_or_else(|failure| {
                outcome = Err(failure);
                ControlFlow::Break(())
            })
        });
        outcome
    }
}

/// The member files of a folder, by name.
fn member_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let place = folder.display();
    let cannot = |error: std::io::Error| Failure::input(format!("{place} cannot be read as a folder: {error}"));
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if path.extension().is_some_and(|extension| extension == EXTENSION) && path.is_file() {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(Failure::input(format!("{place} holds no member files; their names end in .{EXTENSION}")));
    }
    files.sort();
    Ok(files)
}
