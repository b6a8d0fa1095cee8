//! Roles: who takes which part in an event.
//!
//! The frame of the trigger's sense (`lexicons/events.tsv`, `nouns.tsv`, `light.tsv`) says
//! what subject, object and prepositional complements are; this module finds the noun
//! phrases that fill them.

use std::ops::Range;

use tawatur_knowledge::Lexicon;
use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{EventSense, Function, NounIs, Part, WordClass};
use tawatur_record::{ActorRole, MentionKind, PlaceRole};

use crate::mention::{FoundMention, Names};
use crate::phrase::{coordinated, noun_phrase};
use crate::sentence::{Pos, Sentence, is_quote};
use crate::tables::{PlaceWord, RoleTables};
use crate::trigger::Trigger;

/// How many words right of a trigger its complements are looked for.
const REACH: usize = 28;

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

    /// The noun phrase at word `at`, cut where a complement or a titled person begins.
    fn phrase(&self, at: usize) -> Option<Range<usize>> {
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

    /// The next noun phrase from word `at`, skipping times, adverbs and prepositional
    /// phrases of time; `None` once a preposition, clause or verb comes.
    fn next_phrase(&self, at: usize, skip_prepositions: bool) -> Option<Range<usize>> {
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
    fn phrase_before(&self, at: usize) -> Option<Range<usize>> {
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
    fn head_phrase(&self, start: usize, end: usize) -> Option<Range<usize>> {
        self.bare_phrases(start, end).into_iter().next()
    }

    /// The noun phrases of a stretch that stand behind no preposition.
    fn bare_phrases(&self, start: usize, end: usize) -> Vec<Range<usize>> {
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
    fn antecedent(&self, at: usize) -> Option<Range<usize>> {
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

    fn verb(&self, trigger: &Trigger, sense: &EventSense, filled: &mut Filled) {
        let words = &self.sentence.words;
        let at = trigger.head;
        let word = &words[at];
        // where the noun alone is the trigger («توصل الطرفان إلى هدنة») its verb's subject stands between
        let after = if trigger.words.start > at { at + 1 } else { trigger.words.end.max(at + 1) };
        let next = self.next_phrase(after, false);
        let transitive = !matches!(sense.object, Part::None);
        let opened = at.checked_sub(1).map(|i| &words[i]);
        let relative = opened.is_some_and(|w| w.function() == Some(Function::Rel));
        let before = if word.conjunction == 0 && !relative {
            self.phrase_before(at)
        } else {
            None
        };
        if self.is_passive(trigger, sense, next.as_ref(), before.is_some()) {
            // «المدينة التي دُمرت» tells of the city, «التي قُتل ثلاثة من أهلها» of the three
            let told = if relative
                && next.as_ref().is_none_or(|p| {
                    !self.is_object_like(p.clone())
                        || self.sentence.words[p.start].bare().ends_with('ا')
                }) {
                at.checked_sub(1).and_then(|i| self.antecedent(i))
            } else {
                None
            };
            if let Some(victim) = told.or(next).or(before) {
                self.add(sense.object_or_recipient(), victim, filled);
            }
            return;
        }
        // «التي قصفتها الطائرات»: the pronoun is the object, the phrase after it the subject
        let relative_head = if relative {
            at.checked_sub(1).and_then(|i| self.antecedent(i))
        } else {
            None
        };
        if trigger.enclitic.is_some() {
            if let Some(subject) = next {
                self.add(sense.subject, subject, filled);
            } else if let Some(subject) = before {
                self.add(sense.subject, subject, filled);
            }
            if let Some(object) = relative_head {
                self.add(sense.object, object, filled);
            }
            return;
        }
        if let Some(subject) = before {
            // subject first; what follows is the object
            self.add(sense.subject, subject, filled);
            if let Some(object) = next {
                self.add(sense.object, object, filled);
            }
            return;
        }
        let first_object = next
            .as_ref()
            .is_some_and(|phrase| self.is_object_like(phrase.clone()));
        if let Some(subject) = relative_head {
            // «المسلحين الذين هاجموا القرية»
            let own = word.fitting().any(|r| r.form.number == 3)
                || next.as_ref().is_none_or(|_| !transitive)
                || first_object
                || next.is_some();
            if own {
                self.add(sense.subject, subject, filled);
            }
            if let Some(object) = next {
                self.add(sense.object, object, filled);
            }
            return;
        }
        let plural = word
            .fitting()
            .any(|r| r.is_verb() && r.form.number == 3 && r.form.person == 3);
        if let Some(phrase) = next {
            let joined_end = coordinated(self.sentence, phrase.end)
                .last()
                .map_or(phrase.end, |r| r.end);
            let second = if transitive {
                self.next_phrase(joined_end, true)
            } else {
                None
            };
            // a verb in the plural, or a coordinated one followed by its object alone, has its subject before
            let subject_is_earlier = plural
                || (word.conjunction == 1 && transitive && first_object && second.is_none())
                || (word.conjunction == 1
                    && second.is_none()
                    && self.shares_subject(trigger, sense, &phrase));
            if subject_is_earlier {
                if let Some(earlier) = self.earlier_subject(at) {
                    self.add(sense.subject, earlier, filled);
                }
                self.add(sense.object, phrase, filled);
            } else {
                self.add(sense.subject, phrase, filled);
                if let Some(object) = second {
                    self.add(sense.object, object, filled);
                }
            }
        } else if let Some(earlier) = self.earlier_subject(at) {
            self.add(sense.subject, earlier, filled);
        }
    }

    /// The subject of the verb before this one in the sentence: what a coordinated verb
    /// shares with it.
    fn earlier_subject(&self, at: usize) -> Option<Range<usize>> {
        let words = &self.sentence.words;
        let verb = (0..at).rev().find(|&i| words[i].is_verb())?;
        self.next_phrase(verb + 1, false)
            .filter(|p| p.end <= at)
            .or_else(|| self.phrase_before(verb))
    }

    /// «…، وطالبت مجلس الأمن بإرسال بعثة»: the one phrase behind a coordinated verb is its
    /// object where a complement follows it and the subject before agrees with the verb.
    fn shares_subject(&self, trigger: &Trigger, sense: &EventSense, phrase: &Range<usize>) -> bool {
        if !matches!(sense.object, Part::Actor(_)) {
            return false;
        }
        let words = &self.sentence.words;
        let complement = words.get(phrase.end).is_some_and(|w| {
            w.attached() == Some('ب')
                || (w.folded.starts_with('ب') && w.pos == Pos::Noun)
                || matches!(w.after_conjunction(), "الي" | "علي" | "بان" | "ان")
        });
        let Some(earlier) = self.earlier_subject(trigger.head).filter(|_| complement) else {
            return false;
        };
        let word = &words[trigger.head];
        let stem = word.after_conjunction();
        let feminine_verb = stem.ends_with('ت') || stem.starts_with('ت');
        let feminine = |range: &Range<usize>| {
            let bare = words[range.start].bare();
            bare.ends_with('ه') || bare.ends_with("ات") || bare.ends_with('ا')
        };
        feminine(&earlier) == feminine_verb || feminine(phrase) != feminine_verb
    }

    /// A number, people without a name or an indefinite noun: rarely a subject that acts.
    fn is_object_like(&self, phrase: Range<usize>) -> bool {
        let first = &self.sentence.words[phrase.start];
        let bare = first.bare();
        matches!(first.pos, Pos::Number | Pos::Function(Function::Quant))
            || self.is_number_word(&bare)
            || bare.ends_with('ا')
            || first.is(WordClass::People)
            || (!first.definite() && first.is(WordClass::Thing))
    }

    fn is_passive(
        &self,
        trigger: &Trigger,
        sense: &EventSense,
        next: Option<&Range<usize>>,
        has_subject: bool,
    ) -> bool {
        let word = &self.sentence.words[trigger.head];
        if trigger.form.passive || word.has_passive_mark() {
            return true;
        }
        let harms = matches!(
            sense.object,
            Part::Actor(ActorRole::Recipient) | Part::Place(PlaceRole::Location)
        ) && matches!(sense.subject, Part::Actor(ActorRole::Initiator));
        if !harms || has_subject || trigger.enclitic.is_some() || trigger.form.number == 3 {
            return false;
        }
        let Some(phrase) = next else { return false };
        let first = &self.sentence.words[phrase.start];
        let counted = matches!(first.pos, Pos::Number | Pos::Function(Function::Quant))
            || first.is(WordClass::People)
            || self.is_number_word(&first.bare());
        let after = self.sentence.words.get(phrase.end);
        let by =
            after.is_some_and(|w| self.is_by(w.after_conjunction()) || w.attached() == Some('ب'));
        let second = self.next_phrase(phrase.end, false);
        (counted && second.is_none()) || (by && second.is_none() && counted)
    }

    fn noun(&self, trigger: &Trigger, sense: &EventSense, filled: &mut Filled) {
        let words = &self.sentence.words;
        if let Some(carrier) = trigger.carrier
            && let Some(light) = self.lexicon.lights.get(carrier.light as usize)
            && light.noun_is != NounIs::Subject
        {
            let subject = self
                .next_phrase(carrier.word + 1, false)
                .filter(|p| p.end <= trigger.head)
                .or_else(|| {
                    let passive = words[carrier.word].has_passive_mark()
                        || words[carrier.word].conjunction == 1;
                    if passive {
                        None
                    } else {
                        self.phrase_before(carrier.word)
                    }
                });
            let shared = || {
                if words[carrier.word].conjunction == 1 {
                    self.earlier_subject(carrier.word)
                } else {
                    None
                }
            };
            if let Some(subject) = subject.or_else(shared) {
                self.add(light.subject, subject, filled);
            }
            self.prepositions(carrier.word + 1..trigger.head, &light.preps, filled);
        }
        // adjectives of origin and the genitive, behind the noun's own adjectives
        let mut at = trigger.words.end;
        let plain_noun = sense.noun || !matches!(trigger.form.tense, Tense::Masdar);
        if let Some(word) = words.get(at) {
            let genitive = word.pos == Pos::Noun
                && word.conjunction == 0
                && word.attached().is_none()
                && trigger.enclitic.is_none();
            let quoted = word.sign().is_some_and(is_quote);
            let counted = matches!(word.pos, Pos::Number | Pos::Function(Function::Quant));
            let adjective = genitive && self.agrees_as_adjective(trigger, at);
            if (genitive || quoted || counted)
                && !adjective
                && !self.timed[at]
                && let Some(phrase) = self.phrase(at)
            {
                let part = self.genitive_part(sense, trigger, phrase.clone(), plain_noun);
                at = phrase.end;
                self.add(part, phrase, filled);
                if matches!(part, Part::Actor(ActorRole::Initiator)) {
                    // «اعتقال الجيش ثلاثة شبان»
                    if let Some(object) = self
                        .next_phrase(at, false)
                        .filter(|p| self.is_object_like(p.clone()))
                    {
                        self.add(sense.object, object, filled);
                    }
                }
            }
        }
        for (index, word) in words.iter().enumerate().skip(trigger.words.end).take(4) {
            if word.pos != Pos::Noun || word.attached().is_some() {
                break;
            }
            let Part::Actor(role) = sense.nisba else {
                break;
            };
            if self.names.is_demonym(&word.bare())
                && self.agrees_as_adjective(trigger, index)
                && filled.actors.iter().all(|a| a.role != role)
            {
                let span = word.core()..word.end;
                filled.actors.push(FoundActor { role, span });
                break;
            }
        }
    }

    /// An adjective of the trigger: definite like it, or known as a demonym.
    fn agrees_as_adjective(&self, trigger: &Trigger, at: usize) -> bool {
        let head = &self.sentence.words[trigger.head];
        let word = &self.sentence.words[at];
        let adjective = self.names.is_demonym(&word.bare()) || word.is(WordClass::Adjective);
        adjective || (head.definite() && word.definite())
    }

    fn genitive_part(
        &self,
        sense: &EventSense,
        trigger: &Trigger,
        phrase: Range<usize>,
        plain_noun: bool,
    ) -> Part {
        let force = self.sentence.words[phrase.start].is(WordClass::Force) || {
            let bytes = self.sentence.span(phrase);
            self.mentions
                .iter()
                .any(|m| m.kind == MentionKind::Organisation && m.span.start == bytes.start)
        };
        match sense.genitive {
            // «قصف الطيران», «استهداف التنظيم»: a force does it; «اعتقال» and «مقتل» take their victim
            Part::Actor(ActorRole::Recipient)
                if force && !plain_noun && trigger.carrier.is_none() && acts_in_genitive(sense) =>
            {
                sense.subject
            }
            Part::Place(PlaceRole::Location) if force && acts_in_genitive(sense) => {
                Part::Actor(ActorRole::Initiator)
            }
            other => other,
        }
    }

    /// Complements behind prepositions: those of the frame and those that any event takes.
    fn complements(
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

    fn prepositions(&self, range: Range<usize>, preps: &[(String, Part)], filled: &mut Filled) {
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

    fn instruments(&self, range: Range<usize>, filled: &mut Filled) {
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

/// What a passive's subject is.
trait ObjectRole {
    fn object_or_recipient(&self) -> Part;
}

impl ObjectRole for EventSense {
    fn object_or_recipient(&self) -> Part {
        if self.object == Part::None {
            Part::Actor(ActorRole::Recipient)
        } else {
            self.object
        }
    }
}

/// «قصف الطيران» is by the air force; «مقتل» and «اعتقال» take their victim.
fn acts_in_genitive(sense: &EventSense) -> bool {
    sense.kind_type != "ASSAULT" || !sense.harm
}
