//! What time it is, to say since when a rule is in trouble.

use jiff::Timestamp;
use std::time::SystemTime;

/// Now, to the second.
pub(crate) fn timestamp() -> Timestamp {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_second(since_1970.as_secs() as i64).unwrap_or(Timestamp::UNIX_EPOCH)
}
