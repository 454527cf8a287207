//! `plan --all`: everybody's plan, one line each as they are made.

use crate::args::Format;
use crate::coach::WholeGym;
use crate::failure::Failure;
use crate::language;
use crate::output::Output;
use crate::render::{Planned, member_week};
use jiff::tz::TimeZone;
use rustdag_proto::json;
use rustdag_text::{Clock, Texts};

pub(crate) fn run(gym: &WholeGym<'_>, output: Output) -> Result<(), Failure> {
    let texts = Texts::new(language::of(gym.how.lang));
    let mut planned = Planned::default();
    let at = gym.ask(output, |answer| {
        planned.count(&answer);
        let flow = match gym.how.format {
            Format::Json => output.line(&json::to_string(&answer))?,
            Format::Text => output.line(&member_week(&texts, output.width(), &answer))?,
        };
        output.progress_of_lines("Planning", answer.done as usize, answer.total as usize);
        Ok(flow)
    })?;
    output.note(&planned.summary(&texts, &Clock::new(at, TimeZone::system())));
    Ok(())
}
