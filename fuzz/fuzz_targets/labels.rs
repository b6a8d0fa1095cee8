//! A model's `labels.json`: no bytes break its reader, and no window is asked for that the
//! encoder has not.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tawatur_language::files;

fuzz_target!(|bytes: &[u8]| {
    match files::labels(bytes) {
        Ok(longest) => assert!((1..=510).contains(&longest)),
        Err(error) => assert!(error.to_string().starts_with("labels.json: ")),
    }
});
