//! The store in memory: the port as plainly as it can be said.
//!
//! It is the reference that the contract suite holds other stores against, so it is written to be
//! read and keeps nothing that could be worked out: heads are merged from the bytes that arrived,
//! facts and totals counted from the heads, at every question. It forgets everything when it goes.

mod attachments;
mod consent;
mod editions;
mod feed;
mod figures;
mod intake;
mod people;
mod phones;
mod reference;
mod retention;
mod rounds;
mod state;
mod vault;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use self::state::State;
use super::{
    Attachment, AuditEntry, Failures, FormFiles, Intake, Position, Progress, Pulled, Put,
    Quarantined, Recount, Result, Staged, Stamp, Store, StoreError, StoreHealth, Taken, Tallied,
    TokenHash, Total, Waiting,
};
use crate::domain::access::{Device, Person};
use crate::domain::catalogue::{Catalogue, Stage};
use crate::domain::form::Form;
use crate::domain::head::Head;
use crate::domain::ids::{CommunityId, DeviceId, FormRef, PersonId, RevisionId, SubmissionId};
use crate::domain::item::Originals;
use crate::domain::needs::Filter;
use crate::domain::place::{Area, Community};
use crate::domain::taxonomy::Taxonomy;

/// The store in memory. One lock around all of it: every call comes before or after every other.
#[derive(Default)]
pub struct MemoryStore(Mutex<State>);

impl MemoryStore {
    /// An empty store with an id of its own.
    pub fn new() -> Self {
        Self::default()
    }

    fn whole(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> Result<MutexGuard<'_, State>> {
        let state = self.whole();
        if state.closed { Err(StoreError::Unavailable("it is closed".into())) } else { Ok(state) }
    }

    /// Makes a change and writes its audit entry. A change that fails changes nothing.
    fn change<T>(
        &self,
        entry: AuditEntry,
        change: impl FnOnce(&mut State) -> Result<T>,
    ) -> Result<T> {
        let mut state = self.open()?;
        let value = change(&mut state)?;
        state.audit.push(entry);
        Ok(value)
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn catalogue(&self) -> Result<Arc<Catalogue>> {
        Ok(self.open()?.catalogue.clone())
    }

    fn catalogue_seen(&self) -> Arc<Catalogue> {
        self.whole().catalogue.clone()
    }

    async fn put_form(&self, form: &Form, files: FormFiles<'_>, stamp: &Stamp) -> Result<Put> {
        let entry = stamp.entry("form.put", form.form.to_string());
        self.change(entry, |state| Ok(state.put_form(form, files)))
    }

    async fn stage_form(&self, form: &FormRef, stage: Stage, stamp: &Stamp) -> Result<Staged> {
        let entry = stamp.entry(&format!("form.{}", stage.name()), form.to_string());
        self.change(entry, |state| Ok(state.stage_form(form, stage)))
    }

    async fn rename_in_form(
        &self,
        form: &FormRef,
        from: &str,
        to: &str,
        stamp: &Stamp,
    ) -> Result<bool> {
        let entry = stamp.entry("form.map", format!("{form}: {from} -> {to}"));
        self.change(entry, |state| Ok(state.rename_in_form(form, from, to)))
    }

    async fn xform(&self, form: &FormRef) -> Result<Option<Vec<u8>>> {
        Ok(self.open()?.xforms.get(form).cloned())
    }

    async fn put_communities(&self, communities: &[Community], stamp: &Stamp) -> Result<Vec<Put>> {
        let entry = stamp.entry("community.put", format!("{} communities", communities.len()));
        self.change(entry, |state| {
            Ok(communities.iter().map(|community| state.put_community(community)).collect())
        })
    }

    async fn put_areas(&self, areas: &[Area], stamp: &Stamp) -> Result<Vec<Put>> {
        let entry = stamp.entry("area.put", format!("{} areas", areas.len()));
        self.change(entry, |state| Ok(areas.iter().map(|area| state.put_area(area)).collect()))
    }

    async fn put_taxonomy(&self, taxonomy: &Taxonomy, stamp: &Stamp) -> Result<Put> {
        let entry = stamp.entry("taxonomy.put", format!("{} codes", taxonomy.0.len()));
        self.change(entry, |state| Ok(state.put_taxonomy(taxonomy)))
    }

    async fn take_in(&self, intake: Intake) -> Result<Taken> {
        self.open()?.take_in(intake)
    }

    async fn head(&self, submission: SubmissionId) -> Result<Option<Head>> {
        self.open()?.head(submission)
    }

    async fn records(
        &self,
        community: &CommunityId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Head)>> {
        let state = self.open()?;
        let mut found = Vec::new();
        for (id, submission) in state.submissions.iter().filter(|(_, s)| s.change > after) {
            let head = state.head(*id)?;
            found.extend(
                head.filter(|head| head.community.as_ref() == Some(community))
                    .map(|head| (submission.change, head)),
            );
        }
        found.sort_by_key(|(change, _)| *change);
        found.truncate(limit);
        Ok(found)
    }

    async fn missing(&self, revisions: &[RevisionId]) -> Result<Vec<RevisionId>> {
        let state = self.open()?;
        Ok(revisions.iter().filter(|id| !state.holds(**id)).copied().collect())
    }

    async fn originals(&self, revisions: &[RevisionId]) -> Result<Originals> {
        let state = self.open()?;
        let find = |id: &RevisionId| {
            state.revision(*id).map(|(submission, stored)| (*id, (submission, stored.version)))
        };
        Ok(revisions.iter().filter_map(find).collect())
    }

    async fn quarantined(&self, after: i64, limit: usize) -> Result<Vec<Quarantined>> {
        let state = self.open()?;
        let told = state.quarantine.iter().filter(|kept| kept.no > after);
        Ok(told.filter_map(|kept| kept.told()).take(limit).collect())
    }

    async fn settle_quarantined(&self, item: &Quarantined, stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("quarantine.settle", item.no.to_string());
        let digest = state::digest(&item.raw);
        self.change(entry, |state| {
            state.quarantine.retain(|kept| kept.device != item.device || kept.digest != digest);
            Ok(())
        })
    }

    async fn attach(&self, attachments: &[Attachment], stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("attachment.put", format!("{} files", attachments.len()));
        self.change(entry, |state| {
            state.attach(attachments, stamp.at);
            Ok(())
        })
    }

    async fn attachments(&self, submission: SubmissionId) -> Result<Vec<Attachment>> {
        Ok(self.open()?.attachments(submission))
    }

    async fn detach_withdrawn(&self) -> Result<Vec<[u8; 32]>> {
        Ok(self.open()?.detach_withdrawn())
    }

    async fn unneeded(&self, contents: &[[u8; 32]]) -> Result<Vec<[u8; 32]>> {
        Ok(self.open()?.unneeded(contents))
    }

    async fn pull(&self, device: &Device, after: u64, limit: usize) -> Result<Pulled> {
        self.open()?.pull(device, after, limit)
    }

    async fn position(&self) -> Result<Position> {
        Ok(self.open()?.position())
    }

    async fn waiting(&self, reasons: &[Waiting], limit: usize) -> Result<Vec<Quarantined>> {
        let state = self.open()?;
        let waiting = state.quarantine.iter().filter_map(|item| item.waiting_for(reasons));
        Ok(waiting.take(limit).collect())
    }

    async fn tally(&self, communities: &[CommunityId], filter: &Filter) -> Result<Tallied> {
        self.open()?.tally(communities, filter)
    }

    async fn totals(&self) -> Result<Vec<Total>> {
        self.open()?.totals()
    }

    async fn recount(&self, progress: Progress) -> Result<Recount> {
        self.open()?.recount(&progress)
    }

    async fn enrol(&self, device: &Device, token: &TokenHash, stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("device.enrol", device.id.to_string());
        self.change(entry, |state| state.enrol(device, token))
    }

    async fn devices(&self) -> Result<Vec<Device>> {
        let state = self.open()?;
        Ok(state.devices.iter().map(|enrolled| state.device(enrolled)).collect())
    }

    async fn scope_device(
        &self,
        device: DeviceId,
        communities: &[CommunityId],
        stamp: &Stamp,
    ) -> Result<bool> {
        let entry = stamp.entry("device.scope", device.to_string());
        self.change(entry, |state| state.scope_device(device, communities))
    }

    async fn revoke(&self, device: DeviceId, stamp: &Stamp) -> Result<bool> {
        let entry = stamp.entry("device.revoke", device.to_string());
        self.change(entry, |state| Ok(state.revoke(device, stamp.at)))
    }

    async fn held(&self, device: DeviceId) -> Result<u64> {
        Ok(self.open()?.held(device))
    }

    async fn device_of(&self, token: &TokenHash) -> Result<Option<Device>> {
        let state = self.open()?;
        let of_token = |enrolled: &&phones::Enrolled| {
            enrolled.token == *token && enrolled.device.revoked_at.is_none()
        };
        Ok(state.devices.iter().find(of_token).map(|enrolled| state.device(enrolled)))
    }

    async fn add_person(&self, person: &Person, password: &str, stamp: &Stamp) -> Result<bool> {
        let entry = stamp.entry("person.add", person.id.to_string());
        self.change(entry, |state| state.people.add(person, password))
    }

    async fn people(&self) -> Result<Vec<Person>> {
        Ok(self.open()?.people.all())
    }

    async fn person_named(&self, name: &str) -> Result<Option<(Person, String)>> {
        Ok(self.open()?.people.named(name))
    }

    async fn disable_person(&self, person: PersonId, stamp: &Stamp) -> Result<bool> {
        let entry = stamp.entry("person.disable", person.to_string());
        self.change(entry, |state| Ok(state.people.disable(person, stamp.at)))
    }

    async fn open_session(
        &self,
        person: PersonId,
        token: &TokenHash,
        expires_at: i64,
        stamp: &Stamp,
    ) -> Result<()> {
        let entry = stamp.entry("session.open", person.to_string());
        self.change(entry, |state| state.people.open_session(person, token, expires_at))
    }

    async fn person_of(&self, token: &TokenHash, now: i64) -> Result<Option<Person>> {
        Ok(self.open()?.people.of_session(token, now))
    }

    async fn close_session(&self, token: &TokenHash, stamp: &Stamp) -> Result<()> {
        self.change(stamp.entry("session.close", ""), |state| {
            state.people.sessions.remove(&token.0);
            Ok(())
        })
    }

    async fn failures(&self, key: &TokenHash) -> Result<Failures> {
        Ok(self.open()?.people.failures.get(&key.0).copied().unwrap_or_default())
    }

    async fn note_sign_in(&self, key: &TokenHash, failed: bool, stamp: &Stamp) -> Result<()> {
        let action = if failed { "sign_in.failed" } else { "sign_in.succeeded" };
        self.change(stamp.entry(action, ""), |state| {
            state.people.note_sign_in(key, failed, stamp.at);
            Ok(())
        })
    }

    async fn audit(&self, entry: AuditEntry) -> Result<()> {
        self.open()?.audit.push(entry);
        Ok(())
    }

    fn audit_soon(&self, entry: AuditEntry) {
        if let Ok(mut state) = self.open() {
            state.audit.push(entry);
        }
    }

    async fn audited(&self, limit: usize) -> Result<Vec<AuditEntry>> {
        Ok(self.open()?.audit.iter().rev().take(limit).cloned().collect())
    }

    async fn health(&self) -> Result<StoreHealth> {
        let state = self.open()?;
        Ok(StoreHealth {
            bytes: 0,
            submissions: state.submissions.len() as u64,
            quarantined: state.quarantine.len() as u64,
        })
    }

    async fn examine(&self) -> Result<Vec<String>> {
        self.open().map(|_| Vec::new())
    }

    async fn close(&self) {
        self.whole().closed = true;
    }
}
