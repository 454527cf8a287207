//! The sandbox from outside: what it promises, and its cache.

#[cfg(unix)]
mod cache;
mod promises;
mod rules;
