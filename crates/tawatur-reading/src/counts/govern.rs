//! What each quantity counts: the words that govern it, before it or after it.
//!
//! One pass from the right margin to the left, as one reads. A verb or verbal noun governs
//! until a count fills it, another takes over or the clause ends; a count can be continued
//! by «و» and divided by «بينهم».

use tawatur_record::CountKind;
use tawatur_text::TokenKind;
use tawatur_text::clitics::proclitics;

use super::FoundCount;
use super::quantity::Quantity;
use super::table::{Bound, Class, CountTable, Entry, Of, Phrase, Says};
use super::words::{Word, phrase_at};

/// Words that may stand between a verb and the number it governs.
pub(super) const FAR: usize = 14;
/// Words that may stand there where no noun of people is counted.
pub(super) const NEAR: usize = 2;
/// Words that may stand between a count and what continues it.
pub(super) const CARRY: usize = 7;
/// Words of an aside between two commas.
pub(super) const ASIDE: usize = 7;
/// Words of a named victim that others are added to.
pub(super) const NAMED: usize = 12;
/// Words looked at for a verb after the noun.
pub(super) const RIGHT: usize = 10;

/// What a word before a quantity says of it.
#[derive(Debug, Clone)]
pub(super) struct Governor<'a> {
    pub(super) says: Says,
    /// Said together with it («مقتل وإصابة 12»).
    pub(super) also: Option<CountKind>,
    pub(super) at: usize,
    pub(super) entry: Option<&'a Entry>,
    pub(super) toll: bool,
    pub(super) part: bool,
    pub(super) filled: bool,
    /// Filled by a definite noun («مقتل القائد»), which «وثلاثة من مرافقيه» may continue.
    pub(super) named: bool,
    /// A comma since, not closed by a second one.
    pub(super) comma: bool,
    /// Where that comma stands.
    pub(super) comma_at: usize,
}

pub(super) struct Reader<'a> {
    pub(super) words: &'a [Word<'a>],
    pub(super) quantities: &'a [Quantity],
    /// For each word, the quantity that starts there, counted from 1; 0 for none.
    starts: Vec<usize>,
    pub(super) table: &'a CountTable,
    pub(super) governor: Option<Governor<'a>>,
    /// The kind of the last total, which «العدد» takes up.
    pub(super) topic: Option<CountKind>,
    /// A verb that bounds the next number, whether it is negated, and whether it wants a preposition.
    pub(super) pending: Option<(Bound, bool)>,
    /// A verb that an earlier number has taken («11 طبيبة قتلن»).
    pub(super) used: Option<usize>,
    /// A total was named here and not yet of what.
    pub(super) toll: Option<usize>,
    pub(super) out: Vec<FoundCount>,
    /// Word after the last count.
    pub(super) last_end: usize,
    /// The noun of the last count.
    pub(super) last_noun: Option<usize>,
    /// The last count can still be continued.
    pub(super) open: bool,
}

/// The counts among `quantities`.
pub(super) fn counts(
    words: &[Word<'_>],
    quantities: &[Quantity],
    table: &CountTable,
) -> Vec<FoundCount> {
    let mut starts = vec![0; words.len()];
    for (index, quantity) in quantities.iter().enumerate() {
        if let Some(slot) = starts.get_mut(quantity.words.start) {
            *slot = index + 1;
        }
    }
    let mut reader = Reader {
        starts,
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
    /// The quantity that starts at word `at`.
    pub(super) fn quantity_at(&self, at: usize) -> Option<&'a Quantity> {
        let index = self.starts.get(at)?.checked_sub(1)?;
        self.quantities.get(index)
    }

    pub(super) fn read(&mut self) {
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
    pub(super) fn word(&mut self, at: usize) -> usize {
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
            let issue = word.definite && self.quantity_at(at + 1).is_some_and(|q| q.noun.is_none());
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
        // «عدد قتلى تفجيري العاصمة»: what they fell to takes the total's place not
        let within = |entry: &Entry| {
            let total = self.governor.as_ref().filter(|g| g.toll && !g.filled);
            total.is_some_and(|g| {
                let next = g.at + 1 == at;
                // «عدد ضحايا غرق القارب»
                let genitive = next && self.words.get(g.at).is_some_and(|w| !w.definite);
                let masdar = entry.class == Class::Masdar;
                !word.joins() && (entry.says == Says::Other && (masdar || next) || genitive)
            })
        };
        if let Some(entry) = self.cue(at).filter(|entry| !within(entry)) {
            self.govern(at, entry);
        } else if self.among(at) {
            return at + 1;
        }
        self.singular(at)
    }

    /// A clause ends: nothing before it governs what follows.
    pub(super) fn clause(&mut self) {
        self.governor = None;
        self.pending = None;
        self.toll = None;
        self.open = false;
    }

    pub(super) fn set(&mut self, governor: Governor<'a>) {
        self.governor = Some(governor);
    }

    /// The entry by which word `at` governs, its companions checked.
    pub(super) fn cue(&self, at: usize) -> Option<&'a Entry> {
        let word = self.words.get(at)?;
        // a word with the article is no verb («الفرق»)
        let next = self.words.get(at + 1);
        let takes = |entry: &Entry| {
            let written =
                next.is_some_and(|n| entry.preps.iter().any(|p| n.folded == *p || n.lead == *p));
            let number = self.quantity_at(at + 1);
            written || number.is_some_and(|q| entry.preps.contains(&q.lead))
        };
        // a verb does not follow a verb or its noun at once: «مقتل حاكم», «قتل طالب»
        let follows = !word.joins()
            && self
                .governor
                .as_ref()
                .is_some_and(|g| g.at + 1 == at && g.entry.is_some() && !g.filled);
        // nor does a definite verbal noun govern, but by its preposition («الإفراج عن», not «فرق الإنقاذ»)
        let fits = |entry: &&'a Entry| match entry.class {
            Class::Masdar => !word.definite || takes(entry),
            Class::Verb => !(word.definite || follows && word.lead.is_empty()),
            _ => false,
        };
        let fits =
            |entry: &&'a Entry| fits(entry) && (entry.with.is_empty() || self.beside(at, entry));
        let entries: Vec<&'a Entry> = word.entries.iter().copied().filter(fits).collect();
        // a reading that its companions confirm goes before one that needs none
        entries
            .iter()
            .copied()
            .find(|e| !e.with.is_empty())
            .or_else(|| entries.first().copied())
    }

    /// One of the entry's companions stands within twelve words of `at`; a verb may stand
    /// farther before its own noun («أودت غارات فجر الجمعة على الحي بحياة …»).
    pub(super) fn beside(&self, at: usize, entry: &Entry) -> bool {
        let stems = &entry.with;
        let back = if entry.class == Class::Masdar { 10 } else { 4 };
        let near = self
            .words
            .get(at.saturating_sub(back)..(at + 13).min(self.words.len()))
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

    pub(super) fn govern(&mut self, at: usize, entry: &'a Entry) {
        let Some(word) = self.words.get(at) else {
            return;
        };
        // «قتله خمسة مسلحين»: those after it did it; «حضره سبعون صحفيا» came
        let did = entry.class == Class::Verb && word.owned;
        let says = if did && entry.says != Says::Kind(CountKind::Participants) {
            Says::Other
        } else {
            entry.says
        };
        let mut next = governor(says, at, Some(entry));
        if let (Some(before), Says::Kind(kind)) = (&self.governor, entry.says) {
            // «مقتل وإصابة 12»
            if let Says::Kind(other) = before.says
                && !before.filled
                && before.at + 1 == at
                && word.joins()
                && other != kind
                // «مقتل وجرح»: a word that may be of the same class
                && before
                    .entry
                    .is_some_and(|b| word.entries.iter().any(|e| e.class == b.class))
            {
                next.also = Some(other);
            }
        }
        // «مقتل القائد»: the place of the number is taken
        if entry.class == Class::Masdar && !entry.free && entry.preps.is_empty() {
            let counted = self.quantity_at(at + 1).is_some();
            let filled = !counted
                && self.words.get(at + 1).is_some_and(|w| {
                    w.kind == TokenKind::Word
                        && w.definite
                        && w.lead.is_empty()
                        && !w.is(Class::Time)
                });
            next.named = filled;
            next.filled = filled || word.owned && !word.is(Class::Noun) && entry.with.is_empty();
        }
        next.filled |= self.used == Some(at);
        if next.filled && self.used != Some(at) {
            self.open = false;
        }
        self.set(next);
    }

    /// The word is the name of a square, a bridge, a hospital: «ميدان الشهداء».
    fn is_name(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|i| self.words.get(i))
            .is_some_and(|before| before.is(Class::Named) && !before.definite)
    }

    /// A number of a total: «عدد القتلى», «حصيلة ضحايا الهجوم», and its continuation «والجرحى».
    pub(super) fn total(&self, at: usize) -> Option<CountKind> {
        let word = self.words.get(at).filter(|_| !self.is_name(at))?;
        let noun = word
            .entries
            .iter()
            .find(|e| e.class == Class::Noun && e.of != Of::Two)?;
        let Says::Kind(kind) = noun.says else {
            return None;
        };
        let named = word.definite || word.owned || noun.of == Of::Many;
        // «عدد المتظاهرين في ميدان الشهداء»: the total has been named
        let told = |toll: usize| {
            self.governor
                .as_ref()
                .is_some_and(|g| g.toll && g.at > toll)
        };
        let opened = self.toll.is_some_and(|toll| at - toll <= 4 && !told(toll));
        let continued =
            word.joins() && word.definite && self.governor.as_ref().is_some_and(|g| g.toll);
        (named && (opened || continued)).then_some(kind)
    }

    /// «بين القتلى 3 نساء», «من الجرحى», «القتلى بلغ عددهم».
    pub(super) fn among(&mut self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else {
            return false;
        };
        if self.is_name(at) {
            return false;
        }
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
        let number = |at: usize| self.quantity_at(at).is_some();
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
    pub(super) fn part(&mut self, at: usize) {
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
    pub(super) fn bound(&mut self, at: usize) {
        let Some(word) = self.words.get(at) else {
            return;
        };
        let Some(entry) = word.entries.iter().find(|e| {
            matches!(
                e.class,
                Class::VerbMore | Class::VerbLess | Class::VerbAbout
            )
        }) else {
            return;
        };
        let negated = (at.saturating_sub(2)..at).any(|i| matches!(phrase_at(self.words, i, self.table), Some((Phrase::Not, next)) if next <= at));
        let bound = match (entry.class, negated) {
            (Class::VerbAbout, _) => Bound::About,
            (Class::VerbMore, false) => Bound::More,
            (Class::VerbMore, true) => Bound::Most,
            (_, false) => Bound::Less,
            (_, true) => Bound::Least,
        };
        self.pending = Some((bound, entry.prep));
    }

    /// The preposition right before a quantity, on it or a word of its own.
    pub(super) fn preposition(&self, quantity: &Quantity) -> Option<String> {
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
    pub(super) fn prepositional(&self, at: usize) -> Option<String> {
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
    pub(super) fn joins(&self, quantity: &Quantity) -> bool {
        let at = quantity.words.start;
        quantity.lead.starts_with('و')
            || at
                .checked_sub(1)
                .and_then(|i| self.words.get(i))
                .is_some_and(|w| w.folded == "و" || w.folded == "وال")
    }

    pub(super) fn fill(&mut self) {
        if let Some(governor) = &mut self.governor {
            governor.filled = true;
        }
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
        named: false,
        comma: false,
        comma_at: 0,
    }
}
