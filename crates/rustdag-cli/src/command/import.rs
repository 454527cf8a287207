//! `import`: the training log of another program becomes, or joins, a member file.

use crate::args::{Distance, Importing, Level, Program, Unit};
use crate::failure::Failure;
use crate::output::Output;
use crate::{coach, file};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rustdag_import::{DistanceUnit, Import, ImportError, Options, WeightUnit, strong};
use rustdag_proto::{json, v1};
use rustdag_server::wire;
use std::collections::BTreeSet;

pub(crate) fn run(importing: &Importing, output: Output) -> Result<(), Failure> {
    let mut member = match &importing.member {
        Some(path) => file::message::<v1::MemberFile>(path)?,
        None => v1::MemberFile::default(),
    };
    let zone = zone(importing, member.profile.as_ref())?;
    let import = read(importing, &zone)?;
    let found = import.events.len();
    report(importing, &import, output);
    if member.profile.is_none() {
        member.profile = Some(new_profile(importing, &zone)?);
        if importing.output.is_none() {
            output.note("A new member file follows; give --member FILE to add to one, --output FILE to write one.");
        }
    }
    let added = merge(&mut member, &import);
    let known = found - added;
    let already = if known == 0 { String::new() } else { format!(" ({known} were there already)") };
    let text = json::to_string_brief(&member) + "\n";
    match importing.output.as_ref().or(importing.member.as_ref()) {
        Some(path) => {
            file::write(path, &text)?;
            output.note(&format!("{added} workouts added to {}{already}.", path.display()));
            Ok(())
        }
        None => output.answer(&text),
    }
}

/// The zone given, else the member's, else the machine's.
fn zone(importing: &Importing, profile: Option<&v1::Profile>) -> Result<TimeZone, Failure> {
    match (&importing.zone, profile) {
        (Some(name), _) => TimeZone::get(name)
            .map_err(|_| Failure::usage(format!("--zone is `{name}`; give an IANA zone such as Europe/Amsterdam"))),
        (None, Some(profile)) => Ok(coach::zone(profile)),
        (None, None) => Ok(TimeZone::system()),
    }
}

fn read(importing: &Importing, zone: &TimeZone) -> Result<Import, Failure> {
    let bytes = file::bytes(&importing.file)?;
    let mut options = Options::new(zone.clone(), Timestamp::now());
    options.unit = importing.unit.map(|unit| match unit {
        Unit::Kg => WeightUnit::Kilograms,
        Unit::Lb => WeightUnit::Pounds,
    });
    options.distance_unit = importing.distance.map(|unit| match unit {
        Distance::Km => DistanceUnit::Kilometres,
        Distance::Mi => DistanceUnit::Miles,
    });
    let read = match importing.from {
        Program::Strong => strong::read(&bytes[..], &options),
    };
    read.map_err(|error| {
        let place = importing.file.display();
        match error {
            ImportError::UnitNeeded => Failure::input(format!("{place}: {error}: add --unit kg or --unit lb")),
            other => Failure::input(format!("{place}: {other}")),
        }
    })
}

/// Says what was read and what could not be, with lines.
fn report(importing: &Importing, import: &Import, output: Output) {
    let place = importing.file.display();
    for issue in &import.issues {
        output.warn(&format!("{place}: {issue}"));
    }
    for unmapped in &import.unmapped {
        output.warn(&format!(
            "{place}: line {}: exercise `{}` is not in the catalogue; its {} sets count for the whole body only",
            unmapped.first_line, unmapped.name, unmapped.sets
        ));
    }
    output.note(&format!(
        "{} workouts read from {place}, {} things to look at.",
        import.events.len(),
        import.issues.len() + import.unmapped.len()
    ));
}

fn new_profile(importing: &Importing, zone: &TimeZone) -> Result<v1::Profile, Failure> {
    let level = match importing.level {
        Level::Novice => v1::Level::Novice,
        Level::Intermediate => v1::Level::Intermediate,
        Level::Advanced => v1::Level::Advanced,
    };
    let zone = zone.iana_name().ok_or_else(|| {
        Failure::usage("this machine's zone has no name; give --zone, such as --zone Europe/Amsterdam")
    })?;
    Ok(v1::Profile { level: level.into(), zone: zone.to_owned(), ..v1::Profile::default() })
}

/// Adds what is not there yet; answers how much that was.
fn merge(member: &mut v1::MemberFile, import: &Import) -> usize {
    let known: BTreeSet<(String, String)> =
        member.events.iter().map(|event| (event.source.clone(), event.event_id.clone())).collect();
    let new: Vec<v1::Event> = import
        .events
        .iter()
        .map(wire::event::to_proto)
        .filter(|event| !known.contains(&(event.source.clone(), event.event_id.clone())))
        .collect();
    let added = new.len();
    member.events.extend(new);
    added
}
