//! M1 to M14 of the field guide's section 10 by name, the price triple of section 5, and laws.

mod properties;
mod published;

use rust_decimal::Decimal;

use super::*;

fn d(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

fn r(lo: &str, hi: &str) -> Range {
    Range::new(d(lo), d(hi)).unwrap()
}

fn at(value: &str) -> Range {
    Range::exactly(d(value))
}

fn percent(lo: &str, hi: &str) -> Recovery {
    Recovery::percent(d(lo), d(hi)).unwrap()
}
