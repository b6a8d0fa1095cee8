//! What the program knows beforehand: lexicons, gazetteer, actors, loaded from tables.
//!
//! In: TSV tables, embedded in the program or from a user's folder on top of them.
//! Out: look-ups by folded word. Every table is checked when it is loaded; an error
//! names the file and the line. Nothing here reads a document.

pub mod entities;
pub mod gazetteer;
pub mod inflect;
pub mod lexicon;
pub mod names;
pub mod table;

pub use lexicon::Lexicon;
pub use table::KnowledgeError;
