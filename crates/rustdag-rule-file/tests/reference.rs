//! The page that lists what a rule may see is made from the interface's table of fields; this test fails when the
//! committed one is not what the table says. To write it anew:
//! `RUSTDAG_WRITE_REFERENCE=1 cargo test -p rustdag-rule-file --test reference`.

use rustdag_rule_file::{dotted, reference};
use std::path::Path;

#[test]
fn the_committed_page_is_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/what-a-rule-sees.md");
    let made = reference::page();
    if std::env::var_os("RUSTDAG_WRITE_REFERENCE").is_some() {
        std::fs::write(&path, &made).expect("the folder of the page can be written");
    }
    let committed = std::fs::read_to_string(&path).expect("the page is there");
    assert!(committed == made, "{} is not current; write it anew with RUSTDAG_WRITE_REFERENCE=1", path.display());
}

#[test]
fn every_field_is_on_the_page_with_its_unit() {
    let page = reference::page();
    for field in rustdag_rule_abi::FIELDS {
        let line = page.lines().find(|line| line.starts_with(&format!("| `{}` |", dotted(field))));
        assert!(line.is_some_and(|line| line.contains(field.unit) && line.contains(field.name)), "{}", field.name);
    }
}
