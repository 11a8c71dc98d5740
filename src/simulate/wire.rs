//! Calls that go wrong on purpose, byte by byte on a raw connection.

use std::io;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::call::Call;
use super::transport::Transport;

/// When the phone hangs up on an answer that it never reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HangUp {
    /// As soon as the last byte is sent.
    AtOnce,
    /// When the first byte of the answer comes.
    AtTheAnswer,
}

impl Transport {
    /// Sends a call up to the middle of its body and closes the connection.
    pub(super) async fn cut(&self, call: &Call) -> io::Result<()> {
        let wire = call.wire(&self.host);
        let body = call.body.as_ref().map_or(0, |(_, body)| body.len());
        let mut stream = self.send(&wire[..wire.len() - body.div_ceil(2)]).await?;
        stream.shutdown().await
    }

    /// Sends a call whole and throws its answer away unread.
    pub(super) async fn unread(&self, call: &Call, hang_up: HangUp) -> io::Result<()> {
        let mut stream = self.send(&call.wire(&self.host)).await?;
        if hang_up == HangUp::AtTheAnswer {
            let first = stream.read_u8();
            // A node that takes longer is left without a word as well.
            let _ = tokio::time::timeout(Duration::from_secs(5), first).await;
        }
        Ok(())
    }

    async fn send(&self, bytes: &[u8]) -> io::Result<TcpStream> {
        self.meter.calls.fetch_add(1, Relaxed);
        let mut stream = TcpStream::connect(&self.host).await?;
        stream.write_all(bytes).await?;
        stream.flush().await?;
        self.meter.up.fetch_add(bytes.len() as u64, Relaxed);
        Ok(stream)
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;
    use tokio::task::JoinHandle;

    use super::*;
    use crate::simulate::call::Encoding;

    /// A server that answers the first connection with `says` and gives back what came in. It reads
    /// up to the end of the connection, or up to `enough` bytes.
    async fn server(enough: usize, says: &'static str) -> (Transport, JoinHandle<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let task = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let (mut came, mut piece) = (Vec::new(), [0; 4096]);
            while came.len() < enough {
                let n = stream.read(&mut piece).await.unwrap();
                if n == 0 {
                    break;
                }
                came.extend_from_slice(&piece[..n]);
            }
            let _ = stream.write_all(says.as_bytes()).await;
            came
        });
        (Transport::new(&url, Duration::from_secs(1)).unwrap(), task)
    }

    fn call() -> Call {
        Call::post("/v1/sync", "secret", Encoding::Plain, &[b'x'; 1000]).unwrap()
    }

    #[tokio::test]
    async fn a_cut_call_arrives_up_to_the_middle_of_its_body() {
        let (transport, task) = server(usize::MAX, "").await;
        transport.cut(&call()).await.unwrap();
        let came = String::from_utf8(task.await.unwrap()).unwrap();
        let (head, body) = came.split_once("\r\n\r\n").unwrap();
        assert!(head.contains("Content-Length: 1000") && head.contains("Bearer secret"), "{head}");
        assert_eq!(body.len(), 500);
    }

    #[tokio::test]
    async fn an_unread_call_arrives_whole() {
        for hang_up in [HangUp::AtOnce, HangUp::AtTheAnswer] {
            let whole = call().wire("127.0.0.1:1").len() - 16;
            let (transport, task) = server(whole, "HTTP/1.1 200 OK\r\n\r\n").await;
            transport.unread(&call(), hang_up).await.unwrap();
            let came = String::from_utf8(task.await.unwrap()).unwrap();
            assert_eq!(came.split_once("\r\n\r\n").unwrap().1.len(), 1000);
        }
    }

    #[tokio::test]
    async fn a_slow_call_arrives_whole_and_is_answered() {
        let says = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        let (transport, task) = server(1000 + 250, says).await;
        let answer = transport.once(&call(), true).await.unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (200, &b"ok"[..]));
        let came = task.await.unwrap();
        assert_eq!(came.iter().filter(|b| **b == b'x').count(), 1000);
    }

    #[tokio::test]
    async fn a_node_that_is_away_is_tried_again_until_patience_is_over() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let transport = Transport::new(&url, Duration::from_millis(400)).unwrap();
        transport.patient(&call()).await.unwrap_err();
        assert!(transport.meter.retries.load(Relaxed) >= 2);
    }
}
