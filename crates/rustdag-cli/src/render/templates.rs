//! The sessions that plans choose from.

use crate::render::ink;
use crate::render::page::{self, Page};
use crate::render::{WIDTH_MAX, WIDTH_MIN};
use rustdag_core::profile::Level;
use rustdag_proto::v1::{self, DayKind};
use rustdag_text::{Arg, Texts};

/// A session on a line, and below it the hard sets it gives each muscle.
pub(crate) fn template_list(texts: &Texts, width: usize, level: Level, templates: &[v1::SessionTemplate]) -> String {
    let mut page = Page::new(width.clamp(WIDTH_MIN, WIDTH_MAX));
    let own = templates.iter().filter(|template| template.own).count();
    let heading = [
        ("level", Arg::Text(&texts.level(level))),
        ("count", Arg::Number(templates.len() as f64)),
        ("own", Arg::Number(own as f64)),
    ];
    page.line(&ink::paint(ink::HEADING, &texts.with("templates-heading", &heading)));
    let sessions = || templates.iter().filter_map(|template| Some((template, template.session.as_ref()?)));
    let ids = sessions().map(|(_, session)| page::width(&session.template_id)).max().unwrap_or(0) + 2;
    for (template, session) in sessions() {
        let minutes = texts.with("minutes", &[("minutes", Arg::Number(session.duration_min.round()))]);
        let sets: u32 = session.exercises.iter().map(|exercise| exercise.sets).sum();
        let mut cells = vec![session.display_name.clone(), minutes];
        if sets > 0 {
            cells.push(texts.with("sets", &[("sets", Arg::Number(f64::from(sets)))]));
        }
        if template.kind() == DayKind::ActiveRecovery {
            cells.push(texts.text("templates-counts-as-rest"));
        }
        if template.own {
            cells.push(texts.text("templates-own"));
        }
        page.labelled(2, &page::pad(&session.template_id, ids), &cells.join(" · "));
        let hard: Vec<String> = session
            .hard_sets
            .iter()
            .map(|sets| {
                let muscle = sets.muscle().as_str_name().trim_start_matches("MUSCLE_").to_ascii_lowercase();
                format!("{} {}", texts.text(&format!("muscle-{muscle}")), texts.numbers().plain(sets.sets))
            })
            .collect();
        let hard = if hard.is_empty() { texts.text("templates-no-hard-sets") } else { hard.join(", ") };
        page.labelled(2 + ids, "", &hard);
    }
    page.finish()
}
