//! What a worker may not do: use up the machine, start threads or programs, write files, or outlive the service.
//!
//! What is limited here is limited against mistakes. A worker runs as the service's user and is no sandbox.

use std::io;
use std::os::fd::{AsFd as _, AsRawFd as _};
use std::os::unix::net::UnixStream;

/// Address space of a worker, bytes: this program and a rule take a tenth of it.
const MEMORY_MOST: u64 = 256 << 20;
/// Files a worker may have open at a time.
const FILES_MOST: u64 = 32;
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

/// Limits this process for good.
pub(crate) fn confine() -> io::Result<()> {
    limit(libc::RLIMIT_AS, MEMORY_MOST)?;
    limit(libc::RLIMIT_NOFILE, FILES_MOST)?;
    limit(libc::RLIMIT_CORE, 0)?;
    limit(libc::RLIMIT_FSIZE, 0)?;
    // No effect on a superuser's processes.
    limit(libc::RLIMIT_NPROC, 0)
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
