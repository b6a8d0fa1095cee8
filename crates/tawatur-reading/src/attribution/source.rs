//! The phrase that names a source: where it begins and ends, and of which kind it is.

use std::ops::Range;

use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::Function;
use tawatur_record::LinkKind;

use super::extent::Phrase;
use super::tables::{CueRole, Role};
use super::view::View;
use crate::sentence::Pos;

/// Longest phrase in words.
pub(super) const LONGEST: usize = 14;

/// A source as the text names it.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// Bytes of its name: proclitics off, titles off where a name follows them.
    pub(super) span: Range<usize>,
    /// Words of the whole phrase, titles in.
    pub(super) words: Range<usize>,
    pub(super) kind: LinkKind,
    /// Some table or name says which kind it is.
    pub(super) known: bool,
    /// Grammatical gender where it shows.
    pub(super) feminine: Option<bool>,
    /// The document's own outlet or its own people.
    pub(super) own: bool,
    /// Folded words of the phrase, for finding it again.
    pub(super) folded: Vec<String>,
}

/// What may stand beside a source here.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// A verbal noun that is told of may follow it («أعلن الجيش مقتل …»).
    pub(super) masdar: bool,
    /// A definite noun that is told of may follow it («تبنت كتائب … الهجوم»).
    pub(super) thing: bool,
    /// Whom it is said to may follow it («أبلغت بغداد أنقرة»).
    pub(super) object: bool,
    /// Nothing but the name: no «في …», no coordination.
    pub(super) short: bool,
    /// The preposition written onto the first word, or alone before it.
    pub(super) letter: Option<char>,
    /// The first word may carry a conjunction.
    pub(super) conj: bool,
}

impl View<'_, '_> {
    /// The source that begins at word `at`; `None` where no noun phrase begins there.
    pub(super) fn source(&self, at: usize, around: Around) -> Option<Source> {
        let mut first = at;
        let mut start_byte = self.start(at);
        let mut first_bare = self.bare(at).to_owned();
        if let Some(letter) = around.letter {
            if self.word(at)?.folded.trim_start_matches('و') == letter.to_string() {
                first = at + 1;
                start_byte = self.start(first);
                first_bare = self.bare(first).to_owned();
            } else {
                let (taken, rest) = self.behind(at, letter)?;
                start_byte = self.word(at)?.core_after(taken);
                first_bare = rest;
            }
        } else if self.conj(at) && !around.conj && at > 0 {
            return None;
        }
        if self.function(first) == Some(Function::Dem) {
            first += 1;
            start_byte = self.start(first);
            first_bare = self.bare(first).to_owned();
        }
        if self.is_quote(first) {
            return self.quoted_source(first);
        }
        let word = self.word(first)?;
        if self.is_venue(first)
            && first_bare != "ذات"
            && !(matches!(first_bare.as_str(), "اخر" | "اخرون") && self.is_that(first + 1))
            && self
                .tables
                .sources(std::slice::from_ref(&first_bare), |r| {
                    matches!(r, Role::Head | Role::Title | Role::Name)
                })
                .is_none()
            || self.begins_else(first) && around.letter.is_none()
        {
            return None;
        }
        // «بما», «لإيران»: a preposition before a small or a known word
        let behind = |letter| {
            self.behind(first, letter).is_some_and(|(_, rest)| {
                self.lexicon
                    .function(&rest)
                    .is_some_and(|(_, taken)| taken == 0)
                    || letter == 'ل' && self.tables.knows(&rest)
            })
        };
        if around.letter.is_none()
            && !self.tables.knows(&first_bare)
            && (behind('ب') || behind('ل'))
        {
            return None;
        }
        let nominal = match word.pos {
            Pos::Noun | Pos::Number | Pos::Function(Function::Quant) => true,
            Pos::Verb => !self.is_verb(first),
            // «أم خالد», which is written like «or»
            Pos::Function(Function::Conj) if first_bare == "ام" => self.is_noun(first + 1),
            _ => around.letter.is_some() && self.tables.knows(&first_bare),
        };
        if !nominal
            || (around.letter.is_none()
                && word.attached().is_some()
                && first_bare.len() < word.folded.len()
                && self.cut_preposition(first))
        {
            return None;
        }
        let mut bare: Vec<String> = self
            .bare
            .iter()
            .skip(first)
            .take(LONGEST)
            .cloned()
            .collect();
        if let Some(slot) = bare.first_mut() {
            *slot = first_bare;
        }
        let mut phrase = Phrase {
            view: self,
            first,
            bare,
            around,
            name: None,
            whole: false,
        };
        let end = phrase.end();
        Some(phrase.finish(end, start_byte))
    }

    /// The word's preposition was taken off: «لوكالة» is no subject.
    pub(super) fn cut_preposition(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| self.start(at) > word.start + usize::from(word.conjunction > 0) * 2)
    }

    /// A cue or a participle of speech stands at `at`: something else begins.
    pub(super) fn begins_else(&self, at: usize) -> bool {
        // «قوله», «تأكيدها»
        let his = self.is_noun(at)
            && self
                .say_noun(at, Tense::Masdar)
                .is_some_and(|(_, reading)| reading.enclitic.is_some())
            && !self.tables.knows(self.bare(at));
        let participle = his
            || self.say_noun(at, Tense::Active).is_some()
                && self.bare(at).ends_with('ا')
                && self.is_noun(at);
        let words = [
            self.words.get(at).map_or("", |w| w.folded.as_str()),
            self.words.get(at + 1).map_or("", |w| w.folded.as_str()),
        ];
        participle
            || self.tables.cue(&words).is_some_and(|(cue, _)| {
                matches!(
                    cue.role,
                    CueRole::According | CueRole::Under | CueRole::Clause
                )
            })
    }

    /// A name in quotation marks.
    pub(super) fn quoted_source(&self, open: usize) -> Option<Source> {
        let close = self
            .closing(open)
            .filter(|&close| close > open + 1 && close <= open + 7)?;
        let headed = self
            .entry(open + 1, |role| matches!(role, Role::Head | Role::Name))
            .is_some();
        let clean = (open + 1..close).all(|i| {
            (!self.is_verb(i)
                || self.words[i].readings.is_empty()
                || headed && self.say(i).is_none())
                && !matches!(self.function(i), Some(Function::Sub | Function::Rel))
                && !self.is_colon(i)
                && !self.is_comma(i)
        });
        if !clean {
            return None;
        }
        let bare: Vec<String> = self.bare.get(open + 1..close)?.to_vec();
        let (kind, known, feminine) = self.kind_of(&bare);
        Some(Source {
            span: self.word(open)?.start..self.end(close),
            words: open..close + 1,
            kind,
            known,
            feminine,
            own: self.is_own(&bare),
            folded: bare,
        })
    }
}
