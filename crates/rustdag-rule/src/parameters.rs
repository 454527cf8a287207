//! The numbers of a rule that a gym may change: declared once, each with its default and range.

use std::collections::BTreeMap;

/// One parameter as the rule's code declares it. The manifest says the same, with texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// Name: `short_night_h`.
    pub name: &'static str,
    /// Value when nobody says otherwise.
    pub default: f32,
    /// Least value allowed.
    pub min: f32,
    /// Greatest value allowed.
    pub max: f32,
}

/// Parameters a rule cannot take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterError {
    /// No JSON object of numbers.
    NotParameters,
    /// A name the rule does not have.
    Unknown(String),
    /// A value outside its range, or not a number.
    OutOfRange(&'static str),
}

/// The configuration of a rule: plain numbers, copied as bytes into memory the host keeps. Made by
/// [`parameters!`](crate::parameters).
pub trait Parameters: Copy + Default + Sync + 'static {
    /// All parameters, in order of declaration.
    const LIST: &'static [Parameter];

    /// Sets one by its position in [`Self::LIST`]; a position that is not there changes nothing.
    fn set(&mut self, position: usize, value: f32);

    /// Defaults, with the values of a JSON object in their places.
    ///
    /// # Errors
    /// [`ParameterError`] if it is no object of numbers, or a name or value is not one the rule has.
    fn from_json(json: &[u8]) -> Result<Self, ParameterError> {
        let values: BTreeMap<String, f64> = serde_json::from_slice(json).map_err(|_| ParameterError::NotParameters)?;
        let mut config = Self::default();
        for (name, value) in values {
            let Some(position) = Self::LIST.iter().position(|parameter| parameter.name == name) else {
                return Err(ParameterError::Unknown(name));
            };
            let parameter = &Self::LIST[position];
            let value = value as f32;
            if !(parameter.min..=parameter.max).contains(&value) {
                return Err(ParameterError::OutOfRange(parameter.name));
            }
            config.set(position, value);
        }
        Ok(config)
    }
}

/// Declares a rule's parameters as a struct of `f32` fields: `name: default, least to greatest;`.
///
/// The struct is `Copy`, its `Default` holds the defaults, and it implements [`Parameters`]. A default outside its
/// range does not compile.
#[macro_export]
macro_rules! parameters {
    (
        $(#[$meta:meta])*
        pub struct $config:ident {
            $( $(#[$doc:meta])* $name:ident: $default:literal, $min:literal to $max:literal; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $config {
            $( $(#[$doc])* #[doc = concat!(" Default ", $default, ", range ", $min, " to ", $max, ".")] pub $name: f32, )*
        }

        impl Default for $config {
            fn default() -> Self {
                Self { $( $name: $default, )* }
            }
        }

        impl $crate::Parameters for $config {
            const LIST: &'static [$crate::Parameter] = &[
                $( $crate::Parameter { name: stringify!($name), default: $default, min: $min, max: $max }, )*
            ];

            fn set(&mut self, position: usize, value: f32) {
                let fields: [&mut f32; <Self as $crate::Parameters>::LIST.len()] = [$( &mut self.$name, )*];
                if let Some(field) = fields.into_iter().nth(position) {
                    *field = value;
                }
            }
        }

        $( const _: () = assert!($default >= $min && $default <= $max); )*
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::parameters! {
        /// Two numbers.
        pub struct Config {
            /// Hours.
            short_night_h: 6.0, 3.0 to 8.0;
            /// Repetitions.
            reserve: 2.0, 0.0 to 5.0;
        }
    }

    #[test]
    fn what_is_not_said_keeps_its_default() {
        assert_eq!(Config::from_json(b"{}"), Ok(Config { short_night_h: 6.0, reserve: 2.0 }));
        assert_eq!(Config::from_json(br#"{"reserve": 3}"#), Ok(Config { short_night_h: 6.0, reserve: 3.0 }));
    }

    #[test]
    fn what_the_rule_does_not_have_is_refused() {
        for (json, error) in [
            ("", ParameterError::NotParameters),
            ("[1]", ParameterError::NotParameters),
            (r#"{"reserve": "two"}"#, ParameterError::NotParameters),
            (r#"{"reserve": null}"#, ParameterError::NotParameters),
            (r#"{"reserv": 2}"#, ParameterError::Unknown("reserv".to_owned())),
            (r#"{"reserve": 5.5}"#, ParameterError::OutOfRange("reserve")),
            (r#"{"reserve": 1e300}"#, ParameterError::OutOfRange("reserve")),
        ] {
            assert_eq!(Config::from_json(json.as_bytes()), Err(error), "{json}");
        }
    }
}
