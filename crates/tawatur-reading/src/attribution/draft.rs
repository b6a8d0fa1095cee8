//! One sentence's acts of speech, found from left to right, with the speakers that earlier
//! sentences have left.

use std::ops::Range;

use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{Function, SayVerb, Stance};
use tawatur_record::{Certainty, LinkKind, Realis};
use tawatur_text::fold;

use super::content::{Content, Join};
use super::source::{Around, Source};
use super::subject::{Opener, Subject};
use super::tables::{CueRole, Role, without_article};
use super::view::{View, closing};
use super::{Attribution, FoundLink};
use crate::sentence::Sentence;

/// Sentences that a quotation may go on for.
const LONGEST_QUOTATION: usize = 12;
/// Sentences back in which a speaker is still known.
const MEMORY: usize = 10;

/// An act of speech of the sentence at hand.
#[derive(Debug, Clone)]
struct Draft {
    /// Word of the cue.
    cue: usize,
    scope: Range<usize>,
    links: Vec<FoundLink>,
    inherited: Vec<FoundLink>,
    stance: Stance,
    cue_word: Option<usize>,
    impersonal: Option<(Realis, Certainty)>,
    feminine: Option<bool>,
    /// Folded words of the innermost speaker's name.
    folded: Vec<String>,
    /// A speaker who can go on.
    speaks: bool,
    quote: Option<usize>,
}

/// A speaker of an earlier sentence.
#[derive(Debug, Clone)]
struct Spoken {
    sentence: usize,
    chain: Vec<FoundLink>,
    feminine: Option<bool>,
    folded: Vec<String>,
}

/// A quotation that the last sentence left open.
#[derive(Debug, Clone)]
struct Open {
    mark: char,
    links: Vec<FoundLink>,
    inherited: Vec<FoundLink>,
    stance: Stance,
    left: usize,
}

/// What is carried from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) found: Vec<Attribution>,
    spoken: Vec<Spoken>,
    open: Option<Open>,
    /// Subject of the last sentence's main verb, where nobody spoke.
    subject: Option<(usize, Source)>,
}

/// Who speaks where the verb names nobody.
struct Carried {
    links: Vec<FoundLink>,
    inherited: Vec<FoundLink>,
    feminine: Option<bool>,
    folded: Vec<String>,
    /// Index of the draft whose speaker goes on.
    draft: Option<usize>,
}

fn link(source: &Source, cue: Option<Range<usize>>) -> FoundLink {
    FoundLink {
        kind: source.kind,
        span: Some(source.span.clone()),
        cue,
    }
}

impl State {
    /// Reads a sentence and adds what is said in it.
    pub(super) fn read<'t>(&mut self, index: usize, view: &View<'_, 't>, rest: &[Sentence<'t>]) {
        let mut reader = Reader {
            rest,
            view,
            state: self,
            index,
            drafts: Vec::new(),
        };
        reader.go_on_quoting();
        let mut at = reader.headline().unwrap_or(0);
        while at < view.len() {
            at = reader.step(at).max(at + 1);
        }
        reader.finish();
    }
}

struct Reader<'r, 'a, 't> {
    /// The sentences after this one.
    rest: &'r [Sentence<'t>],
    view: &'r View<'a, 't>,
    state: &'r mut State,
    index: usize,
    drafts: Vec<Draft>,
}

impl Reader<'_, '_, '_> {
    /// A quotation opened with `mark` is closed in one of the next sentences.
    fn closes_later(&self, mark: char) -> bool {
        self.rest
            .iter()
            .take(LONGEST_QUOTATION)
            .any(|sentence| closing(&sentence.words, 0, mark).is_some())
    }

    fn bytes(&self, words: Range<usize>) -> Option<Range<usize>> {
        (words.start < words.end)
            .then(|| self.view.start(words.start)..self.view.end(words.end - 1))
    }

    /// The quotation that the last sentence left open goes on here.
    fn go_on_quoting(&mut self) {
        let Some(mut open) = self.state.open.take() else {
            return;
        };
        let close = closing(self.view.words, 0, open.mark);
        let end = close.unwrap_or(self.view.len());
        self.drafts.push(Draft {
            cue: 0,
            scope: 0..end,
            links: open.links.clone(),
            inherited: open.inherited.clone(),
            stance: open.stance,
            cue_word: None,
            impersonal: None,
            feminine: None,
            folded: Vec::new(),
            speaks: false,
            quote: None,
        });
        if close.is_none() && open.left > 0 {
            open.left -= 1;
            self.state.open = Some(open);
        }
    }

    /// «سبوتنيك: …», «رويترز عن مصدرين: …»: index after the colon.
    fn headline(&mut self) -> Option<usize> {
        let view = self.view;
        if !self.drafts.is_empty() {
            return None;
        }
        let colon = (1..view.len().min(18)).find(|&at| view.is_colon(at))?;
        if (0..colon).any(|at| view.is_that(at) || view.say(at).is_some() && view.is_verb(at)) {
            return None;
        }
        let start = (0..colon)
            .rev()
            .find(|&at| {
                matches!(
                    view.sign(at),
                    Some('…' | '|' | '.' | '-' | '–' | '*' | '/' | '؟' | '!')
                )
            })
            .map_or(0, |at| at + 1);
        let around = Around {
            conj: true,
            ..Around::default()
        };
        let source = view.source(start, around)?;
        let mut links = Vec::new();
        let mut end = source.words.end;
        let mut told = None;
        let mut under = None;
        if view.words.get(end)?.folded == "عن" {
            let inner = view.source(end + 1, Around::default())?;
            under = Some((inner.clone(), end));
            end = inner.words.end;
        } else if let Some((after, medium)) = view.told(end) {
            told = medium;
            end = after;
        }
        while end < colon && view.sign(end) == Some('(') {
            end = (end..colon).find(|&at| view.sign(at) == Some(')'))? + 1;
        }
        if end != colon || colon + 2 >= view.len() {
            return None;
        }
        let place = view
            .entry(start, |role| role == Role::Name)
            .is_some_and(|(entry, taken)| entry.place && start + taken == source.words.end);
        let quoted = view.is_quote(colon + 1);
        let one = source.words.len() == 1;
        let known = source.known && !place && !(one && source.kind == LinkKind::Social && !quoted)
            || under.is_some() && source.known
            || quoted && (place || source.words.len() <= 4);
        let never = view
            .entry(start, |role| role == Role::No)
            .is_some_and(|(_, taken)| taken >= source.words.len());
        if !known || never || view.behind(start, 'ب').is_some() && !source.known {
            return None;
        }
        if let Some(told) = &told {
            links.push(link(told, None));
        }
        if !source.own {
            links.push(link(&source, None));
        }
        let mut last = source;
        if let Some((inner, cue)) = under {
            links.push(link(&inner, self.bytes(cue..cue + 1)));
            last = inner;
        }
        let end = view.content_end(colon + 1, Join::Clause, Stance::Assert, view.len());
        self.drafts.push(Draft {
            cue: start,
            scope: colon + 1..end,
            links,
            inherited: Vec::new(),
            stance: Stance::Assert,
            cue_word: None,
            impersonal: None,
            feminine: last.feminine,
            folded: last.folded,
            speaks: true,
            quote: quoted.then_some(colon + 1),
        });
        Some(colon + 1)
    }

    /// Reads at a word; the index to go on from.
    fn step(&mut self, at: usize) -> usize {
        let Some(word) = self.view.word(at) else {
            return at + 1;
        };
        if word.kind != tawatur_text::TokenKind::Word {
            return at + 1;
        }
        self.impersonal(at)
            .or_else(|| self.cue(at))
            .or_else(|| self.verb(at))
            .or_else(|| self.participle(at))
            .unwrap_or(at + 1)
    }

    fn innermost(&self, at: usize) -> Option<usize> {
        (0..self.drafts.len())
            .filter(|&i| self.drafts[i].scope.contains(&at))
            .min_by_key(|&i| self.drafts[i].scope.len())
    }

    fn limit(&self, at: usize) -> usize {
        self.innermost(at)
            .map_or(self.view.len(), |i| self.drafts[i].scope.end)
    }

    fn next_comma(&self, from: usize, limit: usize) -> usize {
        let mut at = from;
        while at < limit {
            if self.view.is_quote(at) {
                at = self.view.closing(at).filter(|&c| c > at).unwrap_or(at);
            } else if self.view.is_comma(at) {
                return at;
            }
            at += 1;
        }
        limit
    }

    /// The comma after which the main clause begins with its verb («فيما قال …، أعلنت …»).
    fn main_clause(&self, from: usize, limit: usize) -> Option<usize> {
        let view = self.view;
        let mut at = from;
        while at + 1 < limit {
            if view.is_quote(at) {
                at = view.closing(at).filter(|&close| close > at).unwrap_or(at);
            } else if view.is_comma(at) && view.is_verb(at + 1) && !view.conj(at + 1) {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    /// Ends the scopes that reach over `at`.
    fn cut(&mut self, at: usize, only_within: Option<usize>) {
        let bound = only_within.map(|i| self.drafts[i].scope.clone());
        for draft in &mut self.drafts {
            let inside = bound
                .as_ref()
                .is_none_or(|b| draft.scope.start >= b.start && draft.scope.end <= b.end);
            if inside && draft.scope.contains(&at) {
                draft.scope.end = at;
            }
        }
    }

    /// «من المتوقع أن», «يُعتقد أن».
    fn impersonal(&mut self, at: usize) -> Option<usize> {
        let view = self.view;
        let words = view.folded_from(at);
        let (row, taken) = view.tables.impersonal(&words)?;
        let marked = view.words[at..at + taken]
            .iter()
            .any(|word| word.has_passive_mark());
        if row.marked && !marked {
            return None;
        }
        if row.passive
            && !marked
            && view
                .subject_before(at)
                .is_some_and(|s| s.opener != Opener::Relative && s.source.words.end == at)
        {
            return None;
        }
        if at > 0 && view.function(at - 1) == Some(Function::Neg) {
            return None;
        }
        let mut next = at + taken;
        let start = loop {
            let rest = view.folded_from(next);
            let fits = row.complements.iter().find(|complement| {
                let letter = complement.len() == 1 && complement[0].chars().count() == 1;
                if letter {
                    let letter = complement[0].chars().next().unwrap_or(' ');
                    return view.behind(next, letter).is_some();
                }
                if complement.last().is_some_and(|w| w == "ان" || w == "بان") {
                    let that = next + complement.len() - 1;
                    return complement.len() <= 2
                        && view.is_that(that)
                        && (complement.len() == 1
                            || rest.first() == complement.first().map(String::as_str).as_ref());
                }
                complement.len() <= rest.len() && complement.iter().zip(&rest).all(|(a, b)| a == b)
            });
            if let Some(complement) = fits {
                let letter = complement.len() == 1 && complement[0].chars().count() == 1;
                break next + if letter { 0 } else { complement.len() };
            }
            if row.masdar && next == at + taken && view.is_masdar(next) && view.is_noun(next) {
                break next;
            }
            // a time or place may come between
            let between = view.is_adverb(next)
                || view.is_comma(next)
                || view.function(next) == Some(Function::Prep)
                || view.is_noun(next) && next > at + taken && row.words_len() > 1;
            if !between || next > at + taken + 7 || row.complements.is_empty() {
                return None;
            }
            next += 1;
        };
        let limit = self.limit(at);
        let relative = at > 0 && view.function(at - 1) == Some(Function::Rel);
        let mut end = view.content_end(start, Join::Clause, Stance::Expect, limit);
        if relative {
            end = self.next_comma(start, end);
        }
        self.drafts.push(Draft {
            cue: at,
            scope: start..end.max(start),
            links: vec![FoundLink {
                kind: LinkKind::Impersonal,
                span: None,
                cue: self.bytes(at..at + taken),
            }],
            inherited: Vec::new(),
            stance: if row.realis == Some(Realis::Expected) {
                Stance::Expect
            } else {
                Stance::Assert
            },
            cue_word: Some(at),
            impersonal: row
                .realis
                .or(row.certainty.map(|_| Realis::Happened))
                .map(|realis| (realis, row.certainty.unwrap_or(Certainty::Certain))),
            feminine: None,
            folded: Vec::new(),
            speaks: false,
            quote: None,
        });
        Some(start)
    }

    /// «بحسب …», «كما أفاد …», «نقلا عن …».
    fn cue(&mut self, at: usize) -> Option<usize> {
        let view = self.view;
        let mut words = view.folded_from(at);
        if let Some(first) = words.first_mut()
            && view.tables.cue(&[view.words[at].folded.as_str()]).is_some()
        {
            *first = view.words[at].folded.as_str();
        }
        if let Some(after) = self.in_his_words(at, &words) {
            return Some(after);
        }
        let (cue, taken) = view.tables.cue(&words)?;
        match cue.role {
            CueRole::According | CueRole::Under => {
                let mut from = at + taken;
                if view.function(from) == Some(Function::Rel) {
                    return None;
                }
                if view.is_adverb(from) && !cue.lam {
                    from += 1;
                }
                let letter = cue.lam.then_some('ل');
                let source = view.source(
                    from,
                    Around {
                        letter,
                        ..Around::default()
                    },
                )?;
                let never = view
                    .tables
                    .sources(&source.folded, |role| role == Role::No)
                    .is_some_and(|(_, length)| {
                        view.tables
                            .sources(&source.folded, |role| {
                                matches!(role, Role::Head | Role::Name | Role::Title)
                            })
                            .is_none_or(|(_, other)| length >= other)
                    });
                let doubtful = !source.known && (cue.known_only || source.folded.len() < 2);
                if never || doubtful {
                    return Some(source.words.end);
                }
                let source = view.named_after(source);
                let mut links = vec![(source.clone(), at..at + taken)];
                let mut end = source.words.end;
                if let Some((inner, after)) = self.relayed(end) {
                    links.push((inner, end..end + 1));
                    end = after;
                }
                self.according(at, end, links)
            }
            CueRole::Clause => {
                let mut verb = at + taken;
                while view.is_adverb(verb) {
                    verb += 1;
                }
                let (say, reading) = view.say(verb)?;
                let (say, reading) = (say, reading);
                let mut from = verb + 1;
                while matches!(
                    view.function(from),
                    Some(Function::PrepPron | Function::Adv)
                ) {
                    from += 1;
                }
                let prep = say.note.split("source:").nth(1).map(|p| p.trim());
                if let Some(prep) = prep {
                    if view.words.get(from)?.folded != prep {
                        return None;
                    }
                    from += 1;
                }
                let bare_cue = taken == 1 && words.first() == Some(&"كما");
                let source = view.source(from, Around::default()).filter(|s| {
                    !(view.say_noun(s.words.start, Tense::Masdar).is_some() && !s.known)
                });
                let after = source.as_ref().map_or(from, |s| s.words.end);
                if bare_cue && (source.is_none() || view.content(after, say).is_some()) {
                    return None;
                }
                let Some(source) = source else {
                    let carried = self.carried(verb, Some(reading.form.feminine), false, true)?;
                    return self.according_carried(at, from, carried, verb);
                };
                let mut links = vec![(source.clone(), verb..verb + 1)];
                let mut end = source.words.end;
                if let Some((after, told)) = view.told(end) {
                    if let Some(told) = told {
                        links.insert(0, (told, 0..0));
                    }
                    end = after;
                }
                if let Some((inner, after)) = self.relayed(end) {
                    links.push((inner, end..end + 1));
                    end = after;
                }
                self.according(at, end, links)
            }
            CueRole::Break | CueRole::Soft | CueRole::Aside => None,
        }
    }

    /// «على حد قوله», «بحسب تعبيرها»: the last speaker's words.
    fn in_his_words(&mut self, at: usize, words: &[&str]) -> Option<usize> {
        let view = self.view;
        let noun = if words.starts_with(&["علي", "حد"]) {
            at + 2
        } else if view
            .tables
            .cue(words.get(..1)?)
            .is_some_and(|(cue, _)| cue.role == CueRole::According)
        {
            at + 1
        } else {
            return None;
        };
        let feminine = match view.say_noun(noun, Tense::Masdar)?.1.enclitic {
            Some("ه") => Some(false),
            Some("ها") => Some(true),
            _ => None,
        };
        view.say_noun(noun, Tense::Masdar)?.1.enclitic?;
        if self.innermost(at).is_some() {
            return Some(noun + 1);
        }
        let carried = self.carried(at, feminine, false, true)?;
        self.according_carried(at, noun + 1, carried, noun)
    }

    /// «عن مصدر …», «نقلا عن …» right after a source.
    fn relayed(&self, at: usize) -> Option<(Source, usize)> {
        let view = self.view;
        let words = view.folded_from(at);
        let from = if words.first() == Some(&"عن") {
            at + 1
        } else {
            let (cue, taken) = view.tables.cue(&words)?;
            if cue.role != CueRole::Under {
                return None;
            }
            at + taken
        };
        let source = view.source(from, Around::default())?;
        let end = source.words.end;
        Some((source, end))
    }

    fn clause_start(&self, at: usize) -> usize {
        let view = self.view;
        (1..at)
            .rev()
            .find(|&i| {
                let words = view.folded_from(i);
                matches!(view.sign(i), Some('؛' | '…'))
                    || view.tables.has_cue(&words, CueRole::Break) && view.is_comma(i - 1)
                    || matches!(words.first(), Some(&("فيما" | "لكن"))) && view.is_comma(i - 1)
                    || words.starts_with(&["في", "حين"]) && view.is_comma(i - 1)
            })
            .unwrap_or(0)
    }

    /// The scope of a phrase that names a source, standing at `at..end`.
    fn according(
        &mut self,
        at: usize,
        end: usize,
        sources: Vec<(Source, Range<usize>)>,
    ) -> Option<usize> {
        let medium = sources
            .first()
            .is_some_and(|(s, _)| matches!(s.kind, LinkKind::Outlet | LinkKind::Agency));
        let (scope, after) = self.according_scope(at, end, medium)?;
        let last = sources.last().map(|(s, _)| s.clone())?;
        if medium && scope.start < at && scope.end <= at {
            // the medium stands above whoever speaks before it
            for draft in &mut self.drafts {
                if draft.scope.contains(&at) && draft.cue >= scope.start && draft.quote.is_none() {
                    draft.scope.end = at;
                }
            }
        }
        let links: Vec<FoundLink> = sources
            .iter()
            .filter(|(s, _)| !s.own)
            .map(|(s, cue)| link(s, self.bytes(cue.clone())))
            .collect();
        let resumed = self.resumed(&last);
        let inherited = if sources.len() == 1 && self.innermost(at).is_none() {
            resumed
                .as_ref()
                .map_or_else(Vec::new, |(outer, _)| outer.clone())
        } else {
            Vec::new()
        };
        let mut links = links;
        if let (Some((_, kind)), Some(link)) = (resumed, links.last_mut()) {
            link.kind = kind;
        }
        self.drafts.push(Draft {
            cue: at,
            scope,
            links,
            inherited,
            stance: Stance::Assert,
            cue_word: None,
            impersonal: None,
            feminine: last.feminine,
            folded: last.folded,
            speaks: true,
            quote: None,
        });
        Some(after)
    }

    fn according_carried(
        &mut self,
        at: usize,
        end: usize,
        carried: Carried,
        cue: usize,
    ) -> Option<usize> {
        let (scope, after) = self.according_scope(at, end, false)?;
        let mut links = carried.links;
        let cue = self.bytes(cue..cue + 1);
        if let Some(link) = links.last_mut() {
            link.cue = cue;
        }
        self.drafts.push(Draft {
            cue: at,
            scope,
            links,
            inherited: carried.inherited,
            stance: Stance::Assert,
            cue_word: None,
            impersonal: None,
            feminine: carried.feminine,
            folded: carried.folded,
            speaks: true,
            quote: None,
        });
        Some(after)
    }

    fn according_scope(
        &self,
        at: usize,
        end: usize,
        medium: bool,
    ) -> Option<(Range<usize>, usize)> {
        let view = self.view;
        let len = view.len();
        let opens = at == 0
            || view.conj(at) && (view.is_comma(at - 1) || view.is_stop(at - 1))
            || view.is_colon(at - 1)
            || (0..at).all(|i| view.words[i].kind != tawatur_text::TokenKind::Word);
        if opens {
            let comma = (end..len.min(end + 14)).find(|&i| view.is_comma(i) || view.is_colon(i));
            let verb = (end..len.min(end + 14)).find(|&i| {
                view.is_verb(i) && view.function(i.saturating_sub(1)) != Some(Function::Rel)
            });
            let start = match (comma, verb) {
                (Some(comma), Some(verb)) if verb < comma && verb == end => end,
                (Some(comma), _) => comma + 1,
                (None, _) => end,
            };
            let limit = self.limit(at);
            let stop = view.content_end(start, Join::Clause, Stance::Assert, limit.max(start));
            return Some((start..stop, start));
        }
        let mut start = self.clause_start(at);
        let mut stop = at;
        // «…، بحسب الوكالة، وأن …»
        if let Some(comma) = (end..len.min(end + 10)).find(|&i| view.is_comma(i))
            && comma + 1 < len
        {
            let goes_on = view.content_end(comma, Join::Noun, Stance::Assert, len);
            if (end..comma).all(|i| !view.is_verb(i)) {
                stop = goes_on.max(at);
            }
        }
        if let Some(inner) = self.innermost(at.saturating_sub(1)) {
            let draft = &self.drafts[inner];
            let quoted = draft.quote.is_some();
            if quoted && draft.scope.contains(&at) || !medium && draft.scope.contains(&at) {
                start = start.max(draft.scope.start);
                stop = stop.min(draft.scope.end).max(start);
            }
        }
        Some((start..stop, end))
    }

    /// A finite verb of speech.
    fn verb(&mut self, at: usize) -> Option<usize> {
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
        let passive = reading.form.passive || view.words[at].has_passive_mark();
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
            if let Some((source, medium)) = view.subject_after(at, say) {
                told = medium;
                after_verb = Some(source);
            }
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
        if subject.as_ref().is_none_or(|s| s.words.start < at) && opener == Opener::None && at > 0 {
            if let Some(opens) = view.opens(at - 1) {
                opener = opens;
            }
        }
        if after > at + 1 && at > 0 {
            // a clause opened before the verb («في حين ذكرت», «بعدما أعلن»)
            let before = at - 1;
            let two = before.checked_sub(1).map(|i| view.folded_from(i));
            let contrast = view.is_contrast(before)
                || two.is_some_and(|w| {
                    view.tables.has_cue(&w, CueRole::Soft) && w.first() == Some(&"في")
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
        self.spoken_by(
            at,
            say,
            reading.form.feminine,
            subject,
            told,
            opener,
            clause,
            after,
            passive,
            inside,
        )
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one step of a longer reading, cut in two"
    )]
    fn spoken_by(
        &mut self,
        at: usize,
        say: &SayVerb,
        feminine: bool,
        subject: Option<Source>,
        told: Option<Source>,
        opener: Opener,
        clause: usize,
        after: usize,
        passive: bool,
        inside: bool,
    ) -> Option<usize> {
        let view = self.view;
        let mut content = view.content(after, say);
        if say.note.contains("statement")
            && let Some(published) = self.published(after)
            && content.as_ref().is_none_or(|c| c.start > published.start)
        {
            content = Some(published);
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
                        links: vec![link(&issuer, None)],
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
        if self
            .drafts
            .iter()
            .any(|d| d.quote.is_some() && d.scope.contains(&at))
        {
            // what is said inside a quotation stays there
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
        self.drafts.push(Draft {
            cue: at,
            scope: content.start..end.max(content.start),
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

    /// A relative clause between commas: «مسؤول، طلب عدم ذكر اسمه، قال …».
    fn is_aside(&self, at: usize) -> bool {
        let view = self.view;
        at > 0
            && view.is_comma(at - 1)
            && !view.conj(at)
            && (at + 1..view.len().min(at + 9))
                .any(|i| view.is_comma(i) && view.say(i + 1).is_some())
    }

    /// «جاء في بيان لـ…»: the document is the source.
    fn stated_in(&mut self, at: usize, say: &SayVerb, prep: &str) -> Option<usize> {
        let view = self.view;
        let mut from = at + 1;
        while view.is_adverb(from) && view.function(from) != Some(Function::PrepPron) {
            from += 1;
        }
        let word = view.words.get(from)?;
        if matches!(word.folded.as_str(), "فيه" | "فيها") {
            let content = view.content(from + 1, say)?;
            let carried = match self.issuer(at) {
                Some(issuer) => vec![link(&issuer, self.bytes(at..at + 1))],
                None => self.carried(at, None, true, true)?.links,
            };
            return self.push_stated(at, say, carried, Vec::new(), &content);
        }
        if word.folded != prep {
            return None;
        }
        let source = view.source(from + 1, Around::default())?;
        let statement = matches!(
            source.kind,
            LinkKind::Document | LinkKind::Social | LinkKind::Outlet | LinkKind::Agency
        ) || view.is_statement(source.words.start);
        if !statement {
            return None;
        }
        let content = view.content(source.words.end, say)?;
        let mut source = source;
        if view.is_statement(source.words.start) && source.kind != LinkKind::Social {
            source.kind = LinkKind::Document;
        }
        let folded = source.folded.clone();
        self.push_stated(
            at,
            say,
            vec![link(&source, self.bytes(at..at + 1))],
            folded,
            &content,
        )
    }

    fn push_stated(
        &mut self,
        at: usize,
        say: &SayVerb,
        links: Vec<FoundLink>,
        folded: Vec<String>,
        content: &Content,
    ) -> Option<usize> {
        if self.view.conj(at) {
            self.cut(at, None);
        }
        let limit = self.limit(at);
        let end = self.view.content_end(
            content.start,
            content.join,
            say.stance,
            limit.max(content.start),
        );
        self.drafts.push(Draft {
            cue: at,
            scope: content.start..end,
            links,
            inherited: Vec::new(),
            stance: Stance::Assert,
            cue_word: Some(at),
            impersonal: None,
            feminine: None,
            folded,
            speaks: true,
            quote: match content.join {
                Join::Quote(open) => Some(open),
                _ => None,
            },
        });
        Some(content.start)
    }

    /// «نشرت الوكالة تصريحات …»: what is published is the content.
    fn published(&self, from: usize) -> Option<Content> {
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
    fn issuer(&self, at: usize) -> Option<Source> {
        let view = self.view;
        let noun = (at.saturating_sub(14)..at)
            .rev()
            .find(|&i| view.is_statement(i))?;
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
    fn said_before(
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

    /// «مضيفا أن», «قائلا», «بالقول».
    fn participle(&mut self, at: usize) -> Option<usize> {
        let view = self.view;
        let word = view.word(at)?;
        let (say, feminine, loose) = if let Some((say, reading)) = view.say_noun(at, Tense::Active)
        {
            let bare = view.bare(at);
            let accusative = bare.ends_with('ا') || bare.ends_with("ين") || bare.ends_with('ه');
            if reading.article || !accusative || word.attached().is_some() {
                return None;
            }
            let sure = bare.ends_with('ا');
            let comma = at > 0
                && (view.is_comma(at - 1)
                    || view.is_quote(at - 1)
                    || view.is_stop(at - 1)
                    || matches!(view.sign(at - 1), Some(')')));
            if !comma && !view.conj(at) && !sure {
                return None;
            }
            let feminine = if bare.ends_with('ه') {
                Some(true)
            } else if sure {
                Some(false)
            } else {
                None
            };
            (say, feminine, false)
        } else {
            let (say, _) = view.say_noun(at, Tense::Masdar)?;
            let after = view.is_that(at + 1) || view.is_colon(at + 1) || view.is_quote(at + 1);
            let his = view
                .say_noun(at, Tense::Masdar)
                .is_some_and(|(_, reading)| reading.enclitic.is_some());
            if view.behind(at, 'ب').is_none() || !after || !(his || view.bare(at) == "القول")
            {
                return None;
            }
            (say, None, true)
        };
        let content = view.content(at + 1, say)?;
        let near = content.start <= at + 12;
        if !near {
            return None;
        }
        let carried = self.carried(at, feminine, false, true)?;
        let cut_at = if at > 0 && view.is_comma(at - 1) {
            at - 1
        } else {
            at
        };
        if let Some(draft) = carried.draft {
            self.cut(cut_at, Some(draft));
        }
        let mut links = carried.links;
        let cue = self.bytes(at..at + 1);
        if let Some(last) = links.last_mut() {
            last.cue = cue;
        }
        for (source, cue) in &content.under {
            links.push(link(source, self.bytes(cue.clone())));
        }
        let limit = self.limit(at);
        let end = view.content_end(
            content.start,
            content.join,
            say.stance,
            limit.max(content.start),
        );
        let quote = match content.join {
            Join::Quote(open) => Some(open),
            _ => None,
        };
        if let Some(open) = quote
            && view.closing(open).is_none()
            && let Some(mark) = view.sign(open)
            && self.closes_later(mark)
        {
            self.state.open = Some(Open {
                mark,
                links: links.clone(),
                inherited: carried.inherited.clone(),
                stance: say.stance,
                left: LONGEST_QUOTATION,
            });
        }
        self.drafts.push(Draft {
            cue: at,
            scope: content.start..end,
            links,
            inherited: carried.inherited,
            stance: say.stance,
            cue_word: Some(at),
            impersonal: None,
            feminine: carried.feminine,
            folded: carried.folded,
            speaks: !loose || true,
            quote,
        });
        Some(content.start)
    }

    /// Who speaks at `at`, where nobody is named.
    fn carried(
        &self,
        at: usize,
        feminine: Option<bool>,
        inside: bool,
        goes_on: bool,
    ) -> Option<Carried> {
        let view = self.view;
        let own: Vec<usize> = (0..self.drafts.len())
            .filter(|&i| self.drafts[i].speaks && self.drafts[i].cue < at)
            .collect();
        let covers = |i: &&usize| self.drafts[**i].scope.contains(&at);
        let fits = |i: &&usize| agrees(self.drafts[**i].feminine, feminine);
        let chosen = own
            .iter()
            .filter(covers)
            .filter(fits)
            .max_by_key(|i| self.drafts[**i].scope.len())
            .or_else(|| {
                own.iter()
                    .rev()
                    .filter(fits)
                    .find(|i| self.drafts[**i].cue_word.is_some())
            })
            .or_else(|| own.iter().rev().find(fits));
        if let Some(&i) = chosen {
            return Some(self.carry_draft(i));
        }
        if let Some(source) = view
            .main_subject(at)
            .filter(|s| agrees(s.feminine, feminine) && (own.is_empty() || inside))
        {
            return Some(Carried {
                links: if source.own {
                    Vec::new()
                } else {
                    vec![link(&source, None)]
                },
                inherited: Vec::new(),
                feminine: source.feminine,
                folded: source.folded,
                draft: None,
            });
        }
        if let Some(&i) = own.first() {
            return Some(self.carry_draft(i));
        }
        let recent = |s: &&Spoken| s.sentence + MEMORY > self.index;
        if !goes_on
            && let Some((sentence, source)) = &self.state.subject
            && sentence + 1 == self.index
            && source.known
            && agrees(source.feminine, feminine)
            && !matches!(source.kind, LinkKind::Document)
        {
            return Some(Carried {
                links: vec![link(source, None)],
                inherited: Vec::new(),
                feminine: source.feminine,
                folded: source.folded.clone(),
                draft: None,
            });
        }
        let last = self
            .state
            .spoken
            .iter()
            .rev()
            .filter(recent)
            .find(|s| agrees(s.feminine, feminine))
            .or_else(|| self.state.spoken.iter().rev().find(recent));
        if let Some(last) = last {
            let split = last.chain.len().saturating_sub(1);
            let (outer, inner) = last.chain.split_at(split);
            return Some(Carried {
                links: inner.to_vec(),
                inherited: outer.to_vec(),
                feminine: last.feminine,
                folded: last.folded.clone(),
                draft: None,
            });
        }
        let (sentence, source) = self.state.subject.as_ref()?;
        (sentence + 1 == self.index && agrees(source.feminine, feminine)).then(|| Carried {
            links: vec![link(source, None)],
            inherited: Vec::new(),
            feminine: source.feminine,
            folded: source.folded.clone(),
            draft: None,
        })
    }

    fn carry_draft(&self, i: usize) -> Carried {
        let draft = &self.drafts[i];
        Carried {
            links: draft.links.clone(),
            inherited: draft.inherited.clone(),
            feminine: draft.feminine,
            folded: draft.folded.clone(),
            draft: Some(i),
        }
    }

    /// Where a source has been named before: who passed it on then, and its kind.
    fn resumed(&self, source: &Source) -> Option<(Vec<FoundLink>, LinkKind)> {
        let first = source
            .folded
            .first()
            .filter(|word| *word != "ذات" && *word != "نفس");
        let head = stem(first.or(source.folded.get(1))?);
        // «المصدر نفسه»
        let named: Vec<&String> = source
            .folded
            .iter()
            .filter(|word| {
                self.view
                    .tables
                    .sources(std::slice::from_ref(*word), |role| role == Role::Same)
                    .is_none()
            })
            .collect();
        let last = named.last().map(|w| stem(w))?;
        let definite = source.folded.iter().take(2).any(|w| w.starts_with("ال"));
        let generic = named.len() == 1;
        if !definite && source.known {
            return None;
        }
        self.state
            .spoken
            .iter()
            .rev()
            .filter(|s| s.sentence + MEMORY > self.index)
            .find_map(|spoken| {
                let held = |word: &str| spoken.folded.iter().any(|w| stem(w) == word);
                let same = held(&head)
                    && held(&last)
                    && (named.len() <= 3 || named.iter().all(|w| held(&stem(w))));
                if !same {
                    return None;
                }
                let split = spoken.chain.len().saturating_sub(1);
                let (outer, inner) = spoken.chain.split_at(split);
                let kind = match inner.first() {
                    Some(link) if generic || !source.known => link.kind,
                    _ => source.kind,
                };
                // the document's own people go on being no link
                inner.first()?;
                Some((outer.to_vec(), kind))
            })
    }

    /// Hands the sentence's acts of speech over and remembers who spoke.
    fn finish(mut self) {
        self.drafts.sort_by_key(|draft| draft.cue);
        let found: Vec<Attribution> = self
            .drafts
            .iter()
            .map(|draft| Attribution {
                sentence: self.index,
                scope: draft.scope.clone(),
                links: draft.links.clone(),
                inherited: draft.inherited.clone(),
                stance: draft.stance,
                cue_word: draft.cue_word,
                impersonal_realis: draft.impersonal,
            })
            .collect();
        let mut top: Vec<&Draft> = self
            .drafts
            .iter()
            .filter(|draft| {
                draft.speaks
                    && !self.drafts.iter().any(|other| {
                        other.scope.contains(&draft.cue)
                            && other.cue != draft.cue
                            && other.speaks
                            && other.cue_word.is_some()
                    })
            })
            .collect();
        top.sort_by_key(|draft| draft.cue);
        for draft in top {
            let mut chain = super::chain(&found, self.index, draft.scope.start);
            let own_last = draft.links.last().and_then(|l| l.span.clone());
            if chain.last().and_then(|l| l.span.clone()) != own_last {
                chain = draft
                    .inherited
                    .iter()
                    .chain(&draft.links)
                    .cloned()
                    .collect();
            }
            self.state.spoken.push(Spoken {
                sentence: self.index,
                chain,
                feminine: draft.feminine,
                folded: draft.folded.clone(),
            });
        }
        if self.drafts.is_empty()
            && let Some(source) = self.view.main_subject(self.view.len())
        {
            self.state.subject = Some((self.index, source));
        }
        self.state.found.extend(found);
    }
}

/// A word's stem for finding a source again: article and number off.
fn stem(word: &str) -> String {
    let plain = without_article(word);
    let plain = match plain {
        "مصادر" | "مصدران" | "مصدرين" => "مصدر",
        other => other,
    };
    fold(plain)
}

fn agrees(a: Option<bool>, b: Option<bool>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

impl View<'_, '_> {
    fn is_contrast(&self, at: usize) -> bool {
        self.tables.has_cue(&self.folded_from(at), CueRole::Soft)
            && matches!(self.words[at].after_conjunction(), "فيما" | "بينما" | "لكن")
            || self.words[at].after_conjunction() == "بينما"
    }
}
