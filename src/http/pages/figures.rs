//! What a community and an area have in common: who was asked, what they asked for, how sure it is.

use super::asked::{AskedBy, asked};
use super::choices::Choices;
use super::filters::{Filters, filters};
use super::needs::{NeedRow, everybody, legend, longest, needs, scale};
use crate::charts;
use crate::domain::catalogue::Catalogue;
use crate::domain::needs::{Filter, NeedsReport};
use crate::i18n::Texts;

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
    /// Its questionnaires.
    pub choices: &'a Choices,
    /// What was asked for of the report.
    pub filter: &'a Filter,
    /// The report.
    pub report: &'a NeedsReport,
}

impl<'a> Figures<'a> {
    /// Puts the figures into words.
    pub fn of(source: &Source<'a>, t: &'a Texts) -> Self {
        let Source { place, day, catalogue, choices, filter, report } = *source;
        let taxonomy = &catalogue.taxonomy;
        Self {
            t,
            day: day.parse().map_or_else(|_| day.to_owned(), |day| t.date(day)),
            report,
            asked: asked(report, choices, t),
            needs: needs(report, taxonomy, t),
            scale: scale(place, t),
            legend: legend(report, taxonomy, t),
            filters: filters(filter, choices, taxonomy, t),
        }
    }

    /// Whether everybody there is was asked.
    pub fn everybody(&self) -> bool {
        everybody(self.report)
    }

    /// Whether so few answered that a few more could change the order.
    pub fn few(&self) -> bool {
        self.report.respondents < FEW && !self.everybody()
    }

    /// The needs that have a bar; the others stand in the table alone.
    pub fn longest(&self) -> &[NeedRow] {
        let named: Vec<u64> = self.report.needs.iter().map(|need| need.named).collect();
        &self.needs[..longest(&named)]
    }

    /// The stripes and dots of the bars.
    pub fn definitions(&self) -> String {
        charts::definitions()
    }
}
