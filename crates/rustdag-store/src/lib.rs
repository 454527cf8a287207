//! Members and events, kept durably.
