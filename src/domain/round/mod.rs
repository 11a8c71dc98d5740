//! A round: where, when and how people are asked, declared before it starts.
//!
//! A round is data that a steward brings to the node ([`Round`]). Its design decides what its figures
//! may be called; [`NeedsReport::judge`](crate::domain::needs::NeedsReport::judge) applies it:
//! intervals with the frame and the design effect, weights where population figures exist
//! ([`Weighing`]), bands instead of a false order, change since the round that it follows.

mod check;
mod frame;
mod judge;
#[cfg(test)]
mod tests;
mod verdict;

use serde::{Deserialize, Serialize};

use super::ids::{AreaId, CommunityId, RoundId};
use super::needs::{Filter, day};
use super::statistics::{Design, Span};
use super::text::Text;

pub use frame::{Cell, Frame, People};
pub use judge::{Basis, Before, Counted};
pub use verdict::{
    Base, Brief, NeedVerdict, Since, StratumShown, Verdict, Weighed, Weighing, WhyNot,
};

/// A round of a survey. Its JSON is also what a steward sends and what `sikia round import` reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Its id: letters, digits, `.`, `_` and `-`.
    pub id: RoundId,
    /// What it is called, per language.
    pub name: Text,
    /// Its first day, `YYYY-MM-DD`.
    pub from: String,
    /// Its last day.
    pub to: String,
    /// The ids of its forms; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    /// How people are chosen.
    pub design: Design,
    /// How many answers of a simple random sample one answer is worth, turned round; 1 where people
    /// are not chosen in clusters.
    #[serde(default = "one")]
    pub design_effect: f64,
    /// The earlier round that it repeats: change is told since that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<RoundId>,
    /// The areas that it is held in, with all their communities.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaId>,
    /// Communities that it is held in, and what is known of those without asking anybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub communities: Vec<Frame>,
    /// The day on which the node was told of this design. The node sets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
}

fn one() -> f64 {
    1.0
}

impl Round {
    /// Its days.
    pub fn span(&self) -> Span {
        Span { from: day(&self.from), to: day(&self.to) }
    }

    /// What is known of a community, where the round says anything of it.
    pub fn frame(&self, community: &CommunityId) -> Option<&Frame> {
        self.communities.iter().find(|frame| frame.id == *community)
    }

    /// Whether it is held in a community with these areas above it.
    pub fn covers<'a>(
        &self,
        community: &CommunityId,
        areas: impl IntoIterator<Item = &'a AreaId>,
    ) -> bool {
        self.frame(community).is_some()
            || areas.into_iter().any(|area| self.areas.iter().any(|own| own == area))
    }

    /// A filter within this round: one for each of its forms, none when they exclude each other.
    pub fn filters(&self, filter: &Filter) -> Vec<Filter> {
        let Some(within) = self.span().of(filter) else { return Vec::new() };
        let within = Filter { undated: false, ..within };
        if self.forms.is_empty() {
            return vec![within];
        }
        let wanted = |form: &&String| filter.form.as_ref().is_none_or(|asked| asked == *form);
        let forms = self.forms.iter().filter(wanted);
        forms.map(|form| Filter { form: Some(form.clone()), ..within.clone() }).collect()
    }

    /// Which list of needs people were shown, as far as the round says.
    pub fn list(&self) -> String {
        let mut forms = self.forms.clone();
        forms.sort();
        forms.join(" ")
    }

    /// Whether its design was declared after it had begun: then somebody may have known its answers.
    pub fn is_late(&self) -> bool {
        self.declared.as_deref().is_some_and(|declared| *declared > *self.from)
    }

    /// The same round as declared today, when an older one with this id stands there or none. Who
    /// changes the design or the days declares it anew; who adds a name does not.
    pub fn declared_on(mut self, today: &str, there: Option<&Self>) -> Self {
        let same = |there: &&Self| {
            (&there.from, &there.to, there.design, there.design_effect)
                == (&self.from, &self.to, self.design, self.design_effect)
        };
        let before = there.filter(same).and_then(|there| there.declared.clone());
        self.declared = Some(before.unwrap_or_else(|| today.to_owned()));
        self
    }
}
