//! Series of loads: chronic and acute, ratios, monotony and strain; and the load of a session.

use crate::group::Group;
use crate::row::Certainty::{FormulaSeen, FromMemory, PublishedFormula};
use rustdag_core::model::impulse_response::{Banister, Response};
use rustdag_core::model::load::{session_load, trimp_banister, trimp_edwards};
use rustdag_core::model::ratios::{
    Convention, averages, balance, rolling_coupled, rolling_uncoupled, seeded_by_first_day,
};
use rustdag_core::model::series::{ACUTE_D, CHRONIC_D, monotony, monotony_population, strain};
use rustdag_core::profile::Sex;

/// Eight days that Runalyze tests itself with.
const RUNALYZE: [f64; 8] = [150.0, 50.0, 40.0, 0.0, 0.0, 60.0, 30.0, 100.0];

pub(crate) fn vectors() -> Vec<Group> {
    vec![
        impulses(),
        span(),
        reciprocal(),
        gains(),
        ratios(),
        monotony_in_both_conventions(),
        monotony_at_its_edges(),
        hard_and_easy(),
        sessions(),
        trimp(),
        trimp_of_zones(),
        form(),
    ]
}

/// One row for each of eight days.
fn by_day(vector: Group, what: &str, expected: [f64; 8], ours: impl IntoIterator<Item = f64>) -> Group {
    let mut ours = ours.into_iter();
    expected
        .into_iter()
        .enumerate()
        .fold(vector, |vector, (day, expected)| vector.rounded(format!("{what}, day {day}"), expected, 0, ours.next()))
}

fn impulses() -> Group {
    let model = Banister { fitness_d: CHRONIC_D, fatigue_d: ACUTE_D, ..Banister::MORTON };
    let responses: Vec<_> = RUNALYZE
        .iter()
        .scan(Response::default(), |response, &load| {
            *response = model.after_load(model.after_day(*response), load);
            Some(*response)
        })
        .collect();
    let vector = Group::vector(6, PublishedFormula, "Runalyze's tests: 150 50 40 0 0 60 30 100");
    let fitness = [150.0, 196.0, 232.0, 226.0, 221.0, 276.0, 299.0, 392.0];
    let fatigue = [150.0, 180.0, 196.0, 170.0, 147.0, 188.0, 193.0, 267.0];
    let vector = by_day(vector, "fitness, τ 42 d", fitness, responses.iter().map(|response| response.fitness));
    by_day(vector, "fatigue, τ 7 d", fatigue, responses.iter().map(|response| response.fatigue))
}

fn span() -> Group {
    let of = |days| averages(&RUNALYZE, Convention::Span.gain(days), 0.0);
    let vector = Group::vector(7, PublishedFormula, "Runalyze's tests, the same loads");
    let chronic = [7.0, 9.0, 10.0, 10.0, 9.0, 12.0, 13.0, 17.0];
    let acute = [38.0, 41.0, 40.0, 30.0, 23.0, 32.0, 32.0, 49.0];
    let vector = by_day(vector, "CTL, λ 2/(42+1)", chronic, of(CHRONIC_D));
    by_day(vector, "ATL, λ 2/(7+1)", acute, of(ACUTE_D))
}

fn reciprocal() -> Group {
    let first = |days| averages(&[100.0], Convention::Reciprocal.gain(days), 0.0).last();
    Group::vector(9, FromMemory, "TrainingPeaks' convention")
        .rounded("CTL after a first day of 100, gain 1/42", 2.381, 3, first(CHRONIC_D))
        .rounded("ATL after a first day of 100, gain 1/7", 14.286, 3, first(ACUTE_D))
}

fn gains() -> Group {
    let gain = |days| Some(Convention::Span.gain(days));
    Group::vector(10, PublishedFormula, "Williams 2017")
        .rounded("λ of 7 days", 0.25, 4, gain(7.0))
        .rounded("λ of 28 days", 0.0690, 4, gain(28.0))
        .rounded("λ of 42 days", 0.0465, 4, gain(42.0))
}

fn ratios() -> Group {
    let loads = [[100.0; 21].as_slice(), &[200.0; 7]].concat();
    let (chronic, acute) = seeded_by_first_day(&loads, Convention::Span, 28.0, 7.0).unzip();
    let weighted = acute.zip(chronic).map(|(acute, chronic)| acute / chronic);
    Group::vector(11, PublishedFormula, "Williams 2017's formula, computed independently: 21 days of 100, 7 of 200")
        .rounded("acute, λ 2/(7+1)", 186.6516, 4, acute)
        .rounded("chronic, λ 2/(28+1)", 139.3598, 4, chronic)
        .rounded("acute over chronic", 1.3394, 4, weighted)
        .rounded("7 days over 28 (coupled)", 1.60, 2, rolling_coupled(&loads, 7, 28))
        .rounded("7 days over the 21 before (uncoupled)", 2.0, 1, rolling_uncoupled(&loads, 7, 28))
}

fn monotony_in_both_conventions() -> Group {
    let week = [0.0, 20.0, 10.0, 10.0, 10.0, 10.0, 10.0];
    let sum: f64 = week.iter().sum();
    let population = monotony_population(&week);
    Group::vector(
        13,
        PublishedFormula,
        "Foster 1998; Runalyze's test (population SD), computed independently (sample SD)",
    )
    .rounded("monotony of 0 20 10 10 10 10 10, population SD", 1.8708, 4, Some(population))
    .rounded("its strain", 130.96, 2, Some(sum * population))
    .rounded("monotony, sample SD", 1.7321, 4, Some(monotony(&week)))
    .rounded("its strain", 121.24, 2, Some(strain(&week)))
}

fn monotony_at_its_edges() -> Group {
    Group::vector(15, FormulaSeen, "A cap of 10 as fellrnr.com has it; what no load gives is ours")
        .rounded("monotony of seven equal loads", 10.0, 1, Some(monotony(&[100.0; 7])))
        .rounded("monotony of a week without load", 0.0, 1, Some(monotony(&[0.0; 7])))
        .rounded("monotony of no days", 0.0, 1, Some(monotony(&[])))
}

fn hard_and_easy() -> Group {
    let hard_easy = [600.0, 0.0, 600.0, 0.0, 600.0, 0.0, 0.0];
    let equal = [300.0, 240.0, 300.0, 260.0, 300.0, 240.0, 160.0];
    Group::vector(16, FormulaSeen, "Foster 1998's formula, weeks of ours (1 800 AU each), computed independently")
        .rounded("monotony of 600 0 600 0 600 0 0", 0.802, 3, Some(monotony(&hard_easy)))
        .rounded("its strain", 1443.0, 0, Some(strain(&hard_easy)))
        .rounded("monotony of 300 240 300 260 300 240 160", 5.052, 3, Some(monotony(&equal)))
        .rounded("its strain", 9094.0, 0, Some(strain(&equal)))
}

fn sessions() -> Group {
    Group::vector(17, PublishedFormula, "Foster 2001")
        .rounded("load of 75 min at effort 7, AU", 525.0, 0, Some(session_load(7.0, 75.0)))
        .rounded("load of 120 min at effort 6, AU", 720.0, 0, Some(session_load(6.0, 120.0)))
}

fn trimp() -> Group {
    let reserve = (150.0 - 50.0) / (190.0 - 50.0);
    let of = |minutes, sex| Some(trimp_banister(minutes, reserve, sex));
    Group::vector(20, FormulaSeen, "Banister's TRIMP at heart rate 150 (rest 50, highest 190), computed independently")
        .rounded("60 min, men", 108.10, 2, of(60.0, Sex::Male))
        .rounded("60 min, women", 121.50, 2, of(60.0, Sex::Female))
        .rounded("40 min, men", 72.06, 2, of(40.0, Sex::Male))
}

fn trimp_of_zones() -> Group {
    Group::vector(33, FormulaSeen, "Edwards' TRIMP: minutes in five zones of heart rate, times 1 to 5")
        .rounded("10 0 5 0 2 minutes", 35.0, 1, trimp_edwards([10.0, 0.0, 5.0, 0.0, 2.0]))
        .rounded("an hour in the highest zone", 300.0, 1, trimp_edwards([0.0, 0.0, 0.0, 0.0, 60.0]))
}

/// The same load every day from nothing: both averages in closed form.
fn form() -> Group {
    let days = [100.0; 43];
    let after = |tau| averages(&days[..42], Convention::Exponential.gain(tau), 0.0).last();
    let form = balance(&days, Convention::Exponential).last().copied();
    Group::vector(
        34,
        PublishedFormula,
        "GoldenCheetah's convention (this engine's), in closed form: 100 a day from nothing",
    )
    .rounded("CTL after 42 days, 100 (1 − 1/e)", 63.212, 3, after(CHRONIC_D))
    .rounded("ATL after 42 days, 100 (1 − e⁻⁶)", 99.752, 3, after(ACUTE_D))
    .rounded("TSB of day 43: yesterday's CTL less ATL", -36.540, 3, form)
}
