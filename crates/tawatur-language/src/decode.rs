//! Logits to labels: what a word's letters permit, and Viterbi over the edges of names.

use std::ops::Range;

use crate::labels::{BACKS, Front, NameKind, Tag, heads};

/// Where the labels of each head lie among the outputs, and what decoding needs of them.
#[derive(Debug)]
pub(crate) struct Decoder {
    names: Range<usize>,
    front: Range<usize>,
    back: Range<usize>,
    tag: Range<usize>,
    /// All labels of all heads.
    pub(crate) labels: usize,
    fronts: Vec<(Front, String)>,
}

/// A word's labels but for names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordLabels {
    pub(crate) front: Front,
    pub(crate) back: &'static str,
    pub(crate) tag: Tag,
    pub(crate) sure: f32,
}

/// Natural logarithms of probabilities of the name labels of each word.
pub(crate) type NameScores = Vec<Vec<f32>>;

impl Decoder {
    pub(crate) fn new() -> Self {
        let mut at = 0;
        let mut ranges = heads().into_iter().map(|(_, labels)| {
            let range = at..at + labels.len();
            at = range.end;
            range
        });
        let mut next = || ranges.next().unwrap_or_default();
        let (names, front, back, tag) = (next(), next(), next(), next());
        Self {
            labels: tag.end,
            names,
            front,
            back,
            tag,
            fronts: Front::all()
                .into_iter()
                .map(|front| (front, front.written()))
                .collect(),
        }
    }

    /// The labels of one word, of its logits (one a label) and its spelling.
    pub(crate) fn word(&self, logits: &[f32], folded: &str) -> WordLabels {
        let part = |range: &Range<usize>| logits.get(range.clone()).unwrap_or_default();
        let front = best(
            part(&self.front)
                .iter()
                .zip(&self.fronts)
                .map(|(&score, (_, written))| begins(folded, written).then_some(score)),
        );
        let back = best(
            part(&self.back)
                .iter()
                .zip(BACKS)
                .map(|(&score, back)| ends(folded, back).then_some(score)),
        );
        let tags = part(&self.tag);
        let tag = best(tags.iter().map(|&score| Some(score)));
        let none = Front {
            conjunction: None,
            particle: None,
            article: false,
        };
        WordLabels {
            front: self.fronts.get(front).map_or(none, |(front, _)| *front),
            back: BACKS.get(back).copied().unwrap_or_default(),
            tag: Tag::ALL.get(tag).copied().unwrap_or(Tag::Noun),
            sure: log_softmax(tags).get(tag).map_or(0.0, |p| p.exp()),
        }
    }

    /// The logarithms of the probabilities of a word's name labels.
    pub(crate) fn names(&self, logits: &[f32]) -> Vec<f32> {
        log_softmax(logits.get(self.names.clone()).unwrap_or_default())
    }
}

/// Whether a word can begin with these letters and have something left.
fn begins(word: &str, front: &str) -> bool {
    front.is_empty() || (word.len() > front.len() && word.starts_with(front))
}

fn ends(word: &str, back: &str) -> bool {
    back.is_empty() || (word.len() > back.len() && word.ends_with(back))
}

/// The first of the highest scores; 0 where there is none.
fn best(scores: impl Iterator<Item = Option<f32>>) -> usize {
    let mut found = (0, f32::NEG_INFINITY);
    for (at, score) in scores.enumerate() {
        if let Some(score) = score
            && score > found.1
        {
            found = (at, score);
        }
    }
    found.0
}

fn log_softmax(logits: &[f32]) -> Vec<f32> {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = logits.iter().map(|&x| (x - most).exp()).sum();
    let shift = most + sum.ln();
    logits.iter().map(|&x| x - shift).collect()
}

/// Label 0 is O; then B- and I- of each kind in turn.
fn is_inside(label: usize) -> bool {
    label > 0 && label.is_multiple_of(2)
}

/// Whether label `after` may follow `before`: an I- only its own B- or I-.
fn may_follow(before: usize, after: usize) -> bool {
    !is_inside(after) || before == after || before + 1 == after
}

/// A name by its words: kind, words, the least probability of its labels.
pub(crate) type FoundName = (NameKind, Range<usize>, f32);

/// The likeliest sequence of labels in which every I- follows its own (Viterbi 1967), as
/// names.
pub(crate) fn names(scores: &[Vec<f32>]) -> Vec<FoundName> {
    let path = viterbi(scores);
    let mut found: Vec<FoundName> = Vec::new();
    for (at, &label) in path.iter().enumerate() {
        let sure = scores
            .get(at)
            .and_then(|row| row.get(label))
            .map_or(0.0, |p| p.exp());
        if is_inside(label) {
            if let Some(last) = found.last_mut() {
                last.1.end = at + 1;
                last.2 = last.2.min(sure);
            }
        } else if label > 0
            && let Some(&kind) = NameKind::ALL.get((label - 1) / 2)
        {
            found.push((kind, at..at + 1, sure));
        }
    }
    found
}

fn viterbi(scores: &[Vec<f32>]) -> Vec<usize> {
    let Some(first) = scores.first() else {
        return Vec::new();
    };
    let mut best: Vec<f32> = first
        .iter()
        .enumerate()
        .map(|(label, &score)| {
            if is_inside(label) {
                f32::NEG_INFINITY
            } else {
                score
            }
        })
        .collect();
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(scores.len());
    for row in scores.iter().skip(1) {
        // every label but an I- may follow any: the best of all serves them
        let top = arg_max(&best);
        let mut pointers = vec![top; row.len()];
        let mut next = Vec::with_capacity(row.len());
        for (label, &score) in row.iter().enumerate() {
            if is_inside(label) {
                pointers[label] = [label - 1, label]
                    .into_iter()
                    .filter(|&before| may_follow(before, label))
                    .fold(label - 1, |a, b| if best[b] > best[a] { b } else { a });
            }
            next.push(best[pointers[label]] + score);
        }
        best = next;
        back.push(pointers);
    }
    let mut path = vec![arg_max(&best)];
    for pointers in back.iter().rev() {
        let last = path.last().copied().unwrap_or_default();
        path.push(pointers.get(last).copied().unwrap_or_default());
    }
    path.reverse();
    path
}

fn arg_max(scores: &[f32]) -> usize {
    best(scores.iter().map(|&score| Some(score)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LABELS: usize = 29;

    fn row(wanted: &[(usize, f32)]) -> Vec<f32> {
        let mut row = vec![-9.0; LABELS];
        for &(label, score) in wanted {
            row[label] = score;
        }
        row
    }

    #[test]
    fn an_inside_follows_its_own_beginning() {
        // B-person, I-person, O, I-town without a beginning: it becomes one
        let scores = [
            row(&[(1, -0.1)]),
            row(&[(2, -0.1)]),
            row(&[(0, -0.1)]),
            row(&[(20, -0.5), (19, -1.0), (0, -3.0)]),
        ];
        let found = names(&scores);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].0, found[0].1.clone()), (NameKind::Person, 0..2));
        assert_eq!((found[1].0, found[1].1.clone()), (NameKind::Town, 3..4));
        assert!(names(&[]).is_empty());
    }

    #[test]
    fn letters_bound_what_can_be_cut() {
        let decoder = Decoder::new();
        let mut logits = vec![0.0; decoder.labels];
        // the model wants «وال» and «ها» everywhere
        let front = decoder
            .fronts
            .iter()
            .position(|(f, _)| f.label() == "وال")
            .expect("the label");
        logits[decoder.front.start + front] = 5.0;
        logits[decoder.back.start + 2] = 5.0;
        let word = decoder.word(&logits, "والقاهرة");
        assert_eq!((word.front.label(), word.back), ("وال".to_owned(), ""));
        let word = decoder.word(&logits, "مدنها");
        assert_eq!((word.front.label(), word.back), (String::new(), "ها"));
        assert_eq!(decoder.word(&logits, "ها").back, "");
    }

    proptest! {
        /// Against the plain recurrence over all pairs of labels.
        #[test]
        fn viterbi_finds_the_best_path(scores in proptest::collection::vec(proptest::collection::vec(-9.0f32..0.0, LABELS), 1..7)) {
            let path = viterbi(&scores);
            prop_assert!(!is_inside(path[0]));
            for pair in path.windows(2) {
                prop_assert!(may_follow(pair[0], pair[1]));
            }
            let mut best: Vec<f32> = scores[0].iter().enumerate().map(|(l, &s)| if is_inside(l) { -1e9 } else { s }).collect();
            for row in &scores[1..] {
                best = (0..LABELS)
                    .map(|after| row[after] + (0..LABELS).filter(|&b| may_follow(b, after)).map(|b| best[b]).fold(f32::NEG_INFINITY, f32::max))
                    .collect();
            }
            let top = best.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let own: f32 = path.iter().zip(&scores).map(|(&l, row)| row[l]).sum();
            prop_assert!((top - own).abs() < 1e-3, "{own} of {top}");
        }
    }
}
