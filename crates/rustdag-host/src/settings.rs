//! Parameter values for rules, checked against their manifests before a rule sees them.

use crate::refusal::Refusal;
use rustdag_rule::manifest::Manifest;
use std::collections::BTreeMap;

/// Values by rule id and parameter name; what is not there keeps the manifest's default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings(pub BTreeMap<String, BTreeMap<String, f64>>);

impl Settings {
    /// The JSON object of all parameters of a rule.
    pub(crate) fn json_for(&self, manifest: &Manifest) -> Result<String, Refusal> {
        Ok(serde_json::to_string(&self.values_for(manifest)?).expect("names and finite numbers are JSON"))
    }

    /// The values of all parameters of a rule.
    ///
    /// # Errors
    /// [`Refusal::UnknownParameter`] and [`Refusal::ParameterRange`] name the rule, the parameter and what it may be.
    pub fn values_for(&self, manifest: &Manifest) -> Result<BTreeMap<String, f64>, Refusal> {
        let mut values: BTreeMap<String, f64> =
            manifest.parameters.iter().map(|parameter| (parameter.name.clone(), parameter.default)).collect();
        for (name, &value) in self.0.get(&manifest.id).into_iter().flatten() {
            let Some(parameter) = manifest.parameters.iter().find(|parameter| parameter.name == *name) else {
                return Err(Refusal::UnknownParameter {
                    rule: manifest.id.clone(),
                    parameter: name.clone(),
                    has: names(manifest),
                });
            };
            if !(parameter.min..=parameter.max).contains(&value) {
                return Err(Refusal::ParameterRange {
                    rule: manifest.id.clone(),
                    parameter: name.clone(),
                    value,
                    min: parameter.min,
                    max: parameter.max,
                    unit: parameter.unit.clone(),
                });
            }
            values.insert(parameter.name.clone(), value);
        }
        Ok(values)
    }
}

fn names(manifest: &Manifest) -> String {
    if manifest.parameters.is_empty() {
        return "none".to_owned();
    }
    let names: Vec<_> = manifest.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    names.join(", ")
}
