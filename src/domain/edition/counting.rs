//! From interviews to tables.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::dataset::{Breakdown, Dataset};
use super::places::{Places, Spot};
use crate::domain::catalogue::Catalogue;
use crate::domain::disclosure::{Cube, Dimension, Key, Unfit};
use crate::domain::form::{Kind, Meaning};
use crate::domain::ids::CommunityId;
use crate::domain::needs::Fact;
use crate::domain::taxonomy::{DONT_KNOW, NONE, OTHER, REFUSED, SPECIAL, Taxonomy};

/// Where somebody stands who did not say.
pub const UNSTATED: &str = "unstated";
/// Where somebody stands who gave an answer that no list has.
const OTHER_GROUP: &str = "other";

/// Counts the interviews of a dataset, one by one; what it holds does not grow with their number.
pub struct Counting<'a> {
    dataset: &'a Dataset,
    catalogue: &'a Catalogue,
    /// The day for which the places of interviews without a day are told (`YYYY-MM-DD`).
    day: String,
    leaves: Vec<Leaves>,
    codes: BTreeSet<String>,
    spots: HashMap<(CommunityId, Option<i32>), Spot>,
    groups: BTreeMap<(Spot, Vec<String>), Group>,
    respondents: u64,
}

/// What a table is broken down by beside places: a name, and what there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaves {
    /// What it is.
    pub breakdown: Breakdown,
    /// The values that there are; the same in all editions, but for months.
    pub values: Vec<String>,
}

/// Respondents who are alike.
#[derive(Default)]
struct Group {
    /// How many they are, by the community they were asked in.
    respondents: BTreeMap<CommunityId, u64>,
    /// How many of them named each code.
    named: BTreeMap<String, u64>,
}

/// A table of all interviews of a dataset: what disclosure control works on.
pub struct Table {
    /// The counts.
    pub cube: Cube,
    /// The places.
    pub places: Places,
    /// What it is broken down by beside them.
    pub leaves: Vec<Leaves>,
    /// How many respondents there are in all.
    pub respondents: u64,
}

impl<'a> Counting<'a> {
    /// Begins with nothing. `day` is the one whose state of the data is counted (`YYYY-MM-DD`).
    pub fn new(dataset: &'a Dataset, catalogue: &'a Catalogue, day: &str) -> Self {
        Self {
            dataset,
            catalogue,
            day: day.to_owned(),
            leaves: dataset.breakdown.iter().map(|by| leaves(*by, dataset, catalogue)).collect(),
            codes: codes(&catalogue.taxonomy, dataset.domains),
            spots: HashMap::new(),
            groups: BTreeMap::new(),
            respondents: 0,
        }
    }

    /// Counts one interview, when it is one of the dataset's and has an answer.
    pub fn add(&mut self, community: &CommunityId, fact: &Fact) {
        let is = |code: &str| fact.needs.first().is_some_and(|need| need.as_str() == code);
        let answered = !fact.needs.is_empty() && !is(DONT_KNOW) && !is(REFUSED);
        if fact.form != self.dataset.form || !self.dataset.covers(fact.day) || !answered {
            return;
        }
        let (catalogue, finest) = (self.catalogue, self.dataset.finest.as_deref());
        let spot = self.spots.entry((community.clone(), fact.day)).or_insert_with(|| {
            let day = fact.day.map_or_else(|| self.day.clone(), date);
            Spot::of(catalogue, community, &day, finest)
        });
        let at = self.leaves.iter_mut().map(|leaves| leaves.of(fact)).collect();
        let group = self.groups.entry((spot.clone(), at)).or_default();
        *group.respondents.entry(community.clone()).or_default() += 1;
        let named: BTreeSet<&str> = fact
            .needs
            .iter()
            .map(|need| counted(need.as_str(), &self.catalogue.taxonomy, self.dataset.domains))
            .collect();
        for code in named {
            *group.named.entry(code.to_owned()).or_default() += 1;
        }
        self.respondents += 1;
    }

    /// The table. Communities without an interview are in it, too.
    ///
    /// # Errors
    /// When it has too many cells.
    pub fn table(mut self) -> Result<Table, Unfit> {
        let finest = self.dataset.finest.as_deref();
        let known = self.catalogue.communities.keys();
        let mut spots: BTreeSet<Spot> =
            known.map(|id| Spot::of(self.catalogue, id, &self.day, finest)).collect();
        spots.extend(self.groups.keys().map(|(spot, _)| spot.clone()));
        let places = Places::of(&spots).map_err(|_| Unfit::TooLarge)?;
        let mut dimensions = vec![places.dimension.clone()];
        for leaves in &mut self.leaves {
            leaves.values.sort();
            let values: Vec<&str> = leaves.values.iter().map(String::as_str).collect();
            let name = leaves.breakdown.name();
            dimensions.push(Dimension::new(name, &values, &[]).map_err(|_| Unfit::TooLarge)?);
        }
        let mut cube = Cube::of(dimensions, &self.codes, &[])?;
        for (place, ((spot, at), group)) in self.groups.iter().enumerate() {
            let leaf = places.leaf(spot).unwrap_or_default();
            let at: Vec<&str> = [leaf].into_iter().chain(at.iter().map(String::as_str)).collect();
            let (mut named, none) = (BTreeMap::new(), BTreeMap::new());
            named.extend(group.named.iter().map(|(code, count)| (code.as_str(), *count)));
            let all: u64 = group.respondents.values().sum();
            let communities: Vec<&str> = group.respondents.keys().map(|c| c.as_str()).collect();
            // Who named a code is told by the group; the communities of it only stand beside.
            let (first, others) = communities.split_first().unwrap_or((&"", &[]));
            cube.add_group(&at, first, all, &named).ok_or(Unfit::Record(place))?;
            for other in others {
                cube.add_group(&at, other, 0, &none).ok_or(Unfit::Record(place))?;
            }
        }
        Ok(Table { cube, places, leaves: self.leaves, respondents: self.respondents })
    }
}

impl Leaves {
    /// Where a respondent stands.
    fn of(&mut self, fact: &Fact) -> String {
        let said = match self.breakdown {
            Breakdown::Gender => fact.gender.as_deref(),
            Breakdown::Age => fact.age.as_deref(),
            Breakdown::Month => {
                let month = fact.day.map(date).and_then(|day| day.get(..7).map(str::to_owned));
                let month = month.unwrap_or_else(|| UNSTATED.to_owned());
                if !self.values.contains(&month) {
                    self.values.push(month.clone());
                }
                return month;
            }
        };
        match said {
            None => UNSTATED.to_owned(),
            Some(value) if self.values.iter().any(|there| there == value) => value.to_owned(),
            Some(_) => OTHER_GROUP.to_owned(),
        }
    }
}

impl Table {
    /// Whether a cell is one that tables have: broken down by one thing beside places at the most.
    pub fn offers(key: &Key) -> bool {
        key.at.iter().skip(1).filter(|(_, node)| node != "all").count() <= 1
    }
}

/// The values of a breakdown that the versions of a form offer, so that it is no news which of them
/// occur.
fn leaves(breakdown: Breakdown, dataset: &Dataset, catalogue: &Catalogue) -> Leaves {
    let meaning = match breakdown {
        Breakdown::Gender => Meaning::Gender,
        Breakdown::Age => Meaning::Age,
        Breakdown::Month => return Leaves { breakdown, values: Vec::new() },
    };
    let mut values = BTreeSet::from([UNSTATED.to_owned(), OTHER_GROUP.to_owned()]);
    for form in catalogue.forms.values().filter(|form| form.form.id == dataset.form) {
        let Some((_, question)) = form.meaning(meaning) else { continue };
        if let Kind::SelectOne { list, .. } | Kind::SelectMultiple { list, .. } = &question.kind {
            let choices = form.choices.get(list).into_iter().flatten();
            values.extend(choices.map(|choice| choice.name.clone()));
        }
    }
    Leaves { breakdown, values: values.into_iter().collect() }
}

/// What is counted: each need, or each domain of them; that nothing is needed; and what no list has.
fn codes(taxonomy: &Taxonomy, domains: bool) -> BTreeSet<String> {
    let wanted = |code: &&crate::domain::taxonomy::Code| {
        code.parent.is_none() == domains && taxonomy.domain(code.code.as_str()) != SPECIAL
    };
    let needs = taxonomy.0.iter().filter(wanted).map(|code| code.code.0.clone());
    needs.chain([NONE.to_owned(), OTHER.to_owned()]).collect()
}

/// What a code counts as.
fn counted<'a>(code: &'a str, taxonomy: &'a Taxonomy, domains: bool) -> &'a str {
    if code == NONE || code == OTHER {
        return code;
    }
    match taxonomy.get(code) {
        None => OTHER,
        Some(_) if domains => taxonomy.domain(code),
        Some(_) => code,
    }
}

/// A day in days since 1970-01-01 as `YYYY-MM-DD`.
fn date(day: i32) -> String {
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    epoch.saturating_add(jiff::Span::new().days(day)).to_string()
}
