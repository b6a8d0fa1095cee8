//! Single victims told without a number: «استشهد مدني», «أن طفلا قتل», «قتيل وثلاثة جرحى».

use std::ops::Range;

use tawatur_record::CountKind;
use tawatur_text::TokenKind;

use super::FoundCount;
use super::govern::Reader;
use super::quantity::Quantity;
use super::table::{Class, Of, Says};

/// Words between one who kills and those he killed.
const AGENT: usize = 9;

impl Reader<'_> {
    /// A single victim that a verb of harm names without a number: «استشهد مدني».
    pub(super) fn singular(&mut self, at: usize) -> usize {
        let Some(word) = self.words.get(at) else {
            return at + 1;
        };
        if let Some(kind) = self.single_noun(at) {
            self.push_single(at, kind, false, word.span.clone());
            return at + 1;
        }
        if !self.is_single(at) {
            return at + 1;
        }
        if let Some((kind, verb)) = self.single_before(at) {
            let cue = self
                .words
                .get(verb)
                .map_or(word.span.clone(), |w| w.span.clone());
            self.used = Some(verb);
            self.push_single(at, kind, false, cue);
            return at + 1;
        }
        let joined = word.joins()
            && self.open
            && (self.last_end == at
                || self.last_end + 1 == at
                    && self
                        .words
                        .get(at - 1)
                        .is_some_and(|w| w.kind == TokenKind::Word && w.lead.is_empty()));
        if joined {
            // «16 ضابطا ومجندا» names the sixteen a second time
            let again = self
                .last_noun
                .and_then(|n| self.words.get(n))
                .is_some_and(|w| w.entries.iter().any(|e| e.of == Of::One));
            if let Some(last) = self
                .out
                .last()
                .cloned()
                .filter(|c| c.high == Some(1) || !again)
            {
                self.push_single(at, last.what, last.part, last.cue);
            }
            return at + 1;
        }
        let Some(governor) = self
            .governor
            .clone()
            .filter(|g| !g.filled && !g.comma && !g.toll && !g.part)
        else {
            return at + 1;
        };
        let Says::Kind(kind) = governor.says else {
            return at + 1;
        };
        // «إصابات أخرى» are more of them, not one
        let many = self.words.get(governor.at).is_some_and(|w| {
            w.entries
                .iter()
                .any(|e| e.class == Class::Noun && e.of == Of::Many)
        });
        if many {
            return at + 1;
        }
        let harmed = matches!(
            kind,
            CountKind::Killed | CountKind::Injured | CountKind::Detained | CountKind::Missing
        );
        let distance = at - governor.at;
        let between = self.words.get(governor.at + 1..at).unwrap_or_default();
        // «اعتقلت الشرطة شابا»
        let accusative = word.folded.ends_with('ا')
            && governor.entry.is_some_and(|e| e.class == Class::Verb)
            && distance <= 4
            && between
                .iter()
                .all(|w| w.kind == TokenKind::Word && !w.joins() && !w.folded.ends_with('ا'));
        let adjective =
            word.get(Class::Person).is_some_and(|e| e.weak) && word.folded.ends_with('ا');
        let free = adjective || governor.entry.is_some_and(|e| e.weak || e.near);
        if !harmed
            || free
            || !word.lead.is_empty()
            || !(distance == 1 || accusative)
            || self.prepositional(at).is_some()
        {
            return at + 1;
        }
        // «قتل جندي 5 مدنيين»: he is the one who did it
        let agent = (at + 1..=at + AGENT)
            .find_map(|i| self.quantity_at(i))
            .is_some_and(|q| {
                !q.barred
                    && self.preposition(q).is_none()
                    && !self.joins(q)
                    && (q.partitive
                        || q.noun
                            .and_then(|n| self.words.get(n))
                            .is_some_and(|w| w.is(Class::Person) || w.is(Class::Noun)))
                    && self.words.get(at + 1..q.words.start).is_some_and(|w| {
                        w.iter().all(|w| {
                            w.kind == TokenKind::Word
                                && !w.joins()
                                && !w.is(Class::Verb)
                                && !w.is(Class::Masdar)
                        })
                    })
            });
        if agent {
            return at + 1;
        }
        let cue = self
            .words
            .get(governor.at)
            .map_or(word.span.clone(), |w| w.span.clone());
        self.push_single(at, kind, false, cue.clone());
        if let (Some(other), Some(last)) = (governor.also, self.out.last().cloned()) {
            self.out.push(FoundCount {
                what: other,
                ..last
            });
        }
        if let Some(governor) = &mut self.governor {
            governor.filled = true;
        }
        at + 1
    }

    /// «قتيل وثلاثة جرحى», «سقوط شهيد»: a noun of one that says its kind, where nothing else
    /// explains it.
    pub(super) fn single_noun(&self, at: usize) -> Option<CountKind> {
        let word = self.words.get(at)?;
        let noun = word.get(Class::Noun).filter(|e| {
            e.of == Of::One && !e.weak && !word.is(Class::Masdar) && !word.is(Class::Person)
        })?;
        let Says::Kind(kind @ (CountKind::Killed | CountKind::Injured)) = noun.says else {
            return None;
        };
        if word.definite || word.owned || !word.lead.is_empty() || word.folded.ends_with('ا') {
            return None;
        }
        let before = at.checked_sub(1).and_then(|i| self.words.get(i));
        let alone = before.is_none_or(|w| {
            w.is_sign(&['.', ':', '/', '-', '–', '|'])
                || w.entries.iter().any(|e| e.weak && e.class == Class::Masdar)
        });
        let next = self.words.get(at + 1);
        let ends = next.is_none_or(|w| {
            w.kind == TokenKind::Punct || w.is(Class::Time) || w.clings() || w.joins()
        });
        (alone && ends).then_some(kind)
    }

    /// «أن طفلا استشهد»: the verb after the victim.
    pub(super) fn single_before(&self, at: usize) -> Option<(CountKind, usize)> {
        let before = self.words.get(at.checked_sub(1)?)?;
        if !matches!(before.rest.as_str(), "ان" | "بان" | "وان")
            || self.words.get(at)?.get(Class::Person)?.weak
        {
            return None;
        }
        let close = (at + 1..at + 4).find(|&i| self.cue(i).is_some())?;
        if !self
            .words
            .get(at + 1..close)?
            .iter()
            .all(|w| w.kind == TokenKind::Word && !w.definite && !w.is(Class::Person))
        {
            return None;
        }
        let one = Quantity::one(at);
        self.rightward(&one, true).filter(|(kind, _)| {
            matches!(
                kind,
                CountKind::Killed | CountKind::Injured | CountKind::Detained | CountKind::Missing
            )
        })
    }

    /// An indefinite noun for one person that no definite noun or name follows.
    pub(super) fn is_single(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else {
            return false;
        };
        let Some(entry) = word.get(Class::Person) else {
            return false;
        };
        if entry.of != Of::One
            || entry.free
            || word.definite
            || word.owned
            || word.maybe_owned()
            || word.bound().is_some()
        {
            return false;
        }
        let Some(next) = self.words.get(at + 1) else {
            return true;
        };
        if entry.near {
            // «آخر القادة» is the last of them, «ثالث الجرحى» the third
            return next.kind == TokenKind::Punct || next.is(Class::Time) || next.clings();
        }
        next.kind == TokenKind::Punct
            || next.is(Class::Time)
            || next.clings()
            || !next.definite && !next.owned
    }

    pub(super) fn push_single(
        &mut self,
        at: usize,
        what: CountKind,
        part: bool,
        cue: Range<usize>,
    ) {
        let Some(word) = self.words.get(at) else {
            return;
        };
        let span = word.span.clone();
        self.out.push(FoundCount {
            what,
            whom: Some(span.clone()),
            low: Some(1),
            high: Some(1),
            start: span.start,
            end: span.end,
            approx: false,
            part,
            cue,
        });
        self.last_end = at + 1;
        self.last_noun = Some(at);
        self.open = true;
    }
}
