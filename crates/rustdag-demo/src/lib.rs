//! A made-up gym with believable, seeded history.
