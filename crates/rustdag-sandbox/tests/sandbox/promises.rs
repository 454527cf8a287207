//! What a sandbox promises: a rule sees its snapshot and nothing else, and whatever it does ends and hurts nobody.

use crate::rules::{INFO_AT, MANIFEST, Made, open, segment};
use rustdag_rule_abi::{FIELDS, Limits, RuleInfo, Snapshot, read_text};
use rustdag_sandbox::{Declared, Failed, Sandbox, Sandboxed, Sight};
use std::time::{Duration, Instant};

/// Offsets in the layout, for rules in text form.
fn offset(field: &str) -> usize {
    FIELDS.iter().find(|known| known.name == field).unwrap().offset
}
const SESSION_LOAD: usize = std::mem::offset_of!(Limits, session_load_max);
const FLAGS: usize = std::mem::offset_of!(Limits, flags);

fn ask(rule: &Sandboxed, snapshot: &Snapshot) -> (Result<i32, Failed>, Limits) {
    let mut limits = Limits::no_opinion();
    limits.rir_min = 9.0;
    (rule.ask(snapshot, &mut limits), limits)
}

/// What `limits` does when the member slept less than five hours; otherwise nothing.
fn in_short_nights(then: &str) -> Made {
    let slept = offset("sleep_last_night_h");
    Made::saying(&format!(
        "(if (f32.lt (f32.load offset={slept} (local.get $s)) (f32.const 5)) (then {then})) i32.const 0"
    ))
}

fn slept(hours: f32) -> Snapshot {
    let mut snapshot = Snapshot::unknown();
    snapshot.set_sleep_last_night_h(Some(hours));
    snapshot
}

#[test]
fn a_module_tells_what_it_is_before_anything_of_it_is_compiled() {
    let declared = Declared::read(&Made::new().bytes()).unwrap();
    assert_eq!((read_text(&declared.info.id), declared.manifest.as_str()), (Some("rest"), MANIFEST));
    // Zeroes that an optimiser has left out of the data are zeroes.
    let whole = Made::new();
    let split = Made { data: whole.data.replace("\\00\\00\\00\\00\\00\\00\")", "\")"), ..Made::new() };
    assert_ne!(whole.data, split.data);
    assert_eq!(Declared::read(&split.bytes()).unwrap().info, declared.info);
    // Later data lies over earlier data, as it does in memory.
    let over = Made { data: whole.data.clone() + &segment(INFO_AT + 64, b"best"), ..Made::new() };
    assert_eq!(read_text(&Declared::read(&over.bytes()).unwrap().info.id), Some("best"));
}

#[test]
fn a_rule_sees_the_snapshot_and_says_its_limits() {
    let rule = in_short_nights(&format!("(f32.store offset={SESSION_LOAD} (local.get $l) (f32.const 120))"));
    let rule = rule.open().unwrap();
    let (status, limits) = ask(&rule, &slept(4.5));
    assert_eq!((status, limits.session_load_max, limits.rir_min), (Ok(0), 120.0, 0.0));
    // What it said before is gone.
    assert_eq!(ask(&rule, &slept(8.0)).1, Limits::no_opinion());
    let (status, steps) = rule.ask_counting(&slept(4.5), &mut Limits::no_opinion()).unwrap();
    assert!(status == 0 && (5..50).contains(&steps), "{steps}");
}

/// Of what its info block does not name nothing is there: not known, and not a number of it in memory either.
#[test]
fn a_rule_sees_nothing_of_what_it_does_not_declare() {
    let store = |at: usize, from: usize| {
        format!("(f32.store offset={at} (local.get $l) (f32.load offset={from} (local.get $s)))")
    };
    let debt_word = FIELDS.iter().find(|field| field.name == "sleep_debt_h").unwrap().first_bit / 64;
    let known = std::mem::offset_of!(Snapshot, known) + 8 * debt_word;
    let rule = Made::saying(&format!(
        "{} {} (i64.store offset=8 (local.get $l) (i64.load offset={known} (local.get $s))) i32.const 0",
        store(SESSION_LOAD, offset("sleep_debt_h")),
        store(SESSION_LOAD + 4, offset("sleep_last_night_h")),
    ));
    let mut snapshot = slept(4.5);
    snapshot.set_sleep_debt_h(Some(7.0));
    let (status, limits) = ask(&rule.open().unwrap(), &snapshot);
    assert_eq!((status, limits.session_load_max, limits.intensity_max), (Ok(0), 0.0, 4.5));
    let (bytes, everything) = (rule.bytes(), Sight::Everything);
    let shown = Sandbox::new().open(&bytes, &Declared::read(&bytes).unwrap().info, "{}", everything).unwrap();
    assert_eq!(ask(&shown, &snapshot).1.session_load_max, 7.0, "who examines a rule shows it everything");
    let mut night = Snapshot::unknown();
    night.set_sleep_last_night_h(Some(4.5));
    assert_eq!(limits.muscle_sets_max[0].to_bits(), night.known[debt_word] as u32);
    assert_eq!(limits.muscle_sets_max[1].to_bits(), (night.known[debt_word] >> 32) as u32);
}

#[test]
fn parameters_reach_the_rule_in_every_instance() {
    let rule = Made {
        config_size: 8,
        // The first sign of the JSON text, its length, and how much room there is.
        configure: "(i32.store (local.get $cfg) (i32.load8_u (local.get $json)))
                    (i32.store offset=4 (local.get $cfg) (i32.add (local.get $n) (local.get $cap))) i32.const 0"
            .to_owned(),
        limits: format!(
            "(f32.store offset={SESSION_LOAD} (local.get $l) (f32.convert_i32_u (i32.load (local.get $cfg))))
             (i32.load offset=4 (local.get $cfg))"
        ),
        ..Made::new()
    };
    let bytes = rule.bytes();
    let info = Declared::read(&bytes).unwrap().info;
    let rule = Sandbox::new().open(&bytes, &info, "{\"a\": 1}", Sight::Declared).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..500 {
                    let (status, limits) = ask(&rule, &Snapshot::unknown());
                    assert_eq!((status, limits.session_load_max), (Ok(8 + 4096), f32::from(b'{')));
                }
            });
        }
    });
}

#[test]
fn a_rule_that_asks_for_anything_from_outside_is_refused_with_its_name() {
    for (import, expected) in [
        ("(import \"env\" \"now\" (func (result i64)))", "imports `env.now`; a sandboxed rule may import nothing"),
        ("(import \"wasi_snapshot_preview1\" \"fd_write\" (func))", "imports `wasi_snapshot_preview1.fd_write`"),
        ("(import \"env\" \"memory\" (memory 1))", "imports `env.memory`"),
        ("(import \"env\" \"g\" (global i32))", "imports `env.g`"),
    ] {
        let memory = if import.contains("memory") { "" } else { "(memory (export \"memory\") 1)" };
        let made = Made { before: import.to_owned(), memory: memory.to_owned(), ..Made::new() };
        let said = made.open().unwrap_err().to_string();
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn whatever_goes_wrong_in_a_call_is_told_and_the_next_call_is_answered() {
    for (then, expected) in [
        ("(loop (br 0))", Failed::Steps),
        ("(drop (call $limits (local.get $cfg) (local.get $s) (local.get $l)))", Failed::Stack),
        ("unreachable", Failed::Panicked),
        ("(i32.store (i32.const -4) (i32.const 1))", Failed::Memory),
        ("(i32.store (i32.const 0x20000) (i32.const 1))", Failed::Memory),
        ("(drop (i32.div_s (i32.const 1) (i32.const 0)))", Failed::Trapped("it divided a whole number by zero")),
        (
            "(drop (i32.trunc_f32_s (f32.const nan)))",
            Failed::Trapped("it made a whole number of something that is none"),
        ),
    ] {
        let rule = in_short_nights(then).open().unwrap();
        for _ in 0..3 {
            let (failed, untouched) = ask(&rule, &slept(3.0));
            assert_eq!(failed, Err(expected), "{then}");
            assert_eq!(untouched.rir_min, 9.0, "{then}");
            assert_eq!(ask(&rule, &slept(8.0)), (Ok(0), Limits::no_opinion()), "{then}");
        }
        assert!(!expected.to_string().is_empty());
    }
}

#[test]
fn an_endless_loop_takes_the_same_steps_every_time_and_little_time() {
    let rule = in_short_nights("(loop (br 0))").open().unwrap();
    let began = Instant::now();
    for _ in 0..20 {
        assert_eq!(ask(&rule, &slept(3.0)).0, Err(Failed::Steps));
    }
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    // One that stops just in time does so always.
    let counted = |turns: u32| {
        in_short_nights(&format!(
            "(local.set $i (i32.const {turns}))
             (loop (br_if 0 (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))"
        ))
    };
    let rule = counted(1000).open().unwrap();
    let steps: Vec<u64> =
        (0..5).map(|_| rule.ask_counting(&slept(3.0), &mut Limits::no_opinion()).unwrap().1).collect();
    assert!(steps[0] > 1000 && steps.iter().all(|other| *other == steps[0]), "{steps:?}");
    let rule = counted(1_000_000).open().unwrap();
    assert_eq!(ask(&rule, &slept(3.0)).0, Err(Failed::Steps));
}

/// Filling memory is one step however much is filled, so steps alone let this go on for seconds, at every call.
#[test]
fn what_takes_few_steps_and_much_time_is_stopped_and_not_asked_again() {
    let rule = Made {
        memory: "(memory (export \"memory\") 60)".to_owned(),
        ..in_short_nights("(loop (memory.fill (i32.const 8192) (i32.const 0) (i32.const 3900000)) (br 0))")
    };
    let rule = rule.open().unwrap();
    let began = Instant::now();
    assert_eq!(ask(&rule, &slept(3.0)).0, Err(Failed::Time));
    let took = began.elapsed();
    assert!(took > Duration::from_millis(500) && took < Duration::from_secs(20), "{took:?}");
    let began = Instant::now();
    for _ in 0..1000 {
        assert_eq!(ask(&rule, &slept(8.0)).0, Err(Failed::Time));
    }
    assert!(began.elapsed() < Duration::from_millis(500), "{:?}", began.elapsed());
}

/// Each call stays within its second, and together they would hold up plans for minutes.
#[test]
fn what_is_always_slow_is_stopped_before_long() {
    let filling = |times: u32| {
        let fills = format!(
            "(local.set $i (i32.const {times}))
             (loop (memory.fill (i32.const 8192) (i32.const 0) (i32.const 3900000))
               (br_if 0 (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))"
        );
        Made { memory: "(memory (export \"memory\") 60)".to_owned(), ..in_short_nights(&fills) }.open().unwrap()
    };
    // How long that takes differs from machine to machine: a fifth of a second.
    let (rule, began) = (filling(200), Instant::now());
    assert_eq!(ask(&rule, &slept(3.0)).0, Ok(0));
    let times = (200.0 * 0.2 / began.elapsed().as_secs_f64()) as u32;
    let rule = filling(times.clamp(200, 20_000));
    let mut calls = 0;
    let stopped = loop {
        match ask(&rule, &slept(3.0)).0 {
            Ok(0) if calls < 1_000 => calls += 1,
            other => break other,
        }
    };
    assert_eq!((stopped, rule.stopped()), (Err(Failed::Slow), Some(Failed::Slow)), "after {calls} calls");
    assert!(calls > 4, "{calls}");
    assert_eq!(ask(&rule, &slept(8.0)).0, Err(Failed::Slow));
}

/// More threads than processors: each waits for its turn, often in the middle of a call.
#[test]
fn who_is_quick_on_a_busy_machine_is_not_stopped() {
    let rule = in_short_nights(
        "(local.set $i (i32.const 15000))
         (loop (br_if 0 (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))",
    );
    let rule = rule.open().unwrap();
    let until = Instant::now() + Duration::from_secs(3);
    std::thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                while Instant::now() < until {
                    assert_eq!(ask(&rule, &slept(3.0)).0, Ok(0));
                }
            });
        }
    });
    assert_eq!(rule.stopped(), None);
}

#[test]
fn memory_has_an_end() {
    // What growing by so many pieces answers: the size before, or -1.
    let grown = |pieces: u32| {
        let made = Made::saying(&format!("(memory.grow (i32.const {pieces}))"));
        ask(&made.open().unwrap(), &Snapshot::unknown()).0
    };
    assert_eq!(grown(10), Ok(2));
    assert_eq!(grown(65_000), Ok(-1));
    assert_eq!(grown(63), Ok(-1));
    let too_much = Made { memory: "(memory (export \"memory\") 100)".to_owned(), ..Made::new() };
    let said = too_much.open().unwrap_err().to_string();
    assert!(said.starts_with("cannot be started: "), "{said}");
    let no_room = Made { memory: "(memory (export \"memory\") 1 1)".to_owned(), ..Made::new() };
    assert_eq!(
        no_room.open().unwrap_err().to_string(),
        "leaves no room for the host's pages: its memory may have at most 4096 KiB"
    );
}

#[test]
fn what_is_not_a_number_has_the_same_bits_on_every_machine() {
    let rule = Made::saying(&format!(
        "(i32.store offset={FLAGS} (local.get $l)
           (i32.reinterpret_f32 (f32.div (f32.load offset={} (local.get $s)) (f32.load offset={} (local.get $s)))))
         i32.const 0",
        offset("hrv_z"),
        offset("hrv_z")
    ));
    // 0/0 is a negative one on some machines and a positive one on others.
    assert_eq!(ask(&rule.open().unwrap(), &Snapshot::unknown()).1.flags, 0x7fc0_0000);
}

#[test]
fn instructions_that_differ_between_machines_are_refused() {
    let relaxed = "(drop (i32x4.extract_lane 0 (i8x16.relaxed_swizzle (v128.const i32x4 0 0 0 0)
                     (v128.const i32x4 0 0 0 0))))";
    let said = in_short_nights(relaxed).open().unwrap_err().to_string();
    assert!(said.contains("cannot be compiled: ") && said.contains("relaxed"), "{said}");
    let said = Made { memory: "(memory (export \"memory\") 1 2 shared)".to_owned(), ..Made::new() };
    let said = said.open().unwrap_err().to_string();
    assert!(said.contains("threads"), "{said}");
}

#[test]
fn each_way_not_to_fit_is_one_sentence() {
    let without = |name: &str| {
        let text = Made::new().text().replace(&format!("(export \"{name}\")"), "");
        open(&wat::parse_str(text).unwrap()).unwrap_err().to_string()
    };
    for name in [
        "memory",
        "RUSTDAG_RULE_INFO_V1",
        "RUSTDAG_RULE_MANIFEST_V1",
        "rustdag_rule_info_v1",
        "rustdag_rule_config_size_v1",
        "rustdag_rule_configure_v1",
        "rustdag_rule_limits_v1",
    ] {
        assert!(without(name).starts_with(&format!("is no rule: it does not export `{name}`")), "{}", without(name));
    }
    let text = Made::new().text().replace("(param $cap i32)", "(param $cap i64)");
    let said = open(&wat::parse_str(text).unwrap()).unwrap_err().to_string();
    assert!(said.starts_with("its function `rustdag_rule_configure_v1` takes or answers something else"), "{said}");

    for (made, expected) in [
        (Made { config_size: 5000, ..Made::new() }, "wants 5000 bytes of configuration; there are at most 4096"),
        (Made { info: 0, ..Made::new() }, "says something else once it runs than its file says"),
        (Made { info: u32::MAX, ..Made::new() }, "says something else once it runs than its file says"),
        (Made { configure: "i32.const -4".to_owned(), ..Made::new() }, "does not take the parameters of its own"),
        (Made { configure: "unreachable".to_owned(), ..Made::new() }, "did not take its parameters: it panicked"),
        (
            Made { configure: "(loop (br 0)) i32.const 0".to_owned(), ..Made::new() },
            "did not take its parameters: it did not come to an end",
        ),
        (
            Made { behind: "(func $go unreachable) (start $go)".to_owned(), ..Made::new() },
            "cannot be started: it panicked",
        ),
        (
            Made { data: segment(INFO_AT, b"RDAX"), ..Made::new() },
            "its info block does not fit this host: `magic` is 0x5",
        ),
        (Made { data: segment(INFO_AT, b"RDAG\x07\0\0\0"), ..Made::new() }, "`len` is 0x7, expected 0xb0"),
        (
            Made {
                data: Made::new().data + &segment(INFO_AT + size_of::<RuleInfo>() as u32, &[0xff; 4]),
                ..Made::new()
            },
            "its manifest cannot be read from the file",
        ),
        (
            Made { behind: format!("(func {})", "(local i32)".repeat(2_001)), ..Made::new() },
            "has 2001 variables in one function; a sandboxed rule has at most 2000",
        ),
        (
            Made { behind: "(global i64 (i64.const 0))".repeat(998), ..Made::new() },
            "has 1001 global variables; a sandboxed rule has at most 1000",
        ),
        (
            Made { behind: "(table 1 funcref) (table 1 funcref)".to_owned(), ..Made::new() },
            "cannot be started: resource limit exceeded: table count too high at 2",
        ),
        (
            Made { behind: "(table 10001 funcref)".to_owned(), ..Made::new() },
            "cannot be started: table minimum size of 10001 elements exceeds table limits",
        ),
        (
            Made { behind: format!("(func {})", "(drop (f64.const 1))".repeat(7_000)), ..Made::new() },
            "has a function of 70002 bytes; at most 65536 are compiled",
        ),
    ] {
        let said = made.open().unwrap_err().to_string();
        assert!(said.contains(expected) && !said.contains('\n'), "{said}");
    }
    for (bytes, expected) in [
        (&b""[..], "is no WebAssembly module, or is damaged"),
        (b"This is a letter.", "is no WebAssembly module, or is damaged"),
        (b"\0asm\x0d\0\x01\0", "is a WebAssembly component"),
        (b"\0asm\x01\0\0\0", "is no rule: it does not export `RUSTDAG_RULE_INFO_V1`"),
    ] {
        let said = open(bytes).unwrap_err().to_string();
        assert!(said.contains(expected) && !said.contains('\n'), "{said}");
    }
    let said = open(&vec![0; 9 * 1024 * 1024]).unwrap_err().to_string();
    assert!(said.starts_with("has 9437184 bytes; a sandboxed rule has at most 8388608"), "{said}");
}

/// Cut off anywhere, or with any byte changed, a module is refused or runs; it never takes anybody along.
#[test]
fn damaged_modules_are_survived() {
    let whole = in_short_nights(&format!("(f32.store offset={SESSION_LOAD} (local.get $l) (f32.const 120))")).bytes();
    // Only where nothing but the names for debuggers is missing is it still a rule.
    let is_rule = |length: &usize| open(&whole[..*length]).is_ok();
    assert_eq!((0..whole.len()).filter(is_rule).count(), 1);
    let mut opened = 0;
    for place in (0..whole.len()).step_by(3) {
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << (place % 8);
        if let Ok(rule) = open(&bytes) {
            opened += 1;
            _ = ask(&rule, &slept(3.0));
        }
    }
    assert!(opened > 0, "a byte of a text can be changed");
}
