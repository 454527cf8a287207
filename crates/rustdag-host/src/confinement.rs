//! What a library in a process of its own may not do: use up the machine, start threads or programs, write files, or
//! outlive the service.
//!
//! What is limited here is limited against mistakes. Such a process runs as the service's user and is no sandbox.

use std::io;
use std::os::fd::{AsFd as _, AsRawFd as _};
use std::os::unix::net::UnixStream;

/// How much of the machine a process may use.
pub(crate) struct Confinement {
    /// Address space, bytes.
    pub memory: u64,
    /// Files that may be open at a time.
    pub files: u64,
    /// Bytes of a file that may be written.
    pub file_bytes: u64,
    /// Whether it may start threads and programs.
    pub may_start: bool,
}

/// Of a worker. This program and a rule take a tenth of the memory.
pub(crate) const WORKER: Confinement = Confinement { memory: 256 << 20, files: 32, file_bytes: 0, may_start: false };

/// Seconds after which the system ends a worker that is still busy with one batch. The host has given up long before; this
/// is for a host that is gone.
const BUSY_MOST_S: u32 = 10;

/// Takes the line to the host, which is standard input, out of everybody's way: a rule that reads its input or prints
/// reaches nobody.
pub(crate) fn take_line() -> io::Result<UnixStream> {
    let line = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
    let nothing = std::fs::File::open("/dev/null")?;
    // SAFETY: both descriptors are open; the first three of this process are nobody's in particular.
    if unsafe { libc::dup2(nothing.as_raw_fd(), libc::STDIN_FILENO) } < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(line)
}

impl Confinement {
    /// Limits this process for good.
    pub fn apply(&self) -> io::Result<()> {
        limit(libc::RLIMIT_AS, self.memory)?;
        limit(libc::RLIMIT_NOFILE, self.files)?;
        limit(libc::RLIMIT_CORE, 0)?;
        limit(libc::RLIMIT_FSIZE, self.file_bytes)?;
        // No effect on a superuser's processes.
        if self.may_start { Ok(()) } else { limit(libc::RLIMIT_NPROC, 0) }
    }
}

#[cfg(target_os = "linux")]
type Resource = libc::__rlimit_resource_t;
#[cfg(not(target_os = "linux"))]
type Resource = libc::c_int;

fn limit(resource: Resource, most: u64) -> io::Result<()> {
    let most = libc::rlimit { rlim_cur: most, rlim_max: most };
    // SAFETY: a valid struct that outlives the call.
    if unsafe { libc::setrlimit(resource, &most) } == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// While this lives the process ends if it takes longer than a batch may.
pub(crate) struct Busy;

impl Busy {
    pub fn now() -> Self {
        // SAFETY: takes a number. Nothing handles the signal, so it ends the process.
        unsafe { libc::alarm(BUSY_MOST_S) };
        Self
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        // SAFETY: takes a number; zero takes the alarm back.
        unsafe { libc::alarm(0) };
    }
}

/// Ends this process at once: no destructors of a library run.
pub(crate) fn end(status: i32) -> ! {
    // SAFETY: never returns, and nothing of this process is needed any more.
    unsafe { libc::_exit(status) }
}
