//! Official rule: mental-freshness.
