//! Complements behind prepositions, and instruments.

use std::ops::Range;

use tawatur_knowledge::lexicon::{EventSense, Function, Part, WordClass};
use tawatur_record::{ActorRole, MentionKind, PlaceRole};

use super::{Filled, FoundActor, Frame, FramePlace};
use crate::sentence::Pos;
use crate::trigger::Trigger;

/// How many words right of a trigger its complements are looked for.
const REACH: usize = 28;

impl Frame<'_, '_> {
    /// Complements behind prepositions: those of the frame and those that any event takes.
    pub(super) fn complements(
        &self,
        index: usize,
        trigger: &Trigger,
        sense: &EventSense,
        filled: &mut Filled,
    ) {
        let start = trigger.words.end.max(trigger.head + 1);
        let next_head = self
            .triggers
            .get(index + 1)
            .map(|t| t.carrier.map_or(t.head, |c| c.word.min(t.head)));
        let mut end = (start + REACH).min(self.sentence.words.len());
        if let Some(next) = next_head.filter(|&n| n > start) {
            end = end.min(next);
        }
        for at in start..end {
            let word = &self.sentence.words[at];
            let verb_breaks = word.is_verb()
                && !self
                    .sentence
                    .words
                    .get(at.wrapping_sub(1))
                    .is_some_and(|w| w.function() == Some(Function::Rel));
            if verb_breaks
                || matches!(word.function(), Some(Function::Sub | Function::Clause))
                || matches!(word.sign(), Some('.' | '؛' | ':'))
            {
                end = at;
                break;
            }
        }
        self.prepositions(start..end, &sense.preps, filled);
        if let Some(light) = trigger
            .carrier
            .and_then(|c| self.lexicon.lights.get(c.light as usize))
        {
            self.prepositions(start..end, &light.preps, filled);
        }
        let common: Vec<(String, Part)> = self.tables.common_complements().to_vec();
        self.prepositions(start..end, &common, filled);
        if matches!(sense.kind_type.as_str(), "ASSAULT" | "MOBILIZE") {
            self.instruments(start..end, filled);
        }
    }

    pub(super) fn prepositions(
        &self,
        range: Range<usize>,
        preps: &[(String, Part)],
        filled: &mut Filled,
    ) {
        let words = &self.sentence.words;
        for at in range.clone() {
            for (preposition, part) in preps {
                let mut parts = preposition.split(' ');
                let first = parts.next().unwrap_or("");
                let rest: Vec<&str> = parts.collect();
                let own = words[at].after_conjunction() == first
                    && rest
                        .iter()
                        .zip(at + 1..)
                        .all(|(want, i)| words.get(i).is_some_and(|w| w.folded == **want));
                let phrase_at = if own {
                    Some(at + 1 + rest.len())
                } else if rest.is_empty()
                    && first.chars().count() == 1
                    && words[at].pos == Pos::Noun
                    && words[at].attached().is_some_and(|c| first.starts_with(c))
                {
                    Some(at)
                } else {
                    None
                };
                let Some(from) = phrase_at.filter(|&f| f < range.end + 1) else {
                    continue;
                };
                if self.timed.get(from).copied().unwrap_or(false) {
                    continue;
                }
                let Some(phrase) = self.phrase(from).or_else(|| {
                    self.phrase(from + 1)
                        .filter(|_| words.get(from).is_some_and(|w| w.pos == Pos::Punct))
                }) else {
                    continue;
                };
                if let Part::Actor(_) = part {
                    // a place after «في» or «على» is a place, not a party
                    let bytes = self.sentence.span(phrase.clone());
                    let place = self.mentions.iter().any(|m| {
                        m.kind == MentionKind::Place
                            && m.span.start >= bytes.start
                            && m.span.end <= bytes.end
                            && !m.state
                    });
                    if place
                        && matches!(first, "في" | "علي" | "ب" | "من" | "الي" | "ل")
                        && words[phrase.start].is(WordClass::PlaceKind)
                    {
                        continue;
                    }
                    if place
                        && self.mentions.iter().any(|m| {
                            m.kind == MentionKind::Place && m.span.start == bytes.start && !m.state
                        })
                    {
                        filled.places.push(FramePlace {
                            role: PlaceRole::Location,
                            words: phrase,
                        });
                        continue;
                    }
                }
                self.add(*part, phrase, filled);
            }
        }
    }

    pub(super) fn instruments(&self, range: Range<usize>, filled: &mut Filled) {
        for at in range {
            if let Some(end) = self.tables.instrument_at(self.sentence, at) {
                let span = self.sentence.span(at..end);
                if filled
                    .actors
                    .iter()
                    .all(|a| a.span.end <= span.start || span.end <= a.span.start)
                {
                    filled.actors.push(FoundActor {
                        role: ActorRole::Instrument,
                        span,
                    });
                }
            }
        }
    }
}
