//! Loads rules and adapts them to the engine.
