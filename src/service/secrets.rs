//! Tokens and passwords.

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRng;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::{Failure, Result, blocking};
use crate::domain::problem::Problem;
use crate::store::TokenHash;

/// A new secret of 256 random bits, as text that fits into a header. Shown once, stored hashed.
///
/// # Errors
/// When the operating system has no random numbers.
pub fn new_token() -> Result<String> {
    let mut bytes = [0u8; 32];
    rand::rngs::SysRng
        .try_fill_bytes(&mut bytes)
        .map_err(|error| Failure::Fault(format!("no random numbers: {error}")))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// The hash under which a secret is stored. Secrets are random, so that a fast hash is enough.
pub fn hash_token(token: &str) -> TokenHash {
    TokenHash(Sha256::digest(token.as_bytes()).into())
}

/// Hashes and checks passwords with argon2id at the parameters that OWASP asks for (19 MiB, 2 passes,
/// 1 lane), a few at a time: hashing must not take the machine away from the phones.
#[derive(Clone)]
pub struct Passwords {
    at_work: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        const AT_WORK: usize = 2;
        const WAITING: usize = 32;
        Self {
            at_work: Arc::new(Semaphore::new(AT_WORK)),
            waiting: Arc::new(Semaphore::new(WAITING)),
        }
    }
}

impl Passwords {
    /// A hash of a password, as a PHC string.
    ///
    /// # Errors
    /// [`Problem::Busy`] when too many wait already.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        self.work(move || {
            Argon2::default()
                .hash_password(password.as_bytes())
                .map(|hash| hash.to_string())
                .map_err(|error| Failure::Fault(error.to_string()))
        })
        .await?
    }

    /// Whether a password fits a hash. With no hash it takes as long, and never fits: time must not
    /// tell which accounts exist.
    ///
    /// # Errors
    /// [`Problem::Busy`] when too many wait already.
    pub async fn check(&self, password: &str, hash: Option<&str>) -> Result<bool> {
        let Some(hash) = hash.map(str::to_owned) else {
            self.hash(password).await?;
            return Ok(false);
        };
        let password = password.to_owned();
        self.work(move || {
            PasswordHash::new(&hash).is_ok_and(|hash| {
                Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
            })
        })
        .await
    }

    async fn work<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let _waiting = self.waiting.try_acquire().map_err(|_| Problem::Busy { retry_after: 5 })?;
        let closed = |_| Failure::Fault("the password workers are gone".into());
        let _at_work = self.at_work.acquire().await.map_err(closed)?;
        // Hashing is always costly.
        blocking(usize::MAX, job).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_differ() {
        let (one, other) = (new_token().unwrap(), new_token().unwrap());
        assert_eq!(one.len(), 43);
        assert_ne!(one, other);
        assert_ne!(hash_token(&one), hash_token(&other));
    }

    #[tokio::test]
    async fn passwords_are_hashed_with_the_parameters_that_owasp_asks_for() {
        let passwords = Passwords::default();
        let hash = passwords.hash("mgodi salama").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.check("mgodi salama", Some(&hash)).await.unwrap());
        assert!(!passwords.check("mgodi", Some(&hash)).await.unwrap());
        assert!(!passwords.check("mgodi salama", None).await.unwrap());
    }
}
