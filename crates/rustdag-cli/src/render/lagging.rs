//! What lags behind: strength, how the member feels, and how much that says.

use crate::render::View;
use crate::render::page::Page;
use rustdag_proto::v1::{Overreaching, OverreachingState};
use rustdag_text::Arg;

/// Lifts that are named.
const LIFTS_SHOWN: usize = 3;
/// A fall below this is none that anybody would notice: it is not named.
const FALL_TOLD: f64 = 0.02;

pub(crate) fn write(view: &View<'_>, page: &mut Page, overreaching: Option<&Overreaching>) {
    let Some(lagging) = overreaching else { return };
    let (sign, chance) = match lagging.state() {
        OverreachingState::Watch => ("lag-watch", per_year(view, lagging.false_watches_per_year)),
        OverreachingState::Suspected => ("lag-suspected", once_in(view, lagging.false_suspicions_per_year)),
        // Of what is persistent the reason that stops the plan says all there is to say.
        _ => return,
    };
    page.heading(&view.texts.text("heading-lagging"));
    let witnesses = [strength(view, lagging), feeling(view, lagging), heart(view, lagging)];
    for line in [Some(view.texts.text(sign))].into_iter().chain(witnesses).chain([Some(chance)]).flatten() {
        page.labelled(3, "", &line);
    }
}

fn strength(view: &View<'_>, lagging: &Overreaching) -> Option<String> {
    let since = lagging.strength_since.as_ref()?;
    let since = since.parse().map_or_else(|_| since.clone(), |date| view.texts.date(date));
    let falls = lagging.lifts.iter().filter(|fall| fall.fraction >= FALL_TOLD).take(LIFTS_SHOWN);
    let lifts: Vec<String> =
        falls.map(|fall| format!("{} −{}", fall.display_name, view.texts.numbers().percent(fall.fraction))).collect();
    let since = ("since", Arg::Text(&since));
    Some(if lifts.is_empty() {
        view.texts.with("lag-strength", &[since])
    } else {
        view.texts.with("lag-strength-lifts", &[since, ("lifts", Arg::Text(&lifts.join(", ")))])
    })
}

fn feeling(view: &View<'_>, lagging: &Overreaching) -> Option<String> {
    lagging.wellness_z.map(|_| view.texts.text("lag-wellness"))
}

fn heart(view: &View<'_>, lagging: &Overreaching) -> Option<String> {
    lagging.hrv_low.then(|| view.texts.text("lag-heart"))
}

fn per_year(view: &View<'_>, rate: f64) -> String {
    view.texts.with("lag-chance-per-year", &[("times", Arg::Number(rate.round()))])
}

fn once_in(view: &View<'_>, rate: f64) -> String {
    view.texts.with("lag-chance-once-in", &[("years", Arg::Number((1.0 / rate).round()))])
}
