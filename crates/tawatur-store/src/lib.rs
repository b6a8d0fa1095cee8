//! The embedded store: one folder with an SQLite database and the raw bytes.
//!
//! In: [`Entry`]s, each a [`Capture`] (raw bytes kept by [`Blobs`], named by their
//! SHA-256) with the reading of one document in it. Out: the same again by id, by filter,
//! by folded search; and [`Store::verify`], which re-hashes everything.
//!
//! **Safe against `kill -9`.** Bytes are on the disk before a row speaks of them, rows come
//! in transactions, and what is on the disk when a call returns stays there. A document is
//! known by the hash of its bytes and its id, so that adding again adds what is missing.
//!
//! No network; the only clock is the capture time.

// what comes from outside must never meet one of these; tests may use them
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod add;
mod blobs;
mod error;
pub mod evidence;
mod read;
mod schema;
mod search;
mod store;
#[cfg(test)]
mod tests;
mod verify;
mod words;

pub use add::{Capture, Entry, Outcome, RunInfo, now};
pub use blobs::{Blobs, sha256};
pub use error::StoreError;
pub use read::{CaptureRow, ClaimFilter, Name, NameField, ProblemRow, RunRow, StoredClaim, Totals};
pub use search::{Hit, Snippet};
pub use store::{Store, TABLES, is_store};
pub use verify::{Check, Verification};
