//! Headlines that name their source before a colon.

use tawatur_knowledge::lexicon::Stance;
use tawatur_record::LinkKind;

use super::content::Join;
use super::draft::{Draft, Reader, link};
use super::source::Around;
use super::tables::Role;

impl Reader<'_, '_, '_> {
    /// «سانا - وحدات الجيش …»: a medium and nothing else before a dash.
    fn dashed(&mut self) -> Option<usize> {
        let view = self.view;
        let dash =
            (1..view.len().min(5)).find(|&at| matches!(view.sign(at), Some('-' | '–' | '—')))?;
        let spaced = view.start(dash) > view.end(dash - 1)
            && view
                .word(dash + 1)
                .is_some_and(|next| next.start > view.end(dash));
        let source = view.source(0, Around::default())?;
        let medium = matches!(source.kind, LinkKind::Outlet | LinkKind::Agency) && source.known;
        let clause = (dash + 1..view.len()).any(|at| view.is_verb(at) || view.is_masdar(at));
        if !spaced || !medium || source.own || source.words.end != dash || !clause {
            return None;
        }
        self.drafts.push(Draft {
            cue: 0,
            scope: dash + 1..view.len(),
            links: vec![link(&source, None)],
            inherited: Vec::new(),
            stance: Stance::Assert,
            cue_word: None,
            impersonal: None,
            feminine: source.feminine,
            folded: source.folded,
            speaks: false,
            quote: None,
        });
        Some(dash + 1)
    }

    /// «سبوتنيك: …», «رويترز عن مصدرين: …»: index after the colon.
    pub(super) fn headline(&mut self) -> Option<usize> {
        let view = self.view;
        if !self.drafts.is_empty() {
            return None;
        }
        let Some(colon) = (1..view.len().min(18)).find(|&at| view.is_colon(at)) else {
            return self.dashed();
        };
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
}
