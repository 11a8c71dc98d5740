use object_store::memory::InMemory;
use tempfile::TempDir;

use super::*;
use sha2::{Digest as _, Sha256};

async fn store(blobs: &Blobs, bytes: &[u8]) -> Stored {
    let mut receiver = blobs.receive(100 << 20);
    for chunk in bytes.chunks(3 + bytes.len() / 7) {
        receiver.write(chunk).await.unwrap();
    }
    receiver.finish().await.unwrap()
}

async fn read(blobs: &Blobs, digest: Digest) -> Option<Vec<u8>> {
    Some(blobs.content(digest).await.unwrap()?.whole().await.unwrap())
}

/// Everything that is there, with its size.
async fn all(blobs: &Blobs) -> Vec<(String, u64)> {
    let listed = blobs.store.list(None).map(|meta| meta.unwrap());
    listed.map(|meta| (meta.location.to_string(), meta.size)).collect().await
}

fn files(directory: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}

/// Both kinds of places.
fn places() -> (TempDir, [Blobs; 2]) {
    let directory = TempDir::new().unwrap();
    let local = Blobs::open(directory.path()).unwrap();
    (directory, [local, Blobs::remote(Arc::new(InMemory::new()))])
}

/// Nothing, a little, what fits into one part to the byte, and what takes several.
fn contents() -> Vec<Vec<u8>> {
    let long = |length: usize| (0..length).map(|at| (at % 251) as u8).collect();
    vec![Vec::new(), b"photo".to_vec(), long(LOCAL_PART), long(REMOTE_PART), long(11 << 20)]
}

#[tokio::test]
async fn the_same_bytes_are_there_once_under_their_digest_and_are_read_as_they_came() {
    let (_directory, places) = places();
    for blobs in places {
        for bytes in contents() {
            let (one, again) = (store(&blobs, &bytes).await, store(&blobs, &bytes).await);
            let digest = Digest(Sha256::digest(&bytes).into());
            assert_eq!((one, again.digest), (Stored { digest, size: bytes.len() as u64 }, digest));
            let name = format!("sha256/{}/{digest}", &digest.to_string()[..2]);
            assert_eq!(all(&blobs).await, [(name, one.size)]);
            assert_eq!(blobs.size(digest).await.unwrap(), Some(one.size));
            assert_eq!(read(&blobs, digest).await, Some(bytes));
            blobs.remove(digest).await.unwrap();
            blobs.remove(digest).await.unwrap();
            assert_eq!(
                (read(&blobs, digest).await, blobs.size(digest).await.unwrap()),
                (None, None)
            );
        }
    }
}

#[tokio::test]
async fn what_is_too_large_or_left_off_leaves_nothing() {
    let (directory, places) = places();
    for blobs in &places {
        for (length, limit) in [(5, 4), (11 << 20, 10 << 20)] {
            let mut large = blobs.receive(limit);
            let bytes = vec![1; length];
            let mut refused = None;
            for chunk in bytes.chunks(1 << 20) {
                refused = large.write(chunk).await.err();
            }
            assert_eq!(refused.unwrap().kind(), io::ErrorKind::FileTooLarge);
            drop(large);
            let mut half = blobs.receive(100 << 20);
            half.write(&bytes).await.unwrap();
            drop(half);
        }
        assert_eq!(all(blobs).await, []);
    }
    // Files that were begun are removed on a thread of their own.
    for _ in 0..100 {
        if files(directory.path()) == 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(files(directory.path()), 0);
    let folder = directory.path().join("sha256/ab");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("ab12#1"), b"x").unwrap();
    std::fs::write(directory.path().join("incoming/crashed"), b"x").unwrap();
    places[0].clear().unwrap();
    assert_eq!(files(directory.path()), 0, "what a crash left is gone after the next start");
}

#[tokio::test]
async fn what_the_disk_changed_never_goes_out_as_a_whole() {
    let directory = TempDir::new().unwrap();
    let blobs = Blobs::open(directory.path()).unwrap();
    for bytes in [b"photo".to_vec(), vec![7; 300_000]] {
        let stored = store(&blobs, &bytes).await;
        let name = stored.digest.to_string();
        let file = directory.path().join("sha256").join(&name[..2]).join(&name);
        let mut damaged = bytes.clone();
        damaged[2] ^= 1;
        for wrong in [damaged, bytes[..bytes.len() - 1].to_vec()] {
            std::fs::write(&file, wrong).unwrap();
            let mut content = blobs.content(stored.digest).await.unwrap().unwrap();
            let mut given = 0;
            let error = loop {
                match content.next().await.expect("an error before the end") {
                    Ok(chunk) => given += chunk.len(),
                    Err(error) => break error,
                }
            };
            assert_eq!(error.kind(), io::ErrorKind::InvalidData);
            assert!(given < bytes.len(), "{given}");
        }
    }
}

#[tokio::test]
async fn what_was_looked_at_is_given_again() {
    let (_directory, places) = places();
    for blobs in places {
        for bytes in contents() {
            let digest = store(&blobs, &bytes).await.digest;
            let mut content = blobs.content(digest).await.unwrap().unwrap();
            let head = content.peek(12).await.unwrap();
            assert!(bytes.starts_with(head) && head.len() >= bytes.len().min(12));
            let chunks: Vec<_> = content.chunks().map(Result::unwrap).collect().await;
            assert!(chunks.concat() == bytes);
            if bytes.len() > 3 {
                let to = bytes.len() - 1;
                let part = blobs.part(digest, 2..to as u64).await.unwrap().unwrap();
                assert!(part.size == to as u64 - 2 && part.whole().await.unwrap() == bytes[2..to]);
            }
        }
    }
}

#[tokio::test]
async fn what_came_before_a_moment_is_told() {
    let (_directory, places) = places();
    for blobs in places {
        let stored = store(&blobs, b"photo").await;
        let told = async |moment: SystemTime| {
            blobs.before(moment).map(Result::unwrap).collect::<Vec<_>>().await
        };
        assert_eq!(
            told(SystemTime::now() + std::time::Duration::from_secs(9)).await,
            [stored.digest]
        );
        assert_eq!(told(SystemTime::now() - std::time::Duration::from_secs(9)).await, []);
    }
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
