//! What is true of the simulated world before anybody acts: who lives where, who makes what and when,
//! under which ids. All of it is a function of the seed, so phones know about each other's records
//! without having met.

use serde_json::{Map, Value};
use uuid::{Builder, Uuid};

use super::faults::{Fault, Faults};
use super::transport::Transport;
use super::{Enrolment, SimulateError};
use crate::domain::form::Form;
use crate::domain::form::sample::{self, Dice};
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::domain::limits::Limits;

/// Virtual days in the field; on the last one nothing is made any more.
pub(super) const DAYS: usize = 12;
const DAY_MS: u64 = 86_400_000;
/// 2026-11-02T05:00:00Z, when the first day begins.
const START_MS: u64 = 1_793_595_600_000;

/// One record that some phone makes: the phone's number and the record's number on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Record {
    pub phone: usize,
    pub number: usize,
}

/// A phone's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// How far it is off, in milliseconds.
    pub off_ms: i64,
    /// Its offset from UTC in minutes.
    pub zone_minutes: i32,
}

/// A clock that is right, in East Africa.
pub(super) const RIGHT: Clock = Clock { off_ms: 0, zone_minutes: 180 };

/// The simulated world.
#[derive(Debug)]
pub(super) struct World {
    pub seed: u64,
    pub faults: Faults,
    pub form: Form,
    pub phones: Vec<Enrolment>,
    pub submissions: usize,
    pub limits: Limits,
    pub transport: Transport,
    /// The communities, and for each the phones that work in it.
    villages: Vec<(String, Vec<usize>)>,
}

const STREAM_SUBMISSION: u64 = 1;
const STREAM_REVISION: u64 = 2;
const STREAM_PLACE: u64 = 3;
const STREAM_ANSWERS: u64 = 4;
const STREAM_PHONE: u64 = 5;

impl World {
    pub(super) fn new(
        seed: u64,
        faults: Faults,
        form: Form,
        phones: Vec<Enrolment>,
        submissions: usize,
        transport: Transport,
    ) -> Result<Self, SimulateError> {
        let mut villages: Vec<(String, Vec<usize>)> = Vec::new();
        for (phone, enrolment) in phones.iter().enumerate() {
            if enrolment.communities.is_empty() {
                return Err(SimulateError::NoCommunity(enrolment.device.clone()));
            }
            for community in &enrolment.communities {
                match villages.iter_mut().find(|(name, _)| name == community) {
                    Some((_, members)) => members.push(phone),
                    None => villages.push((community.clone(), vec![phone])),
                }
            }
        }
        let limits = Limits::default();
        Ok(Self { seed, faults, form, phones, submissions, limits, transport, villages })
    }

    /// Dice of one phone for one purpose.
    pub(super) fn dice(&self, phone: usize, purpose: u64) -> Dice {
        Dice::of(self.seed, &[STREAM_PHONE, phone as u64, purpose])
    }

    fn dice_of(&self, stream: u64, record: Record) -> Dice {
        Dice::of(self.seed, &[stream, record.phone as u64, record.number as u64])
    }

    /// How many records a phone makes.
    pub(super) fn share(&self, phone: usize) -> usize {
        let all = self.phones.len();
        self.submissions / all + usize::from(phone < self.submissions % all)
    }

    /// The day on which a record is made.
    pub(super) fn day_of(&self, record: Record) -> usize {
        record.number * (DAYS - 1) / self.share(record.phone).max(1)
    }

    /// The records that a phone makes, in order.
    pub(super) fn records_of(&self, phone: usize) -> impl Iterator<Item = Record> + use<'_> {
        (0..self.share(phone)).map(move |number| Record { phone, number })
    }

    /// The records that a phone makes on a day, in order.
    pub(super) fn made_on(&self, phone: usize, day: usize) -> impl Iterator<Item = Record> + '_ {
        self.records_of(phone).filter(move |record| self.day_of(*record) == day)
    }

    /// Milliseconds since 1970 of a moment on a day; a day has 1,000 moments, some seconds apart.
    pub(super) fn moment(&self, day: usize, moment: usize) -> u64 {
        START_MS + day as u64 * DAY_MS + (moment as u64 % 1_000) * 37_003
    }

    /// The submission UUID of a record (version 7).
    pub(super) fn submission(&self, record: Record) -> SubmissionId {
        SubmissionId(self.uuid(STREAM_SUBMISSION, record))
    }

    /// The UUID of the first revision of a record, unless a simple client makes it.
    pub(super) fn first_revision(&self, record: Record) -> RevisionId {
        RevisionId(self.uuid(STREAM_REVISION, record))
    }

    fn uuid(&self, stream: u64, record: Record) -> Uuid {
        let now = self.moment(self.day_of(record), record.number);
        uuid_v7(now, &mut self.dice_of(stream, record))
    }

    /// The community that a record is about: mostly where its maker lives.
    pub(super) fn community(&self, record: Record) -> &str {
        let communities = &self.phones[record.phone].communities;
        let mut dice = self.dice_of(STREAM_PLACE, record);
        let away = if dice.percent(70) { 0 } else { dice.below(communities.len()) };
        &communities[(record.phone + away) % communities.len()]
    }

    /// The communities that a record may move to in the hands of a phone: those that its maker has in
    /// scope as well, so that it never leaves the maker's sight.
    pub(super) fn shared_communities(&self, record: Record, phone: usize) -> Vec<&String> {
        let makers = &self.phones[record.phone].communities;
        self.phones[phone].communities.iter().filter(|c| makers.contains(c)).collect()
    }

    /// The seed of the interview behind a record.
    pub(super) fn interview(&self, record: Record) -> u64 {
        self.dice_of(STREAM_ANSWERS, record).roll()
    }

    /// What the respondent of an interview says, somewhere.
    pub(super) fn answers(&self, interview: u64, community: &str) -> Map<String, Value> {
        let place = community.bytes().fold(0u64, |sum, b| sum.wrapping_mul(31) + u64::from(b));
        sample::sample_at(&self.form, interview, place)
    }

    /// Whether a phone is a simple client, which knows versions only: every eighth.
    pub(super) fn is_simple(&self, phone: usize) -> bool {
        self.dice(phone, 10).percent(12)
    }

    /// The clock of a phone: with the fault on, one in three is off by up to years or has another
    /// offset than its place.
    pub(super) fn clock(&self, phone: usize) -> Clock {
        let mut dice = self.dice(phone, 11);
        if !(self.faults.has(Fault::WrongClock) && dice.percent(33)) {
            return RIGHT;
        }
        let days = dice.between(-9_000, 9_000);
        let zone_minutes = *dice.pick(&[0, 60, 180, 330, 345, -720, 840]).unwrap_or(&0);
        Clock { off_ms: days * DAY_MS as i64, zone_minutes }
    }

    /// Some record that a phone may know on a day: of one of its villages, made before, hot ones
    /// more often, never its own unless it is alone.
    pub(super) fn known_record(&self, phone: usize, day: usize, dice: &mut Dice) -> Option<Record> {
        let mine = &self.phones[phone].communities;
        for _ in 0..8 {
            let home = dice.pick(mine)?;
            let (_, members) = self.villages.iter().find(|(name, _)| name == home)?;
            let other = *dice.pick(members)?;
            let made = self.share(other) * day / (DAYS - 1);
            // Four in ten edits go to the first records of each phone, so that many hands meet.
            let reach = if dice.percent(40) { made.min(3) } else { made };
            let record = Record { phone: other, number: dice.below(reach) };
            let known = other != phone || members.len() == 1;
            if made > 0 && known && mine.iter().any(|c| c == self.community(record)) {
                return Some(record);
            }
        }
        None
    }
}

/// A time-ordered UUID.
pub(super) fn uuid_v7(ms: u64, dice: &mut Dice) -> Uuid {
    Builder::from_unix_timestamp_millis(ms, &dice.bytes()).into_uuid()
}

impl Clock {
    /// What the phone takes for the time, in milliseconds since 1970.
    pub(super) fn believes(&self, now_ms: u64) -> u64 {
        now_ms.saturating_add_signed(self.off_ms)
    }

    /// The same as RFC 3339 with the phone's offset.
    pub(super) fn stamp(&self, now_ms: u64) -> String {
        let stamp = jiff::Timestamp::from_millisecond(self.believes(now_ms) as i64);
        let offset = jiff::tz::Offset::from_seconds(self.zone_minutes * 60);
        match (stamp, offset) {
            (Ok(stamp), Ok(offset)) => stamp.display_with_offset(offset).to_string(),
            _ => "2026-11-02T05:00:00Z".to_owned(),
        }
    }
}
