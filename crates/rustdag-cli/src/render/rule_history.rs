//! What was changed of a gym's rules: when, by whom, what, and which rule set answered from then on.

use crate::render::page::Page;
use crate::render::{WIDTH_MAX, WIDTH_MIN, ink};
use jiff::Timestamp;
use rustdag_proto::v1::{self, RuleAction};
use rustdag_text::{Arg, Clock, Texts};
use std::collections::BTreeSet;

/// Digits of a digest that tell two builds apart at a glance.
const DIGEST_SHOWN: usize = 12;

/// The page, latest change first.
pub(crate) fn rule_history(texts: &Texts, clock: &Clock, width: usize, changes: &[v1::RuleChange]) -> String {
    let mut page = Page::new(width.clamp(WIDTH_MIN, WIDTH_MAX));
    for change in changes {
        let at = change.time.and_then(|time| Timestamp::new(time.seconds, time.nanos).ok()).unwrap_or_default();
        let when = texts.date_and_time(clock.local(at));
        let action = texts.text(match change.action() {
            RuleAction::Installed => "rule-change-installed",
            RuleAction::Enabled => "rule-change-enabled",
            RuleAction::Disabled => "rule-change-disabled",
            RuleAction::RolledBack => "rule-change-rolled-back",
            RuleAction::Started | RuleAction::Unspecified => "rule-change-started",
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
    page.finish()
}

fn lines(texts: &Texts, difference: &v1::RuleDifference) -> Vec<String> {
    let v1::RuleDifference { rule, before, after } = difference;
    let version = |entry: &v1::RuleSetEntry| {
        let version = entry.rule.clone().unwrap_or_default();
        let digest: String = version.digest.chars().take(DIGEST_SHOWN).collect();
        format!("{} ({digest})", version.version)
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
                        |value: Option<&f64>| value.map_or("–".to_owned(), |value| texts.numbers().plain(*value));
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
