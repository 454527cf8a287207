//! Ratings are forecast from check-ins, and a member without them is told so.

use crate::running::{Running, details, instant, record};
use rustdag_proto::v1::{self, event::Kind};

fn ask(name: &str, at: &str, language_code: &str) -> v1::GetForecastRequest {
    v1::GetForecastRequest { name: name.into(), at: Some(instant(at)), language_code: language_code.into() }
}

fn check_in(name: &str, day: u32, readiness: f64) -> v1::EventRecord {
    let kind = Kind::CheckIn(v1::CheckIn { readiness: Some(readiness), fatigue: Some(4.0), ..v1::CheckIn::default() });
    record(name, &format!("c{day}"), &format!("2026-04-{day:02}T06:00:00Z"), kind)
}

#[tokio::test]
async fn what_was_rated_before_is_expected_again() {
    let running = Running::start().await;
    let name = running.add("a").await;
    running.record((1..=20).map(|day| check_in(&name, day, 7.0)).collect()).await;
    let forecast = |request: v1::GetForecastRequest| async {
        running.coach().get_forecast(request).await.unwrap().into_inner().forecast.unwrap()
    };
    let english = forecast(ask(&name, "2026-04-20T07:00:00Z", "en")).await;
    let readiness = &english.ratings[0];
    assert_eq!((readiness.feeling(), readiness.ahead()), (v1::Feeling::Readiness, v1::Ahead::Tomorrow));
    assert_eq!((readiness.expected, readiness.date.as_str()), (7, "2026-04-21"));
    assert_eq!(readiness.chances.len(), 11);
    assert!(readiness.text.contains("tomorrow") && readiness.basis_text.contains("20 days"), "{readiness:?}");
    let soreness = &english.withheld[0];
    assert_eq!((soreness.feeling(), soreness.why()), (v1::Feeling::Soreness, v1::ForecastWithheld::TooFew));
    let dutch = forecast(ask(&name, "2026-04-20T07:00:00Z", "nl")).await;
    assert!(dutch.ratings[0].text.contains("morgen"), "{:?}", dutch.ratings[0]);
    // A later check-in changes a later question only.
    running.record(vec![check_in(&name, 21, 2.0)]).await;
    assert_eq!(forecast(ask(&name, "2026-04-20T07:00:00Z", "en")).await, english);
    assert_ne!(forecast(ask(&name, "2026-04-21T07:00:00Z", "en")).await.ratings, english.ratings);

    let status = running.coach().get_forecast(ask("gyms/x", "2026-04-20T07:00:00Z", "en")).await.unwrap_err();
    assert_eq!(details(&status).0, ["name"]);
    running.stop().await;
}
