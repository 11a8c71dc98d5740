//! Bodies as they lie on disk: the bytes that arrived, packed with zstd and, where the form is known,
//! with the dictionary of its version.

use std::sync::{Mutex, PoisonError};

use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::{CCtx, DCtx, compress_bound, get_error_name, get_frame_content_size};

use crate::domain::form::Form;
use crate::store::{Result, StoreError};

/// Packs best for its cost at the size of one submission.
const LEVEL: i32 = 3;
/// No body is larger: the limit of one item, with room for what limits may become.
const LARGEST: usize = 16 << 20;
/// Size of a dictionary: more of it does not make bodies smaller.
const DICTIONARY: usize = 32 << 10;
/// Samples that a dictionary is made from.
const SAMPLES: u64 = 600;

/// How the bodies of one form version are packed.
pub(in crate::store) struct Packing {
    encoder: EncoderDictionary<'static>,
    decoder: DecoderDictionary<'static>,
}

impl std::fmt::Debug for Packing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Packing")
    }
}

impl Packing {
    pub fn new(dictionary: &[u8]) -> Self {
        Self {
            encoder: EncoderDictionary::copy(dictionary, LEVEL),
            decoder: DecoderDictionary::copy(dictionary),
        }
    }
}

/// Contexts of zstd that were used before: making one costs more than packing a body.
struct Used<T>(Mutex<Vec<T>>);

impl<T> Used<T> {
    /// How many are kept. Each has about a megabyte.
    const KEPT: usize = 8;

    const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    fn with<R>(&self, new: impl FnOnce() -> T, work: impl FnOnce(&mut T) -> R) -> R {
        let used = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut context = used.unwrap_or_else(new);
        let result = work(&mut context);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < Self::KEPT {
            kept.push(context);
        }
        result
    }
}

static PACKERS: Used<CCtx<'static>> = Used::new();
static UNPACKERS: Used<DCtx<'static>> = Used::new();

/// Packs a body.
pub(in crate::store) fn pack(raw: &[u8], packing: Option<&Packing>) -> Result<Vec<u8>> {
    let mut body = Vec::with_capacity(compress_bound(raw.len()));
    PACKERS
        .with(CCtx::create, |context| match packing {
            Some(packing) => {
                context.compress_using_cdict(&mut body, raw, packing.encoder.as_cdict())
            }
            None => context.compress(&mut body, raw, LEVEL),
        })
        .map_err(damaged)?;
    body.shrink_to_fit();
    Ok(body)
}

/// Unpacks a body.
pub(in crate::store) fn unpack(body: &[u8], packing: Option<&Packing>) -> Result<Vec<u8>> {
    let size = get_frame_content_size(body).ok().flatten();
    let size = size.map_or(LARGEST, |size| (size as usize).min(LARGEST));
    let mut raw = Vec::with_capacity(size);
    UNPACKERS
        .with(DCtx::create, |context| match packing {
            Some(packing) => {
                context.decompress_using_ddict(&mut raw, body, packing.decoder.as_ddict())
            }
            None => context.decompress(&mut raw, body),
        })
        .map_err(damaged)?;
    Ok(raw)
}

fn damaged(code: usize) -> StoreError {
    StoreError::Corrupt(format!("a body: {}", get_error_name(code)))
}

/// The dictionary of a form version, from made-up answers to its questions: the same form always
/// gives the same dictionary, and no respondent's words are in it.
pub(in crate::store) fn dictionary(form: &Form) -> Vec<u8> {
    let samples: Vec<Vec<u8>> = (0..SAMPLES).map(|seed| sample(form, seed)).collect();
    // A form too small to learn from is packed without.
    zstd::dict::from_samples(&samples, DICTIONARY).unwrap_or_default()
}

/// An item as a phone would send it.
fn sample(form: &Form, seed: u64) -> Vec<u8> {
    // Digits as random as those of real UUIDs, so that the entropy tables fit them.
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut id = || {
        let mut half = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        uuid::Uuid::from_u64_pair(half(), half())
    };
    let language = ["sw", "en", "fr"][(seed % 3) as usize];
    let item = serde_json::json!({
        "submission": id(),
        "revision": id(),
        "version": 1,
        "parents": [],
        "form": form.form,
        "community": "mgusu",
        "language": language,
        "captured_at": format!("2026-{:02}-{:02}T{:02}:{:02}:00+03:00", seed % 12 + 1, seed % 28 + 1, seed % 24, seed % 60),
        "answers": crate::domain::form::sample::sample(form, seed),
    });
    item.to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_unpacks_to_the_same_bytes_with_and_without_a_dictionary() {
        let dictionary = br#"{"submission":"","revision":"","version":1,"answers":{}}"#;
        let packing = Packing::new(dictionary);
        for raw in [&b""[..], b"{}", br#"{"submission":"x","answers":{"words":"Tunahitaji"}}"#] {
            for packing in [None, Some(&packing)] {
                let body = pack(raw, packing).unwrap();
                assert_eq!(unpack(&body, packing).unwrap(), raw);
            }
        }
    }

    #[test]
    fn a_body_that_claims_to_be_huge_is_damage_and_not_an_allocation() {
        let body = zstd::bulk::compress(&vec![b' '; 64 << 20], 1).unwrap();
        assert!(unpack(&body, None).is_err());
    }
}
