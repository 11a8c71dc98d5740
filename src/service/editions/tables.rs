//! Tables of an edition as encoders take them.

use std::collections::BTreeMap;

use serde_json::json;

use crate::dataset::{self, Code, Column, Kind, Licence, Metadata, Publisher, Value};
use crate::domain::catalogue::Catalogue;
use crate::domain::disclosure::{self, Content, Key, Rules, Shown, Treatment};
use crate::domain::edition::{
    Breakdown, Dataset, Edition, Leaves, Place, Places, Protected, UNSTATED, Words, citation,
};
use crate::domain::form::{Kind as QuestionKind, Meaning};
use crate::domain::taxonomy::{NONE, OTHER};
use crate::domain::text::Text;

/// The node of a dimension that everything is in.
const ALL: &str = "all";

/// What the tables of an edition are made of.
pub(super) struct Source<'a> {
    pub dataset: &'a Dataset,
    pub edition: &'a Edition,
    pub catalogue: &'a Catalogue,
    pub words: &'a Words,
    pub places: &'a Places,
    pub leaves: &'a [Leaves],
    pub protected: &'a Protected,
}

/// One line of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    place: String,
    kind: String,
    /// What it is broken down by, in the order of the columns.
    by: Vec<String>,
    /// The code; none for respondents.
    code: Option<String>,
    /// The count; none where it is hidden.
    count: Option<i64>,
}

impl Line {
    /// The number of its table, and its values.
    pub fn row(&self) -> (usize, Vec<Value<'_>>) {
        let mut row = vec![Value::Code(&self.place), Value::Code(&self.kind)];
        row.extend(self.by.iter().map(|value| Value::Code(value)));
        row.extend(self.code.as_deref().map(Value::Code));
        row.push(self.count.map_or(Value::Missing, Value::Integer));
        row.push(Value::Boolean(self.count.is_none()));
        (usize::from(self.code.is_some()), row)
    }
}

/// Where a place is, as the audience may know it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    place: String,
    kind: String,
    /// Latitude and longitude of the middle of a grid's cell.
    cell: Option<(f64, f64)>,
}

impl Spot {
    /// The number of its table, and its values.
    pub fn row(&self) -> (usize, Vec<Value<'_>>) {
        let cell = self
            .cell
            .map_or(Value::Missing, |(latitude, longitude)| Value::Point { longitude, latitude });
        (2, vec![Value::Code(&self.place), Value::Code(&self.kind), cell])
    }
}

impl Source<'_> {
    /// Every place with the cell of the grid that it lies in; areas have none.
    pub fn spots(&self) -> Vec<Spot> {
        let rules = Rules::of(self.edition.audience);
        let mut cells = disclosure::Places::default();
        let places = self.places.places.iter().map(|(place, _)| {
            let (code, kind) = self.named(place);
            let community = match place {
                Place::Community(id) => self.catalogue.communities.get(id),
                _ => None,
            };
            let cell =
                community.and_then(|community| community.point).and_then(|point| {
                    match rules.treatment(Content::Point) {
                        Treatment::Grid(degrees) => cells.shown(&code, point, degrees),
                        Treatment::AsItIs => Some(point),
                        Treatment::Month | Treatment::Never => None,
                    }
                });
            Spot { place: code, kind, cell }
        });
        places.collect()
    }

    /// The lines of both tables: respondents, and by code who named it. In the order of places, then of
    /// what they are broken down by, then of codes.
    pub fn lines(&self) -> Vec<Line> {
        let cells: BTreeMap<Key, Shown> =
            self.protected.cells(self.edition.audience).into_iter().collect();
        let mut by_node: BTreeMap<&str, Vec<(&Key, Shown)>> = BTreeMap::new();
        for (key, shown) in &cells {
            let node = key.at.first().map_or("", |(_, node)| node.as_str());
            by_node.entry(node).or_default().push((key, *shown));
        }
        let mut lines = Vec::new();
        for (place, node) in &self.places.places {
            let (place, kind) = self.named(place);
            for (key, shown) in by_node.get(node.as_str()).into_iter().flatten() {
                // Who did not name a code are the others: no news.
                if key.answer.as_ref().is_some_and(|(_, named)| !named) {
                    continue;
                }
                lines.push(Line {
                    place: place.clone(),
                    kind: kind.clone(),
                    by: key.at.iter().skip(1).map(|(_, node)| node.clone()).collect(),
                    code: key.answer.as_ref().map(|(code, _)| code.clone()),
                    count: match shown {
                        Shown::Count(count) => Some(i64::try_from(*count).unwrap_or(i64::MAX)),
                        Shown::Hidden => None,
                    },
                });
            }
        }
        lines
    }

    /// A place and its kind, as codes.
    fn named(&self, place: &Place) -> (String, String) {
        match place {
            Place::All => (ALL.to_owned(), ALL.to_owned()),
            Place::Elsewhere => ("elsewhere".to_owned(), "elsewhere".to_owned()),
            Place::Community(id) => (id.0.clone(), "community".to_owned()),
            Place::Area(id) => {
                let kind = self.catalogue.areas.get(id).map(|area| area.kind.clone());
                (id.0.clone(), kind.unwrap_or_else(|| "area".to_owned()))
            }
        }
    }

    /// The description of the edition for encoders.
    pub fn dataset(&self) -> dataset::Dataset {
        let words = self.words;
        let mut columns = vec![
            Column::new("place", words.place.clone(), Kind::Code(self.places())).hxl("#loc+code"),
            Column::new("place_kind", words.place_kind.clone(), Kind::Code(self.kinds()))
                .hxl("#loc+type"),
        ];
        let mut key = vec!["place", "place_kind"];
        for leaves in self.leaves {
            columns.push(self.breakdown(leaves));
            key.push(leaves.breakdown.name());
        }
        let count = Column::new("respondents", words.count.clone(), Kind::Integer);
        let hidden = Column::new("hidden", words.hidden.clone(), Kind::Boolean);
        let mut respondents = dataset::Table::new("respondents", words.respondents.clone());
        respondents.columns = columns.clone();
        respondents.columns.extend([count.hxl("#meta+base+num"), hidden.clone()]);
        let mut needs = dataset::Table::new("needs", words.needs.clone());
        needs.columns = columns;
        needs.columns.extend([
            Column::new("code", words.code.clone(), Kind::Code(self.codes()))
                .hxl("#indicator+code"),
            Column::new("named", words.named.clone(), Kind::Integer).hxl("#indicator+num"),
            hidden,
        ]);
        let of_code: Vec<&str> = key.iter().copied().chain(["code"]).collect();
        let at = &key[..2];
        let mut places = dataset::Table::new("places", words.places.clone());
        places.columns = needs.columns[..2].to_vec();
        places.columns.push(Column::new("cell", words.cell.clone(), Kind::Point).hxl("#geo"));
        let tables = vec![
            respondents.primary_key(&key).foreign_key(at, "places", at),
            needs.primary_key(&of_code).foreign_key(&key, "respondents", &key),
            places.primary_key(at),
        ];
        dataset::Dataset { metadata: self.metadata(), tables }
    }

    fn metadata(&self) -> Metadata {
        let (dataset, edition) = (self.dataset, self.edition);
        Metadata {
            name: dataset.id.0.clone(),
            title: dataset.title.clone(),
            edition: edition.number,
            citation: citation(dataset, edition, &edition.languages),
            licence: licence(&edition.licence),
            as_of: edition.day(),
            // The same data give the same bytes, whenever they are made.
            issued: edition.day(),
            period: dataset.from.clone().zip(dataset.to.clone()),
            methods: self.words.methods.clone(),
            disclosure: self.report(),
            languages: edition.languages.clone(),
            publisher: Publisher { name: dataset.publisher.clone(), ..Publisher::default() },
            keywords: vec!["mining".to_owned(), "needs".to_owned()],
            ..Metadata::default()
        }
    }

    /// What was done so that nobody is exposed.
    pub fn report(&self) -> serde_json::Value {
        let audience = self.edition.audience;
        let rules = Rules::of(audience);
        json!({
            "audience": audience,
            "rules": {
                "people": rules.people,
                "sensitive_people": rules.sensitive_people,
                "communities": rules.communities,
                "rounding": rules.rounding,
            },
            "tables": self.protected.report(audience),
        })
    }

    fn places(&self) -> Vec<Code> {
        let label = |place: &Place| match place {
            Place::All => self.words.all.clone(),
            Place::Elsewhere => self.words.elsewhere.clone(),
            Place::Community(id) => {
                let community = self.catalogue.communities.get(id);
                community.map(|community| community.name.clone()).unwrap_or_default()
            }
            Place::Area(id) => {
                let area = self.catalogue.areas.get(id);
                area.map(|area| area.name.clone()).unwrap_or_default()
            }
        };
        let mut codes: Vec<Code> = Vec::new();
        for (place, _) in &self.places.places {
            let code = Code::new(&self.named(place).0, label(place));
            // An area may be called like a community: their kinds tell them apart.
            if !codes.iter().any(|there| there.code == code.code) {
                codes.push(code);
            }
        }
        codes
    }

    fn kinds(&self) -> Vec<Code> {
        let mut kinds: Vec<Code> = Vec::new();
        for (place, _) in &self.places.places {
            let kind = self.named(place).1;
            let label = match place {
                Place::All => self.words.all.clone(),
                Place::Elsewhere => self.words.elsewhere.clone(),
                Place::Community(_) => self.words.community.clone(),
                Place::Area(_) => Text::new("", &kind),
            };
            if !kinds.iter().any(|there| there.code == kind) {
                kinds.push(Code::new(&kind, label));
            }
        }
        kinds
    }

    fn breakdown(&self, leaves: &Leaves) -> Column {
        let words = self.words;
        let (label, meaning) = match leaves.breakdown {
            Breakdown::Gender => (words.gender.clone(), Some(Meaning::Gender)),
            Breakdown::Age => (words.age.clone(), Some(Meaning::Age)),
            Breakdown::Month => (words.month.clone(), None),
        };
        let mut codes = vec![Code::new(ALL, words.all.clone())];
        codes.extend(leaves.values.iter().map(|value| {
            let of_form = meaning.and_then(|meaning| self.choice(meaning, value));
            let label = match value.as_str() {
                UNSTATED => words.unstated.clone(),
                "other" if of_form.is_none() => words.other.clone(),
                _ => of_form.unwrap_or_else(|| Text::new("", value)),
            };
            Code::new(value, label)
        }));
        Column::new(leaves.breakdown.name(), label, Kind::Code(codes))
    }

    /// The label of a choice in the newest version of the form that has it.
    fn choice(&self, meaning: Meaning, value: &str) -> Option<Text> {
        let forms = self.catalogue.forms.values().rev();
        forms.filter(|form| form.form.id == self.dataset.form).find_map(|form| {
            let (_, question) = form.meaning(meaning)?;
            let (QuestionKind::SelectOne { list, .. } | QuestionKind::SelectMultiple { list, .. }) =
                &question.kind
            else {
                return None;
            };
            let choice = form.choices.get(list)?.iter().find(|choice| choice.name == value)?;
            Some(choice.label.clone())
        })
    }

    fn codes(&self) -> Vec<Code> {
        let taxonomy = &self.catalogue.taxonomy;
        let known = taxonomy.0.iter().map(|code| Code::new(code.code.as_str(), code.label.clone()));
        let mut codes: Vec<Code> = known.collect();
        for (code, label) in [(NONE, &self.words.nothing), (OTHER, &self.words.other)] {
            if !codes.iter().any(|there| there.code == code) {
                codes.push(Code::new(code, label.clone()));
            }
        }
        codes
    }
}

/// A licence by its SPDX identifier.
fn licence(id: &str) -> Licence {
    let title = id.replace('-', " ");
    let address = match id {
        "CC-BY-4.0" => return Licence::default(),
        "CC-BY-SA-4.0" => "https://creativecommons.org/licenses/by-sa/4.0/".to_owned(),
        "CC0-1.0" => "https://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
        "ODbL-1.0" => "https://opendatacommons.org/licenses/odbl/1-0/".to_owned(),
        _ => format!("https://spdx.org/licenses/{id}.html"),
    };
    Licence { id: id.to_owned(), title, address }
}
