//! Settings of the service, from a file and the command line; parsed once, here.

use crate::address;
use crate::args::{self, RulePlaces, Switch};
use crate::failure::Failure;
use crate::file;
use rustdag_host::Settings;
use rustdag_rule_pack::PublicKey;
use rustdag_server::RulesAdmin;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// Where the service listens when nobody says otherwise: this machine only.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 50051);
/// The database when nobody says otherwise: a file in the working folder.
const DATABASE: &str = "sqlite://rustdag.db";

/// Settings of the service.
#[derive(Debug, PartialEq)]
pub(crate) struct Config {
    pub listen: SocketAddr,
    pub database: String,
    pub places: RulePlaces,
    pub parameters: Settings,
    pub templates: Option<PathBuf>,
    pub demo: bool,
    /// Whether rules may be changed over the network, where somebody said so.
    rules_admin: Option<Switch>,
    /// Whether libraries may be installed over the network, and those that were are run.
    native_rules: Switch,
    trusted_keys: Vec<PublicKey>,
}

impl Config {
    /// What may be done to rules over the network. Unless somebody said so, only where nobody but this machine can reach
    /// the service: it does not know who calls, and a rule that is installed is code. Behind a proxy the address says nothing of
    /// that; the greeting and the help tell.
    pub fn rules_admin(&self) -> RulesAdmin {
        let open = self.rules_admin.map_or(self.listen.ip().is_loopback(), |switch| switch == Switch::On);
        RulesAdmin { open, native: self.native_rules == Switch::On, trusted_keys: self.trusted_keys.clone() }
    }
}

/// What a settings file may hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, deserialize_with = "address::of_settings")]
    listen: Option<SocketAddr>,
    database: Option<String>,
    rules: Option<PathBuf>,
    /// Folders and rule files beside those.
    #[serde(default)]
    more_rules: Vec<PathBuf>,
    /// Rules whose libraries run in the service's process besides the official ones.
    #[serde(default)]
    trust: Vec<String>,
    /// Sessions of the gym's own.
    templates: Option<PathBuf>,
    /// Parameters by rule: `[rule.sleep]`.
    #[serde(default)]
    rule: BTreeMap<String, BTreeMap<String, f64>>,
    /// `on` or `off`.
    rules_admin: Option<Switch>,
    /// `on` or `off`.
    native_rules: Option<Switch>,
    /// Who must have signed what is installed. What was installed before stays.
    #[serde(default, deserialize_with = "keys")]
    trusted_keys: Vec<PublicKey>,
}

/// Reads public keys.
fn keys<'de, D: Deserializer<'de>>(settings: D) -> Result<Vec<PublicKey>, D::Error> {
    let texts = Vec::<String>::deserialize(settings)?;
    texts.iter().map(|text| text.parse().map_err(serde::de::Error::custom)).collect()
}

impl Config {
    /// The file, if one is given, and the line, which comes first.
    ///
    /// # Errors
    /// [`Failure`] naming the file, the line and the key.
    pub fn of(serve: &args::Serve) -> Result<Self, Failure> {
        let args::Serve { demo, listen, database, places, templates, rules_admin, native_rules, config } = serve;
        let file = match config {
            Some(path) => {
                let text = file::read(path)?;
                parse(&text).map_err(|problem| Failure::input(format!("{}:{problem}", path.display())))?
            }
            None => File::default(),
        };
        Ok(Self {
            listen: listen.or(file.listen).unwrap_or(LISTEN),
            database: database.clone().or(file.database).unwrap_or_else(|| DATABASE.to_owned()),
            places: RulePlaces {
                rules: places.rules.clone().or(file.rules),
                more_rules: if places.more_rules.is_empty() { file.more_rules } else { places.more_rules.clone() },
                trust: if places.trust.is_empty() { file.trust } else { places.trust.clone() },
            },
            parameters: Settings(file.rule),
            templates: templates.clone().or(file.templates),
            demo: *demo,
            rules_admin: rules_admin.or(file.rules_admin),
            native_rules: native_rules.or(file.native_rules).unwrap_or(Switch::Off),
            trusted_keys: file.trusted_keys,
        })
    }
}

/// The settings, or where and what is wrong: `7:10: …`.
fn parse(text: &str) -> Result<File, String> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let problem = error.message().replace('\n', " ");
        match error.span() {
            Some(span) => {
                let before = &text[..span.start.min(text.len())];
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
                format!("{line}:{column}: {problem}")
            }
            None => format!(" {problem}"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn line(config: Option<PathBuf>) -> args::Serve {
        args::Serve {
            demo: false,
            listen: None,
            database: None,
            places: RulePlaces::default(),
            templates: None,
            rules_admin: None,
            native_rules: None,
            config,
        }
    }

    #[test]
    fn the_line_comes_before_the_file_and_the_file_before_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rustdag.toml");
        fs::write(&path, "listen = \"localhost:6000\"\ndatabase = \"sqlite://gym.db\"\nmore_rules = [\"coach\"]\ntemplates = \"gym.toml\"\ntrust = [\"coach-jan\"]\n[rule.sleep]\ndebt = 9\n")
            .unwrap();
        let mut serve = line(Some(path));
        serve.database = Some("sqlite://other.db".into());
        let config = Config::of(&serve).unwrap();
        assert_eq!(config.listen.port(), 6000);
        assert_eq!(config.database, "sqlite://other.db");
        assert_eq!(config.parameters.0["sleep"]["debt"], 9.0);
        assert_eq!(config.places.more_rules, [PathBuf::from("coach")]);
        assert_eq!(config.templates, Some(PathBuf::from("gym.toml")));
        assert_eq!(config.places.trust, ["coach-jan"]);
        let config = Config::of(&line(None)).unwrap();
        assert_eq!((config.listen, config.database.as_str()), (LISTEN, DATABASE));
    }

    #[test]
    fn rules_are_changed_from_this_machine_unless_somebody_says_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rustdag.toml");
        let of = |listen: &str, admin: Option<Switch>, settings: &str| {
            fs::write(&path, settings).unwrap();
            let mut serve = line(Some(path.clone()));
            (serve.listen, serve.rules_admin) = (Some(listen.parse().unwrap()), admin);
            Config::of(&serve).map(|config| config.rules_admin())
        };
        let is_open = |listen, admin, settings| of(listen, admin, settings).unwrap().open;
        assert!(is_open("127.0.0.1:1", None, "") && is_open("[::1]:1", None, ""));
        assert!(!is_open("0.0.0.0:1", None, "") && !is_open("192.168.1.7:1", None, ""));
        assert!(is_open("0.0.0.0:1", None, "rules_admin = \"on\"") && is_open("0.0.0.0:1", Some(Switch::On), ""));
        assert!(!is_open("127.0.0.1:1", Some(Switch::Off), "rules_admin = \"on\""));
        let key = rustdag_rule_pack::SecretKey::generate().unwrap().public();
        let admin = of("127.0.0.1:1", None, &format!("native_rules = \"on\"\ntrusted_keys = [\"{key}\"]")).unwrap();
        assert_eq!((admin.native, admin.trusted_keys), (true, vec![key]));
        let mut serve = line(Some(path.clone()));
        serve.native_rules = Some(Switch::Off);
        assert!(!Config::of(&serve).unwrap().rules_admin().native, "the line comes first");
        assert!(!of("127.0.0.1:1", None, "").unwrap().native);
        let wrong = of("127.0.0.1:1", None, "trusted_keys = [\"mine\"]").unwrap_err().to_string();
        assert!(wrong.contains("rustdag.toml:1:") && wrong.contains("`mine` is no key"), "{wrong}");
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rustdag.toml");
        fs::write(&path, "database = \"sqlite://gym.db\"\nlisen = \"127.0.0.1:6000\"\n").unwrap();
        let failure = Config::of(&line(Some(path))).unwrap_err().to_string();
        assert!(failure.contains("rustdag.toml:2:1: unknown field `lisen`"), "{failure}");
        let failure = parse("listen = \"here\"\n").unwrap_err();
        assert_eq!(failure, "1:10: listen is `here`; give an address such as 127.0.0.1:50051");
    }
}
