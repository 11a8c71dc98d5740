//! The port, call by call.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use async_trait::async_trait;

use super::intake::{self, Call};
use super::reference::{self, Look, Node};
use super::{
    PostgresStore, Reading, accounts, attachments, audit, facts, feed, people, publish, quarantine,
    recount, revisions,
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
use crate::offload::offload;
use crate::store::{
    Attachment, AuditEntry, Failures, FormFiles, Intake, Position, Progress, Pulled, Put,
    Quarantined, Recount, Result, Staged, Stamp, Store, StoreError, StoreHealth, Taken, Tallied,
    TokenHash, Total, Waiting, body,
};

#[async_trait]
impl Store for PostgresStore {
    fn is_shared(&self) -> bool {
        true
    }

    async fn catalogue(&self) -> Result<Arc<Catalogue>> {
        let node = self.ask(|c| Box::pin(Node::read(c, Look::Read))).await?;
        let seen = reference::seen(&self.seen);
        if seen.catalogue.change == node.catalogue.unsigned_abs() {
            return Ok(seen.catalogue.clone());
        }
        self.read(|reading| Box::pin(async { Ok(reading.known.catalogue.clone()) })).await
    }

    fn catalogue_seen(&self) -> Arc<Catalogue> {
        reference::seen(&self.seen).catalogue.clone()
    }

    async fn put_form(&self, form: &Form, files: FormFiles<'_>, stamp: &Stamp) -> Result<Put> {
        let entry = stamp.entry("form.put", form.form.to_string());
        let (source, xform) = (files.source.to_vec(), files.xform.to_vec());
        let (media, stage) = (files.media.to_vec(), files.stage);
        let form = Arc::new(form.clone());
        let dictionary = {
            let form = form.clone();
            let made = tokio::task::spawn_blocking(move || body::dictionary(&form));
            made.await.map_err(|e| StoreError::Unavailable(e.to_string()))?
        };
        let put = Arc::new((form, source, xform, media, dictionary));
        self.change(entry, move |work| {
            let put = put.clone();
            Box::pin(async move {
                let (form, source, xform, media, dictionary) = &*put;
                let files = FormFiles { source, xform, media, stage };
                publish::form(work, form, files, dictionary).await
            })
        })
        .await
    }

    async fn stage_form(&self, form: &FormRef, stage: Stage, stamp: &Stamp) -> Result<Staged> {
        let entry = stamp.entry(&format!("form.{}", stage.name()), form.to_string());
        let form = form.clone();
        self.change(entry, move |work| {
            let form = form.clone();
            Box::pin(async move { publish::stage(work, &form, stage).await })
        })
        .await
    }

    async fn rename_in_form(
        &self,
        form: &FormRef,
        from: &str,
        to: &str,
        stamp: &Stamp,
    ) -> Result<bool> {
        let entry = stamp.entry("form.map", format!("{form}: {from} -> {to}"));
        let (form, from, to) = (form.clone(), from.to_owned(), to.to_owned());
        self.change(entry, move |work| {
            let (form, from, to) = (form.clone(), from.clone(), to.clone());
            Box::pin(async move { publish::rename(work, &form, &from, &to).await })
        })
        .await
    }

    async fn xform(&self, form: &FormRef) -> Result<Option<Vec<u8>>> {
        let form = form.clone();
        self.read(|reading| Box::pin(async move { publish::xform(reading, &form).await })).await
    }

    async fn put_communities(&self, communities: &[Community], stamp: &Stamp) -> Result<Vec<Put>> {
        let entry = stamp.entry("community.put", format!("{} communities", communities.len()));
        let communities: Arc<[Community]> = communities.into();
        self.change(entry, move |work| {
            let communities = communities.clone();
            Box::pin(async move { publish::communities(work, &communities).await })
        })
        .await
    }

    async fn put_areas(&self, areas: &[Area], stamp: &Stamp) -> Result<Vec<Put>> {
        let entry = stamp.entry("area.put", format!("{} areas", areas.len()));
        let areas: Arc<[Area]> = areas.into();
        self.change(entry, move |work| {
            let areas = areas.clone();
            Box::pin(async move { publish::areas(work, &areas).await })
        })
        .await
    }

    async fn put_taxonomy(&self, taxonomy: &Taxonomy, stamp: &Stamp) -> Result<Put> {
        let entry = stamp.entry("taxonomy.put", format!("{} codes", taxonomy.0.len()));
        let taxonomy = Arc::new(taxonomy.clone());
        self.change(entry, move |work| {
            let taxonomy = taxonomy.clone();
            Box::pin(async move { publish::taxonomy(work, &taxonomy).await })
        })
        .await
    }

    async fn take_in(&self, intake: Intake) -> Result<Taken> {
        let known = reference::seen(&self.seen);
        let Intake { received_at, catalogue_change, arrivals } = intake;
        if known.catalogue.change != catalogue_change {
            // Others may have changed it since this node looked last.
            return Ok(Taken::Stale(arrivals));
        }
        let bytes = arrivals.iter().map(|arrival| arrival.raw.len()).sum();
        let parcels = offload(bytes, move || intake::pack(arrivals, &known)).await;
        let parcels = parcels.map_err(|error| StoreError::Unavailable(error.to_string()))??;
        self.writer.take_in(Call { received_at, catalogue_change, parcels }).await
    }

    async fn head(&self, submission: SubmissionId) -> Result<Option<Head>> {
        self.read(move |reading| {
            Box::pin(async move {
                let Reading { connection, known, .. } = reading;
                let mut heads = revisions::heads(connection, &[submission.0], known).await?;
                Ok(heads.remove(&submission))
            })
        })
        .await
    }

    async fn records(
        &self,
        community: &CommunityId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Head)>> {
        let community = community.clone();
        self.read(move |reading| {
            Box::pin(async move {
                let Reading { connection, known, .. } = reading;
                revisions::of_community(connection, &community, (after, limit), known).await
            })
        })
        .await
    }

    async fn missing(&self, revisions: &[RevisionId]) -> Result<Vec<RevisionId>> {
        let revisions = revisions.to_vec();
        self.ask(|c| Box::pin(async move { revisions::missing(c, &revisions).await })).await
    }

    async fn originals(&self, revisions: &[RevisionId]) -> Result<Originals> {
        let revisions = revisions.to_vec();
        self.ask(|c| Box::pin(async move { revisions::originals(c, &revisions).await })).await
    }

    async fn quarantined(&self, after: i64, limit: usize) -> Result<Vec<Quarantined>> {
        let seal = reference::seen(&self.seen).seal.clone();
        self.ask(move |c| Box::pin(async move { quarantine::all(c, after, limit, &seal).await }))
            .await
    }

    async fn settle_quarantined(&self, item: &Quarantined, stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("quarantine.settle", item.no.to_string());
        let item = Arc::new(item.clone());
        self.change(entry, move |work| {
            let item = item.clone();
            Box::pin(async move { quarantine::settle(work, &item).await })
        })
        .await
    }

    async fn attach(&self, attachments: &[Attachment], stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("attachment.put", format!("{} files", attachments.len()));
        let (attachments, at): (Arc<[Attachment]>, i64) = (attachments.into(), stamp.at);
        self.change(entry, move |work| {
            let attachments = attachments.clone();
            Box::pin(async move { attachments::attach(work, &attachments, at).await })
        })
        .await
    }

    async fn attachments(&self, submission: SubmissionId) -> Result<Vec<Attachment>> {
        self.ask(move |c| Box::pin(attachments::of_submission(c, submission))).await
    }

    async fn detach_withdrawn(&self) -> Result<Vec<[u8; 32]>> {
        let withdrawn = self.ask(|c| Box::pin(attachments::withdrawn(c))).await?;
        if withdrawn.is_empty() {
            return Ok(Vec::new());
        }
        self.writer.change(move |work| Box::pin(attachments::detach(work, withdrawn.clone()))).await
    }

    async fn unneeded(&self, contents: &[[u8; 32]]) -> Result<Vec<[u8; 32]>> {
        let contents: Vec<Vec<u8>> = contents.iter().map(|content| content.to_vec()).collect();
        self.ask(|c| Box::pin(attachments::unneeded(c, contents))).await
    }

    async fn pull(&self, device: &Device, after: u64, limit: usize) -> Result<Pulled> {
        let device = device.clone();
        self.read(move |reading| {
            Box::pin(async move { feed::pull(reading, &device, after, limit).await })
        })
        .await
    }

    async fn position(&self) -> Result<Position> {
        let node = self.ask(|c| Box::pin(Node::read(c, Look::Read))).await?;
        Ok(node.position())
    }

    async fn waiting(&self, reasons: &[Waiting], limit: usize) -> Result<Vec<Quarantined>> {
        let reasons = reasons.to_vec();
        let seal = reference::seen(&self.seen).seal.clone();
        self.ask(move |c| {
            Box::pin(async move { quarantine::waiting(c, &reasons, limit, &seal).await })
        })
        .await
    }

    async fn tally(&self, communities: &[CommunityId], filter: &Filter) -> Result<Tallied> {
        let (communities, filter, codes) =
            (communities.to_vec(), filter.clone(), self.codes.clone());
        self.read(move |reading| {
            Box::pin(async move { facts::tally(reading, &codes, &communities, &filter).await })
        })
        .await
    }

    async fn totals(&self) -> Result<Vec<Total>> {
        self.read(|reading| Box::pin(facts::totals(reading))).await
    }

    async fn recount(&self, progress: Progress) -> Result<Recount> {
        self.read(move |reading| {
            Box::pin(async move { recount::recount(reading, &progress).await })
        })
        .await
    }

    async fn enrol(&self, device: &Device, token: &TokenHash, stamp: &Stamp) -> Result<()> {
        let (entry, device, token) =
            (stamp.entry("device.enrol", device.id.to_string()), Arc::new(device.clone()), *token);
        self.change(entry, move |work| {
            let device = device.clone();
            Box::pin(async move { accounts::enrol(work, &device, &token).await })
        })
        .await
    }

    async fn devices(&self) -> Result<Vec<Device>> {
        self.ask(|c| Box::pin(accounts::devices(c))).await
    }

    async fn scope_device(
        &self,
        device: DeviceId,
        communities: &[CommunityId],
        stamp: &Stamp,
    ) -> Result<bool> {
        let communities: Arc<[CommunityId]> = communities.into();
        let entry = stamp.entry("device.scope", device.to_string());
        self.change(entry, move |work| {
            let communities = communities.clone();
            Box::pin(async move { accounts::scope_device(work, device, &communities).await })
        })
        .await
    }

    async fn revoke(&self, device: DeviceId, stamp: &Stamp) -> Result<bool> {
        let (entry, at) = (stamp.entry("device.revoke", device.to_string()), stamp.at);
        self.change(entry, move |work| Box::pin(accounts::revoke(work, device, at))).await
    }

    async fn held(&self, device: DeviceId) -> Result<u64> {
        self.ask(move |c| Box::pin(accounts::held(c, device))).await
    }

    async fn device_of(&self, token: &TokenHash) -> Result<Option<Device>> {
        let token = *token;
        self.ask(move |c| Box::pin(async move { accounts::device_of(c, &token).await })).await
    }

    async fn add_person(&self, person: &Person, password: &str, stamp: &Stamp) -> Result<bool> {
        let entry = stamp.entry("person.add", person.id.to_string());
        let new = Arc::new((person.clone(), password.to_owned()));
        self.change(entry, move |work| {
            let new = new.clone();
            Box::pin(async move { people::add(work, &new.0, &new.1).await })
        })
        .await
    }

    async fn people(&self) -> Result<Vec<Person>> {
        self.ask(|c| Box::pin(people::all(c))).await
    }

    async fn person_named(&self, name: &str) -> Result<Option<(Person, String)>> {
        let name = name.to_owned();
        self.ask(|c| Box::pin(async move { people::named(c, &name).await })).await
    }

    async fn disable_person(&self, person: PersonId, stamp: &Stamp) -> Result<bool> {
        let (entry, at) = (stamp.entry("person.disable", person.to_string()), stamp.at);
        self.change(entry, move |work| Box::pin(people::disable(work, person, at))).await
    }

    async fn open_session(
        &self,
        person: PersonId,
        token: &TokenHash,
        expires_at: i64,
        stamp: &Stamp,
    ) -> Result<()> {
        let (entry, at, token) =
            (stamp.entry("session.open", person.to_string()), stamp.at, *token);
        self.change(entry, move |work| {
            Box::pin(
                async move { people::open_session(work, person, &token, at, expires_at).await },
            )
        })
        .await
    }

    async fn person_of(&self, token: &TokenHash, now: i64) -> Result<Option<Person>> {
        let token = *token;
        self.ask(move |c| Box::pin(async move { people::of_session(c, &token, now).await })).await
    }

    async fn close_session(&self, token: &TokenHash, stamp: &Stamp) -> Result<()> {
        let (entry, token) = (stamp.entry("session.close", ""), *token);
        self.change(entry, move |work| {
            Box::pin(async move { people::close_session(work, &token).await })
        })
        .await
    }

    async fn failures(&self, key: &TokenHash) -> Result<Failures> {
        let key = *key;
        self.ask(move |c| Box::pin(async move { people::failures(c, &key).await })).await
    }

    async fn note_sign_in(&self, key: &TokenHash, failed: bool, stamp: &Stamp) -> Result<()> {
        let (key, at) = (*key, stamp.at);
        let action = if failed { "sign_in.failed" } else { "sign_in.succeeded" };
        self.change(stamp.entry(action, ""), move |work| {
            Box::pin(async move { people::note_sign_in(work, &key, failed, at).await })
        })
        .await
    }

    async fn audit(&self, entry: AuditEntry) -> Result<()> {
        self.writer.audit(entry).await
    }

    fn audit_soon(&self, entry: AuditEntry) {
        self.writer.audit_soon(entry);
    }

    async fn audited(&self, limit: usize) -> Result<Vec<AuditEntry>> {
        self.ask(move |c| Box::pin(audit::last(c, limit))).await
    }

    async fn health(&self) -> Result<StoreHealth> {
        self.read(|reading| {
            Box::pin(async move {
                let quarantined = quarantine::count(&reading.connection).await?;
                let bytes = audit::bytes(&reading.connection).await?;
                let submissions = reading.node.submissions.unsigned_abs();
                Ok(StoreHealth { bytes, submissions, quarantined })
            })
        })
        .await
    }

    async fn examine(&self) -> Result<Vec<String>> {
        self.ask(|c| Box::pin(audit::examine(c))).await
    }

    async fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        self.writer.stop().await;
        self.readers.close();
    }
}
