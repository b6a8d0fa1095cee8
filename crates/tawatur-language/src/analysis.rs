//! What the engine says of a document. All offsets are bytes of the document's text.

use std::ops::Range;

use crate::labels::{NameKind, Tag};

/// A document, analysed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// Its sentences, in order.
    pub sentences: Vec<AnalyzedSentence>,
}

/// A sentence of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct AnalyzedSentence {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its words, numbers and signs.
    pub words: Vec<AnalyzedWord>,
    /// The names in it, in order, none inside another.
    pub names: Vec<Name>,
}

/// A word, number or sign.
#[derive(Debug, Clone, PartialEq)]
pub struct AnalyzedWord {
    /// First byte.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// What is written onto its front.
    pub front: Proclitics,
    /// The pronoun written onto its end («ها»), empty where there is none.
    pub back: &'static str,
    /// Part of speech of its stem.
    pub tag: Tag,
    /// The model's probability of that part of speech.
    pub sure: f32,
}

/// Proclitics of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Proclitics {
    /// و or ف.
    pub conjunction: Option<char>,
    /// ب ل ك (preposition) or س (future).
    pub particle: Option<char>,
    /// Has the article; after ل only its lam is written («للجيش»).
    pub article: bool,
}

impl Proclitics {
    /// Letters that stand before the article or the stem: what a span leaves out.
    #[must_use]
    pub fn letters(self) -> usize {
        usize::from(self.conjunction.is_some()) + usize::from(self.particle.is_some())
    }
}

/// A name.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// What it names.
    pub kind: NameKind,
    /// Its words in the sentence.
    pub words: Range<usize>,
    /// Its bytes, proclitics left out.
    pub span: Range<usize>,
    /// The model's probability of its labels, the least of its words'.
    pub sure: f32,
}
