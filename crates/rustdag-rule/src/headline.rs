//! Reads the manifest's first lines while the rule compiles, so that its id, version and fields are written once.
//!
//! Only what stands before the first table is read, one `key = value` per line; the list may span lines. Anything
//! unexpected stops the build with a sentence.

use rustdag_rule_abi::{FIELDS, RuleInfo};

/// The info block a manifest asks for.
#[must_use]
pub const fn info(manifest: &str) -> RuleInfo {
    RuleInfo::new(text(manifest, "id"), text(manifest, "version"), reads(manifest))
}

/// The text of a key: `id = "sleep"` is `sleep`.
const fn text<'a>(manifest: &'a str, key: &str) -> &'a str {
    let start = value_start(manifest, key);
    let bytes = manifest.as_bytes();
    assert!(bytes[start] == b'"', "the manifest's id and version are texts in double quotes");
    let end = quote_end(bytes, start + 1);
    slice(manifest, start + 1, end)
}

/// Presence bits of all floats of the fields named in `reads = [..]`.
const fn reads(manifest: &str) -> [u64; 4] {
    let bytes = manifest.as_bytes();
    let mut at = value_start(manifest, "reads");
    assert!(bytes[at] == b'[', "the manifest's reads is a list of field names");
    let mut bits = [0_u64; 4];
    while bytes[at] != b']' {
        if bytes[at] == b'"' {
            let end = quote_end(bytes, at + 1);
            mark(&mut bits, slice(manifest, at + 1, end));
            at = end;
        }
        at += 1;
        assert!(at < bytes.len(), "the manifest's list of reads has no end");
    }
    bits
}

/// Presence bits of all floats of the named fields; a name the snapshot does not have has none.
#[must_use]
pub fn bits(names: &[String]) -> [u64; 4] {
    let mut bits = [0; 4];
    for name in names.iter().filter(|name| FIELDS.iter().any(|field| field.name == **name)) {
        mark(&mut bits, name);
    }
    bits
}

const fn mark(bits: &mut [u64; 4], name: &str) {
    let mut i = 0;
    while i < FIELDS.len() {
        let field = &FIELDS[i];
        if same(field.name, name) {
            let mut bit = field.first_bit;
            while bit < field.first_bit + field.shape.slots() {
                bits[bit / 64] |= 1 << (bit % 64);
                bit += 1;
            }
            return;
        }
        i += 1;
    }
    panic!("the manifest reads a field that the snapshot does not have");
}

/// Position of the value of a key that begins a line before the first table.
const fn value_start(manifest: &str, key: &str) -> usize {
    let bytes = manifest.as_bytes();
    let mut at = 0;
    while at < bytes.len() && bytes[at] != b'[' {
        let mut value = at;
        if starts_with(bytes, at, key.as_bytes()) {
            value += key.len();
            value = skip_spaces(bytes, value);
            if value < bytes.len() && bytes[value] == b'=' {
                value = skip_spaces(bytes, value + 1);
                assert!(value < bytes.len(), "the manifest ends within a key");
                return value;
            }
        }
        at = next_line(bytes, at);
    }
    panic!("the manifest begins with id, version and reads, before its first table");
}

const fn next_line(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b'\n' {
        at += 1;
    }
    at + 1
}

const fn skip_spaces(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && (bytes[at] == b' ' || bytes[at] == b'\t') {
        at += 1;
    }
    at
}

const fn starts_with(bytes: &[u8], at: usize, start: &[u8]) -> bool {
    let mut i = 0;
    while i < start.len() {
        if at + i >= bytes.len() || bytes[at + i] != start[i] {
            return false;
        }
        i += 1;
    }
    true
}

const fn quote_end(bytes: &[u8], mut at: usize) -> usize {
    while bytes[at] != b'"' {
        assert!(bytes[at] != b'\n' && bytes[at] != b'\\', "names in the manifest are plain and on one line");
        at += 1;
        assert!(at < bytes.len(), "a text in the manifest has no end");
    }
    at
}

const fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && starts_with(a.as_bytes(), 0, b.as_bytes())
}

const fn slice(text: &str, start: usize, end: usize) -> &str {
    let (head, _) = text.as_bytes().split_at(end);
    match core::str::from_utf8(head.split_at(start).1) {
        Ok(part) => part,
        Err(_) => panic!("names in the manifest are UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_rule_abi::read_text;

    const MANIFEST: &str = "# A rule.\nversion = \"1.2.0\"\nid = \"knees\"\nidle = \"no\"\nreads = [\n  \
                            \"systemic_fatigue\", # whole body\n  \"joint_pain\",\n]\n[description]\nen = \"id\"\n";

    #[test]
    fn reads_what_stands_before_the_first_table() {
        const INFO: RuleInfo = info(MANIFEST);
        assert_eq!(read_text(&INFO.id), Some("knees"));
        assert_eq!(read_text(&INFO.version), Some("1.2.0"));
        let ones: u32 = INFO.needs.iter().map(|word| word.count_ones()).sum();
        assert_eq!(ones, 1 + 24);
    }

    #[test]
    #[should_panic = "a field that the snapshot does not have"]
    fn an_unknown_field_stops_the_build() {
        let _ = info("id = \"x\"\nversion = \"1\"\nreads = [\"hormones\"]\n");
    }
}
