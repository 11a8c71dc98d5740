//! Forms as clients get them.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use md5::{Digest, Md5};

use super::{Result, Services};
use crate::domain::access::Device;
use crate::domain::catalogue::{MediaFile, Reference};
use crate::domain::form::Form;
use crate::domain::ids::FormRef;

/// The form versions that a device may fill: of each form the one that came last, or all of them.
///
/// # Errors
/// When the store fails.
pub async fn offered(services: &Services, device: &Device, all: bool) -> Result<Vec<Arc<Form>>> {
    let catalogue = services.catalogue().await?;
    let mut newest: BTreeMap<&str, &FormRef> = BTreeMap::new();
    // In the order in which they came.
    for reference in catalogue.changes.values() {
        if let Reference::Form(form) = reference
            && catalogue.offers(form, device)
        {
            newest.insert(&form.id, form);
        }
    }
    let offered = catalogue.forms.values().filter(|form| {
        catalogue.offers(&form.form, device)
            && (all || newest.get(&*form.form.id) == Some(&&form.form))
    });
    Ok(offered.cloned().collect())
}

/// The MD5 of the XForm of a version, in hexadecimal. `None` when there is none.
///
/// # Errors
/// When the store fails.
pub async fn hash(services: &Services, form: &FormRef) -> Result<Option<String>> {
    let known = services.hashes.read().unwrap_or_else(PoisonError::into_inner).get(form).cloned();
    if known.is_some() {
        return Ok(known);
    }
    let Some(xform) = services.store.xform(form).await? else { return Ok(None) };
    let hash = hexadecimal(&Md5::digest(&xform));
    let mut hashes = services.hashes.write().unwrap_or_else(PoisonError::into_inner);
    hashes.insert(form.clone(), hash.clone());
    Ok(Some(hash))
}

/// Bytes as clients compare them.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The files that come with a version that a device may fill, by name; none where it may not.
///
/// # Errors
/// When the store fails.
pub async fn media(
    services: &Services,
    device: &Device,
    form: &FormRef,
) -> Result<Option<Vec<(String, MediaFile)>>> {
    let catalogue = services.catalogue().await?;
    let files = catalogue.media(form).map(|(name, file)| (name.to_owned(), *file));
    Ok(catalogue.offers(form, device).then(|| files.collect()))
}

/// The XForm of a version that a device may fill.
///
/// # Errors
/// When the store fails.
pub async fn xform(
    services: &Services,
    device: &Device,
    form: &FormRef,
) -> Result<Option<Vec<u8>>> {
    if !services.catalogue().await?.offers(form, device) {
        return Ok(None);
    }
    Ok(services.store.xform(form).await?)
}
