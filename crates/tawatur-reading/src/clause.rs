//! Clauses: for each word of a sentence, the stretch of words around it that one main
//! event governs. Places and time expressions belong to the events of their clause.

use std::ops::Range;

use tawatur_knowledge::lexicon::Function;

use crate::sentence::{Pos, Sentence};

/// Cuts a sentence into clauses: word ranges in order that cover it.
#[must_use]
pub fn clauses(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let words = &sentence.words;
    let mut starts = vec![0];
    for at in 1..words.len() {
        let word = &words[at];
        let before = &words[at - 1];
        let after_comma = matches!(before.sign(), Some('،' | ',' | '؛' | ':'));
        let opens = match word.pos {
            Pos::Function(Function::Clause) => true,
            // «قال … إن»: what is said is another clause
            Pos::Function(Function::Sub) => {
                word.after_conjunction().starts_with("ان")
                    || word.after_conjunction().starts_with("بان")
            }
            Pos::Function(Function::Conj) => matches!(
                word.after_conjunction(),
                "لكن" | "لكنه" | "لكنها" | "لكنهم" | "بل" | "ثم"
            ),
            Pos::Verb => word.conjunction == 1 || after_comma,
            Pos::Function(Function::Rel) => word.after_conjunction() != "ما" || after_comma,
            Pos::Punct => matches!(word.sign(), Some('؛')),
            _ => false,
        };
        // «قبل أن», «بعد أن» open where the preposition stands
        let temporal = word.function() == Some(Function::Sub)
            && matches!(before.after_conjunction(), "قبل" | "بعد" | "دون" | "منذ");
        let opens_temporal = matches!(word.after_conjunction(), "بعد" | "قبل" | "دون")
            && words
                .get(at + 1)
                .is_some_and(|w| w.function() == Some(Function::Sub));
        if (opens && !temporal) || opens_temporal {
            starts.push(at);
        }
    }
    starts.dedup();
    let ends = starts
        .iter()
        .skip(1)
        .copied()
        .chain(std::iter::once(words.len()));
    starts
        .iter()
        .copied()
        .zip(ends)
        .filter(|(a, b)| a < b)
        .map(|(a, b)| a..b)
        .collect()
}

/// The clause that holds word `at`.
#[must_use]
pub fn clause_of(clauses: &[Range<usize>], at: usize) -> Range<usize> {
    clauses
        .iter()
        .find(|clause| clause.contains(&at))
        .cloned()
        .unwrap_or(at..at + 1)
}

#[cfg(test)]
mod tests {
    use tawatur_knowledge::Lexicon;

    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let lexicon = Lexicon::load(None).unwrap();
        let sentence = Sentence::new(text, 0..text.len(), &lexicon);
        clauses(&sentence)
            .into_iter()
            .map(|c| {
                sentence.words[c]
                    .iter()
                    .map(|w| w.text)
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }

    #[test]
    fn what_is_said_is_a_clause_of_its_own() {
        assert_eq!(
            cut("قال المتحدث أمس إن القوات انسحبت من البلدة"),
            ["قال المتحدث أمس", "إن القوات انسحبت من البلدة"]
        );
    }

    #[test]
    fn coordinated_verbs_and_adverbial_clauses_open_clauses() {
        assert_eq!(
            cut("قصف الجيش البلدة واعتقل شبانا بعدما انسحب المسلحون"),
            ["قصف الجيش البلدة", "واعتقل شبانا", "بعدما انسحب المسلحون"]
        );
        assert_eq!(
            cut("التقى الوفد المحافظ قبل أن يغادر المدينة"),
            ["التقى الوفد المحافظ", "قبل أن يغادر المدينة"]
        );
    }

    #[test]
    fn clauses_cover_every_word_once() {
        let lexicon = Lexicon::load(None).unwrap();
        let text = "، وقال: إن الذي جرى، ثم كان ما كان؛ حيث انتهى.";
        let sentence = Sentence::new(text, 0..text.len(), &lexicon);
        let found = clauses(&sentence);
        let mut next = 0;
        for clause in found {
            assert_eq!(clause.start, next);
            next = clause.end;
        }
        assert_eq!(next, sentence.words.len());
    }
}
