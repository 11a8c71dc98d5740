//! Functions of dates, of numbers and of texts.

use super::super::{dates, geo, text};
use super::{Answer, Call, Fault, Value, World, int, number, round};

impl<'w, W: World> Call<'w, W> {
    pub(super) fn of_dates(&self) -> Answer<'w> {
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

    pub(super) fn of_numbers(&self) -> Answer<'w> {
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

    pub(super) fn of_texts(&self) -> Answer<'w> {
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
}
