//! Sleep: need, debt, and what a short night costs.
//!
//! Needs by age: National Sleep Foundation (Hirshkowitz 2015, seen). Debt accumulates over two weeks of six-hour
//! nights (Van Dongen 2003, seen) and is not repaid in three (Belenky 2003, seen). A lost night lowers muscle protein
//! synthesis by 18 % (Lamon 2021, seen), five nights of four hours by about as much without exercise (Saner 2020, seen),
//! one to two hours of habitual restriction cost no gains (Borba 2024, seen). Performance: Craven 2022 (seen). The time
//! constant and the mapping to a factor are design.

/// Debt is held within this, hours.
pub const DEBT_MAX_H: f64 = 20.0;
/// Nights of the last fourteen without which debt is unknown.
pub const NIGHTS_KNOWN_MIN: usize = 3;
/// Nights looked back on for the member's mean.
pub const NIGHTS_WINDOW: i32 = 14;

/// What a day leaves of a debt: e^(−1/7), a time constant of seven days.
const DEBT_KEPT: f64 = 0.866_877_899_750_181_6;
const ACUTE_COST: f64 = 0.18;
const ACUTE_NEED_H: f64 = 8.0;
const CHRONIC_COST: f64 = 0.12;
const CHRONIC_DEBT_H: f64 = 15.0;
const PERFORMANCE_COST: f64 = 0.03;
const PERFORMANCE_SHORT_H: f64 = 2.0;

/// Hours of sleep needed at an age in years; adults where it is unknown.
#[must_use]
pub fn need_h(age_y: Option<f64>) -> f64 {
    match age_y {
        Some(age) if age < 18.0 => 9.0,
        Some(age) if age >= 65.0 => 7.5,
        _ => 8.0,
    }
}

/// Debt after a night that fell `deficit` hours short (negative: longer than needed).
#[must_use]
pub fn debt_after(debt_h: f64, deficit_h: f64) -> f64 {
    (debt_h * DEBT_KEPT + deficit_h).clamp(0.0, DEBT_MAX_H)
}

/// Factor on adaptation, 0.82 to 1, after a night that fell `deficit` short, at a debt.
#[must_use]
pub fn adaptation_factor(deficit_h: Option<f64>, debt_h: Option<f64>) -> f64 {
    let acute = ACUTE_COST * (deficit_h.unwrap_or(0.0) / ACUTE_NEED_H).clamp(0.0, 1.0);
    let chronic = CHRONIC_COST * (debt_h.unwrap_or(0.0) / CHRONIC_DEBT_H).clamp(0.0, 1.0);
    1.0 - acute.max(chronic)
}

/// Factor on today's performance, 0.97 to 1.
#[must_use]
pub fn performance_factor(deficit_h: Option<f64>) -> f64 {
    1.0 - PERFORMANCE_COST * (deficit_h.unwrap_or(0.0) / PERFORMANCE_SHORT_H).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn debt_of(nights: usize, deficit: f64) -> f64 {
        (0..nights).fold(0.0, |debt, _| debt_after(debt, deficit))
    }

    #[test]
    fn published_anchors() {
        assert!((adaptation_factor(Some(8.0), None) - 0.82).abs() < 1e-12);
        let week = debt_of(7, 8.0 - 4.8);
        assert!((week - 15.19).abs() < 0.005);
        assert!((adaptation_factor(Some(3.2), Some(week)) - 0.88).abs() < 1e-12);
        let fortnight = debt_of(14, 2.0);
        assert!((fortnight - 12.99).abs() < 0.005);
        assert!((adaptation_factor(Some(2.0), Some(fortnight)) - 0.90).abs() < 0.005);
    }

    #[test]
    fn debt_has_a_time_constant_of_a_week() {
        assert_eq!(DEBT_KEPT, libm::exp(-1.0 / 7.0));
    }

    #[test]
    fn more_sleep_never_costs() {
        assert!(debt_after(5.0, -1.0) < debt_after(5.0, 0.0));
        assert_eq!(debt_after(0.0, -3.0), 0.0);
    }
}
