use super::*;

fn marks() -> [(f64, String); 3] {
    [(0.0, "0%".into()), (0.5, "50%".into()), (1.0, "100%".into())]
}

fn whole(direction: Direction) -> String {
    let marks = marks();
    let scale = axis(&Axis {
        id: "needs",
        title: "Mgusu & <others>",
        description: "One bar each.",
        marks: &marks,
        direction,
    });
    let bar = |share, range, pattern| bar(&Bar { share, range, pattern, direction });
    [
        definitions(),
        scale,
        bar(0.56, Some((0.3707, 0.7333)), Pattern::Regulatory),
        bar(0.0, Some((0.0, 0.2775)), Pattern::of_domain("FIN")),
        bar(1.0, None, Pattern::Plain),
        swatch(Pattern::Geological),
    ]
    .join("\n")
}

#[test]
fn a_chart_is_drawn_as_it_was_agreed() {
    insta::assert_snapshot!(whole(Direction::LeftToRight));
}

#[test]
fn from_right_to_left_a_chart_is_mirrored() {
    insta::assert_snapshot!(whole(Direction::RightToLeft));
}

#[test]
fn a_bar_and_its_mirror_image_leave_the_same_space_free() {
    for (from, to) in [(0.0, 0.56), (0.37, 0.73), (0.0, 0.0), (0.0, 1.0)] {
        let number = |text: String| text.trim_end_matches('%').parse::<f64>().unwrap();
        let (left, width) = Direction::LeftToRight.span(from, to);
        let (mirrored, same) = Direction::RightToLeft.span(from, to);
        assert_eq!(width, same);
        assert!((number(left) + number(width) + number(mirrored) - 100.0).abs() < 0.11);
    }
}

#[test]
fn nothing_reaches_beyond_the_axis_whatever_comes() {
    for odd in [-0.5, 1.7, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0] {
        for direction in [Direction::LeftToRight, Direction::RightToLeft] {
            let drawn = bar(&Bar {
                share: odd,
                range: Some((odd, odd)),
                pattern: Pattern::Plain,
                direction,
            });
            let lengths = drawn.split('"').filter_map(|part| part.strip_suffix('%'));
            for length in lengths {
                let length: f64 = length.parse().unwrap();
                assert!((0.0..=100.0).contains(&length), "{odd}: {drawn}");
            }
        }
    }
}

#[test]
fn every_core_domain_is_filled_in_a_way_of_its_own() {
    let fills = Pattern::DOMAINS.map(Pattern::fill);
    for (at, fill) in fills.iter().enumerate() {
        assert!(!fills[..at].contains(fill));
    }
    assert_eq!(Pattern::of_domain("GEO"), Pattern::Geological);
    assert_eq!(Pattern::of_domain("REG"), Pattern::Regulatory);
    assert_eq!(Pattern::of_domain("SVC"), Pattern::Adjacent);
}

#[test]
fn no_piece_has_a_style_that_the_browser_would_refuse() {
    assert!(!whole(Direction::LeftToRight).contains("style"));
}
