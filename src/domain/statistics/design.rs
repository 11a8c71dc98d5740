//! How people were chosen, and what may be claimed from it.

use serde::{Deserialize, Serialize};

use crate::domain::needs::{Interval, Sample};

/// How the people of a round were chosen. Declared before the round, not after its results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// Everybody on the site was to be asked.
    Census,
    /// By lot, each with the same chance.
    SimpleRandom,
    /// Every so-manieth from a list or along a path, from a start by lot.
    Systematic,
    /// By lot among places and hours where such people come together.
    TimeLocation,
    /// Chosen by the team: leaders, roles, who was there.
    Purposive,
    /// Whoever called, came or wrote.
    SelfSelected,
}

/// What a figure stands for. Pages choose their words by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// An estimate for the population.
    Estimate,
    /// An estimate that rests on assumptions of its method: shown as experimental (R93).
    Experimental,
    /// "Of those asked", with no claim about anybody else (R94, R95).
    OfThoseAsked,
}

/// A share as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// 0 to 1.
    pub share: f64,
    /// How many answered: always printed, never weighted.
    pub n: u64,
    /// What it stands for.
    pub standing: Standing,
    /// Its 95 % interval. Of those asked it is indicative only, and never narrowed by a population
    /// that was not sampled.
    pub interval: Interval,
}

impl Design {
    /// What figures of this design stand for (section 4 of the field guide).
    pub fn standing(self) -> Standing {
        match self {
            Self::Census | Self::SimpleRandom | Self::Systematic => Standing::Estimate,
            Self::TimeLocation => Standing::Experimental,
            Self::Purposive | Self::SelfSelected => Standing::OfThoseAsked,
        }
    }

    /// A share of a sample as it may be shown. `share` is clamped to 0 and 1, a design effect below 1
    /// is taken as 1: no field design is known to beat simple random sampling here.
    pub fn share(self, share: f64, sample: Sample) -> Share {
        let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
        let standing = self.standing();
        let population = match standing {
            Standing::OfThoseAsked => None,
            Standing::Estimate | Standing::Experimental => sample.population,
        };
        let design_effect = sample.design_effect.max(1.0);
        let interval = Sample { population, design_effect, ..sample }.interval(share);
        Share { share, n: sample.n, standing, interval }
    }
}
