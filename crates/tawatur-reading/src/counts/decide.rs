//! The kind of one quantity: from the word that governs it, its own noun, the count before
//! it or a verb after it.

use std::ops::Range;

use tawatur_record::CountKind;
use tawatur_text::TokenKind;

use super::FoundCount;
use super::govern::{ASIDE, CARRY, FAR, Governor, NAMED, NEAR, RIGHT, Reader};
use super::quantity::Quantity;
use super::table::{Class, Entry, Of, Phrase, Says};
use super::words::{Word, phrase_at};

impl Reader<'_> {
    pub(super) fn quantity(&mut self, quantity: &Quantity) {
        let noun = quantity.noun.and_then(|n| self.words.get(n));
        if quantity.whole {
            // «أربعة من أصل 12 عاملا»: the noun is that of the part
            if let (Some(last), Some(noun)) = (self.out.last_mut(), noun) {
                last.whom.get_or_insert(noun.span.clone());
            }
            return;
        }
        if quantity.barred {
            return;
        }
        if noun.is_some_and(Word::is_thing) {
            // «فر الآلاف من بيوتهم»: where they came from
            let from = quantity.partitive
                && self
                    .governor
                    .as_ref()
                    .is_some_and(|g| g.says == Says::Kind(CountKind::Displaced));
            if from {
                let mut bare = quantity.clone();
                bare.noun = None;
                bare.partitive = false;
                bare.after = bare.words.end;
                self.quantity(&bare);
            }
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
    pub(super) fn decide(
        &mut self,
        quantity: &Quantity,
    ) -> Option<(CountKind, bool, Range<usize>)> {
        let at = quantity.words.start;
        let noun = quantity.noun.and_then(|n| self.words.get(n));
        let own = noun.and_then(|w| self.noun_kind(w, quantity));
        let strong = own.filter(|(_, weak)| !weak).map(|(kind, _)| kind);
        let weak = own.filter(|(_, weak)| *weak).map(|(kind, _)| kind);
        let person = noun.is_some_and(|w| w.is(Class::Person) || w.is(Class::Noun));
        let noun_span = noun.map(|w| w.span.clone());
        // «عشرات الأهالي»: such amounts are of people where nothing says otherwise
        let vague = quantity.low.is_some() && quantity.high.is_none() && !quantity.bounded;
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

        if let Some(found) = self.toll_after(quantity) {
            return Some(found);
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
                Says::Kind(kind)
                    if governor.part
                        && distance <= 3
                        && !governor.comma
                        && preposition.is_none()
                        && (person || distance == 0 || quantity.of) =>
                {
                    self.fill();
                    return Some((strong.unwrap_or(kind), true, cue));
                }
                Says::Kind(kind) if allowed && !governor.comma => {
                    let entry = governor.entry;
                    let yields =
                        governor.toll || entry.is_some_and(|e| e.weak) || distance > NEAR + 1;
                    let known = person
                        || quantity.of
                        || quantity.partitive
                        || quantity.same.is_some()
                        || self.looks_personal(noun)
                        || vague;
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
            // «70 أسيرا توفوا»: what became of them goes before what they were
            let became = self
                .rightward(quantity, person)
                .filter(|(after, _)| matches!(after, CountKind::Killed | CountKind::Missing));
            if let Some((after, verb)) = became.filter(|(after, _)| *after != kind) {
                self.used = Some(verb);
                let cue = self.words.get(verb).map_or(span, |w| w.span.clone());
                return Some((after, false, cue));
            }
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

    /// «ارتفع إلى 27 عدد ضحايا الغارة»: the total is named after its number.
    fn toll_after(&self, quantity: &Quantity) -> Option<(CountKind, bool, Range<usize>)> {
        let toll = quantity.words.end;
        let named = self
            .words
            .get(toll)
            .is_some_and(|w| w.is(Class::Toll) && w.lead.is_empty() && !w.definite && !w.owned);
        let risen = matches!(
            self.preposition(quantity).as_deref(),
            Some("الي" | "علي" | "عن")
        );
        if !named || !risen {
            return None;
        }
        let noun = self.words.get(toll + 1)?;
        let entry = noun
            .entries
            .iter()
            .find(|e| e.class == Class::Noun && (e.of == Of::Many || noun.definite))?;
        match entry.says {
            Says::Kind(kind) => Some((kind, false, noun.span.clone())),
            _ => None,
        }
    }

    /// How far a governor reaches to a number without a known noun of people.
    pub(super) fn near(&self, governor: &Governor<'_>, quantity: &Quantity) -> usize {
        let passive = governor.entry.is_some_and(|e| !e.free);
        if quantity.noun.is_none() && !self.bare_end(quantity) {
            return 0;
        }
        let in_words = self
            .words
            .get(quantity.core)
            .is_some_and(|w| w.kind == TokenKind::Word);
        if quantity.bounded || quantity.approx || in_words {
            // dates are in figures and have no bounds
            return FAR / 2;
        }
        if passive { NEAR } else { NEAR + 1 }
    }

    /// A number without a noun ends its phrase: a sign, a preposition, a word of time or the end.
    pub(super) fn bare_end(&self, quantity: &Quantity) -> bool {
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
    pub(super) fn looks_personal(&self, noun: Option<&Word<'_>>) -> bool {
        noun.is_some_and(|w| {
            w.entries.is_empty()
                && !w.definite
                && w.rest.chars().count() >= 5
                && (w.rest.ends_with("يا") || w.rest.ends_with("يين") || w.rest.ends_with("يون"))
        })
    }

    /// The kind that a noun says of itself, and whether a verb decides against it.
    pub(super) fn noun_kind(
        &self,
        word: &Word<'_>,
        quantity: &Quantity,
    ) -> Option<(CountKind, bool)> {
        let kind = |entry: &Entry| match entry.says {
            Says::Kind(kind) => Some((kind, entry.weak)),
            _ => None,
        };
        if quantity.case
            && let Some(found) = word.get(Class::Masdar).and_then(kind)
        {
            return Some(found);
        }
        word.get(Class::Noun).and_then(kind)
    }

    /// «120 إصابة بفيروس»: the ill are no wounded; «جريح» never is ill.
    pub(super) fn is_illness(&self, cue: &Range<usize>) -> bool {
        let wound = self
            .words
            .iter()
            .find(|w| w.span == *cue)
            .is_some_and(|w| w.rest.contains("جر"));
        !wound && self.words.iter().any(|w| w.is(Class::Illness))
    }

    /// «قتل 3 مدنيين و5 جنود»: the count before goes on.
    pub(super) fn carried(
        &self,
        quantity: &Quantity,
        person: bool,
        has_noun: bool,
    ) -> Option<(CountKind, bool, Range<usize>)> {
        let at = quantity.words.start;
        if !self.joins(quantity) || self.preposition(quantity).is_some() {
            return None;
        }
        // «مقتل السفير، وثلاثة من حراسه»
        if let Some(governor) = self.governor.as_ref().filter(|g| {
            (g.named || g.comma && !g.filled)
                && at - g.at <= NAMED
                && (person || quantity.partitive)
        }) {
            let after_comma = !governor.comma || at - governor.comma_at <= 2;
            if let (Says::Kind(kind), true) = (governor.says, after_comma) {
                return Some((
                    kind,
                    false,
                    self.words
                        .get(governor.at)
                        .map(|w| w.span.clone())
                        .unwrap_or_default(),
                ));
            }
        }
        let last = self.out.last().filter(|_| self.open)?;
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
    pub(super) fn rightward(
        &self,
        quantity: &Quantity,
        person: bool,
    ) -> Option<(CountKind, usize)> {
        // «من عائلة واحدة» says whose they are
        let whose = quantity.high == Some(1) && self.preposition(quantity).is_some();
        if !person && quantity.noun.is_some() || whose {
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
                    Some((Phrase::Stop, _))
                )
            {
                return None;
            }
            if self.quantity_at(at).is_some() {
                return None;
            }
            let new_clause = word.lead.starts_with(['و', 'ف']);
            // after a preposition it is a noun («إلى ترك بيوتهم»)
            if let Some(entry) = self
                .cue(at)
                .filter(|e| e.class == Class::Verb && self.prepositional(at).is_none())
            {
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
                }) || self.quantity_at(at + 1).is_some();
                if new_clause || entry.object || object || !agrees || word.owned {
                    return None;
                }
                if kind == CountKind::Participants && !person {
                    return None;
                }
                return Some((kind, at));
            }
            // «مفقودا», «مصابين»: a state of those counted
            if !new_clause
                && !word.definite
                && word.bound().is_none()
                && !word.owned
                && let Some(Says::Kind(kind)) = word
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
            // «أجبر ألفي أسرة على النزوح», «تعرض 12 صحافيا للاعتقال»
            if let Some(entry) = word.get(Class::Masdar)
                && let Says::Kind(kind) = entry.says
            {
                // «لإصابات خطيرة», «على ترك منازلهم»
                let sure = word.definite
                    || word.bound() == Some('ل')
                    || !entry.with.is_empty() && self.beside(at, entry);
                let met = sure
                    && match self.prepositional(at).as_deref() {
                        Some("علي" | "الي") => kind == CountKind::Displaced,
                        Some("ل") => kind != CountKind::Participants,
                        _ => false,
                    };
                if met {
                    return Some((kind, at));
                }
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

    pub(super) fn push(
        &mut self,
        quantity: &Quantity,
        what: CountKind,
        part: bool,
        cue: Range<usize>,
    ) {
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
                .filter(|whom| {
                    // a noun that says its own kind is not those of another
                    self.words
                        .iter()
                        .any(|w| w.span == *whom && w.is(Class::Person))
                })
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
    pub(super) fn pair(&self, quantity: &Quantity) -> Option<(CountKind, CountKind, usize)> {
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
