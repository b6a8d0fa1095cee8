//! Noun phrases: from a word to the shortest phrase that names a party or thing.

use std::ops::Range;

use tawatur_knowledge::lexicon::{ClassSet, Function, WordClass};

use crate::sentence::{Pos, Sentence, Word, is_quote};

/// Longest noun phrase in words; a bound so that a bad sentence costs little.
const LONGEST: usize = 10;

/// The noun phrase that begins at word `at`: a noun or number with its genitives and
/// adjectives, a quoted name, a name after its kind, «من» after a word of quantity. Word
/// indices; `None` where no noun phrase begins.
#[must_use]
pub fn noun_phrase(sentence: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    let words = &sentence.words;
    let first = words.get(at)?;
    let mut end = match first.pos {
        Pos::Noun | Pos::Number | Pos::Function(Function::Quant) => at + 1,
        Pos::Punct if first.sign().is_some_and(is_quote) => {
            return quoted_name(sentence, at).map(|end| at..end);
        }
        _ => return None,
    };
    let mut partitive = matches!(first.pos, Pos::Number | Pos::Function(Function::Quant))
        || first.is(WordClass::Partitive);
    while end < words.len() && end - at < LONGEST {
        let word = &words[end];
        match word.pos {
            Pos::Noun | Pos::Function(Function::Quant)
                if word.conjunction == 0 && word.attached().is_none() =>
            {
                // an indefinite noun after a definite one begins something else («الشرطة رجلا»)
                let last = &words[end - 1];
                if last.definite() && !word.definite() && !looks_like_name(word) {
                    break;
                }
                partitive |= word.is(WordClass::Partitive);
                end += 1;
            }
            Pos::Number
                if matches!(
                    words[end - 1].bare().as_str(),
                    "اللواء" | "لواء" | "الفرقه" | "فرقه" | "الكتيبه" | "كتيبه" | "الفوج"
                ) =>
            {
                end += 1
            }
            Pos::Function(Function::Prep)
                if partitive
                    && word.folded == "من"
                    && words
                        .get(end + 1)
                        .is_some_and(|w| matches!(w.pos, Pos::Noun | Pos::Punct)) =>
            {
                partitive = false;
                end += 1;
                if let Some(close) = quoted_name(sentence, end) {
                    end = close;
                }
            }
            Pos::Punct if word.sign().is_some_and(is_quote) => match quoted_name(sentence, end) {
                Some(close) => end = close,
                None => break,
            },
            _ => break,
        }
    }
    Some(at..end)
}

/// The end of a quoted name of up to five words whose opening mark stands at `at`.
fn quoted_name(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let words = &sentence.words;
    if !words.get(at)?.sign().is_some_and(is_quote) {
        return None;
    }
    let close =
        (at + 2..(at + 9).min(words.len())).find(|&i| words[i].sign().is_some_and(is_quote))?;
    let inside = &words[at + 1..close];
    let names = inside.iter().all(|w| {
        matches!(w.pos, Pos::Noun | Pos::Number) || matches!(w.sign(), Some('/' | '-' | '–'))
    });
    (names && inside.iter().filter(|w| w.pos == Pos::Noun).count() <= 6).then_some(close + 1)
}

/// Foreign and given names rarely carry ال: a word without it that no table knows, and
/// no feminine or accusative noun.
fn looks_like_name(word: &Word<'_>) -> bool {
    let bare = word.bare();
    let known = !word.readings.is_empty() || word.classes != ClassSet::default() || word.pos != Pos::Noun;
    !known && bare.chars().count() >= 3 && !bare.ends_with('ا') && !word.text.ends_with('ة')
}

/// The noun phrases joined to the one that ends before word `end` by و or ،و: each a range.
#[must_use]
pub fn coordinated(sentence: &Sentence<'_>, mut end: usize) -> Vec<Range<usize>> {
    let words = &sentence.words;
    let mut found = Vec::new();
    while let Some(word) = words.get(end) {
        let at =
            if word.sign() == Some('،') && words.get(end + 1).is_some_and(|w| w.conjunction == 1) {
                end + 1
            } else {
                end
            };
        let Some(next) = words.get(at) else { break };
        let joins = next.pos == Pos::Noun
            && next.conjunction == 1
            && next.folded.starts_with('و')
            && next.attached().is_none();
        let bare_and = next.folded == "و"
            && words
                .get(at + 1)
                .is_some_and(|w| matches!(w.pos, Pos::Noun | Pos::Punct));
        let from = if joins {
            at
        } else if bare_and {
            at + 1
        } else {
            break;
        };
        let Some(range) = noun_phrase(sentence, from) else {
            break;
        };
        end = range.end;
        found.push(range);
    }
    found
}
