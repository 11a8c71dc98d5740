//! Devices: enrolled, listed, moved, revoked.

use uuid::Uuid;

use super::release::release;
use super::secrets::{hash_token, new_token};
use super::{Result, Services, throttle};
use crate::domain::access::Device;
use crate::domain::ids::{CommunityId, DeviceId};
use crate::domain::problem::Problem;
use crate::store::Waiting;

/// Enrols a device and returns it with its token, which cannot be shown again.
///
/// # Errors
/// When the store fails.
pub async fn enrol(
    services: &Services,
    name: &str,
    communities: Vec<CommunityId>,
    actor: &str,
) -> Result<(Device, String)> {
    enrol_as(services, name, communities, false, actor).await
}

/// Enrols a device that may be one for trying out forms (`test`), like [`enrol`].
///
/// # Errors
/// When the store fails.
pub async fn enrol_as(
    services: &Services,
    name: &str,
    communities: Vec<CommunityId>,
    test: bool,
    actor: &str,
) -> Result<(Device, String)> {
    let token = new_token()?;
    let device = Device {
        id: DeviceId(Uuid::now_v7()),
        name: name.to_owned(),
        communities,
        test,
        enrolled_at: services.now(),
        revoked_at: None,
        held: 0,
    };
    services.store.enrol(&device, &hash_token(&token), &services.stamp(actor)).await?;
    Ok((device, token))
}

/// The device of a token.
///
/// # Errors
/// [`Problem::Unauthenticated`] when it is unknown or revoked.
pub async fn device_of(services: &Services, token: &str) -> Result<Device> {
    let device = services.store.device_of(&hash_token(token)).await?;
    Ok(device.ok_or(Problem::Unauthenticated {})?)
}

/// The device of a name, or an id, and a token. The right ones always get in, so that nobody can shut a
/// device out; wrong ones are throttled by the name, since each costs the node a commit.
///
/// # Errors
/// [`Problem::SignInFailed`], [`Problem::TooManyRequests`].
pub async fn sign_in(services: &Services, name: &str, token: &str) -> Result<Device> {
    let name = name.trim();
    let found = services.store.device_of(&hash_token(token)).await?;
    let is_called = |device: &Device| device.name.trim() == name || device.id.to_string() == name;
    if let Some(device) = found.filter(is_called) {
        return Ok(device);
    }
    let key = hash_token(&format!("device:{}", name.to_lowercase()));
    throttle::check(services, &key).await?;
    services.store.note_sign_in(&key, true, &services.stamp("anonymous")).await?;
    Err(Problem::SignInFailed {}.into())
}

/// Gives a device other communities and takes in what waited for that. Returns how many items did.
///
/// # Errors
/// [`Problem::NotFound`] when there is no such device.
pub async fn scope(
    services: &Services,
    device: DeviceId,
    communities: &[CommunityId],
    actor: &str,
) -> Result<u64> {
    if !services.store.scope_device(device, communities, &services.stamp(actor)).await? {
        return Err(Problem::NotFound {}.into());
    }
    let reasons: Vec<Waiting> =
        communities.iter().map(|community| Waiting::Scope(device, community.clone())).collect();
    release(services, &reasons).await
}

/// Revokes a device for good: its token opens nothing any more.
///
/// # Errors
/// [`Problem::NotFound`] when there is no such device.
pub async fn revoke(services: &Services, device: DeviceId, actor: &str) -> Result<()> {
    if services.store.revoke(device, &services.stamp(actor)).await? {
        Ok(())
    } else {
        Err(Problem::NotFound {}.into())
    }
}
