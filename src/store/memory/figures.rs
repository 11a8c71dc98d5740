//! Counting, from the heads.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::state::State;
use crate::domain::catalogue::Stage;
use crate::domain::head::{Head, State as HeadState};
use crate::domain::ids::CommunityId;
use crate::domain::needs::{Codes, Fact, Filter, Meanings, PackedFact, Tally};
use crate::store::{Progress, Recount, Result, Tallied, Total};

impl State {
    pub fn tally(&self, communities: &[CommunityId], filter: &Filter) -> Result<Tallied> {
        let (mut codes, mut tally) = (Codes::default(), Tally::default());
        for head in self.heads()?.iter().filter(|head| is_of(head, communities)) {
            if let Some(fact) = self.fact(head).filter(|fact| filter.matches(fact)) {
                tally.add(&PackedFact::pack(&fact, &mut codes));
            }
        }
        Ok(Tallied { tally, codes: Arc::new(codes) })
    }

    pub fn totals(&self) -> Result<Vec<Total>> {
        let mut totals: BTreeMap<CommunityId, Total> = BTreeMap::new();
        for head in self.heads()?.into_iter().filter(|head| head.state == HeadState::Current) {
            let asked = u64::from(self.fact(&head).is_some());
            let Some(community) = head.community else { continue };
            let empty = Total { community: community.clone(), submissions: 0, asked: 0 };
            let total = totals.entry(community).or_insert(empty);
            total.submissions += 1;
            total.asked += asked;
        }
        Ok(totals.into_values().collect())
    }

    /// Nothing is kept that could differ.
    pub fn recount(&self, progress: &Progress) -> Result<Recount> {
        let submissions = self.submissions.len() as u64;
        let facts = self.heads()?.iter().filter(|head| self.fact(head).is_some()).count() as u64;
        progress(submissions, submissions);
        Ok(Recount { submissions, facts, ..Recount::default() })
    }

    fn fact(&self, head: &Head) -> Option<Fact> {
        let form = head.form.as_ref()?;
        if self.catalogue.stage(form) == Stage::Draft {
            return None;
        }
        Fact::of(head, &Meanings::of(self.catalogue.forms.get(form)?))
    }
}

fn is_of(head: &Head, communities: &[CommunityId]) -> bool {
    head.community.as_ref().is_some_and(|community| communities.contains(community))
}
