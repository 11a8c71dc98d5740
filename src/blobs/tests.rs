use tempfile::TempDir;
use tokio::io::AsyncReadExt;

use super::*;

async fn store(blobs: &Blobs, bytes: &[u8]) -> Stored {
    let mut receiver = blobs.receive(1_000).await.unwrap();
    for chunk in bytes.chunks(3) {
        receiver.write(chunk).await.unwrap();
    }
    receiver.finish().await.unwrap()
}

fn files(directory: &Path) -> usize {
    let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}

#[tokio::test]
async fn the_same_bytes_are_there_once_and_are_read_as_they_came() {
    let directory = TempDir::new().unwrap();
    let blobs = Blobs::open(directory.path()).unwrap();
    let (one, again) = (store(&blobs, b"photo").await, store(&blobs, b"photo").await);
    assert_eq!(one, again);
    assert_eq!((one.size, files(directory.path())), (5, 1));
    let mut read = Vec::new();
    let mut file = blobs.open_file(one.digest).await.unwrap().unwrap();
    file.read_to_end(&mut read).await.unwrap();
    assert_eq!(read, b"photo");
    let empty = store(&blobs, b"").await;
    assert_eq!(empty.size, 0, "nothing is a content, too");
    blobs.remove(one.digest).await.unwrap();
    blobs.remove(one.digest).await.unwrap();
    assert!(blobs.open_file(one.digest).await.unwrap().is_none());
}

#[tokio::test]
async fn what_is_too_large_or_left_off_leaves_nothing() {
    let directory = TempDir::new().unwrap();
    let blobs = Blobs::open(directory.path()).unwrap();
    let mut large = blobs.receive(4).await.unwrap();
    assert_eq!(large.write(b"12345").await.unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    drop(large);
    let mut half = blobs.receive(100).await.unwrap();
    half.write(b"half").await.unwrap();
    drop(half);
    assert_eq!(files(directory.path()), 0);
    std::fs::write(directory.path().join("incoming/crashed"), b"x").unwrap();
    Blobs::open(directory.path()).unwrap().clear().unwrap();
    assert_eq!(files(directory.path()), 0, "what a crash left is gone after the next start");
}

#[test]
fn a_digest_is_read_as_it_is_written_and_as_nothing_else() {
    let digest = Digest(Sha256::digest(b"x").into());
    assert_eq!(digest.to_string().parse(), Ok(digest));
    let short = "0".repeat(63);
    for wrong in ["", "../../etc/passwd", &short, &"g".repeat(64), &"é".repeat(32)] {
        assert_eq!(wrong.parse::<Digest>(), Err(()), "{wrong}");
    }
}
