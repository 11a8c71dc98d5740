//! Published editions as feeds for programs: their tables, read from the Parquet files that they have.

use super::Reader;
use crate::blobs::Digest;
use crate::dataset::{Format, feed};
use crate::domain::edition::{Dataset, DatasetId, EditionFile};
use crate::domain::problem::Problem;
use crate::service::{Failure, Result, Services};

/// The largest file that a feed reads, in bytes: it is held in memory while it does.
const LARGEST: u64 = 64 << 20;

/// The tables of an edition that a reader may have.
///
/// # Errors
/// As for its files; [`Problem::NotFound`] when it has no Parquet, which feeds are read from.
pub async fn tables(
    services: &Services,
    reader: &Reader,
    at: (&DatasetId, u32),
) -> Result<(Dataset, Vec<feed::Reader>)> {
    let (dataset, edition) = super::read(services, reader, at.0, at.1).await?;
    let parquet = |file: &&EditionFile| file.media_type == Format::Parquet.media_type();
    let mut tables = Vec::new();
    for file in edition.files.iter().filter(parquet) {
        // Asked for by name, so that the read is in the audit like a download.
        let file = super::file(services, reader, at, &file.name).await?;
        tables.push(open(services, &file).await?);
    }
    if tables.is_empty() {
        return Err(Problem::NotFound {}.into());
    }
    Ok((dataset, tables))
}

async fn open(services: &Services, file: &EditionFile) -> Result<feed::Reader> {
    if file.size > LARGEST {
        let bound = "feed_bytes".to_owned();
        return Err(Problem::TooLarge { bound, limit: LARGEST, index: None }.into());
    }
    let blobs = services.blobs.as_ref().ok_or(Problem::NotFound {})?;
    let opened = blobs.content(Digest(file.digest)).await?;
    let opened = opened.ok_or_else(|| Failure::Fault(format!("{} is gone", file.name)))?;
    Ok(feed::Reader::open(bytes::Bytes::from(opened.whole().await?))?)
}
