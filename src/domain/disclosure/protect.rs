//! Hiding as little as will do, with a proof for every cell that is at risk.
//!
//! To protect a cell, the solver looks for another table that agrees with everything shown and has
//! the cell at the other end of its protection range. Where there is none, it may also move cells that
//! are still shown, at a price; those are then hidden. The table it found is the proof, and hiding more
//! later cannot undo it. In the end cells are shown again where other proofs can be found without them.

use serde::{Deserialize, Serialize};

use super::model::{Fate, Model};
use super::solver::{Answer, Ask, Movement, ask};

/// Slack for sums of binary fractions.
const SLACK: f64 = 1e-6;
/// How much work goes into showing cells again: questions to the solver times cells. Only what is
/// shown depends on it, never what is safe.
const WORK: usize = 100_000;

/// Why a cell is not shown. Who receives an edition is not told which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

/// What must stay possible of a hidden cell: to be so low, to be so high, and to be so wide.
#[derive(Clone, Copy)]
struct Goal {
    low: f64,
    high: f64,
    width: f64,
}

/// What has been shown to be possible, and by which movements.
#[derive(Clone)]
struct Proofs {
    movements: Vec<Movement>,
    reached: Vec<(f64, f64)>,
}

struct Protection<'a> {
    model: &'a Model,
    why: Vec<Option<Why>>,
    goals: Vec<Goal>,
    proofs: Proofs,
    work: usize,
}

/// Why each cell of the model is not shown, nothing for what is; and the movements that prove that the
/// hidden ones are safe.
pub(super) fn protect(model: &Model) -> Result<(Vec<Option<Why>>, Vec<Movement>), Failure> {
    let why = model.cells.iter().map(|cell| match cell.fate {
        Fate::Shown => None,
        Fate::Hidden => Some(Why::Primary),
        Fate::NotOffered => Some(Why::NotOffered),
        Fate::Offered => cell.risk.map(|_| Why::Primary),
        Fate::Withheld => Some(cell.risk.map_or(Why::Complementary, |_| Why::Primary)),
    });
    let goals = model.cells.iter().map(|cell| match cell.risk {
        Some(reach) => Goal { low: reach.low, high: reach.high, width: 0.0 },
        None => Goal { low: cell.count, high: cell.count, width: cell.width },
    });
    let mut protection = Protection {
        model,
        why: why.collect(),
        goals: goals.collect(),
        proofs: Proofs::none(model),
        work: 0,
    };
    for at in 0..model.cells.len() {
        if model.cells[at].risk.is_some() && protection.why[at].is_some() {
            protection.widen(at)?;
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
    protection.show_again();
    Ok((protection.why, protection.proofs.movements))
}

impl Protection<'_> {
    fn shown(&self) -> usize {
        self.why.iter().filter(|why| why.is_none()).count()
    }

    /// Sees to it that a cell at risk can be at both ends of its range, or as far as anything allows.
    fn widen(&mut self, at: usize) -> Result<(), Failure> {
        let Goal { low, high, .. } = self.goals[at];
        if !self.reaches(at, low) {
            self.goals[at].low = self.there(at, low)?;
        }
        if !self.reaches(at, high) {
            self.goals[at].high = self.there(at, high)?;
        }
        Ok(())
    }

    /// Takes a cell to a count, or as near to it as earlier editions leave room for.
    fn there(&mut self, at: usize, goal: f64) -> Result<f64, Failure> {
        let count = self.model.cells[at].count;
        if self.moves(at, Ask::By(goal - count), true)? {
            return Ok(goal);
        }
        let way = if goal > count { Ask::Up } else { Ask::Down };
        let furthest = match self.ask(at, way, None, &|this, cell| this.price(cell).map(|_| 0.0)) {
            Answer::Movement(movement) => count + Proofs::of(&movement, at),
            Answer::GaveUp => return self.nearest(at, goal),
            Answer::Endless | Answer::Impossible => return Err(Failure::Undecided),
        };
        let found =
            self.reaches(at, furthest) || self.moves(at, Ask::By(furthest - count), true)?;
        found.then_some(furthest).ok_or(Failure::Undecided)
    }

    /// As near to a count as a cell gets in whole steps, when the solver cannot say how far it goes.
    fn nearest(&mut self, at: usize, goal: f64) -> Result<f64, Failure> {
        let count = self.model.cells[at].count;
        let way = (goal - count).signum();
        let mut step = (goal - count).abs().floor();
        while step >= 1.0 {
            if self.moves(at, Ask::By(way * step), true)? {
                return Ok(count + way * step);
            }
            step -= 1.0;
        }
        Ok(count)
    }

    /// Sees to it that a hidden cell which is not at risk has a range wide enough to be called hidden.
    fn keep_wide(&mut self, at: usize) -> Result<(), Failure> {
        if self.why[at].is_none() || self.is_wide(at) {
            return Ok(());
        }
        for by in self.ways(at) {
            if self.moves(at, Ask::By(by), true)? {
                return Ok(());
            }
        }
        let count = self.model.cells[at].count;
        let low = self.there(at, f64::max(count - self.goals[at].width, 0.0))?;
        let high = self.there(at, count + self.goals[at].width)?;
        self.goals[at].width = high - low;
        Ok(())
    }

    /// The movements that would make a cell wide enough at once: down first, where it can go down.
    fn ways(&self, at: usize) -> Vec<f64> {
        let (count, width) = (self.model.cells[at].count, self.goals[at].width);
        if count >= width { vec![-width, width] } else { vec![width] }
    }

    fn is_wide(&self, at: usize) -> bool {
        let (low, high) = self.proofs.reached[at];
        high - low >= self.goals[at].width - SLACK
    }

    fn reaches(&self, at: usize, goal: f64) -> bool {
        let (low, high) = self.proofs.reached[at];
        low <= goal + SLACK && goal <= high + SLACK
    }

    /// Moves a cell: within its code's answers alone where that will do, and without hiding anything
    /// unless it may. Whether it could.
    fn moves(&mut self, at: usize, way: Ask, may_hide: bool) -> Result<bool, Failure> {
        let block = self.model.cells[at].block;
        let scopes = if block == 0 { vec![None] } else { vec![Some(block), None] };
        for scope in scopes {
            let price = |this: &Self, cell: usize| match this.price(cell) {
                Some(price) if price > 0.0 && !may_hide => None,
                price => price,
            };
            match self.ask(at, way, scope, &price) {
                Answer::Movement(movement) => {
                    for (cell, _) in &movement {
                        self.why[*cell].get_or_insert(Why::Complementary);
                    }
                    self.proofs.add(self.model, movement);
                    return Ok(true);
                }
                Answer::Impossible => {}
                Answer::Endless | Answer::GaveUp => return Err(Failure::Undecided),
            }
        }
        Ok(false)
    }

    fn ask(
        &mut self,
        at: usize,
        way: Ask,
        scope: Option<usize>,
        price: &dyn Fn(&Self, usize) -> Option<f64>,
    ) -> Answer {
        self.work = self.work.saturating_add(self.model.cells.len());
        ask(self.model, at, way, |cell| {
            let within = scope.is_none_or(|block| block == self.model.cells[cell].block);
            if within { price(self, cell) } else { None }
        })
    }

    /// What moving a cell costs: nothing when it is hidden anyway.
    fn price(&self, at: usize) -> Option<f64> {
        let cell = &self.model.cells[at];
        match (cell.fate, self.why[at]) {
            (Fate::Shown, _) => None,
            (_, Some(_)) => Some(0.0),
            (_, None) => Some(cell.price),
        }
    }

    /// Shows cells again that are not needed, those that tell most first.
    fn show_again(&mut self) {
        let mut cells: Vec<usize> = (0..self.why.len())
            .filter(|at| self.model.cells[*at].fate == Fate::Offered)
            .filter(|at| self.why[*at] == Some(Why::Complementary))
            .collect();
        let rank = |at: &usize| (self.model.cells[*at].block, -self.model.cells[*at].count);
        cells.sort_by(|a, b| rank(a).0.cmp(&rank(b).0).then(rank(a).1.total_cmp(&rank(b).1)));
        for at in cells {
            if self.work > WORK {
                break;
            }
            let before = self.proofs.clone();
            self.why[at] = None;
            self.proofs.forget(self.model, at);
            // Where the solver gives up, what was safe before stays as it was.
            if !self.all_goals_hold().unwrap_or(false) {
                self.why[at] = Some(Why::Complementary);
                self.proofs = before;
            }
        }
    }

    /// Whether every hidden cell has its proofs, or others can be found without hiding more.
    fn all_goals_hold(&mut self) -> Result<bool, Failure> {
        for at in (0..self.why.len()).filter(|at| self.why[*at].is_some()).collect::<Vec<_>>() {
            let Goal { low, high, .. } = self.goals[at];
            let count = self.model.cells[at].count;
            for goal in [low, high] {
                if !self.reaches(at, goal) && !self.moves(at, Ask::By(goal - count), false)? {
                    return Ok(false);
                }
            }
            let mut ways = self.ways(at).into_iter();
            while !self.is_wide(at) {
                let Some(by) = ways.next() else { return Ok(false) };
                self.moves(at, Ask::By(by), false)?;
            }
        }
        Ok(true)
    }
}

impl Proofs {
    fn none(model: &Model) -> Self {
        let reached = model.cells.iter().map(|cell| (cell.count, cell.count)).collect();
        Self { movements: Vec::new(), reached }
    }

    fn of(movement: &Movement, at: usize) -> f64 {
        movement.iter().find(|(cell, _)| *cell == at).map_or(0.0, |(_, by)| *by)
    }

    fn add(&mut self, model: &Model, movement: Movement) {
        for (at, by) in &movement {
            let there = model.cells[*at].count + by;
            let (low, high) = &mut self.reached[*at];
            *low = low.min(there);
            *high = high.max(there);
        }
        self.movements.push(movement);
    }

    /// Forgets all that a cell takes part in.
    fn forget(&mut self, model: &Model, at: usize) {
        let movements = std::mem::take(&mut self.movements);
        *self = Self::none(model);
        for movement in movements.into_iter().filter(|m| m.iter().all(|(cell, _)| *cell != at)) {
            self.add(model, movement);
        }
    }
}
