use std::path::PathBuf;

/// Why the store could not do what was asked; every message says which folder or file
/// and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no store there.
    #[error(
        "{0} is no tawatur store: make one with “tawatur --store {0} init”, or give another folder"
    )]
    NoStore(PathBuf),
    /// The folder holds other things.
    #[error(
        "{0} is not empty and no tawatur store: give an empty folder or one that does not exist yet"
    )]
    NotEmpty(PathBuf),
    /// Made by a later version.
    #[error(
        "the store {folder} was written by a later version of tawatur (its format is {found}, this program reads up to {known}): use the later version"
    )]
    Newer {
        /// The store's folder.
        folder: PathBuf,
        /// Its format.
        found: i64,
        /// The latest format we know.
        known: i64,
    },
    /// Somebody else is writing.
    #[error("another tawatur is adding to the store {0}: wait until it has ended, then try again")]
    Busy(PathBuf),
    /// A file of the store could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The bytes under a hash are not the bytes that were kept.
    #[error(
        "the kept bytes {sha256} are damaged: {reason}; run “tawatur verify” to see all that is"
    )]
    Damaged {
        /// The hash they are kept under.
        sha256: String,
        /// What is wrong.
        reason: String,
    },
    /// A row that does not say what its column promises.
    #[error(
        "the store's row {row} cannot be read: {reason}; run “tawatur verify” to see all that is wrong"
    )]
    Row {
        /// Which row.
        row: String,
        /// What is wrong.
        reason: String,
    },
    /// The words asked for leave nothing to look for.
    #[error("“{0}” has no letter and no digit in it: give a word to look for")]
    EmptyQuery(String),
    /// SQLite says no.
    #[error("the store's database: {0}")]
    Database(#[from] rusqlite::Error),
}

impl StoreError {
    pub(crate) fn file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::File {
            path: path.to_path_buf(),
            source,
        }
    }
}
