//! Which facts a report is about.

use super::codes::Codes;
use super::fact::Fact;
use super::packed::PackedFact;

/// The filters of a needs report, as `protocol.md` names them. `None` lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The first day, in days since 1970-01-01. Facts without a day are in no span of days, unless
    /// `undated` lets them in.
    pub from: Option<i32>,
    /// The last day; it is in.
    pub to: Option<i32>,
    /// Whether facts without a day count although days are asked for: where days only say in which
    /// area a place lay, and it lies there now.
    pub undated: bool,
    /// Only this gender.
    pub gender: Option<String>,
    /// Only this age band.
    pub age: Option<String>,
    /// Only who has this role, among others or not.
    pub role: Option<String>,
    /// Only who has none of these roles.
    pub without: Vec<String>,
    /// Only needs of this domain are *listed*. The base stays everybody who answered, so that a share
    /// keeps its meaning: [`Filter::matches`] does not look at it.
    pub domain: Option<String>,
    /// Only needs for information are *listed*: power, clinic and water top every open question and
    /// are no information. The base stays, as with `domain`.
    pub information: bool,
    /// Only this form id, in any version.
    pub form: Option<String>,
}

impl Filter {
    /// Whether a fact is in the base of the report.
    pub fn matches(&self, fact: &Fact) -> bool {
        let is = |wanted: &Option<String>, text: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| text == Some(wanted))
        };
        self.span(fact.day)
            && is(&self.gender, fact.gender.as_deref())
            && is(&self.age, fact.age.as_deref())
            && is(&self.form, Some(&fact.form))
            && self.role.as_ref().is_none_or(|role| fact.roles.contains(role))
            && !self.without.iter().any(|role| fact.roles.contains(role))
    }

    /// The same filter as far as it says who is in the base, and nothing of what is listed.
    pub fn of_people(&self) -> Self {
        Self { domain: None, information: false, ..self.clone() }
    }

    /// Whether a set of roles is let through.
    fn lets<'a, I: Iterator<Item = &'a str>>(&self, roles: impl Fn() -> I) -> bool {
        self.role.as_ref().is_none_or(|role| roles().any(|r| r == role))
            && !roles().any(|role| self.without.iter().any(|without| without == role))
    }

    fn span(&self, day: Option<i32>) -> bool {
        match day {
            Some(day) => {
                self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
            }
            None => self.undated || (self.from.is_none() && self.to.is_none()),
        }
    }

    /// The same filter in the numbers of a dictionary, for many facts.
    pub fn pack(&self, codes: &Codes) -> PackedFilter {
        let wanted = |text: &Option<String>| {
            // A text that no fact has gets a number that no fact has.
            text.as_deref().map(|text| codes.get(text).unwrap_or(u32::MAX))
        };
        PackedFilter {
            gender: wanted(&self.gender),
            age: wanted(&self.age),
            form: wanted(&self.form),
            role_sets: (self.role.is_some() || !self.without.is_empty())
                .then(|| (0..codes.len()).map(|set| self.lets(|| codes.roles(set))).collect()),
            days: Self { from: self.from, to: self.to, undated: self.undated, ..Self::default() },
        }
    }
}

/// A [`Filter`] in the numbers of a [`Codes`]. Good for the facts that the dictionary knew when the
/// filter was packed.
#[derive(Clone, Debug)]
pub struct PackedFilter {
    gender: Option<u32>,
    age: Option<u32>,
    form: Option<u32>,
    /// For each number, whether it is a set of roles that is let through.
    role_sets: Option<Vec<bool>>,
    days: Filter,
}

impl PackedFilter {
    /// Whether a fact is in the base of the report.
    pub fn matches(&self, fact: &PackedFact) -> bool {
        self.gender.is_none_or(|gender| gender == fact.gender)
            && self.age.is_none_or(|age| age == fact.age)
            && self.form.is_none_or(|form| form == fact.form)
            && self
                .role_sets
                .as_ref()
                .is_none_or(|sets| sets.get(fact.roles as usize).is_some_and(|has| *has))
            && self.days.span(fact.day())
    }
}
