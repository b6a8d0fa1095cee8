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

/// The readers of a model's files by themselves, for the fuzz targets; not for use.
#[doc(hidden)]
pub mod files {
    use crate::LanguageError;
    use crate::labels::Labels;
    use crate::pieces::Pieces;

    /// Reads the bytes of a `labels.json`; gives the pieces of a window.
    ///
    /// # Errors
    /// As [`crate::Model::open`].
    pub fn labels(bytes: &[u8]) -> Result<usize, LanguageError> {
        Labels::parse(bytes).map(|labels| labels.longest)
    }

    /// Reads the bytes of a `pieces.tsv` and cuts the words by it.
    ///
    /// # Errors
    /// As [`crate::Model::open`].
    pub fn pieces(bytes: &[u8], words: &[&str]) -> Result<Vec<Vec<i32>>, LanguageError> {
        let pieces = Pieces::parse(bytes, "pieces.tsv")?;
        Ok(words.iter().map(|word| pieces.cut(word)).collect())
    }
}
