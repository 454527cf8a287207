//! What was changed of a gym's rules: when, by whom as they said themselves, what, and which rule set answered from then on.

use crate::render::page::Page;
use crate::render::rules::digest_shown;
use crate::render::{WIDTH_MAX, WIDTH_MIN, ink};
use rustdag_proto::v1::{self, RuleAction};
use rustdag_server::wire::instant;
use rustdag_text::{Arg, Clock, Texts};
use std::collections::BTreeSet;

/// Stands for what a service does not tell.
const NOT_TOLD: &str = "–";

/// The page, latest change first; `has_more` if there are earlier ones than these.
pub(crate) fn rule_history(
    texts: &Texts,
    clock: &Clock,
    width: usize,
    changes: &[v1::RuleChange],
    has_more: bool,
) -> String {
    let mut page = Page::new(width.clamp(WIDTH_MIN, WIDTH_MAX));
    for change in changes {
        let at = change.time.and_then(|time| instant::from_proto("time", time).ok());
        let when = at.map_or_else(|| NOT_TOLD.to_owned(), |at| texts.date_and_time(clock.local(at)));
        let action = texts.text(match change.action() {
            RuleAction::Installed => "rule-change-installed",
            RuleAction::Enabled => "rule-change-enabled",
            RuleAction::Disabled => "rule-change-disabled",
            RuleAction::RolledBack => "rule-change-rolled-back",
            RuleAction::Started => "rule-change-started",
            // A newer service may do what this program has no word for.
            RuleAction::Unspecified => "rule-change-unknown",
        });
        let mut heading = format!("{}  {when}  {action}", change.number);
        if !change.requested_by.is_empty() {
            heading = texts
                .with("rule-change-by", &[("what", Arg::Text(&heading)), ("who", Arg::Text(&change.requested_by))]);
        }
        page.line(&ink::paint(ink::HEADING, &heading));
        for difference in &change.differences {
            for line in lines(texts, difference) {
                page.labelled(3, "", &line);
            }
        }
        let set = change.rule_set.rsplit('/').next().unwrap_or_default();
        page.labelled(3, "", &texts.with("rule-set-is", &[("set", Arg::Text(set))]));
    }
    if has_more {
        page.line(&texts.with("rule-history-more", &[("count", Arg::Number(changes.len() as f64))]));
    }
    page.finish()
}

fn lines(texts: &Texts, difference: &v1::RuleDifference) -> Vec<String> {
    let v1::RuleDifference { rule, before, after } = difference;
    let version = |entry: &v1::RuleSetEntry| {
        let version = entry.rule.clone().unwrap_or_default();
        format!("{} ({})", version.version, digest_shown(&version.digest))
    };
    let say = |id: &str, from: &str, to: &str| {
        texts.with(id, &[("rule", Arg::Text(rule)), ("from", Arg::Text(from)), ("to", Arg::Text(to))])
    };
    match (before, after) {
        (None, None) => Vec::new(),
        (None, Some(after)) => vec![say("rule-difference-new", "", &version(after))],
        (Some(before), None) => vec![say("rule-difference-gone", &version(before), "")],
        (Some(before), Some(after)) => {
            let mut lines = Vec::new();
            if before.rule != after.rule {
                lines.push(say("rule-difference-version", &version(before), &version(after)));
            }
            match (before.enabled, after.enabled) {
                (false, true) => lines.push(say("rule-difference-on", "", "")),
                (true, false) => lines.push(say("rule-difference-off", "", "")),
                _ => {}
            }
            let names: BTreeSet<&String> = before.parameters.keys().chain(after.parameters.keys()).collect();
            for name in names {
                let (was, is) = (before.parameters.get(name), after.parameters.get(name));
                if was != is {
                    let shown =
                        |value: Option<&f64>| value.map_or(NOT_TOLD.to_owned(), |value| texts.numbers().plain(*value));
                    let what = format!("{name}: {}", shown(was));
                    lines.push(say("rule-difference-parameter", &what, &shown(is)));
                }
            }
            lines
        }
    }
}

/// A parameter that a gym set, with what it may be.
pub(crate) fn parameter_line(texts: &Texts, parameter: &v1::RuleParameter) -> String {
    let numbers = texts.numbers();
    let (value, range) = (numbers.plain(parameter.value), numbers.range(parameter.min, parameter.max));
    let args = [
        ("name", Arg::Text(&parameter.name)),
        ("value", Arg::Text(&value)),
        ("range", Arg::Text(&range)),
        ("unit", Arg::Text(&parameter.unit)),
    ];
    texts.with("rule-parameter", &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use jiff::tz::TimeZone;
    use rustdag_text::Lang;

    #[test]
    fn what_a_service_does_not_tell_is_not_made_up() {
        let clock = Clock::new(Timestamp::UNIX_EPOCH, TimeZone::UTC);
        let page = |change: v1::RuleChange, has_more| {
            [Lang::En, Lang::Nl]
                .map(|lang| rule_history(&Texts::new(lang), &clock, 80, std::slice::from_ref(&change), has_more))
        };
        for told in page(v1::RuleChange { number: 3, action: 99, ..Default::default() }, false) {
            assert!(told.contains("3  –  "), "{told}");
            assert!(
                ["1970", "started", "startte", "latest", "laatste"].iter().all(|word| !told.contains(word)),
                "{told}"
            );
        }
        let time = Some(instant::to_proto("2026-05-12T07:00:00Z".parse().unwrap()));
        let started = RuleAction::Started.into();
        let [en, nl] = page(v1::RuleChange { number: 3, time, action: started, ..Default::default() }, true);
        assert!(en.contains("2026") && en.contains("started") && en.contains("the latest 1; there are more"), "{en}");
        assert!(nl.contains("2026") && nl.contains("startte") && nl.contains("de laatste 1; er zijn er meer"), "{nl}");
    }
}
