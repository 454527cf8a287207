//! Official rule: sleep.
