//! `GET /assets/{name}`: what pages load beside themselves.
//!
//! The address that pages use holds a hash of the content, so that browsers may keep it for ever and a
//! new version of Sikia is a new address. By the plain name it is there for who looks, and not kept.

use std::sync::LazyLock;

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Path;
use sha2::{Digest, Sha256};

use crate::domain::problem::Problem;
use crate::http::failure::Answer;

struct Asset {
    name: &'static str,
    kind: &'static str,
    content: &'static str,
    address: String,
}

static ASSETS: LazyLock<[Asset; 2]> = LazyLock::new(|| {
    let asset = |name: &'static str, kind, content: &'static str| {
        let hash = Sha256::digest(content.as_bytes());
        let short: String = hash[..6].iter().map(|byte| format!("{byte:02x}")).collect();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        Asset { name, kind, content, address: format!("/assets/{stem}.{short}.{extension}") }
    };
    [
        asset("sikia.css", "text/css; charset=utf-8", include_str!("sikia.css")),
        asset("icon.svg", "image/svg+xml", include_str!("icon.svg")),
    ]
});

/// The address of an asset.
pub fn address(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("", |asset| &asset.address)
}

/// Gives an asset.
pub async fn asset(name: Path<String>) -> Answer {
    let hashed = |asset: &Asset| asset.address.strip_prefix("/assets/") == Some(name.as_str());
    let is_named = |asset: &&Asset| asset.name == *name || hashed(asset);
    let asset = ASSETS.iter().find(is_named).ok_or(Problem::NotFound {})?;
    let keep = if hashed(asset) { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(HttpResponse::Ok()
        .content_type(asset.kind)
        .insert_header((CACHE_CONTROL, keep))
        .body(asset.content))
}

/// How many bytes an asset has.
#[cfg(test)]
pub fn weight(name: &str) -> usize {
    ASSETS.iter().filter(|asset| asset.name == name).map(|asset| asset.content.len()).sum()
}
