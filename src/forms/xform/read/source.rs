//! From bytes to a document, within bounds.

use roxmltree::{Document, Error};

use super::super::{MOST, options};
use crate::forms::problem::{Fault, Log, Place};

/// The largest file that is read.
const BYTES: usize = 16 << 20;
/// Elements within elements: groups and repeats as deep as a form may have them, with what stands
/// around them.
const DEEPEST: usize = 80;

/// Whether a file looks like XML rather than like a table.
pub(in crate::forms) fn is_xml(bytes: &[u8]) -> bool {
    let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let wide = matches!(bytes, [0xFF, 0xFE, b'<', 0, ..] | [0xFE, 0xFF, 0, b'<', ..]);
    wide || bare.starts_with(b"<")
}

/// The text of a file in UTF-8.
pub(super) fn text<'a>(bytes: &'a [u8], log: &mut Log) -> Option<&'a str> {
    let fault = if bytes.len() > BYTES {
        Fault::TooLarge { bound: "bytes".to_owned(), limit: BYTES as u64 }
    } else if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        Fault::XformEncoding { given: "UTF-16".to_owned() }
    } else {
        let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let declared = declared(bare).filter(|given| {
            !["utf-8", "utf8", "us-ascii", "ascii"].contains(&given.to_ascii_lowercase().as_str())
        });
        match (std::str::from_utf8(bare), declared) {
            (Ok(text), None) => return Some(text),
            (_, Some(given)) => Fault::XformEncoding { given },
            (Err(error), None) => Fault::XformUnreadable { reason: error.to_string() },
        }
    };
    log.problem(Place::default(), fault);
    None
}

/// The encoding that the first line of an XML file names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(200))?;
    let head = String::from_utf8_lossy(head);
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split("encoding").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value.get(1..)?.split(quote).next()?.to_owned())
}

/// Reads XML; every fault with its line.
pub(super) fn document<'a>(text: &'a str, log: &mut Log) -> Option<Document<'a>> {
    let (place, fault) = match Document::parse_with_options(text, options()) {
        Ok(document) if depth(&document) > DEEPEST => {
            let bound = "depth".to_owned();
            (Place::default(), Fault::TooLarge { bound, limit: DEEPEST as u64 })
        }
        Ok(document) => return Some(document),
        Err(error) => {
            let place = Place { row: Some(error.pos().row), ..Place::default() };
            let fault = match error {
                Error::DtdDetected => Fault::XformDoctype {},
                Error::NodesLimitReached => {
                    Fault::TooLarge { bound: "elements".to_owned(), limit: u64::from(MOST) }
                }
                other => Fault::XformUnreadable { reason: other.to_string() },
            };
            let known = !matches!(fault, Fault::XformDoctype {} | Fault::TooLarge { .. });
            (if known { place } else { Place::default() }, fault)
        }
    };
    log.problem(place, fault);
    None
}

/// How deep elements nest. A node comes after its parent, so one pass is enough.
fn depth(document: &Document<'_>) -> usize {
    let mut depths = vec![0_usize; document.descendants().len()];
    let mut deepest = 0;
    for (at, node) in document.descendants().enumerate() {
        let above = node.parent().and_then(|parent| depths.get(parent.id().get_usize()));
        let here = above.copied().unwrap_or_default() + usize::from(node.is_element());
        if let Some(depth) = depths.get_mut(at) {
            *depth = here;
        }
        deepest = deepest.max(here);
    }
    deepest
}
