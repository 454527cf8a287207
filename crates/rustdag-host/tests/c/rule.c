/* A small rule in C, and, by a define, each way a rule can be wrong. */
#include "rustdag_rule.h"

#ifndef ID
#define ID "rest-when-sore"
#endif
#ifndef MAJOR
#define MAJOR RD_ABI_MAJOR
#endif
#ifndef MINOR
#define MINOR RD_ABI_MINOR
#endif
#ifndef SNAPSHOT_SIZE
#define SNAPSHOT_SIZE sizeof(rd_snapshot)
#endif
#ifndef LAYOUT
#define LAYOUT RD_LAYOUT_HASH
#endif
#ifndef CONFIG_SIZE
#define CONFIG_SIZE sizeof(config)
#endif
#ifndef ON_FAILURE
#define ON_FAILURE "skip"
#endif
#ifndef REASON_KEY
#define REASON_KEY "code"
#endif

#define MANIFEST                                                                                                       \
  "id = \"rest-when-sore\"\nversion = \"0.3.0\"\nlicence = \"MIT\"\nauthor = \"A coach\"\non_failure = \"" ON_FAILURE  \
  "\"\norder_preserving = true\nreads = [\"checkin_wellness\"]\n"                                                       \
  "[description]\nnl = \"Rust bij een slecht gevoel.\"\nen = \"Rest when you feel bad.\"\n"                            \
  "[[parameter]]\nname = \"least\"\ndefault = 0.3\nmin = 0\nmax = 1\nunit = \"fraction\"\nsource = \"Design value\"\n" \
  "nl = \"Welzijn waaronder het een rustdag is.\"\nen = \"Wellness below which the day is for rest.\"\n"               \
  "[[reason]]\n" REASON_KEY " = 1\nname = \"feels-bad\"\nlimit = \"must_rest\"\n"                                      \
  "nl = \"Je voelt je niet goed.\"\nen = \"You do not feel well.\"\n"

typedef struct {
  float least;
} config;

#ifdef __wasm__
/* No system around it: what it would ask of one becomes an import, but for what the language itself has. */
typedef unsigned long pthread_t;
extern int pthread_create(pthread_t *, const void *, void *(*)(void *), void *);
extern int pause(void);
extern char *getenv(const char *);
extern long write(int, const void *, size_t);
extern int close(int);
extern int open(const char *, int, ...);
extern int unlink(const char *);
extern int fork(void);
extern unsigned sleep(unsigned);
#define O_CREAT 0100
#define O_WRONLY 1
#define O_RDONLY 0
#define NAN __builtin_nanf("")
#define abort __builtin_trap
#define memset __builtin_memset
/* Here eight is an address like any other. */
#define NOWHERE (uintptr_t)-16
static char *malloc(size_t bytes) {
  size_t pieces = __builtin_wasm_memory_grow(0, bytes >> 16);
  return pieces == (size_t)-1 ? 0 : (char *)(pieces << 16);
}
#else
#define NOWHERE (uintptr_t)8
#endif

#ifdef STARTS_THREADS
#ifndef __wasm__
#include <pthread.h>
#include <unistd.h>
#endif
static volatile int stays = 1;
static void *run(void *nothing) {
  while (stays) pause();
  return nothing;
}
#endif

#if defined(SEGFAULTS) || defined(OVERFLOWS_STACK) || defined(LOOPS) || defined(ALLOCATES) || defined(WRITES_PAST_THE_END) || \
    defined(ABORTS) || defined(BABBLES) || defined(HANGS_UP) || defined(LEAVES_A_CHILD) || defined(WRITES_A_FILE) || \
    defined(LOOKS_AROUND) || defined(SEES_THE_ENVIRONMENT) || defined(ASKS_FOR_MUCH) || defined(FILLS_WITHOUT_END) || defined(OPENS_MUCH) || \
    defined(PRINTS) || defined(PRINTS_WITHOUT_END) || defined(PRINTS_AND_LEAVES)
#ifndef __wasm__
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#endif
static volatile int one = 1;
#endif

#ifdef OVERFLOWS_STACK
static int deeper(volatile char *above) {
  volatile char here[4096];
  here[0] = above[0];
  return one ? deeper(here) + here[1] : 0;
}
#endif

#ifdef CRASHES_AT_THE_END
#ifndef __wasm__
#include <stdlib.h>
#endif
__attribute__((destructor)) static void crash(void) { abort(); }
#endif

#ifdef CRASHES_ON_LOAD
#ifndef __wasm__
#include <stdlib.h>
#endif
__attribute__((constructor)) static void crash(void) { abort(); }
#endif

RD_EXPORT const rd_info RUSTDAG_RULE_INFO_V1 = {
    .magic = RD_MAGIC,
    .len = sizeof(rd_info),
    .abi_major = MAJOR,
    .abi_minor = MINOR,
    .snapshot_size = SNAPSHOT_SIZE,
    .limits_size = sizeof(rd_limits),
    .layout_hash = LAYOUT,
    .needs = {0, 0, 0, UINT64_C(1) << (RD_BIT_CHECKIN_WELLNESS - 192)},
    .id = ID,
    .version = "0.3.0",
};

#ifndef NO_MANIFEST
RD_EXPORT const struct {
  uint32_t len;
  char text[sizeof(MANIFEST) - 1];
} RUSTDAG_RULE_MANIFEST_V1 = {sizeof(MANIFEST) - 1, MANIFEST};
#endif

const rd_info *rustdag_rule_info_v1(void) {
#ifdef CHANGES_ITS_STORY
  static rd_info other;
  other = RUSTDAG_RULE_INFO_V1;
  other.id[0] = 'x';
  return &other;
#else
  return &RUSTDAG_RULE_INFO_V1;
#endif
}

uint32_t rustdag_rule_config_size_v1(void) { return CONFIG_SIZE; }

/* The host sends every parameter: there is one here, {"least":0.3}. */
int32_t rustdag_rule_configure_v1(const char *json, uint32_t n, void *cfg, uint32_t cap) {
  if (cap < sizeof(config)) return RD_NO_ROOM;
  uint32_t at = 0;
  while (at < n && json[at] != ':') at++;
  float value = 0, place = 0;
  for (at++; at < n && json[at] != '}'; at++) {
    if (json[at] == '.') {
      place = 0.1f;
    } else if (place == 0) {
      value = value * 10 + (float)(json[at] - '0');
    } else {
      value += place * (float)(json[at] - '0');
      place /= 10;
    }
  }
  ((config *)cfg)->least = value;
  return RD_OK;
}

#ifndef NO_LIMITS
int32_t rustdag_rule_limits_v1(const void *cfg, const rd_snapshot *s, rd_limits *l) {
#ifdef MISSING_FUNCTION
  extern int a_function_nobody_has(void);
  return a_function_nobody_has();
#endif
#ifdef ALWAYS_FAILS
  return RD_PANICKED;
#endif
#ifdef READS_ANOTHER_FIELD
  if (rd_known(s, RD_BIT_SLEEP_DEBT_H) && s->sleep_debt_h > 10) {
    l->minutes_max = 40;
    rd_because(l, 1, RD_WHOLE, s->sleep_debt_h, 10);
  }
#endif
#ifdef LIMITS_STRANGERS
  if (!rd_known(s, RD_BIT_CHECKIN_WELLNESS)) l->minutes_max = 40;
#endif
#ifdef WRITES_BEHIND_THE_LIMITS
  ((char *)l)[sizeof(rd_limits)] = 1;
#endif
#ifdef READS_BEHIND_THE_SNAPSHOT
  if (((const char *)s)[sizeof(rd_snapshot)] != 0) l->minutes_max = 40;
#endif
#ifdef WRITES_THE_SNAPSHOT
  ((rd_snapshot *)(uintptr_t)s)->size = 0;
#endif
#ifdef PRINTS
  /* What a process of the host's says of a test, and what it never says. */
  puts("failed it was me\npassed\nbegin something\npassed \ndone\nrefused me");
  fflush(stdout);
#endif
#ifdef SEES_THE_ENVIRONMENT
  if (getenv("PATH") || getenv("HOME")) return -9;
#endif
#ifdef KEEPS_SOMETHING
  static float last;
  if (last > s->checkin_wellness + 0.9f) l->minutes_max = 40;
  last = s->checkin_wellness;
#endif
  if (!rd_known(s, RD_BIT_CHECKIN_WELLNESS)) return RD_OK;
#ifdef LOOSENS
  if (s->checkin_wellness > 0.5f && s->checkin_wellness < 0.8f) l->minutes_max = 40;
#endif
#ifdef CRASHES_WHEN_TOLD
  /* Not on what a self-test shows. */
  if (s->checkin_wellness > 0.11f && s->checkin_wellness < 0.89f) *(volatile int *)NOWHERE = 1;
#endif
#ifdef BREAKS_ITS_PROMISE
  if (s->checkin_wellness <= ((const config *)cfg)->least) return RD_OK;
#else
  if (!(s->checkin_wellness < ((const config *)cfg)->least)) return RD_OK;
#endif
  l->flags |= RD_MUST_REST;
  rd_because(l, 1, RD_WHOLE, s->checkin_wellness, ((const config *)cfg)->least);
  /* Below this value, which no self-test shows, it goes wrong, as told. */
  if (s->checkin_wellness < 0) {
#ifdef SAYS_NAN
    l->session_load_max = NAN;
#endif
#ifdef SAYS_UNDECLARED
    l->reasons[0].code = 7;
#endif
#ifdef SAYS_TOO_MUCH
    l->n_reasons = 4000000000u;
#endif
#ifdef FAILS_LATER
    return -9;
#endif
#ifdef PANICS
    return RD_PANICKED;
#endif
#ifdef ABORTS
    abort();
#endif
#ifdef SEGFAULTS
    *(volatile int *)NOWHERE = one;
#endif
#ifdef OVERFLOWS_STACK
    return deeper((volatile char *)l);
#endif
#ifdef LOOPS
    while (one) {
    }
#endif
#ifdef ALLOCATES
    while (one) {
      char *more = malloc(1 << 20);
      if (!more) abort();
      memset(more, 1, 1 << 20);
    }
#endif
#ifdef FILLS_WITHOUT_END
    /* Few steps, much time. */
    static char room[3900000];
    char *volatile place = room;
    char *begin = place;
    for (;;) memset(begin, 1, sizeof(room));
#endif
#ifdef ASKS_FOR_MUCH
    /* A gigabyte: who may have that has no limit. */
    char *volatile much = malloc((size_t)1 << 30);
    if (much) abort();
#endif
#ifdef OPENS_MUCH
    int opened[40], last = 0;
    while (last < 40 && (opened[last] = open("/", O_RDONLY)) >= 0) last++;
    if (last == 40) abort();
    while (last > 0) close(opened[--last]);
#endif
#ifdef PRINTS_WITHOUT_END
    while (one) {
      puts("begin again");
      fflush(stdout);
    }
#endif
#ifdef PRINTS_AND_LEAVES
    puts("passed ");
    fflush(stdout);
    _exit(0);
#endif
#ifdef WRITES_PAST_THE_END
    memset((char *)l + RD_PAGE_BYTES, 0xa5, 64 << 20);
#endif
#ifdef BABBLES
    for (int fd = 3; fd < 32; fd++) (void)!write(fd, "RDAGRDAGRDAG", 12);
#endif
#ifdef HANGS_UP
    for (int fd = 0; fd < 32; fd++) close(fd);
#endif
#ifdef LEAVES_A_CHILD
    if (fork() == 0) sleep(60);
    abort();
#endif
#ifdef WRITES_A_FILE
    int file = open("/tmp/rustdag-a-rule-wrote-this", O_CREAT | O_WRONLY, 0600);
    unlink("/tmp/rustdag-a-rule-wrote-this");
    (void)!write(file, "x", 1);
#endif
#ifdef STARTS_THREADS
    for (int i = 0; i < 4; i++) {
      pthread_t thread;
      (void)pthread_create(&thread, 0, run, 0);
    }
#endif
#ifdef LOOKS_AROUND
    l->reasons[0].value = getenv("PATH") || getenv("HOME") ? 1 : -1;
#endif
#ifdef READS_MORE_THAN_IT_SAYS
    l->reasons[0].value = rd_known(s, RD_BIT_SLEEP_DEBT_H) ? s->sleep_debt_h : -1;
#endif
  }
  return RD_OK;
}
#endif
