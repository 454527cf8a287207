//! Addresses to listen on: numbers, or a name that this machine knows.

use serde::{Deserialize, Deserializer};
use std::net::{SocketAddr, ToSocketAddrs};

/// Reads `127.0.0.1:50051`, `[::1]:50051` or `localhost:50051`. A name with addresses of both kinds stands for that of
/// version 4, which is where clients look first.
///
/// # Errors
/// A sentence with an example, if it is none of these or nobody knows the name.
pub(crate) fn read(text: &str) -> Result<SocketAddr, String> {
    if let Ok(address) = text.parse() {
        return Ok(address);
    }
    let found: Vec<SocketAddr> = text.to_socket_addrs().map(Iterator::collect).unwrap_or_default();
    let first = found.iter().find(|address| address.is_ipv4()).or(found.first());
    first.copied().ok_or_else(|| "give an address such as 127.0.0.1:50051".to_owned())
}

/// The same for a settings file.
pub(crate) fn of_settings<'de, D: Deserializer<'de>>(settings: D) -> Result<Option<SocketAddr>, D::Error> {
    let text = String::deserialize(settings)?;
    read(&text).map(Some).map_err(|problem| serde::de::Error::custom(format!("listen is `{text}`; {problem}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_and_names() {
        assert_eq!(read("127.0.0.1:6000").unwrap().to_string(), "127.0.0.1:6000");
        assert_eq!(read("[::1]:6000").unwrap().to_string(), "[::1]:6000");
        let here = read("localhost:6000").unwrap();
        assert!(here.ip().is_loopback() && here.port() == 6000, "{here}");
        for text in ["", "nowhere", "localhost", "6000", "127.0.0.1:99999"] {
            assert_eq!(read(text).unwrap_err(), "give an address such as 127.0.0.1:50051", "{text}");
        }
    }
}
