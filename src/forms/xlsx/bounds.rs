//! What a file must keep to before it is read as a workbook.

use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;

use crate::forms::problem::Fault;

/// Of the file as it comes.
const BYTES: usize = 16 << 20;
/// Files in the archive.
const PARTS: usize = 1_000;
/// All parts unpacked. A million formatted empty rows are up to 100 MB and must pass.
const UNPACKED_BYTES: u64 = 128 << 20;
/// The texts that cells share, which are held in memory as a whole.
const SHARED_BYTES: u64 = 32 << 20;
/// Every other part that is no sheet; styles grow in memory to many times their size.
const PART_BYTES: u64 = 4 << 20;

/// How an old workbook and an encrypted one begin.
const COMPOUND_FILE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];
/// The attribute of the shared texts by whose value calamine reserves memory unseen.
const COUNT: &[u8] = b"uniqueCount";
/// Bytes after it within which its value must end.
const LOOK_AHEAD: usize = 96;

/// Unpacks everything once without keeping it: what an archive says about its sizes proves nothing.
pub(in crate::forms) fn check(bytes: &[u8]) -> Result<(), Fault> {
    if bytes.len() > BYTES {
        return Err(too_large("bytes", BYTES as u64));
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(Fault::OldOrLocked {});
    }
    let unreadable =
        |reason: &dyn std::fmt::Display| Fault::Unreadable { reason: reason.to_string() };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| unreadable(&e))?;
    if archive.len() > PARTS {
        return Err(too_large("parts", PARTS as u64));
    }
    let mut left = UNPACKED_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|e| unreadable(&e))?;
        let name = part.name().map_err(|e| unreadable(&e))?.to_ascii_lowercase();
        let limit = limit(&name);
        let seen = scan(part, limit.min(left)).map_err(|e| unreadable(&e))?;
        if seen.bytes > limit.min(left) {
            return Err(too_large("unpacked_bytes", limit));
        }
        // No text takes fewer bytes than `<si/>`.
        if seen.largest_count > seen.bytes / 5 {
            return Err(unreadable(&"the count of shared texts is wrong"));
        }
        left -= seen.bytes;
    }
    Ok(())
}

fn limit(name: &str) -> u64 {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file {
        "sharedstrings.xml" => SHARED_BYTES,
        _ if file.ends_with(".rels") => PART_BYTES,
        _ if file.ends_with(".xml") && !file.starts_with("sheet") => PART_BYTES,
        _ => UNPACKED_BYTES,
    }
}

fn too_large(bound: &str, limit: u64) -> Fault {
    Fault::TooLarge { bound: bound.to_owned(), limit }
}

/// What one part holds.
#[derive(Default)]
struct Seen {
    bytes: u64,
    /// The largest number after the attribute that counts texts.
    largest_count: u64,
}

/// Reads a part to its end, or just beyond `limit`.
fn scan(part: impl Read, limit: u64) -> std::io::Result<Seen> {
    let mut part = part.take(limit + 1);
    let mut seen = Seen::default();
    let mut window = vec![0; 64 << 10];
    let mut kept = 0;
    loop {
        let read = part.read(&mut window[kept..])?;
        seen.bytes += read as u64;
        let filled = kept + read;
        for at in memmem::find_iter(&window[..filled], COUNT) {
            seen.largest_count = seen.largest_count.max(number(&window[at..filled]));
        }
        if read == 0 {
            return Ok(seen);
        }
        // The attribute may lie across two reads.
        kept = filled.min(COUNT.len() + LOOK_AHEAD);
        window.copy_within(filled - kept..filled, 0);
    }
}

/// The number that an attribute holds; the largest there is where it cannot be told.
fn number(text: &[u8]) -> u64 {
    let after = &text[COUNT.len()..];
    let after = &after[..after.len().min(LOOK_AHEAD)];
    let blank =
        |b: &&u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'"' | b'\'' | b'+' | b'0');
    let skipped = after.iter().take_while(blank).count();
    let digits: Vec<u8> = after[skipped..].iter().copied().take_while(u8::is_ascii_digit).collect();
    if skipped + digits.len() == LOOK_AHEAD {
        return u64::MAX;
    }
    let add = |sum: u64, digit: &u8| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
    digits.iter().fold(0, add)
}
