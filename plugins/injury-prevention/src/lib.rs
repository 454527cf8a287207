//! Official rule: injury-prevention.
