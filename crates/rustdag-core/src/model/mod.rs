//! The model, one file per idea. Each file opens with its source and its evidence grade:
//! *seen* (the supporting text was read), *memory* (a number recalled, to be verified before it is quoted to people),
//! or *design* (our own value, chosen to agree with the cited data, not published).
//!
//! Daily decisions use all but the run lengths of `control_chart`, `hrv`, `impulse_response`, `ratios` and
//! `sleep_regularity`, which are for charts and evidence.

pub mod adaptation;
pub mod balance;
pub mod baseline;
pub mod belief;
pub mod confidence;
pub mod connective;
pub mod control_chart;
pub mod e1rm;
pub mod endurance;
pub mod forecast;
pub mod freshness;
pub mod guidance;
pub mod hrv;
pub mod impulse_response;
pub mod learning;
pub mod light_week;
pub mod load;
pub mod local_muscle;
pub mod muscle_trace;
pub mod normal;
pub mod overreaching;
pub mod periodisation;
pub mod ratios;
pub mod series;
pub mod sleep;
pub mod sleep_regularity;
pub mod soreness;
pub mod strength_chart;
pub mod systemic;
pub mod wellness_chart;
