//! Why a gym's rules are not changed, or a set of before cannot answer.

use rustdag_host::Weight;

/// Something found in a rule that was to be installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The file.
    pub file: String,
    /// How much it weighs.
    pub weight: Weight,
    /// What it is, with its line and column where it has one.
    pub text: String,
}

impl std::fmt::Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A mistake with a place is written as compilers do, so that an editor can go there.
        let has_place = self.text.starts_with(|first: char| first.is_ascii_digit());
        write!(f, "{}:{}{}", self.file, if has_place { "" } else { " " }, self.text)
    }
}

/// Why rules are not changed. Nothing was changed then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleRefusal {
    /// Whoever runs the service does not let rules be changed over the network.
    #[error("rules of this service are not changed over the network; who runs it may start it with --rules-admin on")]
    Closed,
    /// A library: its process can do what the service may.
    #[error(
        "{file} is a library, whose code would run with the rights of the service; install a rule file or a sandboxed rule, \
         or let who runs the service put it into its rules folder or start it with --native-rules"
    )]
    Native {
        /// The file.
        file: String,
    },
    /// The archive is not signed by somebody who is trusted here.
    #[error("{0}")]
    Untrusted(String),
    /// The check found something.
    #[error("{}; {}", found.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "), if *may_insist {
        "nothing was installed: mend it, or install it despite its findings"
    } else {
        "nothing was installed: mend it first"
    })]
    Findings {
        /// What, at least one thing.
        found: Vec<Found>,
        /// Whether it is installed for who insists.
        may_insist: bool,
    },
    /// It would be another rule's double.
    #[error("{file} is rule `{id}`, as {whose} is; give it an id of its own")]
    Taken {
        /// The file.
        file: String,
        /// The id.
        id: String,
        /// Whose it is.
        whose: &'static str,
    },
    /// More rules than a gym may install.
    #[error("the gym would have {count} installed rules; it may have {most}")]
    TooMany {
        /// How many it would have.
        count: usize,
        /// How many it may have.
        most: usize,
    },
    /// It does not load with these parameters, or fails on a golden case.
    #[error("rule {rule} is not put to use: {what}; nothing was changed")]
    Unusable {
        /// The rule.
        rule: String,
        /// Why.
        what: String,
    },
    /// There is no such rule.
    #[error("gym {gym} has no rule {rule}; it has {has}")]
    NoRule {
        /// The gym.
        gym: String,
        /// The rule.
        rule: String,
        /// The rules there are.
        has: String,
    },
    /// It keeps people safe.
    #[error(
        "rule {rule} keeps people safe and cannot be switched off: without it every session would be held at four fifths of \
         the usual load; its parameters can be set"
    )]
    KeepsSafe {
        /// The rule.
        rule: String,
    },
    /// The engine and its safety gate.
    #[error("the engine's own limits, the safety gate among them, are no rule and cannot be switched off")]
    Engine,
    /// There is no such set.
    #[error("gym {gym} never had rule set {set}")]
    NoSet {
        /// The gym.
        gym: String,
        /// The set.
        set: String,
    },
    /// A rule of it is gone.
    #[error("rule set {set} cannot answer any more: rule {rule} {what}")]
    SetGone {
        /// The set.
        set: String,
        /// The rule.
        rule: String,
        /// Why.
        what: String,
    },
    /// Nothing was changed since the service started with these rules.
    #[error("there is no earlier rule set to go back to; name one of the history if the rules of before are meant")]
    NothingBefore,
}
