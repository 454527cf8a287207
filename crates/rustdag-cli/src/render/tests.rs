//! What made-up answers look like, in both languages and at several widths.

use super::{View, made_up, page};
use jiff::tz::TimeZone;
use rustdag_core::reason::EngineCode;
use rustdag_proto::v1;
use rustdag_text::{Clock, Lang, Texts};

fn shown(lang: Lang, width: usize, write: impl FnOnce(&View<'_>) -> String) -> String {
    let texts = Texts::new(lang);
    let clock = Clock::new("2026-05-12T05:00:00Z".parse().unwrap(), TimeZone::get("Europe/Amsterdam").unwrap());
    let styled = write(&View { texts: &texts, clock, width, all: false });
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
fn another_plan_says_what_it_costs_and_where_it_differs() {
    let other = made_up::plan_with_an_alternative();
    let text = shown(Lang::Nl, 80, |view| view.plan(&made_up::sanne(), &made_up::readiness(), &other));
    let told = "  Andere plannen die passen\n  1. 3 % minder waard dan het beste plan.\n     di 12  Rust in plaats van \
                bovenlichaam\n     wo 13  Bovenlichaam in plaats van rust\n\n";
    assert!(text.contains(told), "{text}");
}

#[test]
fn two_sessions_of_a_day_are_both_named_and_counted_together() {
    let mut plan = made_up::plan();
    let second = v1::PlannedSession { display_name: "Techniek".into(), ..plan.days[0].session.clone().unwrap() };
    plan.days[0].second_session = Some(second);
    let text = shown(Lang::Nl, 80, |view| view.plan(&made_up::sanne(), &made_up::readiness(), &plan));
    assert!(text.contains("90 min   14 sets  Ook techniek. borst,"), "{text}");
}

#[test]
fn no_line_is_wider_than_the_page() {
    for &lang in Lang::ALL {
        for width in [40, 52, 65, 66, 80, 100] {
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
    let text = shown(Lang::Nl, 80, |view| view.check(&made_up::sanne(), &made_up::check()));
    assert_eq!(text, include_str!("expected/check_nl_80.txt"), "{text}");
}

#[test]
fn what_lags_says_what_was_seen_and_how_much_that_says() {
    let told = |lang, state| {
        let text = shown(lang, 100, |view| view.readiness(&made_up::sanne(), &made_up::lagging(state)));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let nl = told(Lang::Nl, v1::OverreachingState::Suspected);
    assert!(nl.contains("functionele overreaching") && nl.contains("sinds ma 4 mei"), "{nl}");
    assert!(nl.contains("Squat −9 %, Bankdrukken −5 %.") && !nl.contains("Roeien −"), "{nl}");
    assert!(nl.contains("eens in de 3 jaar"), "{nl}");
    let en = told(Lang::En, v1::OverreachingState::Watch);
    assert!(en.contains("A first sign") && en.contains("6 times a year") && !en.contains("over-reaching"), "{en}");
    assert!(!told(Lang::En, v1::OverreachingState::None).contains("What lags behind"));
}

fn reason_of(code: EngineCode, text: &str) -> v1::Reason {
    v1::Reason { rule: "engine".into(), code: code as u32, text: text.into(), ..v1::Reason::default() }
}

/// Sanne's answers on a day that must be rest, for these reasons, and a week of such days.
fn at_rest(reasons: Vec<v1::Reason>) -> (v1::Readiness, v1::Plan) {
    let limits = v1::DayLimits { must_rest: true, see_professional: true, ..v1::DayLimits::default() };
    let days = (12..=18).map(|day| v1::PlanDay {
        date: format!("2026-05-{day}"),
        kind: v1::DayKind::Rest.into(),
        session: None,
        reasons: reasons[..1].to_vec(),
        changed_from: None,
        second_session: None,
    });
    let plan = v1::Plan { days: days.collect(), ..made_up::plan() };
    (v1::Readiness { light: v1::Light::Red.into(), limits: Some(limits), reasons, ..made_up::readiness() }, plan)
}

#[test]
fn a_stop_is_its_own_sentence_and_one_line_for_the_week() {
    let reasons = vec![
        reason_of(EngineCode::Emergency, "Stop nu en bel 112. Trainen kan wachten."),
        reason_of(EngineCode::Fever, "Koorts: alleen rust, tot het over is."),
        v1::Reason { rule: "sleep".into(), code: 2, text: "Kort geslapen.".into(), ..v1::Reason::default() },
    ];
    let (readiness, plan) = at_rest(reasons);
    let text = shown(Lang::Nl, 80, |view| view.plan(&made_up::sanne(), &readiness, &plan));
    assert_eq!(text, include_str!("expected/stop_nl_80.txt"), "{text}");
    let mut check = made_up::check();
    check.excesses[0].reason = readiness.reasons.first().cloned();
    let text = shown(Lang::Nl, 80, |view| view.check(&made_up::sanne(), &check));
    assert!(text.starts_with("■ Stop nu en bel 112. Trainen kan wachten.\n") && !text.contains("Wel dan"), "{text}");
}

#[test]
fn pregnancy_stops_only_where_nobody_agreed() {
    let (readiness, plan) = at_rest(vec![reason_of(EngineCode::Pregnancy, "Zwanger: zwaarder wordt het niet.")]);
    let mut sanne = made_up::sanne();
    let text = shown(Lang::Nl, 80, |view| view.plan(&sanne, &readiness, &plan));
    assert!(text.contains("we plannen nu geen training") && text.contains("di 12 – ma 18"), "{text}");
    sanne.pregnancy_cleared = true;
    let text = shown(Lang::Nl, 80, |view| view.plan(&sanne, &readiness, &plan));
    assert!(text.contains("Zwanger: zwaarder wordt het niet.") && !text.contains("we plannen nu geen"), "{text}");
}

#[test]
fn where_a_part_hurts_a_rest_day_is_no_end_of_training() {
    let (readiness, _) = at_rest(vec![reason_of(EngineCode::JointPain, "Knie: pijn 5 van 10.")]);
    let text = shown(Lang::Nl, 80, |view| view.readiness(&made_up::sanne(), &readiness));
    assert!(text.contains("Vandaag is voor rust.") && !text.contains("Voorlopig geen training"), "{text}");
}

#[test]
fn of_somebody_hardly_known_no_number_reads_as_knowledge() {
    let readiness = v1::Readiness { light: v1::Light::Grey.into(), confidence: 0.1, ..made_up::readiness() };
    let mut plan = made_up::plan();
    plan.days[0].reasons[0].code = EngineCode::TrainReady as u32;
    let text = shown(Lang::Nl, 80, |view| view.plan(&made_up::sanne(), &readiness, &plan));
    assert!(!text.contains("100 %") && !text.contains("gewoonlijk") && !text.contains("beoogde"), "{text}");
    assert!(text.contains("borst              ··········        onbekend"), "{text}");
    assert!(text.contains("bovenbenen         ▰▰▰▰▰▰▱▱▱▱  62 %  wo 19:00"), "what is known to be tired stays: {text}");
    assert!(text.contains("hooguit 240 AU (geschat)") && text.contains("hersteld, voor zover bekend."), "{text}");
}

#[test]
fn on_a_day_for_rest_the_room_is_no_task() {
    let mut plan = made_up::plan();
    plan.days.remove(0);
    let text = shown(Lang::En, 80, |view| view.plan(&made_up::sanne(), &made_up::readiness(), &plan));
    assert!(text.contains("If you do want to train: at most 240 AU,") && !text.contains("110–240"), "{text}");
}

#[test]
fn a_joint_without_room_is_not_called_light() {
    let today = |load_max: Option<f64>| {
        let mut readiness = made_up::readiness();
        readiness.joints[0].load_max = load_max;
        let text = shown(Lang::En, 100, |view| view.readiness(&made_up::sanne(), &readiness));
        text.lines().find(|line| line.trim_start().starts_with("knee")).unwrap().to_owned()
    };
    assert!(today(Some(7.2)).contains("light · pain 3/10 · last week +24%"));
    for none in [0.0, 0.4] {
        assert!(
            today(Some(none)).contains("not today") && !today(Some(none)).contains("light"),
            "{}",
            today(Some(none))
        );
    }
    assert!(today(None).contains("as usual"));
}

#[test]
fn all_reasons_are_told_to_whoever_asks() {
    let mut readiness = made_up::readiness();
    readiness.reasons =
        (1..=8).map(|code| v1::Reason { code, text: format!("Reason {code}."), ..v1::Reason::default() }).collect();
    let texts = Texts::new(Lang::En);
    let clock = Clock::new("2026-05-12T05:00:00Z".parse().unwrap(), TimeZone::UTC);
    let told = |all| {
        let view = View { texts: &texts, clock: clock.clone(), width: 80, all };
        anstream::adapter::strip_str(&view.readiness(&made_up::sanne(), &readiness)).to_string()
    };
    assert!(told(false).contains("and 3 more: --everything shows them.") && !told(false).contains("Reason 6."));
    assert!(told(true).contains("8  Reason 8.") && !told(true).contains("more: --everything"));
}
