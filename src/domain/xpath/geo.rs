//! Points, lines and areas on the earth, reckoned as JavaRosa does (`GeoUtils`): a sphere with the
//! equator's radius.

use std::f64::consts::PI;

const RADIUS: f64 = 6_378_100.0;

/// Latitude and longitude in degrees.
pub(super) type Point = (f64, f64);

/// A point as ODK writes it: `latitude longitude [altitude [accuracy]]`.
pub(super) fn point(text: &str) -> Option<Point> {
    let mut parts = text.split_whitespace().map(|part| part.parse::<f64>().ok());
    let (latitude, longitude) = (parts.next()??, parts.next()??);
    (latitude.is_finite() && longitude.is_finite()).then_some((latitude, longitude))
}

/// Points parted by semicolons, as in a trace or a shape.
pub(super) fn points(text: &str) -> Option<Vec<Point>> {
    text.split(';').filter(|part| !part.trim().is_empty()).map(point).collect()
}

/// The length of the way along points, in metres.
pub(super) fn distance(points: &[Point]) -> f64 {
    points.windows(2).map(|pair| between(pair[0], pair[1])).sum()
}

fn between(a: Point, b: Point) -> f64 {
    let (latitude_a, latitude_b) = (a.0.to_radians(), b.0.to_radians());
    let east = (a.1 - b.1).to_radians().cos();
    let cosine = latitude_a.sin() * latitude_b.sin() + latitude_a.cos() * latitude_b.cos() * east;
    cosine.acos() * RADIUS
}

/// What points enclose, in square metres; 0 for fewer than three.
pub(super) fn area(points: &[Point]) -> f64 {
    let [first, rest @ ..] = points else { return 0.0 };
    let degree = 2.0 * PI * RADIUS / 360.0;
    let flat: Vec<(f64, f64)> = rest
        .iter()
        .map(|p| ((p.1 - first.1) * degree * p.0.to_radians().cos(), (p.0 - first.0) * degree))
        .collect();
    let triangle = |pair: &[(f64, f64)]| (pair[0].1 * pair[1].0 - pair[0].0 * pair[1].1) / 2.0;
    flat.windows(2).map(triangle).sum::<f64>().abs()
}

/// Whether a point lies within a closed shape.
pub(super) fn within(at: Point, shape: &[Point]) -> bool {
    shape
        .windows(2)
        .filter(|pair| {
            let (p1, p2) = (pair[0], pair[1]);
            ((p2.0 > at.0) != (p1.0 > at.0))
                && at.1 < (p1.1 - p2.1) * (at.0 - p2.0) / (p1.0 - p2.0) + p2.1
        })
        .count()
        % 2
        == 1
}
