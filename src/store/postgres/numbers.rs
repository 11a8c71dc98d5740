//! What the writer works with: its connection, and what it remembers between transactions.
//!
//! All that it remembers is derived from the database. Another node may have written since: the row
//! of `node`, which every writer takes first, tells.

use std::collections::HashMap;
use std::sync::Arc;

use diesel::sql_types::{Array, BigInt, Text, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::reference::{self, Known, Look, Node, Seen};
use super::sql::{rows, statement};
use super::{codes, storable};
use crate::domain::ids::DeviceId;
use crate::domain::needs::Codes;
use crate::store::{Result, StoreError};

/// What a job works with.
pub(super) struct Work {
    pub connection: AsyncPgConnection,
    pub numbers: Numbers,
}

/// What the writer remembers.
pub(super) struct Numbers {
    seen: Seen,
    /// The `node` row, ahead of the database by the changes of this transaction.
    pub node: Node,
    /// The `node` row as it was taken.
    taken: Node,
    /// The `node` row as the last commit of this node left it.
    left: Option<Node>,
    /// The reference data.
    pub known: Arc<Known>,
    /// The dictionary of facts, and how much of it is in the database.
    pub codes: Codes,
    saved_codes: u32,
    devices: HashMap<DeviceId, i64>,
}

/// What a job may have changed that has to be as before when it fails.
pub(super) struct Mark {
    node: Node,
    known: Arc<Known>,
    codes: u32,
}

impl Numbers {
    pub fn new(seen: Seen) -> Self {
        Self {
            known: reference::seen(&seen),
            seen,
            node: Node::default(),
            taken: Node::default(),
            left: None,
            codes: Codes::default(),
            saved_codes: Codes::default().len(),
            devices: HashMap::new(),
        }
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

    /// The number of an enrolled device. [`Work::look_up_devices`] comes first.
    pub fn device(&self, id: DeviceId) -> Result<i64> {
        let no = self.devices.get(&id).copied();
        no.ok_or_else(|| StoreError::Constraint(format!("no device {id}")))
    }

    pub fn mark(&self) -> Mark {
        Mark { node: self.node, known: self.known.clone(), codes: self.codes.len() }
    }

    pub fn back_to(&mut self, mark: Mark) {
        self.node = mark.node;
        self.known = mark.known;
        self.codes.truncate(mark.codes);
    }

    /// Forgets what belongs to a transaction that did not commit.
    pub fn forget(&mut self) {
        self.codes.truncate(self.saved_codes);
        self.known = reference::seen(&self.seen);
        self.left = None;
    }

    /// After a commit: shows the reference data to the readers.
    pub fn committed(&mut self) {
        self.saved_codes = self.codes.len();
        self.left = Some(self.node);
        reference::publish(&self.seen, &self.known);
    }
}

impl Work {
    /// Takes the turn to write: from here to the commit, no other node does. Then reads what others
    /// have changed since this one wrote last.
    pub async fn take_turn(&mut self) -> Result<()> {
        let numbers = &mut self.numbers;
        numbers.node = Node::read(&self.connection, Look::Write).await?;
        numbers.taken = numbers.node;
        if numbers.left == Some(numbers.node) {
            return Ok(());
        }
        if numbers.known.catalogue.change != numbers.node.catalogue.unsigned_abs() {
            self.read_known().await?;
        }
        let numbers = &mut self.numbers;
        codes::read(&self.connection, &mut numbers.codes).await?;
        numbers.saved_codes = numbers.codes.len();
        Ok(())
    }

    /// Reads the reference data again, when the job at work has changed it.
    pub async fn follow(&mut self, before: i64) -> Result<()> {
        if self.numbers.node.catalogue == before {
            return Ok(());
        }
        self.read_known().await
    }

    async fn read_known(&mut self) -> Result<()> {
        let Self { connection, numbers } = self;
        numbers.known = Arc::new(Known::read(connection, &numbers.node, &numbers.known).await?);
        Ok(())
    }

    /// Writes down what this transaction gave out. The last thing before its commit.
    pub async fn save(&mut self) -> Result<()> {
        let Self { connection, numbers } = self;
        let new = numbers.codes.since(numbers.saved_codes);
        let new: (Vec<i64>, Vec<String>) =
            new.map(|(no, text)| (i64::from(no), storable(text))).unzip();
        if !new.0.is_empty() {
            statement("INSERT INTO code (no, text) SELECT * FROM unnest($1, $2)")
                .bind::<Array<BigInt>, _>(new.0)
                .bind::<Array<Text>, _>(new.1)
                .run(connection)
                .await?;
        }
        let Node { change, catalogue, submissions, .. } = numbers.node;
        if numbers.node != numbers.taken {
            statement("UPDATE node SET change = $1, catalogue = $2, submissions = $3")
                .bind::<BigInt, _>(change)
                .bind::<BigInt, _>(catalogue)
                .bind::<BigInt, _>(submissions)
                .run(connection)
                .await?;
        }
        Ok(())
    }

    /// Learns the numbers of devices. Those that are not enrolled have none.
    pub async fn look_up_devices(&mut self, ids: impl Iterator<Item = DeviceId>) -> Result<()> {
        let unknown = ids.filter(|id| !self.numbers.devices.contains_key(id));
        let unknown: Vec<Uuid> = unknown.map(|id| id.0).collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let found: Vec<(Uuid, i64)> =
            rows::<(SqlUuid, BigInt)>("SELECT id, no FROM device WHERE id = ANY($1)")
                .bind::<Array<SqlUuid>, _>(unknown)
                .load(&self.connection)
                .await?;
        self.numbers.devices.extend(found.into_iter().map(|(id, no)| (DeviceId(id), no)));
        Ok(())
    }
}
