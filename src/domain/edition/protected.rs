//! A table as each audience may have it, and what is remembered of it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::disclosure::{
    Audience, Cube, Edition as Released, Failure, Key, Memory, Offer, Report, Rules, Shown,
};

/// One edition's table as partners and as everybody may have it. Everybody gets what partners get, or
/// less: so partners, who have the public editions as well, learn nothing from those. Both are planned
/// for every edition, whoever it is for: what one audience was shown counts for all that come later.
///
/// It holds true counts and never leaves the node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Protected {
    partner: Released,
    public: Released,
}

impl Protected {
    /// Decides what of a table may be shown after all `earlier` ones of the dataset, in their order.
    /// `offered` says which cells the table has, `agreed` which communities agreed to be named with
    /// sensitive figures.
    ///
    /// # Errors
    /// When that cannot be proved safe.
    pub fn of(
        earlier: &[Self],
        cube: Cube,
        offered: impl Fn(&Key) -> bool,
        agreed: &BTreeSet<String>,
    ) -> Result<Self, Failure> {
        let (mut of_partner, mut of_public) = (Memory::default(), Memory::default());
        for edition in earlier {
            of_partner.remember(edition.partner.clone());
            of_public.remember(edition.public.clone());
        }
        let rules = Rules::of(Audience::Partner);
        let partner = of_partner.plan(cube.clone(), &offered, &rules, agreed)?;
        let shown = partner.shown();
        let offer = |key: &Key| match (offered(key), shown.contains(key)) {
            (false, _) => Offer::Absent,
            (true, false) => Offer::Withheld,
            (true, true) => Offer::Open,
        };
        let rules = Rules::of(Audience::Public);
        let public = of_public.plan_offers(cube, offer, &rules, agreed)?;
        Ok(Self { partner, public })
    }

    fn of_audience(&self, audience: Audience) -> Option<&Released> {
        match audience {
            Audience::Public => Some(&self.public),
            Audience::Partner => Some(&self.partner),
            Audience::Restricted => None,
        }
    }

    /// What an audience is shown: each cell that the table has. Stewards see every count.
    pub fn cells(&self, audience: Audience) -> Vec<(Key, Shown)> {
        match self.of_audience(audience) {
            Some(released) => released.cells().collect(),
            None => self.partner.open_cells().collect(),
        }
    }

    /// What disclosure control did for an audience; nothing for stewards.
    pub fn report(&self, audience: Audience) -> Option<Report> {
        self.of_audience(audience).map(Released::report)
    }

    /// Whether it fits together: what was kept may be damaged.
    pub fn is_whole(&self) -> bool {
        self.partner.is_whole() && self.public.is_whole()
    }
}
