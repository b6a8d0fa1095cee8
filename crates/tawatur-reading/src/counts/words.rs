//! The words of a sentence, each with what the table says of it.

use std::ops::Range;

use tawatur_text::clitics::{ENCLITICS, proclitics};
use tawatur_text::fold::raw_prefix;
use tawatur_text::{Token, TokenKind};

use super::table::{Class, CountTable, Entry, Phrase};

/// A token and its readings.
#[derive(Debug)]
pub(super) struct Word<'a> {
    pub(super) kind: TokenKind,
    /// Bytes within the sentence, proclitics left out.
    pub(super) span: Range<usize>,
    pub(super) text: &'a str,
    /// First byte of the token within the sentence.
    pub(super) start: usize,
    pub(super) folded: String,
    /// Its proclitics, folded.
    pub(super) lead: String,
    /// Without proclitics, article kept.
    pub(super) rest: String,
    pub(super) definite: bool,
    /// Carries a pronoun.
    pub(super) owned: bool,
    pub(super) entries: Vec<&'a Entry>,
}

impl Word<'_> {
    /// Its bytes without its first `taken` folded characters.
    pub(super) fn span_after(&self, taken: usize) -> Range<usize> {
        self.start + raw_prefix(self.text, taken)..self.span.end
    }

    /// The first entry of a class.
    pub(super) fn get(&self, class: Class) -> Option<&Entry> {
        self.entries.iter().copied().find(|e| e.class == class)
    }

    pub(super) fn is(&self, class: Class) -> bool {
        self.get(class).is_some()
    }

    /// A thing and nothing else: «مقاتلة» may be either.
    pub(super) fn is_thing(&self) -> bool {
        self.is(Class::Thing) && !self.is(Class::Person) && !self.is(Class::Noun)
    }

    pub(super) fn is_sign(&self, signs: &[char]) -> bool {
        self.kind == TokenKind::Punct && self.folded.starts_with(signs)
    }

    /// Written with ه where its feminine has ة: «طفله» is his child, or a child.
    pub(super) fn maybe_owned(&self) -> bool {
        self.folded.ends_with('ه')
            && self
                .text
                .trim_end_matches(tawatur_text::fold::is_ignorable)
                .ends_with('ه')
    }

    /// و or ف is written onto it, or it is a lone و.
    pub(super) fn joins(&self) -> bool {
        self.lead.starts_with('و') || self.folded == "و"
    }

    /// It has a proclitic, or is unknown and looks it: «بجروح», «لإصابتهم».
    pub(super) fn clings(&self) -> bool {
        !self.lead.is_empty()
            || self.entries.is_empty() && self.folded.starts_with(['ب', 'ل', 'و', 'ف'])
    }

    /// A preposition written onto it.
    pub(super) fn bound(&self) -> Option<char> {
        self.lead
            .chars()
            .last()
            .filter(|c| matches!(c, 'ب' | 'ل' | 'ك'))
    }
}

/// Reads the words of one sentence.
pub(super) fn words<'a>(tokens: &[Token<'a>], table: &'a CountTable) -> Vec<Word<'a>> {
    tokens.iter().map(|token| word(token, table)).collect()
}

fn word<'a>(token: &Token<'a>, table: &'a CountTable) -> Word<'a> {
    let folded = token.folded();
    let mut best: Option<(usize, bool, bool, &[usize])> = None;
    if token.kind == TokenKind::Word {
        let known = |word: &str| {
            let found = table.word(word);
            (!found.is_empty()).then_some(found)
        };
        'ways: for (taken, rest) in proclitics(&folded) {
            // «للجرحى» leaves «لجرحى»: the article without its alef
            let after_lam = rest
                .strip_prefix('ل')
                .filter(|_| taken > 0 && folded.chars().nth(taken - 1) == Some('ل'));
            let article = rest.strip_prefix("ال").or(after_lam);
            let future = rest.strip_prefix('س').filter(|r| r.starts_with(['ي', 'ت']));
            for (form, definite) in [(Some(rest), false), (article, true), (future, false)] {
                let Some(form) = form else { continue };
                // two letters are a word of their own only after و («وفر»)
                if form.chars().count() < 3 && (taken > 1 || taken == 1 && !folded.starts_with('و'))
                {
                    continue;
                }
                if let Some(found) = known(form) {
                    best = Some((taken, definite, false, found));
                    break 'ways;
                }
                if definite {
                    continue;
                }
                for enclitic in ENCLITICS {
                    // «إجمالية» carries no pronoun
                    if *enclitic == "ه" && token.text.ends_with('ة') {
                        continue;
                    }
                    let Some(stem) = form
                        .strip_suffix(enclitic)
                        .filter(|s| s.chars().count() >= 3)
                    else {
                        continue;
                    };
                    // «جثتهم», «اعتقلوهم»
                    let open = stem.strip_suffix('ت').map(|s| format!("{s}ه"));
                    let plural = stem.strip_suffix('و').map(|s| format!("{s}وا"));
                    let found = known(stem)
                        .or_else(|| open.as_deref().and_then(known))
                        .or_else(|| plural.as_deref().and_then(known));
                    if let Some(found) = found {
                        best = Some((taken, false, true, found));
                        break 'ways;
                    }
                }
            }
        }
    }
    let (taken, definite, owned, found) = best.unwrap_or_else(|| unknown(&folded));
    let lead: String = folded.chars().take(taken).collect();
    let rest: String = folded.chars().skip(taken).collect();
    // «التأم» is a verb, not a noun with the article
    let verb = best.is_some()
        && found
            .iter()
            .filter_map(|&i| table.entry(i))
            .any(|e| e.class == Class::Verb);
    let definite = definite || rest.starts_with("ال") && !verb;
    Word {
        kind: token.kind,
        text: token.text,
        start: token.start,
        span: token.start + raw_prefix(token.text, taken)..token.end,
        lead,
        rest,
        definite,
        owned,
        entries: found.iter().filter_map(|&i| table.entry(i)).collect(),
        folded,
    }
}

/// How a word that the table does not know is cut: only what cannot be otherwise, its
/// conjunction or preposition before the article.
fn unknown(folded: &str) -> (usize, bool, bool, &'static [usize]) {
    let cut =
        proclitics(folded).find(|(_, rest)| rest.starts_with("ال") && rest.chars().count() > 4);
    (cut.map_or(0, |(taken, _)| taken), false, false, &[])
}

/// The phrase that begins at word `at`, longest first, and the index after it.
pub(super) fn phrase_at(
    words: &[Word<'_>],
    at: usize,
    table: &CountTable,
) -> Option<(Phrase, usize)> {
    phrase_taken(words, at, table).map(|(phrase, next, _)| (phrase, next))
}

/// Like [`phrase_at`], with the number of folded characters of proclitics before the phrase.
pub(super) fn phrase_taken(
    words: &[Word<'_>],
    at: usize,
    table: &CountTable,
) -> Option<(Phrase, usize, usize)> {
    let first = words.get(at).filter(|w| w.kind == TokenKind::Word)?;
    proclitics(&first.folded).find_map(|(taken, rest)| {
        table.phrases(rest).iter().find_map(|(phrase, what)| {
            let ends = at + phrase.len();
            let matches = words
                .get(at + 1..ends)?
                .iter()
                .zip(phrase.iter().skip(1))
                .all(|(w, p)| w.folded == *p);
            matches.then_some((*what, ends, taken))
        })
    })
}

/// The first word of a phrase of `list` that ends right before word `at`, and the folded
/// characters of proclitics before it.
pub(super) fn phrase_before<'p, T>(
    words: &[Word<'_>],
    at: usize,
    list: impl Iterator<Item = (&'p Vec<String>, T)>,
) -> Option<(usize, usize, T)> {
    for (phrase, what) in list {
        let Some(start) = at.checked_sub(phrase.len()) else {
            continue;
        };
        let Some((first, others)) = words.get(start..at).and_then(<[_]>::split_first) else {
            continue;
        };
        let Some((head, tail)) = phrase.split_first() else {
            continue;
        };
        if !others.iter().zip(tail).all(|(w, p)| w.folded == *p) {
            continue;
        }
        if let Some((taken, _)) = proclitics(&first.folded).find(|(_, rest)| rest == head) {
            return Some((start, taken, what));
        }
    }
    None
}
