//! Sentences of our own, one construction each.
