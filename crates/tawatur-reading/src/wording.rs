//! Loaded wording: labels, scare quotes, «ما يسمى», words that heighten.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use tawatur_knowledge::KnowledgeError;
use tawatur_knowledge::table::Table;
use tawatur_record::WordingKind;
use tawatur_text::fold;

use crate::sentence::{Sentence, is_quote};
use crate::trigger::is_form_of;

#[derive(Debug, Clone)]
struct Loaded {
    words: Vec<String>,
    kind: WordingKind,
    /// Counts only before one of these.
    needs: Vec<String>,
    /// Or only after one of these.
    after: Vec<String>,
    /// Or before a state or its leader.
    state: bool,
}

impl Loaded {
    /// Whether what must stand beside the word does.
    fn fits(
        &self,
        sentence: &Sentence<'_>,
        at: usize,
        end: usize,
        is_state: &dyn Fn(usize) -> bool,
    ) -> bool {
        if self.needs.is_empty() && self.after.is_empty() && !self.state {
            return true;
        }
        let words = &sentence.words;
        let follows = |index: usize| {
            self.needs
                .iter()
                .any(|n| is_form_of(words[index].bare_str(), n))
                || (self.state && is_state(index))
        };
        (end..(end + 3).min(words.len())).any(follows)
            || words[at.saturating_sub(2)..at]
                .iter()
                .any(|w| self.after.iter().any(|a| is_form_of(w.bare_str(), a)))
    }
}

/// The table of loaded words.
#[derive(Debug, Default)]
pub struct WordingTable {
    by_letters: HashMap<String, Vec<Loaded>>,
}

/// A loaded word found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundWording {
    /// What is loaded about it.
    pub kind: WordingKind,
    /// Its bytes.
    pub span: Range<usize>,
}

/// Loaded words are kept by their first two letters, since endings vary.
fn key(folded: &str) -> String {
    let bare = folded
        .strip_prefix("ال")
        .filter(|rest| rest.chars().count() >= 2)
        .unwrap_or(folded);
    bare.chars().take(2).collect()
}

impl WordingTable {
    /// The table that comes with the program and the one of the folder `user` on top.
    ///
    /// # Errors
    /// A row that cannot be used, with file and line.
    pub fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        let table = Table::with_user(
            "wording.tsv",
            include_str!("../../../lexicons/wording.tsv"),
            user,
            &["word", "kind"],
        )?;
        let mut by_letters: HashMap<String, Vec<Loaded>> = HashMap::new();
        for row in table.rows() {
            let kind = WordingKind::parse(row.get("kind")).ok_or_else(|| {
                row.error(format!(
                    "«{}» under `kind` is none of label, scare_quotes, so_called, intensifier",
                    row.get("kind")
                ))
            })?;
            let list = |key: &str| -> Vec<String> {
                let note = row
                    .get("note")
                    .split([' ', ';'])
                    .filter_map(|part| part.trim().strip_prefix(key));
                note.flat_map(|list| list.split('|'))
                    .map(|w| fold(w.trim()))
                    .filter(|w| !w.is_empty())
                    .collect()
            };
            let (mut needs, after) = (list("needs:"), list("after:"));
            let state = needs.iter().any(|w| w == "{state}");
            needs.retain(|w| w != "{state}");
            for spelling in row.list("word") {
                let words: Vec<String> = spelling.split_whitespace().map(fold).collect();
                if let Some(first) = words.first() {
                    by_letters.entry(key(first)).or_default().push(Loaded {
                        words,
                        kind,
                        needs: needs.clone(),
                        after: after.clone(),
                        state,
                    });
                }
            }
        }
        for list in by_letters.values_mut() {
            list.sort_by_key(|l| std::cmp::Reverse(l.words.len()));
        }
        Ok(Self { by_letters })
    }

    /// The loaded words of a sentence in order, names in quotation marks included.
    /// `is_state` tells whether the word at an index names a state or its people.
    #[must_use]
    pub fn find(
        &self,
        sentence: &Sentence<'_>,
        is_state: &dyn Fn(usize) -> bool,
    ) -> Vec<FoundWording> {
        let words = &sentence.words;
        let mut found: Vec<FoundWording> = Vec::new();
        for at in 0..words.len() {
            if words[at].sign().is_some_and(is_quote) {
                // a name of one to three words in marks, not a quotation
                let close = (at + 2..(at + 5).min(words.len()))
                    .find(|&i| words[i].sign().is_some_and(is_quote));
                if let Some(close) = close.filter(|_| !sentence.quoted[at])
                    && words[at + 1..close].iter().all(|w| w.is_noun())
                    && sentence.quoted.get(at + 1).copied().unwrap_or(false)
                {
                    found.push(FoundWording {
                        kind: WordingKind::ScareQuotes,
                        span: words[at].start..words[close].end,
                    });
                }
                continue;
            }
            // «قوات الاحتلال» is told once
            if found
                .last()
                .is_some_and(|w| w.kind != WordingKind::ScareQuotes && w.span.end > words[at].start)
            {
                continue;
            }
            let bare = words[at].bare();
            let Some(list) = self.by_letters.get(&key(&bare)) else {
                continue;
            };
            let hit = list.iter().find(|loaded| {
                let end = at + loaded.words.len();
                end <= words.len()
                    && (is_form_of(&bare, &loaded.words[0]) || bare == loaded.words[0])
                    && loaded.words[1..]
                        .iter()
                        .zip(&words[at + 1..end])
                        .all(|(want, have)| {
                            is_form_of(&have.folded, want)
                                || have.folded.starts_with(want.as_str())
                                    && want.chars().count() == 1
                        })
                    && loaded.fits(sentence, at, end, is_state)
            });
            if let Some(loaded) = hit {
                let last = at + loaded.words.len() - 1;
                found.push(FoundWording {
                    kind: loaded.kind,
                    span: words[at].core()..words[last].end,
                });
            }
        }
        found
    }
}
