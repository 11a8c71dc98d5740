//! People: added, signed in, signed out, disabled.

use uuid::Uuid;

use super::secrets::{hash_token, new_token};
use super::{Result, Services, throttle};
use crate::domain::access::{Person, Role};
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::problem::Problem;

/// How long a session lasts: 12 hours, one working day.
const SESSION_MS: i64 = 12 * 60 * 60 * 1000;
/// Longer passwords are no safer and only cost time.
const LONGEST_PASSWORD: usize = 1024;

/// Someone who just signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub person: Person,
    /// The session's token, which is stored hashed.
    pub token: String,
    /// When the session ends, in milliseconds since 1970.
    pub expires_at: i64,
}

/// Adds a person. `None` when the name is taken.
///
/// # Errors
/// When the store fails.
pub async fn add(
    services: &Services,
    name: &str,
    role: Role,
    areas: Vec<AreaId>,
    password: &str,
    actor: &str,
) -> Result<Option<Person>> {
    let person = Person {
        id: PersonId(Uuid::now_v7()),
        name: name.to_owned(),
        role,
        areas,
        created_at: services.now(),
        disabled_at: None,
    };
    let hash = services.passwords.hash(password).await?;
    let added = services.store.add_person(&person, &hash, &services.stamp(actor)).await?;
    Ok(added.then_some(person))
}

/// Signs a person in. Every name is throttled alike, whether it exists or not, and a wrong name takes
/// as long as a wrong password.
///
/// # Errors
/// [`Problem::SignInFailed`], [`Problem::TooManyRequests`], [`Problem::Busy`].
pub async fn sign_in(services: &Services, name: &str, password: &str) -> Result<SignedIn> {
    let name = name.trim();
    let key = hash_token(&name.to_lowercase());
    let now = services.now();
    throttle::check(services, &key).await?;
    let found = services.store.person_named(name).await?;
    let found = found.filter(|(person, _)| person.disabled_at.is_none());
    let hash = found.as_ref().map(|(_, hash)| hash.as_str());
    let fits =
        password.len() <= LONGEST_PASSWORD && services.passwords.check(password, hash).await?;
    let stamp = services.stamp("anonymous");
    let Some((person, _)) = found.filter(|_| fits) else {
        services.store.note_sign_in(&key, true, &stamp).await?;
        return Err(Problem::SignInFailed {}.into());
    };
    services.store.note_sign_in(&key, false, &stamp).await?;
    let token = new_token()?;
    let expires_at = now + SESSION_MS;
    let stamp = services.stamp(&format!("person:{}", person.id));
    services.store.open_session(person.id, &hash_token(&token), expires_at, &stamp).await?;
    Ok(SignedIn { person, token, expires_at })
}

/// The person of a session's token.
///
/// # Errors
/// [`Problem::Unauthenticated`] when it is unknown, ended or expired.
pub async fn person_of(services: &Services, token: &str) -> Result<Person> {
    let person = services.store.person_of(&hash_token(token), services.now()).await?;
    Ok(person.ok_or(Problem::Unauthenticated {})?)
}

/// Ends a session.
///
/// # Errors
/// When the store fails.
pub async fn sign_out(services: &Services, token: &str, actor: &str) -> Result<()> {
    Ok(services.store.close_session(&hash_token(token), &services.stamp(actor)).await?)
}

/// Disables a person by name and ends their sessions.
///
/// # Errors
/// [`Problem::NotFound`] when there is no such person.
pub async fn disable(services: &Services, name: &str, actor: &str) -> Result<()> {
    let found = services.store.person_named(name).await?;
    let (person, _) = found.ok_or(Problem::NotFound {})?;
    services.store.disable_person(person.id, &services.stamp(actor)).await?;
    Ok(())
}
