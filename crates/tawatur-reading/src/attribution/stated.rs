//! Documents that say something, and participles that go on with a speech.

use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{Function, SayVerb, Stance};
use tawatur_record::LinkKind;

use super::FoundLink;
use super::content::{Content, Join};
use super::draft::{Draft, LONGEST_QUOTATION, Open, Reader, link};
use super::source::Around;

impl Reader<'_, '_, '_> {
    /// «جاء في بيان لـ…»: the document is the source.
    pub(super) fn stated_in(&mut self, at: usize, say: &SayVerb, prep: &str) -> Option<usize> {
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

    pub(super) fn push_stated(
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

    /// «مضيفا أن», «قائلا», «بالقول».
    pub(super) fn participle(&mut self, at: usize) -> Option<usize> {
        let view = self.view;
        let word = view.word(at)?;
        let (say, feminine) = if let Some((say, reading)) = view.say_noun(at, Tense::Active) {
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
            (say, feminine)
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
            (say, None)
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
            speaks: true,
            quote,
        });
        Some(content.start)
    }
}
