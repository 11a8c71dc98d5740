//! A phone on the network: pushes what it has, pulls what it has not.

use std::time::Instant;

use serde_json::Value;

use super::SimulateError;
use super::call::{Answer, Call, Encoding};
use super::faults::Fault;
use super::item::{Expect, Item};
use super::phone::Phone;
use super::transport::Lost;
use super::wire::HangUp;
use super::world::World;

/// Calls that may follow each other without any progress before a calm phone gives up.
const STUBBORN: usize = 20;

impl Phone {
    /// Syncs until there is nothing to push or pull, or, unless `calm`, until the network of the day
    /// is gone. A calm phone has no trouble of its own.
    pub(super) async fn sync(&mut self, world: &World, calm: bool) -> Result<(), SimulateError> {
        if !calm {
            self.come_back(world);
        }
        let mut idle = 0;
        loop {
            let before = (self.outbox.len(), self.view.cursor.clone());
            let more = self.call(world, calm).await?;
            match more {
                Some(false) if self.outbox.is_empty() => return Ok(()),
                // The network fails, and one in three times for the rest of the day.
                None if !calm && self.network.percent(33) => return Ok(()),
                _ => {}
            }
            let stuck = before == (self.outbox.len(), self.view.cursor.clone());
            idle = if stuck { idle + 1 } else { 0 };
            if idle >= STUBBORN {
                return Ok(());
            }
        }
    }

    /// Sometimes a phone comes back with the cursor of an earlier day, of another node, or with none.
    fn come_back(&mut self, world: &World) {
        if world.faults.has(Fault::Reorder) && self.network.percent(40) {
            self.network.shuffle(&mut self.outbox);
            self.tally.fault(Fault::Reorder);
        }
        if world.faults.has(Fault::OldCursor) && self.network.percent(25) {
            self.tally.fault(Fault::OldCursor);
            match self.network.below(6) {
                0 => self.view.reset(),
                1 => self.view.cursor = Some("a-cursor-of-another-node".to_owned()),
                _ => {
                    let old = self.network.pick(&self.view.old).cloned();
                    self.view.cursor = old.or(self.view.cursor.take());
                }
            }
        }
    }

    /// Makes one call. `None` when its answer was lost, else whether there is more to pull.
    async fn call(&mut self, world: &World, calm: bool) -> Result<Option<bool>, SimulateError> {
        let mut batch = self.batch(world, calm);
        let body = self.body(world, &batch);
        let encoding = *self.network.pick(&Encoding::ALL).unwrap_or(&Encoding::Plain);
        let token = &world.phones[self.index].token;
        let mut call = Call::post("/v1/sync", token, encoding, body.as_bytes())?;
        call.language = self.network.pick(&["sw", "en", "fr", "am", "ar"]).unwrap_or(&"en");
        let trouble = world.faults.on_the_way();
        let fault =
            if !calm && self.network.percent(30) { self.network.pick(&trouble) } else { None };
        let fault = fault.copied();
        if fault != Some(Fault::DropRequest) {
            // From here on the node may have it, whatever the phone hears. A retry counts too.
            batch.iter_mut().for_each(|item| item.tried |= fault.is_some());
        }
        let start = Instant::now();
        let attempt = match fault {
            Some(fault) => {
                self.tally.fault(fault);
                self.troubled(world, &call, fault).await
            }
            None => Some(world.transport.once(&call, false).await),
        };
        let answer = match attempt {
            None => {
                self.put_back(batch);
                return Ok(None);
            }
            Some(Ok(answer)) if !answer.is_busy() => answer,
            Some(first) => {
                batch.iter_mut().for_each(|item| item.tried = true);
                world.transport.patient_after(first, &call).await?
            }
        };
        self.tally.latencies.push(start.elapsed().as_micros().min(u128::from(u32::MAX)) as u32);
        self.take(batch, answer)
    }

    /// What to push: some of the outbox, and sometimes what is long acknowledged.
    fn batch(&mut self, world: &World, calm: bool) -> Vec<Item> {
        let most = match self.network.below(10) {
            _ if calm => 200,
            0 => 1,
            1..4 => 1 + self.network.below(20),
            _ => 20 + self.network.below(300),
        };
        let most = most.min(self.most_items);
        let mut room = world.limits.body_bytes / 2;
        let fits = self.outbox.iter().take(most).take_while(|item| {
            let fits = item.text.len() <= room;
            room = room.saturating_sub(item.text.len() + 1);
            fits
        });
        let count = fits.count();
        let mut batch: Vec<Item> = self.outbox.drain(..count).collect();
        if !calm && world.faults.has(Fault::Duplicate) && self.network.percent(15) {
            let again = self.network.pick(&self.kept).map(Item::again);
            batch.extend(again.filter(|_| batch.len() < self.most_items));
        }
        batch
    }

    fn body(&mut self, world: &World, batch: &[Item]) -> String {
        let items: Vec<&str> = batch.iter().map(|item| &*item.text).collect();
        let cursor = Value::from(self.view.cursor.clone());
        let limit = (100 + self.network.below(900)).min(world.limits.pull);
        let sequence = match self.simple {
            true => String::new(),
            false => format!(r#","sequence":{}"#, self.sequence),
        };
        let push = items.join(",");
        format!(r#"{{"cursor":{cursor},"push":[{push}],"pull":{{"limit":{limit}}}{sequence}}}"#)
    }

    /// Sends a call into trouble. `None`: there is no answer, and the phone does not try again now.
    async fn troubled(
        &mut self,
        world: &World,
        call: &Call,
        fault: Fault,
    ) -> Option<Result<Answer, Lost>> {
        let transport = &world.transport;
        match fault {
            Fault::Cut => {
                // A node that is away makes no difference to a phone that hears nothing anyway.
                let _ = transport.cut(call).await;
                None
            }
            Fault::DropAnswer => {
                let soon = self.network.percent(50);
                let hang_up = if soon { HangUp::AtOnce } else { HangUp::AtTheAnswer };
                let _ = transport.unread(call, hang_up).await;
                None
            }
            Fault::Duplicate if self.network.percent(70) => {
                let (a, b) = tokio::join!(transport.once(call, false), transport.once(call, false));
                Some(if a.as_ref().is_ok_and(|a| !a.is_busy()) { a } else { b })
            }
            Fault::Duplicate => {
                let first = transport.once(call, false).await;
                let second = transport.once(call, false).await;
                Some(if second.is_ok() { second } else { first })
            }
            Fault::Slow => Some(transport.once(call, true).await),
            _ => None,
        }
    }

    pub(super) fn put_back(&mut self, batch: Vec<Item>) {
        let rest = batch.into_iter().filter(|item| item.expect != Expect::Again);
        self.outbox.splice(0..0, rest);
    }
}
