//! Settings of the service, from a file and the command line; parsed once, here.

use crate::address;
use crate::args;
use crate::failure::Failure;
use crate::file;
use rustdag_host::Settings;
use serde::Deserialize;
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
    pub rules: Option<PathBuf>,
    pub more_rules: Vec<PathBuf>,
    pub trust: Vec<String>,
    pub parameters: Settings,
    pub templates: Option<PathBuf>,
    pub demo: bool,
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
}

impl Config {
    /// The file, if one is given, and the line, which comes first.
    ///
    /// # Errors
    /// [`Failure`] naming the file, the line and the key.
    pub fn of(serve: &args::Serve) -> Result<Self, Failure> {
        let args::Serve { demo, listen, database, rules, more_rules, trust, templates, config } = serve;
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
            rules: rules.clone().or(file.rules),
            more_rules: if more_rules.is_empty() { file.more_rules } else { more_rules.clone() },
            trust: if trust.is_empty() { file.trust } else { trust.clone() },
            parameters: Settings(file.rule),
            templates: templates.clone().or(file.templates),
            demo: *demo,
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
            rules: None,
            more_rules: Vec::new(),
            trust: Vec::new(),
            templates: None,
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
        assert_eq!(config.more_rules, [PathBuf::from("coach")]);
        assert_eq!(config.templates, Some(PathBuf::from("gym.toml")));
        assert_eq!(config.trust, ["coach-jan"]);
        let config = Config::of(&line(None)).unwrap();
        assert_eq!((config.listen, config.database.as_str()), (LISTEN, DATABASE));
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
