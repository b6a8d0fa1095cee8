//! Noun phrases around a trigger: the next one, the one before it, its antecedent.

use std::ops::Range;

use tawatur_knowledge::lexicon::Function;
use tawatur_record::MentionKind;

use super::Frame;
use crate::phrase::noun_phrase;
use crate::sentence::{Pos, is_quote};

impl Frame<'_, '_> {
    /// The noun phrase at word `at`, cut where a complement or a titled person begins.
    pub(super) fn phrase(&self, at: usize) -> Option<Range<usize>> {
        let words = &self.sentence.words;
        let mut phrase = noun_phrase(self.sentence, at)?;
        for index in phrase.start + 1..phrase.end {
            let word = &words[index];
            let before = &words[index - 1];
            let titled = word.definite()
                && !self.titles(&before.bare())
                && self.titles(&word.bare())
                && before.pos == Pos::Noun
                && self.mentions.iter().any(|m| {
                    m.kind == MentionKind::Person
                        && m.words.start > index
                        && m.words.start <= index + 2
                });
            // an indefinite word behind a definite one begins something else, unless it is a name
            let other = before.definite()
                && matches!(word.pos, Pos::Noun | Pos::Function(Function::Quant))
                && !word.definite()
                && !self.mentions.iter().any(|m| {
                    m.words.contains(&index)
                        && (m.kind == MentionKind::Person || m.words.start < index)
                });
            if titled || other || self.tables.begins_complement(&word.folded) {
                phrase.end = index;
                break;
            }
        }
        // a person's name is not cut in two
        if let Some(person) = self.mentions.iter().find(|m| {
            m.kind == MentionKind::Person
                && phrase.contains(&m.words.start)
                && m.words.end > phrase.end
        }) {
            phrase.end = person.words.end;
        }
        Some(phrase)
    }

    /// The next noun phrase from word `at`, skipping times, adverbs and prepositional
    /// phrases of time; `None` once a preposition, clause or verb comes.
    pub(super) fn next_phrase(&self, at: usize, skip_prepositions: bool) -> Option<Range<usize>> {
        let words = &self.sentence.words;
        let mut index = at;
        let mut skipped = 0;
        while let Some(word) = words.get(index) {
            if self.timed[index] {
                index += 1;
                continue;
            }
            match word.pos {
                Pos::Function(Function::Adv) => index += 1,
                Pos::Punct if word.sign() == Some('،') && index > at && self.timed[index - 1] => {
                    index += 1
                }
                Pos::Punct
                    if word.sign() == Some('،')
                        && self.timed.get(index + 1).copied().unwrap_or(false) =>
                {
                    index += 1
                }
                Pos::Punct if word.sign().is_some_and(is_quote) => {
                    return self.phrase(index).or_else(|| self.phrase(index + 1));
                }
                Pos::Function(Function::Prep)
                    if self.timed.get(index + 1).copied().unwrap_or(false) =>
                {
                    index += 1
                }
                Pos::Function(Function::Prep) if skip_prepositions && skipped < 2 => {
                    let phrase = self.phrase(index + 1)?;
                    index = phrase.end;
                    skipped += 1;
                }
                Pos::Noun if word.attached().is_some() => {
                    if !skip_prepositions || skipped >= 2 {
                        return None;
                    }
                    index = self.phrase(index)?.end;
                    skipped += 1;
                }
                Pos::Noun | Pos::Number | Pos::Function(Function::Quant) => {
                    // another event's verb or noun is no party
                    return self.phrase(index);
                }
                Pos::Function(Function::PrepPron) => index += 1,
                _ => return None,
            }
        }
        None
    }

    /// The noun phrase that ends right before word `at`: the subject of «الجيش قصف».
    pub(super) fn phrase_before(&self, at: usize) -> Option<Range<usize>> {
        let words = &self.sentence.words;
        let mut end = at;
        while end > 0
            && (self.timed[end - 1]
                || matches!(
                    words[end - 1].pos,
                    Pos::Function(Function::Part | Function::Neg | Function::Adv)
                )
                || (words[end - 1].sign() == Some('،') && end >= 2 && self.timed[end - 2]))
        {
            end -= 1;
        }
        // «الجيش، بحسب البيان، قصف» is left to the walk over commas of apposition
        let mut start = end;
        while start > 0 && end - start < 12 {
            let word = &words[start - 1];
            let belongs = match word.pos {
                Pos::Noun | Pos::Number | Pos::Function(Function::Quant) => true,
                Pos::Function(Function::Prep) => true,
                Pos::Punct => {
                    word.sign().is_some_and(is_quote) || matches!(word.sign(), Some('/' | '-'))
                }
                _ => false,
            };
            if !belongs {
                break;
            }
            start -= 1;
        }
        (start < end)
            .then(|| self.head_phrase(start, end))
            .flatten()
    }

    /// The first noun phrase of a stretch of nouns and prepositions that stands behind no
    /// preposition.
    pub(super) fn head_phrase(&self, start: usize, end: usize) -> Option<Range<usize>> {
        self.bare_phrases(start, end).into_iter().next()
    }

    /// The noun phrases of a stretch that stand behind no preposition.
    pub(super) fn bare_phrases(&self, start: usize, end: usize) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = start;
        let mut behind = false;
        while at < end {
            let word = &self.sentence.words[at];
            if word.function() == Some(Function::Prep) {
                behind = true;
                at += 1;
                continue;
            }
            if self.timed[at] {
                at += 1;
                continue;
            }
            let Some(phrase) = self.phrase(at) else { break };
            if !behind && word.attached().is_none() {
                found.push(phrase.start..phrase.end.min(end));
            }
            behind = false;
            at = phrase.end.max(at + 1);
        }
        found
    }

    /// The noun phrase that a relative clause opened before word `at` tells of: the nearest.
    pub(super) fn antecedent(&self, at: usize) -> Option<Range<usize>> {
        let words = &self.sentence.words;
        let start = (0..at)
            .rev()
            .take(12)
            .take_while(|&i| match words[i].pos {
                Pos::Noun | Pos::Number | Pos::Function(Function::Quant | Function::Prep) => true,
                Pos::Punct => words[i].sign().is_some_and(is_quote),
                _ => false,
            })
            .last()?;
        let mut last = None;
        let mut from = start;
        while from < at {
            match self.phrase(from) {
                Some(phrase) => {
                    from = phrase.end.max(from + 1);
                    last = Some(phrase.start..phrase.end.min(at));
                }
                None => from += 1,
            }
        }
        last
    }
}
