//! Tokens: words, numbers and punctuation, each with its byte range.

use crate::fold::{digit, is_arabic_letter, is_ignorable};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters (Arabic or other), marks and tatweel; «مقتـ.ـل» is one word.
    Word,
    /// Digits, with decimal or grouping marks between them («1,200», «12.7», «١٢٫٧»).
    Number,
    /// One character that is neither letter, digit nor white space.
    Punct,
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// First byte.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// The characters themselves.
    pub text: &'t str,
    /// What it is.
    pub kind: TokenKind,
}

/// Cuts `text` into tokens; white space and stray controls are left out. Letters and
/// digits that touch are cut apart («ال29» is «ال», «29»).
#[must_use]
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::with_capacity(text.len() / 8);
    let bytes = text.len();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let width = c.len_utf8();
        if c.is_whitespace() || (is_ignorable(c) && c != '\u{0640}') {
            at += width;
            continue;
        }
        let start = at;
        let kind = if digit(c).is_some() {
            at = number_end(text, at);
            TokenKind::Number
        } else if is_arabic_letter(c) || c == '\u{0640}' || c.is_alphabetic() {
            at = word_end(text, at);
            TokenKind::Word
        } else {
            at += width;
            TokenKind::Punct
        };
        found.push(Token {
            start,
            end: at,
            text: &text[start..at],
            kind,
        });
        debug_assert!(at <= bytes);
    }
    found
}

fn number_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut rest = text[start..].char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if digit(c).is_some() {
            end = start + at + c.len_utf8();
        } else if matches!(c, '.' | ',' | '٫' | '٬')
            && rest.peek().is_some_and(|&(_, d)| digit(d).is_some())
        {
        } else {
            break;
        }
    }
    end
}

/// Signs put between the letters of a word to dodge filters.
fn is_dodge(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | '،' | '·' | '•' | '*' | '-' | '_' | '/' | '~' | '|'
    )
}

fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut before = ' ';
    let mut rest = text[start..].char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        // the usual letters first: asking Unicode is slow
        if is_arabic_letter(c) || is_ignorable(c) || c.is_alphabetic() {
            // marks at a word's end belong to it, direction controls do not
            if !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
            {
                end = start + at + c.len_utf8();
                before = c;
            }
        } else if is_dodge(c) {
            // «مقتـ.ـل», «داعـ،ش»: a tatweel on one side at least, a letter or tatweel on the other
            let after = rest.peek().map_or(' ', |&(_, d)| d);
            let joins = (before == '\u{0640}' && (is_arabic_letter(after) || after == '\u{0640}'))
                || (after == '\u{0640}' && is_arabic_letter(before));
            if !joins {
                break;
            }
        } else {
            break;
        }
    }
    end
}

impl Token<'_> {
    /// The folded form, signs between letters («مقتـ.ـل») left out.
    #[must_use]
    pub fn folded(&self) -> String {
        let mut folded = crate::fold(self.text);
        if self.kind == TokenKind::Word {
            folded.retain(|c| !is_dodge(c));
        }
        folded
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn words_numbers_and_signs() {
        assert_eq!(
            cut("قُتل 12.7% من «الوفد»، و1,200 آخرون."),
            [
                "قُتل",
                "12.7",
                "%",
                "من",
                "«",
                "الوفد",
                "»",
                "،",
                "و",
                "1,200",
                "آخرون",
                "."
            ]
        );
        assert_eq!(cut("١٢٫٧ و۱۲"), ["١٢٫٧", "و", "۱۲"]);
        assert_eq!(cut("12٣ 5."), ["12٣", "5", "."]);
        assert_eq!(cut("ال29 الـ35"), ["ال", "29", "الـ", "35"]);
        assert_eq!(cut("  \u{200F}\u{A0}\n"), Vec::<&str>::new());
    }

    #[test]
    fn words_written_to_dodge_filters_are_whole() {
        for (dodged, plain) in [
            ("مقتـ.ـل", "مقتل"),
            ("قـ.ـصـ.ـف", "قصف"),
            ("داعـ،ش", "داعش"),
            ("انفجـ*ـار", "انفجار"),
            ("ق/ـتل", "قتل"),
        ] {
            let found = tokens(dodged);
            assert_eq!(found.len(), 1, "{dodged}");
            assert_eq!((found[0].text, found[0].folded().as_str()), (dodged, plain));
        }
        assert_eq!(cut("حلب.دمشق"), ["حلب", ".", "دمشق"]);
        assert_eq!(cut("سنـ.."), ["سنـ", ".", "."]);
    }

    #[test]
    fn marks_stay_with_their_word_and_direction_marks_do_not() {
        assert_eq!(
            cut("\u{202B}قُتِلَ\u{202C} مــن \u{200F}هـ\u{200F} ﻣﻘﺘﻞ"),
            ["قُتِلَ", "مــن", "هـ", "ﻣﻘﺘﻞ"]
        );
        assert_eq!(cut("من\u{200F}هم"), ["من\u{200F}هم"]);
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_quote_the_text(text in "[\u{0600}-\u{06FF}\u{0640}.,*/ 0-9٠\u{200F}a\n]{0,80}|\\PC{0,60}") {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(token.start >= last && token.start < token.end);
                prop_assert_eq!(text.get(token.start..token.end), Some(token.text));
                let gap = &text[last..token.start];
                prop_assert!(gap.chars().all(|c| c.is_whitespace() || is_ignorable(c)), "left out: {:?}", gap);
                last = token.end;
            }
            prop_assert!(text[last..].chars().all(|c| c.is_whitespace() || is_ignorable(c)));
        }
    }
}
