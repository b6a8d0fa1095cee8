//! Whom something is told: a medium that passes it on, or people who do not.

use tawatur_knowledge::lexicon::Function;
use tawatur_record::LinkKind;

use super::source::{Around, Source};
use super::tables::{Role, without_article};
use super::view::View;

impl View<'_, '_> {
    /// Whom something is told, at a word with ل: the index after the phrase, with the
    /// medium that was told; `None` inside where those told pass nothing on. `None` where
    /// nobody who is told stands there.
    pub(super) fn told(&self, at: usize) -> Option<(usize, Option<Source>)> {
        let word = self.word(at)?;
        let alone = word.folded == "ل";
        let (bare_first, from) = if alone {
            (self.bare(at + 1).to_owned(), at + 1)
        } else {
            (self.behind(at, 'ل')?.1, at)
        };
        if alone && self.sign(at + 1) == Some('(') {
            // «لـ(نداء الوطن)»
            let close = (at + 2..(at + 8).min(self.len())).find(|&i| self.sign(i) == Some(')'))?;
            let mut source = self.source(
                at + 2,
                Around {
                    short: true,
                    ..Around::default()
                },
            )?;
            if source.words.end != close {
                return None;
            }
            if !source.known {
                source.kind = LinkKind::Outlet;
            }
            let own = source.own;
            return Some((close + 1, (!own).then_some(source)));
        }
        if alone && self.is_quote(at + 1) {
            let close = self.closing(at + 1).filter(|c| *c <= at + 7)?;
            let mut source = self.quoted_source(at + 1)?;
            if !source.known {
                source.kind = LinkKind::Outlet;
            }
            let own = source.own;
            return Some((close + 1, (!own).then_some(source)));
        }
        let mut bare = vec![bare_first];
        bare.extend(self.bare.iter().skip(from + 1).take(4).cloned());
        if self
            .tables
            .sources(&bare, |role| role == Role::Own)
            .is_some()
        {
            return Some((from + 1, None));
        }
        if let Some((_, taken)) = self.tables.sources(&bare, |role| role == Role::Audience) {
            let mut end = from + taken;
            while self.is_noun(end) && self.definite(end) && !self.conj(end) {
                end += 1;
            }
            return Some((end, None));
        }
        if self.is_own_start(&bare) {
            let source = self.source(
                at,
                Around {
                    short: true,
                    letter: Some('ل'),
                    masdar: true,
                    ..Around::default()
                },
            )?;
            return Some((source.words.end, None));
        }
        let (entry, _) = self
            .tables
            .sources(&bare, |role| {
                matches!(role, Role::Head | Role::Name | Role::Title)
            })
            .map_or((None, 0), |(entry, taken)| (Some(entry), taken));
        let medium = entry.is_some_and(|entry| {
            matches!(entry.kind, LinkKind::Outlet | LinkKind::Agency) && !entry.weak
        }) || entry.is_none()
            && matches!(
                self.looked_up(&bare),
                Some(LinkKind::Outlet | LinkKind::Agency)
            );
        if !medium {
            return None;
        }
        let source = self.source(
            at,
            Around {
                short: true,
                letter: Some('ل'),
                masdar: true,
                ..Around::default()
            },
        )?;
        let own = source.own;
        Some((source.words.end, (!own).then_some(source)))
    }

    /// The medium told in a phrase before the verb at `verb`: «في تصريحات لقناة …، اتهم».
    pub(super) fn told_before(&self, verb: usize) -> Option<Source> {
        let lowest = verb.saturating_sub(14);
        let venue = (lowest..verb).rev().find(|&at| {
            matches!(self.words[at].after_conjunction(), "في" | "خلال")
                && self.is_venue(at + 1)
                && (at == 0 || self.is_comma(at - 1) || self.is_stop(at - 1))
        })?;
        let mut at = venue + 2;
        while at < verb {
            if let Some((end, medium)) = self.told(at) {
                return medium.filter(|_| end <= verb);
            }
            let with = self.words[at].folded == "مع";
            // «مقابلة بثتها قناة …», «أجرتها معه صحيفة …»
            let aired = self.words[at].readings.iter().any(|reading| {
                reading.is_verb() && reading.enclitic.is_some() && reading.form.person == 3
            });
            let from = match self.function(at + 1) {
                Some(Function::PrepPron) => at + 2,
                _ => at + 1,
            };
            if with || aired {
                return self
                    .source(
                        from,
                        Around {
                            short: true,
                            ..Around::default()
                        },
                    )
                    .filter(|s| {
                        matches!(s.kind, LinkKind::Outlet | LinkKind::Agency)
                            && s.known
                            && !s.own
                            && s.words.end <= verb
                    });
            }
            if self.is_verb(at) || self.is_comma(at) {
                return None;
            }
            at += 1;
        }
        None
    }

    pub(super) fn is_own_start(&self, bare: &[String]) -> bool {
        self.own.iter().any(|name| {
            let words: Vec<&str> = name.split(' ').collect();
            !words.is_empty()
                && bare.len() >= words.len()
                && bare
                    .iter()
                    .zip(&words)
                    .all(|(a, b)| a == b || without_article(a) == *b)
        })
    }
}
