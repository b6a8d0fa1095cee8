//! The table of phrases that change realis (`lexicons/realis.tsv`).

use rustc_hash::FxHashMap as HashMap;
use std::path::Path;

use tawatur_knowledge::KnowledgeError;
use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::table::Table;
use tawatur_record::{Certainty, Realis};
use tawatur_text::fold;

use crate::sentence::Sentence;

/// What must follow a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    Any,
    Perfect,
    Imperfect,
    Verb,
    Masdar,
    /// A noun right after it.
    Near,
    /// A noun right after it, the cue at the head of its clause.
    Opening,
}

/// How far a cue reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Next,
    Clause,
    Both,
    Sentence,
}

#[derive(Debug, Clone)]
pub(super) struct Cue {
    words: Vec<String>,
    /// Hamza below on the first letter («إن»): a word with the hamza above is another.
    below: bool,
    /// Preposition glued to the word after the cue («لا صحة لـ»).
    glued: Option<char>,
    pub(super) realis: Option<Realis>,
    pub(super) certainty: Certainty,
    pub(super) reach: Reach,
    pub(super) takes: Takes,
}

/// The phrases by their first word.
#[derive(Debug, Default)]
pub struct RealisCues {
    cues: HashMap<String, Vec<Cue>>,
}

impl RealisCues {
    /// The table that comes with the program and the one of the folder `user` on top.
    ///
    /// # Errors
    /// A row that cannot be used, with file and line.
    pub fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        let text = include_str!("../../../../lexicons/realis.tsv");
        let table = Table::with_user(
            "realis.tsv",
            text,
            user,
            &["cue", "realis", "scope", "takes"],
        )?;
        let mut cues: HashMap<String, Vec<Cue>> = HashMap::default();
        for row in table.rows() {
            let mut words: Vec<String> = row.get("cue").split_whitespace().map(fold).collect();
            let glued = match words.last().and_then(|last| last.strip_suffix('-')) {
                Some(preposition) => {
                    let glued = preposition.chars().next();
                    words.pop();
                    glued
                }
                None => None,
            };
            let below = row
                .get("cue")
                .trim_start_matches(['و', 'ف'])
                .starts_with('إ');
            let Some(first) = words.first().cloned() else {
                return Err(row.error("the cue is empty"));
            };
            let realis = match row.get("realis") {
                "keep" => None,
                word => Some(
                    Realis::parse(word)
                        .ok_or_else(|| row.error(format!("«{word}» is no realis")))?,
                ),
            };
            let certainty = match row.get("certainty") {
                "" => Certainty::Certain,
                word => Certainty::parse(word)
                    .ok_or_else(|| row.error(format!("«{word}» is no certainty")))?,
            };
            let reach = match row.get("scope") {
                "next" => Reach::Next,
                "clause" => Reach::Clause,
                "both" => Reach::Both,
                "sentence" => Reach::Sentence,
                word => {
                    return Err(row.error(format!(
                        "«{word}» under `scope` is none of next, clause, both, sentence"
                    )));
                }
            };
            let takes = match row.get("takes") {
                "any" | "" => Takes::Any,
                "perfect" => Takes::Perfect,
                "imperfect" => Takes::Imperfect,
                "verb" => Takes::Verb,
                "masdar" => Takes::Masdar,
                "near" => Takes::Near,
                "opening" => Takes::Opening,
                word => return Err(row.error(format!(
                    "«{word}» under `takes` is none of any, perfect, imperfect, verb, masdar, near, opening"
                ))),
            };
            cues.entry(first).or_default().push(Cue {
                words,
                below,
                glued,
                realis,
                certainty,
                reach,
                takes,
            });
        }
        for list in cues.values_mut() {
            list.sort_by_key(|cue| std::cmp::Reverse((cue.words.len(), cue.glued.is_some())));
        }
        Ok(Self { cues })
    }

    /// The longest cue that begins at word `at`, with the number of words it takes.
    pub(super) fn at(&self, sentence: &Sentence<'_>, at: usize) -> Vec<(&Cue, usize)> {
        let word = &sentence.words[at];
        let mut found: Vec<(&Cue, usize)> = Vec::new();
        let bare = word.bare();
        for first in [
            word.folded.as_str(),
            word.after_conjunction(),
            bare.as_str(),
        ] {
            let Some(list) = self.cues.get(first) else {
                continue;
            };
            for cue in list {
                let end = at + cue.words.len();
                if end > sentence.words.len() {
                    continue;
                }
                let same = cue.words[1..]
                    .iter()
                    .zip(&sentence.words[at + 1..end])
                    .all(|(want, have)| have.folded == *want || have.after_conjunction() == want);
                let hamza =
                    !cue.below || !word.text.trim_start_matches(['و', 'ف']).starts_with('أ');
                let follows = cue.takes != Takes::Perfect
                    || sentence.words.get(end).is_some_and(|w| {
                        w.is_verb() && w.fitting().any(|r| r.form.tense == Tense::Perfect)
                    });
                let same = same && hamza && follows;
                let glue = cue.glued.is_none_or(|c| {
                    sentence.words.get(end).is_some_and(|next| {
                        next.folded.starts_with(c)
                            && (next.attached() == Some(c) || next.folded == c.to_string())
                    })
                });
                if same && glue && found.iter().all(|(_, n)| *n == cue.words.len()) {
                    found.push((cue, cue.words.len()));
                }
            }
            if !found.is_empty() {
                break;
            }
        }
        found
    }
}
