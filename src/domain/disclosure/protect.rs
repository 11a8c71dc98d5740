//! Hiding as little as will do, with a proof for every cell that is at risk.
//!
//! To protect a cell, the solver looks for another table that agrees with everything shown and has
//! the cell at the other end of its protection range. Where there is none, it may also move cells that
//! are still shown, at a price; those are then hidden. The table it found is the proof, and hiding more
//! later cannot undo it.

use super::model::{Fate, Model};
use super::solver::{Answer, Ask, Movement, ask};

/// Slack for sums of binary fractions.
const SLACK: f64 = 1e-6;

/// Why a cell is not shown. Who receives an edition is not told which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The edition does not offer it.
    NotOffered,
    /// It stands for too few people or communities.
    Primary,
    /// Others could be worked out from it.
    Complementary,
}

/// No edition could be made; nothing may be released instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The cells of all editions together are too many to be proved safe.
    TooLarge,
    /// The solver gave up on a cell: whether it is safe is not known.
    Undecided,
}

struct Protection<'a> {
    model: &'a Model,
    why: Vec<Option<Why>>,
    /// The least and the most that a proof has shown to be possible.
    reached: Vec<(f64, f64)>,
}

/// Why each cell of the model is not shown; nothing for what is.
pub(super) fn protect(model: &Model) -> Result<Vec<Option<Why>>, Failure> {
    let why = model.cells.iter().map(|cell| match cell.fate {
        Fate::Shown => None,
        Fate::Hidden => Some(Why::Primary),
        Fate::NotOffered => Some(Why::NotOffered),
        Fate::Offered => cell.risk.map(|_| Why::Primary),
    });
    let reached = model.cells.iter().map(|cell| (cell.count, cell.count)).collect();
    let mut protection = Protection { model, why: why.collect(), reached };
    for (at, cell) in model.cells.iter().enumerate() {
        if let (Some(reach), Some(_)) = (cell.risk, protection.why[at]) {
            protection.widen(at, reach.low - cell.count)?;
            protection.widen(at, reach.high - cell.count)?;
        }
    }
    // Cells that were hidden for others become hidden ones themselves, until no more are.
    let mut before = usize::MAX;
    while before != protection.shown() {
        before = protection.shown();
        for at in 0..model.cells.len() {
            protection.keep_wide(at)?;
        }
    }
    Ok(protection.why)
}

impl Protection<'_> {
    fn shown(&self) -> usize {
        self.why.iter().filter(|why| why.is_none()).count()
    }

    /// Sees to it that a cell can be `by` away from its count, or as far as anything allows.
    fn widen(&mut self, at: usize, by: f64) -> Result<(), Failure> {
        if self.has_reached(at, by) || self.try_by(at, by)? {
            return Ok(());
        }
        self.go_as_far_as_it_goes(at, by > 0.0)
    }

    /// Sees to it that a hidden cell which is not at risk has a range wide enough to be called hidden.
    fn keep_wide(&mut self, at: usize) -> Result<(), Failure> {
        let cell = &self.model.cells[at];
        let (low, high) = self.reached[at];
        if self.why[at].is_none() || cell.risk.is_some() || high - low >= cell.width - SLACK {
            return Ok(());
        }
        let mut ways = [-cell.width, cell.width];
        if cell.count < cell.width {
            ways.reverse();
        }
        for by in ways {
            if cell.count + by >= cell.least && self.try_by(at, by)? {
                return Ok(());
            }
        }
        self.go_as_far_as_it_goes(at, false)?;
        self.go_as_far_as_it_goes(at, true)
    }

    fn has_reached(&self, at: usize, by: f64) -> bool {
        let (low, high) = self.reached[at];
        let goal = self.model.cells[at].count + by;
        low <= goal + SLACK && goal <= high + SLACK
    }

    /// Moves a cell by so much: within its code's answers alone where that will do.
    fn try_by(&mut self, at: usize, by: f64) -> Result<bool, Failure> {
        let block = self.model.cells[at].block;
        let scopes = if block == 0 { vec![None] } else { vec![Some(block), None] };
        for scope in scopes {
            let cost = |cell: usize| self.cost(cell, scope);
            match ask(self.model, at, Ask::By(by), cost) {
                Answer::Movement(movement) => {
                    self.take(&movement);
                    return Ok(true);
                }
                Answer::Impossible => {}
                Answer::Endless | Answer::GaveUp => return Err(Failure::Undecided),
            }
        }
        Ok(false)
    }

    /// What earlier editions have shown may leave less room than the range asks for: then all of it.
    fn go_as_far_as_it_goes(&mut self, at: usize, up: bool) -> Result<(), Failure> {
        let free = |cell: usize| self.cost(cell, None).map(|_| 0.0);
        let way = if up { Ask::Up } else { Ask::Down };
        let furthest = match ask(self.model, at, way, free) {
            Answer::Movement(movement) => movement[at],
            Answer::Impossible | Answer::Endless | Answer::GaveUp => {
                return Err(Failure::Undecided);
            }
        };
        if furthest == 0.0 || self.has_reached(at, furthest) || self.try_by(at, furthest)? {
            return Ok(());
        }
        Err(Failure::Undecided)
    }

    /// What moving a cell costs: more for what tells more.
    fn cost(&self, at: usize, scope: Option<usize>) -> Option<f64> {
        let cell = &self.model.cells[at];
        match (cell.fate, self.why[at]) {
            _ if scope.is_some_and(|block| block != cell.block) => None,
            (Fate::Shown, _) => None,
            (_, Some(_)) => Some(0.0),
            (_, None) => Some(1.0 + cell.count.max(0.0).ln_1p()),
        }
    }

    /// Keeps a proof: hides what it moves.
    fn take(&mut self, movement: &Movement) {
        for (at, by) in movement.iter().enumerate().filter(|(_, by)| **by != 0.0) {
            self.why[at].get_or_insert(Why::Complementary);
            let there = self.model.cells[at].count + by;
            let (low, high) = &mut self.reached[at];
            *low = low.min(there);
            *high = high.max(there);
        }
    }
}
