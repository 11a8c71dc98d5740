//! What a community and an area have in common: who was asked, what they asked for, how sure it is.

use super::asked::{AskedBy, asked};
use super::choices::Choices;
use super::filters::{ALL, Filters, check, filters};
use super::needs::{NeedRow, everybody, legend, longest, needs, scale};
use super::round::{RoundWords, words};
use crate::charts;
use crate::domain::access::Person;
use crate::domain::catalogue::Catalogue;
use crate::domain::ids::RoundId;
use crate::domain::needs::NeedsReport;
use crate::domain::round::Round;
use crate::http::failure::Failure;
use crate::i18n::Texts;
use crate::service::needs::{Asking, needs as read_needs};
use crate::service::scope::Scope;
use crate::service::{Services, rounds};

/// Fewer respondents than this, and a few more could change the order.
const FEW: u64 = 25;

/// The figures of a page, ready to read.
pub struct Figures<'a> {
    /// The messages.
    pub t: &'a Texts,
    /// The day of the figures, in words.
    pub day: String,
    /// The figures as they are.
    pub report: &'a NeedsReport,
    /// How people were chosen, and what that lets one say.
    pub round: RoundWords,
    /// Who was asked.
    pub asked: Vec<AskedBy>,
    /// What they asked for.
    pub needs: Vec<NeedRow>,
    /// The scale of the chart.
    pub scale: String,
    /// Patterns, each with what it stands for.
    pub legend: Vec<(String, String)>,
    /// The form to choose some of the people.
    pub filters: Filters,
}

/// What the figures of a place are made of.
pub struct Source<'a> {
    /// The name of the place.
    pub place: &'a str,
    /// The day of the figures, `YYYY-MM-DD`.
    pub day: &'a str,
    /// The reference data.
    pub catalogue: &'a Catalogue,
    /// What was found.
    pub found: &'a Found,
}

/// What a page has to say of a place.
pub struct Found {
    /// Its questionnaires.
    pub choices: Choices,
    /// What was asked for of the report.
    pub question: Asking,
    /// The rounds that are held there, the newest first.
    pub rounds: Vec<Round>,
    /// The report.
    pub report: NeedsReport,
}

impl Found {
    /// Reads it. Who names no round and no days is shown the newest round that has begun: figures of
    /// all rounds together stand for nobody.
    pub async fn of(
        services: &Services,
        person: &Person,
        scope: &Scope,
        question: Asking,
    ) -> Result<Self, Failure> {
        let choices = Choices::of(&scope.catalogue);
        check(&question.filter, &choices, &scope.catalogue.taxonomy)?;
        let rounds = rounds::of(services, scope).await?;
        let today = services.today();
        let dated = question.filter.from.is_some() || question.filter.to.is_some();
        let newest = rounds.iter().find(|round| round.from <= today && !dated);
        let round = match question.round {
            Some(all) if all.as_str() == ALL => None,
            Some(id) => Some(id),
            None => newest.map(|round| round.id.clone()),
        };
        let question = Asking { round, ..question };
        let report = read_needs(services, person, scope, &question).await?;
        Ok(Self { choices, question, rounds, report })
    }

    /// The round that is shown.
    pub fn round(&self) -> Option<&RoundId> {
        self.question.round.as_ref()
    }
}

impl<'a> Figures<'a> {
    /// Puts the figures into words.
    pub fn of(source: &Source<'a>, t: &'a Texts) -> Self {
        let Source { place, day, catalogue, found } = *source;
        let Found { choices, report, .. } = found;
        let taxonomy = &catalogue.taxonomy;
        Self {
            t,
            day: day.parse().map_or_else(|_| day.to_owned(), |day| t.date(day)),
            report,
            round: words(report, catalogue, choices, t),
            asked: asked(report, choices, t),
            needs: needs(report, taxonomy, t),
            scale: scale(place, t),
            legend: legend(report, taxonomy, t),
            filters: filters(found, taxonomy, t),
        }
    }

    /// Whether everybody there is was asked.
    pub fn everybody(&self) -> bool {
        everybody(self.report)
    }

    /// Whether the table has a column for ranges.
    pub fn ranges(&self) -> bool {
        !self.everybody() && self.round.shares
    }

    /// Whether so few answered that a few more could change the order.
    pub fn few(&self) -> bool {
        self.report.respondents < FEW && !self.everybody()
    }

    /// The needs that have a bar; the others stand in the table alone.
    pub fn longest(&self) -> &[NeedRow] {
        let leads: Vec<u64> = self.needs.iter().map(|need| need.lead).collect();
        &self.needs[..longest(&leads)]
    }

    /// The stripes and dots of the bars.
    pub fn definitions(&self) -> String {
        charts::definitions()
    }
}
