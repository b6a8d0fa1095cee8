use tawatur_record::Document;

/// What comes out of a file, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    clippy::large_enum_variant,
    reason = "items are handed on one at a time, never stored in bulk"
)]
pub enum Item {
    /// A document, ready to be read.
    Document(Document),
    /// A document that could not be read; it takes the document's place in the output.
    Problem(Problem),
    /// Something wrong with the document that follows, which is read all the same.
    Note(Problem),
}

/// What went wrong, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Id of the document, as given or as it would have been given.
    pub id: String,
    /// Name of the file.
    pub source: String,
    /// Line in the file, counted from 1, for JSON Lines.
    pub line: Option<usize>,
    /// What is wrong and what can be done; a sentence part that follows "the file:".
    pub reason: String,
    /// What sort of thing is wrong.
    pub kind: ProblemKind,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.source)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// What sort of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// Nothing in it.
    Empty,
    /// A folder or another thing that is no file.
    NotAFile,
    /// Cannot be opened or read.
    Unreadable,
    /// Not text.
    Binary,
    /// Over a limit of size, nodes, depth or time.
    Limit,
    /// No JSON object, or one without text.
    Json,
    /// A page without an article.
    NoArticle,
    /// The page broke a library; the rest of the run goes on.
    Broken,
    /// A value beside the text (a date) that cannot be used.
    Value,
}

impl ProblemKind {
    /// A fixed word for storing and for JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotAFile => "not_a_file",
            Self::Unreadable => "unreadable",
            Self::Binary => "binary",
            Self::Limit => "limit",
            Self::Json => "json",
            Self::NoArticle => "no_article",
            Self::Broken => "broken",
            Self::Value => "value",
        }
    }
}

/// What stops a whole file.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The publication date given beside the files is no date.
    #[error("«{0}» is no publication date; write it as 2019-12-05 (year, month, day)")]
    Published(String),
    /// The bytes could not be read to their end.
    #[error("{name} cannot be read further than line {line}: {source}")]
    Read {
        /// Name of the file.
        name: String,
        /// Last line read, counted from 1.
        line: usize,
        /// What the system said.
        source: std::io::Error,
    },
}
