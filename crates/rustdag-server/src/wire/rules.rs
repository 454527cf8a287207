//! Rules and rule sets.

use super::{Invalid, choice, instant};
use crate::rules::{Contents, Entry, Found, LiveRules, NOT_LOADED, Origin, version};
use crate::state::rule_state;
use rustdag_core::rule::MissingRule;
use rustdag_host::Weight;
use rustdag_proto::v1;
use std::collections::BTreeSet;

/// Writes what is in a set; who answers adds its name and time.
pub(crate) fn contents_to_proto(contents: &Contents) -> v1::RuleSet {
    let Contents { entries, missing } = contents;
    v1::RuleSet {
        name: String::new(),
        create_time: None,
        entries: entries.iter().map(entry_to_proto).collect(),
        missing_rules: missing.iter().map(missing_to_proto).collect(),
    }
}

/// Reads what is in a set.
///
/// # Errors
/// [`Invalid`] for a number without a meaning.
pub(crate) fn contents_from_proto(set: v1::RuleSet) -> Result<Contents, Invalid> {
    // Its name follows from what is in it.
    let v1::RuleSet { name: _, create_time: _, entries, missing_rules } = set;
    Ok(Contents {
        entries: entries.into_iter().map(entry_from_proto).collect::<Result<_, _>>()?,
        missing: missing_rules.into_iter().map(missing_from_proto).collect::<Result<_, _>>()?,
    })
}

/// Writes a rule of a set.
pub(crate) fn entry_to_proto(entry: &Entry) -> v1::RuleSetEntry {
    let Entry { id, version, digest, tier, origin, enabled, values, set_by_gym, on_failure } = entry;
    v1::RuleSetEntry {
        rule: Some(v1::RuleVersion { rule: id.clone(), version: version.clone(), digest: digest.clone() }),
        tier: tier.clone(),
        origin: origin_to_proto(*origin).into(),
        enabled: *enabled,
        parameters: values.clone(),
        set_by_gym: set_by_gym.iter().cloned().collect(),
        on_failure: choice::failure_policy::to_proto(*on_failure).into(),
    }
}

fn entry_from_proto(entry: v1::RuleSetEntry) -> Result<Entry, Invalid> {
    let v1::RuleSetEntry { rule, tier, origin, enabled, parameters, set_by_gym, on_failure } = entry;
    let v1::RuleVersion { rule: id, version, digest } = rule.unwrap_or_default();
    Ok(Entry {
        id,
        version,
        digest,
        tier,
        origin: origin_from_proto(origin)?,
        enabled,
        values: parameters,
        set_by_gym: set_by_gym.into_iter().collect::<BTreeSet<_>>(),
        on_failure: choice::failure_policy::required("on_failure", on_failure)?,
    })
}

fn missing_to_proto(missing: &MissingRule) -> v1::MissingRule {
    let MissingRule { id, on_failure } = missing;
    v1::MissingRule { rule: id.clone(), on_failure: choice::failure_policy::to_proto(*on_failure).into() }
}

fn missing_from_proto(missing: v1::MissingRule) -> Result<MissingRule, Invalid> {
    let v1::MissingRule { rule, on_failure } = missing;
    Ok(MissingRule { id: rule, on_failure: choice::failure_policy::required("on_failure", on_failure)? })
}

fn origin_to_proto(origin: Origin) -> v1::RuleOrigin {
    match origin {
        Origin::Service => v1::RuleOrigin::Service,
        Origin::Installed => v1::RuleOrigin::Installed,
    }
}

fn origin_from_proto(origin: i32) -> Result<Origin, Invalid> {
    match v1::RuleOrigin::try_from(origin) {
        Ok(v1::RuleOrigin::Service) => Ok(Origin::Service),
        Ok(v1::RuleOrigin::Installed) => Ok(Origin::Installed),
        _ => Err(Invalid::new("origin", format_args!("is {origin}, which has no meaning here"))),
    }
}

/// Writes the rules of a gym, by id.
pub(crate) fn rules_to_proto(live: &LiveRules) -> Vec<v1::Rule> {
    let contents = &live.contents;
    let mut rules: Vec<v1::Rule> = contents.entries.iter().map(|entry| rule_to_proto(live, entry)).collect();
    // Of an official rule that is not there nothing else is known.
    let unknown = contents.missing.iter().filter(|missing| contents.entry(&missing.id).is_none());
    rules.extend(unknown.map(|missing| v1::Rule {
        rule: Some(v1::RuleVersion { rule: missing.id.clone(), ..v1::RuleVersion::default() }),
        standing: v1::RuleStanding::Missing.into(),
        origin: v1::RuleOrigin::Service.into(),
        on_failure: choice::failure_policy::to_proto(missing.on_failure).into(),
        problem: NOT_LOADED.to_owned(),
        ..v1::Rule::default()
    }));
    let id = |rule: &v1::Rule| rule.rule.as_ref().map(|rule| rule.rule.clone());
    rules.sort_by_key(id);
    rules
}

/// Writes one rule of a gym.
pub(crate) fn rule_to_proto(live: &LiveRules, entry: &Entry) -> v1::Rule {
    let part = live.parts.get(&entry.id);
    let is_missing = live.contents.is_missing(&entry.id);
    let standing = match (entry.enabled, is_missing) {
        (false, _) => v1::RuleStanding::Disabled,
        (true, true) => v1::RuleStanding::Missing,
        (true, false) => v1::RuleStanding::Enabled,
    };
    let (state, trouble) = part.map_or((v1::RuleState::Unspecified, None), |part| rule_state(part.rule.state()));
    let manifest = part.map(|part| &part.about.manifest);
    let named = |of: fn(&rustdag_host::Manifest) -> &String| manifest.map(of).cloned().unwrap_or_default();
    v1::Rule {
        rule: Some(part.map_or_else(
            || v1::RuleVersion { rule: entry.id.clone(), version: entry.version.clone(), digest: entry.digest.clone() },
            |part| version(&part.about),
        )),
        standing: standing.into(),
        tier: entry.tier.clone(),
        origin: origin_to_proto(entry.origin).into(),
        on_failure: choice::failure_policy::to_proto(entry.on_failure).into(),
        description: manifest.map(|manifest| {
            let text = &manifest.description;
            v1::LocalText { nl: text.nl.clone(), en: text.en.clone() }
        }),
        author: named(|manifest| &manifest.author),
        licence: named(|manifest| &manifest.licence),
        parameters: manifest.map(|manifest| parameters_to_proto(manifest, entry)).unwrap_or_default(),
        reasons: manifest
            .map(|manifest| {
                let reason =
                    |reason: &rustdag_host::ReasonText| v1::RuleReason { code: reason.code, name: reason.name.clone() };
                manifest.reasons.iter().map(reason).collect()
            })
            .unwrap_or_default(),
        problem: live.problems.get(&entry.id).cloned().unwrap_or_default(),
        state: state.into(),
        trouble_since: trouble.as_ref().map(|trouble| instant::to_proto(trouble.since)),
        trouble: trouble.map(|trouble| trouble.why).unwrap_or_default(),
    }
}

fn parameters_to_proto(manifest: &rustdag_host::Manifest, entry: &Entry) -> Vec<v1::RuleParameter> {
    let parameter = |parameter: &rustdag_host::ParameterText| v1::RuleParameter {
        name: parameter.name.clone(),
        value: entry.values.get(&parameter.name).copied().unwrap_or(parameter.default),
        default_value: parameter.default,
        min: parameter.min,
        max: parameter.max,
        unit: parameter.unit.clone(),
        source: parameter.source.clone(),
        meaning: Some(v1::LocalText { nl: parameter.nl.clone(), en: parameter.en.clone() }),
        set_by_gym: entry.set_by_gym.contains(&parameter.name),
    };
    manifest.parameters.iter().map(parameter).collect()
}

/// Writes something that was found.
pub(crate) fn finding_to_proto(found: Found) -> v1::RuleFinding {
    let Found { file, weight, text } = found;
    let weight = match weight {
        Weight::Mistake => v1::FindingWeight::Mistake,
        Weight::Doubt => v1::FindingWeight::Doubt,
        Weight::Note => v1::FindingWeight::Note,
    };
    v1::RuleFinding { file, weight: weight.into(), text }
}
