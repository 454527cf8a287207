//! `import`: the training log of another program becomes, or joins, a member file.

use crate::args::{Distance, Importing, Level, Program, Unit};
use crate::failure::Failure;
use crate::output::Output;
use crate::{coach, file, language};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rustdag_catalogue::Catalogue;
use rustdag_core::history::History;
use rustdag_core::plausibility::Doubt;
use rustdag_import::{DistanceUnit, Import, ImportError, Options, WeightUnit, strong};
use rustdag_proto::{json, v1};
use rustdag_server::wire::{self, Intake};
use rustdag_text::{Arg, Texts};
use std::collections::BTreeSet;
use std::path::Path;

pub(crate) fn run(importing: &Importing, output: Output) -> Result<(), Failure> {
    let texts = Texts::new(language::of(importing.lang));
    let into = target(importing)?;
    let mut member = match &importing.member {
        Some(path) => file::message::<v1::MemberFile>(path)?,
        None => v1::MemberFile::default(),
    };
    let zone = zone(importing, member.profile.as_ref())?;
    let import = read(importing, &zone)?;
    let found = import.events.len();
    report(importing, &import, &texts, output);
    if member.profile.is_none() {
        member.profile = Some(new_profile(importing, &zone)?);
        if importing.output.is_none() && importing.member.is_none() {
            output.note(&texts.text("import-new"));
        }
    }
    let added = merge(&mut member, &import);
    report_doubts(importing, &member, &added, &texts, output);
    let moment = take_out_moment(&mut member, &added);
    let text = json::to_string_brief(&member) + "\n";
    let Some((path, said)) = into else { return output.answer(&text) };
    file::write(path, &text)?;
    let place = path.display().to_string();
    if let Some(moment) = moment {
        output.note(&texts.with("import-moment", &[("file", Arg::Text(&place)), ("moment", Arg::Text(&moment))]));
    }
    let (count, known) = (added.len() as f64, (found - added.len()) as f64);
    let args = [("count", Arg::Number(count)), ("file", Arg::Text(&place)), ("known", Arg::Number(known))];
    output.note(&texts.with(said, &args));
    Ok(())
}

/// The file that is written, if one is, and what is said of it then.
///
/// # Errors
/// [`Failure`] if a file other than the member's own would be lost.
fn target(importing: &Importing) -> Result<Option<(&Path, &'static str)>, Failure> {
    let (path, member) = match (&importing.output, &importing.member) {
        (Some(path), member) => (path, member.as_deref()),
        (None, Some(member)) => (member, Some(member.as_path())),
        (None, None) => return Ok(None),
    };
    if member.is_some_and(|member| file::is_same(member, path)) {
        return Ok(Some((path, "import-added")));
    }
    // A pipe or a device holds nothing that could be lost.
    if path.is_file() {
        let place = path.display();
        return Err(Failure::usage(format!(
            "{place} is there already; give --member {place} to add to it, or another --output"
        )));
    }
    Ok(Some((path, "import-written")))
}

/// The moment that the file asked about goes if something newer came in: it would lie in the future of that moment.
fn take_out_moment(member: &mut v1::MemberFile, added: &[v1::Event]) -> Option<String> {
    let nanoseconds = |at: prost_types::Timestamp| (at.seconds, at.nanos);
    let moment = member.at?;
    let newest = added.iter().filter_map(|event| event.at).map(nanoseconds).max()?;
    if newest <= nanoseconds(moment) {
        return None;
    }
    member.at = None;
    Some(Timestamp::new(moment.seconds, moment.nanos).map_or_else(|_| String::from("?"), |at| at.to_string()))
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
    options.unit = importing.unit.map(weight_unit);
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
fn report(importing: &Importing, import: &Import, texts: &Texts, output: Output) {
    let place = importing.file.display().to_string();
    let file = ("file", Arg::Text(&place));
    for issue in &import.issues {
        output.warn(&format!("{place}: {issue}"));
    }
    for unmapped in &import.unmapped {
        let (line, sets) = (Arg::Number(unmapped.first_line as f64), Arg::Number(unmapped.sets as f64));
        let name = Arg::Text(&unmapped.name);
        output.warn(&texts.with("import-unmapped", &[file, ("line", line), ("name", name), ("sets", sets)]));
    }
    if let Some(given) = importing.unit.map(weight_unit)
        && import.weight_units.iter().any(|&unit| unit != given)
    {
        let own: Vec<&str> = import.weight_units.iter().map(|unit| unit.symbol()).collect();
        let (own, given) = (own.join(", "), given.symbol());
        output.note(&texts.with("import-unit", &[file, ("own", Arg::Text(&own)), ("given", Arg::Text(given))]));
    }
    let issues = import.issues.len() + import.unmapped.len();
    let (count, issues) = (Arg::Number(import.events.len() as f64), Arg::Number(issues as f64));
    output.note(&texts.with("import-read", &[("count", count), file, ("issues", issues)]));
}

/// Most doubtful values that are told one by one.
const DOUBTS_TOLD: usize = 20;

/// Says what of the workouts just added is hard to believe of this member. They are kept as they are in the file.
fn report_doubts(importing: &Importing, member: &v1::MemberFile, added: &[v1::Event], texts: &Texts, output: Output) {
    let intake = Intake { catalogue: Catalogue::official(), latest: Timestamp::MAX };
    // What is wrong with the member's own file is told by whoever asks about it.
    let Ok((profile, events)) = wire::member_file::from_proto(member.clone(), intake) else { return };
    let history = History::new(profile, events);
    let identities: BTreeSet<(&str, &str)> =
        added.iter().map(|event| (event.source.as_str(), event.event_id.as_str())).collect();
    let doubts: Vec<&Doubt> = history
        .doubts()
        .all()
        .filter(|doubt| doubt.stands_at(Timestamp::MAX))
        .filter(|doubt| identities.contains(&(doubt.source.as_str(), doubt.event_id.as_str())))
        .collect();
    let place = importing.file.display().to_string();
    for doubt in doubts.iter().take(DOUBTS_TOLD) {
        let name = doubt.exercise.as_deref();
        let name = name.map(|id| Catalogue::official().name(id, texts.lang()).unwrap_or(id));
        let day = texts.date(history.profile().zone.to_datetime(doubt.at).date());
        let text = texts.doubt(doubt, name);
        let said = texts.with("doubt-on", &[("day", Arg::Text(&day)), ("doubt", Arg::Text(&text))]);
        output.warn(&format!("{place}: {said}"));
    }
    if let Some(more) = doubts.len().checked_sub(DOUBTS_TOLD).filter(|&more| more > 0) {
        let more = texts.with("doubt-more", &[("count", Arg::Number(more as f64))]);
        output.warn(&format!("{place}: {more}"));
    }
}

const fn weight_unit(unit: Unit) -> WeightUnit {
    match unit {
        Unit::Kg => WeightUnit::Kilograms,
        Unit::Lb => WeightUnit::Pounds,
    }
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

/// Adds what is not there yet, and answers it.
fn merge(member: &mut v1::MemberFile, import: &Import) -> Vec<v1::Event> {
    let known: BTreeSet<(String, String)> =
        member.events.iter().map(|event| (event.source.clone(), event.event_id.clone())).collect();
    let new: Vec<v1::Event> = import
        .events
        .iter()
        .map(wire::event::to_proto)
        .filter(|event| !known.contains(&(event.source.clone(), event.event_id.clone())))
        .collect();
    member.events.extend(new.iter().cloned());
    new
}
