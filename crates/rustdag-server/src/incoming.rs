//! Connections as they come in. One that does not say anything is dropped: left alone it would hold up the drain for
//! ever.

use std::io;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

/// How long a new connection may be silent.
const FIRST_BYTE: Duration = Duration::from_secs(10);
/// Connections that said something and wait to be served.
const WAITING_MAX: usize = 1024;
/// How long to wait after the system refused a connection, mostly because too many files are open.
const BREATH: Duration = Duration::from_millis(50);

/// Accepts connections for as long as somebody takes them.
pub(crate) fn accept(listener: TcpListener) -> mpsc::Receiver<io::Result<TcpStream>> {
    accept_patiently(listener, FIRST_BYTE)
}

fn accept_patiently(listener: TcpListener, first_byte: Duration) -> mpsc::Receiver<io::Result<TcpStream>> {
    let (connections, out) = mpsc::channel(WAITING_MAX);
    tokio::spawn(async move {
        loop {
            let accepted = tokio::select! {
                () = connections.closed() => return,
                accepted = listener.accept() => accepted,
            };
            match accepted {
                Ok((connection, _)) => {
                    tokio::spawn(greet(connection, first_byte, connections.clone()));
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    sleep(BREATH).await;
                }
            }
        }
    });
    out
}

/// Hands a connection on once its first byte is there.
async fn greet(connection: TcpStream, first_byte: Duration, connections: mpsc::Sender<io::Result<TcpStream>>) {
    let mut first = [0];
    let spoke = tokio::select! {
        () = connections.closed() => return,
        spoke = timeout(first_byte, connection.peek(&mut first)) => spoke,
    };
    if matches!(spoke, Ok(Ok(1..))) && connection.set_nodelay(true).is_ok() {
        // Nobody takes connections any more: dropping it tells the peer.
        let _ = connections.send(Ok(connection)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    #[tokio::test]
    async fn a_silent_connection_is_dropped_and_one_that_speaks_is_served() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut connections = accept_patiently(listener, Duration::from_millis(100));

        let mut silent = TcpStream::connect(address).await.unwrap();
        let mut speaking = TcpStream::connect(address).await.unwrap();
        speaking.write_all(b"P").await.unwrap();
        let served = connections.recv().await.unwrap().unwrap();
        assert_eq!(served.peer_addr().unwrap(), speaking.local_addr().unwrap());
        assert_eq!(silent.read(&mut [0]).await.unwrap(), 0, "the silent one is closed");
    }
}
