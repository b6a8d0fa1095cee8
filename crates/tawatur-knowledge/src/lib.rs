//! What the program knows beforehand: lexicons, gazetteer, actors, loaded from tables.
//!
//! In: TSV tables, embedded in the program or from a user's folder on top of them.
//! Out: look-ups by folded word. Every table is checked when it is loaded; an error
//! names the file and the line. Nothing here reads a document.

// what comes from outside must never meet one of these; tests may use them
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

pub mod actors;
pub mod entities;
pub mod gazetteer;
pub mod inflect;
mod joined;
pub mod lexicon;
pub mod listed;
pub mod names;
pub mod offices;
pub mod table;

pub use lexicon::Lexicon;
pub use table::KnowledgeError;
