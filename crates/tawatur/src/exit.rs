//! Exit statuses; `docs/exit-codes.md` says the same to users.

use std::io::ErrorKind;
use std::process::ExitCode;

use tawatur_store::StoreError;

/// What every `--help` ends with.
pub(crate) const HELP: &str = "\
Exit status:
  0  done (also where single documents could not be read: see standard error and “problems”)
  1  something is wrong with what was looked at: verify found damage
  2  the command was not understood
  3  a store or an input file could not be read or written
  4  nothing has the id that was asked for";

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// All well.
    Done = 0,
    /// What was looked at is damaged.
    Wrong = 1,
    /// The command was not understood.
    Usage = 2,
    /// A store or input could not be read or written.
    Unreadable = 3,
    /// Nothing has that id.
    NotFound = 4,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// An error of the one who typed the command.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// The status that an error ends with.
pub(crate) fn of(error: &anyhow::Error) -> Status {
    let usage = error.chain().any(|cause| {
        cause.is::<Usage>()
            || matches!(
                cause.downcast_ref::<StoreError>(),
                Some(StoreError::EmptyQuery(_))
            )
    });
    let damaged = error.chain().any(|cause| {
        matches!(
            cause.downcast_ref::<StoreError>(),
            Some(StoreError::Damaged { .. } | StoreError::Row { .. })
        )
    });
    if usage {
        Status::Usage
    } else if damaged {
        Status::Wrong
    } else {
        Status::Unreadable
    }
}

/// True where the error says that nobody reads our output any more.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    })
}
