//! What each phone sets out to do, day by day: a function of the seed alone.

use super::faults::Fault;
use super::world::{DAYS, Record, World};

/// One phone's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub days: Vec<Day>,
}

/// One day: what is done offline, and whether there is a network in the evening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub deeds: Vec<Deed>,
    pub network: bool,
}

/// One thing that an enumerator does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// An interview.
    Make(Record),
    /// Another look at a record.
    Edit(Record, From),
    /// The record was a mistake, or was none after all.
    Void(Record),
    /// The respondent withdrew.
    Withdraw(Record),
    /// Something that the node cannot accept.
    Poison(Poison),
}

/// What an edit starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// The head that the node shows now; all its heads become parents.
    Fresh,
    /// The copy that the phone happens to have, however old.
    Stale,
    /// Nothing but the id: the parent is known by name only, if at all.
    Hearsay,
}

macro_rules! poisons {
    ($($(#[$doc:meta])* $name:ident => $($code:literal)|+;)*) => {
        /// Why a node cannot accept an item.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Poison { $($(#[$doc])* $name,)* }

        impl Poison {
            pub(super) const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The codes that say so.
            pub(super) fn codes(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($code),+],)* }
            }
        }
    };
}

poisons! {
    /// A list where an object should be.
    NoObject => "item_unreadable";
    /// A key that stands twice.
    TwiceTheKey => "item_unreadable";
    /// Half a character.
    LoneSurrogate => "item_unreadable";
    /// An integer that other programs would round.
    LongNumber => "item_unreadable";
    /// No submission UUID.
    NoSubmission => "field_missing";
    /// A submission that is no UUID.
    BadSubmission => "field_invalid";
    /// A version in words.
    WordVersion => "field_invalid";
    /// Version 0.
    ZeroVersion => "field_invalid";
    /// Parents that are no list.
    WordParents => "field_invalid";
    /// A form that the node does not have.
    UnknownForm => "unknown_form";
    /// A community that the node does not have.
    UnknownCommunity => "unknown_community" | "out_of_scope";
    /// A choice that its question does not offer.
    BadChoice => "answer_choice";
    /// Answers that are no object.
    WordAnswers => "field_invalid";
    /// A revision that was sent before, with other content.
    Mismatch => "content_mismatch";
}

impl Plan {
    /// The plan of a phone.
    pub(super) fn of(world: &World, phone: usize) -> Self {
        let mut dice = world.dice(phone, 20);
        let mut days = Vec::with_capacity(DAYS);
        for day in 0..DAYS {
            let mut deeds: Vec<Deed> = world.made_on(phone, day).map(Deed::Make).collect();
            let made = deeds.len();
            for _ in 0..made {
                if dice.percent(40) {
                    let number = dice.below(world.share(phone) * (day + 1) / DAYS);
                    let from = if dice.percent(50) { From::Stale } else { From::Fresh };
                    deeds.push(Deed::Edit(Record { phone, number }, from));
                }
                if dice.percent(40)
                    && let Some(record) = world.known_record(phone, day, &mut dice)
                {
                    deeds.push(match dice.below(100) {
                        0..5 => Deed::Withdraw(record),
                        5..11 => Deed::Void(record),
                        11..50 => Deed::Edit(record, From::Fresh),
                        50..80 => Deed::Edit(record, From::Stale),
                        _ => Deed::Edit(record, From::Hearsay),
                    });
                }
                if world.faults.has(Fault::Poison) && dice.percent(3) {
                    deeds.extend(dice.pick(Poison::ALL).copied().map(Deed::Poison));
                }
            }
            dice.shuffle(&mut deeds[made..]);
            let network = day + 1 == DAYS || dice.percent(55);
            days.push(Day { deeds, network });
        }
        Self { days }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::time::Duration;

    use super::*;
    use crate::domain::form::sample::example;
    use crate::simulate::faults::Faults;
    use crate::simulate::transport::Transport;
    use crate::simulate::{Enrolment, SimulateError};

    fn world(seed: u64, faults: Faults) -> World {
        let phones = (0..20).map(|i| Enrolment {
            device: format!("device-{i}"),
            token: String::new(),
            communities: vec![format!("village-{}", i % 4), format!("village-{}", (i + 1) % 4)],
        });
        let transport = Transport::new("http://127.0.0.1:1", Duration::ZERO).unwrap();
        World::new(seed, faults, example::form(), phones.collect(), 2_003, transport).unwrap()
    }

    fn deeds(world: &World) -> Vec<Deed> {
        let plans = (0..20).map(|phone| Plan::of(world, phone));
        plans.flat_map(|plan| plan.days).flat_map(|day| day.deeds).collect()
    }

    #[test]
    fn one_seed_gives_one_plan() {
        assert_eq!(deeds(&world(7, Faults::all())), deeds(&world(7, Faults::all())));
        assert_ne!(deeds(&world(7, Faults::all())), deeds(&world(8, Faults::all())));
        let (a, b) = (world(7, Faults::all()), world(8, Faults::all()));
        let record = Record { phone: 3, number: 5 };
        assert_ne!(a.submission(record), b.submission(record));
        assert_eq!(a.answers(a.interview(record), "x"), a.answers(a.interview(record), "x"));
    }

    #[test]
    fn every_submission_is_made_exactly_once() {
        let world = world(1, Faults::none());
        let made: Vec<_> = deeds(&world)
            .into_iter()
            .filter_map(|deed| match deed {
                Deed::Make(record) => Some(world.submission(record)),
                _ => None,
            })
            .collect();
        assert_eq!(made.len(), 2_003);
        assert_eq!(made.iter().collect::<HashSet<_>>().len(), 2_003);
    }

    #[test]
    fn phones_edit_their_own_and_each_others_records_in_their_scope_and_never_before_they_are_made()
    {
        let world = world(2, Faults::all());
        let (mut own, mut others) = (0, 0);
        for phone in 0..20 {
            for (day, deeds) in Plan::of(&world, phone).days.into_iter().enumerate() {
                for deed in deeds.deeds {
                    let Deed::Edit(record, _) = deed else { continue };
                    assert!(world.day_of(record) <= day, "{record:?} on day {day}");
                    let community = world.community(record).to_owned();
                    assert!(world.phones[phone].communities.contains(&community));
                    *(if record.phone == phone { &mut own } else { &mut others }) += 1;
                }
            }
        }
        assert!(own > 300 && others > 300, "{own} own and {others} others");
    }

    #[test]
    fn there_is_no_poison_unless_asked_for() {
        let poison = |faults| {
            deeds(&world(3, faults)).iter().filter(|d| matches!(d, Deed::Poison(_))).count()
        };
        assert_eq!(poison(Faults::none()), 0);
        assert!(poison(Faults::all()) > 20);
    }

    #[test]
    fn a_phone_without_a_community_is_refused() {
        let phone = Enrolment { device: "d".into(), token: "t".into(), communities: vec![] };
        let transport = Transport::new("http://127.0.0.1:1", Duration::ZERO).unwrap();
        let world = World::new(1, Faults::none(), example::form(), vec![phone], 1, transport);
        assert!(matches!(world, Err(SimulateError::NoCommunity(_))));
    }
}
