//! Pages that end the process of who reads or writes beside them: the snapshot cannot be written, and behind the limits
//! is memory that cannot be touched.

use rustdag_core::rule::Rule;
use rustdag_rule_abi::{Limits, LimitsPage, PAGE_BYTES, Snapshot, SnapshotPage};
use std::io;
use std::mem::size_of;
use std::ptr::{self, NonNull};

/// What stands behind the snapshot's last field while a rule is asked a second time.
const NOISE: u8 = 0xa5;

/// A fence, the snapshot's page, a fence, the limits' page, a fence.
pub(super) struct Pages {
    start: NonNull<u8>,
    /// What the system protects at once; a page of ours or more.
    step: usize,
}

impl Pages {
    pub fn new() -> io::Result<Self> {
        // SAFETY: asks for a number.
        let step = usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).map_err(io::Error::other)?;
        let step = step.max(PAGE_BYTES);
        // SAFETY: new memory of its own, which nobody may touch yet.
        let start = unsafe {
            libc::mmap(ptr::null_mut(), 5 * step, libc::PROT_NONE, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS, -1, 0)
        };
        if start == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let start = NonNull::new(start.cast()).ok_or_else(|| io::Error::other("no memory"))?;
        let pages = Self { start, step };
        pages.allow(3, libc::PROT_READ | libc::PROT_WRITE)?;
        Ok(pages)
    }

    /// The end of a step: a page of ours ends where the next fence begins.
    fn page(&self, step: usize) -> *mut u8 {
        // SAFETY: steps are 0 to 4, all within what was mapped.
        unsafe { self.start.as_ptr().add((step + 1) * self.step - PAGE_BYTES) }
    }

    fn allow(&self, step: usize, what: libc::c_int) -> io::Result<()> {
        // SAFETY: a whole step within what was mapped, and nobody holds a reference into it while this is called.
        let status = unsafe { libc::mprotect(self.start.as_ptr().add(step * self.step).cast(), self.step, what) };
        if status == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
    }

    /// Asks a rule about a snapshot in these pages, with zeroes and with noise behind the layout. What cannot be
    /// survived ends this process.
    ///
    /// # Errors
    /// If the system does not protect memory as it is asked to: then nothing was tried.
    pub fn problem(&self, rule: &dyn Rule, snapshot: &Snapshot) -> io::Result<Option<String>> {
        let mut said = Vec::new();
        for behind in [0, NOISE] {
            self.allow(1, libc::PROT_READ | libc::PROT_WRITE)?;
            // SAFETY: both pages may be written now, and are whole pages of ours, aligned as the system's are.
            unsafe {
                ptr::write_bytes(self.page(1), behind, PAGE_BYTES);
                ptr::copy_nonoverlapping(ptr::from_ref(snapshot), self.page(1).cast(), 1);
                self.page(3).cast::<LimitsPage>().write(LimitsPage::no_opinion());
            }
            self.allow(1, libc::PROT_READ)?;
            // SAFETY: whole pages whose bytes were all written just now; pages consist of numbers and bytes, so any are
            // valid, and nobody else has a reference to them.
            let (asked, limits) =
                unsafe { (&*self.page(1).cast::<SnapshotPage>(), &mut *self.page(3).cast::<LimitsPage>()) };
            let answer = rule.limits(asked, limits);
            said.push(format!("{answer:?} {:?}", limits.limits));
            // SAFETY: the same page, read as bytes: all of it behind the limits was written as zeroes.
            let rest = unsafe {
                std::slice::from_raw_parts(self.page(3).add(size_of::<Limits>()), PAGE_BYTES - size_of::<Limits>())
            };
            if rest.iter().any(|byte| *byte != 0) {
                return Ok(Some("it writes behind the limits".to_owned()));
            }
        }
        Ok((said[0] != said[1]).then(|| "what stands behind the snapshot's last field changes its answer".to_owned()))
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        // SAFETY: what `new` mapped, and nobody holds a reference into it.
        unsafe { libc::munmap(self.start.as_ptr().cast(), 5 * self.step) };
    }
}
