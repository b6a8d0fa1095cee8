//! Sources named by a phrase: according to, and by nobody in particular.

use std::ops::Range;

use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{Function, Stance};
use tawatur_record::{Certainty, LinkKind, Realis};

use super::content::Join;
use super::draft::{Carried, Draft, Reader, link};
use super::source::{Around, Source};
use super::subject::Opener;
use super::tables::{CueRole, Role};
use super::{Attribution, FoundLink};

impl Reader<'_, '_, '_> {
    /// «من المتوقع أن», «يُعتقد أن».
    pub(super) fn impersonal(&mut self, at: usize) -> Option<usize> {
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
                || view.is_noun(next)
                    && next > at + taken
                    && (row.words_len() > 1
                        || (at + taken..next).any(|i| view.function(i) == Some(Function::Prep)));
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
    pub(super) fn cue(&mut self, at: usize) -> Option<usize> {
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
                // «بحسب تلك المصادر» points at who speaks already
                if view.function(from) == Some(Function::Dem)
                    && let Some(inner) = self.innermost(at)
                    && self.drafts[inner].speaks
                {
                    return Some(from + 1);
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
                let doubtful =
                    !source.known && (cue.known_only || !(2..=4).contains(&source.folded.len()));
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
                let bare_cue = taken == 1 && matches!(words.first(), Some(&("كما" | "فيما")));
                let source = view
                    .source(from, Around::default())
                    .filter(|s| view.say_noun(s.words.start, Tense::Masdar).is_none() || s.known);
                let after = source.as_ref().map_or(from, |s| s.words.end);
                // «كما حمل الحكومة مسؤولية …»: what is said follows the subject
                let says = |after: usize| view.content(after, say).is_some();
                if bare_cue
                    && view
                        .subject_after(verb, say)
                        .is_some_and(|(subject, _)| says(subject.words.end))
                {
                    return None;
                }
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
            CueRole::Back => {
                let last = at + taken - 1;
                let feminine = match view.words[last].folded.as_str() {
                    word if word.ends_with("ها") => Some(true),
                    word if word.ends_with('ه') => Some(false),
                    _ => None,
                };
                if self.innermost(at).is_some() {
                    return Some(last + 1);
                }
                let carried = self.carried(at, feminine, false, true)?;
                self.according_carried(at, last + 1, carried, last)
            }
            CueRole::Break | CueRole::Soft | CueRole::Aside => None,
        }
    }

    /// «على حد قوله», «بحسب تعبيرها»: the last speaker's words.
    pub(super) fn in_his_words(&mut self, at: usize, words: &[&str]) -> Option<usize> {
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
    pub(super) fn relayed(&self, at: usize) -> Option<(Source, usize)> {
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

    pub(super) fn clause_start(&self, at: usize) -> usize {
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
    pub(super) fn according(
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
        if self.says_nothing(&scope) && self.drafts.is_empty() {
            self.reaches_back(&sources);
        }
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

    /// No word stands in the scope: «…. وذلك بحسب قيادة اللواء.»
    fn says_nothing(&self, scope: &Range<usize>) -> bool {
        scope.clone().all(|at| {
            let view = self.view;
            view.word(at)
                .is_none_or(|w| w.kind != tawatur_text::TokenKind::Word)
                || matches!(view.words[at].after_conjunction(), "ذلك" | "هذا")
        })
    }

    /// A phrase that is a sentence of its own names the source of the one before it, where
    /// nobody speaks there.
    fn reaches_back(&mut self, sources: &[(Source, Range<usize>)]) {
        let Some(before) = self.index.checked_sub(1) else {
            return;
        };
        let told = self
            .state
            .found
            .iter()
            .any(|a| a.sentence == before && !a.links.is_empty() && a.cue_word.is_none());
        let words = self.state.last_words;
        if told || words == 0 {
            return;
        }
        let links: Vec<FoundLink> = sources
            .iter()
            .filter(|(s, _)| !s.own)
            .map(|(s, cue)| link(s, self.bytes(cue.clone())))
            .collect();
        self.state.found.push(Attribution {
            sentence: before,
            scope: 0..words,
            links,
            inherited: Vec::new(),
            stance: Stance::Assert,
            cue_word: None,
            impersonal_realis: None,
        });
    }

    pub(super) fn according_carried(
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

    pub(super) fn according_scope(
        &self,
        at: usize,
        end: usize,
        medium: bool,
    ) -> Option<(Range<usize>, usize)> {
        let view = self.view;
        let len = view.len();
        // «وهو ما أكده …», «هكذا يصف …» point back
        let back = matches!(
            view.words[at].after_conjunction(),
            "هو" | "هذا" | "ذلك" | "هكذا"
        );
        let opens = at == 0
            || !back && view.conj(at) && (view.is_comma(at - 1) || view.is_stop(at - 1))
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
}
