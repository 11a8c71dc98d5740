//! Somebody who has everything that one audience can get: all cells of all editions, which are all
//! answers to all filters. Knows how places add up, that nobody is counted twice, that counts are not
//! below nought and, since nobody withdrew, only grow. Shares no code with what is attacked.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};

/// A cell of a table: place, gender ("all" for everybody), and the code; none for respondents.
pub type Cell = (String, String, Option<String>);

/// What is known of the cells of one moment: from the least to the most.
pub type Known = BTreeMap<Cell, (f64, f64)>;

/// What adds up to what.
pub struct Shape {
    /// The communities of each place.
    pub places: BTreeMap<String, BTreeSet<String>>,
    /// The genders of each gender, "all" with the others.
    pub genders: BTreeMap<String, BTreeSet<String>>,
}

type Leaf = (usize, Option<String>, String, String);

impl Shape {
    fn leaves(&self, moment: usize, cell: &Cell) -> Vec<Leaf> {
        let (place, gender, code) = cell;
        let genders = &self.genders[gender];
        let pair = |place: &String| {
            let one = |gender: &String| (moment, code.clone(), place.clone(), gender.clone());
            genders.iter().map(one).collect::<Vec<_>>()
        };
        self.places[place].iter().flat_map(pair).collect()
    }

    /// From the least to the most that cells, each of a moment, can be: by a program over respondents
    /// and these codes.
    pub fn ranges(
        &self,
        moments: &[Known],
        codes: &[&str],
        targets: &[(usize, Cell)],
    ) -> Vec<(f64, f64)> {
        let one = |target: &(usize, Cell)| {
            (-self.most(moments, codes, target, -1.0), self.most(moments, codes, target, 1.0))
        };
        targets.iter().map(one).collect()
    }

    fn most(&self, moments: &[Known], codes: &[&str], target: &(usize, Cell), sign: f64) -> f64 {
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let wanted: BTreeSet<Leaf> = self.leaves(target.0, &target.1).into_iter().collect();
        let mut variables: BTreeMap<Leaf, Variable> = BTreeMap::new();
        let answers: Vec<Option<String>> =
            [None].into_iter().chain(codes.iter().map(|code| Some((*code).to_owned()))).collect();
        for moment in 0..moments.len() {
            for answer in &answers {
                let all = ("all".to_owned(), "all".to_owned(), answer.clone());
                for leaf in self.leaves(moment, &all) {
                    let gain = if wanted.contains(&leaf) { sign } else { 0.0 };
                    variables.insert(leaf, problem.add_var(gain, (0.0, f64::INFINITY)));
                }
            }
        }
        for ((moment, answer, place, gender), variable) in &variables {
            // Nobody names a code where nobody is, and nobody goes.
            if answer.is_some() {
                let people = variables[&(*moment, None, place.clone(), gender.clone())];
                problem.add_constraint([(people, 1.0), (*variable, -1.0)], ComparisonOp::Ge, 0.0);
            }
            if let Some(before) = moment.checked_sub(1) {
                let before = variables[&(before, answer.clone(), place.clone(), gender.clone())];
                problem.add_constraint([(*variable, 1.0), (before, -1.0)], ComparisonOp::Ge, 0.0);
            }
        }
        for (moment, known) in moments.iter().enumerate() {
            for (cell, (low, high)) in known.iter().filter(|(cell, _)| answers.contains(&cell.2)) {
                let leaves = self.leaves(moment, cell);
                let sum: Vec<(Variable, f64)> =
                    leaves.iter().map(|leaf| (variables[leaf], 1.0)).collect();
                if low == high {
                    problem.add_constraint(&sum, ComparisonOp::Eq, *low);
                } else {
                    problem.add_constraint(&sum, ComparisonOp::Ge, *low);
                    problem.add_constraint(&sum, ComparisonOp::Le, *high);
                }
            }
        }
        match problem.solve() {
            Ok(outcome) => outcome.into_solution().unwrap().objective(),
            Err(Error::Unbounded) => f64::INFINITY,
            Err(error) => panic!("what was published contradicts itself: {error}"),
        }
    }
}
