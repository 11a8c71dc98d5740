//! A phone: what its enumerator makes and edits, offline.

use serde_json::json;

use super::SimulateError;
use super::call::Call;
use super::faults::Fault;
use super::item::{Item, Said};
use super::plan::{Deed, From, Plan};
use super::report::Tally;
use super::view::{Base, View};
use super::world::{Clock, RIGHT, Record, World};
use crate::domain::form::sample::{self, Dice};

/// One phone.
#[derive(Debug)]
pub(super) struct Phone {
    pub index: usize,
    pub plan: Plan,
    /// What is not acknowledged yet, in the order it was made.
    pub outbox: Vec<Item>,
    /// What is acknowledged. A real phone forgets the content; the proof needs it.
    pub kept: Vec<Item>,
    pub view: View,
    /// How many revisions this phone made; a simple client does not tell.
    pub sequence: u64,
    /// What the node last said it is missing of them.
    pub missing: Option<u64>,
    pub tally: Tally,
    /// Chances of the network, apart from those of the deeds: retries change no content.
    pub network: Dice,
    pub simple: bool,
    /// Items in one call at most; less after the node called a call too large.
    pub most_items: usize,
    pub deeds: Dice,
    pub clock: Clock,
    day: usize,
    moment: usize,
}

impl Phone {
    pub(super) fn new(world: &World, index: usize) -> Self {
        let (clock, mut tally) = (world.clock(index), Tally::default());
        if clock != RIGHT {
            tally.fault(Fault::WrongClock);
        }
        Self {
            index,
            plan: Plan::of(world, index),
            outbox: Vec::new(),
            kept: Vec::new(),
            view: View::default(),
            sequence: 0,
            missing: None,
            tally,
            network: world.dice(index, 31),
            simple: world.is_simple(index),
            most_items: world.limits.items,
            deeds: world.dice(index, 30),
            clock,
            day: 0,
            moment: 0,
        }
    }

    /// Lives through one day.
    pub(super) async fn live(&mut self, world: &World, day: usize) -> Result<(), SimulateError> {
        (self.day, self.moment) = (day, 0);
        let today = std::mem::take(&mut self.plan.days[day].deeds);
        let network = self.plan.days[day].network;
        for deed in today {
            self.act(world, deed, network).await?;
        }
        if network { self.sync(world, false).await } else { Ok(()) }
    }

    async fn act(&mut self, world: &World, deed: Deed, net: bool) -> Result<(), SimulateError> {
        let said = match deed {
            Deed::Make(record) => Some(self.make(world, record)),
            Deed::Edit(record, from) => {
                let base = self.base(world, record, from, net).await?;
                self.edit(world, record, base)
            }
            Deed::Void(record) => {
                let base = self.base(world, record, From::Stale, net).await?;
                let was = base.as_ref().is_some_and(|base| base.void);
                self.edit(world, record, base).map(|said| Said { void: Some(!was), ..said })
            }
            Deed::Withdraw(record) => {
                let base = self.base(world, record, From::Stale, net).await?;
                self.tally.withdrawn += 1;
                self.edit(world, record, base).map(|said| {
                    let answers = said.answers.filter(|_| said.version % 4 == 0);
                    Said { withdraw: true, answers, ..said }
                })
            }
            Deed::Poison(poison) => {
                self.poison(world, poison);
                None
            }
        };
        if let Some(said) = said {
            self.queue(said.item());
        }
        Ok(())
    }

    pub(super) fn queue(&mut self, item: Item) {
        self.tally.revisions += 1;
        self.sequence += u64::from(item.submission.is_some() && item.revision.is_some());
        self.outbox.push(item);
    }

    pub(super) fn now(&mut self, world: &World) -> u64 {
        self.moment += 1;
        world.moment(self.day, self.moment)
    }

    fn make(&mut self, world: &World, record: Record) -> Said {
        let interview = world.interview(record);
        let community = world.community(record);
        let now = world.moment(self.day, record.number);
        Said {
            submission: Some(world.submission(record)),
            revision: (!self.simple).then(|| world.first_revision(record)),
            version: 1,
            // Both are said: no parents, and nothing about parents.
            parents: (!self.simple && !record.number.is_multiple_of(5)).then(Vec::new),
            form: json!(world.form.form),
            community: community.to_owned(),
            language: sample::language(interview).to_owned(),
            captured_at: self.clock.stamp(now),
            answers: Some(world.answers(interview, community)),
            ..Said::default()
        }
    }

    /// What the phone has of a record: its own unsent words, the node's head, or nothing.
    async fn base(
        &mut self,
        world: &World,
        record: Record,
        from: From,
        network: bool,
    ) -> Result<Option<Base>, SimulateError> {
        let id = world.submission(record);
        if from == From::Hearsay && record.phone != self.index {
            return Ok(None);
        }
        if from == From::Fresh && network {
            let call = Call::get(format!("/v1/submissions/{id}"), &world.phones[self.index].token);
            let answer = world.transport.patient(&call).await?;
            match answer.status {
                200 => {
                    let base = Base::of_head(&answer.body);
                    if base.is_none() {
                        let text = || String::from_utf8_lossy(&answer.body).into_owned();
                        self.tally.disagree("head_unreadable", text);
                    }
                    return Ok(base);
                }
                404 => {}
                status => {
                    self.tally.disagree("status", || format!("{status} for submission {id}"));
                }
            }
        }
        let unsent = self.outbox.iter().rev().find(|item| item.submission == Some(id));
        Ok(match unsent {
            Some(item) => Base::of_item(&item.text, item.revision),
            None => self.view.heads.get(&id).and_then(|head| Base::of_head(head.as_bytes())),
        })
    }
}
