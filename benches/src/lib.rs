//! Measured ratios.
