//! The settings of ODK Collect for a device, as a picture that it scans.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use qrcode::render::{svg, unicode};
use qrcode::{EcLevel, QrCode};
use serde_json::json;

/// The settings as Collect reads them out of a code: JSON, packed by zlib, in base64 on one line.
pub fn settings(server: &str, token: &str, name: &str) -> std::io::Result<String> {
    let settings = json!({
        "general": {
            "server_url": format!("{}/v1/key/{token}", server.trim_end_matches('/')),
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
        },
        "project": {"name": name},
        "admin": {},
    });
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(settings.to_string().as_bytes())?;
    Ok(STANDARD.encode(packer.finish()?))
}

/// The picture, for a terminal.
pub fn for_terminal(settings: &str) -> anyhow::Result<String> {
    Ok(code(settings)?.render::<unicode::Dense1x2>().build())
}

/// The picture as SVG, for paper and screens.
pub fn as_svg(settings: &str) -> anyhow::Result<String> {
    Ok(code(settings)?.render::<svg::Color<'_>>().min_dimensions(400, 400).build())
}

fn code(settings: &str) -> anyhow::Result<QrCode> {
    Ok(QrCode::with_error_correction_level(settings, EcLevel::L)?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::ZlibDecoder;
    use serde_json::Value;

    use super::*;

    /// What a camera would read: the picture as pixels, decoded by another library.
    fn scanned(text: &str) -> String {
        const SCALE: usize = 4;
        const EDGE: usize = 4;
        let code = code(text).unwrap();
        let colors = code.to_colors();
        let width = code.width();
        let side = (width + 2 * EDGE) * SCALE;
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
            let module = |at: usize| (at / SCALE).checked_sub(EDGE).filter(|at| *at < width);
            match (module(x), module(y)) {
                (Some(x), Some(y)) if colors[y * width + x] == qrcode::Color::Dark => 0,
                _ => 255,
            }
        });
        image.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn what_collect_scans_is_what_was_meant() {
        let packed = settings("https://sikia.example/", "aB3-_token", "simu ya Asha é").unwrap();
        assert!(packed.len() <= 4_000 && !packed.contains('\n'));
        let scanned = scanned(&packed);
        assert_eq!(scanned, packed);
        let mut json = String::new();
        let bytes = STANDARD.decode(scanned).unwrap();
        ZlibDecoder::new(bytes.as_slice()).read_to_string(&mut json).unwrap();
        let read: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["general"]["server_url"], "https://sikia.example/v1/key/aB3-_token");
        assert_eq!(read["general"]["form_update_mode"], "match_exactly");
        assert_eq!(read["project"]["name"], "simu ya Asha é");
        assert!(read["admin"].is_object(), "Collect refuses settings without it");
    }

    #[test]
    fn the_picture_is_there_for_terminals_and_for_paper() {
        let packed = settings("http://10.0.0.2:8080", "token", "simu").unwrap();
        assert!(for_terminal(&packed).unwrap().lines().count() > 15);
        assert!(as_svg(&packed).unwrap().contains("<svg"));
    }
}
