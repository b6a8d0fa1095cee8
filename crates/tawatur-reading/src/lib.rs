//! A document read into claims.
//!
//! In: a [`tawatur_record::Document`]. Out: a [`tawatur_record::Reading`]: its claims with
//! parties, times, places, chains of sources, realis, counts and wording, each with the
//! span that it came from. Pure: no store, no network, no clock. This version works by
//! tables (`lexicons/`, `gazetteer/`) and rules over them.
//!
//! The order in which a document is read: `sentence` (words with what the lexicon says),
//! `mention` (names), `trigger` (what names an event), `realis`, `attribution` (who says
//! so), `counts`, then `claims` puts them together with `roles`, `place`, `wording`, and
//! `event` groups them.

// what comes from outside must never meet one of these; tests may use them
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

pub mod attribution;
mod claims;
pub mod clause;
pub mod codes;
mod coreference;
pub mod counts;
mod event;
pub mod hints;
pub mod mention;
mod office;
pub mod phrase;
pub mod place;
mod reader;
pub mod realis;
mod resolve;
pub mod roles;
pub mod sentence;
pub mod tables;
pub mod trigger;
pub mod wording;

pub use reader::{PlacedName, PlacedPoint, Reader, ReaderError, time_table};
