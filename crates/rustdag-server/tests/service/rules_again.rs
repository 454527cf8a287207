//! Rules of a gym over several starts of the service, each with other rules of its own: what a gym set waits, what took no part
//! goes on taking none, and no rule takes the place of one that is away.

use crate::rules::{file, installing, rule, with_official};
use crate::running::{GYM, Running, config, details};
use rustdag_host::{Host, OFFICIAL};
use rustdag_proto::v1;
use rustdag_proto::v1::install_rule_request::Source;
use rustdag_rule_pack::{Pack, PackedRule};
use rustdag_server::Config;
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;

/// The rule that stories put into the service's folder.
const HOUSE: &str = "house-rule";

impl Running {
    async fn set(&self, rule: &str, name: &str, value: f64) {
        let request = v1::EnableRuleRequest {
            parent: GYM.into(),
            rule: rule.into(),
            parameters: BTreeMap::from([(name.to_owned(), value)]),
            ..v1::EnableRuleRequest::default()
        };
        self.rules().enable_rule(request).await.unwrap();
    }

    async fn rule(&self, id: &str) -> v1::Rule {
        let all = self.rules_of_gym().await.rules;
        all.into_iter().find(|rule| rule.rule.as_ref().unwrap().rule == id).unwrap()
    }

    /// Stops it and starts it with other rules of its own.
    async fn again(self, with: impl FnOnce(&Path) -> Config) -> Self {
        start(self.stop().await, with).await
    }
}

async fn start(folder: TempDir, with: impl FnOnce(&Path) -> Config) -> Running {
    let config = with(folder.path());
    Running::start_as(folder, config, |server| server).await
}

/// The official rules but for these.
fn without(ids: &'static [&'static str]) -> impl FnOnce(&Path) -> Config {
    move |folder| {
        for id in ids {
            std::fs::remove_file(folder.join("rules").join(rustdag_built_rules::file_name(id))).unwrap();
        }
        of_folder(folder)
    }
}

/// A rule file in the service's folder.
fn with_house(text: &str) -> impl FnOnce(&Path) -> Config {
    move |folder| {
        std::fs::create_dir_all(folder.join("rules")).unwrap();
        std::fs::write(folder.join("rules").join(format!("{HOUSE}.toml")), text).unwrap();
        of_folder(folder)
    }
}

fn of_folder(folder: &Path) -> Config {
    let loaded = Host::load(&folder.join("rules"), OFFICIAL);
    Config { rules: loaded.rules, loaded: loaded.loaded, ..config(folder) }
}

fn value(rule: &v1::Rule) -> (f64, bool) {
    let is_it = |parameter: &&v1::RuleParameter| ["short_night_gap_h", "most_days"].contains(&&*parameter.name);
    let parameter = rule.parameters.iter().find(is_it).unwrap();
    (parameter.value, parameter.set_by_gym)
}

#[tokio::test]
async fn what_a_gym_set_waits_for_a_rule_that_is_away_for_one_start() {
    let running = start(tempfile::tempdir().unwrap(), with_official).await;
    let member = running.trained().await;
    running.set("sleep", "short_night_gap_h", 1.0).await;
    let request =
        v1::DisableRuleRequest { parent: GYM.into(), rule: "mental-freshness".into(), requested_by: "Jan".into() };
    running.rules().disable_rule(request).await.unwrap();
    let there = running.rules_of_gym().await;

    let running = running.again(without(&["sleep", "mental-freshness"])).await;
    let (sleep, freshness) = (running.rule("sleep").await, running.rule("mental-freshness").await);
    assert_eq!((sleep.standing(), sleep.on_failure()), (v1::RuleStanding::Missing, v1::FailurePolicy::Tighten));
    assert_eq!(sleep.problem, "could not be loaded from the service's folders");
    assert_eq!(freshness.standing(), v1::RuleStanding::Disabled, "nobody misses what is switched off");
    let name = format!("{GYM}/ruleSets/current");
    let set =
        running.rules().get_rule_set(v1::GetRuleSetRequest { name }).await.unwrap().into_inner().rule_set.unwrap();
    assert_eq!(set.missing_rules.iter().map(|rule| &*rule.rule).collect::<Vec<_>>(), ["sleep"]);
    let plan = running.plan_with(&member, "").await;
    let enabling =
        v1::EnableRuleRequest { parent: GYM.into(), rule: "sleep".into(), ..v1::EnableRuleRequest::default() };
    assert_eq!(details(&running.rules().enable_rule(enabling).await.unwrap_err()).1, "RULE_UNUSABLE");
    // What else the gym does leaves it as it is.
    running.set("overtraining", "systemic_amber", 0.05).await;
    assert_eq!(running.rule("sleep").await, sleep);

    let running = running.again(with_official).await;
    let sleep = running.rule("sleep").await;
    assert_eq!((sleep.standing(), value(&sleep)), (v1::RuleStanding::Enabled, (1.0, true)));
    assert_eq!(running.rule("mental-freshness").await.standing(), v1::RuleStanding::Disabled);
    assert_eq!(running.plan_with(&member, &plan.rule_set).await, plan, "what was missing then is missing in that set");
    assert_eq!(running.roll_back(&there.rule_set).await.unwrap().name, there.rule_set);
    assert_eq!(running.rules_of_gym().await, there);
    running.roll_back(&plan.rule_set).await.unwrap();
    let sleep = running.rule("sleep").await;
    assert_eq!(sleep.standing(), v1::RuleStanding::Missing);
    assert!(sleep.problem.contains("is looked for again when it is switched on"), "{}", sleep.problem);
    assert_eq!(running.plan_with(&member, "").await, plan);
    // It is there, so it can be set as it is switched on.
    running.set("sleep", "short_night_gap_h", 1.5).await;
    let sleep = running.rule("sleep").await;
    assert_eq!((sleep.standing(), value(&sleep)), (v1::RuleStanding::Enabled, (1.5, true)));
    running.stop().await;
}

#[tokio::test]
async fn a_rule_that_cannot_be_loaded_as_the_gym_set_it_is_missing_and_comes_back_as_it_was_set() {
    let running = start(tempfile::tempdir().unwrap(), with_official).await;
    running.set("sleep", "short_night_gap_h", 1.0).await;
    let there = running.rules_of_gym().await;
    let damaged = |folder: &Path| {
        let config = with_official(folder);
        // Between loading it for every gym and loading it for this one.
        std::fs::write(folder.join("rules").join(rustdag_built_rules::file_name("sleep")), "no rule").unwrap();
        config
    };
    let running = running.again(damaged).await;
    let sleep = running.rule("sleep").await;
    assert_eq!(sleep.standing(), v1::RuleStanding::Missing);
    assert!(!sleep.problem.is_empty());
    let running = running.again(with_official).await;
    assert_eq!(running.rules_of_gym().await, there);

    // As every gym has it, it is loaded already.
    let running = running.again(damaged).await;
    let request = v1::EnableRuleRequest {
        parent: GYM.into(),
        rule: "sleep".into(),
        reset_parameters: true,
        ..v1::EnableRuleRequest::default()
    };
    let sleep = running.rules().enable_rule(request).await.unwrap().into_inner().rule.unwrap();
    assert_eq!((sleep.standing(), value(&sleep)), (v1::RuleStanding::Enabled, (2.0, false)));
    running.stop().await;
}

#[tokio::test]
async fn a_value_that_a_new_version_does_not_allow_is_told() {
    let text = rule(HOUSE, "1.0.0");
    let running = start(tempfile::tempdir().unwrap(), with_house(&text)).await;
    running.set(HOUSE, "most_days", 6.0).await;
    assert_eq!(value(&running.rule(HOUSE).await), (6.0, true));
    let narrower = rule(HOUSE, "2.0.0").replace("max = 7", "max = 5");
    let running = running.again(with_house(&narrower)).await;
    let house = running.rule(HOUSE).await;
    assert_eq!((house.standing(), value(&house)), (v1::RuleStanding::Enabled, (1.0, false)));
    assert_eq!(house.problem, "does not allow what the gym set any more: most_days = 6");
    let difference = running.history().await[0].differences[0].clone();
    let own = |entry: Option<v1::RuleSetEntry>| entry.unwrap().set_by_gym;
    assert_eq!((own(difference.before), own(difference.after)), (vec!["most_days".to_owned()], vec![]));
    running.stop().await;
}

#[tokio::test]
async fn a_gyms_rule_never_takes_the_place_of_one_that_could_not_be_loaded() {
    let broken = rule(HOUSE, "1").replace("days_training_in_a_row >=", "days_trainin_in_a_row >=");
    let broken = broken.replace("licence =", "on_failure = \"tighten\"\nlicence =");
    let running = start(tempfile::tempdir().unwrap(), with_house(&broken)).await;
    let is_missed = |house: v1::Rule| {
        let told = (house.standing(), house.on_failure(), house.origin());
        assert_eq!(
            told,
            (v1::RuleStanding::Missing, v1::FailurePolicy::Tighten, v1::RuleOrigin::Service),
            "{}",
            house.problem
        );
    };
    is_missed(running.rule(HOUSE).await);
    let status = running.rules().install_rule(installing(file("mine.toml", rule(HOUSE, "1")))).await.unwrap_err();
    assert_eq!(details(&status).1, "RULE_ID_TAKEN", "{}", status.message());
    is_missed(running.rule(HOUSE).await);
    running.stop().await;

    // Nor does one that the gym had before the service.
    let running = Running::start().await;
    running.install(file("mine.toml", rule(HOUSE, "1"))).await;
    let running = running.again(with_house(&broken)).await;
    is_missed(running.rule(HOUSE).await);
    running.stop().await;
}

#[tokio::test]
async fn a_rule_too_many_is_not_said_to_be_installable() {
    let running = Running::start().await;
    let packed = |number: usize| PackedRule {
        id: format!("rule-{number}"),
        version: "1".into(),
        file_name: format!("rule-{number}.toml"),
        bytes: rule(&format!("rule-{number}"), "1").into_bytes(),
    };
    for some in 0..4 {
        let archive = Pack::new((16 * some..16 * some + 16).map(packed).collect()).unwrap().to_bytes(None).unwrap();
        let request = v1::InstallRuleRequest { disabled: true, ..installing(Source::Archive(archive)) };
        running.rules().install_rule(request).await.unwrap();
    }
    let check = async |id: &str| {
        let file = v1::RuleFile { name: "mine.toml".into(), content: rule(id, "2").into_bytes() };
        let source = Some(v1::check_rule_request::Source::File(file));
        let request = v1::CheckRuleRequest { parent: GYM.into(), source };
        running.rules().check_rule(request).await.unwrap().into_inner()
    };
    let checked = check("mine").await;
    assert!(!checked.installable);
    assert_eq!(checked.findings[0].text, "the gym would have 65 installed rules; it may have 64");
    assert!(check("rule-1").await.installable, "it would take the place of one");
    let status = running.rules().install_rule(installing(file("mine.toml", rule("mine", "1")))).await.unwrap_err();
    assert_eq!(details(&status).1, "TOO_MANY_RULES");
    running.stop().await;
}

#[tokio::test]
async fn a_second_service_on_the_database_answers_with_what_was_changed_at_the_first() {
    let one = Running::start().await;
    let member = one.trained().await;
    let at = "2026-05-12T06:00:00Z";
    let other = Running::start_as(tempfile::tempdir().unwrap(), config(one.folder.path()), |server| server).await;
    let before = other.readiness(&member, at).await;
    assert_eq!(before.rule_set, one.rules_of_gym().await.rule_set);
    let installed = one.install(file("mine.toml", rule("mine", "1"))).await;
    // Not even an answer that was kept is given again.
    let readiness = other.readiness(&member, at).await;
    assert_eq!(readiness.rule_set, installed.rule_set);
    assert!(readiness.limits.unwrap().must_rest);
    assert_eq!(other.plan_with(&member, "").await, one.plan_with(&member, "").await);
    assert_eq!(other.roll_back("").await.unwrap().name, before.rule_set);
    assert_eq!(one.readiness(&member, at).await, before);
    other.stop().await;
    one.stop().await;
}
