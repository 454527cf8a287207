//! A doubt: which value of which event, what it looks like, and what was done with it. The logged value never changes.

use crate::event::Event;
use jiff::Timestamp;

/// One value, or the same value of several sets, that is hard to believe of this member.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// Source of the event.
    pub source: String,
    /// Identifier of the event within the source.
    pub event_id: String,
    /// When the event happened.
    pub at: Timestamp,
    /// What the value looks like.
    pub kind: DoubtKind,
    /// The exercise the value belongs to: its id in the catalogue, or its name if the catalogue does not know it.
    pub exercise: Option<String>,
    /// Places of the sets or pieces of endurance work in the event, from 0; empty where the value is the event's own.
    pub entries: Vec<usize>,
    /// The value, in the unit of [`DoubtKind::field`]; of several the furthest off.
    pub value: f64,
    /// The member's own usual value in the same unit, or what the value was compared with.
    pub usual: f64,
    /// The other event, where two tell of the same thing: source and identifier.
    pub other: Option<(String, String)>,
    /// From when the value is doubted: the moment of the event, or of a later one that contradicts it.
    pub since: Timestamp,
    /// From when the value is doubted no more, because later ones say the same. A load or a number of repetitions that was
    /// left out until then stays left out.
    pub until: Option<Timestamp>,
}

impl Doubt {
    /// A doubt about an event itself.
    pub(super) fn about(event: &Event, kind: DoubtKind, value: f64, usual: f64) -> Self {
        Self {
            source: event.source.clone(),
            event_id: event.id.clone(),
            at: event.at,
            kind,
            exercise: None,
            entries: Vec::new(),
            value,
            usual,
            other: None,
            since: event.at,
            until: None,
        }
    }

    /// Whether the value is doubted at an instant, from what was logged by then.
    #[must_use]
    pub fn stands_at(&self, at: Timestamp) -> bool {
        self.since <= at && self.until.is_none_or(|until| until > at)
    }

    /// Paths of the values within the event, as the API names them: `workout.sets[3].load_kg`.
    #[must_use]
    pub fn fields(&self) -> Vec<String> {
        let field = self.kind.field();
        match field.split_once("[]") {
            Some((list, rest)) => self.entries.iter().map(|entry| format!("{list}[{entry}]{rest}")).collect(),
            None => vec![field.to_owned()],
        }
    }
}

/// What was done with a doubtful value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Treatment {
    /// The value counts as unknown; the rest of the event counts.
    ValueLeftOut,
    /// The event does not count.
    EventLeftOut,
    /// It counts as it was logged; somebody should look.
    Counted,
}

macro_rules! doubt_kinds {
    ($($(#[$doc:meta])* $name:ident = $slug:literal, $field:literal, $treatment:ident;)+) => {
        /// What a doubtful value looks like.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum DoubtKind { $($(#[$doc])* $name,)+ }

        impl DoubtKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name in texts and the API.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ }
            }

            /// Path of the value within an event; `[]` stands for each entry of a list.
            #[must_use]
            pub const fn field(self) -> &'static str {
                match self { $(Self::$name => $field,)+ }
            }

            /// What is done with it.
            #[must_use]
            pub const fn treatment(self) -> Treatment {
                match self { $(Self::$name => Treatment::$treatment,)+ }
            }
        }
    };
}

doubt_kinds! {
    /// Variability of another source lies elsewhere than the member's own: another measure, such as SDNN, or another
    /// way of measuring. Value and usual: lnRMSSD.
    HrvOtherMeasure = "hrv-other-measure", "measurement.ln_rmssd", ValueLeftOut;
    /// Variability far from the member's own. Value and usual: lnRMSSD.
    HrvFarOff = "hrv-far-off", "measurement.ln_rmssd", ValueLeftOut;
    /// A heart rate far from the member's own at rest. Value and usual: beats per minute.
    RestingHeartRateFarOff = "resting-heart-rate-far-off", "measurement.resting_heart_rate_bpm", ValueLeftOut;
    /// Body mass of pounds given as kilograms, or the other way round. Value and usual: kg.
    BodyMassUnit = "body-mass-unit", "measurement.body_mass_kg", ValueLeftOut;
    /// Body mass far from the member's own. Value and usual: kg.
    BodyMassFarOff = "body-mass-far-off", "measurement.body_mass_kg", ValueLeftOut;
    /// Pounds given as kilograms. Value: kg; usual: what was to be expected for these repetitions, kg.
    LoadPoundsAsKilograms = "load-pounds-as-kilograms", "workout.sets[].load_kg", ValueLeftOut;
    /// Kilograms taken for pounds and converted. Value: kg; usual: what was to be expected, kg.
    LoadKilogramsAsPounds = "load-kilograms-as-pounds", "workout.sets[].load_kg", ValueLeftOut;
    /// A load far above the member's own. Value: kg; usual: what was to be expected, kg.
    LoadFarOff = "load-far-off", "workout.sets[].load_kg", ValueLeftOut;
    /// Far more repetitions than the member does of this exercise. Value and usual: repetitions.
    RepsFarOff = "reps-far-off", "workout.sets[].reps", ValueLeftOut;
    /// Reserve that looks like effort: many repetitions left in a hard session. Value: mean reserve; usual: what the
    /// session's effort leaves.
    ReserveLikeEffort = "reserve-like-effort", "workout.sets[].rir", ValueLeftOut;
    /// No effort at all for a session with work in it. Value: RPE; usual: what reserve tells, or 0 if that is unknown.
    EffortNone = "effort-none", "workout.effort_rpe", ValueLeftOut;
    /// Much less effort than the reserve of the sets tells. Value: RPE; usual: what reserve tells.
    EffortAgainstReserve = "effort-against-reserve", "workout.effort_rpe", ValueLeftOut;
    /// More was done than the minutes have room for. Value: minutes; usual: the least that it takes.
    SessionTooShort = "session-too-short", "workout.duration_min", ValueLeftOut;
    /// Far longer than what was done takes: a clock that nobody stopped. Value: minutes; usual: minutes.
    SessionTooLong = "session-too-long", "workout.duration_min", ValueLeftOut;
    /// A visit far longer than the member's own: nobody checked out. Value: minutes; usual: minutes.
    VisitTooLong = "visit-too-long", "visit.duration_min", ValueLeftOut;
    /// A heart no faster than at rest during endurance work. Value: beats per minute; usual: at rest.
    ExerciseHeartRateAtRest = "exercise-heart-rate-at-rest", "workout.cardio[].heart_rate_bpm", ValueLeftOut;
    /// A distance nobody covers in that time; distances are only shown. Value and usual: km, the most there is.
    DistanceTooFar = "distance-too-far", "workout.cardio[].distance_km", Counted;
    /// One night from two sources. Value and usual: hours, of this one and of the one that counts.
    SleepTwice = "sleep-twice", "night", EventLeftOut;
    /// Sleep of one day that together is more than a day holds. Value: hours in all; usual: the most there can be.
    SleepTooMuch = "sleep-too-much", "night.asleep_h", ValueLeftOut;
    /// The same session from two sources, perhaps at the clock time of another zone. Value: hours between the two.
    SessionTwice = "session-twice", "workout", EventLeftOut;
    /// Two sessions at once that differ: both count. Value: minutes they share.
    SessionsOverlap = "sessions-overlap", "at", Counted;
    /// Before the member was born. Value: years before.
    BeforeBirth = "before-birth", "at", EventLeftOut;
}

impl DoubtKind {
    /// Whether it speaks of body mass, which is kept from sight where numbers of the body do harm.
    #[must_use]
    pub const fn is_body_mass(self) -> bool {
        matches!(self, Self::BodyMassUnit | Self::BodyMassFarOff)
    }
}
