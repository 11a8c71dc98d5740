//! The storage port: what Sikia asks of a store, in coarse, set-at-a-time calls.
//!
//! # Contract
//! Every implementation passes the one suite in `tests/store`. In short:
//!
//! - **Atomic and durable.** A call that changes something is one transaction. When it returns `Ok`,
//!   it is on disk and survives `kill -9` and power loss; when it returns `Err`, nothing of it is.
//! - **Isolated.** Every call sees one consistent state. Concurrent calls behave as if one came after
//!   the other.
//! - **Ordered.** Everything that devices can pull gets a change number, and numbers become visible
//!   in their order: who has seen number *n* has seen, or can still ask for, all below it.
//! - **Derived data is exact.** Facts and totals are those of the heads, at every commit.
//! - **Erasure.** When a submission is withdrawn, the content of its revisions is gone; its envelope
//!   (UUIDs and versions) stays.
//! - **Cancel-safe.** A caller that stops waiting changes nothing about what is stored.

mod body;
mod consent;
pub mod copy;
mod editions;
pub mod memory;
pub mod postgres;
mod seal;
pub mod sqlite;

mod params;
mod retention;
mod rounds;
mod vault;

use std::sync::Arc;

use async_trait::async_trait;

use crate::domain::access::{Device, Person};
use crate::domain::catalogue::{Catalogue, Stage};
use crate::domain::form::Form;
use crate::domain::head::Head;
use crate::domain::ids::{
    AreaId, CommunityId, DeviceId, FormRef, PersonId, RevisionId, SubmissionId,
};
use crate::domain::item::Originals;
use crate::domain::needs::Filter;
use crate::domain::place::{Area, Community};
use crate::domain::taxonomy::Taxonomy;

pub use consent::{Consents, Open};
pub use editions::{Editions, Past};
pub use params::*;
pub use retention::Retentions;
pub use rounds::{Declared, Rounds};
pub use seal::MasterKey;
pub use vault::{Contact, Vault};

/// A store. See the module's docs for the contract.
#[async_trait]
pub trait Store: Consents + Editions + Retentions + Rounds + Vault + Send + Sync {
    /// Whether other nodes serve from the same store, so that what this one has not seen may have
    /// happened all the same.
    fn is_shared(&self) -> bool {
        false
    }

    // --- reference data ------------------------------------------------------------------------

    /// The reference data as it is now.
    async fn catalogue(&self) -> Result<Arc<Catalogue>>;

    /// The reference data as this process saw it last; free of cost. Good enough where a decision
    /// is checked again under [`Store::take_in`].
    fn catalogue_seen(&self) -> Arc<Catalogue>;

    /// Publishes a form version with the files it came from and became. A version is immutable: the
    /// same definition again is [`Put::Unchanged`], another one [`Put::Refused`]. Files that come with
    /// it may come later: new ones, and others under the same name, are taken in with the same
    /// definition ([`Put::Changed`]); what is not named again stays.
    async fn put_form(&self, form: &Form, files: FormFiles<'_>, stamp: &Stamp) -> Result<Put>;

    /// Publishes a draft, or retires a form version, or brings a retired one back. Devices learn of
    /// it like of any change.
    async fn stage_form(&self, form: &FormRef, stage: Stage, stamp: &Stamp) -> Result<Staged>;

    /// Says what a path of a form version is called in newer ones; the path itself takes that back.
    /// Whether anything changed. Figures are exact again after [`Store::recount`].
    async fn rename_in_form(
        &self,
        form: &FormRef,
        from: &str,
        to: &str,
        stamp: &Stamp,
    ) -> Result<bool>;

    /// The XForm of a form version, byte for byte as it was published.
    async fn xform(&self, form: &FormRef) -> Result<Option<Vec<u8>>>;

    /// Adds and updates communities by id; tells what was done with each.
    async fn put_communities(&self, communities: &[Community], stamp: &Stamp) -> Result<Vec<Put>>;

    /// Adds and updates areas by id; tells what was done with each.
    async fn put_areas(&self, areas: &[Area], stamp: &Stamp) -> Result<Vec<Put>>;

    /// Replaces the taxonomy. Codes that are gone from the list stay known to old records.
    async fn put_taxonomy(&self, taxonomy: &Taxonomy, stamp: &Stamp) -> Result<Put>;

    // --- submissions ---------------------------------------------------------------------------

    /// Takes in what arrived: stores, merges, quarantines, keeps facts, totals and feeds exact. One
    /// receipt per arrival, in their order. [`Taken::Stale`] when the arrivals were read with
    /// reference data that has changed: read them again, nothing was stored.
    async fn take_in(&self, intake: Intake) -> Result<Taken>;

    /// The head of a submission, its options in the form's order.
    async fn head(&self, submission: SubmissionId) -> Result<Option<Head>>;

    /// The heads of a community that changed after `after`, each with the number of its last change, in
    /// the order of those; at most `limit`.
    async fn records(
        &self,
        community: &CommunityId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Head)>>;

    /// Those of `revisions` that the store does not hold, neither accepted nor in quarantine.
    async fn missing(&self, revisions: &[RevisionId]) -> Result<Vec<RevisionId>>;

    /// Of those of `revisions` that are accepted: their submission and their version.
    async fn originals(&self, revisions: &[RevisionId]) -> Result<Originals>;

    /// Those of some contents that no file of a submission or a form has.
    async fn unneeded(&self, contents: &[[u8; 32]]) -> Result<Vec<[u8; 32]>>;

    /// What is in the device's scope and changed after `after`, in order; at most `limit` changes.
    async fn pull(&self, device: &Device, after: u64, limit: usize) -> Result<Pulled>;

    /// The id of the store and the number of its last change: what a cursor is made of.
    async fn position(&self) -> Result<Position>;

    /// What waits in quarantine for one of these reasons, oldest first.
    async fn waiting(&self, reasons: &[Waiting], limit: usize) -> Result<Vec<Quarantined>>;

    /// What is in quarantine, by number, beyond `after`; at most `limit`. Erased items are not told.
    async fn quarantined(&self, after: i64, limit: usize) -> Result<Vec<Quarantined>>;

    /// Takes something out of quarantine that was accepted under other bytes.
    async fn settle_quarantined(&self, item: &Quarantined, stamp: &Stamp) -> Result<()>;

    // --- attachments ---------------------------------------------------------------------------

    /// Notes files of a revision. The same again changes nothing.
    async fn attach(&self, attachments: &[Attachment], stamp: &Stamp) -> Result<()>;

    /// The files of a submission, by revision and name.
    async fn attachments(&self, submission: SubmissionId) -> Result<Vec<Attachment>>;

    /// Forgets the files of everything that is withdrawn; the contents that nobody needs any more.
    async fn detach_withdrawn(&self) -> Result<Vec<[u8; 32]>>;

    // --- figures -------------------------------------------------------------------------------

    /// Counts the facts of some communities.
    async fn tally(&self, communities: &[CommunityId], filter: &Filter) -> Result<Tallied>;

    /// The totals of every community that has any.
    async fn totals(&self) -> Result<Vec<Total>>;

    /// Compares every fact and total with a recount from the revisions. Long; calls `progress` with
    /// (submissions done, of how many) now and then.
    async fn recount(&self, progress: Progress) -> Result<Recount>;

    // --- devices and people --------------------------------------------------------------------

    /// Enrols a device under the hash of its token.
    async fn enrol(&self, device: &Device, token: &TokenHash, stamp: &Stamp) -> Result<()>;

    /// All devices, oldest first.
    async fn devices(&self) -> Result<Vec<Device>>;

    /// Replaces the communities of a device. `false` when there is no such device.
    async fn scope_device(
        &self,
        device: DeviceId,
        communities: &[CommunityId],
        stamp: &Stamp,
    ) -> Result<bool>;

    /// Revokes a device for good. `false` when there is no such device.
    async fn revoke(&self, device: DeviceId, stamp: &Stamp) -> Result<bool>;

    /// How many different items of a device the store holds, quarantine included.
    async fn held(&self, device: DeviceId) -> Result<u64>;

    /// The device of a token, unless it is revoked.
    async fn device_of(&self, token: &TokenHash) -> Result<Option<Device>>;

    /// Adds a person. `false` when the name is taken.
    async fn add_person(&self, person: &Person, password: &str, stamp: &Stamp) -> Result<bool>;

    /// All people, oldest first.
    async fn people(&self) -> Result<Vec<Person>>;

    /// A person by the name they sign in with, and the hash of their password.
    async fn person_named(&self, name: &str) -> Result<Option<(Person, String)>>;

    /// Disables a person and ends their sessions. `false` when there is no such person.
    async fn disable_person(&self, person: PersonId, stamp: &Stamp) -> Result<bool>;

    /// Opens a session under the hash of its token.
    async fn open_session(
        &self,
        person: PersonId,
        token: &TokenHash,
        expires_at: i64,
        stamp: &Stamp,
    ) -> Result<()>;

    /// The person of a session that has neither ended nor expired by `now`.
    async fn person_of(&self, token: &TokenHash, now: i64) -> Result<Option<Person>>;

    /// Ends a session. Unknown ones are no error.
    async fn close_session(&self, token: &TokenHash, stamp: &Stamp) -> Result<()>;

    /// Failed sign-ins under a key since the last success, and when the last one was.
    async fn failures(&self, key: &TokenHash) -> Result<Failures>;

    /// Notes a failed sign-in under a key, or forgets them all after a success.
    async fn note_sign_in(&self, key: &TokenHash, failed: bool, stamp: &Stamp) -> Result<()>;

    // --- audit and operation -------------------------------------------------------------------

    /// Writes an audit entry for a read. Changes write theirs themselves.
    async fn audit(&self, entry: AuditEntry) -> Result<()>;

    /// Hands over an audit entry without waiting for the disk: for reads of figures, which must not
    /// cost a commit each.
    fn audit_soon(&self, entry: AuditEntry);

    /// The last audit entries, newest first.
    async fn audited(&self, limit: usize) -> Result<Vec<AuditEntry>>;

    /// Whether the store can take writes, and how large it is.
    async fn health(&self) -> Result<StoreHealth>;

    /// Looks for damage; the words of what was found, none when all is well. Long.
    async fn examine(&self) -> Result<Vec<String>>;

    /// Finishes what was begun and closes. Later calls are [`StoreError::Unavailable`].
    async fn close(&self);

    /// The areas that people and communities name and the store does not know. For warnings.
    async fn unknown_areas(&self) -> Result<Vec<AreaId>> {
        let catalogue = self.catalogue().await?;
        let named = catalogue.communities.values().filter_map(|c| c.area.clone());
        let mut unknown: Vec<AreaId> =
            named.filter(|id| !catalogue.areas.contains_key(id)).collect();
        unknown.sort();
        unknown.dedup();
        Ok(unknown)
    }
}
