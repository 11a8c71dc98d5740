//! What a table is broken down by.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// How many nodes a dimension may have.
const NODES: usize = 512;

/// What a table is broken down by: leaves, and nodes that are sums of others. Hierarchies may be many
/// over the same leaves (districts and licence zones, months and seasons). The last node is the sum of
/// all leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    name: String,
    nodes: Vec<String>,
    /// Sums: a node, and the nodes that make it up.
    sums: Vec<(usize, Vec<usize>)>,
    /// The leaves of each node.
    leaves: Vec<BTreeSet<usize>>,
}

/// Why nodes and sums are no dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// No leaf, more than 512 nodes, or a name twice.
    Nodes,
    /// A sum of nothing, of nodes that do not exist, or of nodes that share a leaf.
    Sum,
    /// Two sums of one name have different leaves.
    Leaves,
}

impl Dimension {
    /// A dimension of these leaves, of sums (name and parts, leaves or earlier sums), and of "all". A
    /// sum may be given twice with other parts of the same leaves.
    pub fn new(name: &str, leaves: &[&str], sums: &[(&str, &[&str])]) -> Result<Self, Flaw> {
        let nodes: Vec<String> = leaves.iter().map(|leaf| (*leaf).to_owned()).collect();
        let each = (0..nodes.len()).map(|leaf| BTreeSet::from([leaf])).collect();
        let mut dimension = Self { name: name.to_owned(), nodes, sums: vec![], leaves: each };
        let distinct: BTreeSet<&&str> = leaves.iter().collect();
        if leaves.is_empty() || distinct.len() < leaves.len() {
            return Err(Flaw::Nodes);
        }
        for (node, parts) in sums.iter().chain([&(ALL, leaves)]) {
            dimension.add(node, parts)?;
        }
        Ok(dimension)
    }

    fn add(&mut self, node: &str, parts: &[&str]) -> Result<(), Flaw> {
        let parts: Option<Vec<usize>> = parts.iter().map(|part| self.node(part)).collect();
        let parts = parts.filter(|parts| !parts.is_empty()).ok_or(Flaw::Sum)?;
        let mut leaves = BTreeSet::new();
        for leaf in parts.iter().flat_map(|part| &self.leaves[*part]) {
            if !leaves.insert(*leaf) {
                return Err(Flaw::Sum);
            }
        }
        let at = match self.node(node) {
            Some(at) if self.leaves[at] != leaves => return Err(Flaw::Leaves),
            Some(at) => at,
            None if self.nodes.len() == NODES => return Err(Flaw::Nodes),
            None => {
                self.nodes.push(node.to_owned());
                self.leaves.push(leaves);
                self.nodes.len() - 1
            }
        };
        // A node that is a sum of itself says nothing.
        if parts != [at] {
            self.sums.push((at, parts));
        }
        Ok(())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its nodes by name: leaves, sums, "all".
    pub fn nodes(&self) -> &[String] {
        &self.nodes
    }

    /// Its sums: a node and what makes it up, as places in [`Dimension::nodes`].
    pub fn sums(&self) -> &[(usize, Vec<usize>)] {
        &self.sums
    }

    /// The place of a node.
    pub fn node(&self, name: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node == name)
    }

    /// The nodes that a leaf is in, itself among them; none when it is no leaf.
    pub(super) fn around(&self, leaf: &str) -> Vec<usize> {
        let leaf = self.node(leaf).filter(|at| self.leaves[*at] == BTreeSet::from([*at]));
        let within = |leaf: usize| {
            (0..self.nodes.len()).filter(move |node| self.leaves[*node].contains(&leaf))
        };
        leaf.map(|leaf| within(leaf).collect()).unwrap_or_default()
    }
}

/// The node that every leaf is in.
pub const ALL: &str = "all";
