//! Forms as clients get them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Result, Services};
use crate::domain::access::Device;
use crate::domain::catalogue::Reference;
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
