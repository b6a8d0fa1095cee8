//! A model's `pieces.tsv`: no bytes break its reader, and any vocabulary that it takes cuts
//! any word into one to eight pieces of its own. The first line is the word.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tawatur_language::files;

fuzz_target!(|bytes: &[u8]| {
    let at = bytes
        .iter()
        .position(|&b| b == b'\n')
        .unwrap_or(bytes.len());
    let (word, table) = bytes.split_at(at);
    let table = table.get(1..).unwrap_or_default();
    let word = &*String::from_utf8_lossy(word);
    let all = &*String::from_utf8_lossy(table);
    match files::pieces(table, &[word, all, ""]) {
        Ok(cuts) => {
            let lines = all.lines().count();
            for cut in cuts {
                assert!((1..=8).contains(&cut.len()));
                for id in cut {
                    assert!(usize::try_from(id).is_ok_and(|id| id < lines));
                }
            }
        }
        Err(error) => assert!(error.to_string().starts_with("pieces.tsv: ")),
    }
});
