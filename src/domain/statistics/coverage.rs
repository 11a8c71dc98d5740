//! Who was reached and who was not: the panel beside every community's figures.

use std::collections::{BTreeMap, BTreeSet};

/// What one interview says about who was reached. No answer to any need is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interview {
    /// Who asked.
    pub enumerator: String,
    /// The site it was about, where that was said.
    pub site: Option<String>,
    /// The day, in days since 1970-01-01.
    pub day: Option<i32>,
    /// Whether the person declined. Nothing but `enumerator`, `site` and `day` counts then.
    pub refused: bool,
    /// The gender, a choice of the form; `female` is a woman.
    pub gender: Option<String>,
    /// Roles, choices of the form.
    pub roles: Vec<String>,
    /// Whether they are in a group, cooperative or association.
    pub member: Option<bool>,
    /// The language spoken at home; BCP 47.
    pub home_language: Option<String>,
    /// The language of the interview; BCP 47.
    pub language: Option<String>,
    /// Whether it was held by phone.
    pub by_phone: bool,
}

/// What is known of a community without asking anybody there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its sites.
    pub sites: BTreeSet<String>,
    /// Roles that are found there.
    pub roles: BTreeSet<String>,
    /// How many work there.
    pub workers: Option<u64>,
    /// How many of them are women.
    pub women: Option<u64>,
}

/// A part of a whole, both counts of people or things. The whole is absent where nobody knows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub of: Option<u64>,
}

/// The coverage panel of section 4 of the field guide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Sites visited of those known.
    pub sites: Part,
    /// Respondents of estimated workers.
    pub respondents: Part,
    /// Women who answered of women counted.
    pub women: Part,
    /// Roles seen of those found there.
    pub roles: Part,
    /// Roles found there that nobody of was asked.
    pub roles_missing: BTreeSet<String>,
    /// Respondents in no group, of those who said.
    pub non_members: Part,
    /// Interviews in the language of the home, of those where both are known.
    pub home_language: Part,
    /// Who declined, of all who were asked.
    pub refusals: Part,
    /// Respondents by phone.
    pub by_phone: Part,
    /// The most respondents of one enumerator.
    pub one_enumerator: Part,
    /// Days since the last visit; below 0 when a device's clock was ahead. `None` without any day.
    pub days_since: Option<i64>,
}

impl Coverage {
    /// The panel of a community on a day (days since 1970-01-01).
    pub fn of(interviews: &[Interview], known: &Known, today: i32) -> Self {
        let held = || interviews.iter().filter(|interview| !interview.refused);
        let n = held().count() as u64;
        let count = |like: &dyn Fn(&Interview) -> bool| held().filter(|i| like(i)).count() as u64;
        let sites: BTreeSet<&String> =
            interviews.iter().filter_map(|interview| interview.site.as_ref()).collect();
        let roles: BTreeSet<&String> = held().flat_map(|interview| &interview.roles).collect();
        let mut by_enumerator: BTreeMap<&str, u64> = BTreeMap::new();
        for interview in held() {
            *by_enumerator.entry(&interview.enumerator).or_default() += 1;
        }
        let known_of = |found: &BTreeSet<&String>, all: &BTreeSet<String>| Part {
            count: found.iter().filter(|one| all.contains(**one)).count() as u64,
            of: (!all.is_empty()).then_some(all.len() as u64),
        };
        let last = interviews.iter().filter_map(|interview| interview.day).max();
        Self {
            sites: known_of(&sites, &known.sites),
            respondents: Part { count: n, of: known.workers },
            women: Part {
                count: count(&|i| i.gender.as_deref() == Some("female")),
                of: known.women,
            },
            roles: known_of(&roles, &known.roles),
            roles_missing: known.roles.iter().filter(|r| !roles.contains(r)).cloned().collect(),
            non_members: Part {
                count: count(&|i| i.member == Some(false)),
                of: Some(count(&|i| i.member.is_some())),
            },
            home_language: Part {
                count: count(&|i| i.home_language.is_some() && i.home_language == i.language),
                of: Some(count(&|i| i.home_language.is_some() && i.language.is_some())),
            },
            refusals: Part {
                count: interviews.len() as u64 - n,
                of: Some(interviews.len() as u64),
            },
            by_phone: Part { count: count(&|i| i.by_phone), of: Some(n) },
            one_enumerator: Part {
                count: by_enumerator.values().copied().max().unwrap_or(0),
                of: Some(n),
            },
            days_since: last.map(|last| i64::from(today) - i64::from(last)),
        }
    }
}
