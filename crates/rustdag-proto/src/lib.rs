//! The API's messages and services, generated from `proto/`, and their JSON mapping.
//!
//! ```
//! use rustdag_proto::{json, v1};
//! let file: v1::MemberFile = json::from_str(r#"{"profile": {"level": "LEVEL_NOVICE", "bodyMassKg": 70}}"#).unwrap();
//! assert_eq!(file.profile.unwrap().body_mass_kg, Some(70.0));
//! ```
#![forbid(unsafe_code)]

pub mod descriptor;
pub mod json;
pub mod mask;

/// Messages and services of `rustdag.v1`; the `.proto` files say what each means.
#[allow(missing_docs, clippy::all)]
pub mod v1 {
    tonic::include_proto!("rustdag.v1");
}
