//! What a round must be to be taken.

use std::collections::BTreeSet;

use super::{Frame, Round};
use crate::domain::needs::day;
use crate::domain::problem::Problem;

/// The longest id.
const ID: usize = 100;
/// A design effect above this is a slip of the pen; field surveys have 1 to 4.
const EFFECT: f64 = 20.0;
/// The word that stands for no round at all.
const ALL: &str = "all";
/// How many people, communities or entries of one list a round may name.
const MOST: u64 = 1_000_000_000;

impl Round {
    /// Whether it can be taken, and else the member to blame.
    ///
    /// # Errors
    /// [`Problem::UnfitMember`] with its path, such as `communities[0].population[2].source`.
    pub fn check(&self) -> Result<(), Problem> {
        let id = self.id.as_str();
        let letter = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if id.is_empty() || id.len() > ID || id == ALL || !id.chars().all(letter) {
            return Err(invalid("id", "id"));
        }
        if self.name.is_empty() {
            return Err(invalid("name", "text"));
        }
        date("from", &self.from)?;
        date("to", &self.to)?;
        if self.to < self.from {
            return Err(invalid("to", "date"));
        }
        if !(1.0..=EFFECT).contains(&self.design_effect) {
            return Err(invalid("design_effect", "number"));
        }
        if self.follows.as_ref() == Some(&self.id) {
            return Err(invalid("follows", "id"));
        }
        if self.areas.is_empty() && self.communities.is_empty() {
            return Err(invalid("communities", "list"));
        }
        let mut seen = BTreeSet::new();
        for (at, frame) in self.communities.iter().enumerate() {
            let place = format!("communities[{at}]");
            if frame.id.as_str().is_empty() || !seen.insert(&frame.id) {
                return Err(invalid(&format!("{place}.id"), "id"));
            }
            frame.check(&place)?;
        }
        Ok(())
    }
}

impl Frame {
    fn check(&self, place: &str) -> Result<(), Problem> {
        if self.people.is_some_and(|people| people == 0 || people > MOST) {
            return Err(invalid(&format!("{place}.people"), "integer"));
        }
        let mut seen = BTreeSet::new();
        for (at, figure) in self.population.iter().enumerate() {
            let place = format!("{place}.population[{at}]");
            let of = |member: &str| format!("{place}.{member}");
            if figure.gender.is_empty() {
                return Err(invalid(&of("gender"), "text"));
            }
            if figure.role.as_ref().is_some_and(String::is_empty)
                || !seen.insert((&figure.gender, &figure.role))
            {
                return Err(invalid(&of("role"), "text"));
            }
            if figure.people > MOST {
                return Err(invalid(&of("people"), "integer"));
            }
            if figure.source.trim().is_empty() {
                return Err(invalid(&of("source"), "text"));
            }
            date(&of("date"), &figure.date)?;
        }
        Ok(())
    }
}

fn date(field: &str, text: &str) -> Result<(), Problem> {
    if text.len() == 10 && day(text).is_some() { Ok(()) } else { Err(invalid(field, "date")) }
}

fn invalid(field: &str, expected: &str) -> Problem {
    Problem::UnfitMember { member: field.to_owned(), expected: expected.to_owned() }
}
