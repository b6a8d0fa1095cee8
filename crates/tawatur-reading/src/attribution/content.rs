//! Where what is said begins and how far it reaches.

use std::ops::Range;

use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{Function, SayVerb, Stance};
use tawatur_record::LinkKind;

use super::source::{Around, Source};
use super::tables::{CueRole, Role};
use super::view::View;

/// Around a source inside what is said: what it tells of may follow as a noun.
const AROUND: Around = Around {
    masdar: true,
    thing: false,
    object: false,
    short: false,
    letter: None,
    conj: false,
};

/// How far to look for the beginning of the content, in words.
const FAR: usize = 60;

/// How what is said is joined to who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// A clause with أن, or after a colon.
    Clause,
    /// A noun.
    Noun,
    /// A quotation; the index of its opening mark.
    Quote(usize),
}

/// What follows a verb of speech and its subject.
#[derive(Debug, Clone)]
pub(super) struct Content {
    pub(super) start: usize,
    pub(super) join: Join,
    /// The medium that was told.
    pub(super) told: Option<Source>,
    /// Who stands under the speaker («نقلا عن …», «عن … قوله»), with his cue's words.
    pub(super) under: Vec<(Source, Range<usize>)>,
}

fn found_under(content: &Content) -> bool {
    !content.under.is_empty()
}

impl View<'_, '_> {
    /// What a verb of speech says, looked for from word `from` on.
    pub(super) fn content(&self, from: usize, say: &SayVerb) -> Option<Content> {
        self.content_of(from, say, false)
    }

    /// The same; a `medium` may name its own source on the way («ذكرت الصحيفة عن مصدر أن»).
    pub(super) fn content_of(&self, from: usize, say: &SayVerb, medium: bool) -> Option<Content> {
        let wants = |complement: &str| say.complements.iter().any(|c| c == complement);
        let object = say.note.contains("object");
        // the preposition before whom a verb of passing on has it from
        let from_whom = say
            .note
            .split("from:")
            .nth(1)
            .map_or_else(|| "عن".to_owned(), |prep| tawatur_text::fold(prep.trim()));
        let relays = say.stance == Stance::Relay && wants(&from_whom);
        let mut found = Content {
            start: from,
            join: Join::Clause,
            told: None,
            under: Vec::new(),
        };
        let mut in_place = true;
        let mut beyond_verb = false;
        let mut commas = 0;
        let mut at = from;
        while at < self.len() && at < from + FAR {
            let Some(word) = self.word(at) else { break };
            let folded = word.after_conjunction();
            if self.is_quote(at) {
                // a short name in marks is no speech
                let close = self.closing(at);
                let apposed = at > from && self.is_noun(at - 1);
                let name = close
                    .is_some_and(|close| close <= at + 4 && apposed && close + 2 < self.len())
                    || close.is_some_and(|close| {
                        close <= at + 5
                            && (at + 1..close).all(|i| self.is_noun(i))
                            && close + 2 < self.len()
                            && !self.is_stop(close + 1)
                    });
                if from >= 2 && at <= from + 2 && self.is_quote(from - 2) {
                    // the verb alone stands in quotation marks
                    at += 1;
                    continue;
                }
                if at > 0 && self.quoted.get(from.saturating_sub(1)) == Some(&true) {
                    // the mark closes what the verb itself stands in
                    return None;
                }
                if !name && (wants(":") || wants("ان")) && !relays | !found.under.is_empty() {
                    found.start = at + 1;
                    found.join = Join::Quote(at);
                    return Some(found);
                }
                // «أفاد الناشط، «الجريدة»، بأن»
                if let Some(close) = close.filter(|_| name && self.is_comma(at.wrapping_sub(1))) {
                    let inside = self.bare.get(at + 1..close).unwrap_or_default();
                    let (kind, known, _) = self.kind_of(inside);
                    if known
                        && matches!(kind, LinkKind::Outlet | LinkKind::Agency)
                        && found.told.is_none()
                    {
                        found.told = self
                            .source(at, Around::default())
                            .filter(|medium| !medium.own);
                    }
                }
                at = close.map_or(at + 1, |close| close + 1);
                continue;
            }
            if self.is_colon(at) {
                if self.is_quote(at + 1) {
                    found.start = at + 2;
                    found.join = Join::Quote(at + 1);
                } else {
                    found.start = at + 1;
                }
                return (found.start < self.len() || self.is_quote(at + 1)).then_some(found);
            }
            if self.is_that(at) && (!relays || !found.under.is_empty() || wants("ان")) {
                found.start = at + 1;
                return Some(found);
            }
            if self.sign(at) == Some('.') && at > from && self.bare(at - 1).chars().count() == 1 {
                at += 1;
                continue;
            }
            if self.is_stop(at) || matches!(self.sign(at), Some('(')) {
                if self.sign(at) == Some('(') {
                    at = (at..self.len().min(at + 10))
                        .find(|&i| self.sign(i) == Some(')'))
                        .map_or(at + 1, |close| close + 1);
                    continue;
                }
                break;
            }
            if self.is_comma(at) {
                commas += 1;
                in_place = commas % 2 == 0 || !beyond_verb;
                at += 1;
                continue;
            }
            let folded_words = self.folded_from(at);
            if let Some((cue, taken)) = self.tables.cue(&folded_words) {
                match cue.role {
                    CueRole::Under | CueRole::According
                        if cue.role == CueRole::Under || medium && cue.under =>
                    {
                        if let Some(source) = self.source(at + taken, AROUND) {
                            let end = source.words.end;
                            found.under.push((source, at..at + taken));
                            at = end;
                            continue;
                        }
                    }
                    CueRole::Break if at > from => break,
                    _ => {}
                }
            }
            // «قوله», «تأكيده», «قائلا», «بالقول»
            if let Some((_, reading)) = self.say_noun(at, Tense::Masdar)
                && (reading.enclitic.is_some() || folded == "بالقول")
            {
                if let Some(last) = found.under.last_mut() {
                    last.1 = at..at + 1;
                }
                in_place = true;
                if reading.enclitic.is_some()
                    && !self.is_that(at + 1)
                    && !self.is_colon(at + 1)
                    && !self.is_quote(at + 1)
                    && !found.under.is_empty()
                    && self.is_noun(at + 1)
                {
                    found.start = at + 1;
                    found.join = Join::Noun;
                    return Some(found);
                }
                at += 1;
                continue;
            }
            if self.say_noun(at, Tense::Active).is_some() && !self.definite(at) && folded == "قاءلا"
            {
                at += 1;
                continue;
            }
            if relays && folded == from_whom || medium && folded == "عن" && !found_under(&found) {
                let source = self.source(at + 1, AROUND).filter(|source| {
                    // «كشفت الصحيفة عن لقاء»: what it is about
                    relays || source.known && self.is_that(source.words.end)
                });
                let Some(source) = source else {
                    at = if relays {
                        at + 1
                    } else if wants("عن") && in_place {
                        found.start = at + 1;
                        found.join = Join::Noun;
                        return Some(found);
                    } else {
                        self.after_prepositional(at)
                    };
                    continue;
                };
                let end = source.words.end;
                found.under.push((source, at..at + 1));
                at = end;
                continue;
            }
            if word.folded == "ل"
                && let Some((end, told)) = self.told(at)
            {
                if found.told.is_none() {
                    found.told = told;
                }
                at = end.max(at + 1);
                continue;
            }
            // «في مقابلة مع قناة الأفق»
            if matches!(folded, "مع" | "الي")
                && !wants(folded)
                && (at.saturating_sub(3)..at).any(|i| self.is_venue(i))
                && let Some(medium) = self.source(
                    at + 1,
                    Around {
                        short: true,
                        ..AROUND
                    },
                )
                && medium.known
                && matches!(medium.kind, LinkKind::Outlet | LinkKind::Agency)
            {
                at = medium.words.end;
                if found.told.is_none() && !medium.own {
                    found.told = Some(medium);
                }
                continue;
            }
            if self.function(at) == Some(Function::Prep) {
                if in_place && wants(folded) && !relays {
                    if self.is_that(at + 1) {
                        at += 1;
                        continue;
                    }
                    found.start = at + 1;
                    found.join = Join::Noun;
                    return Some(found);
                }
                at = self.after_prepositional(at);
                continue;
            }
            if self.is_adverb(at) {
                at += 1;
                continue;
            }
            if self.function(at) == Some(Function::Rel) {
                beyond_verb = true;
                in_place = false;
                at += 1;
                continue;
            }
            if matches!(
                self.function(at),
                Some(Function::Clause | Function::Conj | Function::Sub)
            ) {
                if at == from || self.function(at) == Some(Function::Sub) && folded != "اذا" {
                    at += 1;
                    continue;
                }
                break;
            }
            if let Some((end, told)) = self.told(at) {
                if found.told.is_none() {
                    found.told = told;
                }
                at = end.max(at + 1);
                continue;
            }
            if word.folded == "ل" && in_place && wants("ل") && !object {
                found.start = at + 1;
                found.join = Join::Noun;
                return Some(found);
            }
            if in_place
                && [('ب', "ب"), ('ل', "ل")]
                    .into_iter()
                    .any(|(letter, word)| wants(word) && self.attached(at, letter))
            {
                found.start = at;
                found.join = Join::Noun;
                return Some(found);
            }
            // after a definite subject a verb without «الذي» is a verbal noun unknown as such
            let noun_like = self.is_masdar(at)
                || at == from
                    && at > 0
                    && self.definite(at - 1)
                    && !self.conj(at)
                    && word.taken == 0;
            if self.is_verb(at) && !(noun_like && in_place && wants("masdar")) {
                // «في تصريحات نقلتها الوكالة»
                if let Some((relay, reading)) = self.say(at)
                    && reading.enclitic.is_some()
                    && (relay.stance == Stance::Relay || relay.note.contains("publishes"))
                    && let Some(medium) = self.source(at + 1, AROUND)
                    && matches!(medium.kind, LinkKind::Outlet | LinkKind::Agency)
                {
                    at = medium.words.end;
                    if found.told.is_none() && !medium.own {
                        found.told = Some(medium);
                    }
                    continue;
                }
                if self.conj(at) && !beyond_verb && commas % 2 == 0 {
                    break;
                }
                beyond_verb = true;
                in_place = false;
                at += 1;
                continue;
            }
            if in_place
                && !self.is_masdar(at)
                && let Some((_, taken)) = self.entry(at, |role| role == Role::Venue)
            {
                at += taken;
                continue;
            }
            // «نفت الحركة الاتهامات الموجهة لها بقتل …»: others accused; she speaks of what follows
            if in_place
                && wants("masdar")
                && self.definite(at)
                && self.is_statement(at)
                && !object
                && at + 1 < self.len()
                && !self.is_comma(at + 1)
                && !self.is_stop(at + 1)
            {
                found.start = at + 1;
                found.join = Join::Noun;
                return Some(found);
            }
            if in_place
                && wants("masdar")
                && (self.is_noun(at) || noun_like)
                && !self.conj(at)
                && (!object || at > from && self.is_masdar(at) && !self.definite(at))
            {
                found.start = at;
                found.join = Join::Noun;
                return Some(found);
            }
            if in_place
                && say
                    .complements
                    .iter()
                    .any(|c| c == word.folded.as_str() && c.chars().count() >= 3)
            {
                found.start = at;
                found.join = if folded == "كيف" {
                    Join::Clause
                } else {
                    Join::Noun
                };
                return Some(found);
            }
            // whom it is said to: «أخبر شاهد الوكالة أن»
            if object
                && in_place
                && self.is_noun(at)
                && let Some(medium) = self.source(
                    at,
                    Around {
                        short: true,
                        ..AROUND
                    },
                )
                && medium.known
                && matches!(medium.kind, LinkKind::Outlet | LinkKind::Agency)
            {
                at = medium.words.end;
                if found.told.is_none() && !medium.own {
                    found.told = Some(medium);
                }
                continue;
            }
            // an object of another kind stands in the content's place («شددت إجراءاتها»)
            if at == from && self.is_noun(at) && !object {
                in_place = false;
            }
            at += 1;
        }
        None
    }

    /// The letter at the word's front is a preposition: the rest is a known or definite word.
    fn attached(&self, at: usize, letter: char) -> bool {
        let Some((_, rest)) = self.behind(at, letter) else {
            return false;
        };
        self.carries(at, letter)
            || self
                .words
                .get(at)
                .is_some_and(|word| word.attached() == Some(letter))
            || rest.starts_with("ال")
            || self.tables.knows(&rest)
            || rest.chars().count() >= 4 && !self.lexicon.lookup(&rest).is_empty()
    }

    /// Index after a preposition and the noun phrase it governs.
    fn after_prepositional(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.len() && end < at + 8 {
            let keep = self.is_noun(end)
                && !self.conj(end)
                && (end == at + 1
                    || self.definite(end)
                    || !self.is_masdar(end) && !self.definite(end - 1));
            let time = self.is_adverb(end)
                || matches!(self.words[end].kind, tawatur_text::TokenKind::Number);
            if end > at + 1 && (self.told(end).is_some() || self.words[end].folded == "ل") {
                break;
            }
            if !(keep || time) {
                break;
            }
            end += 1;
        }
        end
    }

    /// Index at which the content that begins at `start` ends, within `limit`.
    pub(super) fn content_end(
        &self,
        start: usize,
        join: Join,
        stance: Stance,
        limit: usize,
    ) -> usize {
        let limit = limit.min(self.len());
        if let Join::Quote(open) = join {
            let mut close = match self.closing(open) {
                Some(close) if close < limit => close,
                _ => return limit,
            };
            // one quotation after the other
            loop {
                let mut next = close + 1;
                while self.is_comma(next) || self.is_stop(next) {
                    next += 1;
                }
                if next < limit && self.is_quote(next) && next > close {
                    match self.closing(next) {
                        Some(end) if end < limit => close = end,
                        _ => return limit,
                    }
                } else {
                    return close;
                }
            }
        }
        let aside = matches!(
            stance,
            Stance::Demand | Stance::Accuse | Stance::Threaten | Stance::Warn
        );
        // «نشرت الوكالة خبرا، ثم اعتقلت …»: nothing is quoted from what was published
        let mut published =
            join == Join::Clause && stance == Stance::Relay && self.is_statement(start);
        let mut quote_end = 0;
        let mut relative = false;
        for at in start..limit {
            if at < quote_end {
                continue;
            }
            if self.is_quote(at) {
                quote_end = self.closing(at).unwrap_or(at);
                if aside
                    && at > start
                    && self
                        .tables
                        .has_cue(&self.folded_from(at + 1), CueRole::Aside)
                {
                    return at;
                }
                continue;
            }
            if self.is_comma(at) {
                relative = false;
            }
            if at == start {
                continue;
            }
            let words = self.folded_from(at);
            let after_comma = self.is_comma(at - 1);
            published &= !self.is_that(at)
                && !self.is_colon(at)
                && self.function(at) != Some(Function::Rel)
                && self
                    .say(at)
                    .is_none_or(|(say, _)| self.content(at + 1, say).is_none());
            if published {
                let then = self.word(at).is_some_and(|w| w.after_conjunction() == "ثم");
                if then || self.goes_on_with_verb(at) {
                    return at;
                }
            }
            if self.tables.has_cue(&words, CueRole::Break) && (after_comma || self.conj(at)) {
                return at;
            }
            if self.tables.has_cue(
                &[self.word(at).map_or("", |w| w.folded.as_str())],
                CueRole::Break,
            ) && after_comma
            {
                return at;
            }
            if join == Join::Noun {
                if self.function(at) == Some(Function::Rel) {
                    relative = true;
                }
                if after_comma && self.tables.has_cue(&words, CueRole::Soft) {
                    return at;
                }
                let then = after_comma
                    && self.word(at).is_some_and(|w| w.after_conjunction() == "ثم")
                    && self.is_verb(at + 1);
                if !relative && (self.goes_on_with_verb(at) || then) {
                    return at;
                }
            }
            if aside
                && self.tables.cue(&words).is_some()
                && self.tables.has_cue(&words, CueRole::Aside)
                && !self.is_masdar(at - 1)
            {
                return at;
            }
        }
        limit
    }

    /// A finite verb with و begins here, which is no verbal noun, or which its own subject
    /// follows («…، وعقد مجلسه المركزي جلسة»).
    fn goes_on_with_verb(&self, at: usize) -> bool {
        let joined = self.conj(at)
            && self.is_verb(at)
            && self.word(at).is_some_and(|w| w.folded.starts_with('و'));
        let own_subject = || {
            self.is_comma(at.wrapping_sub(1))
                && self.is_noun(at + 1)
                && !self.definite(at + 1)
                && self.bare(at + 1).ends_with(['ه', 'ا'])
                && self.words.get(at + 1).is_some_and(|w| {
                    w.readings.iter().any(|r| r.enclitic.is_some())
                        || w.text.ends_with('ه')
                        || w.text.ends_with("ها")
                })
        };
        joined && (!self.is_masdar(at) || own_subject())
    }

    /// A noun for something published that has a speaker of its own.
    pub(super) fn is_statement(&self, at: usize) -> bool {
        self.entry(at, |role| role == Role::Statement).is_some()
    }
}
