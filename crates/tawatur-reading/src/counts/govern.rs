//! What each quantity counts: the words that govern it, before it or after it.
//!
//! One pass from the right margin to the left, as one reads. A verb or verbal noun governs
//! until a count fills it, another takes over or the clause ends; a count can be continued
//! by «و» and divided by «بينهم».

use std::ops::Range;

use tawatur_record::CountKind;
use tawatur_text::TokenKind;
use tawatur_text::clitics::proclitics;

use super::FoundCount;
use super::quantity::Quantity;
use super::table::{Bound, Class, CountTable, Entry, Of, Phrase, Says};
use super::words::{Word, phrase_at};

/// Words that may stand between a verb and the number it governs.
const FAR: usize = 14;
/// Words that may stand there where no noun of people is counted.
const NEAR: usize = 2;
/// Words that may stand between a count and what continues it.
const CARRY: usize = 7;
/// Words of an aside between two commas.
const ASIDE: usize = 7;
/// Words looked at for a verb after the noun.
const RIGHT: usize = 10;

/// What a word before a quantity says of it.
#[derive(Debug, Clone)]
struct Governor<'a> {
    says: Says,
    /// Said together with it («مقتل وإصابة 12»).
    also: Option<CountKind>,
    at: usize,
    entry: Option<&'a Entry>,
    toll: bool,
    part: bool,
    filled: bool,
    /// A comma since, not closed by a second one.
    comma: bool,
    /// Where that comma stands.
    comma_at: usize,
}

struct Reader<'a> {
    words: &'a [Word<'a>],
    quantities: &'a [Quantity],
    table: &'a CountTable,
    governor: Option<Governor<'a>>,
    /// The kind of the last total, which «العدد» takes up.
    topic: Option<CountKind>,
    /// A verb that bounds the next number, whether it is negated, and whether it wants a preposition.
    pending: Option<(Bound, bool)>,
    /// A verb that an earlier number has taken («11 طبيبة قتلن»).
    used: Option<usize>,
    /// A total was named here and not yet of what.
    toll: Option<usize>,
    out: Vec<FoundCount>,
    /// Word after the last count.
    last_end: usize,
    /// The noun of the last count.
    last_noun: Option<usize>,
    /// The last count can still be continued.
    open: bool,
}

/// The counts among `quantities`.
pub(super) fn counts(
    words: &[Word<'_>],
    quantities: &[Quantity],
    table: &CountTable,
) -> Vec<FoundCount> {
    let mut reader = Reader {
        words,
        quantities,
        table,
        governor: None,
        topic: None,
        pending: None,
        used: None,
        toll: None,
        out: Vec::new(),
        last_end: 0,
        last_noun: None,
        open: false,
    };
    reader.read();
    reader.out
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        let mut next = 0;
        let mut at = 0;
        while at < self.words.len() {
            while self
                .quantities
                .get(next)
                .is_some_and(|q| q.words.start < at)
            {
                next += 1;
            }
            if let Some(quantity) = self.quantities.get(next).filter(|q| q.words.start == at) {
                next += 1;
                self.quantity(quantity);
                // the noun of a number governs nothing («12 إصابة»)
                at = quantity.after.max(quantity.words.end).max(at + 1);
                continue;
            }
            at = self.word(at);
        }
    }

    /// Reads one word that is no quantity; returns the index to go on with.
    fn word(&mut self, at: usize) -> usize {
        let Some(word) = self.words.get(at) else {
            return at + 1;
        };
        if word.kind == TokenKind::Punct {
            if word.is_sign(&['،', ',']) {
                if let Some(governor) = &mut self.governor {
                    // «اعتقل، الثلاثاء الماضي، عشرين شخصا»: the second comma closes an aside
                    governor.comma = !(governor.comma && at - governor.comma_at <= ASIDE);
                    governor.comma_at = at;
                }
                self.toll = None;
            } else if word.is_sign(&['؛', '.', ':', '!', '؟', '?', ';']) {
                self.clause();
            }
            return at + 1;
        }
        match phrase_at(self.words, at, self.table) {
            Some((Phrase::Stop, next)) => {
                self.clause();
                return next;
            }
            Some((Phrase::Part | Phrase::Of, next)) => {
                self.part(at);
                return next;
            }
            _ => {}
        }
        if word.is(Class::Toll) {
            self.toll = Some(at);
            // «عددهم», «العدد» take up what was counted before
            let governed = self.governor.as_ref().and_then(|g| match g.says {
                Says::Kind(kind) => Some(kind),
                _ => None,
            });
            let earlier = self.topic.or(self.out.last().map(|c| c.what)).or(governed);
            // «العدد 222» is that of a journal
            let issue = word.definite
                && self
                    .quantities
                    .iter()
                    .any(|q| q.words.start == at + 1 && q.noun.is_none());
            if (word.owned || word.definite)
                && !issue
                && let Some(kind) = earlier
            {
                self.set(Governor {
                    toll: true,
                    ..governor(Says::Kind(kind), at, None)
                });
            }
            return at + 1;
        }
        self.bound(at);
        if let Some(kind) = self.total(at) {
            self.topic = Some(kind);
            self.set(Governor {
                toll: true,
                ..governor(Says::Kind(kind), at, None)
            });
            return at + 1;
        }
        if let Some(entry) = self.cue(at) {
            self.govern(at, entry);
        } else if self.among(at) {
            return at + 1;
        }
        self.singular(at)
    }

    /// A clause ends: nothing before it governs what follows.
    fn clause(&mut self) {
        self.governor = None;
        self.pending = None;
        self.toll = None;
        self.open = false;
    }

    fn set(&mut self, governor: Governor<'a>) {
        self.governor = Some(governor);
    }

    /// The entry by which word `at` governs, its companions checked.
    fn cue(&self, at: usize) -> Option<&'a Entry> {
        let word = self.words.get(at)?;
        // a word with the article is no verb («الفرق»)
        let next = self.words.get(at + 1);
        let takes = |entry: &Entry| {
            next.is_some_and(|n| entry.preps.iter().any(|p| n.folded == *p || n.lead == *p))
        };
        // nor does a definite verbal noun govern, but by its preposition («الإفراج عن», not «فرق الإنقاذ»)
        let fits = |entry: &&'a Entry| match entry.class {
            Class::Masdar => !word.definite || takes(entry),
            Class::Verb => !word.definite,
            _ => false,
        };
        let fits = |entry: &&'a Entry| {
            fits(entry) && (entry.with.is_empty() || self.beside(at, &entry.with))
        };
        let entries: Vec<&'a Entry> = word.entries.iter().copied().filter(fits).collect();
        // a reading that its companions confirm goes before one that needs none
        entries
            .iter()
            .copied()
            .find(|e| !e.with.is_empty())
            .or_else(|| entries.first().copied())
    }

    /// One of `stems` stands within twelve words of `at`.
    fn beside(&self, at: usize, stems: &[String]) -> bool {
        let near = self
            .words
            .get(at.saturating_sub(4)..(at + 13).min(self.words.len()))
            .unwrap_or_default();
        near.iter()
            .flat_map(|w| proclitics(&w.folded))
            .any(|(_, form)| {
                let form = form.strip_prefix("ال").unwrap_or(form);
                stems.iter().any(|s| {
                    let stem = s.strip_prefix("ال").unwrap_or(s);
                    form.strip_prefix(stem)
                        .is_some_and(|tail| tail.chars().count() <= 3)
                })
            })
    }

    fn govern(&mut self, at: usize, entry: &'a Entry) {
        let Some(word) = self.words.get(at) else {
            return;
        };
        // «قتله خمسة مسلحين»: those after it did it
        let says = if entry.class == Class::Verb && word.owned {
            Says::Other
        } else {
            entry.says
        };
        let mut next = governor(says, at, Some(entry));
        if let (Some(before), Says::Kind(kind)) = (&self.governor, entry.says) {
            // «مقتل وإصابة 12»
            if let Says::Kind(other) = before.says {
                if !before.filled
                    && before.at + 1 == at
                    && word.joins()
                    && other != kind
                    && before.entry.is_some()
                {
                    next.also = Some(other);
                }
            }
        }
        // «مقتل القائد»: the place of the number is taken
        if entry.class == Class::Masdar && !entry.free && entry.preps.is_empty() {
            let filled = self.words.get(at + 1).is_some_and(|w| {
                w.kind == TokenKind::Word && w.definite && w.lead.is_empty() && !w.is(Class::Time)
            });
            next.filled = filled || word.owned && !word.is(Class::Noun) && entry.with.is_empty();
        }
        next.filled |= self.used == Some(at);
        if next.filled && self.used != Some(at) {
            self.open = false;
        }
        self.set(next);
    }

    /// A number of a total: «عدد القتلى», «حصيلة ضحايا الهجوم», and its continuation «والجرحى».
    fn total(&self, at: usize) -> Option<CountKind> {
        let word = self.words.get(at)?;
        let noun = word
            .entries
            .iter()
            .find(|e| e.class == Class::Noun && e.of != Of::Two)?;
        let Says::Kind(kind) = noun.says else {
            return None;
        };
        let named = word.definite || word.owned || noun.of == Of::Many;
        let opened = self.toll.is_some_and(|toll| at - toll <= 4);
        let continued =
            word.joins() && word.definite && self.governor.as_ref().is_some_and(|g| g.toll);
        (named && (opened || continued)).then_some(kind)
    }

    /// «بين القتلى 3 نساء», «من الجرحى», «القتلى بلغ عددهم».
    fn among(&mut self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else {
            return false;
        };
        let Some(noun) = word
            .get(Class::Noun)
            .filter(|e| e.of == Of::Many && !e.weak)
        else {
            return false;
        };
        let Says::Kind(kind) = noun.says else {
            return false;
        };
        if !word.definite {
            return false;
        }
        self.topic = Some(kind);
        let before = at.checked_sub(1).and_then(|i| self.words.get(i));
        if before.is_some_and(|w| matches!(w.rest.as_str(), "بين" | "من" | "ضمن")) {
            self.set(Governor {
                part: true,
                ..governor(Says::Kind(kind), at, None)
            });
            return true;
        }
        // «المصابون خمسة», «القتلى هم خمسة»
        let number = |at: usize| self.quantities.iter().any(|q| q.words.start == at);
        if number(at + 1)
            || number(at + 2) && self.words.get(at + 1).is_some_and(|w| w.folded == "هم")
        {
            self.set(Governor {
                toll: true,
                ..governor(Says::Kind(kind), at, None)
            });
            return true;
        }
        false
    }

    /// «بينهم»: what follows is inside the last count.
    fn part(&mut self, at: usize) {
        let earlier = self.out.last().map(|c| c.what);
        let governed = self.governor.as_ref().and_then(|g| match g.says {
            Says::Kind(kind) => Some(kind),
            _ => None,
        });
        let blocked = self.governor.as_ref().is_some_and(|g| {
            matches!(g.says, Says::Freed) || g.says == Says::Other && earlier.is_none()
        });
        if let Some(kind) = governed.or(earlier).filter(|_| !blocked) {
            self.set(Governor {
                part: true,
                ..governor(Says::Kind(kind), at, None)
            });
        }
    }

    /// Verbs that bound a number to come: «لم يتجاوز عدد المصابين خمسة».
    fn bound(&mut self, at: usize) {
        let Some(word) = self.words.get(at) else {
            return;
        };
        let Some(entry) = word
            .entries
            .iter()
            .find(|e| matches!(e.class, Class::VerbMore | Class::VerbLess))
        else {
            return;
        };
        let negated = (at.saturating_sub(2)..at).any(|i| matches!(phrase_at(self.words, i, self.table), Some((Phrase::Not, next)) if next <= at));
        let bound = match (entry.class, negated) {
            (Class::VerbMore, false) => Bound::More,
            (Class::VerbMore, true) => Bound::Most,
            (_, false) => Bound::Less,
            (_, true) => Bound::Least,
        };
        self.pending = Some((bound, entry.prep));
    }

    /// A single victim that a verb of harm names without a number: «استشهد مدني».
    fn singular(&mut self, at: usize) -> usize {
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
        let agent = self
            .quantities
            .iter()
            .find(|q| q.words.start > at)
            .is_some_and(|q| {
                q.words.start <= at + 3
                    && self.preposition(q).is_none()
                    && !self.joins(q)
                    && q.noun
                        .and_then(|n| self.words.get(n))
                        .is_some_and(|w| w.is(Class::Person))
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
    fn single_noun(&self, at: usize) -> Option<CountKind> {
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
    fn single_before(&self, at: usize) -> Option<(CountKind, usize)> {
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
    fn is_single(&self, at: usize) -> bool {
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
        if word.rest == "اخر" {
            // «آخر القادة» is the last of them
            return next.kind == TokenKind::Punct || next.is(Class::Time) || next.clings();
        }
        next.kind == TokenKind::Punct
            || next.is(Class::Time)
            || next.clings()
            || !next.definite && !next.owned
    }

    fn push_single(&mut self, at: usize, what: CountKind, part: bool, cue: Range<usize>) {
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

    /// The preposition right before a quantity, on it or a word of its own.
    fn preposition(&self, quantity: &Quantity) -> Option<String> {
        let bound = quantity
            .lead
            .chars()
            .last()
            .filter(|c| *c != 'و' && *c != 'ف');
        bound
            .map(|c| c.to_string())
            .or_else(|| self.prepositional(quantity.words.start))
    }

    /// The preposition right before word `at`, on it or a word of its own.
    fn prepositional(&self, at: usize) -> Option<String> {
        let word = self.words.get(at)?;
        if let Some(bound) = word.bound() {
            return Some(bound.to_string());
        }
        let before = self.words.get(at.checked_sub(1)?)?;
        // «ب15», «بـ 15»
        let bare: String = before.folded.chars().filter(|c| *c != 'و').collect();
        let known = matches!(
            bare.as_str(),
            "في" | "من"
                | "علي"
                | "الي"
                | "عن"
                | "مع"
                | "بين"
                | "منذ"
                | "خلال"
                | "بعد"
                | "قبل"
                | "حتي"
                | "لمده"
                | "عند"
                | "ب"
                | "ل"
                | "ك"
                | "بال"
                | "لل"
                | "طوال"
                | "نحو"
                | "قرب"
        );
        known.then_some(bare)
    }

    /// و stands on a quantity or before it.
    fn joins(&self, quantity: &Quantity) -> bool {
        let at = quantity.words.start;
        quantity.lead.starts_with('و')
            || at
                .checked_sub(1)
                .and_then(|i| self.words.get(i))
                .is_some_and(|w| w.folded == "و" || w.folded == "وال")
    }

    fn quantity(&mut self, quantity: &Quantity) {
        let noun = quantity.noun.and_then(|n| self.words.get(n));
        if quantity.whole {
            // «أربعة من أصل 12 عاملا»: the noun is that of the part
            if let (Some(last), Some(noun)) = (self.out.last_mut(), noun) {
                last.whom.get_or_insert(noun.span.clone());
            }
            return;
        }
        if quantity.barred || noun.is_some_and(Word::is_thing) {
            return;
        }
        let found = self.decide(quantity);
        if let Some((kind, part, cue)) =
            found.filter(|(kind, _, cue)| *kind != CountKind::Injured || !self.is_illness(cue))
        {
            self.push(quantity, kind, part, cue);
        }
    }

    /// The kind of a quantity, whether it is a part, and its cue's span.
    fn decide(&mut self, quantity: &Quantity) -> Option<(CountKind, bool, Range<usize>)> {
        let at = quantity.words.start;
        let noun = quantity.noun.and_then(|n| self.words.get(n));
        let own = noun.and_then(|w| self.noun_kind(w, quantity));
        let strong = own.filter(|(_, weak)| !weak).map(|(kind, _)| kind);
        let weak = own.filter(|(_, weak)| *weak).map(|(kind, _)| kind);
        let person = noun.is_some_and(|w| w.is(Class::Person) || w.is(Class::Noun));
        let noun_span = noun.map(|w| w.span.clone());
        let preposition = self.preposition(quantity);
        // «207 منها»: things, unless people were counted before
        if quantity.of && self.out.is_empty() && noun.is_some_and(|w| w.folded == "منها") {
            return None;
        }
        if let Some((first, _, noun)) = self.pair(quantity) {
            self.fill();
            return Some((
                first,
                false,
                self.words
                    .get(noun)
                    .map(|w| w.span.clone())
                    .unwrap_or_default(),
            ));
        }

        if let Some(governor) = self.governor.clone().filter(|g| !g.filled) {
            let distance = at.saturating_sub(governor.at + 1);
            let allowed = preposition.as_ref().is_none_or(|p| {
                governor.toll
                    || governor.part
                    || governor.entry.is_some_and(|e| e.preps.contains(p))
            });
            let cue = self
                .words
                .get(governor.at)
                .map(|w| w.span.clone())
                .unwrap_or_default();
            match governor.says {
                Says::Freed if distance <= 4 && !governor.comma => {
                    self.fill();
                    return None;
                }
                Says::Other if distance <= NEAR && !governor.comma && strong.is_none() => {
                    self.fill();
                    return None;
                }
                Says::Kind(kind) if governor.part => {
                    if distance <= 3
                        && !governor.comma
                        && preposition.is_none()
                        && (person || distance == 0 || quantity.of)
                    {
                        self.part_end();
                        return Some((strong.unwrap_or(kind), true, cue));
                    }
                }
                Says::Kind(kind) if allowed && !governor.comma => {
                    let entry = governor.entry;
                    let yields =
                        governor.toll || entry.is_some_and(|e| e.weak) || distance > NEAR + 1;
                    let known = person
                        || quantity.of
                        || quantity.partitive
                        || quantity.same.is_some()
                        || self.looks_personal(noun);
                    let reach = if entry.is_some_and(|e| e.near) {
                        1
                    } else if known || governor.toll {
                        if kind == CountKind::Participants {
                            FAR / 2
                        } else {
                            FAR
                        }
                    } else if noun.is_none() || kind != CountKind::Participants {
                        self.near(&governor, quantity)
                    } else {
                        0
                    };
                    if distance < reach {
                        let what = if yields { strong.unwrap_or(kind) } else { kind };
                        let part = quantity.of && self.out.iter().any(|c| c.what == what);
                        self.fill();
                        return Some((what, part, cue));
                    }
                }
                _ => {}
            }
        }
        if quantity.of || quantity.same.is_some() {
            let last = self.out.last()?;
            let what = strong.unwrap_or(last.what);
            let cue = noun_span
                .filter(|_| strong.is_some())
                .unwrap_or_else(|| last.cue.clone());
            return Some((what, quantity.of, cue));
        }
        if let (Some(kind), Some(span)) = (strong, noun_span.clone()) {
            return Some((kind, false, span));
        }
        if let Some(found) = self.carried(quantity, person, noun.is_some()) {
            return Some(found);
        }
        if let Some((kind, verb)) = self.rightward(quantity, person) {
            self.used = Some(verb);
            let cue = self
                .words
                .get(verb)
                .map(|w| w.span.clone())
                .unwrap_or_default();
            return Some((kind, false, cue));
        }
        if let (Some(kind), Some(span)) = (weak, noun_span) {
            return Some((kind, false, span));
        }
        // «إنه لا يزيد على ثمانمئة شخص»: what was counted before
        let topic = self.topic?;
        let bounded = self.pending.is_some() || quantity.bounded;
        let fits = bounded
            && self.governor.is_none()
            && person
            && self.out.last().is_some_and(|c| c.what == topic);
        fits.then(|| {
            (
                topic,
                false,
                self.out.last().map(|c| c.cue.clone()).unwrap_or_default(),
            )
        })
    }

    /// How far a governor reaches to a number without a known noun of people.
    fn near(&self, governor: &Governor<'_>, quantity: &Quantity) -> usize {
        let passive = governor.entry.is_some_and(|e| !e.free);
        if quantity.noun.is_none() && !self.bare_end(quantity) {
            return 0;
        }
        if passive { NEAR } else { NEAR + 1 }
    }

    /// A number without a noun ends its phrase: a sign, a preposition, a word of time or the end.
    fn bare_end(&self, quantity: &Quantity) -> bool {
        let Some(word) = self.words.get(quantity.words.end) else {
            return true;
        };
        word.kind == TokenKind::Punct
            || word.is(Class::Time)
            || word.clings()
            || word.folded == "و"
            || word.is(Class::Verb)
            || phrase_at(self.words, quantity.words.end, self.table).is_some()
    }

    /// Nisbas after a number are people more often than not («سبعة حلبيين»).
    fn looks_personal(&self, noun: Option<&Word<'_>>) -> bool {
        noun.is_some_and(|w| {
            w.entries.is_empty()
                && !w.definite
                && w.rest.chars().count() >= 5
                && (w.rest.ends_with("يا") || w.rest.ends_with("يين") || w.rest.ends_with("يون"))
        })
    }

    /// The kind that a noun says of itself, and whether a verb decides against it.
    fn noun_kind(&self, word: &Word<'_>, quantity: &Quantity) -> Option<(CountKind, bool)> {
        let kind = |entry: &Entry| match entry.says {
            Says::Kind(kind) => Some((kind, entry.weak)),
            _ => None,
        };
        if quantity.case {
            if let Some(found) = word.get(Class::Masdar).and_then(kind) {
                return Some(found);
            }
        }
        word.get(Class::Noun).and_then(kind)
    }

    /// «120 إصابة بفيروس»: the ill are no wounded; «جريح» never is ill.
    fn is_illness(&self, cue: &Range<usize>) -> bool {
        let wound = self
            .words
            .iter()
            .find(|w| w.span == *cue)
            .is_some_and(|w| w.rest.contains("جر"));
        !wound && self.words.iter().any(|w| w.is(Class::Illness))
    }

    fn fill(&mut self) {
        if let Some(governor) = &mut self.governor {
            governor.filled = true;
        }
    }

    fn part_end(&mut self) {
        self.fill();
    }

    /// «قتل 3 مدنيين و5 جنود»: the count before goes on.
    fn carried(
        &self,
        quantity: &Quantity,
        person: bool,
        has_noun: bool,
    ) -> Option<(CountKind, bool, Range<usize>)> {
        let last = self.out.last().filter(|_| self.open)?;
        let at = quantity.words.start;
        if !self.joins(quantity) || self.preposition(quantity).is_some() {
            return None;
        }
        let between = self.words.get(self.last_end..at)?;
        let blocked = between.len() > CARRY || between.iter().any(|w| w.is_sign(&['؛', '.', ':']));
        let other = self
            .governor
            .as_ref()
            .is_some_and(|g| !g.filled && g.at >= self.last_end);
        let noun_fits = person
            || quantity.partitive
            || self.looks_personal(quantity.noun.and_then(|n| self.words.get(n)))
            || !has_noun && self.bare_end(quantity);
        (!blocked && !other && noun_fits).then(|| (last.what, last.part, last.cue.clone()))
    }

    /// A verb or state after the noun: «11 طبيبة قتلن», «شخص واحد مفقودا», «مئات خرجوا في مسيرة».
    fn rightward(&self, quantity: &Quantity, person: bool) -> Option<(CountKind, usize)> {
        if !person && quantity.noun.is_some() {
            return None;
        }
        let from = quantity.after.max(quantity.words.end);
        let mut next = from;
        while next < (from + RIGHT).min(self.words.len()) {
            let at = next;
            next += 1;
            let word = self.words.get(at)?;
            // «5 مدنيين، بينهم امرأة، أصيبوا»
            if word.is_sign(&['،', ',']) && at == from {
                let close = (at + 2..=at + ASIDE)
                    .find(|&i| self.words.get(i).is_some_and(|w| w.is_sign(&['،', ','])));
                next = close? + 1;
                continue;
            }
            if word.is_sign(&['،', '؛', '.', ':', '؟', '!', ','])
                || matches!(
                    phrase_at(self.words, at, self.table),
                    Some((Phrase::Stop | Phrase::Part | Phrase::Of, _))
                )
            {
                return None;
            }
            if self.quantities.iter().any(|q| q.words.start == at) {
                return None;
            }
            let new_clause = word.lead.starts_with(['و', 'ف']);
            if let Some(entry) = self.cue(at).filter(|e| e.class == Class::Verb) {
                let Says::Kind(kind) = entry.says else {
                    return None;
                };
                let agrees = match entry.of {
                    Of::Many => quantity.high != Some(1),
                    Of::Two => quantity.high == Some(2),
                    Of::One => quantity.high == Some(1),
                    Of::OneOrGroup => true,
                };
                let object = self.words.get(at + 1).is_some_and(|w| {
                    w.is(Class::Person) || w.is(Class::Noun) || w.kind == TokenKind::Number
                }) || self.quantities.iter().any(|q| q.words.start == at + 1);
                if new_clause || entry.object || object || !agrees || word.owned {
                    return None;
                }
                if kind == CountKind::Participants && !person {
                    return None;
                }
                return Some((kind, at));
            }
            // «مفقودا», «مصابين»: a state of those counted
            if !new_clause && !word.definite && word.bound().is_none() && !word.owned {
                if let Some(Says::Kind(kind)) = word
                    .entries
                    .iter()
                    .find(|e| {
                        e.class == Class::Noun
                            && !e.weak
                            && (e.of != Of::Two || quantity.high == Some(2))
                    })
                    .map(|e| e.says)
                {
                    let participle = !word.is(Class::Masdar);
                    if participle && self.prepositional(at).is_none() {
                        return Some((kind, at));
                    }
                }
            }
            // «أجبر ألفي أسرة على النزوح»
            if let Some(Says::Kind(kind @ CountKind::Displaced)) =
                word.get(Class::Masdar).map(|e| e.says)
                && word.definite
                && matches!(self.prepositional(at).as_deref(), Some("علي" | "الي"))
            {
                return Some((kind, at));
            }
            // «في عداد المفقودين»
            if word.rest == "عداد" {
                let noun = self.words.get(at + 1)?;
                if let Some(Says::Kind(kind)) = noun.get(Class::Noun).map(|e| e.says) {
                    return Some((kind, at + 1));
                }
            }
        }
        None
    }

    fn push(&mut self, quantity: &Quantity, what: CountKind, part: bool, cue: Range<usize>) {
        let mut quantity = quantity.clone();
        if let Some((bound, prep)) = self.pending.take() {
            let wanted =
                !prep || matches!(self.preposition(&quantity).as_deref(), Some("عن" | "علي"));
            if !quantity.bounded && wanted {
                quantity.set(bound);
            }
        }
        if let (Some(factor), Some(last)) = (quantity.same, self.out.last()) {
            quantity.low = last.low.map(|v| v.saturating_mul(factor));
            quantity.high = last.high.map(|v| v.saturating_mul(factor));
            quantity.approx = last.approx || factor > 1;
        }
        let Some(last) = quantity
            .words
            .end
            .checked_sub(1)
            .and_then(|i| self.words.get(i))
        else {
            return;
        };
        let noun = quantity.noun.and_then(|n| self.words.get(n));
        // «أصيب 29»: those just told of
        let whom = noun.map(|w| w.span.clone()).or_else(|| {
            self.out
                .last()
                .filter(|c| c.what != what || part)
                .and_then(|c| c.whom.clone())
        });
        let mut count = FoundCount {
            what,
            whom,
            low: quantity.low,
            high: quantity.high,
            start: quantity.start,
            end: last.span.end,
            approx: quantity.approx,
            part,
            cue,
        };
        let also = self
            .governor
            .as_mut()
            .and_then(|g| g.also.take())
            .or_else(|| self.pair(&quantity).map(|(_, second, _)| second));
        if let Some(other) = also.filter(|o| *o != what) {
            // together so many: of each no more than that, and of «عشرات القتلى والجرحى» nothing is known
            if count.high.is_none() {
                return;
            }
            count.low = None;
            self.out.push(count.clone());
            count.what = other;
        }
        self.out.push(count);
        self.last_end = quantity.after.max(quantity.words.end);
        self.last_noun = quantity.noun;
        self.open = true;
    }

    /// «12 قتيلا وجريحا», «25 شخصا بين قتيل وجريح»: the two kinds of one number.
    fn pair(&self, quantity: &Quantity) -> Option<(CountKind, CountKind, usize)> {
        let mut at = quantity.noun?;
        let between = |i: usize| self.words.get(i).is_some_and(|w| w.folded == "بين");
        if between(at + 1) {
            at += 2;
        } else if between(at + 2) && self.words.get(at + 1).is_some_and(|w| w.folded == "ما") {
            at += 3;
        }
        let noun = self.words.get(at)?;
        let first = noun.get(Class::Noun).filter(|e| !e.weak)?;
        let next = self.words.get(at + 1)?;
        let second = next
            .get(Class::Noun)
            .filter(|e| !e.weak && e.of == first.of)?;
        let (Says::Kind(one), Says::Kind(two)) = (first.says, second.says) else {
            return None;
        };
        let joined =
            next.joins() && noun.definite == next.definite && first.of != Of::Two && one != two;
        joined.then_some((one, two, at))
    }
}

fn governor(says: Says, at: usize, entry: Option<&Entry>) -> Governor<'_> {
    Governor {
        says,
        also: None,
        at,
        entry,
        toll: false,
        part: false,
        filled: false,
        comma: false,
        comma_at: 0,
    }
}
