//! Several editions, and differences between them.

use proptest::prelude::*;
use sikia::domain::disclosure::{Key, Memory, Shown};

use super::tables::{person, weak_spot, world};
use super::world::given;

/// Three women more in ward b, where there were plenty.
fn grown() -> super::world::World {
    let mut world = weak_spot();
    let woman = world.people.iter().find(|(.., r)| r.at == ["female", "b"]).unwrap().2.clone();
    world.people.extend((0..3).map(|_| (1, 9, woman.clone())));
    world
}

#[test]
fn the_attacker_breaks_editions_that_forget_each_other() {
    let world = grown();
    let forgetful = [0, 1].map(|edition| world.plan(&Memory::default(), edition));
    let breaches = world.breaches(&given(&forgetful));
    assert!(breaches.iter().any(|breach| breach.starts_with("rise 1")), "{breaches:#?}");
    assert_eq!(world.breaches(&given(&world.release(2))), [""; 0]);
}

#[test]
fn an_edition_of_the_same_people_shows_the_same() {
    let world = weak_spot();
    let editions = given(&world.release(2));
    assert_eq!(editions[0], editions[1]);
}

#[test]
fn what_was_hidden_for_too_few_comes_out_once_enough_have_joined_everywhere() {
    let at = |gender: &str, area: &str| {
        vec![("gender".to_owned(), gender.to_owned()), ("area".to_owned(), area.to_owned())]
    };
    let women = Key { at: at("female", "a"), answer: None };
    let joining = |places: &[[&str; 2]]| {
        let mut world = weak_spot();
        for place in places {
            let one = world.people.iter().find(|(.., r)| r.at == *place).unwrap().2.clone();
            world.people.extend((0..12).map(|_| (1, 9, one.clone())));
        }
        given(&world.release(2))
    };
    let everywhere = ["a", "b", "c"].map(|area| [["female", area], ["male", area]]).concat();
    let editions = joining(&everywhere);
    assert_eq!(editions[0][&women], Shown::Hidden);
    assert_eq!(editions[1][&women], Shown::Count(15));
    // With nobody joining elsewhere, 15 now less the rise of all women would give away the 3 of then.
    assert_eq!(joining(&[["female", "a"]])[1][&women], Shown::Hidden);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases / 64,
        max_shrink_iters: 20,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_edition_betrays_another(
        world in world(prop::collection::vec((0..3_usize, Just(9), person()), 0..110)),
    ) {
        prop_assert_eq!(world.breaches(&given(&world.release(3))), Vec::<String>::new());
    }

    #[test]
    fn no_edition_betrays_who_withdrew(
        world in world(prop::collection::vec((0..2_usize, 1..9_usize, person()), 0..110)),
    ) {
        prop_assert_eq!(world.breaches(&given(&world.release(2))), Vec::<String>::new());
    }
}
