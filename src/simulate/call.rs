//! One call and its answer, as bytes.

use std::io::{Read, Write};
use std::time::Duration;

use super::SimulateError;

/// How a body is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Plain,
    Gzip,
    Zstd,
}

impl Encoding {
    pub(super) const ALL: [Self; 3] = [Self::Plain, Self::Gzip, Self::Zstd];

    pub(super) fn header(self) -> &'static str {
        match self {
            Self::Plain => "identity",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    fn pack(self, body: &[u8]) -> std::io::Result<Vec<u8>> {
        match self {
            Self::Plain => Ok(body.to_vec()),
            Self::Gzip => {
                let level = flate2::Compression::default();
                let mut gzip = flate2::write::GzEncoder::new(Vec::new(), level);
                gzip.write_all(body)?;
                gzip.finish()
            }
            Self::Zstd => zstd::encode_all(body, 3),
        }
    }
}

/// Unpacks the body of an answer.
pub(super) fn unpack(encoding: &str, body: Vec<u8>) -> std::io::Result<Vec<u8>> {
    match encoding {
        "gzip" => {
            let mut plain = Vec::new();
            flate2::read::MultiGzDecoder::new(&body[..]).read_to_end(&mut plain)?;
            Ok(plain)
        }
        "zstd" => zstd::decode_all(&body[..]),
        _ => Ok(body),
    }
}

/// One call, ready to be sent any number of times.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub path: String,
    pub token: String,
    pub language: &'static str,
    /// A packed body makes it a POST.
    pub body: Option<(Encoding, Vec<u8>)>,
    pub accept: Encoding,
}

impl Call {
    pub(super) fn get(path: String, token: &str) -> Self {
        let (token, language) = (token.to_owned(), "en");
        Self { path, token, language, body: None, accept: Encoding::Plain }
    }

    pub(super) fn post(
        path: &str,
        token: &str,
        encoding: Encoding,
        body: &[u8],
    ) -> Result<Self, SimulateError> {
        let packed = encoding.pack(body).map_err(|e| SimulateError::Here(e.to_string()))?;
        let call = Self::get(path.to_owned(), token);
        Ok(Self { body: Some((encoding, packed)), accept: encoding, ..call })
    }

    /// The call as bytes on the wire.
    pub(super) fn wire(&self, host: &str) -> Vec<u8> {
        let (encoding, body) = match &self.body {
            Some((Encoding::Plain, body)) => (String::new(), body.as_slice()),
            Some((packed, body)) => {
                (format!("Content-Encoding: {}\r\n", packed.header()), body.as_slice())
            }
            None => (String::new(), &[][..]),
        };
        let method = if self.body.is_some() { "POST" } else { "GET" };
        let mut wire = format!(
            "{method} {} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {}\r\n\
             Content-Type: application/json\r\n{encoding}\
             Content-Length: {}\r\n\r\n",
            self.path,
            self.token,
            body.len()
        )
        .into_bytes();
        wire.extend_from_slice(body);
        wire
    }
}

/// What the node said.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub status: u16,
    pub retry_after: Option<Duration>,
    pub body: Vec<u8>,
}

impl Answer {
    /// Whether the node was too busy to read or answer, or failed in a way that a restart may mend.
    pub(super) fn is_busy(&self) -> bool {
        matches!(self.status, 408 | 429) || self.status >= 500
    }
}
