//! Unpacking bodies, with no more memory than the limits allow: a few packed bytes can stand for
//! gigabytes.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::body::too_large;
use crate::domain::limits::Limits;
use crate::domain::problem::Problem;

/// Bytes from which on a body's compression ratio is looked at: short texts may be very regular.
const SMALL: usize = 64 << 10;
/// The largest window that a packer may ask for, as a power of 2: as much as the largest body.
const WINDOW: u32 = 24;

/// How a body is packed.
#[derive(Clone, Copy, Debug)]
pub enum Packing {
    Gzip,
    Zstd,
}

/// Unpacks a body.
///
/// # Errors
/// [`Problem::TooLarge`] as soon as a bound is passed, [`Problem::Malformed`].
pub fn unpack(packing: Packing, packed: &[u8], limits: &Limits) -> Result<Vec<u8>, Problem> {
    match packing {
        Packing::Gzip => read(MultiGzDecoder::new(packed), packed.len(), limits),
        Packing::Zstd => {
            let mut reader = zstd::Decoder::with_buffer(packed).map_err(malformed)?;
            reader.window_log_max(WINDOW).map_err(malformed)?;
            read(reader, packed.len(), limits)
        }
    }
}

fn read(mut reader: impl Read, packed: usize, limits: &Limits) -> Result<Vec<u8>, Problem> {
    let regular = SMALL.max(packed.saturating_mul(limits.compression_ratio));
    let mut body = Vec::new();
    let mut piece = vec![0; SMALL];
    loop {
        let size = reader.read(&mut piece).map_err(malformed)?;
        if size == 0 {
            return Ok(body);
        }
        if body.len() + size > limits.body_bytes {
            return Err(too_large("body_bytes", limits.body_bytes));
        }
        if body.len() + size > regular {
            return Err(too_large("compression_ratio", limits.compression_ratio));
        }
        body.extend_from_slice(&piece[..size]);
    }
}

fn malformed(error: std::io::Error) -> Problem {
    Problem::Malformed { reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_larger_than_any_body_is_refused() {
        let mut packer = zstd::Encoder::new(Vec::new(), 1).unwrap();
        packer.window_log(27).unwrap();
        std::io::Write::write_all(&mut packer, &[b' '; 64]).unwrap();
        let packed = packer.finish().unwrap();
        let read = unpack(Packing::Zstd, &packed, &Limits::default());
        assert_eq!(read.unwrap_err().code(), "malformed");
    }

    #[test]
    fn what_is_packed_in_several_pieces_is_one_body() {
        let piece = |text: &[u8]| zstd::encode_all(text, 1).unwrap();
        let packed = [piece(b"{\"push\""), piece(b":[]}")].concat();
        assert_eq!(unpack(Packing::Zstd, &packed, &Limits::default()).unwrap(), b"{\"push\":[]}");
    }
}
