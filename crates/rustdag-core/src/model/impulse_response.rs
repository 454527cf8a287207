//! Impulse and response: performance as what training leaves behind, fitness minus fatigue.
//!
//! Banister 1975 in the form of Morton 1990 (memory; the software that uses it was seen), and Busso 2003 (form and fall
//! of error seen, mean parameters from memory), where fatigue per load grows with recent load. For charts, tapers and
//! evidence only: nothing here enters a daily decision. Published time constants range from 4 to 51 and from 4 to 74
//! days (seen), parameters fitted to one athlete's tests are poorly identified (our own computation on public data), and
//! the fatigue term adds no skill in forecasting (Marchal 2025, seen).
//!
//! Symbols: `w` load of a day, in the unit the gains belong to; `g`, `h` fitness and fatigue in that unit; `τ1`, `τ2`,
//! `τ3` days; `k1`, `k2` performance per load, `k3` performance per squared load; `p` performance in the test's unit,
//! `p0` without training; `t_n`, `t_g` days.

/// Fitness, fatigue, and for [`VariableDose`] the recent load that makes a load more tiring.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Response {
    /// What fitness remembers of all loads.
    pub fitness: f64,
    /// What fatigue remembers of all loads; in [`VariableDose`] already in units of performance.
    pub fatigue: f64,
    /// Recent load, where it makes loads more tiring; otherwise 0.
    pub recent: f64,
}

/// Banister's model with two constant gains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Banister {
    /// `p0`, performance without training.
    pub baseline: f64,
    /// `k1`.
    pub fitness_gain: f64,
    /// `k2`.
    pub fatigue_gain: f64,
    /// `τ1`, days.
    pub fitness_d: f64,
    /// `τ2`, days.
    pub fatigue_d: f64,
}

impl Banister {
    /// Morton's usual parameters: 45 and 15 days, gains 1 and 2, no baseline (memory).
    pub const MORTON: Self =
        Self { baseline: 0.0, fitness_gain: 1.0, fatigue_gain: 2.0, fitness_d: 45.0, fatigue_d: 15.0 };

    /// After a day has passed.
    #[must_use]
    pub fn after_day(&self, before: Response) -> Response {
        Response {
            fitness: before.fitness * kept_in_a_day(self.fitness_d),
            fatigue: before.fatigue * kept_in_a_day(self.fatigue_d),
            recent: 0.0,
        }
    }

    /// After a load.
    #[must_use]
    pub fn after_load(&self, before: Response, load: f64) -> Response {
        Response { fitness: before.fitness + load, fatigue: before.fatigue + load, recent: 0.0 }
    }

    /// `p`: read before a day's load to know what the day begins with.
    #[must_use]
    pub fn performance(&self, response: Response) -> f64 {
        self.baseline + self.fitness_gain * response.fitness - self.fatigue_gain * response.fatigue
    }

    /// `t_n`: days for which a load lowers performance, and from which it raises it; `None` if it never lowers it or
    /// never raises it.
    #[must_use]
    pub fn days_of_loss(&self) -> Option<f64> {
        self.days_until(self.fatigue_gain / self.fitness_gain)
    }

    /// `t_g`: days after which a load raises performance most; `None` if it does so at once, or never raises it.
    #[must_use]
    pub fn days_to_peak(&self) -> Option<f64> {
        self.days_until(self.fatigue_gain * self.fitness_d / (self.fitness_gain * self.fatigue_d))
    }

    /// When fatigue, `ratio` times as large at first, has come down to fitness.
    fn days_until(&self, ratio: f64) -> Option<f64> {
        let (slow, fast) = (self.fitness_d, self.fatigue_d);
        (fast > 0.0 && slow > fast && ratio > 1.0 && ratio.is_finite())
            .then(|| slow * fast / (slow - fast) * libm::log(ratio))
    }
}

/// Busso's model: a load tires more, the more load came shortly before it, so that more is not always better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VariableDose {
    /// `p0`, performance without training.
    pub baseline: f64,
    /// `k1`.
    pub fitness_gain: f64,
    /// `k3`.
    pub fatigue_gain: f64,
    /// `τ1`, days.
    pub fitness_d: f64,
    /// `τ2`, days.
    pub fatigue_d: f64,
    /// `τ3`, days for which a load makes the next ones more tiring.
    pub recent_d: f64,
}

impl VariableDose {
    /// Busso's mean parameters (memory, low certainty).
    pub const BUSSO: Self = Self {
        baseline: 0.0,
        fitness_gain: 0.031,
        fatigue_gain: 3.5e-5,
        fitness_d: 30.8,
        fatigue_d: 16.8,
        recent_d: 2.3,
    };

    /// After a day has passed.
    #[must_use]
    pub fn after_day(&self, before: Response) -> Response {
        Response {
            fitness: before.fitness * kept_in_a_day(self.fitness_d),
            fatigue: before.fatigue * kept_in_a_day(self.fatigue_d),
            recent: before.recent * kept_in_a_day(self.recent_d),
        }
    }

    /// After the whole load of a day: two loads on one day count as their sum, given once.
    #[must_use]
    pub fn after_load(&self, before: Response, load: f64) -> Response {
        let recent = before.recent + load;
        Response { fitness: before.fitness + load, fatigue: before.fatigue + self.fatigue_gain * recent * load, recent }
    }

    /// `p`: read before a day's load to know what the day begins with.
    #[must_use]
    pub fn performance(&self, response: Response) -> f64 {
        self.baseline + self.fitness_gain * response.fitness - response.fatigue
    }
}

fn kept_in_a_day(tau_d: f64) -> f64 {
    libm::exp(-1.0 / tau_d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(a: f64, b: f64, tolerance: f64) {
        assert!((a - b).abs() <= tolerance, "{a} is not {b}");
    }

    const CLARKE_SKIBA: Banister =
        Banister { baseline: 262.0, fitness_gain: 0.18, fatigue_gain: 0.23, fitness_d: 36.0, fatigue_d: 21.0 };

    #[test]
    fn a_load_costs_at_first_and_gives_later() {
        close(Banister::MORTON.days_of_loss().unwrap(), 15.596, 5e-4);
        close(Banister::MORTON.days_to_peak().unwrap(), 40.315, 5e-4);
        close(CLARKE_SKIBA.days_of_loss().unwrap(), 12.354, 5e-4);
        close(CLARKE_SKIBA.days_to_peak().unwrap(), 39.520, 5e-4);
        let after_days = |days| {
            let model = Banister::MORTON;
            let loaded = model.after_load(Response::default(), 100.0);
            model.performance((0..days).fold(loaded, |response, _| model.after_day(response)))
        };
        assert!(after_days(15) < 0.0 && after_days(16) > 0.0);
        assert!(after_days(40) > after_days(39) && after_days(40) > after_days(41));
    }

    #[test]
    fn where_fatigue_is_smaller_a_load_costs_nothing() {
        assert_eq!(Banister { fatigue_gain: 0.9, ..Banister::MORTON }.days_of_loss(), None);
        assert_eq!(Banister { fatigue_d: 45.0, ..Banister::MORTON }.days_to_peak(), None);
        assert_eq!(Banister { fitness_gain: 0.0, ..Banister::MORTON }.days_to_peak(), None);
    }

    #[test]
    fn the_same_load_every_day_comes_to_rest() {
        let model = Banister::MORTON;
        let step = |response, _| model.after_load(model.after_day(response), 100.0);
        close(model.performance((0..2000).fold(Response::default(), step)), 1449.07, 5e-3);
    }

    #[test]
    fn loads_close_together_tire_more() {
        let model = VariableDose::BUSSO;
        let loads = [100.0, 100.0, 0.0, 0.0, 100.0];
        let mut response = Response::default();
        let mut before = Vec::new();
        for day in 0..30 {
            before.push(model.performance(response));
            let load = loads.get(day).copied().unwrap_or(0.0);
            response = model.after_day(model.after_load(response, load));
        }
        for (day, expected) in [(2, 2.6712), (3, 5.0521), (6, 7.1674), (10, 6.4018), (30, 3.5492)] {
            close(before[day - 1], expected, 5e-5);
        }
    }

    #[test]
    fn more_is_not_always_better_with_a_variable_dose() {
        let model = VariableDose::BUSSO;
        let at_rest = |load: f64| {
            let step = |response, _| model.after_day(model.after_load(response, load));
            model.performance((0..1000).fold(Response::default(), step))
        };
        let (some, more, most) = (at_rest(100.0), at_rest(250.0), at_rest(1000.0));
        assert!(some > 0.0 && more > some && most < more, "{some} {more} {most}");
    }
}
