//! Numbers as programs of several countries write them.

/// Text that is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotANumber;

/// Reads a number; `None` for no text. Where `decimal_comma` holds, as in files separated by semicolons, a lone comma is
/// a decimal mark; elsewhere it is one unless it groups thousands: `82,5` and `1,271`.
pub(crate) fn read(text: &str, decimal_comma: bool) -> Result<Option<f64>, NotANumber> {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if text.is_empty() {
        return Ok(None);
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(&text);
    if unsigned.is_empty()
        || unsigned.contains(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != ',')
    {
        return Err(NotANumber);
    }
    let plain = match (text.rfind('.'), text.rfind(',')) {
        (Some(dot), Some(comma)) if comma > dot => text.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => text.replace(',', ""),
        (None, Some(_)) if !decimal_comma && groups_thousands(unsigned) => text.replace(',', ""),
        (None, Some(_)) => text.replace(',', "."),
        (_, None) => text,
    };
    plain.parse().map(Some).map_err(|_| NotANumber)
}

/// `1,271` and `12,345,678`.
fn groups_thousands(unsigned: &str) -> bool {
    let mut groups = unsigned.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && first != "0" && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_marks_of_both_kinds() {
        for (text, decimal_comma, value) in [
            ("100", false, 100.0),
            ("82.5", true, 82.5),
            ("82,5", true, 82.5),
            ("82,5", false, 82.5),
            ("1,271", false, 1271.0),
            ("1,271", true, 1.271),
            ("0,125", false, 0.125),
            ("1.234,5", true, 1234.5),
            ("1,234.5", false, 1234.5),
            (" 1\u{202f}200 ", false, 1200.0),
            ("-20", false, -20.0),
        ] {
            assert_eq!(read(text, decimal_comma), Ok(Some(value)), "{text}");
        }
        assert_eq!(read("  ", false), Ok(None));
        for text in ["five", "NaN", "inf", "1e9", "-", "1.2.3", ".", ",", "5kg"] {
            assert_eq!(read(text, false), Err(NotANumber), "{text}");
        }
    }
}
