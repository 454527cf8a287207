//! What made-up answers look like, in both languages and at several widths.

use super::{View, made_up, page};
use jiff::tz::TimeZone;
use rustdag_text::{Clock, Lang, Texts};

fn shown(lang: Lang, width: usize, write: impl FnOnce(&View<'_>) -> String) -> String {
    let texts = Texts::new(lang);
    let clock = Clock::new("2026-05-12T05:00:00Z".parse().unwrap(), TimeZone::get("Europe/Amsterdam").unwrap());
    let styled = write(&View { texts: &texts, clock, width });
    anstream::adapter::strip_str(&styled).to_string()
}

fn plan(lang: Lang, width: usize) -> String {
    shown(lang, width, |view| view.plan(&made_up::sanne(), &made_up::readiness(), &made_up::plan()))
}

#[test]
fn a_plan_in_dutch_reads_from_the_answer_to_the_detail() {
    let text = plan(Lang::Nl, 80);
    assert_eq!(text, include_str!("expected/plan_nl_80.txt"), "{text}");
}

#[test]
fn a_plan_in_english_at_the_narrowest() {
    let text = plan(Lang::En, 40);
    assert_eq!(text, include_str!("expected/plan_en_40.txt"), "{text}");
}

#[test]
fn no_line_is_wider_than_the_page() {
    for &lang in Lang::ALL {
        for width in [40, 52, 61, 62, 80, 100] {
            for line in plan(lang, width).lines() {
                assert!(page::width(line) <= width, "{lang} {width}: {line}");
            }
        }
    }
}

#[test]
fn the_light_has_a_shape_and_a_word() {
    let text = shown(Lang::En, 80, |view| view.readiness(&made_up::sanne(), &made_up::readiness()));
    assert!(text.contains("▲ AMBER"), "{text}");
    assert!(text.contains("Information, not medical advice"), "{text}");
}

#[test]
fn a_check_says_what_where_and_from_when() {
    let text = shown(Lang::Nl, 80, |view| view.check(&made_up::check()));
    assert_eq!(text, include_str!("expected/check_nl_80.txt"), "{text}");
}
