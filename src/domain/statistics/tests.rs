//! What may be said of a share: figures by hand or from print, and laws.

mod coverage;
mod properties;
mod published;
mod roll_up;
mod vectors;
mod voices;
mod weights;

use super::*;
use crate::domain::needs::{Interval, Sample};

#[track_caller]
fn close(got: f64, expected: f64, within: f64) {
    assert!((got - expected).abs() <= within, "{got} is not {expected}");
}
