//! How long a rule takes: one line for each way it can run, and what the numbers are worth.

use crate::render::page::{MARGIN, Page, pad, pad_left};
use crate::render::{WIDTH_MAX, WIDTH_MIN, ink};
use rustdag_host::{MEMBERS, Measured, Measurement, ROUNDS};
use rustdag_text::{Arg, Texts};

/// Columns of a way to run, and of a number.
const WAY: usize = 16;
const NUMBER: usize = 9;

/// The page.
pub(crate) fn rule_bench(texts: &Texts, width: usize, measurement: &Measurement, is_optimised: bool) -> String {
    let mut page = Page::new(width.clamp(WIDTH_MIN, WIDTH_MAX));
    let args = [("rule", Arg::Text(&measurement.id)), ("version", Arg::Text(&measurement.version))];
    page.labelled(0, "", &texts.with("rule-bench-of", &args));
    let line = |way: &str, numbers: [&str; 3]| {
        let numbers = numbers.map(|number| pad_left(number, NUMBER)).concat();
        format!("{:MARGIN$}{}{numbers}", "", pad(way, WAY))
    };
    page.blank();
    let titles = ["rule-bench-call", "rule-bench-direct", "rule-bench-ratio"].map(|id| texts.text(id));
    let heading = line(&texts.text("rules-tier"), titles.each_ref().map(String::as_str));
    page.line(&ink::paint(ink::HEADING, &heading));
    let numbers = texts.numbers();
    for Measured { tier, batch, call_ns, direct_ns, ratio, .. } in &measurement.measured {
        let way = if *batch == 1 { tier.as_str().to_owned() } else { format!("{} × {batch}", tier.as_str()) };
        let told = [*call_ns, *direct_ns, *ratio].map(|number| numbers.decimals(number, decimals(number)));
        page.line(&line(&way, told.each_ref().map(String::as_str)));
    }
    page.blank();
    let args = [("rounds", Arg::Number(ROUNDS as f64)), ("members", Arg::Number(MEMBERS as f64))];
    page.paragraph(&texts.with("rule-bench-how", &args));
    if !is_optimised {
        page.paragraph(&texts.text("rule-bench-not-optimised"));
    }
    page.finish()
}

/// Small numbers with a decimal; behind a large one it would be noise.
fn decimals(number: f64) -> usize {
    usize::from(number < 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_host::Tier;
    use rustdag_text::Lang;

    #[test]
    fn each_way_has_its_line_within_a_narrow_page() {
        let of = |tier, batch, call_ns: f64| Measured {
            tier,
            batch,
            call_ns,
            least_ns: call_ns,
            direct_ns: 11.0,
            ratio: call_ns / 11.0,
        };
        let measurement = Measurement {
            id: "sleep".to_owned(),
            version: "1.2.0".to_owned(),
            measured: vec![of(Tier::Native, 1, 29.04), of(Tier::Worker, 1, 9876.6), of(Tier::Worker, 256, 185.0)],
        };
        let told = rule_bench(&Texts::new(Lang::Nl), 40, &measurement, false);
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines[0], "sleep 1.2.0, wat een antwoord kost");
        assert_eq!(lines[3], "  native               29,0     11,0      2,6");
        assert_eq!(lines[4], "  worker               9877     11,0      898");
        assert_eq!(lines[5], "  worker × 256          185     11,0     16,8");
        assert!(told.contains("zonder optimalisatie"), "{told}");
        assert!(!rule_bench(&Texts::new(Lang::Nl), 40, &measurement, true).contains("zonder optimalisatie"));
    }
}
