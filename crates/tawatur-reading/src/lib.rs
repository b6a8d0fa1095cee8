//! A document read into claims.

pub mod phrase;
pub mod realis;
pub mod sentence;
pub mod trigger;
