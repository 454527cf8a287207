//! The C header is made from the same table of fields as the Rust structs; this test fails when the committed one is
//! not what the table says. To write it anew: `RUSTDAG_WRITE_HEADER=1 cargo test -p rustdag-rule-abi --test header`.

use core::mem::{align_of, offset_of, size_of};
use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_rule_abi::*;
use std::fmt::Write as _;
use std::path::Path;

#[test]
fn the_committed_header_is_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("include/rustdag_rule.h");
    let made = header();
    if std::env::var_os("RUSTDAG_WRITE_HEADER").is_some() {
        std::fs::write(&path, &made).expect("the header's folder can be written");
    }
    let committed = std::fs::read_to_string(&path).expect("the header is there");
    if committed != made {
        let line = committed.lines().zip(made.lines()).take_while(|(a, b)| a == b).count();
        panic!(
            "{} differs from the table of fields from line {}; write it anew with RUSTDAG_WRITE_HEADER=1",
            path.display(),
            line + 1
        );
    }
}

fn header() -> String {
    let mut out = String::new();
    out.push_str(OPENING);
    constants(&mut out);
    slots(&mut out);
    snapshot(&mut out);
    out.push_str(REASON_AND_LIMITS);
    info(&mut out);
    out.push_str(FUNCTIONS);
    out.push_str(CONVENIENCES);
    assertions(&mut out);
    out.push_str(CLOSING);
    out
}

const OPENING: &str = r#"/* rustdag_rule.h: the interface between the Rustdag engine and a rule. Made from the Rust crate rustdag-rule-abi.
 *
 * A rule is a pure function from a snapshot of one member to limits on today's training. It only ever tightens.
 * This file is the contract; each comment binds both sides.
 *
 * Purity    A rule reads no clock, no file, no network, no random number, and keeps nothing between calls: the same
 *           snapshot gives the same limits, so that a plan can be made again and checked.
 * Threads   rustdag_rule_limits_v1 is called from any thread, at any time, from several at once. No globals that are
 *           written, no thread-locals.
 * Memory    The host owns every buffer that crosses: 4,096 bytes, aligned to 16, zero beyond the layout. A pointer is
 *           valid only during the call. A rule never frees, never keeps a pointer, never hands out memory of its own;
 *           the info and the manifest are constants of the library.
 * Lifetime  A library is opened once and never closed. The configuration is written once, before the first call of
 *           rustdag_rule_limits_v1, and not changed afterwards.
 * Failure   A return other than RD_OK, or limits outside the ranges below, void everything the rule wrote: the host
 *           then applies the failure policy of the manifest. A crash or an endless loop takes the host with it.
 * Missing   is not zero: a value whose presence bit is clear is unknown, and what is unknown must not tighten by
 *           itself. Ask rd_known, or use the bit of the field.
 * Growth    Fields are appended, never moved; a retired field keeps its place. Another major version has other
 *           function names.
 * Bytes     Little-endian, IEEE 754 binary32; the same layout for every platform.
 */
#ifndef RUSTDAG_RULE_H
#define RUSTDAG_RULE_H

#include <stddef.h>
#include <stdint.h>
#ifndef __wasm__
#include <math.h>
#endif

#ifdef __cplusplus
#define RD_ALIGN16 alignas(16)
#define RD_STATIC_ASSERT static_assert
#define RD_EXTERN_C extern "C"
extern "C" {
#else
#define RD_ALIGN16 _Alignas(16)
#define RD_STATIC_ASSERT _Static_assert
#define RD_EXTERN_C extern
#endif

/* Put before each exported function and constant. */
#ifdef _WIN32
#define RD_EXPORT __declspec(dllexport)
#else
#define RD_EXPORT __attribute__((visibility("default")))
#endif

"#;

fn constants(out: &mut String) {
    let magic = INFO_MAGIC;
    _ = writeln!(out, "#define RD_ABI_MAJOR {ABI_MAJOR}");
    _ = writeln!(out, "#define RD_ABI_MINOR {ABI_MINOR}");
    _ = writeln!(out, "#define RD_MAGIC 0x{magic:08x}u /* RDAG */");
    _ = writeln!(out, "/* Names, shapes and offsets of all fields in one number: put it into rd_info. */");
    _ = writeln!(out, "#define RD_LAYOUT_HASH UINT64_C(0x{LAYOUT_HASH:016x})");
    _ = writeln!(out, "#define RD_PAGE_BYTES {PAGE_BYTES}");
    _ = writeln!(out, "#define RD_MANIFEST_BYTES_MAX {MANIFEST_BYTES_MAX}");
    _ = writeln!(out, "#define RD_MUSCLE_SLOTS {MUSCLE_SLOTS}");
    _ = writeln!(out, "#define RD_JOINT_SLOTS {JOINT_SLOTS}");
    _ = writeln!(out, "#define RD_REASONS_MAX {REASONS_MAX}");
    _ = writeln!(out, "\n/* Status, the return of a rule's functions. */");
    for (name, value, doc) in [
        ("RD_OK", Status::OK, "it worked"),
        ("RD_PANICKED", Status::PANICKED, "the rule gave up"),
        ("RD_NOT_PARAMETERS", Status::NOT_PARAMETERS, "the parameters are no JSON object of numbers"),
        ("RD_UNKNOWN_PARAMETER", Status::UNKNOWN_PARAMETER, "a parameter the rule does not have"),
        ("RD_OUT_OF_RANGE", Status::OUT_OF_RANGE, "a parameter outside its range"),
        ("RD_NO_ROOM", Status::NO_ROOM, "the buffer is too small or missing"),
    ] {
        _ = writeln!(out, "#define {name} ({value}) /* {doc} */");
    }
    _ = writeln!(out, "\n/* Bits of rd_limits.flags. */");
    for (name, value, doc) in [
        ("RD_MUST_REST", Flags::MUST_REST, "today must be a rest day"),
        ("RD_PREFER_ACTIVE", Flags::PREFER_ACTIVE, "rather active recovery than full rest, if not training"),
        ("RD_SEE_PROFESSIONAL", Flags::SEE_PROFESSIONAL, "a professional should look at this"),
    ] {
        _ = writeln!(out, "#define {name} {value}u /* {doc} */");
    }
    _ = writeln!(out, "\n/* What a reason is about: the whole body, a muscle slot, or a joint slot. */");
    _ = writeln!(out, "#define RD_WHOLE UINT32_MAX");
    _ = writeln!(out, "#define RD_SUBJECT_MUSCLE(slot) ((uint32_t)(slot))");
    _ = writeln!(out, "#define RD_SUBJECT_JOINT(slot) ({}u + (uint32_t)(slot))", Subject::FIRST_JOINT);
    _ = writeln!(out, "\n/* No opinion, for every limit that is a most. */");
    _ = writeln!(out, "#ifdef __wasm__ /* which has no math.h around it */");
    _ = writeln!(out, "#define RD_NO_OPINION __builtin_inff()");
    _ = writeln!(out, "#else\n#define RD_NO_OPINION INFINITY\n#endif\n");
}

fn slots(out: &mut String) {
    let upper = |slug: &str| slug.to_uppercase();
    out.push_str("/* Slots of the muscles. Slots that have no name are never known. */\nenum {\n");
    for &muscle in Muscle::ALL {
        _ = writeln!(out, "  RD_MUSCLE_{} = {},", upper(muscle.slug()), muscle.slot());
    }
    out.push_str("};\n\n/* Slots of the joint complexes: joint, tendons and ligaments taken together. */\nenum {\n");
    for &joint in Joint::ALL {
        _ = writeln!(out, "  RD_JOINT_{} = {},", upper(joint.slug()), joint.slot());
    }
    out.push_str("};\n\n");
}

fn snapshot(out: &mut String) {
    out.push_str("/* Presence bit of each field; of an array, that of slot 0. */\nenum {\n");
    for field in FIELDS {
        _ = writeln!(out, "  RD_BIT_{} = {},", field.name.to_uppercase(), field.first_bit);
    }
    out.push_str("};\n\n/* What a rule may see of one member at one instant. */\ntypedef struct rd_snapshot {\n");
    out.push_str("  RD_ALIGN16 uint32_t size; /* valid bytes: do not read beyond */\n");
    out.push_str("  uint16_t major, minor;    /* layout version */\n");
    out.push_str("  uint64_t known[4];        /* one presence bit per float, in layout order */\n");
    for field in FIELDS {
        let array = match field.shape {
            Shape::Muscle => "[RD_MUSCLE_SLOTS]",
            Shape::Joint => "[RD_JOINT_SLOTS]",
            Shape::Scalar => "",
        };
        _ = writeln!(out, "  /* {} Unit: {}. */", field.doc.trim(), field.unit);
        _ = writeln!(out, "  float {}{array};", field.name);
    }
    out.push_str("} rd_snapshot;\n\n");
    out.push_str("/* Whether the float with this presence bit is known: rd_known(s, RD_BIT_JOINT_PAIN + slot). */\n");
    out.push_str("static inline int rd_known(const rd_snapshot *s, unsigned bit) {\n");
    out.push_str("  return (int)((s->known[bit / 64] >> (bit % 64)) & 1u);\n}\n\n");
}

const REASON_AND_LIMITS: &str = r"/* Why a limit was set. */
typedef struct rd_reason {
  uint32_t code;    /* a code the manifest declares, 1 to 63 */
  uint32_t subject; /* RD_WHOLE, RD_SUBJECT_MUSCLE(slot) or RD_SUBJECT_JOINT(slot) */
  float value;      /* the value seen; not NaN, not minus infinity */
  float limit;      /* the value allowed; likewise */
} rd_reason;

/* What a rule may say. Before the call every entry holds no opinion; write only what you mean to tighten, and give one
 * reason for each. RD_NO_OPINION is no opinion for each most; 0 is no opinion for each least. */
typedef struct rd_limits {
  RD_ALIGN16 uint32_t size;                /* valid bytes; leave it */
  uint32_t flags;                          /* RD_MUST_REST and the other bits */
  float muscle_sets_max[RD_MUSCLE_SLOTS];  /* most hard sets today, 0 or more */
  float joint_load_max[RD_JOINT_SLOTS];    /* most load today, joint-load units, 0 or more */
  float session_load_max;                  /* most session-RPE load today, AU, 0 or more */
  float intensity_max;                     /* highest fraction of one-repetition maximum, 0 or more */
  float minutes_max;                       /* longest session, minutes, 0 or more */
  float rir_min;                           /* least repetitions in reserve, 0 to 10 */
  float extra_rest_days;                   /* rest days this week beyond the level's least, 0 to 7 */
  uint32_t n_reasons;                      /* filled entries of reasons, 0 to RD_REASONS_MAX */
  uint32_t pad;                            /* leave it */
  rd_reason reasons[RD_REASONS_MAX];
} rd_limits;

";

fn info(out: &mut String) {
    _ = write!(
        out,
        r"/* What a rule says of itself. Plain constants without pointers: a host reads them from the file, before loading. */
typedef struct rd_info {{
  uint32_t magic;         /* RD_MAGIC */
  uint32_t len;           /* sizeof(rd_info) */
  uint16_t abi_major;     /* RD_ABI_MAJOR */
  uint16_t abi_minor;     /* RD_ABI_MINOR: a host may be newer, never older */
  uint32_t snapshot_size; /* sizeof(rd_snapshot) */
  uint32_t limits_size;   /* sizeof(rd_limits) */
  uint32_t pad;           /* 0 */
  uint64_t layout_hash;   /* RD_LAYOUT_HASH */
  uint64_t needs[4];      /* presence bits of every float the rule reads, as `reads` in the manifest says */
  char id[{}];            /* ASCII, zero-terminated; as in the manifest */
  char version[{}];       /* likewise */
  char abi_extra[{}];     /* empty */
}} rd_info;

",
        size_of_array(|i: &RuleInfo| i.id.len()),
        size_of_array(|i| i.version.len()),
        size_of_array(|i| i.abi_extra.len()),
    );
}

fn size_of_array(len: impl Fn(&RuleInfo) -> usize) -> usize {
    len(&RuleInfo::new("", "", [0; 4]))
}

const FUNCTIONS: &str = r"/* The manifest: TOML in UTF-8, its length in front. Declare it with the text's own length:
 *   RD_EXPORT const struct { uint32_t len; char text[sizeof(TEXT) - 1]; }
 *       RUSTDAG_RULE_MANIFEST_V1 = { sizeof(TEXT) - 1, TEXT };
 */

/* What a rule exports: these constants and functions, by these names.
 *   RUSTDAG_RULE_INFO_V1        the info, as data
 *   RUSTDAG_RULE_MANIFEST_V1    the manifest, as data
 */
RD_EXTERN_C RD_EXPORT const rd_info RUSTDAG_RULE_INFO_V1;

/* Answers &RUSTDAG_RULE_INFO_V1. */
RD_EXPORT const rd_info *rustdag_rule_info_v1(void);

/* Bytes of configuration the host shall keep for the rule, 0 to RD_PAGE_BYTES. */
RD_EXPORT uint32_t rustdag_rule_config_size_v1(void);

/* Writes the configuration: json is n bytes of UTF-8, not terminated, an object of numbers by parameter name; cfg has
 * cap bytes. Called before the first rustdag_rule_limits_v1, never at the same time as it. */
RD_EXPORT int32_t rustdag_rule_configure_v1(const char *json, uint32_t n, void *cfg, uint32_t cap);

/* Tightens limits for a snapshot. cfg is what configure wrote; none of the three is null. Nothing may be thrown. */
RD_EXPORT int32_t rustdag_rule_limits_v1(const void *cfg, const rd_snapshot *snapshot, rd_limits *limits);

/* The name rustdag_rule_limits_many_v1 is kept for a later, optional function. */

";

const CONVENIENCES: &str = r#"/* Gives a reason for a limit. Beyond the last place it is left out; the limit stands all the same. A value that is not a
 * number, or minus infinity, is written as the least number, so that broken input does not void the whole answer. */
static inline void rd_because(rd_limits *l, uint32_t code, uint32_t subject, float value, float limit) {
  if (l->n_reasons >= RD_REASONS_MAX) return;
  rd_reason *why = &l->reasons[l->n_reasons++];
  why->code = code;
  why->subject = subject;
  why->value = value > -3.402823466e38f ? value : -3.402823466e38f;
  why->limit = limit > -3.402823466e38f ? limit : -3.402823466e38f;
}

/* Reads one number of rustdag_rule_configure_v1's json by its name. Answers 0 if there is none, 1 otherwise. */
static inline int rd_parameter(const char *json, uint32_t n, const char *name, float *value) {
  for (uint32_t at = 0; at < n; at++) {
    if (json[at] != '"') continue;
    uint32_t i = at + 1, j = 0;
    while (i < n && name[j] != 0 && json[i] == name[j]) i++, j++;
    if (name[j] != 0 || i >= n || json[i] != '"') continue;
    for (i++; i < n && (json[i] == ':' || json[i] == ' '); i++) {
    }
    const int negative = i < n && json[i] == '-';
    if (negative) i++;
    uint64_t digits = 0;
    int found = 0, behind_point = 0, power = 0;
    for (; i < n && (json[i] == '.' || (json[i] >= '0' && json[i] <= '9')); i++) {
      if (json[i] == '.') {
        behind_point = 1;
      } else if (digits < UINT64_C(100000000000000000)) {
        digits = digits * 10 + (uint64_t)(json[i] - '0');
        power -= behind_point;
        found = 1;
      } else {
        power += !behind_point;
      }
    }
    if (!found) return 0;
    if (i < n && (json[i] == 'e' || json[i] == 'E')) {
      int sign = 1, exponent = 0;
      i++;
      if (i < n && (json[i] == '-' || json[i] == '+')) sign = json[i++] == '-' ? -1 : 1;
      for (; i < n && json[i] >= '0' && json[i] <= '9'; i++) {
        if (exponent < 1000) exponent = exponent * 10 + (json[i] - '0');
      }
      power += sign * exponent;
    }
    /* Powers of ten up to 22 are exact, so what people write is rounded once. */
    double scale = 1;
    for (int times = power < 0 ? -power : power; times > 0 && scale < 1e300; times--) scale *= 10;
    const double size = power < 0 ? (double)digits / scale : (double)digits * scale;
    *value = (float)(negative ? -size : size);
    return 1;
  }
  return 0;
}

"#;

fn assertions(out: &mut String) {
    out.push_str("/* A compiler that lays these out otherwise cannot build a rule. */\n");
    let mut assert = |what: String| _ = writeln!(out, "RD_STATIC_ASSERT({what}, \"rule interface layout\");");
    assert(format!("sizeof(rd_snapshot) == {}", size_of::<Snapshot>()));
    assert(format!("sizeof(rd_reason) == {}", size_of::<Reason>()));
    assert(format!("sizeof(rd_limits) == {}", size_of::<Limits>()));
    assert(format!("sizeof(rd_info) == {}", size_of::<RuleInfo>()));
    macro_rules! offsets {
        ($of:ident $c:literal: $($field:ident)+) => {
            $( assert(format!(concat!("offsetof(", $c, ", ", stringify!($field), ") == {}"), offset_of!($of, $field))); )+
        };
    }
    offsets!(Snapshot "rd_snapshot": size major minor known);
    for field in FIELDS {
        assert(format!("offsetof(rd_snapshot, {}) == {}", field.name, field.offset));
    }
    offsets!(Reason "rd_reason": code subject value limit);
    offsets!(Limits "rd_limits": size flags muscle_sets_max joint_load_max session_load_max intensity_max minutes_max
        rir_min extra_rest_days n_reasons pad reasons);
    offsets!(RuleInfo "rd_info": magic len abi_major abi_minor snapshot_size limits_size pad layout_hash needs id version
        abi_extra);
    assert_eq!((align_of::<Snapshot>(), align_of::<Limits>()), (16, 16));
}

const CLOSING: &str = r"
#ifdef __cplusplus
}
#endif
#endif
";
