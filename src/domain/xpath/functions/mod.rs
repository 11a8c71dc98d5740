//! The functions, by what JavaRosa does in `XPathFuncExpr`.

mod arguments;
mod kinds;

use sha2::{Digest, Sha256};

use super::eval::{At, Fault, World};
use super::regex::Pattern;
use super::value::{Value, round};
use super::{Expr, dates, geo};

/// Every function that is known, for whoever checks a form before it is filled.
pub(super) const KNOWN: &[&str] = &[
    "abs",
    "acos",
    "area",
    "asin",
    "atan",
    "atan2",
    "boolean",
    "boolean-from-string",
    "checklist",
    "coalesce",
    "concat",
    "contains",
    "cos",
    "count",
    "count-non-empty",
    "count-selected",
    "date",
    "date-time",
    "decimal-date-time",
    "decimal-time",
    "depend",
    "digest",
    "distance",
    "enclosed-area",
    "ends-with",
    "exp",
    "exp10",
    "false",
    "format-date",
    "format-date-time",
    "geofence",
    "if",
    "indexed-repeat",
    "int",
    "is-selected",
    "join",
    "jr:choice-name",
    "log",
    "log10",
    "max",
    "min",
    "normalize-space",
    "not",
    "now",
    "number",
    "once",
    "pi",
    "position",
    "pow",
    "property",
    "pulldata",
    "random",
    "randomize",
    "regex",
    "round",
    "selected",
    "selected-at",
    "sin",
    "sqrt",
    "starts-with",
    "string",
    "string-length",
    "substr",
    "substring-after",
    "substring-before",
    "sum",
    "tan",
    "today",
    "translate",
    "true",
    "uuid",
    "version",
    "weighted-checklist",
];

type Answer<'w> = Result<Value<'w>, Fault>;

/// One call, with what its parts are asked of.
struct Call<'w, W> {
    world: &'w W,
    name: &'w str,
    arguments: &'w [Expr],
    at: At,
}

/// What a call comes to.
pub(super) fn call<'w, W: World>(
    world: &'w W,
    name: &'w str,
    arguments: &'w [Expr],
    at: At,
) -> Answer<'w> {
    Call { world, name, arguments, at }.answer()
}

impl<'w, W: World> Call<'w, W> {
    fn answer(&self) -> Answer<'w> {
        match self.name {
            "if" => {
                let chosen = if self.value(0)?.truth() { 1 } else { 2 };
                self.of(chosen)
            }
            "selected" | "is-selected" => self.selected(),
            "not" => Ok(Value::Truth(!self.value(0)?.truth())),
            "true" => Ok(Value::Truth(true)),
            "false" => Ok(Value::Truth(false)),
            "boolean" => Ok(Value::Truth(self.value(0)?.truth())),
            "boolean-from-string" => {
                let text = self.text(0)?;
                Ok(Value::Truth(text.eq_ignore_ascii_case("true") || text == "1"))
            }
            "coalesce" => match self.value(0)? {
                value if value.is_nothing() => self.of(1),
                value => Ok(value),
            },
            "once" => match self.world.value(self.at.node) {
                value if value.is_nothing() => self.of(0),
                value => Ok(value),
            },
            "depend" => self.of(0),
            "position" => self.position(),
            "count" => Ok(number(self.nodes(0)?.len())),
            "count-non-empty" => {
                let nodes = self.nodes(0)?;
                Ok(number(nodes.iter().filter(|n| !self.world.value(**n).is_nothing()).count()))
            }
            "sum" => {
                let values = self.nodes(0)?.into_iter().map(|n| self.world.value(n).number());
                Ok(Value::Number(values.filter(|number| !number.is_nan()).sum::<f64>() + 0.0))
            }
            "max" | "min" => self.extreme(),
            "count-selected" => {
                Ok(number(self.text(0)?.split(' ').filter(|c| !c.is_empty()).count()))
            }
            "selected-at" => {
                let (chosen, at) = (self.text(0)?, int(self.number(1)?));
                let found = chosen.split(' ').filter(|c| !c.is_empty()).nth(index(at));
                Ok(Value::text(found.filter(|_| at >= 0.0).unwrap_or_default().to_owned()))
            }
            "checklist" | "weighted-checklist" => self.checklist(),
            "indexed-repeat" => self.indexed(),
            "jr:choice-name" => {
                let (choice, question) = (self.text(0)?, self.text(1)?);
                self.world.choice_name(&choice, question.trim(), self.at)
            }
            "random" | "uuid" | "randomize" => Err(Fault::Chance),
            "property" | "pulldata" | "version" => Err(Fault::Elsewhere(self.what())),
            name if name.contains("date") || matches!(name, "today" | "now" | "decimal-time") => {
                self.of_dates()
            }
            _ => self.of_numbers().or_else(|fault| match fault {
                Fault::Function(_) => self.of_texts(),
                fault => Err(fault),
            }),
        }
    }

    fn selected(&self) -> Answer<'w> {
        let (chosen, choice) = (self.text(0)?, self.text(1)?);
        // As JavaRosa has it: the choice with blanks around it is looked for in the answer with blanks
        // around it, so that of nothing nothing is chosen.
        let choice = choice.trim();
        let found = match choice.contains(' ') || choice.is_empty() {
            false => chosen.split(' ').any(|one| one == choice),
            true => format!(" {chosen} ").contains(&format!(" {choice} ")),
        };
        Ok(Value::Truth(found))
    }

    fn position(&self) -> Answer<'w> {
        if self.arguments.is_empty() {
            let place = self.at.position.unwrap_or_else(|| self.world.position(self.at.node));
            return Ok(number(place));
        }
        let nodes = self.nodes(0)?;
        Ok(number(nodes.first().map_or(0, |node| self.world.position(*node))))
    }

    fn extreme(&self) -> Answer<'w> {
        let numbers = self.values(0)?.into_iter().map(|value| value.number());
        let numbers = numbers.filter(|number| !number.is_nan());
        let found = match self.name {
            // Java starts from the smallest number above 0.
            "max" => numbers.reduce(f64::max).map(|max| max.max(f64::from_bits(1))),
            _ => numbers.reduce(f64::min),
        };
        Ok(Value::Number(found.unwrap_or(f64::NAN)))
    }

    fn checklist(&self) -> Answer<'w> {
        let (min, max) = (self.number(0)?, self.number(1)?);
        if self.name == "checklist" {
            let holding = self.values(2)?.iter().filter(|value| value.truth()).count();
            let Value::Number(holding) = number(holding) else { return Err(Fault::TooMuch) };
            return Ok(Value::Truth(
                (min < 0.0 || holding >= min) && (max < 0.0 || holding <= max),
            ));
        }
        let mut sum = 0.0;
        for at in (2..self.arguments.len()).step_by(2) {
            if self.value(at)?.truth() {
                sum += self.number(at + 1)?;
            }
        }
        Ok(Value::Truth(sum >= min && sum <= max))
    }

    fn indexed(&self) -> Answer<'w> {
        let wrong = || Fault::Arguments(self.name.to_owned());
        let [Expr::Path(target), pairs @ ..] = self.arguments else { return Err(wrong()) };
        let mut rows = Vec::new();
        for (at, pair) in pairs.chunks(2).enumerate() {
            let [Expr::Path(repeat), _] = pair else { return Err(wrong()) };
            rows.push((repeat, index(int(self.number(2 + at * 2)?)).max(1)));
        }
        self.world.indexed(target, &rows, self.at)
    }

    /// A value as a moment; an empty text and what is no number stay as they are.
    fn moment(&self, keep_time: bool) -> Answer<'w> {
        match self.value(0)? {
            Value::Moment(at) if !keep_time => Ok(Value::Moment(dates::midnight(at))),
            Value::Moment(at) => Ok(Value::Moment(at)),
            Value::Number(number) if number.is_nan() => Ok(Value::Number(number)),
            Value::Number(days) => dates::from_days(days, !keep_time)
                .map(Value::Moment)
                .ok_or(Fault::Mismatch("date()")),
            Value::Text(text) if text.is_empty() => Ok(Value::EMPTY),
            Value::Text(text) => {
                dates::moment(&text).map(Value::Moment).ok_or(Fault::Mismatch("date()"))
            }
            _ => Err(Fault::Mismatch("date()")),
        }
    }

    fn points(&self) -> Result<Vec<geo::Point>, Fault> {
        let mut points = Vec::new();
        for text in self.texts(0)? {
            points.extend(geo::points(&text).ok_or(Fault::Mismatch("a function of places"))?);
        }
        Ok(points)
    }

    fn regex(&self) -> Answer<'w> {
        let (text, pattern) = (self.text(0)?, self.text(1)?);
        let fits = match self.world.pattern(&pattern) {
            Some(read) => read.fits(&text),
            None => Pattern::read(&pattern).ok_or(Fault::Mismatch("regex()"))?.fits(&text),
        };
        fits.map(Value::Truth).ok_or(Fault::TooMuch)
    }

    /// Only SHA-256, which forms that guard a name or a number use.
    fn digest(&self) -> Answer<'w> {
        use base64::Engine as _;
        let (text, method) = (self.text(0)?, self.text(1)?);
        if method != "SHA-256" {
            return Err(Fault::Elsewhere(format!("digest(…, '{method}')")));
        }
        let hash = Sha256::digest(text.as_bytes());
        let hex = self.arguments.len() > 2 && self.text(2)? == "hex";
        Ok(Value::text(match hex {
            true => hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
            false => base64::engine::general_purpose::STANDARD.encode(hash),
        }))
    }
}

/// The whole part of a number.
fn int(number: f64) -> f64 {
    number.trunc()
}

#[expect(clippy::cast_precision_loss, reason = "counts of nodes and letters are small")]
fn number<'w>(count: usize) -> Value<'w> {
    Value::Number(count as f64)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates")]
fn index(number: f64) -> usize {
    number as usize
}
