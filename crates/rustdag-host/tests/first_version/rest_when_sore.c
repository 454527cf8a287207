/* The rule that was built against version 1.0 of the interface and is loaded ever since. Never edited: see README.md. */
#include "rustdag_rule_1_0.h"

#define MANIFEST                                                                                                       \
  "id = \"rest-when-sore-1-0\"\nversion = \"1.0.0\"\nlicence = \"Apache-2.0\"\nauthor = \"Rustdag\"\n"                 \
  "on_failure = \"tighten\"\nreads = [\"muscle_fatigue\", \"joint_pain\", \"checkin_wellness\", \"days_ahead\"]\n"     \
  "[description]\nnl = \"Rust bij een slecht gevoel.\"\nen = \"Rest when you feel bad.\"\n"                            \
  "[[parameter]]\nname = \"least\"\ndefault = 3\nmin = 0\nmax = 9\nunit = \"tenths\"\nsource = \"Design value\"\n"     \
  "nl = \"Welzijn waaronder het een rustdag is.\"\nen = \"Wellness below which the day is for rest.\"\n"               \
  "[[reason]]\ncode = 1\nname = \"feels-bad\"\nlimit = \"must_rest\"\n"                                                \
  "nl = \"Je voelt je niet goed.\"\nen = \"You do not feel well.\"\n"                                                  \
  "[[reason]]\ncode = 2\nname = \"sore-muscle\"\nlimit = \"muscle_sets_max\"\n"                                        \
  "nl = \"{subject} is nog moe.\"\nen = \"{subject} is still tired.\"\n"                                               \
  "[[reason]]\ncode = 3\nname = \"sore-joint\"\nlimit = \"joint_load_max\"\n"                                          \
  "nl = \"{subject} doet pijn.\"\nen = \"{subject} hurts.\"\n"

typedef struct {
  float least;
} config;

#define BITS(field, count, word)                                                                                       \
  (RD_BIT_##field / 64 == (word) ? ((count) == 1 ? UINT64_C(1) : (UINT64_C(1) << (count)) - 1) << RD_BIT_##field % 64  \
                                 : 0)
/* Each of the fields lies within one word of presence bits. */
#define NEEDS(word)                                                                                                    \
  (BITS(MUSCLE_FATIGUE, RD_MUSCLE_SLOTS, word) | BITS(CHECKIN_WELLNESS, 1, word) | BITS(DAYS_AHEAD, 1, word) |         \
   BITS(JOINT_PAIN, RD_JOINT_SLOTS, word))

RD_EXPORT const rd_info RUSTDAG_RULE_INFO_V1 = {
    .magic = RD_MAGIC,
    .len = sizeof(rd_info),
    .abi_major = RD_ABI_MAJOR,
    .abi_minor = RD_ABI_MINOR,
    .snapshot_size = sizeof(rd_snapshot),
    .limits_size = sizeof(rd_limits),
    .layout_hash = RD_LAYOUT_HASH,
    .needs = {NEEDS(0), NEEDS(1), NEEDS(2), NEEDS(3)},
    .id = "rest-when-sore-1-0",
    .version = "1.0.0",
};

RD_EXPORT const struct {
  uint32_t len;
  char text[sizeof(MANIFEST) - 1];
} RUSTDAG_RULE_MANIFEST_V1 = {sizeof(MANIFEST) - 1, MANIFEST};

const rd_info *rustdag_rule_info_v1(void) { return &RUSTDAG_RULE_INFO_V1; }

uint32_t rustdag_rule_config_size_v1(void) { return sizeof(config); }

/* One parameter of one digit: {"least":3.0}. */
int32_t rustdag_rule_configure_v1(const char *json, uint32_t n, void *cfg, uint32_t cap) {
  if (cap < sizeof(config)) return RD_NO_ROOM;
  for (uint32_t at = 0; at + 1 < n; at++) {
    if (json[at] == ':' && json[at + 1] >= '0' && json[at + 1] <= '9') {
      ((config *)cfg)->least = (float)(json[at + 1] - '0') / 10.0f;
      return RD_OK;
    }
  }
  return RD_NOT_PARAMETERS;
}

static void because(rd_limits *l, rd_reason why) {
  if (l->n_reasons < RD_REASONS_MAX) l->reasons[l->n_reasons++] = why;
}

int32_t rustdag_rule_limits_v1(const void *cfg, const rd_snapshot *s, rd_limits *l) {
  float least = ((const config *)cfg)->least;
  if (rd_known(s, RD_BIT_CHECKIN_WELLNESS) && s->checkin_wellness < least &&
      rd_known(s, RD_BIT_DAYS_AHEAD) && s->days_ahead == 0) {
    l->flags |= RD_MUST_REST;
    because(l, (rd_reason){1, RD_WHOLE, s->checkin_wellness, least});
  }
  for (uint32_t slot = 0; slot < RD_MUSCLE_SLOTS; slot++) {
    if (rd_known(s, RD_BIT_MUSCLE_FATIGUE + slot) && s->muscle_fatigue[slot] > 0.1f) {
      l->muscle_sets_max[slot] = 2;
      because(l, (rd_reason){2, RD_SUBJECT_MUSCLE(slot), s->muscle_fatigue[slot], 2});
    }
  }
  for (uint32_t slot = 0; slot < RD_JOINT_SLOTS; slot++) {
    if (rd_known(s, RD_BIT_JOINT_PAIN + slot) && s->joint_pain[slot] >= 4) {
      l->joint_load_max[slot] = 0;
      because(l, (rd_reason){3, RD_SUBJECT_JOINT(slot), s->joint_pain[slot], 0});
    }
  }
  return RD_OK;
}
