//! Extractors: they finish parsing, limits and identity, so that handlers have ten lines.

mod body;
mod caller;
mod filter;
mod language;
mod reader;
mod same_site;
mod unpack;

pub use body::{check_depth, check_object, read_body, read_form, read_json};
pub use caller::{
    AnyCaller, DeviceCaller, PersonCaller, PersonVisitor, SESSION_COOKIE, basic, bearer,
};
pub use filter::{INFORMATION, form_question, question};
pub use language::{LANGUAGE_COOKIE, Speaks, texts_of};
pub use reader::DatasetReader;
pub use same_site::same_site;
