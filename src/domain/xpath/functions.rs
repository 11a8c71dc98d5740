//! The functions, by what JavaRosa does in `XPathFuncExpr`.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use super::eval::{At, Fault, World, evaluate, single};
use super::regex::Pattern;
use super::value::{Value, round};
use super::{Expr, dates, geo, text};

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

    fn of_dates(&self) -> Answer<'w> {
        match self.name {
            "today" => Ok(Value::Moment(dates::midnight(self.world.now()))),
            "now" => Ok(Value::Moment(self.world.now())),
            "date" => self.moment(false),
            "date-time" => self.moment(true),
            "format-date" | "format-date-time" => match self.moment(true)? {
                Value::Moment(moment) => dates::format(moment, &self.text(1)?)
                    .map(Value::text)
                    .ok_or(Fault::Mismatch("format-date()")),
                _ => Ok(Value::EMPTY),
            },
            "decimal-date-time" | "decimal-time" => Ok(match self.moment(true)? {
                Value::Moment(at) if self.name == "decimal-time" => {
                    Value::Number(dates::part_of_day(at))
                }
                Value::Moment(at) => Value::Number(dates::exact_days(at)),
                nothing => nothing,
            }),
            _ => Err(Fault::Function(self.name.to_owned())),
        }
    }

    fn of_numbers(&self) -> Answer<'w> {
        let of_one: fn(f64) -> f64 = match self.name {
            "number" => |number| number,
            "int" => int,
            "abs" => f64::abs,
            "acos" => f64::acos,
            "asin" => f64::asin,
            "atan" => f64::atan,
            "cos" => f64::cos,
            "sin" => f64::sin,
            "tan" => f64::tan,
            "exp" => f64::exp,
            "exp10" => |number| 10_f64.powf(number),
            "log" => f64::ln,
            "log10" => f64::log10,
            "sqrt" => f64::sqrt,
            "round" => {
                let places = if self.arguments.len() > 1 { int(self.number(1)?) } else { 0.0 };
                #[expect(clippy::cast_possible_truncation, reason = "a cast saturates")]
                let places = places as i32;
                return Ok(Value::Number(round(self.number(0)?, places)));
            }
            "pi" => return Ok(Value::Number(std::f64::consts::PI)),
            "pow" => return Ok(Value::Number(self.exact(0)?.powf(self.exact(1)?))),
            "atan2" => return Ok(Value::Number(self.exact(0)?.atan2(self.exact(1)?))),
            "area" | "enclosed-area" => return Ok(Value::Number(geo::area(&self.points()?))),
            "distance" => return Ok(Value::Number(geo::distance(&self.points()?))),
            "geofence" => {
                let at = geo::point(&self.text(0)?).ok_or(Fault::Mismatch("geofence()"))?;
                let shape = geo::points(&self.text(1)?).ok_or(Fault::Mismatch("geofence()"))?;
                return Ok(Value::Truth(geo::within(at, &shape)));
            }
            _ => return Err(Fault::Function(self.name.to_owned())),
        };
        let number =
            if matches!(self.name, "number" | "int") { self.number(0)? } else { self.exact(0)? };
        Ok(Value::Number(of_one(number)))
    }

    fn of_texts(&self) -> Answer<'w> {
        let own = |text: &str| Value::text(text.to_owned());
        match self.name {
            "string" => Ok(Value::Text(self.text(0)?)),
            "concat" => Ok(Value::text(self.texts(0)?.concat())),
            "join" => Ok(Value::text(self.texts(1)?.join(&*self.text(0)?))),
            "contains" => Ok(Value::Truth(self.text(0)?.contains(&*self.text(1)?))),
            "starts-with" => Ok(Value::Truth(self.text(0)?.starts_with(&*self.text(1)?))),
            "ends-with" => Ok(Value::Truth(self.text(0)?.ends_with(&*self.text(1)?))),
            "substring-before" => {
                Ok(self.text(0)?.split_once(&*self.text(1)?).map_or(Value::EMPTY, |(b, _)| own(b)))
            }
            "substring-after" => {
                Ok(self.text(0)?.split_once(&*self.text(1)?).map_or(Value::EMPTY, |(_, a)| own(a)))
            }
            "substr" => {
                let end = if self.arguments.len() > 2 { Some(self.number(2)?) } else { None };
                Ok(Value::text(text::part(&self.text(0)?, self.number(1)?, end)))
            }
            "translate" => {
                Ok(Value::text(text::translate(&self.text(0)?, &self.text(1)?, &self.text(2)?)))
            }
            "string-length" => Ok(number(text::length(&self.text_or_own()?))),
            "normalize-space" => Ok(Value::text(text::normalize(&self.text_or_own()?))),
            "regex" => self.regex(),
            "digest" => self.digest(),
            _ => Err(Fault::Function(self.name.to_owned())),
        }
    }

    /// What an argument comes to, as it is.
    fn of(&self, at: usize) -> Answer<'w> {
        let world = self.world;
        let argument =
            self.arguments.get(at).ok_or_else(|| Fault::Arguments(self.name.to_owned()))?;
        evaluate(world, argument, self.at)
    }

    fn value(&self, at: usize) -> Answer<'w> {
        let argument =
            self.arguments.get(at).ok_or_else(|| Fault::Arguments(self.name.to_owned()))?;
        single(self.world, argument, self.at)
    }

    fn number(&self, at: usize) -> Result<f64, Fault> {
        Ok(self.value(at)?.number())
    }

    /// A number; of a moment with the part of its day.
    fn exact(&self, at: usize) -> Result<f64, Fault> {
        Ok(match self.value(at)? {
            Value::Moment(moment) => dates::exact_days(moment),
            value => value.number(),
        })
    }

    fn text(&self, at: usize) -> Result<Cow<'w, str>, Fault> {
        Ok(self.value(at)?.into_text())
    }

    fn text_or_own(&self) -> Result<Cow<'w, str>, Fault> {
        if self.arguments.is_empty() {
            return Ok(self.world.value(self.at.node).into_text());
        }
        self.text(0)
    }

    fn nodes(&self, at: usize) -> Result<Vec<super::Node>, Fault> {
        match self.of(at)? {
            Value::Nodes(nodes) => Ok(nodes),
            _ => Err(Fault::Mismatch("a function of nodes")),
        }
    }

    /// The values from an argument on: those of its nodes where it is the only one.
    fn values(&self, from: usize) -> Result<Vec<Value<'w>>, Fault> {
        if self.arguments.len() == from + 1
            && let Value::Nodes(nodes) = self.of(from)?
        {
            let world = self.world;
            return Ok(nodes.into_iter().map(|node| world.value(node)).collect());
        }
        (from..self.arguments.len()).map(|at| self.value(at)).collect()
    }

    fn texts(&self, from: usize) -> Result<Vec<Cow<'w, str>>, Fault> {
        Ok(self.values(from)?.into_iter().map(Value::into_text).collect())
    }

    /// The call in words, for whoever asks why it is not worked out.
    fn what(&self) -> String {
        match self.arguments.first() {
            Some(Expr::Text(text)) => format!("{}('{text}')", self.name),
            _ => format!("{}()", self.name),
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
