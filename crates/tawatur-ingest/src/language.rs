//! A guess at the language by its letters: enough to tell what the reading is for.

use tawatur_text::fold::{is_arabic_letter, is_letter};

/// `ar` where most letters are of the Arabic script and few of them are letters that
/// Arabic does not write, `und` for any other text with letters, `None` without letters.
pub(crate) fn guess(text: &str) -> Option<String> {
    let (mut letters, mut arabic, mut foreign) = (0usize, 0usize, 0usize);
    // the start of a long text tells as much as the whole
    for c in text.chars().filter(|c| is_letter(*c)).take(20_000) {
        letters += 1;
        arabic += usize::from(is_arabic_letter(c));
        foreign += usize::from(matches!(
            c,
            'پ' | 'چ'
                | 'ژ'
                | 'گ'
                | 'ی'
                | 'ک'
                | 'ٹ'
                | 'ڈ'
                | 'ڑ'
                | 'ے'
                | 'ھ'
                | 'ہ'
                | 'ۆ'
                | 'ێ'
                | 'ە'
                | 'ڕ'
                | 'ڵ'
        ));
    }
    if letters == 0 {
        return None;
    }
    let is_arabic = arabic * 2 >= letters && foreign * 25 < arabic.max(1);
    Some(if is_arabic { "ar" } else { "und" }.to_owned())
}

#[cfg(test)]
mod tests {
    use super::guess;

    #[test]
    fn by_letters() {
        assert_eq!(guess("وصل الوفد إلى المدينة").as_deref(), Some("ar"));
        assert_eq!(guess("The delegation arrived").as_deref(), Some("und"));
        assert_eq!(
            guess("هیئت به شهر رسید و گفتگو کرد").as_deref(),
            Some("und")
        );
        assert_eq!(guess("12 - 14"), None);
        assert_eq!(guess(""), None);
    }
}
