//! A text as tokens with what the tables and the number reader say of each.

use std::ops::Range;

use tawatur_text::clitics::proclitics;
use tawatur_text::fold::raw_prefix;
use tawatur_text::numeral::{Number, NumberKind, numbers};
use tawatur_text::token::{Token, TokenKind, tokens};

use crate::entry::Entry;
use crate::table::TimeTable;

/// What is written onto the front of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    None,
    /// و or ف.
    And,
    /// ب, ل or ك, with or without a conjunction before it.
    Preposition,
}

/// A form of the tables found at a token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    pub(crate) entry: Entry,
    pub(crate) lead: Lead,
    /// Folded letters of proclitics before it.
    taken: usize,
    /// Token after its last one.
    pub(crate) end: usize,
}

pub(crate) struct Scan<'t> {
    /// Whether a line ends before each token.
    line_before: Vec<bool>,
    pub(crate) tokens: Vec<Token<'t>>,
    pub(crate) folded: Vec<String>,
    hits: Vec<Hit>,
    hits_of: Vec<Range<usize>>,
    numbers: Vec<Number>,
    number_at: Vec<Option<u32>>,
}

impl<'t> Scan<'t> {
    pub(crate) fn new(text: &'t str, table: &TimeTable) -> Self {
        let tokens = tokens(text);
        let folded: Vec<String> = tokens.iter().map(Token::folded).collect();
        let mut hits = Vec::new();
        let hits_of = (0..tokens.len())
            .map(|at| {
                let from = hits.len();
                look_up(&tokens, &folded, at, table, &mut hits);
                from..hits.len()
            })
            .collect();
        let mut before = 0;
        let line_before = tokens
            .iter()
            .map(|token| {
                let gap = text.get(before..token.start).unwrap_or_default();
                before = token.end;
                gap.contains(['\n', '\r', '\u{2028}', '\u{2029}'])
            })
            .collect();
        let numbers = numbers(&tokens);
        let mut number_at = vec![None; tokens.len()];
        for (index, number) in numbers.iter().enumerate() {
            if let Some(slot) = number_at.get_mut(number.tokens.start) {
                *slot = u32::try_from(index).ok();
            }
        }
        Self {
            line_before,
            tokens,
            folded,
            hits,
            hits_of,
            numbers,
            number_at,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// All forms found at a token, longest first.
    pub(crate) fn hits(&self, at: usize) -> &[Hit] {
        self.hits_of
            .get(at)
            .and_then(|range| self.hits.get(range.clone()))
            .unwrap_or(&[])
    }

    /// The longest form at a token that `pick` takes: what it makes of it, and the token after it.
    pub(crate) fn find<T>(
        &self,
        at: usize,
        pick: impl Fn(Entry) -> Option<T>,
    ) -> Option<(T, usize, Lead)> {
        self.hits(at)
            .iter()
            .find_map(|hit| pick(hit.entry).map(|what| (what, hit.end, hit.lead)))
    }

    /// As [`Scan::find`], where nothing is written onto the front of the word.
    pub(crate) fn bare<T>(
        &self,
        at: usize,
        pick: impl Fn(Entry) -> Option<T>,
    ) -> Option<(T, usize)> {
        self.hits(at)
            .iter()
            .filter(|hit| hit.lead == Lead::None)
            .find_map(|hit| pick(hit.entry).map(|what| (what, hit.end)))
    }

    /// The token after an entry of this very kind, nothing written onto its front.
    pub(crate) fn after(&self, at: usize, entry: Entry) -> Option<usize> {
        self.bare(at, |e| (e == entry).then_some(()))
            .map(|(_, end)| end)
    }

    pub(crate) fn has(&self, at: usize, entry: Entry) -> bool {
        self.hits(at).iter().any(|hit| hit.entry == entry)
    }

    /// The number that begins at a token.
    pub(crate) fn number(&self, at: usize) -> Option<&Number> {
        let index = (*self.number_at.get(at)?)?;
        self.numbers.get(usize::try_from(index).ok()?)
    }

    /// A whole number at a token, what is written onto its front, and the token after it;
    /// `None` for numbers too great to count days or years.
    pub(crate) fn whole(&self, at: usize) -> Option<(i32, NumberKind, Lead, usize)> {
        let number = self.number(at)?;
        let value = i32::try_from(number.value.exact()?).ok()?;
        let token = self.tokens.get(at)?;
        let lead = match token.text.get(..number.start.saturating_sub(token.start)) {
            None | Some("") => Lead::None,
            Some("و" | "ف") => Lead::And,
            Some(_) => Lead::Preposition,
        };
        Some((value, number.kind, lead, number.tokens.end))
    }

    /// As [`Scan::whole`], with a fraction where there is one («3.5»).
    pub(crate) fn measure(&self, at: usize) -> Option<(f64, NumberKind, Lead, usize)> {
        if let Some((whole, kind, lead, end)) = self.whole(at) {
            return Some((f64::from(whole), kind, lead, end));
        }
        let number = self.number(at)?;
        let value = number.value.as_f64();
        let token = self.tokens.get(at)?;
        let bare = number.start == token.start && number.value.exact().is_none();
        (bare && value < 1e6).then_some((value, number.kind, Lead::None, number.tokens.end))
    }

    /// A token that is plain digits, and how many of them.
    pub(crate) fn digits(&self, at: usize) -> Option<(i32, usize)> {
        if self.tokens.get(at)?.kind != TokenKind::Number {
            return None;
        }
        let folded = self.folded.get(at)?;
        let plain = folded.len() <= 4 && folded.bytes().all(|b| b.is_ascii_digit());
        if plain {
            folded.parse().ok().map(|n| (n, folded.len()))
        } else {
            None
        }
    }

    /// The one character of a token of punctuation.
    pub(crate) fn punct(&self, at: usize) -> Option<char> {
        let token = self.tokens.get(at).filter(|t| t.kind == TokenKind::Punct)?;
        token.text.chars().next()
    }

    pub(crate) fn is_word(&self, at: usize, folded: &str) -> bool {
        self.folded.get(at).is_some_and(|w| w == folded)
    }

    /// True where no white space stands between a token and the one before it.
    pub(crate) fn touches(&self, at: usize) -> bool {
        match (
            at.checked_sub(1).and_then(|i| self.tokens.get(i)),
            self.tokens.get(at),
        ) {
            (Some(a), Some(b)) => a.end == b.start,
            _ => false,
        }
    }

    /// True where a line ends between a token and the one before it.
    pub(crate) fn line_break(&self, at: usize) -> bool {
        self.line_before.get(at).copied().unwrap_or(false)
    }

    /// The byte where the expression that begins at a token starts: proclitics of a form or a number left out.
    pub(crate) fn start(&self, at: usize) -> usize {
        let Some(token) = self.tokens.get(at) else {
            return 0;
        };
        // «واحد وعشرين» has no proclitic, though «أحد» is a word of its own
        if let Some(number) = self.number(at)
            && number.start == token.start
        {
            return token.start;
        }
        if let Some(hit) = self.hits(at).first() {
            return token.start + raw_prefix(token.text, hit.taken).min(token.text.len());
        }
        self.number(at).map_or(token.start, |number| number.start)
    }

    /// The byte after the last token before `end`.
    pub(crate) fn end(&self, end: usize) -> usize {
        end.checked_sub(1)
            .and_then(|i| self.tokens.get(i))
            .map_or(0, |t| t.end)
    }
}

fn look_up(
    tokens: &[Token<'_>],
    folded: &[String],
    at: usize,
    table: &TimeTable,
    hits: &mut Vec<Hit>,
) {
    let (Some(token), Some(word)) = (tokens.get(at), folded.get(at)) else {
        return;
    };
    if token.kind != TokenKind::Word {
        return;
    }
    let from = hits.len();
    for (taken, rest) in proclitics(word) {
        let before = word.get(..word.len() - rest.len()).unwrap_or_default();
        let lam = before.ends_with('ل');
        for phrase in table.phrases(rest) {
            // «للأسبوع»: the lam that is left is the article's
            if phrase.after_lam && !lam {
                continue;
            }
            let end = at + 1 + phrase.rest.len();
            if folded
                .get(at + 1..end)
                .is_some_and(|next| next == phrase.rest.as_slice())
            {
                let lead = match before.chars().last() {
                    None => Lead::None,
                    Some('و' | 'ف') => Lead::And,
                    Some(_) => Lead::Preposition,
                };
                hits.push(Hit {
                    entry: phrase.entry,
                    lead,
                    taken,
                    end,
                });
            }
        }
        // a word that is a form as it stands is not taken apart
        if hits.len() > from {
            break;
        }
    }
    // the longest first; the sort is stable, so rows keep their order otherwise
    if let Some(found) = hits.get_mut(from..) {
        found.sort_by_key(|hit| std::cmp::Reverse(hit.end));
    }
}
