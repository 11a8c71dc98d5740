//! Bodies under keys of their own.
//!
//! A packed body is sealed with ChaCha20-Poly1305 under a key that is made from the node's master key and
//! from the salt of this one body, 16 random bytes that stand before it. Who destroys the salt destroys the
//! key: a copy of the body without it is noise, even for the master key. `sikia backup` makes use of that
//! ([why](../../docs/decisions/0035-a-key-for-each-body.md)).

use std::borrow::Cow;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;

use rand::Rng;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use ring::hmac;

use super::{Result, StoreError};

/// How long the salt of a body is: it is its first bytes.
pub const SALT: usize = 16;
/// How long the tag at its end is.
const TAG: usize = 16;
/// What every body begins with before it is sealed: zstd says so of all that it packs.
const PACKED: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// What the bodies in quarantine belong to.
pub(in crate::store) const QUARANTINE: &[u8] = b"quarantine";

/// What seals the bodies of a store; nothing where it has no master key.
#[derive(Clone, Default)]
pub(in crate::store) struct Seal(Option<Arc<hmac::Key>>);

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Seal" } else { "Seal (none)" })
    }
}

/// The secret of a node that no backup of its store has.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterKey")
    }
}

impl MasterKey {
    /// Reads the key in a file. `None` when there is no file.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the file cannot be read or holds no key.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unavailable(path, &error)),
        };
        Self::from_text(text.trim())
            .map(Some)
            .ok_or_else(|| StoreError::Unavailable(format!("{}: no master key", path.display())))
    }

    /// Reads the key in a file, which is made, for nobody but its owner to read, where there is none.
    ///
    /// # Errors
    /// As [`MasterKey::read`].
    pub fn at(path: &Path) -> Result<Self> {
        if let Some(key) = Self::read(path)? {
            return Ok(key);
        }
        let mut new = [0; 32];
        rand::rng().fill_bytes(&mut new);
        match Self(new).write(path) {
            Ok(()) => Ok(Self(new)),
            // Another process was faster, and its key is whole: files get their name when they are.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Self::read(path)?
                .ok_or_else(|| StoreError::Unavailable(format!("{}: gone", path.display()))),
            Err(error) => Err(unavailable(path, &error)),
        }
    }

    /// Writes it to a file that is not there yet.
    ///
    /// # Errors
    /// When the file is there or cannot be written.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{}", uuid::Uuid::new_v4()));
        let part = Path::new(&name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(part)?;
        writeln!(file, "{}", self.to_text())?;
        file.sync_all()?;
        let named = std::fs::hard_link(part, path);
        std::fs::remove_file(part)?;
        named
    }

    /// The key as text: 64 hexadecimal digits.
    pub fn to_text(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The key of a text.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut key = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (byte, at) in key.iter_mut().zip((0..).step_by(2)) {
            *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
        }
        Some(Self(key))
    }

    /// What a store keeps to know its key by; the key cannot be told from it.
    pub(in crate::store) fn check(&self) -> Vec<u8> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        hmac::sign(&key, b"sikia master key").as_ref().to_vec()
    }
}

/// The seal of a store that knows its key by something. The key in the file must be that one: with
/// another, nothing would open, and what is written would be lost to the right one.
pub(in crate::store) fn known_by(check: Option<Vec<u8>>, file: &Path) -> Result<Seal> {
    match MasterKey::read(file)? {
        Some(key) if check == Some(key.check()) => Ok(Seal::new(&key)),
        _ => {
            let file = file.display();
            let words = format!("{file} is not the master key that this store is sealed with");
            Err(StoreError::Unavailable(words))
        }
    }
}

fn unavailable(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::Unavailable(format!("{}: {error}", path.display()))
}

impl Seal {
    /// Seals with keys that are made from a master key.
    pub fn new(key: &MasterKey) -> Self {
        Self(Some(Arc::new(hmac::Key::new(hmac::HMAC_SHA256, &key.0))))
    }

    /// Seals a packed body. `about` is what the body belongs to: beside anything else it does not open.
    pub fn close(&self, mut packed: Vec<u8>, about: &[u8]) -> Result<Vec<u8>> {
        let Some(master) = &self.0 else { return Ok(packed) };
        let mut body = Vec::with_capacity(SALT + packed.len() + TAG);
        body.resize(SALT, 0);
        rand::rng().fill_bytes(&mut body);
        // So that it is told from a body that is not sealed.
        body[0] |= 0x80;
        let key = key(master, &body, about)?;
        let inside = packed.strip_prefix(&PACKED).map_or(0, |_| PACKED.len());
        if inside == 0 {
            return Err(StoreError::Constraint("a body that is not packed".into()));
        }
        packed.drain(..inside);
        key.seal_in_place_append_tag(nonce(), Aad::from(about), &mut packed).map_err(refused)?;
        body.extend_from_slice(&packed);
        Ok(body)
    }

    /// The packed body as it was before it was sealed. A body from a time without seals is that already.
    pub fn open<'a>(&self, body: &'a [u8], about: &[u8]) -> Result<Cow<'a, [u8]>> {
        if body.starts_with(&PACKED) {
            return Ok(body.into());
        }
        let Some(master) = &self.0 else {
            return Err(StoreError::Unavailable(
                "bodies are sealed, and there is no master key".into(),
            ));
        };
        let parts = body.split_at_checked(SALT);
        let (salt, sealed) = parts.ok_or_else(|| refused(ring::error::Unspecified))?;
        let key = key(master, salt, about)?;
        let mut packed = Vec::with_capacity(PACKED.len() + sealed.len());
        packed.extend_from_slice(sealed);
        let size =
            key.open_in_place(nonce(), Aad::from(about), &mut packed).map_err(refused)?.len();
        packed.truncate(size);
        packed.splice(..0, PACKED);
        Ok(packed.into())
    }
}

/// The key of one body.
fn key(master: &hmac::Key, salt: &[u8], about: &[u8]) -> Result<LessSafeKey> {
    let mut context = hmac::Context::with_key(master);
    context.update(salt);
    context.update(about);
    let key = UnboundKey::new(&CHACHA20_POLY1305, context.sign().as_ref()).map_err(refused)?;
    Ok(LessSafeKey::new(key))
}

/// Always the same: each key seals one body only.
fn nonce() -> Nonce {
    Nonce::assume_unique_for_key([0; 12])
}

fn refused(_: ring::error::Unspecified) -> StoreError {
    StoreError::Corrupt("a sealed body does not open".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> (Seal, Vec<u8>, Vec<u8>) {
        let packed = zstd::bulk::compress(b"{\"words\":\"Tunahitaji kujua gharama\"}", 3).unwrap();
        let seal = Seal::new(&MasterKey([7; 32]));
        let body = seal.close(packed.clone(), b"revision").unwrap();
        (seal, packed, body)
    }

    #[test]
    fn a_sealed_body_opens_to_what_it_was_and_is_28_bytes_longer() {
        let (seal, packed, body) = sealed();
        assert_eq!(seal.open(&body, b"revision").unwrap(), packed);
        assert_eq!(body.len(), packed.len() + 28);
        assert!(!body.windows(8).any(|part| packed.windows(8).any(|other| part == other)));
        assert_ne!(seal.close(packed, b"revision").unwrap(), body, "each has a key of its own");
    }

    #[test]
    fn a_body_does_not_open_without_its_salt_beside_another_thing_or_under_another_key() {
        let (seal, _, body) = sealed();
        let without = |at: usize| {
            let mut other = body.clone();
            other[at] ^= 1;
            other
        };
        for at in [0, SALT - 1, SALT, body.len() - 1] {
            assert!(seal.open(&without(at), b"revision").is_err(), "{at}");
        }
        assert!(seal.open(&body[SALT..], b"revision").is_err());
        assert!(seal.open(&body, b"another").is_err());
        assert!(Seal::new(&MasterKey([8; 32])).open(&body, b"revision").is_err());
        assert!(Seal::default().open(&body, b"revision").is_err());
        assert!(seal.open(b"", b"revision").is_err());
    }

    #[test]
    fn what_was_stored_before_there_were_seals_is_read_as_it_is() {
        let (seal, packed, _) = sealed();
        assert_eq!(seal.open(&packed, b"revision").unwrap(), packed);
        assert_eq!(Seal::default().close(packed.clone(), b"revision").unwrap(), packed);
    }

    #[test]
    fn a_master_key_is_made_once_and_is_its_owners_alone() {
        let directory = tempfile::TempDir::new().unwrap();
        let path = directory.path().join("sikia.key");
        assert!(MasterKey::read(&path).unwrap().is_none());
        let threads: Vec<_> = (0..8)
            .map(|_| {
                let path = path.clone();
                std::thread::spawn(move || MasterKey::at(&path).unwrap().to_text())
            })
            .collect();
        let made: Vec<String> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
        assert!(made.iter().all(|key| *key == made[0]), "{made:?}");
        assert_eq!(MasterKey::read(&path).unwrap().unwrap().to_text(), made[0]);
        assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        std::fs::write(&path, "not a key").unwrap();
        assert!(MasterKey::read(&path).is_err());
        assert!(MasterKey::from_text(&"é".repeat(32)).is_none());
    }
}
