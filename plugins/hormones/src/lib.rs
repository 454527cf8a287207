//! Official rule: hormones.
