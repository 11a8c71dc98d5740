//! What an enumerator says when an edit is made.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::item::Said;
use super::phone::Phone;
use super::view::Base;
use super::world::{Record, World, uuid_v7};
use crate::domain::form::sample;
use crate::domain::ids::RevisionId;

impl Phone {
    /// An edit, or nothing when the phone knows that the respondent withdrew.
    pub(super) fn edit(
        &mut self,
        world: &World,
        record: Record,
        base: Option<Base>,
    ) -> Option<Said> {
        if base.as_ref().is_some_and(|base| base.withdrawn) {
            self.view.heads.remove(&world.submission(record));
            return None;
        }
        let now = self.now(world);
        let community = world.community(record).to_owned();
        let interview = self.deeds.roll();
        let fresh = world.answers(interview, &community);
        let mut said = match &base {
            Some(base) => base.next(),
            None => self.hearsay(world, record),
        };
        said.answers = Some(match said.answers.take() {
            Some(answers) => self.change(world, answers, fresh),
            None => fresh,
        });
        let shared = world.shared_communities(record, self.index);
        if !shared.contains(&&said.community) {
            said.community = community;
        }
        if self.deeds.percent(4) {
            said.community = self.deeds.pick(&shared).map_or(said.community, |c| (*c).clone());
        }
        if said.language.is_empty() || self.deeds.percent(10) {
            said.language = sample::language(interview).to_owned();
        }
        if self.deeds.percent(2) && said.version > 1 {
            said.version -= 1; // A client that forgets to count: its parents do not count either.
        }
        if self.simple {
            said.parents = None;
        } else {
            let id = uuid_v7(self.clock.believes(now), &mut self.deeds);
            said.revision = Some(RevisionId(id));
        }
        said.submission = Some(world.submission(record));
        said.form = json!(world.form.form);
        said.captured_at = self.clock.stamp(now);
        said.app = self.deeds.percent(3).then_some("field-book 2.1");
        Some(said)
    }

    /// The beginning of an edit of a record that the phone has never seen.
    fn hearsay(&mut self, world: &World, record: Record) -> Said {
        let parents = match self.deeds.below(10) {
            0..6 => vec![world.first_revision(record)],
            6..8 => vec![RevisionId(self.random_uuid())],
            _ => vec![],
        };
        let version = 2 + self.deeds.below(3) as u64;
        Said { version, parents: Some(parents), ..Said::default() }
    }

    /// Other answers to a few questions, and sometimes one answer less; whatever no longer fits the
    /// form is asked anew.
    fn change(
        &mut self,
        world: &World,
        mut answers: Map<String, Value>,
        fresh: Map<String, Value>,
    ) -> Map<String, Value> {
        let paths: Vec<&String> = fresh.keys().collect();
        for _ in 0..1 + self.deeds.below(3) {
            if let Some(path) = self.deeds.pick(&paths) {
                answers.insert((*path).clone(), fresh[*path].clone());
            }
        }
        if self.deeds.percent(15) {
            let at = self.deeds.below(answers.len());
            if let Some(path) = answers.keys().nth(at).cloned() {
                answers.remove(&path);
            }
        }
        if world.form.check(answers.clone()).is_ok() { answers } else { fresh }
    }

    pub(super) fn random_uuid(&mut self) -> Uuid {
        uuid_v7(self.deeds.roll() >> 16, &mut self.deeds)
    }
}
