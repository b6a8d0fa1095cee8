//! Search by folded words.

use std::ops::Range;

use rusqlite::params;
use serde::Serialize;

use crate::words::{Term, Word, fts, query, words};
use crate::{Store, StoreError};

/// A document that holds what was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Id of the document in the store.
    pub document: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its publication date.
    pub published: Option<String>,
    /// SHA-256 of its text.
    pub sha256: String,
    /// Quotes of the text around what was found; empty where only the title holds it.
    pub snippets: Vec<Snippet>,
}

/// A quote with what was found in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// Exactly as it stands in the text.
    pub text: String,
    /// First code point in the document's text.
    pub start: usize,
    /// Code point after the last one.
    pub end: usize,
    /// What was found: code points of this quote, not of the document.
    pub marks: Vec<Range<usize>>,
}

/// Words shown on either side of what was found.
const AROUND: usize = 9;
/// Most words between the first and the last thing marked in one quote.
const LONGEST: usize = 40;
/// Quotes shown of a document.
const SNIPPETS: usize = 3;

impl Store {
    /// Documents that hold all the words and phrases of `text`, best first, `limit` at
    /// most. Both sides are folded; a word is also found with another article or with
    /// proclitics before it, a phrase in quotation marks as it stands.
    ///
    /// # Errors
    /// [`StoreError::EmptyQuery`] where nothing is left to look for, or what the database
    /// says.
    pub fn search(&self, text: &str, limit: u64) -> Result<Vec<Hit>, StoreError> {
        let terms = query(text);
        if terms.is_empty() {
            return Err(StoreError::EmptyQuery(text.to_owned()));
        }
        let mut found = self.db.prepare_cached(
            "SELECT document.id, outlet, title, published, text.sha256, text.body
             FROM (SELECT rowid AS key, bm25(search, 3.0, 2.0, 1.0) AS rank FROM search WHERE search MATCH ?1 ORDER BY rank, rowid LIMIT ?2) AS best
             JOIN document ON document.key = best.key JOIN text ON text.sha256 = document.text ORDER BY best.rank, best.key",
        )?;
        let hits = found.query_map(
            params![fts(&terms), i64::try_from(limit).unwrap_or(i64::MAX)],
            |row| {
                let body: String = row.get(5)?;
                Ok(Hit {
                    document: row.get(0)?,
                    outlet: row.get(1)?,
                    title: row.get(2)?,
                    published: row.get(3)?,
                    sha256: row.get(4)?,
                    snippets: snippets(&body, &terms),
                })
            },
        )?;
        Ok(hits.collect::<Result<_, _>>()?)
    }
}

/// The words that a term covers, as ranges of word indices.
fn covered(words: &[Word], term: &Term) -> Vec<Range<usize>> {
    match term {
        Term::Word { folded, bare } => {
            let meets = |word: &Word| {
                word.folded == *folded || word.folded == *bare || word.forms.contains(bare)
            };
            words
                .iter()
                .enumerate()
                .filter(|(_, word)| meets(word))
                .map(|(i, _)| i..i + 1)
                .collect()
        }
        Term::Phrase(phrase) => {
            let starts = words.windows(phrase.len()).enumerate();
            starts
                .filter(|(_, window)| window.iter().map(|word| &word.folded).eq(phrase))
                .map(|(i, _)| i..i + phrase.len())
                .collect()
        }
    }
}

/// True where a place can be shown together with those of a window.
fn near(window: &[(Range<usize>, usize)], place: &Range<usize>) -> bool {
    let (Some((first, _)), Some((last, _))) = (window.first(), window.last()) else {
        return false;
    };
    place.start <= last.end + 2 * AROUND && place.end <= first.start + LONGEST
}

fn snippets(text: &str, terms: &[Term]) -> Vec<Snippet> {
    let words = words(text);
    // each place that something was found, with the number of its term
    let mut places: Vec<(Range<usize>, usize)> = terms
        .iter()
        .enumerate()
        .flat_map(|(n, term)| {
            covered(&words, term)
                .into_iter()
                .map(move |range| (range, n))
        })
        .collect();
    places.sort_by_key(|(range, _)| (range.start, range.end));
    // windows: places that stand near one another are shown together
    let mut windows: Vec<Vec<(Range<usize>, usize)>> = Vec::new();
    for place in places {
        match windows.last_mut() {
            Some(window) if near(window, &place.0) => window.push(place),
            _ => windows.push(vec![place]),
        }
    }
    // those with most of the terms first, then back in the order of the text
    windows.sort_by_key(|window| {
        let mut terms: Vec<usize> = window.iter().map(|&(_, n)| n).collect();
        terms.sort_unstable();
        terms.dedup();
        std::cmp::Reverse(terms.len())
    });
    windows.truncate(SNIPPETS);
    windows.sort_by_key(|window| window.first().map(|(range, _)| range.start));
    windows
        .iter()
        .map(|window| snippet(text, &words, window))
        .collect()
}

fn snippet(text: &str, words: &[Word], window: &[(Range<usize>, usize)]) -> Snippet {
    let first = window
        .first()
        .map_or(0, |(range, _)| range.start)
        .saturating_sub(AROUND);
    let last = window
        .last()
        .map_or(0, |(range, _)| range.end.saturating_sub(1))
        .saturating_add(AROUND)
        .min(words.len().saturating_sub(1));
    let start = words.get(first).map_or(0, |word| word.start);
    let end = words.get(last).map_or(text.len(), |word| word.end);
    // stay in the paragraph of what was found
    let inner = window
        .first()
        .and_then(|(range, _)| words.get(range.start))
        .map_or(start, |word| word.start);
    let outer = window
        .last()
        .and_then(|(range, _)| words.get(range.end.saturating_sub(1)))
        .map_or(end, |word| word.end);
    let start = text
        .get(start..inner)
        .and_then(|before| before.rfind('\n'))
        .map_or(start, |at| start + at + 1);
    let end = text
        .get(outer..end)
        .and_then(|after| after.find('\n'))
        .map_or(end, |at| outer + at);
    let points = |piece: Option<&str>| piece.map_or(0, |piece| piece.chars().count());
    let before = points(text.get(..start));
    let quote = text.get(start..end).unwrap_or_default();
    let marks = window
        .iter()
        .filter_map(|(range, _)| {
            Some((
                words.get(range.start)?.start,
                words.get(range.end.checked_sub(1)?)?.end,
            ))
        })
        .map(|(from, to)| points(text.get(start..from))..points(text.get(start..to)))
        .collect();
    Snippet {
        start: before,
        end: before + quote.chars().count(),
        text: quote.to_owned(),
        marks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_marked_in_the_text_as_it_stands() {
        let text = "العنوان هنا\nوصل أَحـمَدُ الخالد إلى القامشلي مساء أمس، وعاد منها.\nخبر آخر";
        let found = snippets(text, &query("احمد قامشلى"));
        assert_eq!(found.len(), 1);
        let snippet = &found[0];
        assert_eq!(
            snippet.text,
            "وصل أَحـمَدُ الخالد إلى القامشلي مساء أمس، وعاد منها."
        );
        let points: Vec<char> = snippet.text.chars().collect();
        let marked: Vec<String> = snippet
            .marks
            .iter()
            .map(|mark| points[mark.clone()].iter().collect())
            .collect();
        assert_eq!(marked, ["أَحـمَدُ", "القامشلي"]);
        let all: Vec<char> = text.chars().collect();
        assert_eq!(
            all[snippet.start..snippet.end].iter().collect::<String>(),
            snippet.text
        );
    }

    #[test]
    fn nothing_found_shows_nothing() {
        assert_eq!(snippets("", &query("حلب")), []);
        assert_eq!(snippets("دمشق", &query("حلب")), []);
    }
}
