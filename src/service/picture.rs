//! Pictures without what phones write into them beside the picture: the place above all.
//!
//! Only what shows the picture is kept: a list of parts, not a list of what is known to tell. What stands
//! behind the end of a picture goes, too. The stored bytes stay as they came.

/// A picture of a kind that this knows, without what it tells beside itself; `None` where it is of no such
/// kind, `Some(None)` where it is one and too broken to be taken apart.
pub fn bare(bytes: &[u8]) -> Option<Option<Vec<u8>>> {
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some(jpeg(bytes))
    } else if bytes.starts_with(PNG) {
        Some(png(bytes))
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(webp(bytes))
    } else {
        None
    }
}

/// How many of the first bytes say of which kind it is.
pub const HEAD: usize = 12;

/// Whether the first bytes are those of a picture that [`bare`] knows.
pub fn is_picture(head: &[u8]) -> bool {
    bare(head).is_some()
}

const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;

/// ISO/IEC 10918-1, annex B; Exif 2.3 for the orientation, which is kept, as the picture lies on its side
/// without it.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![0xFF, 0xD8];
    let mut at = 2;
    loop {
        // Between segments any number of fill bytes may stand.
        let marker = match bytes.get(at..at + 2) {
            Some([0xFF, 0xFF]) => {
                at += 1;
                continue;
            }
            Some([0xFF, marker]) => *marker,
            _ => return None,
        };
        at += 2;
        if marker == END_OF_IMAGE {
            out.extend([0xFF, END_OF_IMAGE]);
            return Some(out);
        }
        if matches!(marker, 0x01 | 0xD0..=0xD7) {
            out.extend([0xFF, marker]);
            continue;
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
        let segment = bytes.get(at..at + length).filter(|_| length >= 2)?;
        let content = segment.get(2..)?;
        at += length;
        let kept = match marker {
            0xE0 => content.starts_with(b"JFIF\0"),
            0xE2 => content.starts_with(b"ICC_PROFILE\0"),
            0xEE => content.starts_with(b"Adobe"),
            0xE1..=0xEF | 0xFE => false,
            _ => true,
        };
        if kept {
            out.extend([0xFF, marker]);
            out.extend_from_slice(segment);
        } else if let Some(turned) = content.strip_prefix(b"Exif\0\0").and_then(orientation) {
            out.extend(only_turned(turned));
        }
        if marker == START_OF_SCAN {
            let scan = bytes.get(at..)?;
            let is_marker = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7);
            let Some(length) = scan.windows(2).position(is_marker) else {
                // Cut off in the middle: what is there can be shown.
                out.extend_from_slice(scan);
                out.extend([0xFF, END_OF_IMAGE]);
                return Some(out);
            };
            out.extend_from_slice(scan.get(..length)?);
            at += length;
        }
    }
}

/// The orientation in the first directory of a TIFF block: tag 0x0112, a short.
fn orientation(tiff: &[u8]) -> Option<u8> {
    let little = tiff.starts_with(b"II");
    let short = |at: usize| {
        let two: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let (low, high) = if little { (short(4)?, short(6)?) } else { (short(6)?, short(4)?) };
    let directory = usize::from(high) << 16 | usize::from(low);
    let entries = usize::from(short(directory)?);
    let found = (0..entries)
        .map_while(|entry| Some((short(directory + 2 + entry * 12)?, directory + 2 + entry * 12)))
        .find(|(tag, _)| *tag == 0x0112)?;
    let turned = u8::try_from(short(found.1 + 8)?).ok()?;
    (2..=8).contains(&turned).then_some(turned)
}

/// An Exif segment that says how the picture is turned, and nothing else.
fn only_turned(orientation: u8) -> Vec<u8> {
    let mut segment = vec![0xFF, 0xE1, 0x00, 0x22];
    segment.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend([orientation, 0, 0, 0, 0, 0, 0]);
    segment
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const PNG_KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"bKGD", b"hIST", b"pHYs", b"sPLT", b"cICP", b"acTL", b"fcTL", b"fdAT",
];

/// The PNG specification, chapter 5.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = PNG.to_vec();
    let mut rest = bytes.strip_prefix(PNG)?;
    loop {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?);
        let whole = usize::try_from(length).ok()?.checked_add(12)?;
        let (chunk, after) = rest.split_at_checked(whole)?;
        let kind = chunk.get(4..8)?;
        if PNG_KEPT.iter().any(|kept| kind == *kept) {
            out.extend_from_slice(chunk);
        }
        if kind == b"IEND" {
            return Some(out);
        }
        rest = after;
    }
}

const WEBP_KEPT: [&[u8; 4]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// The bits of `VP8X` that say that there is Exif or XMP.
const TOLD: u8 = 0x08 | 0x04;

/// The WebP container specification.
fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?);
    let end = usize::try_from(size).ok()?.checked_add(8)?;
    let mut rest = bytes.get(12..end.min(bytes.len()))?;
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    while !rest.is_empty() {
        let length = u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?);
        let length = usize::try_from(length).ok()?;
        let padded = length.checked_add(length % 2)?.checked_add(8)?;
        let chunk = rest.get(..padded.min(rest.len())).filter(|c| c.len() >= length + 8)?;
        if WEBP_KEPT.iter().any(|kept| chunk.starts_with(*kept)) {
            let start = out.len();
            out.extend_from_slice(chunk);
            if chunk.starts_with(b"VP8X")
                && let Some(flags) = out.get_mut(start + 8)
            {
                *flags &= !TOLD;
            }
        }
        rest = rest.get(chunk.len()..)?;
    }
    let size = u32::try_from(out.len() - 8).ok()?.to_le_bytes();
    out.get_mut(4..8)?.copy_from_slice(&size);
    Some(out)
}

#[cfg(test)]
#[path = "picture_tests.rs"]
mod tests;
