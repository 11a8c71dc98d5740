//! Rows in a form that all stores share, and what they add up to.

use sha2::{Digest as _, Sha256};

use crate::store::{Result, StoreError};

/// What stands in one column. Booleans are numbers and UUIDs are bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number.
    Int(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// The values of one row, in the order of its table's columns.
pub type Row = Vec<Value>;

/// How many bytes a number or a length takes.
const WIDTH: usize = 8;

impl Value {
    /// About how much memory it takes.
    fn size(&self) -> usize {
        size_of::<Self>()
            + match self {
                Self::Text(text) => text.len(),
                Self::Bytes(bytes) => bytes.len(),
                Self::Null | Self::Int(_) => 0,
            }
    }
}

/// About how much memory a row takes.
pub fn size(row: &[Value]) -> usize {
    row.iter().map(Value::size).sum()
}

/// Values as bytes: different for different values.
pub fn encode(values: &[Value]) -> Vec<u8> {
    let mut out = Vec::with_capacity(size(values));
    for value in values {
        let (tag, bytes) = match value {
            Value::Null => (0, &[][..]),
            Value::Int(number) => {
                out.push(1);
                out.extend(number.to_be_bytes());
                continue;
            }
            Value::Text(text) => (2, text.as_bytes()),
            Value::Bytes(bytes) => (3, bytes.as_slice()),
        };
        out.push(tag);
        if tag != 0 {
            out.extend((bytes.len() as u64).to_be_bytes());
            out.extend_from_slice(bytes);
        }
    }
    out
}

/// What [`encode`] made bytes of.
///
/// # Errors
/// [`StoreError::Corrupt`] when the bytes are none of its.
pub fn decode(bytes: &[u8]) -> Result<Row> {
    let mut rest = bytes;
    let mut row = Row::new();
    while let Some((tag, after)) = rest.split_first() {
        rest = after;
        row.push(match tag {
            0 => Value::Null,
            1 => Value::Int(i64::from_be_bytes(number(&mut rest)?)),
            2 => Value::Text(String::from_utf8(content(&mut rest)?).map_err(|_| damaged())?),
            3 => Value::Bytes(content(&mut rest)?),
            _ => return Err(damaged()),
        });
    }
    Ok(row)
}

fn number(rest: &mut &[u8]) -> Result<[u8; WIDTH]> {
    let (number, after) = rest.split_first_chunk::<WIDTH>().ok_or_else(damaged)?;
    *rest = after;
    Ok(*number)
}

fn content(rest: &mut &[u8]) -> Result<Vec<u8>> {
    let length = usize::try_from(u64::from_be_bytes(number(rest)?)).map_err(|_| damaged())?;
    let (content, after) = rest.split_at_checked(length).ok_or_else(damaged)?;
    *rest = after;
    Ok(content.to_vec())
}

fn damaged() -> StoreError {
    StoreError::Corrupt("the place where a copy stands cannot be read".into())
}

/// What the rows of a table add up to, in whatever order they come: how many there are, and the sum of
/// the SHA-256 of each, modulo 2^256.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub rows: u64,
    hash: [u8; 32],
}

impl Sum {
    /// Adds a row.
    pub fn add(&mut self, row: &[Value]) {
        self.rows += 1;
        let hash: [u8; 32] = Sha256::digest(encode(row)).into();
        let mut carry = 0_u16;
        for (sum, byte) in self.hash.iter_mut().zip(hash).rev() {
            carry += u16::from(*sum) + u16::from(byte);
            *sum = carry as u8;
            carry >>= 8;
        }
    }

    /// The hash in hexadecimal digits.
    pub fn hash(&self) -> String {
        self.hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::Int),
            ".{0,9}".prop_map(Value::Text),
            prop::collection::vec(any::<u8>(), 0..9).prop_map(Value::Bytes),
        ]
    }

    fn row() -> impl Strategy<Value = Row> {
        prop::collection::vec(value(), 0..5)
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes_to_the_same(row in row()) {
            prop_assert_eq!(decode(&encode(&row)).unwrap(), row);
        }

        #[test]
        fn bytes_that_are_no_row_are_told_and_nothing_panics(
            bytes in prop::collection::vec(any::<u8>(), 0..40),
        ) {
            if let Ok(row) = decode(&bytes) {
                prop_assert_eq!(encode(&row), bytes);
            }
        }

        #[test]
        fn a_sum_knows_no_order_and_notices_every_difference(
            rows in prop::collection::vec(row(), 1..6),
            turn in any::<prop::sample::Index>(),
            other in row(),
        ) {
            let sum = |rows: &[Row]| {
                let mut sum = Sum::default();
                rows.iter().for_each(|row| sum.add(row));
                sum
            };
            let mut turned = rows.clone();
            let at = turn.index(rows.len());
            turned.rotate_left(at);
            prop_assert_eq!(sum(&turned), sum(&rows));
            let mut changed = rows.clone();
            changed[at] = other.clone();
            prop_assert_eq!(sum(&changed) == sum(&rows), other == rows[at]);
            prop_assert_ne!(sum(&rows[1..]), sum(&rows));
        }
    }
}
