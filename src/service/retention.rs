//! What has no time left is removed, and what was removed is told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Result, Services, withdrawals};
use crate::blobs::Digest;
use crate::domain::catalogue::Catalogue;
use crate::domain::consent::{Purpose, Retention};
use crate::domain::ids::{CommunityId, NeedCode, SubmissionId};
use crate::domain::needs::{Fact, Meanings, day};

const DAY_MS: i64 = 86_400_000;
/// How long a node that starts serves before it looks for what has no time left.
const FIRST: std::time::Duration = std::time::Duration::from_secs(600);
/// Looked at or removed at once.
const TOGETHER: usize = 500;

/// What a run removed. It names nobody: it is kept for good.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// How long things were kept, in days.
    pub kept_for: Retention,
    /// Contacts whose time was over.
    pub contacts: usize,
    /// Contacts whose respondent does not agree to be called back.
    pub contacts_not_agreed: usize,
    /// Files whose time was over.
    pub files: usize,
    /// Items in quarantine that nothing resolved in the time for which records are kept.
    pub quarantined: usize,
    /// Records whose time was over.
    pub records: usize,
    /// What the totals said of these records, which is kept for good.
    pub totals: Vec<Kept>,
}

/// What is kept for good of the removed records of one community and year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The community.
    pub community: CommunityId,
    /// The year of the interviews; none where their day is not known.
    pub year: Option<String>,
    /// How many people were asked.
    pub asked: u64,
    /// How many of them named each need among their first three.
    pub named: BTreeMap<NeedCode, u64>,
}

/// Removes what has no time left, and keeps a report of it.
///
/// # Errors
/// When the store or the disk fails. What is left is removed by the next run.
pub async fn run(services: &Services, actor: &str) -> Result<Report> {
    let kept_for = services.store.retention().await?;
    let stamp = services.stamp(actor);
    let mut report = Report { kept_for, ..Report::default() };
    let before = |days: u32| stamp.at - i64::from(days) * DAY_MS;
    if let Some(days) = kept_for.contact {
        let day = i32::try_from(before(days) / DAY_MS).unwrap_or(i32::MIN);
        // A thing is kept for so many days from the day of the interview: not on the day after them.
        report.contacts = services.store.drop_contacts_before(day + 1, &stamp).await?;
    }
    report.contacts_not_agreed = not_agreed(services, actor).await?;
    if let Some(days) = kept_for.audio {
        let (files, free) = services.store.drop_files(before(days), &stamp).await?;
        report.files = files;
        if let Some(blobs) = &services.blobs {
            for digest in free {
                blobs.remove(Digest(digest)).await?;
            }
        }
    }
    if let Some(days) = kept_for.record {
        report.quarantined = services.store.drop_quarantined(before(days), &stamp).await?;
        (report.records, report.totals) = records(services, before(days)).await?;
    }
    let text =
        serde_json::to_string(&report).map_err(|error| super::Failure::Fault(error.to_string()))?;
    services.store.put_report(&text, &stamp).await?;
    Ok(report)
}

/// The last reports, newest first, each with its moment in milliseconds since 1970.
///
/// # Errors
/// When the store fails.
pub async fn reports(services: &Services, limit: usize) -> Result<Vec<(i64, Report)>> {
    let kept = services.store.reports(limit).await?;
    let read = |(at, text): (i64, String)| Some((at, serde_json::from_str(&text).ok()?));
    Ok(kept.into_iter().filter_map(read).collect())
}

/// Runs soon unless it ran within the last day, and then every day, for as long as the node lives. Of nodes
/// that share a store, one does.
pub async fn daily(services: Services) {
    tokio::time::sleep(FIRST).await;
    loop {
        let last = services.store.reports(1).await;
        let due =
            last.is_ok_and(|last| last.first().is_none_or(|(at, _)| services.now() - at >= DAY_MS));
        if due {
            match run(&services, "retention").await {
                Ok(report) => tracing::info!(?report, "what has no time left is removed"),
                Err(error) => tracing::error!(?error, "what has no time left is not all removed"),
            }
        }
        tokio::time::sleep(std::time::Duration::from_secs(3_600)).await;
    }
}

/// Destroys the contacts of those who do not agree to be called back, or not any more.
async fn not_agreed(services: &Services, actor: &str) -> Result<usize> {
    let catalogue = services.catalogue().await?;
    let (mut after, mut gone) = (None, 0);
    loop {
        let ids = services.store.contacted(after, TOGETHER).await?;
        let Some(last) = ids.last() else { return Ok(gone) };
        after = Some(*last);
        let mut due = Vec::new();
        for id in ids {
            if !agrees(services, &catalogue, id).await? {
                due.push(id);
            }
        }
        if !due.is_empty() {
            gone += services.store.drop_contacts(&due, &services.stamp(actor)).await?;
        }
    }
}

async fn agrees(services: &Services, catalogue: &Catalogue, id: SubmissionId) -> Result<bool> {
    let Some(head) = services.store.head(id).await? else { return Ok(false) };
    let form = head.form.as_ref().and_then(|form| catalogue.forms.get(form));
    Ok(form.is_some_and(|form| form.agreement(&head).allows(Purpose::Callback)))
}

/// Ends the records that came before a moment; how many, and what the totals said of them.
async fn records(services: &Services, before: i64) -> Result<(usize, Vec<Kept>)> {
    let catalogue = services.catalogue().await?;
    let (mut count, mut former) = (0, Vec::new());
    let mut totals: BTreeMap<(CommunityId, Option<String>), Kept> = BTreeMap::new();
    loop {
        let ids = services.store.old(before, TOGETHER).await?;
        // The same again: they cannot be ended, and asking on would not help.
        if ids.is_empty() || ids == former {
            return Ok((count, totals.into_values().collect()));
        }
        for id in &ids {
            let Some(head) = services.store.head(*id).await? else { continue };
            let form = head.form.as_ref().and_then(|form| catalogue.forms.get(form));
            let (Some(fact), Some(community)) = (
                form.and_then(|form| Fact::of(&head, &Meanings::of(form))),
                head.community.clone(),
            ) else {
                continue;
            };
            let at = head.captured_at.as_deref();
            let year = at.filter(|at| day(at).is_some()).and_then(|at| at.get(..4));
            let year = year.map(str::to_owned);
            let kept = totals.entry((community.clone(), year.clone())).or_insert_with(|| Kept {
                community,
                year,
                asked: 0,
                named: BTreeMap::new(),
            });
            kept.asked += 1;
            for need in fact.needs {
                *kept.named.entry(need).or_default() += 1;
            }
        }
        withdrawals::expire(services, &ids).await?;
        count += ids.len();
        former = ids;
    }
}
