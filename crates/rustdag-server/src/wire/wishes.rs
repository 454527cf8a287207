//! What a plan is asked for.

use super::invalid::Place as _;
use super::{Intake, Invalid, choice, session, value};
use jiff::civil::Date;
use rustdag_core::engine::ALTERNATIVES_MAX;
use rustdag_core::template::Template;
use rustdag_core::wishes::{Appointment, Before, Hold, Pin, Pinned, TargetEvent, Wishes};
use rustdag_proto::v1;

const PINS_MAX: usize = 84;
const APPOINTMENTS_MAX: usize = 84;
const BEFORE_MAX: usize = 100;
const NAME_MAX: usize = 200;
const WEEKDAYS: usize = 7;

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
    let v1::PlanWishes { pins, appointments, favourite_weekdays, before, alternatives, two_session_weekdays, event } =
        wishes.unwrap_or_default();
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
}
