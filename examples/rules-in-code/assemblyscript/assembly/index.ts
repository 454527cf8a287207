// A rule: after some training days in a row it is time for a rest day.
//
// A rule is a pure function from a snapshot of one member to limits on today's training. It only ever tightens. What
// crosses are plain bytes in the layout of rustdag_rule.h, so this file reads and writes them at their offsets. It uses no
// heap: no strings, no arrays, nothing made with `new`. The host's pages lie where a heap would grow to.
//
// make_data.mjs writes data.ts: the info block and the manifest of rule.toml, as bytes.
import { INFO, MANIFEST } from "./data";

// Offsets in rd_snapshot, rd_limits and rd_reason.
const KNOWN: usize = 8;
const DAYS_TRAINING_IN_A_ROW: usize = 960;
const DAYS_TRAINING_IN_A_ROW_BIT: usize = 230;
const FLAGS: usize = 4;
const N_REASONS: usize = 252;
const REASONS: usize = 260;
const REASON_BYTES: usize = 16;

const MUST_REST: u32 = 1;
const PREFER_ACTIVE: u32 = 2;
const WHOLE: u32 = 0xffffffff;
const OK: i32 = 0;
const NOT_PARAMETERS: i32 = -2;
const NO_ROOM: i32 = -5;

// The code of the reason in rule.toml.
const DAYS_IN_A_ROW: u32 = 1;

// Addresses of exported data: how a host finds it before anything runs.
export const RUSTDAG_RULE_INFO_V1: usize = INFO;
export const RUSTDAG_RULE_MANIFEST_V1: usize = MANIFEST;

export function rustdag_rule_info_v1(): usize {
  return INFO;
}

export function rustdag_rule_config_size_v1(): u32 {
  return 4;
}

// The host sends every parameter of the manifest; there is one here: {"most_days":3.0}. Digits and a point are enough.
export function rustdag_rule_configure_v1(json: usize, n: u32, config: usize, capacity: u32): i32 {
  if (capacity < 4) return NO_ROOM;
  let at: u32 = 0;
  while (at < n && load<u8>(json + at) != 0x3a /* : */) at++;
  let value: f32 = 0;
  let place: f32 = 0;
  let found = false;
  for (at++; at < n; at++) {
    const sign = load<u8>(json + at);
    if (sign == 0x2e /* . */) {
      place = 1;
    } else if (sign >= 0x30 && sign <= 0x39) {
      value = value * 10 + f32(sign - 0x30);
      place *= 10;
      found = true;
    } else {
      break;
    }
  }
  if (!found) return NOT_PARAMETERS;
  store<f32>(config, place > 0 ? value / place : value);
  return OK;
}

// The rule. What is not known must not tighten: missing is never zero.
export function rustdag_rule_limits_v1(config: usize, snapshot: usize, limits: usize): i32 {
  const bit = DAYS_TRAINING_IN_A_ROW_BIT;
  const known = (load<u64>(snapshot + KNOWN + (bit / 64) * 8) >> (bit % 64)) & 1;
  if (known == 0) return OK;
  const days = load<f32>(snapshot + DAYS_TRAINING_IN_A_ROW);
  const mostDays = load<f32>(config);
  if (!(days >= mostDays)) return OK; // also when it is not a number
  store<u32>(limits + FLAGS, load<u32>(limits + FLAGS) | MUST_REST | PREFER_ACTIVE);
  const count = load<u32>(limits + N_REASONS);
  const reason = limits + REASONS + <usize>count * REASON_BYTES;
  store<u32>(reason, DAYS_IN_A_ROW);
  store<u32>(reason + 4, WHOLE);
  store<f32>(reason + 8, days);
  store<f32>(reason + 12, mostDays);
  store<u32>(limits + N_REASONS, count + 1);
  return OK;
}
