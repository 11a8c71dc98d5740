//! What a device said, as data: strict reading, one canonical form, one hash.
//!
//! The hash is SHA-256 over the canonical JSON (RFC 8785), so white space, key order and transport
//! do not matter. The top-level member [`DEVICE`] is the envelope that a bridge adds when it hands
//! on what its own devices made; it is not part of what the device said, and not part of the hash.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::ids::{RevisionId, SubmissionId};

/// The member that a bridge adds to name the device that made a revision.
pub const DEVICE: &str = "device";

/// The member with the XML instance of a submission that came by OpenRosa.
pub const XML: &str = "xml";

/// The largest magnitude of an integer that JSON programs agree on (RFC 8785 follows IEEE 754).
const EXACT: f64 = 9_007_199_254_740_992.0;

/// SHA-256 of a canonical text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContentHash(pub [u8; 32]);

/// Reads one JSON object strictly.
///
/// Strictly means: a key given twice, a lone surrogate, and an integer that other JSON programs would
/// round are errors, since each of them makes two readers see two different contents. Numbers are
/// normalised (`1.0` is `1`), so equal values are equal [`Value`]s.
///
/// # Errors
/// The parser's words, in English, for the operator.
pub fn read(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    let Strict(value) = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
    match value {
        Value::Object(object) => Ok(object),
        other => Err(format!("expected an object, found {}", kind(&other))),
    }
}

/// Hashes what a device said. Of an item that came as [`XML`], that is the text of it: the members
/// around it are the node's own.
pub fn hash(item: &Map<String, Value>) -> ContentHash {
    if let Some(xml) = item.get(XML) {
        return ContentHash(Sha256::digest(canonical(xml)).into());
    }
    let canonical = if item.contains_key(DEVICE) {
        let mut said = item.clone();
        said.remove(DEVICE);
        canonical(&Value::Object(said))
    } else {
        canonical(item)
    };
    ContentHash(Sha256::digest(canonical).into())
}

fn canonical(value: &impl serde::Serialize) -> Vec<u8> {
    // A map with text keys and finite numbers always has a canonical form.
    serde_json_canonicalizer::to_vec(value).unwrap_or_default()
}

/// The revision UUID of a client that sends none: UUIDv5 of the content hash in the namespace of the
/// submission.
pub fn derived_revision(submission: SubmissionId, hash: &ContentHash) -> RevisionId {
    RevisionId(Uuid::new_v5(&submission.0, &hash.0))
}

/// How deep the brackets of a JSON text nest, without parsing it: safe on hostile input.
pub fn depth(json: &[u8]) -> usize {
    let (mut deepest, mut now, mut in_text, mut escaped) = (0usize, 0usize, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                now += 1;
                deepest = deepest.max(now);
            }
            b']' | b'}' if !in_text => now = now.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Strict)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, v: bool) -> Result<Value, E> {
        Ok(Value::Bool(v))
    }

    fn visit_i64<E: serde::de::Error>(self, v: i64) -> Result<Value, E> {
        if v.unsigned_abs() > EXACT as u64 {
            return Err(E::custom(format!("the number {v} is too long; send it as text")));
        }
        Ok(Value::Number(v.into()))
    }

    fn visit_u64<E: serde::de::Error>(self, v: u64) -> Result<Value, E> {
        if v > EXACT as u64 {
            return Err(E::custom(format!("the number {v} is too long; send it as text")));
        }
        Ok(Value::Number(v.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, v: f64) -> Result<Value, E> {
        if v.fract() == 0.0 {
            if v.abs() > EXACT {
                return Err(E::custom(format!("the number {v} is too long; send it as text")));
            }
            return Ok(Value::Number((v as i64).into()));
        }
        Number::from_f64(v).map(Value::Number).ok_or_else(|| E::custom("not a finite number"))
    }

    fn visit_str<E>(self, v: &str) -> Result<Value, E> {
        Ok(Value::String(v.to_owned()))
    }

    fn visit_string<E>(self, v: String) -> Result<Value, E> {
        Ok(Value::String(v))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Strict(value)) = seq.next_element()? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            match object.entry(key) {
                Entry::Occupied(twice) => {
                    let key = twice.key();
                    return Err(A::Error::custom(format!("the key {key:?} stands twice")));
                }
                Entry::Vacant(place) => {
                    let Strict(value) = map.next_value()?;
                    place.insert(value);
                }
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_key_order_and_number_style_do_not_change_the_hash() {
        let a = read(br#"{"a": 1, "b": [1.0, 2e0], "c": "\u00e9"}"#).unwrap();
        let b = read("{\"c\":\"é\",\"b\":[1,2.0],\n\"a\":1.0}".as_bytes()).unwrap();
        assert_eq!(a, b);
        assert_eq!(hash(&a), hash(&b));
    }

    #[test]
    fn the_envelope_of_a_bridge_does_not_change_the_hash() {
        let said = read(br#"{"version":1}"#).unwrap();
        let carried = read(br#"{"device":"x","version":1}"#).unwrap();
        assert_eq!(hash(&said), hash(&carried));
    }

    #[test]
    fn what_two_readers_would_read_differently_is_refused() {
        for bad in [
            r#"{"a":1,"a":2}"#,
            r#"{"a":9007199254740993}"#,
            r#"{"a":123456789012345678901234567890}"#,
            r#"{"a":"\ud800"}"#,
            r#"[1]"#,
            r#""text""#,
        ] {
            assert!(read(bad.as_bytes()).is_err(), "{bad}");
        }
        assert!(read(b"{\"a\":\"\xff\"}").is_err(), "bytes that are not UTF-8");
    }

    #[test]
    fn depth_counts_brackets_outside_of_texts() {
        assert_eq!(depth(br#"{"a":[{"b":"[[[\"[["}]}"#), 3);
        assert_eq!(depth(&vec![b'['; 1_000_000]), 1_000_000);
    }
}
