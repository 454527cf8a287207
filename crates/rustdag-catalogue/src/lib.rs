//! Exercises and session templates, with Dutch and English names.
