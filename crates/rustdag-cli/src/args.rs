//! What can be typed.

use crate::{address, muscle};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use rustdag_core::engine::{ALTERNATIVES_MAX, PLAN_DAYS_DEFAULT, PLAN_DAYS_MAX};
use rustdag_proto::v1::Muscle;
use rustdag_server::wire::resource::DEFAULT_GYM;
use rustdag_text::Lang;
use serde::Deserialize;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Rustdag (Dutch for rest day) plans recovery and training for gyms: what has recovered, what may be trained today, when
/// to rest, and why.
#[derive(Debug, Parser)]
#[command(name = "rustdag", version, after_help = "Information, not medical advice.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the service: gRPC on an embedded database.
    Serve(Serve),
    /// What a member is ready for.
    Readiness(Asking),
    /// Readiness, and the days to come.
    Plan(Planning),
    /// Whether a session fits.
    Check(Checking),
    /// Why: what binds, what it comes from, and what would change it.
    Explain(Explaining),
    /// How a member will probably rate this morning and tomorrow.
    Forecast(Forecasting),
    /// What is learned of a member from the member's own log, and what to log to learn more.
    Learned(Forecasting),
    /// Read the training log of another program.
    Import(Importing),
    /// Look at the rules.
    #[command(subcommand)]
    Rule(Rule),
    /// Look at the sessions that plans choose from, and write a gym's own.
    #[command(subcommand)]
    Template(Template),
    /// What was published or computed elsewhere, beside what the engine gives.
    Evidence(Evidence),
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// The API's own message, in the proto3 JSON mapping.
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Fill an empty database with a made-up gym.
    #[arg(long)]
    pub demo: bool,
    /// Address to listen on, such as localhost:50051 [default: 127.0.0.1:50051].
    #[arg(long, value_name = "ADDR", value_parser = address::read)]
    pub listen: Option<SocketAddr>,
    /// Database: sqlite://FILE [default: sqlite://rustdag.db].
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Folder with rule libraries and rule files [default: the program's own].
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// More rules beside those: a folder, or one rule file; may be given more than once.
    #[arg(long, value_name = "PATH")]
    pub more_rules: Vec<PathBuf>,
    /// Rules whose libraries run in this process besides the official ones, by id or SHA-256 digest; the others run in
    /// processes of their own. May be given more than once.
    #[arg(long, value_name = "ID")]
    pub trust: Vec<String>,
    /// Sessions of the gym's own: a file that `rustdag template check` finds no mistake in.
    #[arg(long, value_name = "FILE")]
    pub templates: Option<PathBuf>,
    /// Whether rules may be changed over the network: installed, set, switched, rolled back. The service does not know who
    /// calls [default: on if only this machine can reach it, else off].
    #[arg(long, value_enum, value_name = "ON|OFF")]
    pub rules_admin: Option<Switch>,
    /// Let libraries be installed over the network too; they run in processes of their own, with the rights of this one.
    #[arg(long)]
    pub native_rules: bool,
    /// Settings in TOML; what is given here on the line comes first.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Switch {
    /// Yes.
    On,
    /// No.
    Off,
}

/// Who is asked about, when, and how the answer is written.
#[derive(Debug, Args)]
pub(crate) struct Asking {
    /// Member file; with --server, a member's name such as `sanne` or `gyms/default/members/sanne`.
    #[arg(long, short, value_name = "FILE")]
    pub member: String,
    #[command(flatten)]
    pub how: How,
}

/// Who answers, when, and how the answer is written.
#[derive(Debug, Args)]
pub(crate) struct How {
    /// Ask a running service instead of a file.
    #[arg(long, value_name = "URL", conflicts_with_all = ["rules", "more_rules", "trust", "templates"])]
    pub server: Option<String>,
    /// Folder with rule libraries and rule files [default: the program's own].
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// More rules beside those: a folder, or one rule file; may be given more than once.
    #[arg(long, value_name = "PATH")]
    pub more_rules: Vec<PathBuf>,
    /// Rules whose libraries run in this process besides the official ones, by id or SHA-256 digest; the others run in
    /// processes of their own. May be given more than once.
    #[arg(long, value_name = "ID")]
    pub trust: Vec<String>,
    /// Sessions of the gym's own: a file that `rustdag template check` finds no mistake in.
    #[arg(long, value_name = "FILE")]
    pub templates: Option<PathBuf>,
    /// Instant to answer for: 2026-05-12T07:00+02:00, or without an offset in the member's zone [default: the file's,
    /// else now].
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
    /// Language of the answer: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Tell everything, not only the first reasons; JSON always has all.
    #[arg(long)]
    pub everything: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Planning {
    /// Member file; with --server, a member's name such as `sanne` or `gyms/default/members/sanne`.
    #[arg(long, short, value_name = "FILE", required_unless_present = "all")]
    pub member: Option<String>,
    /// Every member, one line each: a folder of member files [default: this one]; with --server, a gym such as
    /// `gyms/kade` [default: gyms/default]. All as of one instant: now, if --at does not say.
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, conflicts_with_all = ["member", "wishes", "event", "alternatives", "everything", "rule_set"])]
    pub all: Option<Option<String>>,
    /// Threads that plan a folder [default: as many as there are cores].
    #[arg(long, value_name = "N", requires = "all", conflicts_with = "server")]
    pub threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub how: How,
    /// Days to plan, 1 to 84 [default: 7, or as many as reach the event]. Up to 7 are proven best; longer plans say how far
    /// from the best they can be.
    #[arg(long, value_parser = days)]
    pub days: Option<u32>,
    /// The same in weeks, 1 to 12.
    #[arg(long, value_parser = weeks, conflicts_with = "days")]
    pub weeks: Option<u32>,
    /// Day of an event to be fresh for, such as 2026-06-20: training eases towards it.
    #[arg(long, value_name = "DATE")]
    pub event: Option<Date>,
    /// What the event asks.
    #[arg(long, value_enum, requires = "event", default_value = "other")]
    pub event_kind: EventKind,
    /// Decided days, appointments, favourite days, a plan of before and an event: the API's PlanWishes in JSON.
    #[arg(long, value_name = "FILE")]
    pub wishes: Option<PathBuf>,
    /// Also the next best plans that train on other days, 0 to 3, and what each costs.
    #[arg(long, value_name = "N", value_parser = alternatives)]
    pub alternatives: Option<u32>,
    /// Plan with the rules of before, as a plan or the history names them.
    #[arg(long, value_name = "SET", requires = "server")]
    pub rule_set: Option<String>,
}

/// Reads how many alternatives are asked for.
fn alternatives(text: &str) -> Result<u32, String> {
    let count = text.parse().ok().filter(|count| (0..=ALTERNATIVES_MAX).contains(count));
    count.ok_or_else(|| format!("give 0 to {ALTERNATIVES_MAX}"))
}

/// What an event asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EventKind {
    /// Maximal strength: a meet, a test. Until then strength is what the plan is for.
    StrengthTest,
    /// A match: the legs, mostly.
    Match,
    /// A race on foot: the legs. Endurance itself is not planned for.
    Race,
    /// Anything else: the whole body.
    Other,
}

/// Reads how many weeks a plan has.
fn weeks(text: &str) -> Result<u32, String> {
    const WEEKS_MAX: u32 = PLAN_DAYS_MAX / 7;
    let weeks = text.parse().ok().filter(|weeks| (1..=WEEKS_MAX).contains(weeks));
    weeks.ok_or_else(|| format!("a plan has 1 to {WEEKS_MAX} weeks; give a whole number such as 12"))
}

/// Reads how many days a plan has.
fn days(text: &str) -> Result<u32, String> {
    let days = text.parse().ok().filter(|days| (1..=PLAN_DAYS_MAX).contains(days));
    days.ok_or_else(|| format!("a plan has 1 to {PLAN_DAYS_MAX} days; give a whole number such as {PLAN_DAYS_DEFAULT}"))
}

#[derive(Debug, Args)]
pub(crate) struct Checking {
    #[command(flatten)]
    pub asking: Asking,
    /// The session: the API's Session in JSON.
    #[arg(long, value_name = "FILE")]
    pub session: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Explaining {
    #[command(flatten)]
    pub asking: Asking,
    /// The session to explain: the API's Session in JSON [default: today as a whole].
    #[arg(long, value_name = "FILE")]
    pub session: Option<PathBuf>,
    /// Muscles whose numbers are told, such as quadriceps or upper_back, by their names in the API or in either
    /// language; may be given several times [default: those furthest from recovered].
    #[arg(long, value_name = "M", num_args = 1.., value_delimiter = ',', value_parser = muscle::read)]
    pub muscle: Vec<Muscle>,
}

/// Who is asked about, when, and how the answer is written, where no rule has a say.
#[derive(Debug, Args)]
pub(crate) struct Forecasting {
    /// Member file; with --server, a member's name such as `sanne` or `gyms/default/members/sanne`.
    #[arg(long, short, value_name = "FILE")]
    pub member: String,
    /// Ask a running service instead of a file.
    #[arg(long, value_name = "URL")]
    pub server: Option<String>,
    /// Instant to answer for: 2026-05-12T07:00+02:00, or without an offset in the member's zone [default: the file's,
    /// else now].
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
    /// Language of the answer: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

impl From<Forecasting> for Asking {
    fn from(Forecasting { member, server, at, lang, format }: Forecasting) -> Self {
        let (rules, more_rules, trust, templates) = (None, Vec::new(), Vec::new(), None);
        let how = How { server, rules, more_rules, trust, templates, at, lang, format, everything: true };
        Self { member, how }
    }
}

/// Programs whose logs are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Program {
    /// Strong's CSV export, any of its four kinds.
    Strong,
}

/// Units of weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unit {
    /// Kilograms.
    Kg,
    /// Pounds.
    Lb,
}

/// Units of distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Distance {
    /// Kilometres.
    Km,
    /// Miles.
    Mi,
}

/// Training levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// Less than about half a year of regular training.
    Novice,
    /// Half a year to about three years.
    Intermediate,
    /// Longer.
    Advanced,
}

impl From<Level> for rustdag_core::profile::Level {
    fn from(level: Level) -> Self {
        match level {
            Level::Novice => Self::Novice,
            Level::Intermediate => Self::Intermediate,
            Level::Advanced => Self::Advanced,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Importing {
    /// The program the file comes from.
    #[arg(long, value_enum)]
    pub from: Program,
    /// The file.
    pub file: PathBuf,
    /// Unit of weights, for files that do not say.
    #[arg(long, value_enum)]
    pub unit: Option<Unit>,
    /// Unit of distances, for files that do not say.
    #[arg(long, value_enum)]
    pub distance: Option<Distance>,
    /// Zone of the file's clock times, such as Europe/Amsterdam [default: the member's, else the machine's].
    #[arg(long)]
    pub zone: Option<String>,
    /// Member file to add the workouts to.
    #[arg(long, value_name = "FILE")]
    pub member: Option<PathBuf>,
    /// Level of a new member file; read from --member otherwise.
    #[arg(long, value_enum, conflicts_with = "member", default_value = "novice")]
    pub level: Level,
    /// Where the member file is written; a file that is there is only replaced if it is --member [default: --member
    /// itself, else standard output].
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Language of what is said: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Rule {
    /// What is loaded, what was refused, what is missing.
    List(RuleList),
    /// Write a rule to begin with: it works, and every part of it is explained.
    New(RuleNew),
    /// Look a rule over. A rule file: mistakes with their place, its own tests, broken numbers, what was probably not meant. A
    /// library or a sandboxed rule: each part of the contract, tried in a process of its own.
    Check(RuleCheck),
    /// Measure how long a rule takes, beside a direct call in the same run: a rule file, a sandboxed rule, or a library, in
    /// the process of who asks and in one of its own.
    Bench(RuleBench),
    /// Show whose light and plan a rule file changes, and why.
    Try(RuleTry),
    /// Install a rule, or an archive of rules, in a running service.
    Install(RuleInstall),
    /// Use a rule of a running service again, or set its parameters.
    Enable(RuleEnable),
    /// Stop using a rule of a running service.
    Disable(RuleDisable),
    /// Go back to the rules before the last change, or to those of an earlier one.
    Rollback(RuleRollback),
    /// What was changed of a gym's rules, when and by whom.
    History(RuleHistory),
    /// Put rules into one archive, to hand on or to install together.
    Pack(RulePack),
    /// Make a key to sign archives with.
    Keygen(RuleKeygen),
}

/// Which service, and which gym of it.
#[derive(Debug, Args)]
pub(crate) struct AtService {
    /// The running service.
    #[arg(long, visible_alias = "address", value_name = "URL", default_value = "http://127.0.0.1:50051")]
    pub server: String,
    /// The gym.
    #[arg(long, default_value = DEFAULT_GYM)]
    pub gym: String,
    /// Language of what is said: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// The rules of a gym of a service, and how the answer is written.
#[derive(Debug, Args)]
pub(crate) struct ServiceRules {
    #[command(flatten)]
    pub at: AtService,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct RuleInstall {
    /// A rule file, or an archive made by `rule pack`.
    pub file: PathBuf,
    /// Value of a parameter, such as most_days=4; may be given more than once.
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    pub set: Vec<(String, f64)>,
    /// Install it without using it yet.
    #[arg(long)]
    pub disabled: bool,
    /// Install it although the check doubts something.
    #[arg(long)]
    pub despite_findings: bool,
    /// Who asks, for the history [default: the user of this machine].
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[command(flatten)]
    pub service: ServiceRules,
}

#[derive(Debug, Args)]
pub(crate) struct RuleEnable {
    /// The rule's id.
    pub rule: String,
    /// Value of a parameter, such as most_days=4; may be given more than once.
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    pub set: Vec<(String, f64)>,
    /// Set the other parameters back to what they are for every gym.
    #[arg(long)]
    pub reset: bool,
    /// Who asks, for the history [default: the user of this machine].
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[command(flatten)]
    pub service: ServiceRules,
}

#[derive(Debug, Args)]
pub(crate) struct RuleDisable {
    /// The rule's id.
    pub rule: String,
    /// Who asks, for the history [default: the user of this machine].
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[command(flatten)]
    pub service: ServiceRules,
}

#[derive(Debug, Args)]
pub(crate) struct RuleRollback {
    /// The rule set to go back to, as the history names it [default: that before the last change].
    #[arg(long, value_name = "SET")]
    pub to: Option<String>,
    /// Who asks, for the history [default: the user of this machine].
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[command(flatten)]
    pub service: ServiceRules,
}

#[derive(Debug, Args)]
pub(crate) struct RuleHistory {
    /// Changes to show, the latest ones.
    #[arg(long, default_value_t = 20)]
    pub count: u32,
    #[command(flatten)]
    pub service: ServiceRules,
}

#[derive(Debug, Args)]
pub(crate) struct RulePack {
    /// Rule files, or libraries.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The archive, NAME.rdrule.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Sign it with the key of this file.
    #[arg(long, value_name = "FILE")]
    pub sign: Option<PathBuf>,
    /// Language of what is said: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct RuleKeygen {
    /// The file the secret key goes to; keep it to yourself.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Language of what is said: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// Reads a parameter and its value.
fn parameter(text: &str) -> Result<(String, f64), String> {
    let read =
        text.split_once('=').and_then(|(name, value)| Some((name.trim().to_owned(), value.trim().parse().ok()?)));
    read.filter(|(name, value): &(String, f64)| !name.is_empty() && value.is_finite())
        .ok_or_else(|| "give a parameter and a number, such as most_days=4".to_owned())
}

/// How a rule is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RuleKind {
    /// A rule file: conditions and limits in TOML.
    File,
    /// A crate in Rust, for a library and for the sandbox.
    Rust,
    /// A file in C, for a library and for the sandbox.
    C,
}

#[derive(Debug, Args)]
pub(crate) struct RuleNew {
    /// The rule's id: lower-case letters, digits and hyphens. The file or folder gets this name too.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// How the rule is written.
    #[arg(long, value_enum, default_value = "file")]
    pub kind: RuleKind,
    /// Who answers for the rule.
    #[arg(long, default_value = "A coach")]
    pub author: String,
    /// For --kind rust: the folder of the crate `rustdag-rule` [default: looked for in the folders around this one and
    /// around the program].
    #[arg(long, value_name = "DIR")]
    pub kit: Option<PathBuf>,
    /// Language of the explanations: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct RuleCheck {
    /// The rule: a rule file, a library, or a sandboxed rule.
    pub file: PathBuf,
    /// For a library or a sandboxed rule: ask only about the made-up member of this seed, as a finding names it.
    #[arg(long, value_name = "SEED")]
    pub reproduce: Option<u64>,
    /// How the findings are written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct RuleBench {
    /// The rule: a rule file, a library, or a sandboxed rule.
    pub file: PathBuf,
    /// Language of the answer: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("whom").required(true)))]
pub(crate) struct RuleTry {
    /// The rule file.
    pub file: PathBuf,
    /// Try it on a member file.
    #[arg(long, short, value_name = "FILE", group = "whom")]
    pub member: Option<String>,
    /// Try it on the made-up gym of 200 members.
    #[arg(long, group = "whom")]
    pub demo: bool,
    /// Folder with the rules that are there already [default: the program's own].
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// More rules that are there already: a folder, or one rule file; may be given more than once.
    #[arg(long, value_name = "PATH")]
    pub more_rules: Vec<PathBuf>,
    /// Rules whose libraries run in this process besides the official ones, by id or SHA-256 digest; the others run in
    /// processes of their own. May be given more than once.
    #[arg(long, value_name = "ID")]
    pub trust: Vec<String>,
    /// Instant to answer for [default: the member file's, else now; this morning for the made-up gym].
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
    /// Language of the answer: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct RuleList {
    /// List the rules of a gym of a running service, and in what state they are, instead of those of a folder.
    #[arg(long, visible_alias = "address", value_name = "URL", conflicts_with_all = ["rules", "more_rules", "trust"])]
    pub server: Option<String>,
    /// The gym, with --server.
    #[arg(long, default_value = DEFAULT_GYM)]
    pub gym: String,
    /// Folder with rule libraries and rule files [default: the program's own].
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// More rules beside those: a folder, or one rule file; may be given more than once.
    #[arg(long, value_name = "PATH")]
    pub more_rules: Vec<PathBuf>,
    /// Rules whose libraries run in this process besides the official ones, by id or SHA-256 digest; the others run in
    /// processes of their own. May be given more than once.
    #[arg(long, value_name = "ID")]
    pub trust: Vec<String>,
    /// Language of the list: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the list is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Template {
    /// The sessions there are, with the hard sets each gives a muscle.
    List(TemplateList),
    /// Write a file of sessions to begin with: it works, and every part of it is explained.
    New(TemplateNew),
    /// Look a file of sessions over: every mistake with its place, and what was probably not meant.
    Check(TemplateCheck),
}

#[derive(Debug, Args)]
pub(crate) struct TemplateList {
    /// Sessions of the gym's own, beside the official ones or instead of them.
    #[arg(long, value_name = "FILE")]
    pub templates: Option<PathBuf>,
    /// As members of this level do them.
    #[arg(long, value_enum, default_value = "intermediate")]
    pub level: Level,
    /// Language of the list: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the list is written; JSON is the API's ListTemplatesResponse.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct TemplateNew {
    /// The file that is written; it must not be there yet.
    #[arg(value_name = "FILE", default_value = "templates.toml")]
    pub file: PathBuf,
    /// Language of the explanations: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct TemplateCheck {
    /// The file of sessions.
    pub file: PathBuf,
    /// Language of what is said when nothing is wrong: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the findings are written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Evidence {
    /// Fit impulse and response (Banister) to this CSV file instead, with the columns day, load and test.
    #[arg(long, value_name = "FILE", conflicts_with = "rules")]
    pub banister: Option<PathBuf>,
    /// Bounds of both gains, for --banister [default: 0..10000].
    #[arg(long, value_name = "FROM..TO", value_parser = bounds, requires = "banister")]
    pub gains: Option<(f64, f64)>,
    /// Bounds of both time constants in days, for --banister [default: 0..300].
    #[arg(long, value_name = "FROM..TO", value_parser = bounds, requires = "banister")]
    pub days: Option<(f64, f64)>,
    /// Bounds of the performance without training, for --banister [default: 0 to the best test].
    #[arg(long, value_name = "FROM..TO", value_parser = bounds, requires = "banister")]
    pub baseline: Option<(f64, f64)>,
    /// Folder with rule libraries; what needs a rule that is not there fails then [default: the program's own, and what
    /// needs a rule that is not there is left out].
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// Try the forecast on diaries instead: a folder that holds one folder per participant in the layout of PMData
    /// (wellness.csv, and srpe.csv where there is one).
    #[arg(long, value_name = "DIR", conflicts_with_all = ["rules", "banister"])]
    pub pmdata: Option<PathBuf>,
    /// How the table is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// Reads the bounds of a parameter.
fn bounds(text: &str) -> Result<(f64, f64), String> {
    let number = |text: &str| text.trim().parse().ok().filter(|number: &f64| number.is_finite());
    let ends = text.split_once("..").and_then(|(from, to)| number(from).zip(number(to)));
    ends.filter(|(from, to)| from < to)
        .ok_or_else(|| "bounds are two numbers, the lower first, such as 0..300".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn help_begins_with_what_it_is() {
        let help = Arguments::command().render_help().to_string();
        assert!(help.starts_with("Rustdag (Dutch for rest day) plans recovery and training"), "{help}");
    }

    #[test]
    fn bounds_are_two_numbers_in_order() {
        assert_eq!(bounds("0..300"), Ok((0.0, 300.0)));
        assert_eq!(bounds(" 0.5 .. 1e4"), Ok((0.5, 1e4)));
        for text in ["", "300", "300..0", "1..1", "0..inf", "a..b", "0-300"] {
            assert!(bounds(text).unwrap_err().contains("such as 0..300"), "{text}");
        }
    }

    #[test]
    fn parameters_are_a_name_and_a_number() {
        assert_eq!(parameter("most_days = 4"), Ok(("most_days".to_owned(), 4.0)));
        for text in ["", "most_days", "=4", "most_days=four", "most_days=inf"] {
            assert!(parameter(text).unwrap_err().contains("such as most_days=4"), "{text}");
        }
    }

    #[test]
    fn days_are_one_to_twelve_weeks_of_them() {
        assert_eq!((days("1"), days("84"), weeks("12")), (Ok(1), Ok(84), Ok(12)));
        assert_eq!(weeks("13").unwrap_err(), "a plan has 1 to 12 weeks; give a whole number such as 12");
        for text in ["0", "85", "abc", "-1", "1.5", ""] {
            assert_eq!(days(text).unwrap_err(), "a plan has 1 to 84 days; give a whole number such as 7", "{text}");
        }
    }
}
