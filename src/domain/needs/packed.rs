//! Facts as small numbers, for stores.

use super::RANKS;
use super::codes::{ABSENT, Codes};
use super::fact::Fact;
use crate::domain::ids::NeedCode;

/// A [`Fact`] in the numbers of a [`Codes`]; 0 is "no answer". About 11 bytes as a row, 32 in memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PackedFact {
    /// The first three needs in order, 0 after the last.
    pub needs: [u32; RANKS],
    /// The gender.
    pub gender: u32,
    /// The age band.
    pub age: u32,
    /// The *set* of roles: one number for each set that occurs, so that any number of roles is exact.
    pub roles: u32,
    /// The form's id.
    pub form: u32,
    /// The day plus one in zigzag, 0 for no day; read it with [`PackedFact::day`].
    day: u32,
}

impl PackedFact {
    /// Packs a fact, giving numbers to texts that are new.
    pub fn pack(fact: &Fact, codes: &mut Codes) -> Self {
        let mut needs = [ABSENT; RANKS];
        for (place, need) in needs.iter_mut().zip(&fact.needs) {
            *place = codes.number(need.as_str());
        }
        Self {
            needs,
            gender: fact.gender.as_deref().map_or(ABSENT, |text| codes.number(text)),
            age: fact.age.as_deref().map_or(ABSENT, |text| codes.number(text)),
            roles: codes.role_set(&fact.roles),
            form: codes.number(&fact.form),
            // Days have four-digit years: twice their number is far from the ends of an i32.
            day: fact.day.map_or(0, |day| ((day << 1) ^ (day >> 31)) as u32 + 1),
        }
    }

    /// The fact again.
    pub fn unpack(&self, codes: &Codes) -> Fact {
        let text = |number| (number != ABSENT).then(|| codes.text(number).to_owned());
        Fact {
            needs: self.needs.iter().filter_map(|need| text(*need)).map(NeedCode).collect(),
            gender: text(self.gender),
            age: text(self.age),
            roles: codes.roles(self.roles).map(str::to_owned).collect(),
            form: codes.text(self.form).to_owned(),
            day: self.day(),
        }
    }

    /// The day: days since 1970-01-01.
    pub fn day(&self) -> Option<i32> {
        let zigzag = self.day.checked_sub(1)?;
        Some((zigzag >> 1) as i32 ^ -((zigzag & 1) as i32))
    }

    /// Appends the fact as a row: eight numbers of seven bits a byte, the low ones first.
    pub fn write(&self, row: &mut Vec<u8>) {
        let [first, second, third] = self.needs;
        for number in [first, second, third, self.gender, self.age, self.roles, self.form, self.day]
        {
            let mut left = number;
            while left >= 0x80 {
                row.push(left as u8 | 0x80);
                left >>= 7;
            }
            row.push(left as u8);
        }
    }

    /// Reads a fact off the front of rows and moves them on. Allocates nothing. `None` when what is
    /// there is no whole fact.
    pub fn read(rows: &mut &[u8]) -> Option<Self> {
        let mut next = || {
            let mut number = 0u32;
            for shift in (0..35).step_by(7) {
                let (byte, rest) = rows.split_first()?;
                *rows = rest;
                number |= u32::from(byte & 0x7f) << shift;
                if byte & 0x80 == 0 {
                    return Some(number);
                }
            }
            None
        };
        Some(Self {
            needs: [next()?, next()?, next()?],
            gender: next()?,
            age: next()?,
            roles: next()?,
            form: next()?,
            day: next()?,
        })
    }
}
