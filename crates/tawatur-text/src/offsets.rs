/// Converts between byte offsets and code-point offsets of one text.
#[derive(Debug, Clone)]
pub struct CodePoints {
    /// Code points before every 64th byte (rounded down to a character's start).
    marks: Vec<usize>,
}

const STEP: usize = 64;

impl CodePoints {
    /// Indexes `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % STEP == 0 {
                marks.push(count);
            }
            if byte & 0xC0 != 0x80 {
                count += 1;
            }
        }
        Self { marks }
    }

    /// Code points before byte `at` of `text`, which must be the text that was indexed;
    /// past the end gives the number of all code points.
    #[must_use]
    pub fn of_byte(&self, text: &str, at: usize) -> usize {
        let at = at.min(text.len());
        let block = (at / STEP).min(self.marks.len().saturating_sub(1));
        let base = self.marks.get(block).copied().unwrap_or(0);
        base + text.as_bytes()[block * STEP..at]
            .iter()
            .filter(|&&b| b & 0xC0 != 0x80)
            .count()
    }

    /// The byte at which code point `index` of `text` starts; past the end gives the length.
    #[must_use]
    pub fn to_byte(&self, text: &str, index: usize) -> usize {
        let block = self
            .marks
            .partition_point(|&count| count <= index)
            .saturating_sub(1);
        let mut count = self.marks.get(block).copied().unwrap_or(0);
        for (at, byte) in text.bytes().enumerate().skip(block * STEP) {
            if byte & 0xC0 != 0x80 {
                if count == index {
                    return at;
                }
                count += 1;
            }
        }
        text.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn past_the_end_is_the_end() {
        let text = "حلب a";
        let points = CodePoints::new(text);
        assert_eq!(points.of_byte(text, 99), 5);
        assert_eq!(points.to_byte(text, 99), text.len());
        let empty = CodePoints::new("");
        assert_eq!((empty.of_byte("", 3), empty.to_byte("", 3)), (0, 0));
    }

    proptest! {
        #[test]
        fn there_and_back(text in "[\u{0620}-\u{064F}a 😀]{0,200}|\\PC{0,100}") {
            let points = CodePoints::new(&text);
            for (index, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.of_byte(&text, at), index);
                prop_assert_eq!(points.to_byte(&text, index), at);
            }
            prop_assert_eq!(points.of_byte(&text, text.len()), text.chars().count());
            prop_assert_eq!(points.to_byte(&text, text.chars().count()), text.len());
        }
    }
}
