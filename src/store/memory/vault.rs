//! Contacts.

use async_trait::async_trait;

use super::MemoryStore;
use super::state::State;
use crate::domain::ids::SubmissionId;
use crate::store::{Contact, Result, Stamp, Vault};

impl State {
    fn keep_contact(&mut self, contact: &Contact) {
        let here = self.submissions.get(&contact.submission);
        if here.is_none_or(|submission| submission.withdrawn()) {
            return;
        }
        let order = |contact: &Contact| (contact.version, contact.revision);
        let there = self.contacts.get(&contact.submission);
        if there.is_none_or(|there| order(there) < order(contact)) {
            self.contacts.insert(contact.submission, contact.clone());
        }
    }

    fn drop_contacts(&mut self, goes: impl Fn(&Contact) -> bool) -> usize {
        let before = self.contacts.len();
        self.contacts.retain(|_, contact| !goes(contact));
        before - self.contacts.len()
    }
}

#[async_trait]
impl Vault for MemoryStore {
    async fn keep_contacts(&self, contacts: &[Contact]) -> Result<()> {
        let mut state = self.open()?;
        contacts.iter().for_each(|contact| state.keep_contact(contact));
        Ok(())
    }

    async fn contact(&self, submission: SubmissionId) -> Result<Option<Contact>> {
        Ok(self.open()?.contacts.get(&submission).cloned())
    }

    async fn contacted(
        &self,
        after: Option<SubmissionId>,
        limit: usize,
    ) -> Result<Vec<SubmissionId>> {
        let state = self.open()?;
        let beyond = state.contacts.keys().filter(|id| after.is_none_or(|after| after < **id));
        Ok(beyond.take(limit).copied().collect())
    }

    async fn drop_contacts(&self, submissions: &[SubmissionId], stamp: &Stamp) -> Result<usize> {
        let entry = stamp.entry("contact.drop", format!("{} submissions", submissions.len()));
        self.change(entry, |state| {
            Ok(state.drop_contacts(|contact| submissions.contains(&contact.submission)))
        })
    }

    async fn drop_contacts_before(&self, day: i32, stamp: &Stamp) -> Result<usize> {
        let entry = stamp.entry("contact.drop", format!("before day {day}"));
        self.change(entry, |state| Ok(state.drop_contacts(|contact| contact.since < day)))
    }
}
