//! The code on a receipt: what somebody who has no name here withdraws with.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::ids::SubmissionId;

/// Digits and letters that are not taken for each other in handwriting, on a worn slip or on a small
/// screen: no 0 O Q, no 1 I L, no 2 Z, no 5 S, no 8 B, and U without V. Their number, 23, is prime: so the
/// check symbol finds every wrong symbol and every two that changed places.
const SYMBOLS: &[u8; 23] = b"34679ACDEFGHJKMNPRTUWXY";
/// Symbols of a code, the last of them the check.
const LENGTH: usize = 12;

/// Eleven symbols, about 50 bits, and one that checks them; written in groups of four. Nothing in it says
/// anything of the person, the place or the day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReceiptCode([u8; LENGTH]);

/// A code as it is kept: it cannot be read off and written on another slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReceiptHash(pub [u8; 32]);

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misread {
    /// It has not twelve symbols.
    Length,
    /// This is not used in codes: it looks like something else.
    Symbol(char),
    /// The check says that a symbol is wrong or that two changed places.
    Check,
}

impl ReceiptCode {
    /// The code of a submission, which a phone works out without a network: of the SHA-256 of the UUID as
    /// text (36 characters, small letters), the first eleven bytes, each modulo 23, and the check. So no
    /// code has to be stored or sent, and who has only a code cannot tell the submission from it.
    pub fn of_submission(id: SubmissionId) -> Self {
        let text = id.0.hyphenated().encode_lower(&mut uuid::Uuid::encode_buffer()).to_owned();
        Self::of(&Sha256::digest(text.as_bytes()).into())
    }

    /// The code of bytes that nobody can guess.
    pub fn of(bytes: &[u8; 32]) -> Self {
        let mut values = [0_u8; LENGTH];
        for (value, byte) in values.iter_mut().take(LENGTH - 1).zip(bytes) {
            // 256 is 11 times 23 and 3: three symbols come up a little more often.
            *value = byte % 23;
        }
        values[LENGTH - 1] = check(&values);
        Self(values)
    }

    /// What is kept of a code that was brought back.
    pub fn hash(&self) -> ReceiptHash {
        let mut hash = Sha256::new();
        hash.update(b"sikia receipt ");
        hash.update(self.0);
        ReceiptHash(hash.finalize().into())
    }

    /// Reads a code as somebody wrote or typed it: blanks, hyphens and small letters do not matter, and
    /// a V is the U that it was copied from. Nothing else is guessed.
    pub fn read(text: &str) -> Result<Self, Misread> {
        let mut values = [0_u8; LENGTH];
        let mut symbols = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–'));
        for value in &mut values {
            let symbol = symbols.next().ok_or(Misread::Length)?;
            *value = value_of(symbol).ok_or(Misread::Symbol(symbol))?;
        }
        if symbols.next().is_some() {
            return Err(Misread::Length);
        }
        if values[LENGTH - 1] != check(&values) {
            return Err(Misread::Check);
        }
        Ok(Self(values))
    }
}

fn value_of(symbol: char) -> Option<u8> {
    let symbol = match symbol.to_ascii_uppercase() {
        'V' => 'U',
        other => other,
    };
    let place = SYMBOLS.iter().position(|known| char::from(*known) == symbol)?;
    u8::try_from(place).ok()
}

/// The sum of the first eleven by their places, modulo 23.
fn check(values: &[u8; LENGTH]) -> u8 {
    let weighted = (1_u32..).zip(values.iter().take(LENGTH - 1));
    let sum: u32 = weighted.map(|(place, value)| place * u32::from(*value)).sum();
    u8::try_from(sum % 23).unwrap_or_default()
}

impl fmt::Display for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, value) in self.0.iter().enumerate() {
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            let symbol = SYMBOLS.get(usize::from(*value)).copied().unwrap_or(b'?');
            write!(f, "{}", char::from(symbol))?;
        }
        Ok(())
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length => f.write_str("not twelve symbols"),
            Self::Symbol(symbol) => write!(f, "{symbol:?} is not used in codes"),
            Self::Check => f.write_str("the check does not fit"),
        }
    }
}

impl TryFrom<String> for ReceiptCode {
    type Error = Misread;

    fn try_from(text: String) -> Result<Self, Misread> {
        Self::read(&text)
    }
}

impl From<ReceiptCode> for String {
    fn from(code: ReceiptCode) -> Self {
        code.to_string()
    }
}
