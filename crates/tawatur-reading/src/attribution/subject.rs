//! Who speaks: the subject of a verb, after it, before it, or in an earlier clause.

use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{Function, SayVerb};

use super::source::{Around, Source};
use super::view::View;

/// A verb's subject.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) source: Source,

    /// First word of the clause.
    pub(super) clause: usize,
    /// What opens the clause, where something does.
    pub(super) opener: Opener,
}

/// What stands before a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    /// Nothing, or a comma: a clause by itself.
    None,
    /// أن and the like: a content clause.
    That,
    /// A relative pronoun: about the noun before it.
    Relative,
    /// «لكن», «فيما», «بينما»: another clause of the same rank.
    Contrast,
    /// «بعدما», «عندما»: an adverbial clause.
    Adverbial,
}

impl View<'_, '_> {
    /// What the word at `at` opens, if it opens a clause.
    pub(super) fn opens(&self, at: usize) -> Option<Opener> {
        if self.is_that(at) {
            let contrast = at > 0 && self.words[at - 1].folded.trim_start_matches('و') == "الا";
            let adverbial = at > 0
                && matches!(
                    self.words[at - 1].after_conjunction(),
                    "بعد" | "قبل" | "منذ"
                );
            return Some(if contrast {
                Opener::Contrast
            } else if adverbial {
                Opener::Adverbial
            } else {
                Opener::That
            });
        }
        match self.function(at)? {
            Function::Rel => Some(Opener::Relative),
            Function::Conj => matches!(
                self.words[at].after_conjunction(),
                "لكن" | "لكنه" | "لكنها" | "لكنهم" | "بل" | "ثم"
            )
            .then_some(Opener::Contrast),
            Function::Clause => Some(match self.words[at].after_conjunction() {
                "فيما" | "بينما" | "كما" | "حيث" | "اذ" | "حين" => {
                    Opener::Contrast
                }
                _ => Opener::Adverbial,
            }),
            Function::Sub => Some(Opener::Adverbial),
            _ => None,
        }
    }

    fn is_was(&self, at: usize) -> bool {
        matches!(
            self.words.get(at).map(|w| w.after_conjunction()),
            Some("كان" | "كانت" | "كانوا" | "سبق")
        )
    }

    /// The subject that stands after the verb of speech at `verb`.
    pub(super) fn subject_after(
        &self,
        verb: usize,
        say: &SayVerb,
    ) -> Option<(Source, Option<Source>)> {
        // «masdar» or a noun of its own («تبنى تنظيم … تفجير»)
        let thing = say.complements.iter().any(|c| {
            c != "masdar" && c.chars().count() >= 4 && !c.starts_with("بال") && !c.contains(' ')
        });
        let masdar = thing || say.complements.iter().any(|c| c == "masdar");
        let around = Around {
            masdar,
            thing,
            object: say.note.contains("object"),
            ..Around::default()
        };
        let mut at = verb + 1;
        // «قال، أمس، المتحدث», «قال في بيان المتحدث»
        while self.is_adverb(at) || self.is_comma(at) && self.is_adverb(at + 1) {
            at += 1;
        }
        if at > verb + 1 && self.is_comma(at) {
            at += 1;
        }
        // «قال لوكالة الأنباء مصدر أمني»
        let mut told = None;
        while let Some((end, medium)) = self.told(at).filter(|(end, _)| *end > at) {
            told = told.or(medium);
            at = end;
        }
        if self.is_that(at) || self.conj(at) {
            return None;
        }
        // an accusative is no subject («أصدروا بيانا», «قالت ردا على …»)
        if self.bare(at).ends_with('ا')
            && !self.definite(at)
            && (self.is_masdar(at) || self.is_statement(at))
        {
            return None;
        }
        let quoted = self.is_quote(at);
        if masdar
            && self.is_masdar(at)
            && !self.definite(at)
            && self
                .entry(at, |role| {
                    matches!(role, super::tables::Role::Head | super::tables::Role::Title)
                })
                .is_none()
        {
            return None;
        }
        let source = self.source(at, around)?;
        if quoted && source.words.len() > 6 {
            return None;
        }
        Some((self.named_after(source), told))
    }

    /// «رئيس الهيئة، اللواء علي نصر،»: the name between the commas stands for the office.
    pub(super) fn named_after(&self, source: Source) -> Source {
        let end = source.words.end;
        if let Some(named) = self.plain_name_after(&source) {
            return named;
        }
        let office = source.span.end == self.end(end.wrapping_sub(1))
            && source.span.start == self.start(source.words.start);
        let title = |at| {
            self.entry(at, |role| role == super::tables::Role::Title)
                .is_some()
        };
        if !office || !self.is_comma(end) || !title(source.words.start) || !title(end + 1) {
            return source;
        }
        match self.source(end + 1, Around::default()) {
            Some(named)
                if named.span.start > self.start(end + 1)
                    && (self.is_comma(named.words.end) || self.is_that(named.words.end)) =>
            {
                Source {
                    span: named.span,
                    words: source.words.start..named.words.end,
                    folded: source.folded.into_iter().chain(named.folded).collect(),
                    ..source
                }
            }
            _ => source,
        }
    }

    /// «مدير المرصد، سامي عبد الله، …»: a bare name of a person between commas.
    fn plain_name_after(&self, source: &Source) -> Option<Source> {
        let end = source.words.end;
        let title = self
            .entry(source.words.start, |role| {
                role == super::tables::Role::Title
            })
            .is_some();
        if !title || !self.is_comma(end) || source.span.start != self.start(source.words.start) {
            return None;
        }
        let close = (end + 3..(end + 7).min(self.len()))
            .find(|&at| self.is_comma(at) || self.is_that(at))?;
        let inside = end + 1..close;
        let name = inside
            .clone()
            .all(|at| self.is_noun(at) && !self.is_masdar(at) && !self.conj(at))
            && !self.definite(end + 1)
            && self
                .entry(end + 1, |role| {
                    !matches!(
                        role,
                        super::tables::Role::Venue | super::tables::Role::Modifier
                    )
                })
                .is_none()
            && self.words[inside.clone()]
                .iter()
                .all(|word| word.readings.is_empty());
        name.then(|| Source {
            span: self.start(end + 1)..self.end(close - 1),
            words: source.words.start..close,
            folded: source
                .folded
                .iter()
                .chain(&self.bare[inside])
                .cloned()
                .collect(),
            ..source.clone()
        })
    }

    /// The subject that stands before the verb at `verb`, in its own clause.
    pub(super) fn subject_before(&self, verb: usize) -> Option<Subject> {
        let mut end = verb;
        while end > 0
            && (self.function(end - 1) == Some(Function::Part)
                || self.is_was(end - 1)
                || self.is_adverb(end - 1))
        {
            end -= 1;
        }
        // «الحركة «نفت بشدة» …»
        if end > 1 && self.is_quote(end - 1) && self.is_noun(end - 2) {
            end -= 1;
        }
        if end == 0 {
            return None;
        }
        if self.conj(verb) || self.conj(end) && end < verb {
            return None;
        }
        if self.function(end - 1) == Some(Function::Rel) {
            return self.antecedent(end - 1);
        }
        // an apposition or a relative clause between commas
        let mut noun_end = end;
        if self.is_comma(end - 1) {
            let open = (end.saturating_sub(16)..end - 1)
                .rev()
                .find(|&i| self.is_comma(i))?;
            noun_end = open;
        }
        let lowest = noun_end.saturating_sub(14);
        let mut at = noun_end;
        while at > lowest {
            at -= 1;
            let opener = self.opens(at);
            let boundary = opener.is_some()
                || self.is_colon(at)
                || self.is_quote(at) && self.closing(at).is_none_or(|close| close >= verb)
                || self.is_was(at)
                || self.is_stop(at)
                || self.is_comma(at);
            if boundary {
                if at + 1 >= noun_end {
                    return None;
                }
                return self.subject_from(
                    at + 1,
                    noun_end,
                    opener.unwrap_or(
                        if self.is_was(at) || self.is_comma(at) || self.is_stop(at) {
                            Opener::None
                        } else {
                            Opener::That
                        },
                    ),
                );
            }
            if self.is_verb(at) && noun_end == end {
                return None;
            }
            if at == 0 {
                return self.subject_from(0, noun_end, Opener::None);
            }
        }
        None
    }

    fn subject_from(&self, start: usize, noun_end: usize, opener: Opener) -> Option<Subject> {
        let source = self.source(
            start,
            Around {
                conj: true,
                ..Around::default()
            },
        )?;
        // nothing but prepositional phrases and brackets may stand between the two
        let mut at = source.words.end;
        while at < noun_end {
            let prepositional = self.function(at) == Some(Function::Prep)
                || self.is_noun(at)
                || self.is_adverb(at)
                || matches!(
                    self.sign(at),
                    Some('(' | ')' | '-' | '"' | '“' | '”' | '«' | '»')
                );
            if !prepositional {
                return None;
            }
            at += 1;
        }
        let direct = source.words.end >= noun_end;
        if !direct
            && self.function(source.words.end) != Some(Function::Prep)
            && self.sign(source.words.end).is_none()
        {
            return None;
        }
        Some(Subject {
            source,
            clause: start.saturating_sub(usize::from(opener != Opener::None)),
            opener,
        })
    }

    /// The noun that a relative pronoun stands for.
    fn antecedent(&self, relative: usize) -> Option<Subject> {
        let mut start = relative;
        while start > 0 && relative - start < 7 {
            let at = start - 1;
            let noun = self.is_noun(at) || self.is_quote(at) && self.is_noun(at.wrapping_sub(1));
            if !noun {
                break;
            }
            start = at;
            if self.words[at].attached().is_some() || self.conj(at) {
                break;
            }
        }
        if start == relative {
            return None;
        }
        for from in start..relative {
            let letter = self.words[from]
                .attached()
                .filter(|c| matches!(c, 'ب' | 'ل'));
            if let Some(source) = self.source(
                from,
                Around {
                    conj: true,
                    letter,
                    ..Around::default()
                },
            ) && source.words.end >= relative
                && source.known
            {
                return Some(Subject {
                    source,
                    clause: relative,
                    opener: Opener::Relative,
                });
            }
        }
        let source = self.source(
            start,
            Around {
                conj: true,
                ..Around::default()
            },
        )?;
        Some(Subject {
            source,
            clause: relative,
            opener: Opener::Relative,
        })
    }

    /// Subject of the first finite verb of the clauses before `before`.
    pub(super) fn main_subject(&self, before: usize) -> Option<Source> {
        let around = Around {
            object: true,
            masdar: true,
            ..Around::default()
        };
        for at in 0..before.min(12) {
            let opening = at == 0
                && self.is_noun(0)
                && !self.definite(0)
                && self
                    .entry(0, |role| {
                        matches!(
                            role,
                            super::tables::Role::Head
                                | super::tables::Role::Title
                                | super::tables::Role::Name
                        )
                    })
                    .is_none();
            // «رفض الحزب المبادرة»: at the beginning, before its subject
            let begins = at == 0
                && self.definite(1)
                && self.is_noun(1)
                && self.words.first().is_some_and(|word| {
                    word.readings.iter().any(|r| {
                        r.is_verb() && r.form.person == 3 && r.form.tense == Tense::Perfect
                    })
                });
            if (self.is_verb(at) || begins) && !self.is_was(at)
                || opening && self.is_noun(1) && !self.is_masdar(0)
            {
                if let Some(subject) = self.subject_before(at) {
                    return Some(subject.source).filter(|s| s.words.end <= before);
                }
                let mut next = at + 1;
                while self.is_adverb(next) {
                    next += 1;
                }
                let source = self.source(next, around)?;
                return (source.words.end <= before).then_some(source);
            }
            if self.opens(at).is_some() {
                break;
            }
        }
        None
    }
}
