//! What a file does not say.

use crate::unit::{DistanceUnit, WeightUnit};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rustdag_catalogue::Catalogue;

/// What a reader has to be told.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// Unit of weights, for files that do not say. A unit in the file comes first.
    pub unit: Option<WeightUnit>,
    /// Unit of distances, for files that do not say. Without it their distances are left out.
    pub distance_unit: Option<DistanceUnit>,
    /// Zone of the clock times in the file.
    pub zone: TimeZone,
    /// The moment of reading: what is later has not happened.
    pub now: Timestamp,
    /// Where the names of exercises are looked up.
    pub catalogue: &'a Catalogue,
}

impl Options<'static> {
    /// The official catalogue, and no units for files that lack them.
    #[must_use]
    pub fn new(zone: TimeZone, now: Timestamp) -> Self {
        Self { unit: None, distance_unit: None, zone, now, catalogue: Catalogue::official() }
    }
}
