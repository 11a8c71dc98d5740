//! The reference data in memory, with the local numbers of its rows: read whole, replaced whole.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, RwLock};

use diesel::prelude::*;
use uuid::Uuid;

use super::publish::stage_of;
use super::schema::{area, community, form, node, taxonomy};
use super::{failure, read_json};
use crate::domain::catalogue::{Catalogue, Reference, Stage};
use crate::domain::form::Form;
use crate::domain::head::Head;
use crate::domain::ids::{AreaId, CommunityId, FormRef};
use crate::domain::needs::{Fact, Meanings};
use crate::domain::place::{Area, Community};
use crate::domain::taxonomy::Taxonomy;
use crate::store::body::Packing;
use crate::store::seal::Seal;
use crate::store::{Position, Result};

/// The one row of `node`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub store: [u8; 16],
    pub change: i64,
    pub catalogue: i64,
}

impl Node {
    pub fn read(connection: &mut SqliteConnection) -> Result<Self> {
        let (store, change, catalogue): (Vec<u8>, i64, i64) = node::table
            .select((node::store, node::change, node::catalogue))
            .first(connection)
            .map_err(failure)?;
        let store = store.try_into().unwrap_or_default();
        Ok(Self { store, change, catalogue })
    }

    pub fn position(&self) -> Position {
        Position { store: Uuid::from_bytes(self.store), change: self.change as u64 }
    }
}

/// What counting and packing need of one form version.
#[derive(Debug)]
pub(super) struct FormRow {
    pub no: i64,
    /// The number of its last change.
    pub change: i64,
    pub form: Arc<Form>,
    pub stage: Stage,
    pub meanings: Meanings,
    pub packing: Packing,
}

/// One consistent picture of the reference data.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub catalogue: Arc<Catalogue>,
    pub forms: HashMap<FormRef, Arc<FormRow>>,
    pub forms_by_no: HashMap<i64, Arc<FormRow>>,
    pub community_nos: HashMap<CommunityId, i64>,
    pub communities_by_no: HashMap<i64, CommunityId>,
    /// What the bodies are sealed with; the same for as long as the process lives.
    pub seal: Seal,
}

/// The newest picture that this process has seen.
pub(super) type Seen = Arc<RwLock<Arc<Known>>>;

/// The newest picture seen.
pub(super) fn seen(seen: &Seen) -> Arc<Known> {
    seen.read().map_or_else(|poisoned| poisoned.into_inner().clone(), |known| known.clone())
}

/// Shows a picture to everybody, unless a newer one is shown already.
pub(super) fn publish(seen: &Seen, known: &Arc<Known>) {
    let mut shown = seen.write().unwrap_or_else(std::sync::PoisonError::into_inner);
    if shown.catalogue.change <= known.catalogue.change {
        *shown = known.clone();
    }
}

impl Known {
    /// Reads the picture that belongs to `node`; forms that `former` has are not parsed again.
    pub fn read(connection: &mut SqliteConnection, node: &Node, former: &Self) -> Result<Self> {
        let mut known = Self { seal: former.seal.clone(), ..Self::default() };
        let mut changes = BTreeMap::new();
        let mut stages = BTreeMap::new();
        let mut files = super::publish::media(connection)?;
        let mut media = BTreeMap::new();
        let rows: Vec<(i64, String, String, i32, i64)> = form::table
            .select((form::no, form::id, form::version, form::stage, form::change))
            .load(connection)
            .map_err(failure)?;
        for (no, id, version, stage, change) in rows {
            let stage = stage_of(stage)?;
            let row = match former.forms_by_no.get(&no) {
                Some(row) if row.change == change => row.clone(),
                _ => Arc::new(FormRow::read(connection, no, stage, change)?),
            };
            let form = FormRef { id, version };
            if stage != Stage::Published {
                stages.insert(form.clone(), stage);
            }
            changes.insert(change as u64, Reference::Form(form.clone()));
            media.extend(files.remove(&no).map(|files| (form.clone(), files)));
            known.forms.insert(form, row.clone());
            known.forms_by_no.insert(no, row);
        }
        let mut communities = BTreeMap::new();
        let rows: Vec<(i64, String, String, i64)> =
            community::table.load(connection).map_err(failure)?;
        for (no, id, definition, change) in rows {
            let id = CommunityId(id);
            changes.insert(change as u64, Reference::Community(id.clone()));
            communities.insert(id.clone(), read_json::<Community>(&definition)?);
            known.communities_by_no.insert(no, id.clone());
            known.community_nos.insert(id, no);
        }
        let mut areas = BTreeMap::new();
        let rows: Vec<(String, String)> = area::table.load(connection).map_err(failure)?;
        for (id, definition) in rows {
            areas.insert(AreaId(id), read_json::<Area>(&definition)?);
        }
        let codes: Option<(String, i64)> = taxonomy::table
            .select((taxonomy::definition, taxonomy::change))
            .first(connection)
            .optional()
            .map_err(failure)?;
        let codes = match codes {
            Some((definition, change)) => {
                changes.insert(change as u64, Reference::Codes);
                read_json::<Taxonomy>(&definition)?
            }
            None => Taxonomy::default(),
        };
        known.catalogue = Arc::new(Catalogue {
            change: node.catalogue as u64,
            changes,
            forms: known.forms.iter().map(|(id, row)| (id.clone(), row.form.clone())).collect(),
            stages,
            media,
            communities,
            areas,
            taxonomy: codes,
            returned: Arc::new(super::consent::returned(connection)?),
        });
        Ok(known)
    }
}

impl FormRow {
    fn read(connection: &mut SqliteConnection, no: i64, stage: Stage, change: i64) -> Result<Self> {
        let (definition, dictionary): (String, Vec<u8>) = form::table
            .find(no)
            .select((form::definition, form::dictionary))
            .first(connection)
            .map_err(failure)?;
        let form: Form = read_json(&definition)?;
        let meanings = Meanings::of(&form);
        let packing = Packing::new(&dictionary);
        Ok(Self { no, change, form: Arc::new(form), stage, meanings, packing })
    }

    /// What a head of this form version counts as. Drafts are for trying out.
    pub fn fact(&self, head: &Head) -> Option<Fact> {
        (self.stage != Stage::Draft).then(|| Fact::of(head, &self.meanings)).flatten()
    }
}
