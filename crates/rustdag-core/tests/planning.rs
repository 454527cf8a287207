//! Weeks that once came out wrong, or that a person would look at twice.

mod member;

use member::{Diary, OwnRule, feeling, rules, with_rules};
use rustdag_core::answer::OBJECTIVE_TOLERANCE;
use rustdag_core::planner::{exhaustive, search};
use rustdag_core::profile::Level;
use rustdag_rule_abi::Reason;

#[test]
fn a_member_of_whom_no_training_is_known_gets_the_best_week_too() {
    // Monotony is unknown here, and with it the balance: a bound that took it as known would see a limit where the
    // days of a plan have none.
    for hours in [4.0, 5.0, 6.0] {
        for points in [1.0, 2.0, 3.0] {
            let mut diary = Diary::of(Level::Advanced);
            for day in 0..6 {
                diary.sleep(day, hours).tell(day, feeling(points));
            }
            let balance = OwnRule::says("balance", |snapshot, limits| {
                let (balance, usual) = (snapshot.recovery_balance(), snapshot.load_usual_session());
                if let (Some(balance), Some(usual)) = (balance.filter(|&balance| balance < 80.0), usual) {
                    limits.cap_session_load(0.7 * usual, Reason::whole(1, balance, 80.0));
                }
            });
            let engine = with_rules(Level::Advanced, rules([balance.in_order()]));
            let history = diary.history();
            let horizon = engine.horizon(&history, diary.at(5, 8.0), 3).expect("three days");
            let (found, oracle) = (search::best_plan(&horizon), exhaustive::best_plan(&horizon));
            assert!(
                (found.objective - oracle.objective).abs() <= OBJECTIVE_TOLERANCE,
                "{hours} h: {found:?} {oracle:?}"
            );
        }
    }
}
