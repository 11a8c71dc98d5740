//! Laws of ranges, uplift and split.

use proptest::prelude::*;

use super::*;

fn number() -> impl Strategy<Value = Decimal> {
    (-1_000_000..1_000_000_i64, 0..4_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn range() -> impl Strategy<Value = Range> {
    (number(), number()).prop_map(|(a, b)| Range::new(a.min(b), a.max(b)).unwrap())
}

fn recovery() -> impl Strategy<Value = Recovery> {
    (1..=1000_i64, 1..=1000_i64).prop_map(|(a, b)| {
        Recovery::percent(Decimal::new(a.min(b), 1), Decimal::new(a.max(b), 1)).unwrap()
    })
}

/// A point of the range, `part` tenths of the way.
fn within(range: Range, part: u8) -> Decimal {
    range.lo() + (range.hi() - range.lo()) * Decimal::new(i64::from(part), 1)
}

fn holds(range: Range, point: Decimal) -> bool {
    let slack = d("0.00000000001");
    range.lo() - slack <= point && point <= range.hi() + slack
}

proptest! {
    #[test]
    fn a_range_holds_what_its_points_give(a in range(), b in range(), (i, j) in (0..=10_u8, 0..=10_u8)) {
        let (x, y) = (within(a, i), within(b, j));
        prop_assert!(holds(a.times(b).unwrap(), x * y));
        prop_assert!(holds(a.plus(b).unwrap(), x + y));
        prop_assert!(holds(a.hull(b), x) && holds(a.hull(b), y));
        match a.over(b) {
            Some(quotient) => prop_assert!(holds(quotient, x / y)),
            None => prop_assert!(b.lo() <= Decimal::ZERO),
        }
        match a.common(b) {
            Some(common) => prop_assert!(holds(a, common.lo()) && holds(b, common.hi())),
            None => prop_assert!(a.hi() < b.lo() || b.hi() < a.lo()),
        }
    }

    #[test]
    fn what_is_won_and_what_is_left_make_up_the_ore(old in recovery(), new in recovery(), part in 0..=10_u8) {
        let output = at("1300000");
        let uplift = old.uplift(new, output).unwrap();
        let (r0, r1) = (within(old.range(), part), within(new.range(), part));
        prop_assert!(holds(uplift.multiplier, r1 / r0));
        prop_assert!(holds(uplift.contained, output.lo() / r0));
        prop_assert!((uplift.contained.lo() - output.lo() - uplift.left.lo()).abs() < d("0.0001"));
        prop_assert!((uplift.new.hi() - output.hi() - uplift.extra.hi()).abs() < d("0.0001"));
        prop_assert!(uplift.new.hi() <= uplift.contained.hi() + d("0.0001"), "more than the ore holds");
    }

    #[test]
    fn nobody_gains_what_was_not_won(first in recovery(), second in recovery(), (i, j) in (0..=10_u8, 0..=10_u8)) {
        let (r, c) = (within(first.range(), i), within(second.range(), j));
        let split = Split::of(first, second, TailingsOwner::Other).unwrap();
        prop_assert!(holds(split.total, r + c * (Decimal::ONE - r)));
        prop_assert!(holds(split.others, c * (Decimal::ONE - r)));
        prop_assert!(holds(split.miner_share, r / (r + c * (Decimal::ONE - r))));
        prop_assert!(split.total.hi() <= Decimal::ONE && split.total.lo() >= split.miner.lo());
    }

    #[test]
    fn routes_agree_in_any_order(a in 1..1000_u32, b in 1..1000_u32, c in 1..1000_u32) {
        let route = |grams: u32| Route::Sales(Range::exactly(grams));
        let one = Triangulation::of(&[route(a), route(b), route(c)]).unwrap();
        let other = Triangulation::of(&[route(c), route(a), route(b)]).unwrap();
        prop_assert_eq!((one.ratio, one.hull, one.common), (other.ratio, other.hull, other.common));
        prop_assert!(one.ratio >= Decimal::ONE);
        prop_assert_eq!(one.ratio == Decimal::ONE, a == b && b == c);
    }

    #[test]
    fn a_conflict_is_the_same_from_both_sides(a in 1..100_000_u32, b in 1..100_000_u32) {
        let range = |x: u32| Range::exactly(x);
        let times = |a, b| conversion_conflict(a, b).map(|conflict| conflict.times);
        prop_assert_eq!(times(range(a), range(b)), times(range(b), range(a)));
    }
}
