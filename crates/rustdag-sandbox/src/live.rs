//! One running instance of a rule: its memory, its pages, its steps.

use crate::declared::info_of;
use crate::engine::{TICKS_MOST, engine};
use crate::pages::{LIMITS_BYTES, SNAPSHOT_BYTES, Seen, put_limits, take_limits};
use crate::sandbox::Sight;
use crate::unfit::Unfit;
use rustdag_rule_abi::{
    CONFIG_SIZE_FN, CONFIGURE_FN, INFO_FN, LIMITS_FN, Limits, PAGE_BYTES, RuleInfo, Snapshot, Status,
};
use std::fmt;
use std::mem::size_of;
use std::time::Duration;
use wasmtime::{InstancePre, Memory, Store, StoreLimits, StoreLimitsBuilder, Trap, TypedFunc, WasmParams, WasmResults};

/// Steps one answer may take: about one per instruction. The official rules take at most a few thousand.
pub const STEPS_MOST: u64 = 200_000;
/// Steps that starting and configuring may take: they happen once.
pub(crate) const CONFIGURE_STEPS_MOST: u64 = 20_000_000;
/// Most memory, the host's pages included. A rule in Rust has a little over a million bytes, most of it stack.
pub(crate) const MEMORY_BYTES_MOST: usize = 4 * 1024 * 1024;
/// Most entries of its table of functions. It has one: what is limited is each table, not all together.
const TABLE_MOST: usize = 10_000;
/// How long the slow calls of a rule may take together, time of the processor.
pub(crate) const SLOW_CALLS_MOST: Duration = Duration::from_secs(5);

/// What memory grows by.
const MEMORY_STEP: usize = 64 * 1024;
/// Where in the host's piece of memory each page lies: configuration, snapshot, limits, then the parameters' text.
const SNAPSHOT_AT: usize = PAGE_BYTES;
const LIMITS_AT: usize = 2 * PAGE_BYTES;
const PARAMETERS_AT: usize = 3 * PAGE_BYTES;

static NO_OPINION: Limits = Limits::no_opinion();

/// A call that did not come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// It took too many steps. It would on every machine.
    Steps,
    /// It took too much time. It might not have elsewhere.
    Time,
    /// Its calls before took too much time together, each of them less than is allowed.
    Slow,
    /// It gave up: what a panic is in WebAssembly.
    Panicked,
    /// It read or wrote where it has no memory.
    Memory,
    /// It called itself until there was no stack left.
    Stack,
    /// It did something else that has no result, such as dividing a whole number by zero.
    Trapped(&'static str),
    /// The runtime could not go on.
    Runtime,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Steps => return write!(f, "it did not come to an end within {STEPS_MOST} steps"),
            Self::Time => "it took more than a second",
            Self::Slow => {
                return write!(f, "its slow answers took more than {} s together", SLOW_CALLS_MOST.as_secs());
            }
            Self::Panicked => "it panicked",
            Self::Memory => "it reached outside its memory",
            Self::Stack => "it called itself until its stack was full",
            Self::Trapped(what) => what,
            Self::Runtime => "its runtime could not go on",
        })
    }
}

impl Failed {
    #[cold]
    fn of(error: &wasmtime::Error) -> Self {
        match error.downcast_ref::<Trap>() {
            Some(Trap::OutOfFuel) => Self::Steps,
            Some(Trap::Interrupt) => Self::Time,
            Some(Trap::UnreachableCodeReached) => Self::Panicked,
            Some(Trap::MemoryOutOfBounds | Trap::TableOutOfBounds | Trap::HeapMisaligned) => Self::Memory,
            Some(Trap::StackOverflow) => Self::Stack,
            Some(Trap::IntegerDivisionByZero) => Self::Trapped("it divided a whole number by zero"),
            Some(Trap::IntegerOverflow | Trap::BadConversionToInteger) => {
                Self::Trapped("it made a whole number of something that is none")
            }
            Some(Trap::IndirectCallToNull | Trap::BadSignature) => Self::Trapped("it called a function that is none"),
            Some(_) | None => Self::Runtime,
        }
    }
}

/// A rule that runs.
pub(crate) struct Live {
    store: Store<StoreLimits>,
    memory: Memory,
    /// Address of the host's pages.
    pages: usize,
    seen: Seen,
    limits: TypedFunc<(u32, u32, u32), i32>,
}

impl Live {
    /// Starts and configures an instance. `info` is what the file said, asked again of the instance.
    pub fn start(
        pre: &InstancePre<StoreLimits>,
        info: &RuleInfo,
        parameters: &str,
        sight: Sight,
    ) -> Result<Self, Unfit> {
        let started = |error: wasmtime::Error| Unfit::Start(one_line(&error));
        let cap = StoreLimitsBuilder::new()
            .instances(1)
            .memories(1)
            .memory_size(MEMORY_BYTES_MOST)
            .tables(1)
            .table_elements(TABLE_MOST);
        let mut store = Store::new(engine(), cap.build());
        store.limiter(|limits| limits);
        store.set_fuel(CONFIGURE_STEPS_MOST).map_err(started)?;
        store.set_epoch_deadline(TICKS_MOST);
        let instance = pre.instantiate(&mut store).map_err(|error| match error.downcast_ref::<Trap>() {
            Some(_) => Unfit::Start(Failed::of(&error).to_string()),
            None => started(error),
        })?;
        let memory = instance.get_memory(&mut store, "memory").ok_or(Unfit::NoExport("memory"))?;
        let pages = memory.data_size(&store);
        memory.grow(&mut store, 1).map_err(|_| Unfit::Memory)?;

        let tell = function::<(), u32>(&instance, &mut store, INFO_FN)?;
        let config_size = function::<(), u32>(&instance, &mut store, CONFIG_SIZE_FN)?;
        let configure = function::<(u32, u32, u32, u32), i32>(&instance, &mut store, CONFIGURE_FN)?;
        let limits = function::<(u32, u32, u32), i32>(&instance, &mut store, LIMITS_FN)?;

        let failed = |error: wasmtime::Error| {
            Unfit::ConfigureFailed(match Failed::of(&error) {
                Failed::Steps => "it did not come to an end".to_owned(),
                other => other.to_string(),
            })
        };
        let told = tell.call(&mut store, ()).map_err(failed)? as usize;
        let told = memory.data(&store).get(told..).and_then(|bytes| bytes.get(..size_of::<RuleInfo>()));
        if told.map(info_of) != Some(*info) {
            return Err(Unfit::Changed);
        }
        let wanted = config_size.call(&mut store, ()).map_err(failed)?;
        if wanted as usize > PAGE_BYTES {
            return Err(Unfit::ConfigSize(wanted));
        }
        let room = MEMORY_STEP - PARAMETERS_AT;
        if parameters.len() > room {
            return Err(Unfit::Parameters(parameters.len(), room));
        }
        let text = pages + PARAMETERS_AT;
        memory.data_mut(&mut store)[text..text + parameters.len()].copy_from_slice(parameters.as_bytes());
        let at = (text as u32, parameters.len() as u32, pages as u32, PAGE_BYTES as u32);
        let status = configure.call(&mut store, at).map_err(failed)?;
        if status != Status::OK {
            return Err(Unfit::Configure(status));
        }
        // Last, so that nothing the rule did while it started is taken for a snapshot.
        let room = memory.data_mut(&mut store).get_mut(pages..).ok_or(Unfit::Memory)?;
        Seen::begin(part::<SNAPSHOT_BYTES>(room, SNAPSHOT_AT).map_err(|_| Unfit::Memory)?);
        let seen = Seen::new(match sight {
            Sight::Declared => info.needs,
            Sight::Everything => [u64::MAX; 4],
        });
        Ok(Self { store, memory, pages, seen, limits })
    }

    /// Asks the rule: copies in what it sees of the snapshot, and the limits out. Answers the rule's status and the steps it took. After
    /// a failure the instance is not to be used again: it stopped wherever it was.
    #[inline]
    pub fn ask(&mut self, snapshot: &Snapshot, limits: &mut Limits) -> Result<i32, Failed> {
        let bytes = self.memory.data_mut(&mut self.store);
        // A memory never shrinks.
        let pages = bytes.get_mut(self.pages..).ok_or(Failed::Runtime)?;
        self.seen.put(snapshot, part::<SNAPSHOT_BYTES>(pages, SNAPSHOT_AT)?);
        put_limits(&NO_OPINION, part::<LIMITS_BYTES>(pages, LIMITS_AT)?);
        self.store.set_fuel(STEPS_MOST).map_err(|_| Failed::Runtime)?;
        self.store.set_epoch_deadline(TICKS_MOST);
        let at = (self.pages as u32, (self.pages + SNAPSHOT_AT) as u32, (self.pages + LIMITS_AT) as u32);
        let status = self.limits.call(&mut self.store, at).map_err(|error| Failed::of(&error))?;
        let pages = self.memory.data_mut(&mut self.store).get_mut(self.pages..).ok_or(Failed::Runtime)?;
        take_limits(part::<LIMITS_BYTES>(pages, LIMITS_AT)?, limits);
        Ok(status)
    }

    /// Steps the last call took.
    pub fn steps(&self) -> u64 {
        STEPS_MOST - self.store.get_fuel().unwrap_or(0)
    }
}

#[inline]
fn part<const N: usize>(pages: &mut [u8], start: usize) -> Result<&mut [u8; N], Failed> {
    pages.get_mut(start..start + N).and_then(|part| part.try_into().ok()).ok_or(Failed::Runtime)
}

fn function<P: WasmParams, R: WasmResults>(
    instance: &wasmtime::Instance,
    store: &mut Store<StoreLimits>,
    name: &'static str,
) -> Result<TypedFunc<P, R>, Unfit> {
    let function = instance.get_func(&mut *store, name).ok_or(Unfit::NoExport(name))?;
    function.typed(&*store).map_err(|_| Unfit::Signature(name))
}

/// An error and its causes.
pub(crate) fn one_line(error: &wasmtime::Error) -> String {
    format!("{error:#}").replace(char::is_control, " ")
}
