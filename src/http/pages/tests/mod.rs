//! Pages as functions of their views: no node, no clock.

mod community;
mod filters;
mod others;
mod world;
