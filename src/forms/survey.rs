//! The survey sheet: rows into questions, groups and repeats.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::loops;
use super::problem::{Fault, Log, Place};
use super::references;
use super::sheet::{GAP, Row, Table};
use super::types::{self, Block, RowType, Source};
use crate::domain::consent::ExportClass;
use crate::domain::form::evaluate::Why;
use crate::domain::form::{Choice, Form, Item, Kind, Meaning, Question, Section};

/// Groups within groups. Far above what people make; stored forms must stay readable as JSON.
const DEEPEST: usize = 32;

/// The columns that have a field of their own in a question, and those in a group or repeat.
const QUESTION: &[&str] = &[
    "type",
    "name",
    "label",
    "hint",
    "required",
    "relevant",
    "constraint",
    "constraint_message",
    "calculation",
    "choice_filter",
    "default",
    "appearance",
    "sikia",
    "sikia_export",
];
const SECTION: &[&str] = &["type", "name", "label", "relevant", "appearance"];

/// Columns in which `${name}` must be a name of the form.
const REFERRING: &[&str] = &[
    "label",
    "hint",
    "required",
    "relevant",
    "constraint",
    "constraint_message",
    "calculation",
    "choice_filter",
    "default",
    "repeat_count",
];

/// Columns that hold expressions; `required` may hold a word instead.
const RULES: &[&str] =
    &["required", "relevant", "constraint", "calculation", "choice_filter", "repeat_count"];

/// Reads the body of the form.
pub(super) fn read(
    table: &Table,
    lists: &BTreeMap<String, Vec<Choice>>,
    log: &mut Log,
) -> Vec<Item> {
    let missing = ["type", "name"].into_iter().filter(|heading| !table.has(heading));
    let missing: Vec<&str> = missing.collect();
    for heading in &missing {
        let fault = Fault::ColumnMissing { heading: (*heading).to_owned() };
        log.problem(table.place(None, None), fault);
    }
    if !missing.is_empty() {
        return Vec::new();
    }
    let mut survey = Survey {
        table,
        lists,
        log,
        open: Vec::new(),
        level: Level::default(),
        names: HashSet::new(),
        meanings: HashMap::new(),
        too_deep: 0,
    };
    for row in &table.rows {
        survey.row(row);
    }
    survey.finish()
}

/// Warns of rules that only phones look at.
pub(super) fn tell_unread(table: &Table, form: &Form, log: &mut Log) {
    for unread in form.unread() {
        let name = unread.path.rsplit('/').next().unwrap_or_default();
        let row = table.rows.iter().find(|row| table.string(row, "name").as_deref() == Some(name));
        let place = row.map(|row| table.cell_place(row, unread.rule.heading()));
        let needs = match &unread.why {
            Why::Needs(needs) => needs.clone(),
            Why::Syntax(_) => unread.expression.clone(),
        };
        log.warn(place.unwrap_or_default(), Fault::ExpressionElsewhere { needs });
    }
}

struct Survey<'a> {
    table: &'a Table,
    lists: &'a BTreeMap<String, Vec<Choice>>,
    log: &'a mut Log,
    /// The blocks around the row, outermost first, each with what stood before it.
    open: Vec<Open>,
    /// What is at the level of the row.
    level: Level,
    /// Every name in the form.
    names: HashSet<String>,
    meanings: HashMap<Meaning, u32>,
    /// Blocks begun beyond the deepest that is taken.
    too_deep: usize,
}

#[derive(Default)]
struct Level {
    items: Vec<Item>,
    /// The row of each name.
    names: HashMap<String, u32>,
}

struct Open {
    block: Block,
    list: Option<String>,
    section: Section,
    row: u32,
    around: Level,
}

impl Survey<'_> {
    fn row(&mut self, row: &Row) {
        let Some(kind) = self.table.get(row, "type") else {
            if self.table.get(row, "name").is_some() {
                self.log.problem(self.table.cell_place(row, "type"), Fault::TypeMissing {});
            }
            return;
        };
        match types::parse(kind.text) {
            None if self.table.is_apart(row) => {
                self.log.warn(kind.place, Fault::RowsApart { gap: u64::from(GAP) });
            }
            None => {
                let given = kind.text.to_owned();
                self.log.problem(kind.place, Fault::TypeUnknown { given });
                // What refers to it shall not be told off as well.
                self.names.extend(self.table.string(row, "name"));
            }
            Some(RowType::Begin(block, list)) => self.begin(row, block, list),
            Some(RowType::End(block)) => self.end(block, kind.place),
            Some(RowType::Question(kind, source)) => self.question(row, kind, source),
        }
    }

    fn begin(&mut self, row: &Row, block: Block, list: Option<String>) {
        if self.open.len() >= DEEPEST {
            if self.too_deep == 0 {
                self.log.too_large(self.table.row_place(row), "depth", DEEPEST as u64);
            }
            self.too_deep += 1;
            return;
        }
        if let Some(list) = list.as_ref().filter(|list| !self.lists.contains_key(*list)) {
            let fault = Fault::ListMissing { list: list.clone() };
            self.log.problem(self.table.cell_place(row, "type"), fault);
        }
        let section = Section {
            name: self.name(row, None),
            label: self.table.text(row, "label"),
            relevant: self.table.expression(row, "relevant"),
            appearance: self.table.string(row, "appearance"),
            body: Vec::new(),
            columns: self.table.rest(row, SECTION),
        };
        let around = std::mem::take(&mut self.level);
        self.open.push(Open { block, list, section, row: row.number, around });
    }

    fn end(&mut self, block: Block, place: Place) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(open) = self.open.pop() else {
            self.log.problem(place, Fault::BlockEndAlone {});
            return;
        };
        if open.block != block {
            let name = open.section.name.clone();
            self.log.problem(place, Fault::BlockCrossed { name, first: open.row });
        }
        self.close(open);
    }

    fn close(&mut self, open: Open) {
        let inside = std::mem::replace(&mut self.level, open.around);
        let mut section = Section { body: inside.items, ..open.section };
        let choices = open.list.as_ref().and_then(|list| self.lists.get(list));
        if let Some(choices) = choices {
            match loops::unrolled(&section.body, choices) {
                Some(body) => section.body = body,
                None => {
                    let place = self.table.place(Some(open.row), None);
                    self.log.too_large(place, "loop", loops::MOST as u64);
                }
            }
        }
        // A flat group shows questions together and is no step in their paths.
        if open.block == Block::Group
            && section.columns.get("flat").is_some_and(|said| is_yes(said))
        {
            self.level.items.extend(section.body);
            return;
        }
        self.level.items.push(match open.block {
            Block::Group | Block::Loop => Item::Group(section),
            Block::Repeat => Item::Repeat(section),
        });
    }

    fn question(&mut self, row: &Row, kind: Kind, source: Source) {
        let table = self.table;
        self.check_list(row, &kind, source);
        let (meaning, export) = (self.meaning(row), self.export(row));
        let name = self.name(row, fallback_name(&kind, row));
        let mut columns = table.rest(row, QUESTION);
        if source == Source::Elsewhere {
            columns.extend(table.string(row, "type").map(|raw| ("type".to_owned(), raw)));
        }
        self.level.items.push(Item::Question(Box::new(Question {
            name,
            kind,
            label: table.text(row, "label"),
            hint: table.text(row, "hint"),
            required: table.expression(row, "required"),
            relevant: table.expression(row, "relevant"),
            constraint: table.expression(row, "constraint"),
            constraint_message: table.text(row, "constraint_message"),
            calculation: table.expression(row, "calculation"),
            choice_filter: table.expression(row, "choice_filter"),
            default: table.expression(row, "default"),
            appearance: table.string(row, "appearance"),
            meaning,
            export,
            columns,
        })));
    }

    fn check_list(&mut self, row: &Row, kind: &Kind, source: Source) {
        let (Kind::SelectOne { list, .. }
        | Kind::SelectMultiple { list, .. }
        | Kind::Rank { list }) = kind
        else {
            return;
        };
        let fault = match (list.is_empty(), source) {
            (true, _) => Fault::ListUnnamed {},
            (false, Source::Sheet) if !self.lists.contains_key(list) => {
                Fault::ListMissing { list: list.clone() }
            }
            _ => return,
        };
        self.log.problem(self.table.cell_place(row, "type"), fault);
    }

    fn meaning(&mut self, row: &Row) -> Option<Meaning> {
        let cell = self.table.get(row, "sikia")?;
        let Some(meaning) = Meaning::from_word(&cell.text.to_lowercase()) else {
            let given = cell.text.to_owned();
            self.log.problem(cell.place, Fault::MeaningUnknown { given });
            return None;
        };
        let first = *self.meanings.entry(meaning).or_insert(row.number);
        if first != row.number {
            let meaning = meaning.word().to_owned();
            self.log.warn(cell.place, Fault::MeaningTwice { meaning, first });
        }
        Some(meaning)
    }

    fn export(&mut self, row: &Row) -> Option<ExportClass> {
        let cell = self.table.get(row, "sikia_export")?;
        let class = ExportClass::from_word(&cell.text.to_lowercase());
        if class.is_none() {
            let given = cell.text.to_owned();
            self.log.problem(cell.place, Fault::ExportUnknown { given });
        }
        class
    }

    /// The name of a row, checked and noted.
    fn name(&mut self, row: &Row, fallback: Option<String>) -> String {
        let place = self.table.cell_place(row, "name");
        let Some(name) = self.table.string(row, "name").or(fallback) else {
            self.log.problem(place, Fault::NameMissing {});
            return String::new();
        };
        if !is_name(&name) {
            self.log.problem(place, Fault::NameInvalid { given: name.clone() });
        } else if let Some(&first) = self.level.names.get(&name) {
            self.log.problem(place, Fault::NameTwice { name: name.clone(), first });
        }
        self.level.names.entry(name.clone()).or_insert(row.number);
        self.names.insert(name.clone());
        name
    }

    fn finish(mut self) -> Vec<Item> {
        while let Some(open) = self.open.pop() {
            let name = open.section.name.clone();
            let place = self.table.place(Some(open.row), None);
            self.log.problem(place, Fault::BlockOpen { name });
            self.close(open);
        }
        if self.level.items.is_empty() && self.names.is_empty() {
            self.log.problem(self.table.place(None, None), Fault::Empty {});
        }
        self.check_references();
        self.level.items
    }

    fn check_references(&mut self) {
        for row in &self.table.rows {
            for (heading, cell) in self.table.cells(row) {
                if !REFERRING.contains(&heading.name.as_str()) {
                    continue;
                }
                let unknown = references::names(cell.text).find(|name| !self.names.contains(*name));
                if let Some(name) = unknown {
                    let fault = Fault::ReferenceUnknown { name: name.to_owned() };
                    self.log.problem(cell.place, fault);
                } else if RULES.contains(&heading.name.as_str())
                    && let Some(from) = references::unreadable(cell.text)
                {
                    self.log.problem(cell.place, Fault::ExpressionUnreadable { from });
                }
            }
        }
    }
}

fn is_yes(said: &str) -> bool {
    matches!(said.trim().to_ascii_lowercase().as_str(), "yes" | "true" | "true()")
}

/// Notes and the audit log need no name.
fn fallback_name(kind: &Kind, row: &Row) -> Option<String> {
    match kind {
        Kind::Note => Some(format!("generated_note_name_{}", row.number)),
        Kind::Other { name } if name == "audit" => Some("audit".to_owned()),
        _ => None,
    }
}

/// What may be the name of an XML element, and so a step of a path.
fn is_name(name: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || "_-.:".contains(c);
    name.chars().all(inner)
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || !c.is_ascii() || c == '_')
}
