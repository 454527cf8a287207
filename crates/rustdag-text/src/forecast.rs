//! Forecasts as sentences: what is expected, how sure that is, what it rests on.

use crate::texts::{Arg, Texts};
use rustdag_core::forecast::{AHEAD_MAX_D, Ahead, Basis, Feeling, RATINGS_MIN, RatingForecast, WhyWithheld, Withheld};

/// A night or a load closer to the usual than this is called usual: hours, and usual training days per day.
const AS_USUAL: (f64, f64) = (0.25, 0.2);

impl Texts {
    /// What is rated, with its scale.
    #[must_use]
    pub fn feeling(&self, feeling: Feeling) -> String {
        self.text(&format!("feeling-{}", feeling.slug()))
    }

    /// What is expected and how sure that is.
    #[must_use]
    pub fn rating_forecast(&self, rating: &RatingForecast) -> String {
        let day = self.text(match rating.ahead {
            Ahead::Today => "forecast-today",
            Ahead::Tomorrow => "forecast-tomorrow",
        });
        // Never a certainty: rounded down, and no hundred of a hundred.
        let hundredths = (100.0 * rating.interval.probability).floor().min(99.0);
        let interval = rating.interval;
        let (low, high) = (f64::from(interval.low), f64::from(interval.high));
        let id = match interval.high - interval.low {
            0 => "forecast-rating-point",
            1 => "forecast-rating-either",
            _ => "forecast-rating",
        };
        self.with(
            id,
            &[
                ("feeling", Arg::Text(&self.feeling(rating.feeling))),
                ("day", Arg::Text(&day)),
                ("expected", Arg::Number(f64::from(rating.expected))),
                ("low", Arg::Number(low)),
                ("high", Arg::Number(high)),
                ("hundredths", Arg::Number(hundredths)),
            ],
        )
    }

    /// What a forecast rests on.
    #[must_use]
    pub fn forecast_basis(&self, basis: &Basis) -> String {
        let (usual_sleep, usual_load) = AS_USUAL;
        let mut sentences = vec![self.with(
            "forecast-basis",
            &[("ratings", Arg::Number(f64::from(basis.ratings))), ("days", Arg::Number(f64::from(basis.ahead_d)))],
        )];
        if let Some(sleep_h) = basis.sleep_h {
            let id = match sleep_h {
                h if h <= -usual_sleep => "forecast-basis-short-night",
                h if h >= usual_sleep => "forecast-basis-long-night",
                _ => "forecast-basis-usual-night",
            };
            sentences.push(self.with(id, &[("hours", Arg::Number((10.0 * sleep_h.abs()).round() / 10.0))]));
        }
        if let Some(load) = basis.load {
            sentences.push(self.text(match load {
                load if load <= -usual_load => "forecast-basis-lighter",
                load if load >= usual_load => "forecast-basis-heavier",
                _ => "forecast-basis-usual-load",
            }));
        }
        sentences.join(" ")
    }

    /// Why nothing is forecast.
    #[must_use]
    pub fn forecast_withheld(&self, withheld: &Withheld) -> String {
        let id = match withheld.why {
            WhyWithheld::TooFew => "forecast-too-few",
            WhyWithheld::TooLongAgo => "forecast-too-long-ago",
            WhyWithheld::Unwell => "forecast-unwell",
        };
        self.with(
            id,
            &[
                ("feeling", Arg::Text(&self.feeling(withheld.feeling))),
                ("ratings", Arg::Number(f64::from(withheld.ratings))),
                ("needed", Arg::Number(f64::from(RATINGS_MIN))),
                ("days", Arg::Number(f64::from(withheld.last_rated_d.unwrap_or(0)))),
                ("reach", Arg::Number(f64::from(AHEAD_MAX_D))),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn basis(sleep_h: Option<f64>, load: Option<f64>) -> Basis {
        Basis { ratings: 40, ahead_d: 1, sleep_h, load }
    }

    #[test]
    fn what_it_rests_on_is_said_and_what_is_not_known_is_not() {
        let texts = Texts::new(Lang::En);
        let plain = texts.forecast_basis(&basis(None, None));
        assert_eq!(plain, "From 40 days you rated, the last one the day before.");
        let short = texts.forecast_basis(&basis(Some(-1.26), Some(0.5)));
        assert!(short.contains("1.3 h shorter") && short.contains("heavier"), "{short}");
        let usual = texts.forecast_basis(&basis(Some(0.1), Some(0.0)));
        assert!(!usual.contains("0.1") && usual.matches("as usual").count() == 2, "{usual}");
    }

    #[test]
    fn every_reason_to_withhold_is_a_sentence_in_both_languages() {
        for &lang in Lang::ALL {
            for why in [WhyWithheld::TooFew, WhyWithheld::TooLongAgo, WhyWithheld::Unwell] {
                for (ratings, last_rated_d) in [(0, None), (1, Some(1)), (6, Some(9))] {
                    let withheld = Withheld { feeling: Feeling::Soreness, ratings, last_rated_d, why };
                    let text = Texts::new(lang).forecast_withheld(&withheld);
                    assert!(text.ends_with('.') && !text.contains(['{', '$']), "{lang}: {text}");
                }
            }
        }
    }
}
