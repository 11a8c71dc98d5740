//! The records of a form as tables: a row per record, and a table of its own for each repeat and each
//! ranked list, with the key of the row that it belongs to.
//!
//! The rules of the audience decide what a question becomes: words leave or do not, days become months,
//! points the middle of a grid's cell. A choice of several is a column for each. What of an answer fits
//! no column is counted, never put in silently as something else.
//!
//! That makes single values coarse. It does not make a record safe: who stands alone with what they
//! answered can be found again, and [`crate::domain::disclosure::anonymise`] is for that.

mod fill;
mod name;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{Code, Column, Error, Kind, Table};
use crate::domain::disclosure::{Audience, Content, Rules, Treatment};
use crate::domain::form::{Form, Item, Kind as Asked, Question, Section};
use crate::domain::text::Text;
use name::{Names, column_name};

/// The key of a record.
const RECORD: &str = "record";

/// What the columns that no form has are called, in all languages.
const OWN: &str = include_str!("../../../data/record-columns.csv");

/// The types that hold who somebody is or how to reach them, as forms write them.
const CONTACTS: [&str; 7] =
    ["username", "email", "phonenumber", "deviceid", "subscriberid", "simserial", "audit"];

/// The records of a form's versions, as tables.
pub struct Records {
    tables: Vec<Table>,
    /// What stands in the first table and, through it, in all others.
    scope: Scope,
    /// Whether the first table says which submission and which day a record is.
    whole: bool,
}

/// The questions whose answers stand side by side: in a record, or in a row of a repeat.
#[derive(Default)]
struct Scope {
    table: usize,
    slots: Vec<(String, Slot)>,
}

/// Where an answer goes.
enum Slot {
    /// Into a column.
    One(usize, How),
    /// Into a column for each choice, and one for what is none of them.
    Choices(Vec<(String, usize)>, Option<usize>),
    /// Into a table of its own: one row per place.
    Ranked(usize),
    /// Into a table of its own: one row per row.
    Repeat(Scope),
}

/// What an answer becomes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum How {
    Text,
    Code,
    Integer,
    Decimal,
    Day,
    Month,
    /// A point, in the middle of a cell of so many degrees where there is a size.
    Point(Option<f64>),
}

impl Records {
    /// Tables for the records of a form, named `name`. Of several versions, the oldest first, the newest
    /// says what a question is called; what only older ones ask comes after it. `leaves` may hold back
    /// questions that the rules would let go, such as those that must not leave the country.
    ///
    /// # Errors
    /// When the shipped names of columns cannot be read, which is a fault of the build.
    pub fn of(
        name: &str,
        versions: &[&Form],
        rules: &Rules,
        leaves: &dyn Fn(&str, &Question) -> bool,
    ) -> Result<Self, Error> {
        let whole = rules.audience == Audience::Restricted;
        let own = own_labels()?;
        let mut builder =
            Builder { rules, leaves, own, tables: Vec::new(), names: Names::default() };
        let title = versions.last().map(|form| form.title.clone()).unwrap_or_default();
        let mut scope = Scope { table: builder.table(name, title, &[]), ..Scope::default() };
        let mut columns = vec![("form_version", Kind::Text), ("community", Kind::Text)];
        columns.push(("language", Kind::Text));
        if whole {
            columns.extend([("submission", Kind::Text), ("captured", Kind::Date)]);
        } else {
            columns.push(("captured_month", Kind::Month));
        }
        for (column, kind) in columns {
            builder.column(0, column, builder.own(column), kind);
        }
        for form in versions.iter().rev() {
            builder.body(form, &form.body, ("", ""), &mut scope);
        }
        Ok(Self { tables: builder.tables, scope, whole })
    }

    /// The tables, those that others refer to first.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }
}

struct Builder<'a> {
    rules: &'a Rules,
    leaves: &'a dyn Fn(&str, &Question) -> bool,
    own: BTreeMap<String, Text>,
    tables: Vec<Table>,
    names: Names,
}

impl Builder<'_> {
    fn own(&self, name: &str) -> Text {
        self.own.get(name).cloned().unwrap_or_default()
    }

    /// Adds a table that belongs to the row of another with this key.
    fn table(&mut self, name: &str, title: Text, of: &[String]) -> usize {
        let mut table = Table::new(&self.names.table(name), title);
        let mut key = of.to_vec();
        key.push(match of.len() {
            0 => RECORD.to_owned(),
            depth => format!("row_{depth}"),
        });
        for column in &key {
            let label = self.own(if column == RECORD { RECORD } else { "row" });
            table.columns.push(Column::new(column, label, Kind::Integer));
        }
        table.primary_key = key;
        self.tables.push(table);
        self.tables.len() - 1
    }

    /// Adds a column and gives its number.
    fn column(&mut self, table: usize, name: &str, label: Text, kind: Kind) -> usize {
        let table = &mut self.tables[table];
        let taken = |name: &str| table.columns.iter().any(|column| column.name == name);
        let name = column_name(name, taken);
        table.columns.push(Column::new(&name, label, kind));
        table.columns.len() - 1
    }

    /// Adds what a part of a form asks. `from` are its path, and that of the repeat around it.
    fn body(&mut self, form: &Form, body: &[Item], from: (&str, &str), scope: &mut Scope) {
        for item in body {
            let name = match item {
                Item::Question(question) => &question.name,
                Item::Group(section) | Item::Repeat(section) => &section.name,
            };
            let path = if from.0.is_empty() { name.clone() } else { format!("{}/{name}", from.0) };
            let newest = form.newest(&path);
            let relative = newest.strip_prefix(&form.newest(from.1)).unwrap_or(&newest);
            let relative = relative.trim_start_matches('/').to_owned();
            match item {
                Item::Group(section) => self.body(form, &section.body, (&path, from.1), scope),
                Item::Repeat(section) => self.repeat(form, section, (&path, &relative), scope),
                Item::Question(question) => {
                    self.question(form, question, (&newest, &relative), scope)
                }
            }
        }
    }

    fn repeat(&mut self, form: &Form, section: &Section, path: (&str, &str), scope: &mut Scope) {
        let known = scope.slots.iter().position(|(slot, _)| slot == path.1);
        let mut inner = match known.map(|at| scope.slots.remove(at)) {
            Some((_, Slot::Repeat(inner))) => inner,
            _ => {
                Scope { table: self.child(scope.table, path.1, &section.label), ..Scope::default() }
            }
        };
        self.body(form, &section.body, (path.0, path.0), &mut inner);
        scope.slots.push((path.1.to_owned(), Slot::Repeat(inner)));
    }

    /// Adds a table that belongs to the rows of another.
    fn child(&mut self, parent: usize, path: &str, title: &Text) -> usize {
        let (of, key) = (self.tables[parent].name.clone(), self.tables[parent].primary_key.clone());
        let table = self.table(path, title.clone(), &key);
        let key: Vec<&str> = key.iter().map(String::as_str).collect();
        let made = std::mem::take(&mut self.tables[table]);
        self.tables[table] = made.foreign_key(&key, &of, &key);
        table
    }

    fn question(
        &mut self,
        form: &Form,
        question: &Question,
        path: (&str, &str),
        scope: &mut Scope,
    ) {
        let known = scope.slots.iter().any(|(slot, _)| slot == path.1);
        if known || !(self.leaves)(path.0, question) {
            return;
        }
        let Some(slot) = self.slot(form, question, path.1, scope.table) else { return };
        scope.slots.push((path.1.to_owned(), slot));
    }

    fn slot(&mut self, form: &Form, asked: &Question, path: &str, table: usize) -> Option<Slot> {
        let treatment = self.rules.treatment(content(asked)?);
        let label = asked.label.clone();
        let codes = |list: &str| -> Vec<Code> {
            let choices = form.choices.get(list).into_iter().flatten();
            choices.map(|choice| Code::new(&choice.name, choice.label.clone())).collect()
        };
        let mut one =
            |kind, how| Some(Slot::One(self.column(table, path, label.clone(), kind), how));
        match (&asked.kind, treatment) {
            (_, Treatment::Never) => None,
            (Asked::Date | Asked::Datetime, Treatment::Month) => one(Kind::Month, How::Month),
            (Asked::Time, Treatment::Month) => None,
            (Asked::Geopoint, Treatment::Grid(degrees)) => {
                one(Kind::Point, How::Point(Some(degrees)))
            }
            (Asked::Geopoint, _) => one(Kind::Point, How::Point(None)),
            (Asked::Integer, _) => one(Kind::Integer, How::Integer),
            (Asked::Decimal, _) => one(Kind::Decimal, How::Decimal),
            (Asked::Date, _) => one(Kind::Date, How::Day),
            (Asked::SelectOne { list, .. }, _) => one(Kind::Code(codes(list)), How::Code),
            (Asked::SelectMultiple { list, or_other }, _) => {
                let columns = codes(list).into_iter().map(|code| {
                    let label = both(&label, &code.label);
                    let name = format!("{path}_{}", code.code);
                    (code.code, self.column(table, &name, label, Kind::Boolean))
                });
                let columns = columns.collect();
                // What is in no list is words of one's own.
                let words = self.rules.treatment(Content::FreeText) == Treatment::AsItIs;
                let other = (*or_other && words).then(|| {
                    let label = both(&label, &self.own("unlisted"));
                    self.column(table, &format!("{path}_unlisted"), label, Kind::Text)
                });
                Some(Slot::Choices(columns, other))
            }
            (Asked::Rank { list }, _) => {
                let ranked = self.child(table, path, &label);
                let (rank, choice) = (self.own("rank"), self.own("choice"));
                if let Some(last) = self.tables[ranked].columns.last_mut() {
                    last.label = rank;
                }
                self.column(ranked, "choice", choice, Kind::Code(codes(list)));
                Some(Slot::Ranked(ranked))
            }
            _ => one(Kind::Text, How::Text),
        }
    }
}

/// What a question holds; none for what is never answered.
fn content(question: &Question) -> Option<Content> {
    Some(match &question.kind {
        Asked::Note => return None,
        Asked::SelectOne { .. } | Asked::SelectMultiple { .. } | Asked::Rank { .. } => {
            Content::Category
        }
        Asked::Date | Asked::Time | Asked::Datetime => Content::Time,
        Asked::Geopoint => Content::Point,
        Asked::Other { name } if CONTACTS.contains(&name.as_str()) => Content::Contact,
        Asked::Other { name } if name.contains("audio") => Content::Audio,
        // A number that is in no bands sets somebody apart as words do.
        _ => Content::FreeText,
    })
}

/// A question and one of its choices, in every language that one of them has.
fn both(question: &Text, choice: &Text) -> Text {
    let languages = question.0.keys().chain(choice.0.keys());
    let said = |text: &Text, language: &String| {
        text.pick(std::slice::from_ref(language)).map_or(String::new(), |(_, text)| text.to_owned())
    };
    let texts = languages.map(|language| {
        let text = format!("{}: {}", said(question, language), said(choice, language));
        (language.clone(), text)
    });
    Text(texts.collect())
}

fn own_labels() -> Result<BTreeMap<String, Text>, Error> {
    let mut labels = BTreeMap::new();
    for row in csv::Reader::from_reader(OWN.as_bytes()).deserialize() {
        let mut row: BTreeMap<String, String> = row.map_err(super::csv::failed)?;
        labels.insert(row.remove("column").unwrap_or_default(), Text(row));
    }
    Ok(labels)
}
