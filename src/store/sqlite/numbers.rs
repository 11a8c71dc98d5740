//! What the writer remembers between jobs: numbers it gives out and the reference data.
//!
//! All of it is derived from the file. When another process has written to the file, or when a job
//! fails, it is read again.

use std::collections::HashMap;
use std::sync::Arc;

use diesel::prelude::*;

use super::reference::{self, Known, Node, Seen};
use super::schema::{code, community_total, device, node, submission};
use super::{codes, connection, failure};
use crate::domain::ids::DeviceId;
use crate::domain::needs::Codes;
use crate::store::{Result, StoreError};

/// What the writer remembers.
pub(super) struct Numbers {
    seen: Seen,
    data_version: Option<i64>,
    /// The `node` row, ahead of the file by the changes of the job at work.
    pub node: Node,
    saved: Node,
    /// The reference data.
    pub known: Arc<Known>,
    /// The dictionary of facts, and how much of it is in the file.
    pub codes: Codes,
    saved_codes: u32,
    next_submission: i64,
    devices: HashMap<DeviceId, i64>,
    totals: HashMap<i64, (i64, i64)>,
    /// Whether content was erased since the last commit: the log still has it.
    pub erased: bool,
}

impl Numbers {
    pub fn new(seen: Seen) -> Self {
        let node = Node { store: [0; 16], change: 0, catalogue: 0 };
        Self {
            known: reference::seen(&seen),
            seen,
            data_version: None,
            node,
            saved: node,
            codes: Codes::default(),
            saved_codes: 0,
            next_submission: 0,
            devices: HashMap::new(),
            totals: HashMap::new(),
            erased: false,
        }
    }

    /// Within a transaction, before every job: reads what another process may have changed.
    pub fn refresh(&mut self, connection: &mut SqliteConnection) -> Result<()> {
        let version = connection::data_version(connection)?;
        if self.data_version == Some(version) {
            return Ok(());
        }
        self.node = Node::read(connection)?;
        self.saved = self.node;
        if self.known.catalogue.change != self.node.catalogue as u64 {
            self.known = Arc::new(Known::read(connection, &self.node, &self.known)?);
        }
        self.codes = codes::read(connection, Codes::default())?;
        self.saved_codes = self.codes.len();
        let last: Option<i64> = submission::table
            .select(submission::no)
            .order(submission::no.desc())
            .first(connection)
            .optional()
            .map_err(failure)?;
        self.next_submission = last.map_or(1, |no| no + 1);
        self.devices.clear();
        self.totals.clear();
        self.data_version = Some(version);
        Ok(())
    }

    /// Forgets everything: what was remembered may be of rows that are gone.
    pub fn forget(&mut self) {
        self.data_version = None;
        self.known = reference::seen(&self.seen);
    }

    /// Writes down what a job gave out. The last thing of a job.
    pub fn save(&mut self, connection: &mut SqliteConnection) -> Result<()> {
        if self.node.catalogue != self.saved.catalogue {
            self.known = Arc::new(Known::read(connection, &self.node, &self.known)?);
        }
        if self.node.change != self.saved.change {
            diesel::update(node::table)
                .set((node::change.eq(self.node.change), node::catalogue.eq(self.node.catalogue)))
                .execute(connection)
                .map_err(failure)?;
            self.saved = self.node;
        }
        for (no, text) in self.codes.since(self.saved_codes) {
            diesel::insert_into(code::table)
                .values((code::no.eq(i64::from(no)), code::text.eq(text)))
                .execute(connection)
                .map_err(failure)?;
        }
        self.saved_codes = self.codes.len();
        for (community_no, (submissions, asked)) in self.totals.drain() {
            let start = (
                community_total::community_no.eq(community_no),
                community_total::submissions.eq(submissions),
                community_total::asked.eq(asked),
            );
            diesel::insert_into(community_total::table)
                .values(start)
                .on_conflict(community_total::community_no)
                .do_update()
                .set((
                    community_total::submissions.eq(community_total::submissions + submissions),
                    community_total::asked.eq(community_total::asked + asked),
                ))
                .execute(connection)
                .map_err(failure)?;
        }
        Ok(())
    }

    /// After a commit: shows the reference data to the readers.
    pub fn publish(&self) {
        reference::publish(&self.seen, &self.known);
    }

    /// The next change number.
    pub fn next_change(&mut self) -> i64 {
        self.node.change += 1;
        self.node.change
    }

    /// The next change number, for reference data.
    pub fn next_catalogue_change(&mut self) -> i64 {
        self.node.catalogue = self.next_change();
        self.node.catalogue
    }

    /// The number of a new submission.
    pub fn next_submission(&mut self) -> i64 {
        self.next_submission += 1;
        self.next_submission - 1
    }

    /// Adds to the totals of a community.
    pub fn count(&mut self, community_no: i64, submissions: i64, asked: i64) {
        let total = self.totals.entry(community_no).or_default();
        total.0 += submissions;
        total.1 += asked;
    }

    /// The number of an enrolled device.
    pub fn device(&mut self, connection: &mut SqliteConnection, id: DeviceId) -> Result<i64> {
        if let Some(no) = self.devices.get(&id) {
            return Ok(*no);
        }
        let no: Option<i64> = device::table
            .filter(device::id.eq(id.0.as_bytes().as_slice()))
            .select(device::no)
            .first(connection)
            .optional()
            .map_err(failure)?;
        let no = no.ok_or_else(|| StoreError::Constraint(format!("no device {id}")))?;
        self.devices.insert(id, no);
        Ok(no)
    }
}
