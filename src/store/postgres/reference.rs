//! The reference data in memory, with the numbers of its rows: read whole, replaced whole.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use diesel::sql_types::{Array, BigInt, Binary, Integer, Text, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::publish::stage_of;
use super::read_json;
use super::sql::rows;
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
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Node {
    pub store: Uuid,
    pub change: i64,
    pub catalogue: i64,
    pub submissions: i64,
}

/// Whether a look at `node` waits for its turn to write.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Look {
    Read,
    Write,
}

impl Node {
    pub async fn read(connection: &AsyncPgConnection, look: Look) -> Result<Self> {
        let sql = match look {
            Look::Read => "SELECT store, change, catalogue, submissions FROM node",
            Look::Write => "SELECT store, change, catalogue, submissions FROM node FOR UPDATE",
        };
        let (store, change, catalogue, submissions) =
            rows::<(SqlUuid, BigInt, BigInt, BigInt)>(sql).get_result(connection).await?;
        Ok(Self { store, change, catalogue, submissions })
    }

    pub fn position(&self) -> Position {
        Position { store: self.store, change: self.change.unsigned_abs() }
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
    seen.read().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Shows a picture to everybody, unless a newer one is shown already.
pub(super) fn publish(seen: &Seen, known: &Arc<Known>) {
    let mut shown = seen.write().unwrap_or_else(PoisonError::into_inner);
    if shown.catalogue.change <= known.catalogue.change {
        *shown = known.clone();
    }
}

impl Known {
    /// Reads the picture that belongs to `node`; forms that `former` has are not parsed again.
    pub async fn read(connection: &AsyncPgConnection, node: &Node, former: &Self) -> Result<Self> {
        let mut known = Self { seal: former.seal.clone(), ..Self::default() };
        let mut changes = BTreeMap::new();
        let mut stages = BTreeMap::new();
        let mut files = super::publish::media(connection).await?;
        let mut media = BTreeMap::new();
        let listed: Vec<(i64, String, String, i32, i64)> =
            rows::<(BigInt, Text, Text, Integer, BigInt)>(
                "SELECT no, id, version, stage, change FROM form",
            )
            .load(connection)
            .await?;
        let same = |no: &i64, change: i64| {
            former.forms_by_no.get(no).filter(|row| row.change == change).cloned()
        };
        let unread = listed.iter().filter(|(no, .., change)| same(no, *change).is_none());
        let unread: Vec<i64> = unread.map(|(no, ..)| *no).collect();
        let mut read = read_forms(connection, unread).await?;
        for (no, id, version, stage, change) in listed {
            let stage = stage_of(stage)?;
            let row = match same(&no, change) {
                Some(row) => row,
                None => {
                    let Some((form, dictionary)) = read.remove(&no) else { continue };
                    let form = Arc::new(form);
                    let meanings = Meanings::of(&form);
                    let packing = Packing::new(&dictionary);
                    Arc::new(FormRow { no, change, form, stage, meanings, packing })
                }
            };
            let form = FormRef { id, version };
            if stage != Stage::Published {
                stages.insert(form.clone(), stage);
            }
            changes.insert(change.unsigned_abs(), Reference::Form(form.clone()));
            media.extend(files.remove(&no).map(|files| (form.clone(), files)));
            known.forms.insert(form, row.clone());
            known.forms_by_no.insert(no, row);
        }
        let communities = known.read_communities(connection, &mut changes).await?;
        let areas: Vec<(String, String)> =
            rows::<(Text, Text)>("SELECT id, definition FROM area").load(connection).await?;
        let area = |(id, text): (String, String)| Ok((AreaId(id), read_json::<Area>(&text)?));
        let areas = areas.into_iter().map(area).collect::<Result<_>>()?;
        let codes: Vec<(String, i64)> =
            rows::<(Text, BigInt)>("SELECT definition, change FROM taxonomy")
                .load(connection)
                .await?;
        let taxonomy = match codes.first() {
            Some((definition, change)) => {
                changes.insert(change.unsigned_abs(), Reference::Codes);
                read_json::<Taxonomy>(definition)?
            }
            None => Taxonomy::default(),
        };
        known.catalogue = Arc::new(Catalogue {
            change: node.catalogue.unsigned_abs(),
            changes,
            forms: known.forms.iter().map(|(id, row)| (id.clone(), row.form.clone())).collect(),
            stages,
            media,
            communities,
            areas,
            taxonomy,
            returned: Arc::new(super::consent::returned(connection).await?),
        });
        Ok(known)
    }

    async fn read_communities(
        &mut self,
        connection: &AsyncPgConnection,
        changes: &mut BTreeMap<u64, Reference>,
    ) -> Result<BTreeMap<CommunityId, Community>> {
        let listed: Vec<(i64, String, String, i64)> = rows::<(BigInt, Text, Text, BigInt)>(
            "SELECT no, id, definition, change FROM community",
        )
        .load(connection)
        .await?;
        let mut communities = BTreeMap::new();
        for (no, id, definition, change) in listed {
            let id = CommunityId(id);
            changes.insert(change.unsigned_abs(), Reference::Community(id.clone()));
            communities.insert(id.clone(), read_json::<Community>(&definition)?);
            self.communities_by_no.insert(no, id.clone());
            self.community_nos.insert(id, no);
        }
        Ok(communities)
    }
}

async fn read_forms(
    connection: &AsyncPgConnection,
    nos: Vec<i64>,
) -> Result<HashMap<i64, (Form, Vec<u8>)>> {
    if nos.is_empty() {
        return Ok(HashMap::new());
    }
    let read: Vec<(i64, String, Vec<u8>)> = rows::<(BigInt, Text, Binary)>(
        "SELECT no, definition, dictionary FROM form WHERE no = ANY($1)",
    )
    .bind::<Array<BigInt>, _>(nos)
    .load(connection)
    .await?;
    let form = |(no, text, dictionary): (i64, String, Vec<u8>)| {
        Ok((no, (read_json::<Form>(&text)?, dictionary)))
    };
    read.into_iter().map(form).collect()
}

impl FormRow {
    /// What a head of this form version counts as. Drafts are for trying out.
    pub fn fact(&self, head: &Head) -> Option<Fact> {
        (self.stage != Stage::Draft).then(|| Fact::of(head, &self.meanings)).flatten()
    }
}
