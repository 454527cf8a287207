//! A rule: after some training days in a row it is time for a rest day.
//!
//! A rule is a pure function from a snapshot of one member to limits on today's training. It only ever tightens.

use rustdag_rule::{Limits, Reason, Snapshot, export_rule, parameters};

export_rule! {
    manifest: include_str!("../rule.toml"),
    config: Config,
    limits: limits,
}

parameters! {
    /// What a gym may set. The manifest says the same, with texts.
    pub struct Config {
        /// Training days in a row after which it is time to rest.
        most_days: 3.0, 1.0 to 10.0;
    }
}

/// The code of the reason in the manifest.
const DAYS_IN_A_ROW: u32 = 1;

/// The rule. What is not known answers `None`, and says nothing here: missing is never zero.
pub fn limits(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(days) = snapshot.days_training_in_a_row() else { return };
    if days >= config.most_days {
        limits.require_rest(Reason::whole(DAYS_IN_A_ROW, days, config.most_days));
        limits.prefer_active();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_rule::Parameters as _;
    use rustdag_rule::testkit::{Given, Tested};

    fn rule() -> Tested<Config> {
        Tested::new(MANIFEST, Config::default(), limits)
    }

    #[test]
    fn keeps_the_contract() {
        assert_eq!(Config::LIST.len(), 1);
        rule().manifest_agrees_with_code();
        rule().keeps_the_contract(1, 300);
    }

    #[test]
    fn three_days_in_a_row_are_enough() {
        let after = |days| rule().answer(&Given::nothing().value("days_training_in_a_row", days).snapshot());
        assert_eq!(after(2.0), Limits::no_opinion());
        assert_ne!(after(3.0).flags, 0);
    }
}
