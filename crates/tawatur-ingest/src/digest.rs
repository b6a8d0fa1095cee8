use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Lower-case hexadecimal SHA-256 of a text's UTF-8 bytes.
pub(crate) fn sha256(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // writing into a String cannot fail
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
