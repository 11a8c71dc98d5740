//! Single records: restricted data, so that every read of one is in the audit before it is answered.

use serde::Serialize;

use super::{Result, Services};
use crate::domain::access::{Caller, Role};
use crate::domain::catalogue::Catalogue;
use crate::domain::head::Head;
use crate::domain::ids::SubmissionId;
use crate::domain::problem::Problem;

/// A head with what its form says about its answers.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// The head.
    #[serde(flatten)]
    pub head: Head,
    /// Answers that do not fit their questions, in the order of the form. They were collected, so they
    /// were taken; somebody should look at them.
    pub checks: Vec<Problem>,
}

impl Services {
    /// A head with what its form says about it. Rules that ask for the time of the interview get the one
    /// that the record says, else today.
    fn checked(&self, head: Head, catalogue: &Catalogue) -> Record {
        let form = head.form.as_ref().and_then(|form| catalogue.forms.get(form));
        let today = self.today();
        let at = head.captured_at.as_deref().unwrap_or(&today);
        let checks = form.map(|form| form.checks(&head.answers, at)).unwrap_or_default();
        Record { head, checks }
    }
}

/// The head of a submission in the caller's scope. Analysts read figures, not records.
///
/// # Errors
/// [`Problem::Forbidden`] for analysts.
/// [`Problem::NotFound`] when there is none in the caller's scope: whether there is one elsewhere is
/// nobody's business.
pub async fn submission(services: &Services, caller: &Caller, id: SubmissionId) -> Result<Record> {
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
    Ok(services.checked(head, &catalogue))
}
