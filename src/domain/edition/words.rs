//! What the columns of editions are called.

use crate::domain::text::Text;

/// The words of tables, in every language that there is; the service itself speaks none.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The table of respondents.
    pub respondents: Text,
    /// The table of needs.
    pub needs: Text,
    /// Where.
    pub place: Text,
    /// What kind of place.
    pub place_kind: Text,
    /// The table of places.
    pub places: Text,
    /// The cell of the grid that a place is shown in.
    pub cell: Text,
    /// A community, as a kind of place.
    pub community: Text,
    /// Everywhere together, or all of a breakdown.
    pub all: Text,
    /// In no area of the finest kind.
    pub elsewhere: Text,
    /// Who did not say.
    pub unstated: Text,
    /// An answer that no list has.
    pub other: Text,
    /// The respondent's gender.
    pub gender: Text,
    /// The respondent's age band.
    pub age: Text,
    /// The month of the interview.
    pub month: Text,
    /// How many people were asked and answered.
    pub count: Text,
    /// The need.
    pub code: Text,
    /// How many of them named it among their first three.
    pub named: Text,
    /// Whether the figure is hidden so that nobody is exposed.
    pub hidden: Text,
    /// Needs nothing, as a code.
    pub nothing: Text,
    /// How the figures came about and what was done to them.
    pub methods: Text,
}
