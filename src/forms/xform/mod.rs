//! XForms: the XML that clients fill.

pub(super) mod read;
mod write;

pub use write::write;

/// Elements, texts and attributes in one XForm.
const MOST: u32 = 2_000_000;

/// How every XForm is read: no document types, so nothing outside of it and no entity that grows.
pub(super) fn options<'a>() -> roxmltree::ParsingOptions<'a> {
    roxmltree::ParsingOptions { nodes_limit: MOST, ..Default::default() }
}
