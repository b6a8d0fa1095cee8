//! What can be wrong with a model or a run of it.

use std::path::PathBuf;

/// Why the language engine cannot work.
#[derive(Debug, thiserror::Error)]
pub enum LanguageError {
    /// No folder with the model that was asked for.
    #[error(
        "the model «{name}» was not found. Looked in: {}. Put its folder into one of them, or name it with --model FOLDER",
        looked.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
    )]
    NotFound {
        /// The model's name.
        name: String,
        /// The folders that were looked in.
        looked: Vec<PathBuf>,
    },
    /// A file of the model cannot be read.
    #[error("{}: cannot be read: {source}. A model is a folder with encoder.onnx, labels.json, pieces.tsv and SHA256SUMS", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not the one that the model was made with.
    #[error(
        "{file}: damaged or altered: its SHA-256 is {found}, SHA256SUMS says {wanted}. Copy the model's folder again"
    )]
    Damaged {
        /// The file's name.
        file: String,
        /// What SHA256SUMS says.
        wanted: String,
        /// What it is.
        found: String,
    },
    /// The files are whole but not a model for this version of the program.
    #[error(
        "{file}: {reason}. This model does not fit this version of the program; take the one that came with it"
    )]
    Unfit {
        /// The file's name.
        file: String,
        /// What is wrong, with the line where there is one.
        reason: String,
    },
    /// The encoder failed on a batch.
    #[error("the encoder failed: {0}")]
    Run(String),
}
