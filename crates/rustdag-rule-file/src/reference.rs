//! The list of everything a rule may see, for people, made from the interface's table of fields.

use crate::names::{Kind, dotted};
use rustdag_rule_abi::{FIELDS, FieldInfo, Shape};
use std::fmt::Write as _;

/// The page: `docs/what-a-rule-sees.md`.
#[must_use]
pub fn page() -> String {
    let mut page = String::from(
        "# What a rule may see\n\n\
         Made from the table of fields in `crates/rustdag-rule-abi/src/snapshot.rs`; a test holds that this page is current.\n\
         To write it anew: `RUSTDAG_WRITE_REFERENCE=1 cargo test -p rustdag-rule-file --test reference`.\n\n\
         Every value may be unknown. In a rule file what is unknown makes a comparison unknown, and a condition that is unknown\n\
         does not hold. In code the accessor answers `None`.\n\n\
         ## Of the whole member\n\n",
    );
    table(&mut page, Shape::Scalar);
    page.push_str(
        "\n## Of each muscle\n\n\
         In a limit with `for = \"muscles\"` the name stands for the muscle the limit is for; elsewhere the muscle is named:\n\
         `muscle.quadriceps.fatigue`.\n\n",
    );
    table(&mut page, Shape::Muscle);
    let _ = writeln!(page, "\nMuscles: {}.", listed(Kind::Muscle));
    page.push_str(
        "\n## Of each joint\n\n\
         A joint complex is the joint with its tendons. Named as muscles are: `joint.knee.pain`.\n\n",
    );
    table(&mut page, Shape::Joint);
    let _ = writeln!(page, "\nJoints: {}.", listed(Kind::Joint));
    page
}

fn listed(kind: Kind) -> String {
    let slugs: Vec<String> = kind.slugs().iter().map(|slug| format!("`{slug}`")).collect();
    slugs.join(", ")
}

fn table(page: &mut String, shape: Shape) {
    page.push_str("| in a rule file | in code | meaning | unit |\n|---|---|---|---|\n");
    for field in FIELDS.iter().filter(|field| field.shape == shape) {
        let FieldInfo { name, unit, doc, .. } = field;
        // Writing to a string does not fail.
        let _ = writeln!(page, "| `{}` | `{name}` | {} | {unit} |", dotted(field), doc.trim());
    }
}
