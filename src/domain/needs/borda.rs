//! Rank points. A secondary index, never the lead: the distances between ranks are unknown (R89).

use super::RANKS;

/// Points of a rank in the truncated count: 3, 2, 1, and nothing for what is not named. It rewards
/// nobody for naming fewer, and says so little about what was left out (R90).
pub const POINTS: [u64; RANKS] = [3, 2, 1];

/// The averaged-tail count: of `options` things the first named gets `options - 1` points and so on
/// down, and what a ballot leaves out shares the points left over. Empty ballots are skipped.
///
/// `ballots` name options by their place, most wanted first, each at most once. Not part of a report:
/// it needs the list that was *shown*, and is here for who has it.
pub fn averaged_tail(ballots: &[Vec<usize>], options: usize) -> Vec<f64> {
    let mut points = vec![0.0; options];
    for ballot in ballots.iter().filter(|ballot| !ballot.is_empty()) {
        let left = options.saturating_sub(ballot.len());
        // The points left over are 0, 1, … left - 1.
        let tail = left.saturating_sub(1) as f64 / 2.0;
        for (option, sum) in points.iter_mut().enumerate() {
            *sum += match ballot.iter().position(|named| *named == option) {
                Some(rank) => (options - 1).saturating_sub(rank) as f64,
                None => tail,
            };
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::averaged_tail;

    #[test]
    fn what_a_ballot_leaves_out_shares_the_points_left_over() {
        let [a, b, c] = [0, 1, 2];
        let ballots = [vec![a, b], vec![a], vec![b, c, a], vec![c], vec![]];
        assert_eq!(averaged_tail(&ballots, 4), [8.0, 7.0, 6.5, 2.5]);
    }
}
