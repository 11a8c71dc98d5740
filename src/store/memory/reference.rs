//! Changes of reference data.

use std::sync::Arc;

use super::state::State;
use crate::domain::catalogue::{Catalogue, MediaFile, Reference, Stage};
use crate::domain::form::Form;
use crate::domain::ids::FormRef;
use crate::domain::item;
use crate::domain::place::{Area, Community};
use crate::domain::taxonomy::Taxonomy;
use crate::store::{FormFiles, Put, Staged};

impl State {
    pub fn put_form(&mut self, form: &Form, files: FormFiles<'_>) -> Put {
        match self.catalogue.forms.get(&form.form) {
            Some(there) if there.is_same(form) => {
                let there = self.catalogue.media.get(&form.form);
                let known = |(name, file): &(String, MediaFile)| {
                    there.is_some_and(|there| there.get(name) == Some(file))
                };
                if files.media.iter().all(known) {
                    return Put::Unchanged;
                }
                self.publish(None, |catalogue| put_media(catalogue, form, files));
                Put::Changed
            }
            Some(_) => Put::Refused,
            None => {
                self.xforms.insert(form.form.clone(), files.xform.to_vec());
                self.publish(Some(Reference::Form(form.form.clone())), |catalogue| {
                    catalogue.forms.insert(form.form.clone(), Arc::new(form.clone()));
                    catalogue.put_stage(&form.form, files.stage);
                    put_media(catalogue, form, files);
                });
                Put::Added
            }
        }
    }

    pub fn stage_form(&mut self, form: &FormRef, to: Stage) -> Staged {
        let from = self.catalogue.stage(form);
        if !self.catalogue.forms.contains_key(form) {
            return Staged::Unknown;
        }
        if from == to {
            return Staged::Unchanged;
        }
        if to == Stage::Draft {
            return Staged::NoWayBack;
        }
        if from == Stage::Draft && self.has_records(form) {
            return Staged::HasRecords;
        }
        self.publish(Some(Reference::Form(form.clone())), |catalogue| {
            catalogue.put_stage(form, to);
        });
        Staged::Moved
    }

    pub fn rename_in_form(&mut self, form: &FormRef, from: &str, to: &str) -> bool {
        let Some(there) = self.catalogue.forms.get(form) else { return false };
        let Some(renamed) = there.with_rename(from, to) else { return false };
        self.publish(Some(Reference::Form(form.clone())), |catalogue| {
            catalogue.forms.insert(form.clone(), Arc::new(renamed.clone()));
        });
        true
    }

    fn has_records(&self, form: &FormRef) -> bool {
        self.submissions.iter().any(|(id, submission)| {
            submission.revisions.iter().any(|revision| {
                revision.raw.as_ref().is_some_and(|raw| {
                    item::reread(raw, &self.catalogue, (*id, revision.version))
                        .is_ok_and(|said| said.form.as_ref() == Some(form))
                })
            })
        })
    }

    pub fn put_community(&mut self, community: &Community) -> Put {
        let done = compare(self.catalogue.communities.get(&community.id), community);
        if done != Put::Unchanged {
            self.publish(Some(Reference::Community(community.id.clone())), |catalogue| {
                catalogue.communities.insert(community.id.clone(), community.clone());
            });
        }
        done
    }

    /// Devices keep no areas: they are in no feed.
    pub fn put_area(&mut self, area: &Area) -> Put {
        let done = compare(self.catalogue.areas.get(&area.id), area);
        if done != Put::Unchanged {
            self.publish(None, |catalogue| {
                catalogue.areas.insert(area.id.clone(), area.clone());
            });
        }
        done
    }

    pub fn put_taxonomy(&mut self, taxonomy: &Taxonomy) -> Put {
        let there = &self.catalogue.taxonomy;
        let done = match there {
            there if there == taxonomy => Put::Unchanged,
            there if there.0.is_empty() => Put::Added,
            _ => Put::Changed,
        };
        if done != Put::Unchanged {
            self.publish(Some(Reference::Codes), |catalogue| {
                catalogue.taxonomy = taxonomy.clone();
            });
        }
        done
    }

    /// Replaces the catalogue by a changed copy. What was changed has one place in the order of
    /// changes: the last.
    pub fn publish(&mut self, what: Option<Reference>, change: impl FnOnce(&mut Catalogue)) {
        let mut catalogue = Catalogue::clone(&self.catalogue);
        change(&mut catalogue);
        catalogue.change = self.next_change();
        if let Some(what) = what {
            catalogue.changes.retain(|_, there| *there != what);
            catalogue.changes.insert(catalogue.change, what);
        }
        self.catalogue = Arc::new(catalogue);
    }
}

fn put_media(catalogue: &mut Catalogue, form: &Form, files: FormFiles<'_>) {
    if !files.media.is_empty() {
        let there = catalogue.media.entry(form.form.clone()).or_default();
        there.extend(files.media.iter().cloned());
    }
}

fn compare<T: PartialEq>(there: Option<&T>, new: &T) -> Put {
    match there {
        None => Put::Added,
        Some(there) if there == new => Put::Unchanged,
        Some(_) => Put::Changed,
    }
}
