//! From what a client says it reads to the languages to look for, best first.

use unic_langid::LanguageIdentifier;

use super::DEFAULT;

/// More languages than a person reads; what a header names beyond them is noise.
const MOST: usize = 16;
/// Headers are longer only by attack.
const LONGEST: usize = 2048;

/// Languages of the sites, each list with what its speakers most likely read beside their own, best
/// first. It stands before the next language of the header: who asks for Congo Swahili and English
/// reads Swahili sooner than English. A guess, told as one in `docs/languages.md`.
const BESIDE: &[(&[&str], &[&str])] = &[
    (&["swc"], &["sw", "fr"]),
    (&["suk", "jit", "ikz", "haq", "luo", "swh"], &["sw"]),
    (&["ln", "lua", "lu", "kg", "sg", "mos", "dyu", "bm", "ff", "snk"], &["fr"]),
    (&["om", "ti", "wal", "sid"], &["am"]),
    (&["apd", "apc", "arz", "fvr", "zag"], &["ar"]),
];

/// The tags of an `Accept-Language` header, best first: by quality, then by place. `*`, quality 0 and
/// what is no tag are left out.
pub fn accepted(header: &str) -> Vec<String> {
    let end = header.char_indices().nth(LONGEST).map_or(header.len(), |(at, _)| at);
    let mut found: Vec<(u16, String)> = header[..end].split(',').filter_map(range).collect();
    found.sort_by_key(|(quality, _)| std::cmp::Reverse(*quality));
    found.truncate(MOST);
    found.into_iter().map(|(_, tag)| tag).collect()
}

/// `fr-CD;q=0.8` as (800, `fr-CD`).
fn range(part: &str) -> Option<(u16, String)> {
    let mut pieces = part.split(';').map(str::trim);
    let tag = canonical(pieces.next()?)?;
    let quality = match pieces.find_map(|piece| piece.strip_prefix("q=")) {
        Some(given) => given.trim().parse::<f32>().ok().filter(|q| (0.0..=1.0).contains(q))?,
        None => 1.0,
    };
    (quality > 0.0).then(|| ((quality * 1000.0).round() as u16, tag))
}

/// A tag in its usual letters, without extensions (`sw-tz-u-nu-latn` is `sw-TZ`).
fn canonical(tag: &str) -> Option<String> {
    let kept: Vec<&str> = tag.split(['-', '_']).take_while(|subtag| subtag.len() > 1).collect();
    let identifier: LanguageIdentifier = kept.join("-").parse().ok()?;
    (!identifier.language.is_empty()).then(|| identifier.to_string())
}

/// Every tag with what it is a kind of (`sw-TZ`, `sw`) and what is read beside it, then
/// [`DEFAULT`]; each once.
pub fn chain(tags: &[String]) -> Vec<String> {
    let mut chain: Vec<String> = Vec::new();
    let mut add = |tag: &str| {
        if !chain.iter().any(|known| known == tag) {
            chain.push(tag.to_owned());
        }
    };
    for tag in tags {
        let mut wider = tag.as_str();
        loop {
            add(wider);
            let Some((parent, _)) = wider.rsplit_once('-') else { break };
            wider = parent;
        }
        let beside = BESIDE.iter().filter(|(languages, _)| languages.contains(&wider));
        beside.flat_map(|(_, others)| *others).for_each(|other| add(other));
    }
    add(DEFAULT);
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &str) -> Vec<String> {
        chain(&accepted(header))
    }

    #[test]
    fn a_chain_goes_from_the_language_asked_for_over_its_kin_to_english() {
        assert_eq!(of("swc"), ["swc", "sw", "fr", "en"]);
        assert_eq!(of("sw"), ["sw", "en"]);
        assert_eq!(of("sw-TZ"), ["sw-TZ", "sw", "en"]);
        assert_eq!(of("fr-CD;q=0.8, en;q=0.5"), ["fr-CD", "fr", "en"]);
        assert_eq!(of("zh-Hant-TW"), ["zh-Hant-TW", "zh-Hant", "zh", "en"]);
        assert_eq!(of("am"), ["am", "en"]);
        assert_eq!(of(""), ["en"]);
    }

    #[test]
    fn quality_decides_before_place_and_zero_means_no() {
        assert_eq!(of("en;q=0.3, fr;q=0.9, am"), ["am", "fr", "en"]);
        assert_eq!(of("fr;q=0, sw;q=0.001"), ["sw", "en"]);
        assert_eq!(of("ar; q=0.5 , sw;q=0.5"), ["ar", "sw", "en"]);
    }

    #[test]
    fn what_is_no_tag_or_no_quality_is_passed_over() {
        for noise in
            ["*", ";;;q=1", "q=0.5", "fr;q=2", "fr;q=NaN", "fr;q=-1", "🙂", "--", "x-klingon"]
        {
            assert_eq!(of(noise), ["en"], "{noise}");
        }
        assert_eq!(of("*, sw_TZ-u-nu-arab"), ["sw-TZ", "sw", "en"]);
    }

    #[test]
    fn a_hostile_header_is_read_in_bounds() {
        let many: String =
            ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b},"))).collect();
        assert!(of(&many).len() <= MOST + 6);
        assert_eq!(of(&"é;".repeat(10_000)), ["en"]);
    }
}
