//! Session templates, as they are listed.

use super::{Answering, choice, session};
use jiff::tz::TimeZone;
use rustdag_core::dose::Dose;
use rustdag_core::plan::planned_session;
use rustdag_core::profile::{Level, Profile};
use rustdag_core::template::Template;
use rustdag_proto::v1;

/// Writes the templates of these levels, in the order of the catalogue.
#[must_use]
pub fn all_to_proto(levels: &[Level], answering: Answering<'_>) -> v1::ListTemplatesResponse {
    let of_level = |&level: &Level| {
        let templates = answering.catalogue.templates(level);
        templates.iter().map(|template| to_proto(template, level, answering)).collect::<Vec<_>>()
    };
    v1::ListTemplatesResponse { templates: levels.iter().flat_map(of_level).collect() }
}

fn to_proto(template: &Template, level: Level, answering: Answering<'_>) -> v1::SessionTemplate {
    // Of a template nothing depends on whose profile it is: it names its effort, and no heart rate.
    let dose = Dose::of_template(template, 0.0, &Profile::new(level, TimeZone::UTC));
    let planned = planned_session(template, 0.0, &dose);
    v1::SessionTemplate {
        session: Some(session::planned_to_proto(&planned, answering)),
        level: choice::level::to_proto(level).into(),
        kind: choice::day_kind::to_proto(template.kind).into(),
        equipment: template.equipment().into_iter().map(|kind| choice::equipment::to_proto(kind).into()).collect(),
        own: answering.catalogue.is_own(&template.id),
    }
}
