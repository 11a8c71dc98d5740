//! The bounds of what a client may send; told in every answer and at `GET /v1/limits`.

use serde::{Deserialize, Serialize};

/// Bounds of one call. Going over one is 413 with the bound named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Items in one push.
    pub items: usize,
    /// Bytes of one item.
    pub item_bytes: usize,
    /// Bytes of a body after decompression.
    pub body_bytes: usize,
    /// Nesting of brackets in a body.
    pub depth: usize,
    /// Times a body may grow when decompressed, beyond its first 64 KiB.
    pub compression_ratio: usize,
    /// Parents of one revision.
    pub parents: usize,
    /// Revisions of one submission. Far above what people make; it bounds the cost of one merge.
    pub revisions: usize,
    /// UUIDs in one call of verify.
    pub verify: usize,
    /// Changes in one pull.
    pub pull: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            items: 1_000,
            item_bytes: 262_144,
            body_bytes: 16_777_216,
            depth: 32,
            compression_ratio: 200,
            parents: 256,
            revisions: 1_024,
            verify: 10_000,
            pull: 1_000,
        }
    }
}
