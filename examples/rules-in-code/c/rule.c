/* A rule: after some training days in a row it is time for a rest day.
 *
 * A rule is a pure function from a snapshot of one member to limits on today's training. It only ever tightens. The
 * header says what binds both sides; build.sh builds a sandboxed rule and a native library of this file.
 */
#include "rustdag_rule.h"

/* What the rule is, what it reads, what a gym may set, and what it says. It travels inside the library. */
#define MANIFEST                                                                                  \
  "id = \"easy-does-it\"\n"                                                                       \
  "version = \"0.1.0\"\n"                                                                         \
  "licence = \"Apache-2.0\"\n"                                                                    \
  "author = \"A coach\"\n"                                                                        \
  "on_failure = \"skip\"\n"                                                                       \
  "order_preserving = true\n"                                                                     \
  "reads = [\"days_training_in_a_row\"]\n"                                                        \
  "[description]\n"                                                                               \
  "nl = \"Vraagt na een aantal trainingsdagen op rij om een rustdag.\"\n"                         \
  "en = \"Asks for a rest day after some training days in a row.\"\n"                             \
  "[[parameter]]\n"                                                                               \
  "name = \"most_days\"\n"                                                                        \
  "default = 3\n"                                                                                 \
  "min = 1\n"                                                                                     \
  "max = 10\n"                                                                                    \
  "unit = \"days\"\n"                                                                             \
  "source = \"Design value: choose your own\"\n"                                                  \
  "nl = \"Trainingsdagen op rij waarna het tijd is voor rust.\"\n"                                \
  "en = \"Training days in a row after which it is time to rest.\"\n"                             \
  "[[reason]]\n"                                                                                  \
  "code = 1\n"                                                                                    \
  "name = \"days-in-a-row\"\n"                                                                    \
  "limit = \"must_rest\"\n"                                                                       \
  "value = \"days_training_in_a_row\"\n"                                                          \
  "nl = \"{value} trainingsdagen op rij. Tijd voor een rustdag, of rustig bewegen.\"\n"           \
  "en = \"{value} training days in a row. Time for a rest day, or gentle movement.\"\n"

/* The code of the reason above. */
#define DAYS_IN_A_ROW 1u

/* What a gym may set, as numbers. */
typedef struct {
  float most_days;
} config;

/* The same as the manifest's first lines, and the presence bit of every value that is read. */
RD_EXPORT const rd_info RUSTDAG_RULE_INFO_V1 = {
    .magic = RD_MAGIC,
    .len = sizeof(rd_info),
    .abi_major = RD_ABI_MAJOR,
    .abi_minor = RD_ABI_MINOR,
    .snapshot_size = sizeof(rd_snapshot),
    .limits_size = sizeof(rd_limits),
    .layout_hash = RD_LAYOUT_HASH,
    .needs = {0, 0, 0, UINT64_C(1) << (RD_BIT_DAYS_TRAINING_IN_A_ROW - 192)},
    .id = "easy-does-it",
    .version = "0.1.0",
};

RD_EXPORT const struct {
  uint32_t len;
  char text[sizeof(MANIFEST) - 1];
} RUSTDAG_RULE_MANIFEST_V1 = {sizeof(MANIFEST) - 1, MANIFEST};

const rd_info *rustdag_rule_info_v1(void) { return &RUSTDAG_RULE_INFO_V1; }

uint32_t rustdag_rule_config_size_v1(void) { return sizeof(config); }

/* The host sends every parameter of the manifest, each within its range. */
int32_t rustdag_rule_configure_v1(const char *json, uint32_t n, void *cfg, uint32_t cap) {
  config read;
  if (cap < sizeof(config)) return RD_NO_ROOM;
  if (!rd_parameter(json, n, "most_days", &read.most_days)) return RD_NOT_PARAMETERS;
  *(config *)cfg = read;
  return RD_OK;
}

/* The rule. What is not known must not tighten: missing is never zero. */
int32_t rustdag_rule_limits_v1(const void *cfg, const rd_snapshot *s, rd_limits *l) {
  const float most_days = ((const config *)cfg)->most_days;
  if (!rd_known(s, RD_BIT_DAYS_TRAINING_IN_A_ROW)) return RD_OK;
  const float days = s->days_training_in_a_row;
  if (!(days >= most_days)) return RD_OK; /* also when it is not a number */
  l->flags |= RD_MUST_REST | RD_PREFER_ACTIVE;
  rd_because(l, DAYS_IN_A_ROW, RD_WHOLE, days, most_days);
  return RD_OK;
}
