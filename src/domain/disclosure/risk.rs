//! The risk of being found again in microdata.

/// The risk of one record whose combination of known features `f` records of the sample share, who
/// stand for `population` people (the sum of their weights).
///
/// The estimate of Benedetti and Franconi, as public tools use it: the mean of 1/F when F, the people
/// with that combination, follows a negative binomial with p = f / `population`. 0 for no record.
pub fn individual_risk(f: u64, population: f64) -> f64 {
    if f == 0 {
        return 0.0;
    }
    let n = f as f64;
    let p = (n / population.max(n)).clamp(0.0, 1.0);
    let q = 1.0 - p;
    // The closed forms divide by powers of q: near a census 1/f is right to the last digit shown.
    if q < 1e-4 {
        return 1.0 / n;
    }
    match f {
        1 => p / q * -p.ln(),
        2 => p / q.powi(2) * (p * p.ln() + q),
        3 => p / (2.0 * q.powi(3)) * (q * (3.0 * q - 2.0) - 2.0 * p * p * p.ln()),
        _ => p / (n - q),
    }
}

/// The share of records that somebody who knows the features of everybody would expect to find again:
/// the mean of their risks (R83). 0 when there are none.
pub fn global_risk(risks: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, n) = risks.into_iter().fold((0.0, 0_u64), |(sum, n), risk| (sum + risk, n + 1));
    if n == 0 { 0.0 } else { sum / n as f64 }
}
