//! Single records: restricted data, so that every read of one is in the audit before it is answered.

use serde::Serialize;

use super::{Result, Services};
use crate::domain::access::{Caller, Person, Role};
use crate::domain::catalogue::Catalogue;
use crate::domain::consent::Agreement;
use crate::domain::head::Head;
use crate::domain::ids::{CommunityId, SubmissionId};
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
    /// What the respondent agreed to; none where the form is not known.
    pub consent: Option<Agreement>,
}

impl Services {
    /// A head with what its form says about it. Rules that ask for the time of the interview get the one
    /// that the record says, else today.
    fn checked(&self, head: Head, catalogue: &Catalogue) -> Record {
        let form = head.form.as_ref().and_then(|form| catalogue.forms.get(form));
        let today = self.today();
        let at = head.captured_at.as_deref().unwrap_or(&today);
        let checks = form.map(|form| form.checks(&head.answers, at)).unwrap_or_default();
        let consent = form.map(|form| form.agreement(&head));
        Record { head, checks, consent }
    }
}

/// Records looked at for one page.
pub const PAGE: usize = 200;

/// A page of a community's records.
#[derive(Clone, Debug, Serialize)]
pub struct Records {
    /// In the order of their last change.
    pub records: Vec<Record>,
    /// What to ask on from.
    pub after: u64,
    /// Whether there is more beyond `after`.
    pub more: bool,
}

/// The records of a community that changed after `after`, 200 of them at most; with `broken` only those
/// that somebody should look at, of these 200: those with `checks` or with a conflict. The read is in the
/// audit.
///
/// # Errors
/// [`Problem::Forbidden`] for analysts, [`Problem::NotFound`] for a community out of scope.
pub async fn of_community(
    services: &Services,
    person: &Person,
    community: &CommunityId,
    after: u64,
    broken: bool,
) -> Result<Records> {
    if person.role == Role::Analyst {
        return Err(Problem::Forbidden {}.into());
    }
    let catalogue = services.catalogue().await?;
    let known = catalogue.communities.contains_key(community);
    if !known || !person.sees(community, &catalogue, &services.today()) {
        return Err(Problem::NotFound {}.into());
    }
    let actor = format!("person:{}", person.id);
    let entry = services.stamp(&actor).entry("submission.list", community.0.clone());
    let entry = entry.about(Some(community));
    services.store.audit(entry).await?;
    let found = services.store.records(community, after, PAGE).await?;
    let more = found.len() == PAGE;
    let after = found.last().map_or(after, |(change, _)| *change);
    let heads = found.into_iter().map(|(_, head)| head);
    let checked = heads.map(|head| services.checked(head, &catalogue));
    let records =
        checked.filter(|r| !broken || !r.checks.is_empty() || !r.head.conflicts.is_empty());
    Ok(Records { records: records.collect(), after, more })
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
    let entry = entry.about(head.community.as_ref());
    services.store.audit(entry).await?;
    Ok(services.checked(head, &catalogue))
}
