//! The types of the record: what Tawatur says of a report.
//!
//! In: nothing. Out: plain data with serde, in the shape that the program prints as
//! JSON (schema `tawatur/1`). No I/O and no text processing happens here.
//!
//! **Offsets.** Every `start` and `end` in this crate counts Unicode code points of
//! [`Document::text`], 0-based, end exclusive. The reading works in bytes and converts
//! once, when it builds these types.

// what comes from outside must never meet one of these; tests may use them
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod claim;
mod document;
mod event;
mod span;

pub use claim::{
    Actor, ActorRole, CLAIM_TYPES, Certainty, Claim, ClaimKind, Codes, Count, CountKind, Gap, Link,
    LinkKind, NameStance, Place, PlaceRole, Precision, Realis, Salience, Wording, WordingKind,
};
pub use document::{Document, Mention, MentionKind, PublishedBasis, Reading, SCHEMA, TimeMention};
pub use event::{ClaimRef, Conflict, ConflictValue, Event, EventCount, Origin};
pub use span::Quote;
