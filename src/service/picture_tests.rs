use proptest::prelude::*;

use super::*;

const PLACE: &[u8] = b"GPSLatitude 2.87 S";

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], &length[..], content].concat()
}

/// Exif as a phone writes it, turned a quarter, with a place; in either order of bytes.
fn exif(little: bool) -> Vec<u8> {
    let short = |n: u16| if little { n.to_le_bytes() } else { n.to_be_bytes() };
    let long = |n: u32| if little { n.to_le_bytes() } else { n.to_be_bytes() };
    let mut tiff = if little { b"II".to_vec() } else { b"MM".to_vec() };
    tiff.extend(short(42));
    tiff.extend(long(8));
    tiff.extend(short(2));
    for (tag, kind, value) in
        [(0x8825, 4, long(90)), (0x0112, 3, [short(6), [0, 0]].concat().try_into().unwrap())]
    {
        tiff.extend(short(tag));
        tiff.extend(short(kind));
        tiff.extend(long(1));
        tiff.extend(value);
    }
    tiff.extend(long(0));
    [b"Exif\0\0".as_slice(), &tiff, PLACE].concat()
}

fn photo(little: bool) -> Vec<u8> {
    [
        vec![0xFF, 0xD8],
        segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"),
        segment(0xE1, &exif(little)),
        segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", PLACE].concat()),
        segment(0xED, &[b"Photoshop 3.0\0", PLACE].concat()),
        segment(0xFE, PLACE),
        segment(0xDB, b"\0quantisation"),
        vec![0xFF, 0xFF],
        segment(0xC4, b"\0\xFF\xD9huffman"),
        segment(0xDA, b"\x01\0"),
        b"one\xFF\x00scan\xFF\xD0more".to_vec(),
        segment(0xC4, b"\0tables between scans"),
        segment(0xDA, b"\x02\0"),
        b"two".to_vec(),
        vec![0xFF, 0xD9],
        PLACE.to_vec(),
    ]
    .concat()
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|part| part == what)
}

#[test]
fn a_photo_loses_its_place_wherever_it_stands_and_nothing_that_shows_it() {
    for little in [true, false] {
        let bare = bare(&photo(little)).unwrap().unwrap();
        assert!(!has(&bare, b"GPS") && !has(&bare, b"adobe") && !has(&bare, b"Photoshop"));
        for shown in [
            &b"JFIF"[..],
            b"quantisation",
            b"huffman",
            b"one\xFF\x00scan\xFF\xD0more",
            b"between scans",
        ] {
            assert!(has(&bare, shown), "{shown:?}");
        }
        assert!(bare.ends_with(b"two\xFF\xD9"));
        let turned = bare.windows(6).position(|part| part == b"Exif\0\0").unwrap();
        assert_eq!(orientation(&bare[turned + 6..]), Some(6), "it still lies as it was taken");
        assert_eq!(super::bare(&bare), Some(Some(bare.clone())), "once is enough");
    }
}

#[test]
fn a_drawing_loses_its_texts() {
    let chunk = |kind: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], kind, data, &[0; 4]].concat()
    };
    let whole = |chunks: &[Vec<u8>]| [PNG, &chunks.concat()].concat();
    let (head, data, end) =
        (chunk(b"IHDR", &[1; 13]), chunk(b"IDAT", b"lines"), chunk(b"IEND", b""));
    let told =
        [b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME", b"prIv"].map(|kind| chunk(kind, PLACE));
    let mut all = vec![head.clone()];
    all.extend(told);
    all.extend([data.clone(), end.clone(), PLACE.to_vec()]);
    assert_eq!(bare(&whole(&all)), Some(Some(whole(&[head, data, end]))));
}

#[test]
fn a_webp_loses_its_exif_and_no_longer_says_that_it_has_any() {
    let chunk = |kind: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        [kind, &length[..], data, &[0][..data.len() % 2]].concat()
    };
    let whole = |chunks: &[Vec<u8>]| {
        let body = [b"WEBP", &chunks.concat()[..]].concat();
        [b"RIFF", &u32::try_from(body.len()).unwrap().to_le_bytes()[..], &body].concat()
    };
    let extended = |flags: u8| chunk(b"VP8X", &[flags, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
    let lossy = chunk(b"VP8 ", b"frame");
    let told = [
        extended(0x1C),
        lossy.clone(),
        chunk(b"EXIF", PLACE),
        chunk(b"XMP ", PLACE),
        chunk(b"LIST", &chunk(b"LIST", PLACE)),
    ];
    assert_eq!(bare(&whole(&told)), Some(Some(whole(&[extended(0x10), lossy]))));
}

#[test]
fn what_is_no_picture_is_left_alone_and_a_broken_one_does_not_go_out() {
    assert_eq!(bare(b"<html>"), None);
    assert_eq!(bare(b""), None);
    for broken in [
        &b"\xFF\xD8\xFF\xE1\xFF\xFFExif"[..],
        b"\x89PNG\r\n\x1a\n\0\0",
        b"RIFF\x40\0\0\0WEBPEXIF\xFF",
    ] {
        assert_eq!(bare(broken), Some(None), "{broken:?}");
    }
    assert_eq!(bare(&photo(true)[..40]), Some(None));
}

proptest! {
    #[test]
    fn whatever_stands_in_it_a_picture_is_taken_apart_or_not(
        head in prop::sample::select(vec![&b"\xFF\xD8\xFF\xE1"[..], PNG, b"RIFF\x20\0\0\0WEBP"]),
        rest in prop::collection::vec(any::<u8>(), 0..200),
        cut in 0_usize..600,
        at in 0_usize..600,
    ) {
        let _ = bare(&[head, &rest].concat());
        let mut photo = photo(cut % 2 == 0);
        let place = at % photo.len();
        photo[place] ^= rest.first().copied().unwrap_or(0xFF);
        photo.truncate(cut);
        let _ = bare(&photo);
    }
}
