//! The demo world: places that the field's own sources name (`data/demo`), and the shipped form.

use crate::cli::node::{OPERATOR, said};
use crate::domain::form::Form;
use crate::domain::place::Community;
use crate::forms::tables::{read_areas, read_communities};
use crate::forms::{read_workbook, xform};
use crate::service::{Services, publish};
use crate::store::FormFiles;

const FORM: &[u8] = include_bytes!("../../../forms/asm-needs.xlsx");
const AREAS: &[u8] = include_bytes!("../../../data/demo/areas.csv");
const COMMUNITIES: &[u8] = include_bytes!("../../../data/demo/communities.csv");

/// The shipped form.
pub fn form() -> anyhow::Result<Form> {
    Ok(read_workbook(FORM)?.form)
}

/// The communities of the demo world.
pub fn communities() -> anyhow::Result<Vec<Community>> {
    Ok(read_communities(COMMUNITIES)?)
}

/// Brings the demo world to a node. Again is no matter.
pub async fn import(services: &Services) -> anyhow::Result<()> {
    publish::areas(services, &read_areas(AREAS)?, OPERATOR).await.map_err(said)?;
    publish::communities(services, &communities()?, OPERATOR).await.map_err(said)?;
    let form = form()?;
    let xform = xform::write(&form);
    let files = FormFiles { source: FORM, xform: xform.as_bytes(), ..FormFiles::default() };
    publish::form(services, &form, files, OPERATOR).await.map_err(said)?;
    Ok(())
}
