//! Words to pieces: the unigram model of the base encoder's tokenizer.
//!
//! The best cut of a word is the one whose pieces' scores have the highest sum (Viterbi;
//! Kudo 2018, "Subword Regularization", section 3). The `tokenizers` library does the same
//! from a JSON file with seventy more crates; a word at a time it is these lines, and a
//! test holds them against that library's answers.

use rustc_hash::FxHashMap;

use crate::error::LanguageError;

/// Begins every word.
const MARK: char = '▁';
/// Worse than the worst piece by so much is a letter that no piece has.
const UNKNOWN_PENALTY: f32 = 10.0;
/// Letters of a word that are looked at; of a longer one its beginning and end.
const MOST_LETTERS: usize = 64;
const LETTERS_AT_END: usize = 16;
/// Pieces of a word; of more, the first ones and the last.
const MOST_PIECES: usize = 8;

/// Numbers of the pieces that are no text.
pub(crate) const START: i32 = 0;
pub(crate) const PADDING: i32 = 1;
pub(crate) const END: i32 = 2;
const UNKNOWN: i32 = 3;

/// The vocabulary.
#[derive(Debug)]
pub(crate) struct Pieces {
    ids: FxHashMap<Box<str>, (i32, f32)>,
    /// Letters of the longest piece.
    longest: usize,
    unknown_score: f32,
}

impl Pieces {
    /// From lines `piece TAB score`, the line's number the piece's id; `file` names them in
    /// errors.
    ///
    /// # Errors
    /// Bytes that are not UTF-8, or a line that is not of this form, with its number.
    pub(crate) fn parse(bytes: &[u8], file: &str) -> Result<Self, LanguageError> {
        let text = std::str::from_utf8(bytes).map_err(|_| LanguageError::Unfit {
            file: file.to_owned(),
            reason: "it is not UTF-8".to_owned(),
        })?;
        let unfit = |line: usize, reason: &str| LanguageError::Unfit {
            file: file.to_owned(),
            reason: format!("line {}: {reason}", line + 1),
        };
        let mut ids = FxHashMap::default();
        let (mut longest, mut least) = (0, 0.0f32);
        for (number, line) in text.lines().enumerate() {
            let (piece, score) = line
                .split_once('\t')
                .ok_or_else(|| unfit(number, "no tab between piece and score"))?;
            // a score without an end, or none at all (NaN), would beat every other cut
            let score = score
                .parse()
                .ok()
                .filter(|score: &f32| score.is_finite())
                .ok_or_else(|| unfit(number, "the score is no number"))?;
            let id = i32::try_from(number).map_err(|_| unfit(number, "too many pieces"))?;
            least = least.min(score);
            if id > UNKNOWN {
                longest = longest.max(piece.chars().count());
                ids.insert(piece.into(), (id, score));
            }
        }
        if ids.is_empty() {
            return Err(unfit(0, "no pieces"));
        }
        Ok(Self {
            ids,
            longest,
            unknown_score: least - UNKNOWN_PENALTY,
        })
    }

    /// How many ids there are, those that are no text among them.
    pub(crate) fn count(&self) -> usize {
        self.ids.len() + 4
    }

    /// The pieces of a word that is spelt for the encoder; never empty.
    pub(crate) fn cut(&self, folded: &str) -> Vec<i32> {
        let mut text = String::with_capacity(folded.len() + MARK.len_utf8());
        text.push(MARK);
        let letters = folded.chars().take(MOST_LETTERS + 1).count();
        if letters > MOST_LETTERS {
            text.extend(folded.chars().take(MOST_LETTERS - LETTERS_AT_END));
            let from = folded
                .char_indices()
                .rev()
                .nth(LETTERS_AT_END - 1)
                .map_or(0, |(at, _)| at);
            text.push_str(folded.get(from..).unwrap_or_default());
        } else {
            text.push_str(folded);
        }
        let mut found = if folded.is_empty() {
            vec![UNKNOWN]
        } else {
            self.best(&text)
        };
        if found.len() > MOST_PIECES
            && let Some(&last) = found.last()
        {
            found.truncate(MOST_PIECES - 1);
            found.push(last);
        }
        found
    }

    fn best(&self, text: &str) -> Vec<i32> {
        let edges: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain(std::iter::once(text.len()))
            .collect();
        let count = edges.len() - 1;
        // for each edge: the best score up to it, where its last piece begins, which it is
        let mut best: Vec<Option<(f32, usize, i32)>> = vec![None; count + 1];
        if let Some(first) = best.first_mut() {
            *first = Some((0.0, 0, START));
        }
        for from in 0..count {
            let Some(so_far) = best[from].map(|(score, _, _)| score) else {
                continue;
            };
            let mut single = false;
            for to in from + 1..=count.min(from + self.longest) {
                if let Some(&(id, score)) = self.ids.get(&text[edges[from]..edges[to]]) {
                    single |= to == from + 1;
                    better(&mut best[to], (so_far + score, from, id));
                }
            }
            if !single {
                better(
                    &mut best[from + 1],
                    (so_far + self.unknown_score, from, UNKNOWN),
                );
            }
        }
        let mut found = Vec::new();
        let mut at = count;
        while at > 0 {
            let Some((_, from, id)) = best[at] else { break };
            // letters without a piece that stand together are one unknown
            if id != UNKNOWN || found.last() != Some(&UNKNOWN) {
                found.push(id);
            }
            at = from;
        }
        found.reverse();
        found
    }
}

fn better(place: &mut Option<(f32, usize, i32)>, candidate: (f32, usize, i32)) {
    if place.is_none_or(|(score, _, _)| candidate.0 > score) {
        *place = Some(candidate);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn small() -> Pieces {
        let lines = "<s>\t0\n<pad>\t0\n</s>\t0\n<unk>\t0\n▁\t-3\n▁ال\t-4\nقا\t-5\nقاهرة\t-9\nهرة\t-6\nا\t-4\nل\t-4\n";
        Pieces::parse(lines.as_bytes(), "pieces.tsv").expect("pieces")
    }

    #[test]
    fn the_best_sum_wins() {
        let pieces = small();
        assert_eq!(pieces.cut("القاهرة"), [5, 7]);
        assert_eq!(pieces.cut("الxقا"), [5, 3, 6]);
        assert_eq!(pieces.cut("xyz"), [4, 3]);
        assert_eq!(pieces.cut(""), [3]);
        assert_eq!(pieces.count(), 11);
    }

    #[test]
    fn a_broken_line_is_named() {
        let error = Pieces::parse(b"a\t1\nb 2\n", "pieces.tsv").expect_err("a broken line");
        assert!(error.to_string().contains("pieces.tsv: line 2"), "{error}");
    }

    #[test]
    fn words_are_cut_as_the_tokenizers_library_cuts_them() {
        let vocabulary = include_bytes!("../../../models/default/pieces.tsv");
        let pieces = Pieces::parse(vocabulary, "pieces.tsv").expect("the vocabulary");
        let mut compared = 0;
        for line in include_str!("../tests/pieces.tsv").lines() {
            let Some((word, wanted)) = line.split_once('\t') else {
                continue;
            };
            let wanted: Vec<i32> = wanted
                .split(' ')
                .map(|id| id.parse().expect("a number"))
                .collect();
            assert_eq!(pieces.cut(word), wanted, "{word}");
            compared += 1;
        }
        assert!(compared > 400);
    }

    proptest! {
        #[test]
        fn every_word_has_one_to_eight_pieces(word in "[القاهرةxي]{0,90}|\\PC{0,200}") {
            let cut = small().cut(&word);
            prop_assert!((1..=MOST_PIECES).contains(&cut.len()));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..120), word in "\\PC{0,80}") {
            if let Ok(pieces) = Pieces::parse(&bytes, "pieces.tsv") {
                prop_assert!((1..=MOST_PIECES).contains(&pieces.cut(&word).len()));
            }
        }

        #[test]
        fn every_vocabulary_cuts_every_word_into_pieces_that_it_has(
            lines in prop::collection::vec(("[▁القاهرةx]{0,70}", prop_oneof![
                any::<f32>().prop_map(|score| score.to_string()),
                (-20i8..20).prop_map(|score| score.to_string()),
            ]), 0..30),
            word in "[القاهرةxي]{0,90}",
        ) {
            let text: String = lines.iter().map(|(piece, score)| format!("{piece}\t{score}\n")).collect();
            if let Ok(pieces) = Pieces::parse(text.as_bytes(), "pieces.tsv") {
                let cut = pieces.cut(&word);
                prop_assert!((1..=MOST_PIECES).contains(&cut.len()));
                let known = |id: &i32| usize::try_from(*id).is_ok_and(|id| id < lines.len());
                prop_assert!(cut.iter().all(known), "{cut:?}");
            }
        }
    }

    #[test]
    fn a_score_that_is_no_number_is_named() {
        for score in ["NaN", "inf", "-inf", "1e99", "", "x"] {
            let text = format!("a\t1\nb\t{score}\n");
            let error = Pieces::parse(text.as_bytes(), "pieces.tsv").expect_err("no number");
            assert!(error.to_string().contains("line 2: the score"), "{error}");
        }
    }

    #[test]
    fn a_word_of_ten_million_letters_takes_no_time() {
        let word = "ا".repeat(10_000_000);
        assert_eq!(small().cut(&word).len(), MOST_PIECES);
    }
}
