//! Single records: restricted data, so that every read of one is in the audit before it is answered.

use super::{Result, Services};
use crate::domain::access::{Caller, Role};
use crate::domain::head::Head;
use crate::domain::ids::SubmissionId;
use crate::domain::problem::Problem;

/// The head of a submission in the caller's scope. Analysts read figures, not records.
///
/// # Errors
/// [`Problem::Forbidden`] for analysts.
/// [`Problem::NotFound`] when there is none in the caller's scope: whether there is one elsewhere is
/// nobody's business.
pub async fn submission(services: &Services, caller: &Caller, id: SubmissionId) -> Result<Head> {
    if matches!(caller, Caller::Person(person) if person.role == Role::Analyst) {
        return Err(Problem::Forbidden {}.into());
    }
    let head = services.store.head(id).await?.ok_or(Problem::NotFound {})?;
    let catalogue = services.store.catalogue_seen();
    // A withdrawn record has no community any more, and nothing in it.
    let sees = head
        .community
        .as_ref()
        .is_none_or(|community| caller.sees(community, &catalogue, &services.today()));
    if !sees {
        return Err(Problem::NotFound {}.into());
    }
    let entry = services.stamp(&caller.actor()).entry("submission.read", id.to_string());
    services.store.audit(entry).await?;
    Ok(head)
}
