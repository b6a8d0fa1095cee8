//! Sentences to batches: cut to the encoder's window, sorted by length, padded.

use std::ops::Range;

use crate::pieces::{END, PADDING, Pieces, START};

/// A sentence, or a part of one that is longer than the window.
#[derive(Debug)]
pub(crate) struct Window {
    /// Its sentence.
    pub(crate) sentence: usize,
    /// Its words there.
    pub(crate) words: Range<usize>,
    /// Its pieces, start and end marks included.
    pub(crate) ids: Vec<i32>,
    /// The hints of each piece.
    pub(crate) bits: Vec<u32>,
    /// For each word, its first and its last piece.
    pub(crate) edges: Vec<(usize, usize)>,
}

impl Window {
    fn new(sentence: usize, from: usize) -> Self {
        Self {
            sentence,
            words: from..from,
            ids: vec![START],
            bits: vec![0],
            edges: Vec::new(),
        }
    }

    fn close(mut self) -> Self {
        self.ids.push(END);
        self.bits.push(0);
        self
    }
}

/// Cuts a sentence's words (spelt for the encoder) into windows of at most `longest`
/// pieces, marks not counted; a longer sentence behind its last sign that leaves a window
/// more than half full, else where the window is full. Attention costs the square of a
/// window's length, and few sentences of the training corpora are longer.
/// `examples` in `training/language/batches.py` does the same.
pub(crate) fn cut(
    sentence: usize,
    folded: &[String],
    bits: &[u32],
    pieces: &Pieces,
    longest: usize,
    windows: &mut Vec<Window>,
) {
    let ids: Vec<Vec<i32>> = folded.iter().map(|word| pieces.cut(word)).collect();
    let mut from = 0;
    while from < folded.len() {
        let to = window_end(from, folded, &ids, longest);
        let mut window = Window::new(sentence, from);
        for (number, ids) in ids.iter().enumerate().take(to).skip(from) {
            let first = window.ids.len();
            let hint = bits.get(number).copied().unwrap_or_default();
            window.bits.extend(std::iter::repeat_n(hint, ids.len()));
            window.ids.extend(ids);
            window.edges.push((first, window.ids.len() - 1));
        }
        window.words.end = to;
        windows.push(window.close());
        from = to;
    }
}

/// The end of the window that begins at word `from`: at least one word behind it.
fn window_end(from: usize, folded: &[String], ids: &[Vec<i32>], longest: usize) -> usize {
    let (mut size, mut sign) = (0, None);
    for (at, pieces) in ids.iter().enumerate().skip(from) {
        size += pieces.len();
        if size > longest && at > from {
            return sign.unwrap_or(at);
        }
        let letters = folded[at].contains(char::is_alphanumeric);
        if !letters && size * 2 > longest {
            sign = Some(at + 1);
        }
    }
    folded.len()
}

/// Windows that are run together: indices into the list of windows.
pub(crate) type Group = Vec<usize>;

/// Groups windows of like length (a quarter apart) so that a group, padded, has at most
/// `most` pieces (one window alone may have more).
pub(crate) fn group(windows: &[Window], most: usize) -> Vec<Group> {
    let mut order: Vec<usize> = (0..windows.len()).collect();
    order.sort_by_key(|&at| (windows[at].ids.len(), at));
    let mut groups: Vec<Group> = Vec::new();
    for at in order {
        let length = windows[at].ids.len();
        match groups.last_mut() {
            Some(last)
                if (last.len() + 1) * length <= most
                    && last.first().is_some_and(|&first| {
                        let shortest = windows[first].ids.len();
                        length <= shortest + shortest / 4 + 2
                    }) =>
            {
                last.push(at);
            }
            _ => groups.push(vec![at]),
        }
    }
    groups
}

/// The encoder's input, padded: arrays of `rows` x `length` (bits: x features).
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) rows: usize,
    pub(crate) length: usize,
    pub(crate) features: usize,
    pub(crate) ids: Vec<i32>,
    pub(crate) bits: Vec<f32>,
    pub(crate) mask: Vec<f32>,
}

/// What padding's scores are lowered by.
const HIDDEN: f32 = -10_000.0;

impl Batch {
    pub(crate) fn new(windows: &[Window], group: &[usize], features: usize) -> Self {
        let length = group
            .iter()
            .map(|&at| windows[at].ids.len())
            .max()
            .unwrap_or_default();
        let rows = group.len();
        let mut batch = Self {
            rows,
            length,
            features,
            ids: Vec::with_capacity(rows * length),
            bits: Vec::with_capacity(rows * length * features),
            mask: Vec::with_capacity(rows * length),
        };
        for &at in group {
            let window = &windows[at];
            let padding = length - window.ids.len();
            batch.ids.extend(&window.ids);
            batch.ids.extend(std::iter::repeat_n(PADDING, padding));
            for &bits in &window.bits {
                batch.bits.extend(
                    (0..features).map(|bit| if bits >> bit & 1 == 1 { 1.0f32 } else { 0.0 }),
                );
            }
            batch
                .bits
                .extend(std::iter::repeat_n(0.0, padding * features));
            batch
                .mask
                .extend(std::iter::repeat_n(0.0, window.ids.len()));
            batch.mask.extend(std::iter::repeat_n(HIDDEN, padding));
        }
        batch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(length: usize) -> Window {
        Window {
            sentence: 0,
            words: 0..length - 2,
            ids: vec![7; length],
            bits: vec![1; length],
            edges: (1..length - 1).map(|at| (at, at)).collect(),
        }
    }

    #[test]
    fn groups_are_of_like_length_and_bounded() {
        let windows: Vec<Window> = [5, 40, 6, 5, 39, 300].map(window).into();
        assert_eq!(group(&windows, 100), [vec![0, 3, 2], vec![4, 1], vec![5]]);
        assert!(group(&[], 100).is_empty());
    }

    #[test]
    fn long_sentences_are_cut_behind_a_sign() {
        let lines = "<s>\t0\n<pad>\t0\n</s>\t0\n<unk>\t0\n▁a\t-3\n▁,\t-3\n";
        let pieces = Pieces::parse(lines.as_bytes(), "pieces.tsv").expect("pieces");
        let words: Vec<String> = "a a a a a a a , a a a a a a a a a a a a a a"
            .split(' ')
            .map(str::to_owned)
            .collect();
        let mut windows = Vec::new();
        cut(0, &words, &[], &pieces, 10, &mut windows);
        let parts: Vec<Range<usize>> = windows.iter().map(|w| w.words.clone()).collect();
        assert_eq!(parts, [0..8, 8..18, 18..22]);
        assert!(windows.iter().all(|w| w.ids.len() <= 12));
        windows.clear();
        cut(0, &words[..3], &[], &pieces, 1, &mut windows);
        assert_eq!(windows.len(), 3);
    }

    #[test]
    fn padding_is_hidden() {
        let windows: Vec<Window> = [3, 5].map(window).into();
        let batch = Batch::new(&windows, &[0, 1], 2);
        assert_eq!((batch.rows, batch.length), (2, 5));
        assert_eq!(batch.ids, [7, 7, 7, 1, 1, 7, 7, 7, 7, 7]);
        assert_eq!(batch.mask[..5], [0.0, 0.0, 0.0, HIDDEN, HIDDEN]);
        assert_eq!(batch.bits[..8], [1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
        assert_eq!(batch.bits.len(), 20);
    }
}
