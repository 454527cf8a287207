//! Official rule: overtraining.
