//! Claims of documents become events, with the origins that they rest on.
//!
//! In: readings. Out: [`Event`]s. This version takes one event a document-level event: it
//! merges nothing across documents, and so its origins are those of one document. Claims
//! of kind event and state form events, whatever their realis; speech alone forms none.

// what comes from outside must never meet one of these; tests may use them
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod event;
mod origin;
#[cfg(test)]
mod tests;

pub use event::{document_events, event_id, events};
pub use tawatur_record::Event;
