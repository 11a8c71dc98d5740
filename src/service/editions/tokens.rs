//! Tokens by which programs read datasets.

use uuid::Uuid;

use super::Reader;
use crate::domain::access::ApiToken;
use crate::domain::disclosure::Audience;
use crate::domain::problem::Problem;
use crate::service::secrets::{hash_token, new_token};
use crate::service::{Result, Services};

/// Adds a token for a program and gives it, this once. Programs are partners at the most.
///
/// # Errors
/// [`Problem::Forbidden`] for the audience of stewards; when the store fails.
pub async fn add_token(
    services: &Services,
    name: &str,
    audience: Audience,
    actor: &str,
) -> Result<(ApiToken, String)> {
    if audience == Audience::Restricted {
        return Err(Problem::Forbidden {}.into());
    }
    let secret = new_token()?;
    let created_at = services.now();
    let token = ApiToken {
        id: Uuid::now_v7(),
        name: name.to_owned(),
        audience,
        created_at,
        revoked_at: None,
    };
    services.store.add_token(&token, &hash_token(&secret), &services.stamp(actor)).await?;
    Ok((token, secret))
}

/// Revokes a token for good. `false` when there is none that holds.
///
/// # Errors
/// When the store fails.
pub async fn revoke_token(services: &Services, id: Uuid, actor: &str) -> Result<bool> {
    Ok(services.store.revoke_token(id, &services.stamp(actor)).await?)
}

/// The program of a token, as a reader.
///
/// # Errors
/// [`Problem::Unauthenticated`].
pub async fn reader_of(services: &Services, secret: &str) -> Result<(Uuid, Reader)> {
    let token = services.store.token_of(&hash_token(secret)).await?;
    let token = token.ok_or(Problem::Unauthenticated {})?;
    let actor = format!("program:{}", token.id);
    Ok((token.id, Reader { audience: token.audience, steward: false, actor }))
}
