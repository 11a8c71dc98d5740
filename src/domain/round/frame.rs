//! What is known of a community without asking anybody there.

use serde::{Deserialize, Serialize};

use crate::domain::ids::CommunityId;

/// A community in a round: how many people could have been asked, and who they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// The community.
    pub id: CommunityId,
    /// How many people could have been asked: the size of the list that was drawn from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// The sites that are known there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<String>,
    /// The roles that are found there, beside those of `population`; choices of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// How many people there are of each gender and role, by counts that do not come from the sample.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub population: Vec<People>,
}

/// A count of people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// Their gender, a choice of the form.
    pub gender: String,
    /// Their role, a choice of the form. Absent: all of that gender in none of the roles listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// How many.
    pub people: u64,
    /// Who counted, or where it is written.
    pub source: String,
    /// The day it was true, `YYYY-MM-DD`.
    pub date: String,
}

/// People who share a weight, and how they are told apart from others of their gender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Their gender.
    pub gender: String,
    /// Their role, where the figure is of one.
    pub role: Option<String>,
    /// Roles that they do not have. Who has several roles counts in the one that is listed first, so
    /// that everybody is in one cell at most.
    pub without: Vec<String>,
    /// How many there are.
    pub people: u64,
}

impl Frame {
    /// The cells of its population figures.
    pub fn cells(&self) -> Vec<Cell> {
        let roles = |figures: &[People], gender: &str| -> Vec<String> {
            let of = figures.iter().filter(|figure| figure.gender == gender);
            of.filter_map(|figure| figure.role.clone()).collect()
        };
        let cell = |(at, figure): (usize, &People)| {
            let before = if figure.role.is_some() { at } else { self.population.len() };
            Cell {
                gender: figure.gender.clone(),
                role: figure.role.clone(),
                without: roles(&self.population[..before], &figure.gender),
                people: figure.people,
            }
        };
        self.population.iter().enumerate().map(cell).collect()
    }

    /// How many women were counted; none without a figure of them.
    pub fn women(&self) -> Option<u64> {
        let women = self.population.iter().filter(|figure| figure.gender == "female");
        women.map(|figure| figure.people).reduce(u64::saturating_add)
    }

    /// Every role that is found there, each once.
    pub fn all_roles(&self) -> impl Iterator<Item = &String> {
        self.roles.iter().chain(self.population.iter().filter_map(|figure| figure.role.as_ref()))
    }
}
