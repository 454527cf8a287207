//! The program as people use it: each story runs the real binary with the real rules.

mod bad_input;
mod bad_rules;
mod banister;
mod doubts;
mod evidence;
mod forecast;
mod import;
mod learned;
mod offline;
mod program;
mod rule_bench;
mod rule_files;
mod rule_service;
mod rules_in_code;
#[cfg(unix)]
mod serve;
mod templates;
#[cfg(unix)]
mod untrusted;
mod whole_gym;
