//! What a member will probably rate: each rating with what it rests on, then what nothing is said about.

use crate::render::page::Page;
use crate::render::{View, header};
use rustdag_proto::v1;

/// Columns by which what a forecast rests on stands below it.
const BELOW: usize = 4;

pub(crate) fn write(view: &View<'_>, page: &mut Page, profile: &v1::Profile, forecast: &v1::Forecast) {
    header::write(view, page, profile);
    if !forecast.ratings.is_empty() {
        page.paragraph(&view.texts.text("forecast-heading"));
    }
    for rating in &forecast.ratings {
        page.blank();
        page.paragraph(&rating.text);
        page.quiet(BELOW, &rating.basis_text);
    }
    if !forecast.ratings.is_empty() && !forecast.withheld.is_empty() {
        page.blank();
    }
    for withheld in &forecast.withheld {
        page.paragraph(&withheld.text);
    }
    page.blank();
    if !forecast.ratings.is_empty() {
        page.paragraph(&forecast.not_known_text);
    }
    page.quiet(2, &view.texts.text("not-medical"));
}
