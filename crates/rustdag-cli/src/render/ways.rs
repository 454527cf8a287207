//! The ways in which a session fits.

use crate::render::View;
use crate::render::explain::SHOWN_MAX;
use crate::render::page::Page;
use crate::render::word::{capitalised, in_sentence, instant};
use rustdag_proto::v1::change::Change;
use rustdag_proto::v1::{self, Fit};
use rustdag_text::Arg;

pub(crate) fn write(view: &View<'_>, page: &mut Page, explanation: &v1::Explanation) {
    let Some(asked) = explanation.check.as_ref().filter(|asked| asked.fit() != Fit::Fits) else { return };
    page.heading(&view.texts.text("heading-ways"));
    if explanation.ways.is_empty() {
        return page.labelled(3, "", &capitalised(&view.texts.text("check-no-moment")));
    }
    let most = if view.all { usize::MAX } else { SHOWN_MAX };
    for (place, way) in explanation.ways.iter().take(most).enumerate() {
        let changes: Vec<String> = way.changes.iter().filter_map(|one| change(view, one.change.as_ref()?)).collect();
        let mut sentence = format!("{}.", capitalised(&changes.join("; ")).trim_end_matches('.'));
        if way.kept < 1.0 {
            let kept = view.texts.numbers().percent(way.kept);
            sentence.push(' ');
            sentence.push_str(&view.texts.with("explain-kept", &[("kept", Arg::Text(&kept))]));
        }
        page.labelled(3, &format!("{}  ", place + 1), &sentence);
    }
    if asked.fits_from.is_none() {
        page.labelled(6, "", &view.texts.text("explain-resting-not-enough"));
    }
}

fn change(view: &View<'_>, change: &Change) -> Option<String> {
    let texts = view.texts;
    Some(match change {
        Change::FewerSets(v1::FewerSets { exercise, display_name, from_sets, to_sets, .. }) => {
            let name = in_sentence(if display_name.is_empty() { exercise } else { display_name });
            let id = if *to_sets == 0 { "change-without" } else { "change-fewer-sets" };
            texts.with(
                id,
                &[
                    ("exercise", Arg::Text(&name)),
                    ("from", Arg::Number(f64::from(*from_sets))),
                    ("to", Arg::Number(f64::from(*to_sets))),
                ],
            )
        }
        Change::MoreInReserve(v1::MoreInReserve { from_rir, to_rir }) => {
            texts.with("change-reserve", &[("from", Arg::Number(*from_rir)), ("to", Arg::Number(*to_rir))])
        }
        Change::ShorterCardio(v1::ShorterCardio { activity, from_min, to_min, .. }) => {
            let activity = view.activity(v1::Activity::try_from(*activity).unwrap_or_default());
            let id = if *to_min <= 0.0 { "change-without" } else { "change-shorter" };
            texts.with(
                id,
                &[
                    ("exercise", Arg::Text(&activity)),
                    ("activity", Arg::Text(&activity)),
                    ("from", Arg::Number(*from_min)),
                    ("to", Arg::Number(*to_min)),
                ],
            )
        }
        Change::EasierCardio(v1::EasierCardio { activity, from_rpe, to_rpe, .. }) => {
            let activity = view.activity(v1::Activity::try_from(*activity).unwrap_or_default());
            texts.with(
                "change-easier",
                &[("activity", Arg::Text(&activity)), ("from", Arg::Number(*from_rpe)), ("to", Arg::Number(*to_rpe))],
            )
        }
        Change::Later(at) => {
            let moment = texts.moment(&view.clock, instant(Some(at))?);
            texts.with("change-later", &[("moment", Arg::Text(&moment))])
        }
    })
}
