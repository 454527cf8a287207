//! What a plan is asked for.

use super::invalid::Place as _;
use super::{Intake, Invalid, Names, choice, session, value};
use jiff::civil::Date;
use rustdag_core::engine::{ALTERNATIVES_MAX, Engine, PlanError};
use rustdag_core::template::Template;
use rustdag_core::wishes::{Appointment, Before, Hold, Pin, Pinned, TargetEvent, Wishes};
use rustdag_proto::v1;
use std::borrow::Cow;

const PINS_MAX: usize = 84;
const APPOINTMENTS_MAX: usize = 84;
const BEFORE_MAX: usize = 100;
const NAME_MAX: usize = 200;
const TEMPLATES_MAX: usize = 20;
/// Longest name of a session: it stands in a column of a week.
const OWN_NAME_MAX: usize = 60;
const WEEKDAYS: usize = 7;

/// A plan that is asked for: by whom it is made, how it is wished for, and what sessions of its own are called.
pub struct Asked<'a> {
    /// The engine, with the templates that came with the wishes.
    pub engine: Cow<'a, Engine>,
    /// How it is wished for.
    pub wishes: Wishes,
    /// Names of the templates that came with the wishes.
    pub names: Names,
}

/// Reads wishes for a plan of so many days.
///
/// # Errors
/// [`Invalid`] with the path of the field.
pub fn asked<'a>(
    engine: &'a Engine,
    days: u32,
    mut wishes: Option<v1::PlanWishes>,
    intake: Intake<'_>,
) -> Result<Asked<'a>, Invalid> {
    let own = wishes.as_mut().map_or(Vec::new(), |wishes| std::mem::take(&mut wishes.templates));
    let (own, names) = templates_from_proto(own, engine.templates(), intake)?;
    let engine =
        if own.is_empty() { Cow::Borrowed(engine) } else { Cow::Owned(engine.clone().with_more_templates(own)) };
    let wishes = from_proto(days, wishes, engine.templates(), intake)?;
    Ok(Asked { engine, wishes, names })
}

/// Where in the wishes the second of two things stands that contradict each other.
#[must_use]
pub fn place(error: &PlanError, wishes: &Wishes) -> String {
    let pin = |date: Date| wishes.pins.iter().rposition(|pin| pin.date == date);
    let appointment = |date: Date| wishes.appointments.iter().rposition(|appointment| appointment.date == date);
    let (date, field) = match error {
        PlanError::Horizon(_) => return "days".to_owned(),
        PlanError::EventOver { .. } | PlanError::EventBeyond { .. } => return "wishes.event.date".to_owned(),
        PlanError::Alternatives(_) => return "wishes.alternatives".to_owned(),
        PlanError::TwoSessions => return "wishes.two_session_weekdays".to_owned(),
        PlanError::Twice { date, .. } | PlanError::Outside { date, .. } => (*date, "date"),
        PlanError::UnknownTemplate { date, .. }
        | PlanError::NotTraining { date, .. }
        | PlanError::Equipment { date, .. }
        | PlanError::Unavailable { date, .. }
        | PlanError::PinnedOnEvent { date, .. }
        | PlanError::Time { date, .. } => {
            return pin(*date).map_or("wishes".to_owned(), |place| format!("wishes.pins[{place}].template_id"));
        }
    };
    match (appointment(date), pin(date)) {
        (Some(place), _) => format!("wishes.appointments[{place}].{field}"),
        (None, Some(place)) => format!("wishes.pins[{place}].{field}"),
        (None, None) => "wishes".to_owned(),
    }
}

/// Reads the sessions that came with the wishes; `known` are those that are there already.
fn templates_from_proto(
    own: Vec<v1::OwnTemplate>,
    known: &[Template],
    intake: Intake<'_>,
) -> Result<(Vec<Template>, Names), Invalid> {
    value::at_most("templates", &own, TEMPLATES_MAX)?;
    let (mut templates, mut names) = (Vec::with_capacity(own.len()), Names::new());
    for (place, template) in own.into_iter().enumerate() {
        let taken = |id: &str| known.iter().chain(&templates).any(|other: &Template| other.id == id);
        let read = template_from_proto(template, taken, intake);
        let (template, name) = read.within_entry("templates", place)?;
        names.extend(name.map(|name| (template.id.clone(), name)));
        templates.push(template);
    }
    Ok((templates, names))
}

fn template_from_proto(
    template: v1::OwnTemplate,
    taken: impl Fn(&str) -> bool,
    intake: Intake<'_>,
) -> Result<(Template, Option<String>), Invalid> {
    let v1::OwnTemplate { template_id: id, display_name, session } = template;
    if !rustdag_catalogue::is_template_id(&id) {
        let rule = "lower-case letters, digits and hyphens, a letter first, at most 60, and neither `rest` nor `asked`";
        return Err(Invalid::new("template_id", format_args!("is `{id}`; give {rule}")));
    }
    if taken(&id) {
        return Err(Invalid::new(
            "template_id",
            format_args!("is `{id}`, which is a session already; give another id"),
        ));
    }
    let name = value::text("display_name", display_name, OWN_NAME_MAX)?;
    if name.chars().any(char::is_control) {
        return Err(Invalid::new("display_name", "holds a line break or another invisible character; leave it out"));
    }
    let session = session.unwrap_or_default();
    if !session.template_id.is_empty() {
        let problem = "is given; a session of its own has exercises, endurance work, or both";
        return Err(Invalid::new("session.template_id", problem));
    }
    let session = session::from_proto(session, &[], intake).within("session")?;
    if !session.loads_a_tissue() {
        let problem = "loads no muscle and no joint that the engine follows, so as training it asks and gives nothing";
        return Err(Invalid::new("session", problem));
    }
    Ok((Template { id, ..session }, (!name.trim().is_empty()).then_some(name)))
}

/// Reads wishes for a plan of so many days; `templates` are those that sessions may name.
///
/// # Errors
/// [`Invalid`] with the path of the field.
pub fn from_proto(
    days: u32,
    wishes: Option<v1::PlanWishes>,
    templates: &[Template],
    intake: Intake<'_>,
) -> Result<Wishes, Invalid> {
    let v1::PlanWishes {
        pins,
        appointments,
        favourite_weekdays,
        before,
        alternatives,
        two_session_weekdays,
        event,
        templates: _,
    } = wishes.unwrap_or_default();
    value::at_most("pins", &pins, PINS_MAX)?;
    value::at_most("appointments", &appointments, APPOINTMENTS_MAX)?;
    value::at_most("favourite_weekdays", &favourite_weekdays, WEEKDAYS)?;
    value::at_most("two_session_weekdays", &two_session_weekdays, WEEKDAYS)?;
    if alternatives > ALTERNATIVES_MAX {
        let problem = format_args!("is {alternatives}; give 0 to {ALTERNATIVES_MAX}");
        return Err(Invalid::new("alternatives", problem));
    }
    let pins = pins.into_iter().enumerate().map(|(place, pin)| pin_from_proto(pin).within_entry("pins", place));
    let appointments = appointments.into_iter().enumerate().map(|(place, appointment)| {
        appointment_from_proto(appointment, templates, intake).within_entry("appointments", place)
    });
    let weekdays = |field, weekdays: Vec<i32>| {
        weekdays.into_iter().map(|weekday| choice::weekday::required(field, weekday)).collect::<Result<_, _>>()
    };
    Ok(Wishes {
        days,
        pins: pins.collect::<Result<_, _>>()?,
        appointments: appointments.collect::<Result<_, _>>()?,
        favourites: weekdays("favourite_weekdays", favourite_weekdays)?,
        two_sessions: weekdays("two_session_weekdays", two_session_weekdays)?,
        before: before.map(before_from_proto).transpose().within("before")?,
        alternatives,
        event: event.map(event_from_proto).transpose().within("event")?,
    })
}

fn pin_from_proto(pin: v1::Pin) -> Result<Pin, Invalid> {
    let v1::Pin { date, what } = pin;
    let date = date_from_proto(&date)?;
    let what = match what {
        Some(v1::pin::What::Rest(v1::Rest {})) => Pinned::Rest,
        Some(v1::pin::What::TemplateId(id)) if !id.is_empty() => Pinned::Session(id),
        _ => return Err(Invalid::missing("what", "`rest`, or the `template_id` of a session")),
    };
    Ok(Pin { date, what })
}

fn appointment_from_proto(
    appointment: v1::Appointment,
    templates: &[Template],
    intake: Intake<'_>,
) -> Result<Appointment, Invalid> {
    let v1::Appointment { date, display_name, session } = appointment;
    let date = date_from_proto(&date)?;
    let named = session.as_ref().is_some_and(|session| !session.template_id.is_empty());
    if display_name.is_empty() && !named {
        return Err(Invalid::missing("display_name", "what people call it, such as `match`"));
    }
    if display_name.chars().count() > NAME_MAX {
        return Err(Invalid::new("display_name", format_args!("is longer than {NAME_MAX} characters")));
    }
    let mut session = session::from_proto(session.unwrap_or_default(), templates, intake).within("session")?;
    if !display_name.is_empty() {
        session.id = display_name;
    }
    Ok(Appointment { date, session })
}

fn event_from_proto(event: v1::TargetEvent) -> Result<TargetEvent, Invalid> {
    let v1::TargetEvent { date, kind } = event;
    let date = date_from_proto(&date)?;
    let kind = choice::target_event_kind::from_proto("kind", kind)?.unwrap_or_default();
    Ok(TargetEvent { date, kind })
}

fn before_from_proto(before: v1::PlanBefore) -> Result<Before, Invalid> {
    let hold = choice::plan_hold::from_proto("hold", before.hold)?.unwrap_or(Hold::Plan);
    value::at_most("days", &before.days, BEFORE_MAX)?;
    let mut days: Vec<(Date, Option<String>)> = Vec::with_capacity(before.days.len());
    for (place, day) in before.days.into_iter().enumerate() {
        let date = date_from_proto(&day.date).within_entry("days", place)?;
        if days.iter().any(|(other, _)| *other == date) {
            let twice = Err(Invalid::new("date", format_args!("is {date}, which an earlier entry holds already")));
            return twice.within_entry("days", place);
        }
        days.push((date, (!day.template_id.is_empty()).then_some(day.template_id)));
    }
    Ok(Before { days, hold })
}

fn date_from_proto(text: &str) -> Result<Date, Invalid> {
    if text.is_empty() {
        return Err(Invalid::missing("date", "a local date such as 2026-05-12"));
    }
    text.parse().map_err(|_| Invalid::new("date", format_args!("is `{text}`; give a local date such as 2026-05-12")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_catalogue::Catalogue;
    use rustdag_core::profile::Level;
    use rustdag_core::wishes::TargetEventKind;

    fn read(wishes: v1::PlanWishes) -> Result<Wishes, Invalid> {
        let catalogue = Catalogue::official();
        let intake = Intake { catalogue, latest: jiff::Timestamp::MAX };
        from_proto(7, Some(wishes), &catalogue.templates(Level::Novice), intake)
    }

    fn refused(wishes: v1::PlanWishes) -> String {
        read(wishes).unwrap_err().to_string()
    }

    #[test]
    fn wishes_are_read() {
        let pin = |date: &str, what| v1::Pin { date: date.into(), what: Some(what) };
        let football = v1::Session {
            cardio: vec![v1::CardioBout {
                activity: v1::Activity::Run.into(),
                duration_min: Some(90.0),
                effort_rpe: Some(7.0),
                ..v1::CardioBout::default()
            }],
            ..v1::Session::default()
        };
        let wishes = read(v1::PlanWishes {
            pins: vec![
                pin("2026-05-12", v1::pin::What::Rest(v1::Rest {})),
                pin("2026-05-13", v1::pin::What::TemplateId("upper".into())),
            ],
            appointments: vec![v1::Appointment {
                date: "2026-05-16".into(),
                display_name: "voetbal".into(),
                session: Some(football),
            }],
            favourite_weekdays: vec![v1::Weekday::Monday.into()],
            before: Some(v1::PlanBefore {
                days: vec![v1::PlannedBefore { date: "2026-05-12".into(), template_id: String::new() }],
                hold: v1::PlanHold::CoachsWeek.into(),
            }),
            alternatives: 2,
            templates: vec![],
            two_session_weekdays: vec![v1::Weekday::Friday.into()],
            event: Some(v1::TargetEvent { date: "2026-06-20".into(), kind: v1::TargetEventKind::StrengthTest.into() }),
        })
        .unwrap();
        assert_eq!(wishes.pins[1].what, Pinned::Session("upper".into()));
        assert_eq!(wishes.appointments[0].session.id, "voetbal");
        assert_eq!(wishes.alternatives, 2);
        assert_eq!(wishes.two_sessions, [jiff::civil::Weekday::Friday]);
        assert_eq!(wishes.favourites, [jiff::civil::Weekday::Monday]);
        let event = wishes.event.unwrap();
        assert_eq!((event.date, event.kind), (jiff::civil::date(2026, 6, 20), TargetEventKind::StrengthTest));
        let before = wishes.before.unwrap();
        assert_eq!((before.days[0].1.as_deref(), before.hold), (None, Hold::CoachsWeek));
        assert_eq!(
            from_proto(7, None, &[], Intake { catalogue: Catalogue::official(), latest: jiff::Timestamp::MAX })
                .unwrap(),
            Wishes::of_days(7)
        );
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let pin = v1::Pin { date: "12-05-2026".into(), what: Some(v1::pin::What::Rest(v1::Rest {})) };
        let wishes = |pins| v1::PlanWishes { pins, ..v1::PlanWishes::default() };
        assert!(refused(wishes(vec![pin.clone()])).starts_with("pins[0].date is `12-05-2026`"));
        let empty = v1::Pin { date: "2026-05-12".into(), what: None };
        assert!(refused(wishes(vec![empty])).starts_with("pins[0].what is missing"));
        assert!(refused(wishes(vec![pin; 85])).starts_with("pins"));
        let appointment = v1::Appointment { date: "2026-05-12".into(), ..v1::Appointment::default() };
        let refusal = refused(v1::PlanWishes { appointments: vec![appointment], ..v1::PlanWishes::default() });
        assert!(refusal.starts_with("appointments[0].display_name is missing"), "{refusal}");
        let day = v1::PlannedBefore { date: "2026-05-12".into(), template_id: String::new() };
        let before = |hold| Some(v1::PlanBefore { days: vec![day.clone(), day.clone()], hold });
        let refusal = refused(v1::PlanWishes { before: before(0), ..v1::PlanWishes::default() });
        assert!(refusal.starts_with("before.days[1].date is 2026-05-12, which"), "{refusal}");
        let refusal = refused(v1::PlanWishes { before: before(9), ..v1::PlanWishes::default() });
        assert!(refusal.starts_with("before.hold is 9"), "{refusal}");
        let refusal = refused(v1::PlanWishes { alternatives: 4, ..v1::PlanWishes::default() });
        assert_eq!(refusal, "alternatives is 4; give 0 to 3");
        let event = v1::TargetEvent::default();
        let refusal = refused(v1::PlanWishes { event: Some(event), ..v1::PlanWishes::default() });
        assert!(refusal.starts_with("event.date is missing"), "{refusal}");
        let refusal = refused(v1::PlanWishes { favourite_weekdays: vec![0], ..v1::PlanWishes::default() });
        assert!(refusal.starts_with("favourite_weekdays"), "{refusal}");
    }

    fn own(id: &str, session: v1::Session) -> v1::OwnTemplate {
        v1::OwnTemplate { template_id: id.into(), display_name: "Om de knie heen".into(), session: Some(session) }
    }

    fn pulldowns() -> v1::Session {
        let exercise =
            v1::SessionExercise { exercise: "Lat pulldown".into(), sets: 4, reps: Some(10.0), rir: Some(2.0) };
        v1::Session { exercises: vec![exercise], ..v1::Session::default() }
    }

    fn asked_with(templates: Vec<v1::OwnTemplate>) -> Result<(Vec<String>, Names), Invalid> {
        let catalogue = Catalogue::official();
        let engine = Engine::new(rustdag_core::rule::RuleSet::default(), catalogue.templates(Level::Novice));
        let wishes = Some(v1::PlanWishes { templates, ..v1::PlanWishes::default() });
        let asked = asked(&engine, 7, wishes, Intake { catalogue, latest: jiff::Timestamp::MAX })?;
        Ok((asked.engine.templates().iter().map(|template| template.id.clone()).collect(), asked.names))
    }

    #[test]
    fn sessions_of_a_plan_alone_come_after_those_of_the_gym_under_their_own_names() {
        let (ids, names) = asked_with(vec![own("knee-week", pulldowns())]).unwrap();
        assert_eq!(ids.last().map(String::as_str), Some("knee-week"));
        assert_eq!(names["knee-week"], "Om de knie heen");
        assert_eq!(asked_with(vec![]).unwrap().0.len(), ids.len() - 1);
    }

    #[test]
    fn sessions_of_a_plan_alone_are_looked_over() {
        let refused = |templates| asked_with(templates).unwrap_err().to_string();
        let walk = v1::CardioBout {
            activity: v1::Activity::Walk.into(),
            duration_min: Some(60.0),
            effort_rpe: Some(4.0),
            ..v1::CardioBout::default()
        };
        let unknown = v1::SessionExercise { exercise: "Zweven".into(), ..pulldowns().exercises.remove(0) };
        for (templates, expected) in [
            (vec![own("Knee", pulldowns())], "templates[0].template_id is `Knee`; give lower-case letters"),
            (vec![own("upper", pulldowns())], "templates[0].template_id is `upper`, which is a session already"),
            (vec![own("a", pulldowns()), own("a", pulldowns())], "templates[1].template_id is `a`, which is a session"),
            (vec![own("a", v1::Session::default())], "templates[0].session.exercises is missing"),
            (
                vec![own("a", v1::Session { exercises: vec![unknown], ..v1::Session::default() })],
                "templates[0].session.exercises[0].exercise is `Zweven`",
            ),
            (
                vec![own("a", v1::Session { cardio: vec![walk], ..v1::Session::default() })],
                "templates[0].session loads no muscle and no joint",
            ),
            (
                vec![own("a", v1::Session { template_id: "upper".into(), ..v1::Session::default() })],
                "templates[0].session.template_id is given",
            ),
            (vec![own("a", pulldowns()); 21], "templates has 21 entries; at most 20"),
        ] {
            let refusal = refused(templates);
            assert!(refusal.starts_with(expected), "{expected}: {refusal}");
        }
    }

    #[test]
    fn a_contradiction_is_at_the_second_of_the_two() {
        let date = |day: i8| jiff::civil::date(2026, 5, day);
        let pin = |day, what| Pin { date: date(day), what };
        let wishes =
            Wishes { pins: vec![pin(12, Pinned::Rest), pin(13, Pinned::Session("uper".into()))], ..Wishes::default() };
        let unknown = PlanError::UnknownTemplate { date: date(13), id: "uper".into(), near: vec![] };
        assert_eq!(place(&unknown, &wishes), "wishes.pins[1].template_id");
        let outside = PlanError::Outside { date: date(12), first: date(13), last: date(19) };
        assert_eq!(place(&outside, &wishes), "wishes.pins[0].date");
        assert_eq!(place(&PlanError::Horizon(0), &wishes), "days");
    }
}
