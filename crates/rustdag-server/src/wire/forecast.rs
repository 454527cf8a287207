//! Forecasts.

use super::{choice, instant};
use rustdag_core::forecast::{Basis, Forecast, RatingForecast, Withheld};
use rustdag_proto::v1;
use rustdag_text::Texts;

/// Writes a forecast.
#[must_use]
pub fn to_proto(forecast: &Forecast, texts: &Texts) -> v1::Forecast {
    let Forecast { at, ratings, withheld } = forecast;
    v1::Forecast {
        at: Some(instant::to_proto(*at)),
        ratings: ratings.iter().map(|rating| rating_to_proto(rating, texts)).collect(),
        withheld: withheld.iter().map(|withheld| withheld_to_proto(withheld, texts)).collect(),
        not_known_text: texts.text("forecast-not-known"),
    }
}

fn rating_to_proto(rating: &RatingForecast, texts: &Texts) -> v1::RatingForecast {
    let RatingForecast { feeling, ahead, day, expected, mean, interval, outcome, basis } = rating;
    v1::RatingForecast {
        feeling: choice::feeling::to_proto(*feeling).into(),
        ahead: choice::ahead::to_proto(*ahead).into(),
        date: day.to_string(),
        expected: (*expected).into(),
        mean: *mean,
        low: interval.low.into(),
        high: interval.high.into(),
        probability: interval.probability,
        chances: outcome
            .chances()
            .map(|(point, probability)| v1::PointChance { point: point.into(), probability })
            .collect(),
        basis: Some(basis_to_proto(*basis)),
        text: texts.rating_forecast(rating),
        basis_text: texts.forecast_basis(basis),
    }
}

fn basis_to_proto(basis: Basis) -> v1::ForecastBasis {
    let Basis { ratings, ahead_d, sleep_h, load } = basis;
    v1::ForecastBasis { ratings, ahead_days: count(ahead_d), sleep_h, load }
}

fn withheld_to_proto(withheld: &Withheld, texts: &Texts) -> v1::WithheldForecast {
    let Withheld { feeling, ratings, last_rated_d, why } = withheld;
    v1::WithheldForecast {
        feeling: choice::feeling::to_proto(*feeling).into(),
        why: choice::forecast_withheld::to_proto(*why).into(),
        ratings: *ratings,
        last_rated_days: last_rated_d.map_or(0, count),
        text: texts.forecast_withheld(withheld),
    }
}

/// Days that are never negative.
fn count(days: i32) -> u32 {
    u32::try_from(days).unwrap_or(0)
}
