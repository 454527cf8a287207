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
    let h0 = 0.01;
    for t in [[0, 2, 4], [1, 3, 5], [2, 4, 6], [0, 2, 5]] {
        let (h, s, _) = run(i, 1.0, false, 84, |d| t.contains(&(d % 7)).then_some((10.0, 0.0)), 1.0);
        println!("1 mwf {t:?} {:.4} {:.4} (6.85 8.20)", h - h0, s);
        let (h, s, _) = run(Level::Novice, 0.8, false, 84, |d| t.contains(&(d % 7)).then_some((6.0, 0.0)), 1.0);
        println!("2 spread {t:?} {:.4} {:.4} (9.70 23.9)", h - h0, s);
    }
    for t in [[0, 3], [0, 4], [1, 4], [2, 5], [3, 6], [2, 6]] {
        let (h, _, _) = run(i, 1.0, false, 84, |d| t.contains(&(d % 7)).then_some((6.0, 1.0)), 1.0);
        let (h2, _, _) = run(i, 1.0, false, 84, |d| t.contains(&(d % 7)).then_some((6.0, 1.0)), 0.97);
        println!("7 {t:?} {:.4} {:.4} (4.38 4.26)", h - h0, h2 - h0);
        let (h, s, _) = run(i, 1.0, false, 63, |d| (t.contains(&(d % 7))).then_some((10.0, 0.0)), 1.0);
        let (h2, s2, _) = run(i, 1.0, false, 63, |d| (t.contains(&(d % 7)) && d / 7 != 4).then_some((10.0, 0.0)), 1.0);
        println!("12 {t:?} {:.4} {:.4} {:.4} {:.4} (4.34 3.99 6.26 6.14)", h - h0, h2 - h0, s, s2);
    }
}
