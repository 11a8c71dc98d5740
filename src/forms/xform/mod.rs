//! XForms: the XML that clients fill.

mod write;

pub use write::write;
