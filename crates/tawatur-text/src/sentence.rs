//! Sentences of Arabic news.

use std::ops::Range;

/// Cuts `text` into sentences: byte ranges without the white space around them, in order,
/// none empty. Lines end sentences; so do `.` `!` `?` `؟` `…` where they end one.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut push = |start: usize, end: usize| {
        let piece = &text[start..end];
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let from = start + (piece.len() - piece.trim_start().len());
            found.push(from..from + trimmed.len());
        }
    };
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = at + c.len_utf8();
        let ends = match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => true,
            '!' | '?' | '؟' | '…' => chars.peek().is_none_or(|&(_, d)| d.is_whitespace()),
            '.' => chars.peek().is_none_or(|&(_, d)| d.is_whitespace()),
            _ => false,
        };
        if ends {
            push(start, next);
            start = next;
        }
    }
    push(start, text.len());
    found
}
