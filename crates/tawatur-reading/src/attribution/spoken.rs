//! Finite verbs of speech: who speaks, and what.

use std::ops::Range;

use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{Function, SayVerb, Stance};
use tawatur_record::LinkKind;

use super::FoundLink;
use super::content::{Content, Join};
use super::draft::{Carried, Draft, LONGEST_QUOTATION, MEMORY, Open, Reader, agrees, link};
use super::source::{Around, Source};
use super::subject::{Opener, Subject};
use super::tables::{CueRole, Role};
use super::view::View;

/// A verb of speech with what stands around it.
pub(super) struct Speech<'s> {
    /// The verb's word.
    at: usize,
    say: &'s SayVerb,
    /// Its form is feminine.
    feminine: bool,
    subject: Option<Source>,
    /// A medium that is told, named before the subject.
    told: Option<Source>,
    opener: Opener,
    /// First word of the clause.
    clause: usize,
    /// Where to look for what is said.
    after: usize,
    passive: bool,
    /// «قال فيه»: what is said stands in something published.
    inside: bool,
}

impl Reader<'_, '_, '_> {
    /// A finite verb of speech.
    pub(super) fn verb(&mut self, at: usize) -> Option<usize> {
        let view = self.view;
        let (say, reading) = view.say(at)?;
        if reading.enclitic.is_some() && !say.note.contains("object") {
            return None;
        }
        let negated = (1..=2).any(|back| {
            at.checked_sub(back)
                .is_some_and(|i| view.function(i) == Some(Function::Neg))
                && (back == 1 || view.function(at - 1) == Some(Function::Part))
        });
        if negated {
            return None;
        }
        if view.tables.has_cue(&view.folded_from(at), CueRole::Break) {
            return None;
        }
        // «تُظهر» is marked like a passive; a subject of a known sort speaks all the same
        let marked = view.words[at].has_passive_mark()
            && !(reading.form.tense == Tense::Imperfect
                && view
                    .subject_after(at, say)
                    .is_some_and(|(source, _)| source.known));
        let passive = reading.form.passive || marked;
        if let Some(prep) = say.note.split("source:").nth(1) {
            return self.stated_in(at, say, prep.trim());
        }
        let inside = matches!(
            view.words.get(at + 1).map(|w| w.folded.as_str()),
            Some("فيه" | "فيها" | "فيهما" | "خلاله" | "خلالها")
        );
        let mut subject = None;
        let mut opener = Opener::None;
        let mut clause = at;
        let mut after = at + 1;
        let mut told = None;
        if !passive && !inside {
            let mut after_verb = None;
            if let Some((source, medium)) = view
                .subject_after(at, say)
                .filter(|(source, _)| !self.is_object(at, say, reading.form.feminine, source))
            {
                told = medium;
                after_verb = Some(source);
            }
            told = told.or_else(|| view.told_before(at));
            let before = view.subject_before(at).filter(|s| {
                agrees(s.source.feminine, Some(reading.form.feminine)) || reading.form.number == 3
            });
            match (before, after_verb) {
                (Some(before), other)
                    if !(before.opener == Opener::Relative
                        && other.as_ref().is_some_and(|s| s.known))
                        && (other.is_none()
                            || say.note.contains("object")
                            || before.source.known
                            || before.opener == Opener::That) =>
                {
                    let Subject {
                        source,
                        clause: from,
                        opener: opens,
                    } = before;
                    subject = Some(source);
                    opener = opens;
                    clause = from;
                }
                (_, Some(source)) => {
                    after = source.words.end;
                    subject = Some(source);
                }
                (Some(before), None) => {
                    opener = before.opener;
                    clause = before.clause;
                    subject = Some(before.source);
                }
                (None, None) => {}
            }
        }
        if subject.as_ref().is_none_or(|s| s.words.start < at)
            && opener == Opener::None
            && at > 0
            && let Some(opens) = view.opens(at - 1)
        {
            opener = opens;
        }
        if after > at + 1 && at > 0 {
            // a clause opened before the verb («في حين ذكرت», «بعدما أعلن»)
            let before = at - 1;
            let two = before.checked_sub(1).map(|i| view.folded_from(i));
            let contrast = view.is_contrast(before)
                || two.is_some_and(|w| {
                    (view.tables.has_cue(&w, CueRole::Soft)
                        || view.tables.has_cue(&w, CueRole::Break))
                        && w.starts_with(&["في", "حين"])
                });
            if let Some(opens) = view.opens(before) {
                opener = opens;
            } else if contrast {
                opener = Opener::Contrast;
            }
            if opener == Opener::Contrast {
                clause = before;
            }
        }
        if let Some(source) = &subject
            && view
                .tables
                .sources(&source.folded, |role| role == Role::No)
                .is_some()
            && view
                .tables
                .sources(&source.folded, |role| {
                    matches!(role, Role::Head | Role::Title | Role::Name)
                })
                .is_none()
        {
            return None;
        }
        self.spoken_by(Speech {
            at,
            say,
            feminine: reading.form.feminine,
            subject,
            told,
            opener,
            clause,
            after,
            passive,
            inside,
        })
    }

    /// Looks for what is said and enters the act of speech.
    pub(super) fn spoken_by(&mut self, speech: Speech<'_>) -> Option<usize> {
        let Speech {
            at,
            say,
            feminine,
            subject,
            told,
            opener,
            clause,
            after,
            passive,
            inside,
        } = speech;
        let view = self.view;
        let medium = subject
            .as_ref()
            .is_some_and(|s| matches!(s.kind, LinkKind::Outlet | LinkKind::Agency));
        let mut content = view.content_of(after, say, medium);
        if say.note.contains("statement")
            && let Some(published) = self.published(after)
            && content.as_ref().is_none_or(|c| c.start > published.start)
        {
            content = Some(published);
        }
        if say.note.contains("direct") {
            content = content.filter(|c| c.start <= after + 2);
        }
        if say.note.contains("near") {
            content = content
                .filter(|c| (after..c.start).all(|i| !view.is_verb(i)) && c.start <= after + 8);
        }
        if passive && content.as_ref().is_none_or(|c| c.under.is_empty()) {
            return None;
        }
        let Some(content) = content else {
            return self.said_before(at, say, subject, after);
        };
        if say.note.contains("medium")
            && !subject.as_ref().is_some_and(|s| {
                matches!(
                    s.kind,
                    LinkKind::Outlet
                        | LinkKind::Agency
                        | LinkKind::Monitor
                        | LinkKind::Document
                        | LinkKind::Social
                        | LinkKind::Local
                )
            })
        {
            return None;
        }
        let cue = self.bytes(at..at + 1);
        let explicit = subject.is_some();
        let mut links = Vec::new();
        let mut inherited = Vec::new();
        let mut gender = Some(feminine);
        let mut folded = Vec::new();
        let mut goes_on = None;
        match subject {
            Some(source) => {
                if let Some((outer, kind)) = self.resumed(&source) {
                    inherited = outer;
                    links.push(FoundLink {
                        kind,
                        ..link(&source, cue)
                    });
                } else if !source.own {
                    links.push(link(&source, cue));
                }
                folded = source.folded;
            }
            None if passive => {}
            None if self.is_aside(at) => return None,
            None => {
                let carried = match inside.then(|| self.issuer(at)).flatten() {
                    Some(issuer) => Carried {
                        feminine: issuer.feminine,
                        links: self
                            .interviewer(at)
                            .iter()
                            .chain([&issuer])
                            .map(|source| link(source, None))
                            .collect(),
                        inherited: Vec::new(),
                        folded: issuer.folded,
                        draft: None,
                    },
                    None => self.carried(at, Some(feminine), inside, say.note.contains("add"))?,
                };
                links = carried.links;
                inherited = carried.inherited;
                folded = carried.folded;
                gender = carried.feminine.or(gender);
                goes_on = carried.draft;
                if let Some(last) = links.last_mut() {
                    last.cue = cue;
                }
            }
        }
        if let Some(told) = content.told.as_ref().or(told.as_ref()) {
            let place = links.len().saturating_sub(1);
            links.insert(place.min(links.len()), link(told, None));
        }
        for (source, cue) in &content.under {
            if !source.own {
                links.push(link(source, self.bytes(cue.clone())));
            }
            folded.clone_from(&source.folded);
            gender = source.feminine;
        }
        // «نقلت عنه الوكالة قوله»
        let about = (at + 1..content.start.min(at + 12))
            .find(|&i| matches!(view.words[i].folded.as_str(), "عنه" | "عنها" | "عنهم"));
        if say.stance == Stance::Relay
            && content.under.is_empty()
            && let Some(about) = about
            && let Some(last) = self.state.spoken.iter().rev().find(|s| {
                s.sentence + MEMORY > self.index
                    && agrees(s.feminine, Some(view.words[about].folded.ends_with('ا')))
            })
            && let Some(inner) = last.chain.last()
        {
            links.push(FoundLink {
                cue: self.bytes(about..about + 1),
                ..inner.clone()
            });
            folded.clone_from(&last.folded);
        }
        let conj = view.conj(at) || at > 0 && view.words[at - 1].folded == "كما";
        let cuts = match opener {
            Opener::Contrast => true,
            Opener::That | Opener::Relative | Opener::Adverbial => false,
            Opener::None => conj,
        };
        if cuts {
            let from = if opener == Opener::Contrast {
                clause
            } else {
                at
            };
            if explicit || goes_on.is_some() {
                self.cut(from, if explicit { None } else { goes_on });
            }
        }

        let limit = self.limit(at);
        let mut end = view.content_end(
            content.start,
            content.join,
            say.stance,
            limit.max(content.start),
        );
        if !matches!(content.join, Join::Quote(_)) {
            end = match opener {
                Opener::Relative => self.next_comma(content.start, end),
                Opener::Adverbial => self
                    .main_clause(content.start, end)
                    .unwrap_or_else(|| self.next_comma(content.start, end)),
                Opener::Contrast if clause <= 1 => {
                    self.main_clause(content.start, end).unwrap_or(end)
                }
                _ => end,
            };
        }
        let quote = match content.join {
            Join::Quote(open) => Some(open),
            _ => None,
        };
        if let Some(open) = quote
            && view.closing(open).is_none()
            && limit >= view.len()
            && let Some(mark) = view.sign(open)
            && self.closes_later(mark)
        {
            self.state.open = Some(Open {
                mark,
                links: links.clone(),
                inherited: inherited.clone(),
                stance: say.stance,
                left: LONGEST_QUOTATION,
            });
        }
        if let Some(before) = quote.and_then(|_| self.quoted_before(at)) {
            // «…»، قالت، «…»: both halves are hers
            self.drafts.push(Draft {
                cue: at,
                scope: before,
                links: links.clone(),
                inherited: inherited.clone(),
                stance: say.stance,
                cue_word: Some(at),
                impersonal: None,
                feminine: gender,
                folded: folded.clone(),
                speaks: false,
                quote: None,
            });
        }
        // «تبنى التنظيم الهجوم»: the verb and its object are told of together
        let start = if say.note.contains("whole") {
            at
        } else {
            content.start
        };
        self.drafts.push(Draft {
            cue: at,
            scope: start..end.max(content.start),
            links,
            inherited,
            stance: say.stance,
            cue_word: Some(at),
            impersonal: None,
            feminine: gender,
            folded,
            speaks: !matches!(opener, Opener::Relative),
            quote,
        });
        Some(content.start)
    }

    /// What follows a verb that goes on («كما اتهم السلطات ب…») is its object where it cannot
    /// be its subject: the genders differ, or the verb asks for an object and nothing else
    /// stands there.
    fn is_object(&self, at: usize, say: &SayVerb, feminine: bool, source: &Source) -> bool {
        let view = self.view;
        let goes_on = view.conj(at) || at > 0 && view.words[at - 1].after_conjunction() == "كما";
        if !goes_on || !say.note.contains("object") || source.words.start != at + 1 {
            return false;
        }
        let one = source.words.len() == 1 && view.definite(at + 1);
        let both = one && say.note.contains("both") && {
            let next = source.words.end;
            say.complements.iter().any(|complement| {
                let mut letters = complement.chars();
                match (letters.next(), letters.next()) {
                    (Some(letter), None) => view.behind(next, letter).is_some(),
                    _ => view.word(next).is_some_and(|w| w.folded == *complement),
                }
            })
        };
        let other = source.known && one && source.feminine == Some(!feminine)
            || source.known && !feminine && source.feminine == Some(true);
        (both || other) && self.carried(at, Some(feminine), false, false).is_some()
    }

    /// The quotation that closes right before the verb at `at`.
    fn quoted_before(&self, at: usize) -> Option<Range<usize>> {
        let view = self.view;
        if view.conj(at) {
            return None;
        }
        let mut close = at.checked_sub(1)?;
        if view.is_comma(close) {
            close = close.checked_sub(1)?;
        }
        if !view.is_quote(close) {
            return None;
        }
        let open = (0..close)
            .rev()
            .find(|&open| view.is_quote(open) && view.closing(open) == Some(close))?;
        (open + 1 < close).then_some(open + 1..close)
    }

    /// The medium that holds the talk in which the verb at `at` is said («أجرت صحيفة …
    /// مقابلة مع … قال فيها»), where no act of speech tells of it yet.
    fn interviewer(&self, at: usize) -> Option<Source> {
        if self.innermost(at).is_some() {
            return None;
        }
        self.view
            .main_subject(at)
            .filter(|s| matches!(s.kind, LinkKind::Outlet | LinkKind::Agency) && !s.own)
    }

    /// A relative clause between commas: «مسؤول، طلب عدم ذكر اسمه، قال …».
    pub(super) fn is_aside(&self, at: usize) -> bool {
        let view = self.view;
        at > 0
            && view.is_comma(at - 1)
            && !view.conj(at)
            && (at + 1..view.len().min(at + 9))
                .any(|i| view.is_comma(i) && view.say(i + 1).is_some())
    }

    /// «نشرت الوكالة تصريحات …»: what is published is the content.
    pub(super) fn published(&self, from: usize) -> Option<Content> {
        let view = self.view;
        let mut at = from;
        while at < view.len().min(from + 10) {
            if view.is_statement(at) && view.is_noun(at) && !view.conj(at) {
                return Some(Content {
                    start: at,
                    join: Join::Clause,
                    told: None,
                    under: Vec::new(),
                });
            }
            if view.is_verb(at) || view.is_comma(at) && at > from + 4 {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Whose statement the last one before `at` is («تصريحات لوزير … أكد فيها»).
    pub(super) fn issuer(&self, at: usize) -> Option<Source> {
        let view = self.view;
        let noun = (at.saturating_sub(14)..at)
            .rev()
            .find(|&i| view.is_statement(i))?;
        // «مقابلة مع وزير الري»
        if let Some(with) = (noun + 1..at.min(noun + 3)).find(|&i| view.words[i].folded == "مع") {
            return view
                .source(with + 1, Around::default())
                .filter(|s| s.words.end <= at);
        }
        let from = (noun + 1..at.min(noun + 4)).find(|&i| {
            view.words[i].folded == "ل"
                || view
                    .behind(i, 'ل')
                    .is_some_and(|(_, rest)| rest.starts_with("ال") || view.tables.knows(&rest))
        })?;
        view.source(
            from,
            Around {
                letter: Some('ل'),
                ..Around::default()
            },
        )
        .filter(|s| s.words.end <= at)
    }

    /// «…، قال مصدر عسكري.»: what was said stands before the verb.
    pub(super) fn said_before(
        &mut self,
        at: usize,
        say: &SayVerb,
        subject: Option<Source>,
        after: usize,
    ) -> Option<usize> {
        let view = self.view;
        let source = subject.filter(|s| s.words.start > at)?;
        if at < 2
            || view.conj(at)
            || !matches!(
                say.stance,
                Stance::Assert | Stance::Deny | Stance::Expect | Stance::Warn
            )
        {
            return None;
        }
        let before = at - 1;
        if !(view.is_comma(before)
            || view.is_quote(before)
            || matches!(view.sign(before), Some('-' | '–')))
        {
            return None;
        }
        let mut end = after;
        let mut told = None;
        while end < view.len() {
            if let Some((next, medium)) = view.told(end) {
                told = told.or(medium);
                end = next.max(end + 1);
            } else if view.is_comma(end) || view.is_stop(end) || view.is_quote(end) {
                break;
            } else {
                end += 1;
            }
        }
        if (after..end).any(|i| view.is_verb(i)) || end > after + 12 {
            return None;
        }
        let mut links = Vec::new();
        if let Some(told) = told {
            links.push(link(&told, None));
        }
        let cue = self.bytes(at..at + 1);
        let mut inherited = Vec::new();
        if let Some((outer, kind)) = self.resumed(&source) {
            inherited = outer;
            links.push(FoundLink {
                kind,
                ..link(&source, cue)
            });
        } else if !source.own {
            links.push(link(&source, cue));
        }
        let start = self.clause_start(at);
        // a quotation that goes on after its speaker
        let mut stop = before;
        if view.is_quote(before) || view.is_quote(before.wrapping_sub(1)) {
            let again = (end..view.len().min(end + 2)).find(|&i| view.is_quote(i));
            if let Some(open) = again {
                stop = view.closing(open).unwrap_or(view.len());
            }
        }
        self.drafts.push(Draft {
            cue: at,
            scope: start..stop,
            links,
            inherited,
            stance: say.stance,
            cue_word: Some(at),
            impersonal: None,
            feminine: source.feminine,
            folded: source.folded,
            speaks: true,
            quote: None,
        });
        Some(end)
    }
}

impl View<'_, '_> {
    fn is_contrast(&self, at: usize) -> bool {
        matches!(self.words[at].after_conjunction(), "فيما" | "بينما" | "لكن")
    }
}
