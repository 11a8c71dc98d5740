//! Numbers to call: parted from what arrives, kept apart, and read by few.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::{Result, Services};
use crate::domain::access::{Person, Role};
use crate::domain::catalogue::Catalogue;
use crate::domain::consent::{Asks, Parted, Purpose};
use crate::domain::content;
use crate::domain::ids::{FormRef, SubmissionId};
use crate::domain::problem::Problem;
use crate::store::{Contact, Outcome, Receipt};

/// The forms that ask for a contact, by the change of the reference data that they were read with.
#[derive(Clone, Default)]
pub struct Known(Arc<RwLock<(u64, Forms)>>);

type Forms = Arc<HashMap<FormRef, Asks>>;

impl Known {
    fn of(&self, catalogue: &Catalogue) -> Forms {
        {
            let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
            if known.0 == catalogue.change {
                return known.1.clone();
            }
        }
        let asks = catalogue.forms.values();
        let asks = asks.filter_map(|form| Some((form.form.clone(), Asks::of(form)?)));
        let asks: Forms = Arc::new(asks.collect());
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = (catalogue.change, asks.clone());
        asks
    }
}

/// Whether any form asks for a contact: most nodes have none, and nothing is looked at there.
pub fn is_asked_for(services: &Services, catalogue: &Catalogue) -> bool {
    !services.asks.of(catalogue).is_empty()
}

/// Parts an item of a form that asks for a contact; `None` when there is nothing to part.
pub fn part(services: &Services, catalogue: &Catalogue, raw: &[u8]) -> Option<Parted> {
    let asks = services.asks.of(catalogue);
    let item = content::read(raw).ok()?;
    let form = item.get("form")?;
    let word = |name: &str| form.get(name)?.as_str().map(str::to_owned);
    let form = FormRef { id: word("id")?, version: word("version")? };
    asks.get(&form)?.part(item)
}

/// Keeps the contacts of items that are in; durable when this returns. An item that is sent again brings
/// its contact again, so that none is lost when this fails.
///
/// # Errors
/// When the store fails.
pub async fn keep(
    services: &Services,
    receipts: &[Receipt],
    parted: &[Option<Parted>],
) -> Result<()> {
    let day = i32::try_from(services.now() / 86_400_000).unwrap_or(i32::MAX);
    let contact = |(receipt, parted): (&Receipt, &Option<Parted>)| {
        let parted = parted.as_ref()?;
        let kept = matches!(
            receipt.outcome,
            Outcome::Accepted | Outcome::Duplicate | Outcome::Merged | Outcome::Conflict(_)
        );
        let said = parted.contact.clone().filter(|_| kept)?;
        Some(Contact {
            submission: receipt.submission?,
            revision: receipt.revision?,
            version: parted.version,
            // A clock that is ahead must not keep it for longer.
            since: parted.day.map_or(day, |said| said.min(day)),
            said,
        })
    };
    let contacts: Vec<Contact> = receipts.iter().zip(parted).filter_map(contact).collect();
    if contacts.is_empty() {
        return Ok(());
    }
    Ok(services.store.keep_contacts(&contacts).await?)
}

/// The contact of a submission, for stewards. The read is in the audit before it is answered.
///
/// # Errors
/// [`Problem::Forbidden`] for everybody else; [`Problem::NotFound`] when there is none in the person's
/// scope, or the respondent does not agree to be called back any more.
pub async fn read(services: &Services, person: &Person, id: SubmissionId) -> Result<String> {
    if !matches!(person.role, Role::Steward | Role::Admin) {
        return Err(Problem::Forbidden {}.into());
    }
    let head = services.store.head(id).await?.ok_or(Problem::NotFound {})?;
    let catalogue = services.catalogue().await?;
    let form = head.form.as_ref().and_then(|form| catalogue.forms.get(form));
    let allowed = form.is_some_and(|form| form.agreement(&head).allows(Purpose::Callback));
    let today = services.today();
    let sees = head.community.as_ref().is_some_and(|id| person.sees(id, &catalogue, &today));
    if !allowed || !sees {
        return Err(Problem::NotFound {}.into());
    }
    let contact = services.store.contact(id).await?.ok_or(Problem::NotFound {})?;
    let actor = format!("person:{}", person.id);
    let entry = services.stamp(&actor).entry("contact.read", id.to_string());
    services.store.audit(entry.about(head.community.as_ref())).await?;
    Ok(contact.said)
}
