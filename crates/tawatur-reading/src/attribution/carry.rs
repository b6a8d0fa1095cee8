//! Speakers named before: carried on where a verb names nobody, known again where it does.

use tawatur_record::LinkKind;

use super::FoundLink;
use super::draft::{Carried, MEMORY, Reader, Spoken, agrees, link, stem};
use super::source::Source;
use super::tables::Role;

impl Reader<'_, '_, '_> {
    /// Who speaks at `at`, where nobody is named.
    pub(super) fn carried(
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

    pub(super) fn carry_draft(&self, i: usize) -> Carried {
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
    pub(super) fn resumed(&self, source: &Source) -> Option<(Vec<FoundLink>, LinkKind)> {
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
}
