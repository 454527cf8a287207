//! Logged values that are hard to believe: each kind once, the newest of it, and how to correct it.

use crate::render::View;
use crate::render::page::Page;
use rustdag_proto::v1;
use rustdag_server::wire::instant;
use rustdag_text::Arg;

/// Kinds shown to a person who did not ask for all; a program gets all.
const SHOWN_MAX: usize = 3;

pub(crate) fn write(view: &View<'_>, page: &mut Page, readiness: &v1::Readiness) {
    if readiness.doubts.is_empty() {
        return;
    }
    page.heading(&view.texts.text("heading-doubts"));
    let alike = alike(&readiness.doubts);
    let shown = if view.all { alike.len() } else { alike.len().min(SHOWN_MAX) };
    for (newest, more) in &alike[..shown] {
        let mut line = on(view, newest);
        if *more > 0 {
            let count = Arg::Number(*more as f64);
            line = format!("{line} ({})", view.texts.with("doubt-more", &[("count", count)]));
        }
        page.labelled(3, "", &line);
    }
    let left_out = alike.len() - shown;
    if left_out > 0 {
        page.labelled(3, "", &view.texts.with("reasons-more", &[("count", Arg::Number(left_out as f64))]));
    }
    page.labelled(3, "", &view.texts.text("doubts-correct"));
}

/// The newest of those that say the same of the same exercise or source, and how many there are besides.
fn alike(doubts: &[v1::Doubt]) -> Vec<(&v1::Doubt, usize)> {
    let mut alike: Vec<(&v1::Doubt, usize)> = Vec::new();
    for doubt in doubts {
        let key = |doubt: &v1::Doubt| (doubt.code_name.clone(), doubt.exercise.clone(), doubt.source.clone());
        match alike.iter_mut().find(|(first, _)| key(first) == key(doubt)) {
            Some((_, more)) => *more += 1,
            None => alike.push((doubt, 0)),
        }
    }
    alike
}

fn on(view: &View<'_>, doubt: &v1::Doubt) -> String {
    let at = doubt.at.and_then(|at| instant::from_proto("at", at).ok());
    match at {
        Some(at) => {
            let day = view.texts.date(view.clock.local(at).date());
            view.texts.with("doubt-on", &[("day", Arg::Text(&day)), ("doubt", Arg::Text(&doubt.text))])
        }
        None => doubt.text.clone(),
    }
}
