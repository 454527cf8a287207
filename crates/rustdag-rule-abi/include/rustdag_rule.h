/* rustdag_rule.h: the interface between the Rustdag engine and a rule. Made from the Rust crate rustdag-rule-abi.
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

#define RD_ABI_MAJOR 1
#define RD_ABI_MINOR 0
#define RD_MAGIC 0x47414452u /* RDAG */
/* Names, shapes and offsets of all fields in one number: put it into rd_info. */
#define RD_LAYOUT_HASH UINT64_C(0x5d35360facbd1cb2)
#define RD_PAGE_BYTES 4096
#define RD_MANIFEST_BYTES_MAX 65536
#define RD_MUSCLE_SLOTS 32
#define RD_JOINT_SLOTS 24
#define RD_REASONS_MAX 16

/* Status, the return of a rule's functions. */
#define RD_OK (0) /* it worked */
#define RD_PANICKED (-1) /* the rule gave up */
#define RD_NOT_PARAMETERS (-2) /* the parameters are no JSON object of numbers */
#define RD_UNKNOWN_PARAMETER (-3) /* a parameter the rule does not have */
#define RD_OUT_OF_RANGE (-4) /* a parameter outside its range */
#define RD_NO_ROOM (-5) /* the buffer is too small or missing */

/* Bits of rd_limits.flags. */
#define RD_MUST_REST 1u /* today must be a rest day */
#define RD_PREFER_ACTIVE 2u /* rather active recovery than full rest, if not training */
#define RD_SEE_PROFESSIONAL 4u /* a professional should look at this */

/* What a reason is about: the whole body, a muscle slot, or a joint slot. */
#define RD_WHOLE UINT32_MAX
#define RD_SUBJECT_MUSCLE(slot) ((uint32_t)(slot))
#define RD_SUBJECT_JOINT(slot) (64u + (uint32_t)(slot))

/* No opinion, for every limit that is a most. */
#ifdef __wasm__ /* which has no math.h around it */
#define RD_NO_OPINION __builtin_inff()
#else
#define RD_NO_OPINION INFINITY
#endif

/* Slots of the muscles. Slots that have no name are never known. */
enum {
  RD_MUSCLE_CHEST = 0,
  RD_MUSCLE_SHOULDERS = 1,
  RD_MUSCLE_LATS = 2,
  RD_MUSCLE_UPPER_BACK = 3,
  RD_MUSCLE_TRAPS = 4,
  RD_MUSCLE_BICEPS = 5,
  RD_MUSCLE_TRICEPS = 6,
  RD_MUSCLE_FOREARMS = 7,
  RD_MUSCLE_NECK = 8,
  RD_MUSCLE_ABDOMINALS = 9,
  RD_MUSCLE_LOWER_BACK = 10,
  RD_MUSCLE_GLUTES = 11,
  RD_MUSCLE_QUADRICEPS = 12,
  RD_MUSCLE_HAMSTRINGS = 13,
  RD_MUSCLE_ADDUCTORS = 14,
  RD_MUSCLE_ABDUCTORS = 15,
  RD_MUSCLE_CALVES = 16,
};

/* Slots of the joint complexes: joint, tendons and ligaments taken together. */
enum {
  RD_JOINT_SHOULDER = 0,
  RD_JOINT_ELBOW = 1,
  RD_JOINT_WRIST = 2,
  RD_JOINT_LUMBAR = 3,
  RD_JOINT_HIP = 4,
  RD_JOINT_KNEE = 5,
  RD_JOINT_ANKLE = 6,
};

/* Presence bit of each field; of an array, that of slot 0. */
enum {
  RD_BIT_MUSCLE_FATIGUE = 0,
  RD_BIT_MUSCLE_WEEKLY_HARD_SETS = 32,
  RD_BIT_MUSCLE_USUAL_HARD_SETS = 64,
  RD_BIT_JOINT_ACUTE = 96,
  RD_BIT_JOINT_RAMP = 120,
  RD_BIT_JOINT_USUAL_LOAD = 144,
  RD_BIT_JOINT_PAIN = 168,
  RD_BIT_JOINT_PAIN_RISING = 192,
  RD_BIT_SYSTEMIC_FATIGUE = 216,
  RD_BIT_SLEEP_LAST_NIGHT_H = 217,
  RD_BIT_SLEEP_NEED_H = 218,
  RD_BIT_SLEEP_DEBT_H = 219,
  RD_BIT_SLEEP_IRREGULARITY_H = 220,
  RD_BIT_HRV_Z = 221,
  RD_BIT_RESTING_HR_DELTA = 222,
  RD_BIT_ENERGY_AVAILABILITY = 223,
  RD_BIT_RECOVERY_BALANCE = 224,
  RD_BIT_MENTAL_FRESHNESS = 225,
  RD_BIT_LOAD_MONOTONY = 226,
  RD_BIT_LOAD_WEEK = 227,
  RD_BIT_LOAD_USUAL_SESSION = 228,
  RD_BIT_DAYS_SINCE_REST = 229,
  RD_BIT_DAYS_TRAINING_IN_A_ROW = 230,
  RD_BIT_DAYS_REST_IN_LAST_6 = 231,
  RD_BIT_DAYS_REST_NEEDED = 232,
  RD_BIT_MEMBER_AGE_Y = 233,
  RD_BIT_MEMBER_LEVEL = 234,
  RD_BIT_OVERREACHING_STATE = 235,
  RD_BIT_EFFORT_DRIFT = 236,
  RD_BIT_CHECKIN_WELLNESS = 237,
  RD_BIT_CHECKIN_AGE_D = 238,
  RD_BIT_ILLNESS = 239,
  RD_BIT_HISTORY_KNOWN_D = 240,
  RD_BIT_DAYS_SINCE_DELOAD = 241,
  RD_BIT_CONFIDENCE = 242,
  RD_BIT_DAYS_AHEAD = 243,
};

/* What a rule may see of one member at one instant. */
typedef struct rd_snapshot {
  RD_ALIGN16 uint32_t size; /* valid bytes: do not read beyond */
  uint16_t major, minor;    /* layout version */
  uint64_t known[4];        /* one presence bit per float, in layout order */
  /* Unrecovered fatigue of a muscle as a fraction of its fresh strength. Unit: fraction, 0 to 1. */
  float muscle_fatigue[RD_MUSCLE_SLOTS];
  /* Hard sets (RIR 4 or less) of a muscle so far in this calendar week. Unit: sets. */
  float muscle_weekly_hard_sets[RD_MUSCLE_SLOTS];
  /* Hard sets of a muscle in its usual session. Unit: sets. */
  float muscle_usual_hard_sets[RD_MUSCLE_SLOTS];
  /* Load a joint complex has not yet digested. Unit: usual sessions. */
  float joint_acute[RD_JOINT_SLOTS];
  /* Ramp: last week's load over the load the joint complex is used to. No risk score. Unit: ratio. */
  float joint_ramp[RD_JOINT_SLOTS];
  /* The joint complex's usual session load. Unit: joint-load units. */
  float joint_usual_load[RD_JOINT_SLOTS];
  /* Last reported pain. Unit: 0 to 10. */
  float joint_pain[RD_JOINT_SLOTS];
  /* Sessions in a row over which reported pain rose. Unit: sessions. */
  float joint_pain_rising[RD_JOINT_SLOTS];
  /* Whole-body fatigue before a session. Unit: fraction, 0 to 1. */
  float systemic_fatigue;
  /* Hours slept in the night that ended today. Unit: h. */
  float sleep_last_night_h;
  /* Hours of sleep the member needs. Unit: h. */
  float sleep_need_h;
  /* Sleep debt. Unit: h, 0 to 20. */
  float sleep_debt_h;
  /* Standard deviation of the moment of waking over 14 nights. Unit: h. */
  float sleep_irregularity_h;
  /* 7-day mean of lnRMSSD against the member's own 60 days. Unit: standard deviations. */
  float hrv_z;
  /* Resting heart rate above the member's own 60-day mean. Unit: beats per minute. */
  float resting_hr_delta;
  /* Energy availability, only if the member volunteered it. Unit: kcal per kg fat-free mass and day. */
  float energy_availability;
  /* Recovery-balance index. Unit: 0 to 100. */
  float recovery_balance;
  /* Mental-freshness index. Unit: 0 to 100. */
  float mental_freshness;
  /* Mean over sample standard deviation of the last seven daily loads. Unit: ratio, 0 to 10. */
  float load_monotony;
  /* Load of the last seven days. Unit: AU. */
  float load_week;
  /* Usual session load. Unit: AU. */
  float load_usual_session;
  /* Days since the last rest day; 0 when yesterday was one. Unit: days. */
  float days_since_rest;
  /* Training days in a row up to yesterday. Unit: days. */
  float days_training_in_a_row;
  /* Rest days among the last six days. Unit: days. */
  float days_rest_in_last_6;
  /* Least rest days a week for the member's level. Unit: days per week. */
  float days_rest_needed;
  /* Age. Unit: years. */
  float member_age_y;
  /* Level: 0 novice, 1 intermediate, 2 advanced. Unit: 0, 1 or 2. */
  float member_level;
  /* Over-reaching state: 0 none, 1 watch, 2 suspected, 3 persistent. Unit: 0 to 3. */
  float overreaching_state;
  /* 14-day average of observed minus expected effort. Unit: RPE points. */
  float effort_drift;
  /* Wellness items of the last check-in, McLean's five on a 0 to 1 scale, 1 best. Unit: fraction, 0 to 1. */
  float checkin_wellness;
  /* Age of that check-in. Unit: days. */
  float checkin_age_d;
  /* Illness reported and not reported over: 0 none, 1 without fever, 2 with fever. Unit: 0, 1 or 2. */
  float illness;
  /* Days since training began to be logged. Unit: days. */
  float history_known_d;
  /* Days since the last deload week ended. Unit: days. */
  float days_since_deload;
  /* Confidence of the engine in this snapshot. Unit: fraction, 0 to 1. */
  float confidence;
  /* Days from now to the day this snapshot predicts; 0 is today. Unit: days. */
  float days_ahead;
} rd_snapshot;

/* Whether the float with this presence bit is known: rd_known(s, RD_BIT_JOINT_PAIN + slot). */
static inline int rd_known(const rd_snapshot *s, unsigned bit) {
  return (int)((s->known[bit / 64] >> (bit % 64)) & 1u);
}

/* Why a limit was set. */
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

/* What a rule says of itself. Plain constants without pointers: a host reads them from the file, before loading. */
typedef struct rd_info {
  uint32_t magic;         /* RD_MAGIC */
  uint32_t len;           /* sizeof(rd_info) */
  uint16_t abi_major;     /* RD_ABI_MAJOR */
  uint16_t abi_minor;     /* RD_ABI_MINOR: a host may be newer, never older */
  uint32_t snapshot_size; /* sizeof(rd_snapshot) */
  uint32_t limits_size;   /* sizeof(rd_limits) */
  uint32_t pad;           /* 0 */
  uint64_t layout_hash;   /* RD_LAYOUT_HASH */
  uint64_t needs[4];      /* presence bits of every float the rule reads, as `reads` in the manifest says */
  char id[64];            /* ASCII, zero-terminated; as in the manifest */
  char version[16];       /* likewise */
  char abi_extra[32];     /* empty */
} rd_info;

/* The manifest: TOML in UTF-8, its length in front. Declare it with the text's own length:
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

/* Gives a reason for a limit. Beyond the last place it is left out; the limit stands all the same. A value that is not a
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

/* A compiler that lays these out otherwise cannot build a rule. */
RD_STATIC_ASSERT(sizeof(rd_snapshot) == 1024, "rule interface layout");
RD_STATIC_ASSERT(sizeof(rd_reason) == 16, "rule interface layout");
RD_STATIC_ASSERT(sizeof(rd_limits) == 528, "rule interface layout");
RD_STATIC_ASSERT(sizeof(rd_info) == 176, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, size) == 0, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, major) == 4, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, minor) == 6, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, known) == 8, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, muscle_fatigue) == 40, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, muscle_weekly_hard_sets) == 168, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, muscle_usual_hard_sets) == 296, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, joint_acute) == 424, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, joint_ramp) == 520, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, joint_usual_load) == 616, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, joint_pain) == 712, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, joint_pain_rising) == 808, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, systemic_fatigue) == 904, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, sleep_last_night_h) == 908, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, sleep_need_h) == 912, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, sleep_debt_h) == 916, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, sleep_irregularity_h) == 920, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, hrv_z) == 924, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, resting_hr_delta) == 928, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, energy_availability) == 932, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, recovery_balance) == 936, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, mental_freshness) == 940, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, load_monotony) == 944, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, load_week) == 948, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, load_usual_session) == 952, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, days_since_rest) == 956, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, days_training_in_a_row) == 960, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, days_rest_in_last_6) == 964, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, days_rest_needed) == 968, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, member_age_y) == 972, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, member_level) == 976, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, overreaching_state) == 980, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, effort_drift) == 984, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, checkin_wellness) == 988, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, checkin_age_d) == 992, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, illness) == 996, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, history_known_d) == 1000, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, days_since_deload) == 1004, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, confidence) == 1008, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_snapshot, days_ahead) == 1012, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_reason, code) == 0, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_reason, subject) == 4, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_reason, value) == 8, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_reason, limit) == 12, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_limits, size) == 0, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_limits, flags) == 4, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_limits, muscle_sets_max) == 8, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_limits, joint_load_max) == 136, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_limits, session_load_max) == 232, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_limits, intensity_max) == 236, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_limits, minutes_max) == 240, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_limits, rir_min) == 244, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_limits, extra_rest_days) == 248, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_limits, n_reasons) == 252, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_limits, pad) == 256, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_limits, reasons) == 260, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_info, magic) == 0, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_info, len) == 4, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_info, abi_major) == 8, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_info, abi_minor) == 10, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_info, snapshot_size) == 12, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_info, limits_size) == 16, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_info, pad) == 20, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_info, layout_hash) == 24, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_info, needs) == 32, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_info, id) == 64, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_info, version) == 128, "rule interface layout");
RD_STATIC_ASSERT(offsetof(rd_info, abi_extra) == 144, "rule interface layout");

#ifdef __cplusplus
}
#endif
#endif
