//! How a word is spelt for the encoder. `training/language/fold.py` does the same.

use tawatur_text::fold::{digit, is_ignorable};
use unicode_normalization::UnicodeNormalization;

/// The word with compatibility forms resolved (NFKC), without tashkeel, tatweel, invisible
/// controls and white space, digits European, alef forms and Persian ya and kaf as ا ي ك.
/// ى, ة and the hamza carriers ؤ ئ stay as they are written.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let usual = word
        .chars()
        .all(|c| c.is_ascii() || matches!(c, '\u{0621}'..='\u{0652}'));
    if usual {
        word.chars().for_each(|c| push(c, &mut out));
    } else {
        word.nfkc().for_each(|c| push(c, &mut out));
    }
    out
}

fn push(c: char, out: &mut String) {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        'ی' => out.push('ي'),
        'ک' => out.push('ك'),
        _ if is_ignorable(c) || c.is_whitespace() || c.is_control() => {}
        _ => match digit(c) {
            Some(value) => out.push(char::from(b'0' + value)),
            None => out.push(c),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_for_the_encoder() {
        for (word, folded) in [
            ("قُتِلَ", "قتل"),
            ("الـــقاهرة", "القاهرة"),
            ("إلى", "الى"),
            ("٢٠١٩", "2019"),
            ("\u{200F}أحمد", "احمد"),
            ("ﻣﻘﺘﻞ", "مقتل"),
            ("آذار", "اذار"),
            ("ﷺ", "صلىاللهعليهوسلم"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }
}
