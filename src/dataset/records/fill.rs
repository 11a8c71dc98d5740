//! One record as rows.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

use super::{How, Records, Scope, Slot};
use crate::dataset::{Code, Error, Kind, Value};
use crate::domain::disclosure::month;
use crate::domain::head::Head;

/// What takes the rows: the number of a table, and a row of it.
pub type Rows<'a> = &'a mut dyn FnMut(usize, &[Value<'_>]) -> Result<(), Error>;

impl Records {
    /// Hands on the rows of a record under the number that is its key, each after the one that it belongs
    /// to. Gives how many answers fit no column.
    ///
    /// # Errors
    /// When one of the rows is not taken.
    pub fn rows(&self, number: i64, head: &Head, out: Rows<'_>) -> Result<u64, Error> {
        let submission = head.submission.to_string();
        let at = head.captured_at.as_deref().unwrap_or_default();
        let form = head.form.as_ref().map(|form| form.version.as_str());
        let community = head.community.as_ref().map(|community| community.0.as_str());
        let mut row = vec![Value::Integer(number)];
        row.extend([text(form), text(community), text(head.language.as_deref())]);
        if self.whole {
            row.extend([Value::Text(&submission), day_of(at).unwrap_or_default()]);
        } else {
            row.push(month_of(at).unwrap_or_default());
        }
        let mut filler = Filler { records: self, out, unfit: 0 };
        filler.fill(&self.scope, row, &[number], &head.answers)?;
        Ok(filler.unfit)
    }
}

struct Filler<'r, 'o> {
    records: &'r Records,
    out: Rows<'o>,
    unfit: u64,
}

impl Filler<'_, '_> {
    /// Hands on the row of a scope that starts like this, then what belongs to it.
    fn fill<'v>(
        &mut self,
        scope: &Scope,
        mut row: Vec<Value<'v>>,
        key: &[i64],
        answers: &'v Map<String, Json>,
    ) -> Result<(), Error> {
        row.resize(self.records.tables[scope.table].columns.len(), Value::Missing);
        for (path, slot) in &scope.slots {
            let Some(answer) = answers.get(path) else { continue };
            match slot {
                Slot::One(column, how) => match how.value(answer) {
                    Some(value) if self.may_leave(scope.table, *column, value) => {
                        row[*column] = value;
                    }
                    _ => self.unfit += 1,
                },
                Slot::Choices(columns, other) => {
                    let chosen: Vec<&str> = list(answer);
                    for (code, column) in columns {
                        row[*column] = Value::Boolean(chosen.contains(&code.as_str()));
                    }
                    let known = |code: &str| columns.iter().any(|(known, _)| known == code);
                    let mut unlisted = chosen.into_iter().filter(|code| !known(code));
                    if let Some(other) = other {
                        row[*other] = unlisted.next().map_or(Value::Missing, Value::Text);
                    }
                    self.unfit += unlisted.count() as u64;
                }
                Slot::Ranked(_) | Slot::Repeat(_) => {}
            }
        }
        (self.out)(scope.table, &row)?;
        for (path, slot) in &scope.slots {
            let Some(answer) = answers.get(path) else { continue };
            match slot {
                Slot::Ranked(table) => {
                    for (rank, choice) in (1..).zip(list(answer)) {
                        if !self.may_leave(*table, key.len() + 1, Value::Code(choice)) {
                            self.unfit += 1;
                            continue;
                        }
                        let mut row: Vec<_> = key.iter().map(|at| Value::Integer(*at)).collect();
                        row.extend([Value::Integer(rank), Value::Code(choice)]);
                        (self.out)(*table, &row)?;
                    }
                }
                Slot::Repeat(inner) => {
                    let Json::Array(rows) = answer else {
                        self.unfit += 1;
                        continue;
                    };
                    for (at, answers) in (1..).zip(rows.iter().filter_map(Json::as_object)) {
                        let mut key = key.to_vec();
                        key.push(at);
                        let row = key.iter().map(|at| Value::Integer(*at)).collect();
                        self.fill(inner, row, &key, answers)?;
                    }
                }
                Slot::One(..) | Slot::Choices(..) => {}
            }
        }
        Ok(())
    }

    /// Whether a value may stand in a column. A code that no list has is words of one's own, whatever the
    /// question: it leaves only where everything does.
    fn may_leave(&self, table: usize, column: usize, value: Value<'_>) -> bool {
        let Value::Code(code) = value else { return true };
        let kind = &self.records.tables[table].columns[column].kind;
        let listed = |codes: &[Code]| codes.iter().any(|known| known.code == code);
        self.records.whole || matches!(kind, Kind::Code(codes) if listed(codes))
    }
}

fn text(text: Option<&str>) -> Value<'_> {
    text.map_or(Value::Missing, Value::Text)
}

impl How {
    fn value(self, answer: &Json) -> Option<Value<'_>> {
        match (self, answer) {
            (_, Json::Null) => Some(Value::Missing),
            (Self::Code, Json::String(code)) => Some(Value::Code(code)),
            (Self::Text, Json::String(text)) => Some(Value::Text(text)),
            (Self::Integer, answer) => answer.as_i64().map(Value::Integer),
            (Self::Decimal, Json::Number(number)) => {
                let text = number.to_string();
                let exact = text.parse().or_else(|_| Decimal::from_scientific(&text));
                exact.ok().map(Value::Decimal)
            }
            (Self::Day, Json::String(text)) => day_of(text),
            (Self::Month, Json::String(text)) => month_of(text),
            (Self::Point(degrees), Json::String(text)) => point(text, degrees),
            _ => None,
        }
    }
}

/// The choices of an answer, whether they come as a list or as ODK writes one.
fn list(answer: &Json) -> Vec<&str> {
    match answer {
        Json::Array(choices) => choices.iter().filter_map(Json::as_str).collect(),
        Json::String(choices) => choices.split_whitespace().collect(),
        _ => Vec::new(),
    }
}

fn day_of(text: &str) -> Option<Value<'static>> {
    let day: Date = text.get(..10)?.parse().ok()?;
    (day.year() >= 0).then_some(Value::Date(day))
}

fn month_of(text: &str) -> Option<Value<'static>> {
    let (year, month) = month(text)?.split_once('-')?;
    Some(Value::Month { year: year.parse().ok()?, month: month.parse().ok()? })
}

/// A point as ODK writes it, in the middle of its cell where there is a size.
fn point(text: &str, degrees: Option<f64>) -> Option<Value<'static>> {
    let mut parts = text.split_whitespace().map(str::parse::<f64>);
    let (latitude, longitude) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let middle = |at: f64, end: f64| match degrees {
        Some(degrees) => (((at / degrees).floor() + 0.5) * degrees).clamp(-end, end),
        None => at,
    };
    let there = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    there.then(|| Value::Point {
        longitude: middle(longitude, 180.0),
        latitude: middle(latitude, 90.0),
    })
}
