//! x
mod member;
use jiff::tz::TimeZone;
use member::*;
use rustdag_core::anatomy::*;
use rustdag_core::body::*;
use rustdag_core::dose::Dose;
use rustdag_core::fold::fold;
use rustdag_core::model::*;
use rustdag_core::profile::*;

fn dose(p: &Profile, n: f64, rir: f64) -> Dose {
    let mut d = Dose::of_template(&template("x", &[squats(1, 8.0, rir)]), 0.0, p);
    let m = Muscle::Quadriceps;
    d.hard_sets[m] *= n;
    d.size_sets[m] *= n;
    d.fatigue[m] *= n;
    d.fatigue_novel[m] *= n;
    d.strength_sets[m] = n * load::strength_effect(0.75);
    d.joints[Joint::Knee] *= n;
    d
}
fn run(
    level: Level,
    p0: f64,
    fixp: bool,
    days: i32,
    f: impl Fn(i32) -> Option<(f64, f64)>,
    a: f64,
) -> (f64, f64, Vec<f64>) {
    let p = Profile::new(level, TimeZone::UTC);
    let clocks = Clocks::new(&p, None);
    let mut b = Body::at_first(&p);
    let m = Muscle::Quadriceps;
    b.muscles[m].protection = p0;
    b.muscles[m].novelty_last = 1.0 - p0;
    let usual = fold(&Diary::of(level).history(), Diary::of(level).at(0, 0.0)).usual;
    let mut pre = vec![];
    for d in 0..days {
        if fixp {
            b.muscles[m].protection = p0;
        }
        b.rest(18.0, 1.0);
        b.settle(&clocks);
        if let Some((n, r)) = f(d) {
            pre.push(b.muscles[m].fatigue.total());
            b.train(&dose(&p, n, r), &usual, &clocks);
        }
        b.rest(6.0, 1.0);
        b.midnight(&clocks, a, true, d % 7 == 6);
    }
    (b.muscles[m].size, b.muscles[m].strength, pre)
}
#[test]
fn x() {
    let i = Level::Intermediate;
    for fixp in [true, false] {
        let (h, s, pre) = run(i, 1.0, fixp, 84, |_| Some((10.0, 0.0)), 1.0);
        println!("1 daily {h} {s} {:?}", pre.last());
        let (h, s, _) = run(i, 1.0, fixp, 84, |d| [0, 2, 4].contains(&(d % 7)).then_some((10.0, 0.0)), 1.0);
        println!("1 mwf {h} {s}");
        let (h, s, _) = run(Level::Novice, 0.8, fixp, 84, |d| (d % 7 < 3).then_some((6.0, 0.0)), 1.0);
        println!("2 consec {h} {s}");
        let (h, s, _) = run(Level::Novice, 0.8, fixp, 84, |d| [0, 2, 4].contains(&(d % 7)).then_some((6.0, 0.0)), 1.0);
        println!("2 spread {h} {s}");
        let (_, _, pre) = run(i, 1.0, fixp, 4, |_| Some((8.0, 0.0)), 1.0);
        println!("3 {pre:?}");
        for a in [1.0, 0.97, 1.0 - 0.12 * (0.5 / (1.0 - (-1.0f64 / 7.0).exp())) / 15.0] {
            let (h, s, _) = run(i, 1.0, fixp, 84, |d| [0, 3].contains(&(d % 7)).then_some((6.0, 1.0)), a);
            println!("7 {a} {h} {s}");
        }
        for skip in [false, true] {
            let (h, s, _) = run(
                i,
                1.0,
                fixp,
                63,
                |d| ([0, 3].contains(&(d % 7)) && !(skip && d / 7 == 4)).then_some((10.0, 0.0)),
                1.0,
            );
            println!("12 skip {skip} {h} {s}");
        }
        let (_, _, pre) =
            run(i, 1.0, fixp, 56, |d| [0, 3].contains(&(d % 7)).then(|| (5.0 * 1.1f64.powi(d / 7), 2.0)), 1.0);
        println!("8 {pre:?}");
    }
}
