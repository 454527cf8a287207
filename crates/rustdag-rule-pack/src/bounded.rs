//! A reader that gives no more than so many bytes, and remembers that there was more.

use std::cell::Cell;
use std::io::{self, Read};

/// Says "too much" as an error that the reader above hands on.
const TOO_MUCH: &str = "it unpacks to too much";

/// At most `left` bytes of `inner`.
pub(crate) struct Bounded<'a, R> {
    inner: R,
    left: u64,
    too_much: &'a Cell<bool>,
}

impl<'a, R> Bounded<'a, R> {
    pub fn new(inner: R, most: u64, too_much: &'a Cell<bool>) -> Self {
        Self { inner, left: most, too_much }
    }
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            // The end may be just here.
            return match self.inner.read(&mut [0; 1])? {
                0 => Ok(0),
                _ => {
                    self.too_much.set(true);
                    Err(io::Error::other(TOO_MUCH))
                }
            };
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.inner.read(&mut buffer[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}
