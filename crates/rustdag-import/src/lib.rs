//! Training logs of other programs, read into events.
