//! What a member will probably rate: each rating with what it rests on, then what nothing is said about.

use crate::render::page::Page;
use crate::render::{View, header, ink};
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
        quiet(page, BELOW, &rating.basis_text);
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
    quiet(page, 2, &view.texts.text("not-medical"));
}

fn quiet(page: &mut Page, indent: usize, text: &str) {
    let mut quiet = Page::new(page.width());
    quiet.labelled(indent, "", text);
    for line in quiet.finish().lines() {
        page.line(&ink::paint(ink::QUIET, line));
    }
}
