//! Eyes for the reader: one small transformer encoder and its heads.
//!
//! In: a [`tawatur_record::Document`]. Out: an [`Analysis`]: its sentences cut into words,
//! each word with its clitics and part of speech, and the names in each sentence with
//! their kind. Everything carries byte ranges of the document's text.
//!
//! The encoder is an int8 graph in ONNX that [`Engine`] runs by rten, on the calling
//! thread's own one-thread pool: many callers at once share the weights and nothing that
//! is locked. The model is a folder of four files (see [`Model`]); the default one is part
//! of the program.
//!
//! The order: `fold` and `pieces` (how a word is spelt for the encoder), `windows`
//! (sentences cut and batched by length), `encoder` (the only file that knows rten),
//! `decode` (labels of words, Viterbi over the edges of names), `engine` (all together).

#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod analysis;
mod decode;
mod encoder;
mod engine;
mod error;
mod fold;
mod labels;
mod model;
mod pieces;
mod windows;

pub use analysis::{Analysis, AnalyzedSentence, AnalyzedWord, Name, Proclitics};
pub use engine::{Engine, Hints, NoHints, Options};
pub use error::LanguageError;
pub use fold::fold;
pub use labels::{NameKind, Tag};
pub use model::{ACCURATE, Model, find};
