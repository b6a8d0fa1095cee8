//! The text layer: every span quotes the text, nothing is left out, maps lead there and back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tawatur_text::edtf::Edtf;
use tawatur_text::fold::is_ignorable;
use tawatur_text::{CodePoints, Folded, clitics, fold, numeral, sentence, token};

fuzz_target!(|bytes: &[u8]| {
    let text = &*String::from_utf8_lossy(bytes);

    let folded = Folded::new(text);
    assert_eq!(folded.text(), fold(text));
    assert_eq!(
        fold(folded.text()),
        folded.text(),
        "folding twice is folding once"
    );
    let there = folded.to_folded(0..text.len());
    assert_eq!(there, 0..folded.text().len());
    assert!(text.get(folded.to_raw(there)).is_some());

    let tokens = token::tokens(text);
    let mut last = 0;
    for token in &tokens {
        assert_eq!(text.get(token.start..token.end), Some(token.text));
        let gap = text.get(last..token.start);
        assert!(gap.is_some_and(|g| g.chars().all(|c| c.is_whitespace() || is_ignorable(c))));
        last = token.end;
        let word = token.folded();
        for split in clitics::splits(&word).iter().take(8) {
            assert!(split.taken <= word.chars().count());
        }
        let known = folded.to_raw(folded.to_folded(token.start..token.end));
        assert!(text.get(known).is_some());
    }

    let mut last = 0;
    for range in sentence::sentences(text) {
        assert!(range.start >= last && range.start < range.end);
        assert!(
            text.get(last..range.start)
                .is_some_and(|gap| gap.trim().is_empty())
        );
        assert!(text.get(range.clone()).is_some_and(|s| s.trim() == s));
        last = range.end;
    }
    assert!(text.get(last..).is_some_and(|rest| rest.trim().is_empty()));

    let mut last = 0;
    for number in numeral::numbers(&tokens) {
        assert!(number.tokens.start >= last && number.tokens.end <= tokens.len());
        assert!(
            text.get(number.start..number.end)
                .is_some_and(|quote| !quote.is_empty())
        );
        assert!(number.value.as_f64().is_finite());
        last = number.tokens.end;
    }

    let points = CodePoints::new(text);
    for (index, (at, _)) in text.char_indices().enumerate().step_by(7) {
        assert_eq!(points.of_byte(text, at), index);
        assert_eq!(points.to_byte(text, index), at);
    }

    if let Ok(value) = text.parse::<Edtf>() {
        assert_eq!(value.to_string().parse(), Ok(value));
    }
});
