//! A part of OData's `$filter`: comparisons of a property with a literal, `contains`, `startswith`,
//! `endswith`, `and`, `or`, `not` and parentheses.

use std::cmp::Ordering;

use super::Refusal;
use super::read::Datum;

/// How deep conditions may be within each other.
const DEPTH: usize = 32;
/// How long a filter may be.
const LONGEST: usize = 2_000;

/// A condition on a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Filter {
    Compare(usize, Comparison, Literal),
    Text(usize, Match, String),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Comparison {
    Equal,
    Differs,
    Greater,
    AtLeast,
    Less,
    AtMost,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Match {
    Contains,
    Starts,
    Ends,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal {
    Null,
    Text(String),
    Number(f64),
    Boolean(bool),
    Day(jiff::civil::Date),
}

impl Filter {
    /// Reads a filter on rows with these properties.
    pub fn read(text: &str, properties: &[&str]) -> Result<Self, Refusal> {
        if text.len() > LONGEST {
            return Err(malformed());
        }
        let mut parser = Parser { tokens: tokens(text)?, at: 0, properties };
        let filter = parser.any(0)?;
        if parser.at < parser.tokens.len() { Err(malformed()) } else { Ok(filter) }
    }

    /// Whether a row fulfils it. What is missing fulfils no comparison but the one with `null`.
    pub fn holds(&self, row: &[Datum]) -> bool {
        match self {
            Self::Compare(at, comparison, literal) => comparison.holds(&row[*at], literal),
            Self::Text(at, kind, part) => match (&row[*at], kind) {
                (Datum::Text(text), Match::Contains) => text.contains(part),
                (Datum::Text(text), Match::Starts) => text.starts_with(part),
                (Datum::Text(text), Match::Ends) => text.ends_with(part),
                _ => false,
            },
            Self::Not(filter) => !filter.holds(row),
            Self::All(filters) => filters.iter().all(|filter| filter.holds(row)),
            Self::Any(filters) => filters.iter().any(|filter| filter.holds(row)),
        }
    }
}

impl Comparison {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "eq" => Self::Equal,
            "ne" => Self::Differs,
            "gt" => Self::Greater,
            "ge" => Self::AtLeast,
            "lt" => Self::Less,
            "le" => Self::AtMost,
            _ => return None,
        })
    }

    fn holds(self, datum: &Datum, literal: &Literal) -> bool {
        let order = match (datum, literal) {
            (Datum::Missing, Literal::Null) => Some(Ordering::Equal),
            (Datum::Text(text), Literal::Text(other)) => Some(text.as_str().cmp(other)),
            (Datum::Integer(number), Literal::Number(other)) => (*number as f64).partial_cmp(other),
            (Datum::Double(number), Literal::Number(other)) => number.partial_cmp(other),
            (Datum::Boolean(answer), Literal::Boolean(other)) => Some(answer.cmp(other)),
            (Datum::Day(day), Literal::Day(other)) => Some(day.cmp(other)),
            // What differs in kind, or is missing on one side, is just different.
            _ => None,
        };
        match self {
            Self::Equal => order == Some(Ordering::Equal),
            Self::Differs => order != Some(Ordering::Equal),
            Self::Greater => order == Some(Ordering::Greater),
            Self::AtLeast => order.is_some_and(Ordering::is_ge),
            Self::Less => order == Some(Ordering::Less),
            Self::AtMost => order.is_some_and(Ordering::is_le),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Open,
    Close,
    Comma,
    Text(String),
    Word(String),
}

fn tokens(text: &str) -> Result<Vec<Token>, Refusal> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let simple = match first {
            '(' => Some(Token::Open),
            ')' => Some(Token::Close),
            ',' => Some(Token::Comma),
            _ => None,
        };
        if let Some(token) = simple {
            tokens.push(token);
            rest = &rest[1..];
        } else if first == '\'' {
            let mut content = String::new();
            rest = &rest[1..];
            loop {
                let end = rest.find('\'').ok_or_else(malformed)?;
                content.push_str(&rest[..end]);
                rest = &rest[end + 1..];
                // Two apostrophes are one within a text.
                match rest.strip_prefix('\'') {
                    Some(more) => {
                        content.push('\'');
                        rest = more;
                    }
                    None => break,
                }
            }
            tokens.push(Token::Text(content));
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || "(),'".contains(c));
            let (word, more) = rest.split_at(end.unwrap_or(rest.len()));
            tokens.push(Token::Word(word.to_owned()));
            rest = more;
        }
        rest = rest.trim_start();
    }
    Ok(tokens)
}

struct Parser<'a> {
    tokens: Vec<Token>,
    at: usize,
    properties: &'a [&'a str],
}

impl Parser<'_> {
    fn any(&mut self, depth: usize) -> Result<Filter, Refusal> {
        let mut parts = vec![self.all(depth)?];
        while self.take_word("or") {
            parts.push(self.all(depth)?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Filter::Any(parts) })
    }

    fn all(&mut self, depth: usize) -> Result<Filter, Refusal> {
        let mut parts = vec![self.one(depth)?];
        while self.take_word("and") {
            parts.push(self.one(depth)?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Filter::All(parts) })
    }

    fn one(&mut self, depth: usize) -> Result<Filter, Refusal> {
        if depth == DEPTH {
            return Err(malformed());
        }
        match self.next()? {
            Token::Open => {
                let inner = self.any(depth + 1)?;
                self.expect(&Token::Close)?;
                Ok(inner)
            }
            Token::Word(word) if word == "not" => Ok(Filter::Not(Box::new(self.one(depth + 1)?))),
            Token::Word(word) if self.tokens.get(self.at) == Some(&Token::Open) => {
                self.at += 1;
                let kind = match word.as_str() {
                    "contains" => Match::Contains,
                    "startswith" => Match::Starts,
                    "endswith" => Match::Ends,
                    other => return Err(Refusal::Unsupported(other.to_owned())),
                };
                let property = self.property()?;
                self.expect(&Token::Comma)?;
                let Token::Text(part) = self.next()? else { return Err(malformed()) };
                self.expect(&Token::Close)?;
                Ok(Filter::Text(property, kind, part))
            }
            Token::Word(word) => {
                let property = self.named(&word)?;
                let Token::Word(comparison) = self.next()? else { return Err(malformed()) };
                let comparison =
                    Comparison::of(&comparison).ok_or(Refusal::Unsupported(comparison))?;
                Ok(Filter::Compare(property, comparison, self.literal()?))
            }
            _ => Err(malformed()),
        }
    }

    fn literal(&mut self) -> Result<Literal, Refusal> {
        match self.next()? {
            Token::Text(text) => Ok(Literal::Text(text)),
            Token::Word(word) => Ok(match word.as_str() {
                "null" => Literal::Null,
                "true" => Literal::Boolean(true),
                "false" => Literal::Boolean(false),
                other => match (other.parse(), other.parse()) {
                    (Ok(day), _) if other.len() == 10 && other.as_bytes()[4] == b'-' => {
                        Literal::Day(day)
                    }
                    (_, Ok(number)) => Literal::Number(number),
                    _ => return Err(malformed()),
                },
            }),
            _ => Err(malformed()),
        }
    }

    fn property(&mut self) -> Result<usize, Refusal> {
        match self.next()? {
            Token::Word(word) => self.named(&word),
            _ => Err(malformed()),
        }
    }

    fn named(&self, name: &str) -> Result<usize, Refusal> {
        let at = self.properties.iter().position(|property| *property == name);
        at.ok_or_else(|| Refusal::Malformed(format!("$filter: {name}")))
    }

    fn next(&mut self) -> Result<Token, Refusal> {
        let token = self.tokens.get(self.at).cloned().ok_or_else(malformed)?;
        self.at += 1;
        Ok(token)
    }

    fn expect(&mut self, token: &Token) -> Result<(), Refusal> {
        if self.next()? == *token { Ok(()) } else { Err(malformed()) }
    }

    fn take_word(&mut self, word: &str) -> bool {
        let there = self.tokens.get(self.at) == Some(&Token::Word(word.to_owned()));
        self.at += usize::from(there);
        there
    }
}

fn malformed() -> Refusal {
    Refusal::Malformed("$filter".to_owned())
}
