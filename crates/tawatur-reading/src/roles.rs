//! Roles: who takes which part in an event.
//!
//! The frame of the trigger's sense (`lexicons/events.tsv`, `nouns.tsv`, `light.tsv`) says
//! what subject, object and prepositional complements are; this module finds the noun
//! phrases that fill them.

mod complements;
mod noun;
mod phrases;
mod verb;

use std::ops::Range;

use tawatur_knowledge::Lexicon;
use tawatur_knowledge::lexicon::{Function, Part, WordClass};
use tawatur_record::{ActorRole, MentionKind, PlaceRole};

use crate::mention::{FoundMention, Names};
use crate::phrase::coordinated;
use crate::sentence::{Pos, Sentence};
use crate::tables::{PlaceWord, RoleTables};
use crate::trigger::Trigger;

/// A party found for a trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundActor {
    /// The part it takes.
    pub role: ActorRole,
    /// Its bytes in the document's text.
    pub span: Range<usize>,
}

/// A place that a frame asks for by name («اقتحم القرية», «وصل إلى …»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FramePlace {
    /// What it is to the event.
    pub role: PlaceRole,
    /// Its words.
    pub words: Range<usize>,
}

/// What fills a trigger's frame.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    /// The parties.
    pub actors: Vec<FoundActor>,
    /// The places.
    pub places: Vec<FramePlace>,
}

/// Everything roles are found from.
pub struct Frame<'a, 't> {
    /// The sentence.
    pub sentence: &'a Sentence<'t>,
    /// Its triggers.
    pub triggers: &'a [Trigger],
    /// Names in the document.
    pub mentions: &'a [FoundMention],
    /// Words that belong to time expressions.
    pub timed: &'a [bool],
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// Tables of roles.
    pub tables: &'a RoleTables,
    /// Names, titles and demonyms.
    pub names: &'a Names,
}
impl Frame<'_, '_> {
    /// Finds the parties and frame places of the trigger at `index`.
    #[must_use]
    pub fn fill(&self, index: usize) -> Filled {
        let trigger = &self.triggers[index];
        let Some(sense) = self.lexicon.events.get(trigger.sense as usize) else {
            return Filled::default();
        };
        let mut filled = Filled::default();
        if trigger.is_verb() {
            self.verb(trigger, sense, &mut filled);
        } else {
            self.noun(trigger, sense, &mut filled);
        }
        self.complements(index, trigger, sense, &mut filled);
        filled
    }

    fn add(&self, part: Part, words: Range<usize>, filled: &mut Filled) {
        match part {
            // «انفجار في مسجد», «اقتحم السجن»: a building is where it happens, and does nothing
            Part::Actor(ActorRole::Recipient)
                if self
                    .names
                    .is_facility(&self.sentence.words[words.start].bare()) =>
            {
                filled.places.push(FramePlace {
                    role: PlaceRole::Location,
                    words,
                });
            }
            Part::Actor(ActorRole::Initiator)
                if self
                    .names
                    .is_facility(&self.sentence.words[words.start].bare()) => {}
            // «استهدف محيط المدينة»: what is hit is where it happens
            Part::Actor(ActorRole::Recipient | ActorRole::Initiator) if self.is_area(&words) => {
                filled.places.push(FramePlace {
                    role: PlaceRole::Location,
                    words,
                })
            }
            Part::Actor(role) => {
                for phrase in
                    std::iter::once(words.clone()).chain(coordinated(self.sentence, words.end))
                {
                    self.add_actor(role, phrase, filled);
                }
            }
            Part::Place(role) => {
                let head = &self.sentence.words[words.start];
                let named = self
                    .mentions
                    .iter()
                    .any(|m| m.kind == MentionKind::Place && words.contains(&m.words.start));
                let force = head.is(WordClass::Force)
                    || head.is(WordClass::People)
                    || head.is(WordClass::Thing);
                if !force && (named || head.is(WordClass::PlaceKind)) {
                    filled.places.push(FramePlace { role, words });
                } else if matches!(role, PlaceRole::Location | PlaceRole::Destination) {
                    self.add(Part::Actor(ActorRole::Recipient), words, filled);
                }
            }
            Part::Event | Part::None => {}
        }
    }

    /// A stretch of land or settlement, by its head and by a place name in it.
    fn is_area(&self, words: &Range<usize>) -> bool {
        let head = &self.sentence.words[words.start];
        head.is(WordClass::PlaceKind)
            && !head.is(WordClass::Force)
            && !head.is(WordClass::Thing)
            && self
                .mentions
                .iter()
                .any(|m| m.kind == MentionKind::Place && words.contains(&m.words.start))
    }

    fn add_actor(&self, role: ActorRole, words: Range<usize>, filled: &mut Filled) {
        let Some(span) = self.actor_span(words) else {
            return;
        };
        if filled
            .actors
            .iter()
            .all(|a| a.span.end <= span.start || span.end <= a.span.start)
        {
            filled.actors.push(FoundActor { role, span });
        }
    }

    /// The bytes that name the party of a noun phrase: the person where titles precede
    /// him, else the phrase without its number and the signs around it. `None` for what
    /// cannot be a party (a time, an event, a bare place kind).
    #[must_use]
    pub fn actor_span(&self, words: Range<usize>) -> Option<Range<usize>> {
        let mut words = words;
        while words.start < words.end {
            let word = &self.sentence.words[words.start];
            let lone = words.end - words.start == 1;
            let number = matches!(word.pos, Pos::Number)
                || (word.pos == Pos::Noun && self.is_number_word(&word.bare()));
            // «20 من المسلحين» keeps its number
            let counted = number
                && !lone
                && self.sentence.words[words.start + 1].function() != Some(Function::Prep);
            if counted || self.timed[words.start] {
                words.start += 1;
            } else {
                break;
            }
        }
        while words.start < words.end && self.timed[words.end - 1] {
            words.end -= 1;
        }
        // «دورية تابعة للأمن», «القوات الواقعة …»: where it belongs is no part of its name
        let belongs = |at: usize| {
            let bare = self.sentence.words[at].bare();
            self.tables.place_word(&bare) == Some(PlaceWord::Link)
                && !bare.ends_with('ي')
                && !bare.ends_with("يه")
        };
        while words.start < words.end && belongs(words.end - 1) {
            words.end -= 1;
        }
        if words.start >= words.end {
            return None;
        }
        let bytes = self.sentence.span(words.clone());
        let head = self.sentence.words[words.start].bare();
        // a word of tatweel alone is nobody, an adjective of a nation («السورية») no party
        let adjective = words.len() == 1
            && head.starts_with("ال")
            && (head.ends_with('ي') || head.ends_with("يه"))
            && self.names.is_demonym(&head);
        if bytes.is_empty() || adjective || head == "الله" {
            return None;
        }
        if let Some(person) = self.mentions.iter().find(|m| {
            m.kind == MentionKind::Person && m.span.start >= bytes.start && m.span.end <= bytes.end
        }) {
            // titles before the name are left out; «قادة من …» and «منزل فلان» are not titles
            if self.sentence.words[words.start].is(WordClass::Title)
                || self.titles(&head)
                || person.span.start == bytes.start
                || self.apposed(&words, person)
            {
                return Some(person.span.clone());
            }
        }
        if self.sentence.words[words.start].is(WordClass::NoActor) {
            return None;
        }
        // what happens is no party: «أرسل وفدا لبحث …»
        let first = &self.sentence.words[words.start];
        if self
            .triggers
            .iter()
            .any(|t| t.head == words.start && !t.weak)
            && !first.is(WordClass::People)
            && !first.is(WordClass::Force)
        {
            return None;
        }
        // a party's own name ends where the mention does, whatever adjective follows
        if let Some(own) = self.mentions.iter().find(|m| {
            m.kind == MentionKind::Organisation
                && m.span.start == bytes.start
                && m.span.end < bytes.end
        }) {
            let rest = self.sentence.words[words.clone()]
                .iter()
                .filter(|w| w.start >= own.span.end)
                .count();
            if rest <= 2 {
                return Some(own.span.clone());
            }
        }
        Some(bytes)
    }

    /// «الباحث في شؤون العشائر فراس العلي»: a definite word cannot govern the name that ends
    /// its phrase, so the two are one person.
    fn apposed(&self, words: &Range<usize>, person: &FoundMention) -> bool {
        let definite = |at: usize| {
            self.sentence
                .words
                .get(at)
                .is_some_and(|word| word.is_noun() && word.definite() && word.attached().is_none())
        };
        person.words.end == words.end
            && person.words.start > words.start
            && definite(words.start)
            && definite(person.words.start - 1)
    }

    fn titles(&self, head: &str) -> bool {
        self.names.is_title(head)
    }

    /// A number written as a word: the text layer's numerals decide.
    fn is_number_word(&self, bare: &str) -> bool {
        let tokens = tawatur_text::token::tokens(bare);
        tawatur_text::numeral::numbers(&tokens)
            .first()
            .is_some_and(|n| n.tokens.len() == tokens.len())
    }

    /// Words that bring in who did it, or the act that did it, after a passive.
    fn is_by(&self, word: &str) -> bool {
        matches!(
            word,
            "في" | "جراء" | "اثر" | "خلال" | "نتيجه" | "بسبب" | "علي" | "من"
        )
    }
}
