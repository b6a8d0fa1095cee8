//! Places of events: which place names of a sentence say where, whence or whither.

use std::ops::Range;

use tawatur_knowledge::lexicon::{Function, WordClass};
use tawatur_language::NameKind;
use tawatur_record::{MentionKind, PlaceRole};

use crate::mention::FoundMention;
use crate::phrase::noun_phrase;
use crate::sentence::{Pos, Sentence, is_quote};
use crate::tables::{PlaceWord, RoleTables};

/// A place that a phrase of the sentence gives for the events of its clause.
#[derive(Debug, Clone)]
pub struct FoundPlace {
    /// Index of its mention in the sentence's list.
    pub mention: usize,
    /// First word of the place's name.
    pub word: usize,
    /// Its bytes in the document's text.
    pub span: Range<usize>,
    /// What its preposition makes it.
    pub role: PlaceRole,
}

/// What places are found from.
pub(crate) struct Finder<'a, 't> {
    sentence: &'a Sentence<'t>,
    mentions: &'a [FoundMention],
    tables: &'a RoleTables,
}

/// The places of a sentence in order, the most specific of each chain only («صلهام» of
/// «قرية صلهام جنوب شرق الشدادي بريف الحسكة»). Names that are part of a party («الجيش
/// السوري», «حكومة العراق») give none.
#[must_use]
pub fn places(
    sentence: &Sentence<'_>,
    mentions: &[FoundMention],
    tables: &RoleTables,
) -> Vec<FoundPlace> {
    let finder = Finder {
        sentence,
        mentions,
        tables,
    };
    let mut found: Vec<FoundPlace> = Vec::new();
    // word after the last name of the chain that the last place opened
    let mut chain_end = 0;
    for (index, mention) in mentions.iter().enumerate() {
        if mention.kind != MentionKind::Place {
            continue;
        }
        let at = mention.words.start;
        if chain_end > 0 && at >= chain_end {
            // a country lies in no town: «المدعومة من روسيا بلدة …»
            let country = found
                .last()
                .and_then(|last| mentions.get(last.mention))
                .is_some_and(is_country);
            if !country && finder.continues_chain(mention, chain_end) {
                chain_end = mention.words.end;
                continue;
            }
            if finder.is_joined(mention, chain_end) {
                let role = found.last().map_or(PlaceRole::Location, |p| p.role);
                found.push(FoundPlace {
                    mention: index,
                    word: at,
                    span: mention.span.clone(),
                    role,
                });
                chain_end = mention.words.end;
                continue;
            }
        }
        let Some(role) = finder.role_of(mention) else {
            continue;
        };
        found.push(FoundPlace {
            mention: index,
            word: at,
            span: mention.span.clone(),
            role,
        });
        chain_end = mention.words.end;
    }
    found
}

/// A name of a country, which lies in no other place of a report.
pub(crate) fn is_country(mention: &FoundMention) -> bool {
    mention.fine == Some(NameKind::Country)
}

impl<'a, 't> Finder<'a, 't> {
    /// A finder that is asked how two names stand to each other only.
    pub(crate) fn of_chains(sentence: &'a Sentence<'t>, tables: &'a RoleTables) -> Self {
        Self {
            sentence,
            mentions: &[],
            tables,
        }
    }

    /// The letter of a preposition written onto a name (ب ل), also where only the name
    /// showed that it is one.
    fn attached(&self, mention: &FoundMention) -> Option<char> {
        let word = self.sentence.words.get(mention.words.start)?;
        let before = word
            .text
            .get(..mention.span.start.checked_sub(word.start)?)?;
        before.chars().rev().find(|c| matches!(c, 'ب' | 'ل' | 'ك'))
    }

    fn has_conjunction(&self, mention: &FoundMention) -> bool {
        self.sentence
            .words
            .get(mention.words.start)
            .is_some_and(|w| mention.span.start > w.start && w.text.starts_with('و'))
    }

    fn is_link(&self, bare: &str) -> bool {
        self.tables.place_word(bare) == Some(PlaceWord::Link)
    }

    /// The name goes on saying where the place lies whose name ends before word `from`:
    /// «جنوب شرق الشدادي بريف الحسكة» behind «قرية صلهام».
    pub(crate) fn continues_chain(&self, mention: &FoundMention, from: usize) -> bool {
        let at = mention.words.start;
        if self.has_conjunction(mention) {
            return false;
        }
        let between = self.sentence.words.get(from..at).unwrap_or_default();
        let only_links = between.iter().all(|w| match w.pos {
            Pos::Noun => {
                w.conjunction == 0
                    && (w.is(WordClass::Direction)
                        || w.is(WordClass::PlaceKind)
                        || self.is_link(w.bare_str()))
            }
            Pos::Function(Function::Prep) => w.conjunction == 0 && w.after_conjunction() != "الي",
            Pos::Punct => {
                w.sign().is_some_and(is_quote)
                    || matches!(
                        w.sign(),
                        Some('،' | ',' | '(' | ')' | '-' | '/' | '#' | '_')
                    )
            }
            _ => false,
        });
        only_links && (self.attached(mention).is_some() || !between.is_empty())
    }

    /// «حماة وطرطوس», «طرطوس والعاصمة دمشق».
    pub(crate) fn is_joined(&self, mention: &FoundMention, from: usize) -> bool {
        let between = self
            .sentence
            .words
            .get(from..mention.words.start)
            .unwrap_or_default();
        if self.has_conjunction(mention) {
            return between.is_empty();
        }
        let mut words = between
            .iter()
            .skip_while(|w| w.is(WordClass::Direction) && w.conjunction == 0);
        words.next().is_some_and(|w| {
            w.conjunction == 1
                && (w.is(WordClass::PlaceKind)
                    || self.is_link(w.bare_str())
                    || w.function() == Some(Function::Prep))
        }) && words.all(|w| w.is(WordClass::PlaceKind) || w.is(WordClass::Direction))
    }

    /// What the words before a place name make it; `None` where it is no place of an event
    /// (genitive of a party, subject, place of an organisation).
    fn role_of(&self, mention: &FoundMention) -> Option<PlaceRole> {
        let words = &self.sentence.words;
        match self.attached(mention) {
            Some('ب') => return Some(PlaceRole::Location),
            Some('ل' | 'ك') => return None,
            _ => {}
        }
        let mut index = mention.words.start;
        let mut kind = false;
        while index > 0 {
            let before = &words[index - 1];
            match before.pos {
                Pos::Function(Function::Prep) => {
                    let role = match self.tables.place_word(before.after_conjunction()) {
                        Some(PlaceWord::Role(role)) => role,
                        _ => return None,
                    };
                    return (!self.belongs_to_party(index - 1)).then_some(role);
                }
                Pos::Noun if before.is(WordClass::Direction) || before.is(WordClass::PlaceKind) => {
                    kind = true;
                    index -= 1;
                    if before.attached() == Some('ب') {
                        return Some(PlaceRole::Location);
                    }
                    // «شمال سامراء» needs no preposition
                    let further = index.checked_sub(1).map(|i| &words[i]);
                    let goes_on = further.is_some_and(|w| {
                        w.function() == Some(Function::Prep)
                            || w.is(WordClass::PlaceKind)
                            || w.is(WordClass::Direction)
                    });
                    if before.is(WordClass::Direction) && !goes_on {
                        return Some(PlaceRole::Location);
                    }
                }
                // «مدينة #سرمدا», «بلدة "الباب"»
                Pos::Punct
                    if before
                        .sign()
                        .is_some_and(|sign| is_quote(sign) || matches!(sign, '#' | '_')) =>
                {
                    index -= 1;
                }
                _ => break,
            }
        }
        // a named unit or building without a preposition is the object of its verb: «استهدف
        // بلدة …», «قصفت مشفى …»
        let built = mention.fine == Some(NameKind::Facility)
            || mention.words.len() > 1
                && self
                    .tables
                    .is_facility(words[mention.words.start].bare_str());
        (kind || built || self.opens_headline(mention)).then_some(PlaceRole::Location)
    }

    /// «السودان.. مقتل …», «عفرين السورية: إصابة …»: a place that a headline opens with.
    fn opens_headline(&self, mention: &FoundMention) -> bool {
        let words = &self.sentence.words;
        let first = words.iter().take_while(|w| w.pos == Pos::Punct).count();
        if mention.words.start != first {
            return false;
        }
        let behind = words[mention.words.end..]
            .iter()
            .take(2)
            .position(|w| w.pos == Pos::Punct);
        let Some(sign) = behind else { return false };
        let at = mention.words.end + sign;
        match words[at].sign() {
            Some(':' | '|' | '…') => true,
            Some('.') => words.get(at + 1).is_some_and(|w| w.sign() == Some('.')),
            _ => false,
        }
    }

    /// «بعثة الاتحاد في الصومال», «حزب كردي في تركيا»: the place is part of who it is.
    fn belongs_to_party(&self, preposition: usize) -> bool {
        let words = &self.sentence.words;
        if words[preposition].after_conjunction() != "في" {
            return false;
        }
        if self
            .mentions
            .iter()
            .any(|m| m.kind == MentionKind::Organisation && m.words.end == preposition)
        {
            return true;
        }
        // the head of the phrase before it; what follows a verb and its subject tells of the verb
        let mut at = (0..preposition)
            .rev()
            .take_while(|&i| words[i].pos == Pos::Noun)
            .last()
            .unwrap_or(preposition);
        while at < preposition {
            let Some(phrase) = noun_phrase(self.sentence, at) else {
                return false;
            };
            if phrase.end >= preposition {
                let told = at.checked_sub(1).is_some_and(|i| words[i].is_verb());
                return !told && words[at].is(WordClass::Force) && !words[at].definite();
            }
            at = phrase.end;
        }
        false
    }
}
