//! Folding: one spelling for all the spellings of a word.
//!
//! Alef forms, hamza on waw and ya, ى/ي, ة/ه, Persian and Urdu letters, tashkeel,
//! tatweel, presentation forms and digits are brought to one form, for search and for
//! comparing with tables. Stored text is never altered: [`Folded`] keeps a map back.

use unicode_normalization::UnicodeNormalization;

/// True for marks that carry no letter: tashkeel, Quranic signs, tatweel, and invisible
/// direction or joining controls.
#[must_use]
pub fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}' | '\u{0640}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}'
        | '\u{08D3}'..='\u{08FF}')
}

/// True for letters of the Arabic script, presentation forms included.
#[must_use]
pub fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}' | '\u{066E}' | '\u{066F}' | '\u{0671}'..='\u{06D3}'
        | '\u{06D5}' | '\u{06EE}' | '\u{06EF}' | '\u{06FA}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08C9}'
        | '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}')
}

/// `char::is_alphabetic`, with a short way for the letters that most Arabic text is made of:
/// the table of all scripts is slow to ask for every character.
#[must_use]
pub fn is_letter(c: char) -> bool {
    matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}') || c.is_alphabetic()
}

/// The value of a European, Arabic-Indic or Persian decimal digit.
#[must_use]
pub fn digit(c: char) -> Option<u8> {
    let value = match c {
        '0'..='9' => c as u32 - '0' as u32,
        '\u{0660}'..='\u{0669}' => c as u32 - 0x0660,
        '\u{06F0}'..='\u{06F9}' => c as u32 - 0x06F0,
        _ => return None,
    };
    u8::try_from(value).ok()
}

/// Folds one character and hands each resulting character to `out`.
fn fold_char(c: char, out: &mut impl FnMut(char)) {
    if is_ignorable(c) {
        return;
    }
    if let Some(d) = digit(c) {
        out(char::from(b'0' + d));
        return;
    }
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' | '\u{0672}' | '\u{0673}' | '\u{0675}' => out('ا'),
        'ى' | 'ی' | 'ې' | 'ۍ' | 'ے' | 'ێ' => out('ي'),
        'ة' | 'ہ' | 'ھ' | 'ۀ' | 'ە' | 'ۂ' | 'ۃ' => out('ه'),
        'ؤ' | 'ئ' | 'ٶ' | 'ٸ' => out('ء'),
        'ک' | 'ڪ' => out('ك'),
        'ڤ' => out('ف'),
        'پ' => out('ب'),
        'چ' => out('ج'),
        'گ' => out('غ'),
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
            for d in std::iter::once(c).nfkc() {
                if d != c && !d.is_whitespace() {
                    fold_char(d, out);
                }
            }
        }
        _ if c.is_ascii() => out(c.to_ascii_lowercase()),
        _ if is_arabic_letter(c) => out(c),
        _ => c.to_lowercase().for_each(out),
    }
}

/// The folded form of a text; see the module's description.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut |d| folded.push(d));
    }
    folded
}

/// The bytes at the start of `raw` that hold its first `letters` folded characters,
/// marks and tatweel after them included.
#[must_use]
pub fn raw_prefix(raw: &str, letters: usize) -> usize {
    let mut seen = 0;
    for (at, c) in raw.char_indices() {
        let mut adds = 0;
        fold_char(c, &mut |_| adds += 1);
        if seen >= letters && adds > 0 {
            return at;
        }
        seen += adds;
    }
    raw.len()
}

/// A folded text with a map to the bytes of the text it was made from.
#[derive(Debug, Clone)]
pub struct Folded {
    text: String,
    /// For each folded character: byte offset in `text`, byte range in the raw text.
    map: Vec<(usize, usize, usize)>,
    raw_len: usize,
}

impl Folded {
    /// Folds `raw` and remembers where each character came from.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        let mut text = String::with_capacity(raw.len());
        let mut map = Vec::with_capacity(raw.len() / 2);
        for (at, c) in raw.char_indices() {
            fold_char(c, &mut |d| {
                map.push((text.len(), at, at + c.len_utf8()));
                text.push(d);
            });
        }
        Self {
            text,
            map,
            raw_len: raw.len(),
        }
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The raw byte range that a byte range of the folded text came from; marks between
    /// its characters are inside, marks after its last character are not.
    #[must_use]
    pub fn to_raw(&self, folded: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let first = self.map.partition_point(|&(at, ..)| at < folded.start);
        let after = self.map.partition_point(|&(at, ..)| at < folded.end);
        let start = self
            .map
            .get(first)
            .map_or(self.raw_len, |&(_, start, _)| start);
        let end = if after > first {
            self.map[after - 1].2
        } else {
            start
        };
        start..end
    }

    /// The byte range of the folded text that a raw byte range became.
    #[must_use]
    pub fn to_folded(&self, raw: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let at = |byte: usize| {
            let index = self.map.partition_point(|&(_, _, end)| end <= byte);
            self.map.get(index).map_or(self.text.len(), |&(at, ..)| at)
        };
        let start = at(raw.start);
        let index = self.map.partition_point(|&(_, start, _)| start < raw.end);
        let end = self.map.get(index).map_or(self.text.len(), |&(at, ..)| at);
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_short_way_agrees_with_the_table_of_letters() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        for (a, b) in [
            ("أحمد", "احمد"),
            ("إلى", "الي"),
            ("مدرسة", "مدرسه"),
            ("قُتِلَ", "قتل"),
            ("مـــقتل", "مقتل"),
            ("٢٠١٩", "2019"),
            ("۲۰۱۹", "2019"),
            ("ﻣﻘﺘﻞ", "مقتل"),
            ("ﻻ", "لا"),
            ("مسؤول", "مسءول"),
            ("کرمان", "كرمان"),
            ("\u{200F}حلب\u{202C}", "حلب"),
            ("Reuters", "reuters"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} and {b}");
        }
        assert_ne!(fold("حلب"), fold("حماة"));
    }

    #[test]
    fn the_map_leads_to_the_marks_inside_and_leaves_those_after() {
        let raw = "وصل أَحـمَدُ ﻻحقا";
        let folded = Folded::new(raw);
        let at = folded.text().find("احمد").unwrap_or_default();
        let range = folded.to_raw(at..at + "احمد".len());
        assert_eq!(&raw[range.clone()], "أَحـمَد");
        assert_eq!(&folded.text()[folded.to_folded(range)], "احمد");
        let ligature = raw.find('ﻻ').unwrap_or_default();
        assert_eq!(
            &folded.text()[folded.to_folded(ligature..ligature + 3)],
            "لا"
        );
    }

    #[test]
    fn ends_that_nothing_maps_to_are_the_ends_of_the_text() {
        let folded = Folded::new("\u{064B}\u{064B}");
        assert_eq!(folded.text(), "");
        assert_eq!(folded.to_raw(0..0), 4..4);
        assert_eq!(folded.to_folded(0..4), 0..0);
        assert_eq!(raw_prefix("بـِثلاثة", 1), "بـِ".len());
        assert_eq!(raw_prefix("با", 9), "با".len());
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "[\u{0600}-\u{06FF}\u{FE70}-\u{FEFC}a-zA-Z0-9 ]{0,60}|\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            let mapped = Folded::new(&text);
            prop_assert_eq!(mapped.text(), once);
        }

        #[test]
        fn every_piece_maps_to_its_fold_and_back(text in "[\u{0600}-\u{06FF}\u{FE70}-\u{FEFC}\u{200F}aZ9 ]{0,40}|\\PC{0,40}", a in 0..60usize, b in 0..60usize) {
            let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (a.min(cuts.len() - 1), b.min(cuts.len() - 1));
            let raw = cuts[a.min(b)]..cuts[a.max(b)];
            let folded = Folded::new(&text);
            let there = folded.to_folded(raw.clone());
            let alone = fold(&text[raw.clone()]);
            prop_assert_eq!(folded.text().get(there.clone()), Some(alone.as_str()));
            let back = folded.to_raw(there.clone());
            prop_assert!(there.is_empty() || (back.start >= raw.start && back.end <= raw.end));
            prop_assert_eq!(folded.to_folded(back), there);
        }

        #[test]
        fn a_prefix_holds_its_letters(text in "[\u{0600}-\u{06FF}a]{0,20}", letters in 0..20usize) {
            let at = raw_prefix(&text, letters);
            prop_assert!(text.is_char_boundary(at));
            prop_assert_eq!(fold(&text[..at]).chars().count(), letters.min(fold(&text).chars().count()));
        }
    }
}
