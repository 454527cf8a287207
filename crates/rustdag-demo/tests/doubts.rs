//! Whom nobody has reason to doubt is not doubted: the made-up gym logs honestly.

use jiff::civil::{Date, date};
use rustdag_core::history::History;
use rustdag_core::plausibility::Doubt;
use rustdag_demo::demo_gym;

const UNTIL: Date = date(2026, 5, 12);

#[test]
fn nobody_of_the_made_up_gym_is_doubted() {
    let mut found: Vec<Doubt> = Vec::new();
    let mut events = 0;
    for member in demo_gym(20_260_512, 120, 240, UNTIL) {
        let history = History::new(member.profile, member.events);
        events += history.events().len();
        found.extend(history.doubts().all().cloned());
    }
    assert!(events > 30_000, "{events} events");
    assert!(found.is_empty(), "{} of {events}: {:#?}", found.len(), found.first());
}
