//! A rule file as it is written: every key there is, each with its place.

use rustdag_rule::manifest::OnFailure;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use toml::Spanned;

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub id: Spanned<String>,
    pub version: Spanned<String>,
    pub licence: Spanned<String>,
    pub author: Spanned<String>,
    #[serde(default = "skip")]
    pub on_failure: OnFailure,
    pub description: Sentence,
    #[serde(default, rename = "parameter")]
    pub parameters: Vec<Parameter>,
    #[serde(default, rename = "limit")]
    pub limits: Vec<Spanned<Limit>>,
    #[serde(default, rename = "test")]
    pub tests: Vec<Spanned<Test>>,
}

/// A rule file cannot fail; this is for when it is missing.
fn skip() -> OnFailure {
    OnFailure::Skip
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sentence {
    pub nl: Spanned<String>,
    pub en: Spanned<String>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Parameter {
    pub name: Spanned<String>,
    pub default: Spanned<f64>,
    pub min: f64,
    pub max: f64,
    pub unit: Spanned<String>,
    pub source: Spanned<String>,
    pub nl: Spanned<String>,
    pub en: Spanned<String>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Limit {
    pub name: Option<Spanned<String>>,
    #[serde(rename = "for")]
    pub parts: Option<Spanned<Parts>>,
    pub when: Option<Spanned<Formula>>,
    pub session_load_share: Option<Spanned<Formula>>,
    pub session_load_max: Option<Spanned<Formula>>,
    pub intensity_max: Option<Spanned<Formula>>,
    pub minutes_max: Option<Spanned<Formula>>,
    pub rir_min: Option<Spanned<Formula>>,
    pub extra_rest_days: Option<Spanned<Formula>>,
    pub muscle_sets_share: Option<Spanned<Formula>>,
    pub muscle_sets_max: Option<Spanned<Formula>>,
    pub joint_load_share: Option<Spanned<Formula>>,
    pub joint_load_max: Option<Spanned<Formula>>,
    pub must_rest: Option<Spanned<bool>>,
    pub see_professional: Option<Spanned<bool>>,
    pub prefer_active: Option<Spanned<bool>>,
    pub value: Option<Spanned<Formula>>,
    pub limit: Option<Spanned<Formula>>,
    pub nl: Option<Spanned<String>>,
    pub en: Option<Spanned<String>>,
}

/// An expression, or a number written as one.
#[derive(Debug)]
pub(crate) enum Formula {
    Text(String),
    Number(f64),
    Truth(bool),
}

impl<'de> Deserialize<'de> for Formula {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Formula;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or an expression in quotes")
            }

            fn visit_str<E>(self, text: &str) -> Result<Formula, E> {
                Ok(Formula::Text(text.to_owned()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Formula, E> {
                Ok(Formula::Number(number))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Formula, E> {
                Ok(Formula::Number(number as f64))
            }

            fn visit_bool<E>(self, truth: bool) -> Result<Formula, E> {
                Ok(Formula::Truth(truth))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// What a limit is for: a group, or parts by name.
#[derive(Debug, serde::Deserialize)]
#[serde(
    untagged,
    expecting = "`for` is \"muscles\", \"joints\", \"upper\", \"trunk\", \"lower\", or a list such as [\"knee\", \"hip\"]"
)]
pub(crate) enum Parts {
    Group(String),
    List(Vec<String>),
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Test {
    pub name: Spanned<String>,
    #[serde(default)]
    pub parameters: BTreeMap<Spanned<String>, f64>,
    #[serde(default)]
    pub given: Given,
    pub expect: Expect,
}

/// Values by their dotted names, which TOML reads as tables within tables.
#[derive(Debug, Default)]
pub(crate) struct Given(pub Vec<(Spanned<String>, GivenValue)>);

#[derive(Debug)]
pub(crate) enum GivenValue {
    Number(f64),
    Table(Given),
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Given;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("names and numbers, as in { sleep.last_night_h = 5.5 }")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Given, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Given(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

impl<'de> Deserialize<'de> for GivenValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = GivenValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_f64<E>(self, number: f64) -> Result<GivenValue, E> {
                Ok(GivenValue::Number(number))
            }

            fn visit_i64<E>(self, number: i64) -> Result<GivenValue, E> {
                Ok(GivenValue::Number(number as f64))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<GivenValue, A::Error> {
                Given::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(GivenValue::Table)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expect {
    pub session_load_share: Option<f64>,
    pub session_load_max: Option<f64>,
    pub intensity_max: Option<f64>,
    pub minutes_max: Option<f64>,
    pub rir_min: Option<f64>,
    pub extra_rest_days: Option<f64>,
    #[serde(default)]
    pub muscle_sets_max: BTreeMap<Spanned<String>, f64>,
    #[serde(default)]
    pub joint_load_max: BTreeMap<Spanned<String>, f64>,
    #[serde(default)]
    pub must_rest: bool,
    #[serde(default)]
    pub see_professional: bool,
    #[serde(default)]
    pub prefer_active: bool,
    pub reasons: Option<Vec<String>>,
}
