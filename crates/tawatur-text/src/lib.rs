//! Arabic text: folding with an offset map, words, sentences, clitics, numerals, EDTF.
//!
//! In: a text (UTF-8). Out: byte ranges of that text and folded forms for comparing.
//! Nothing here changes a text; spans always point into what was given. Offsets are
//! bytes unless a name says code points ([`CodePoints`] converts).

// what comes from outside must never meet one of these; tests may use them
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

pub mod clitics;
pub mod edtf;
pub mod fold;
pub mod numeral;
mod offsets;
pub mod sentence;
pub mod token;

pub use fold::{Folded, fold};
pub use offsets::CodePoints;
pub use token::{Token, TokenKind};
