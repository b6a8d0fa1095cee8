use serde::{Deserialize, Serialize};

/// A piece of a document's text together with where it stands.
///
/// `start` and `end` count Unicode code points of the document's text, 0-based, end
/// exclusive; `text` is exactly what stands there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// The quoted characters, unchanged.
    pub text: String,
    /// First code point of the quote.
    pub start: usize,
    /// Code point after the last one of the quote.
    pub end: usize,
}
