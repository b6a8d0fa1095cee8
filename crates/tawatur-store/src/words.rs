//! Words as the search index knows them: folded, each with the forms it answers to.

use tawatur_text::fold::is_arabic_letter;
use tawatur_text::token::tokens;
use tawatur_text::{TokenKind, clitics, fold};

/// A word of a text or of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// First byte in the text.
    pub(crate) start: usize,
    /// Byte after the last one.
    pub(crate) end: usize,
    /// Its folded form.
    pub(crate) folded: String,
    /// What it answers to beside that: itself without proclitics, without its article.
    pub(crate) forms: Vec<String>,
}

/// The words and numbers of a text; signs are left out.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    for token in tokens(text) {
        if token.kind == TokenKind::Punct {
            continue;
        }
        let mut folded = token.folded();
        if token.kind == TokenKind::Number {
            folded = folded
                .chars()
                .filter(|c| !matches!(c, ',' | '٬'))
                .map(|c| if c == '٫' { '.' } else { c })
                .collect();
        } else {
            // the question that is dear to ask comes last
            folded.retain(|c| is_arabic_letter(c) || c.is_alphanumeric());
        }
        if folded.is_empty() {
            continue;
        }
        let forms = forms(&folded);
        found.push(Word {
            start: token.start,
            end: token.end,
            folded,
            forms,
        });
    }
    found
}

/// Shortest form in letters that a word answers to when something was taken off.
const SHORTEST: usize = 2;

/// What a folded word answers to: «وبالمدرسه» to «بالمدرسه», «المدرسه» and «مدرسه», «بقصف» to «قصف».
/// Letters come off in the index alone, never in a query, so that «بلده» asked for is not
/// «ولده» found.
fn forms(folded: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |form: &str| {
        if form != folded
            && form.chars().count() >= SHORTEST
            && !found.iter().any(|known| known == form)
        {
            found.push(form.to_owned());
        }
    };
    for (taken, rest) in clitics::proclitics(folded) {
        add(rest);
        if let Some(bare) = rest.strip_prefix("ال") {
            add(bare);
        }
        // «للجيش» leaves «لجيش», which is an article that lost its alef
        if let Some(bare) = rest
            .strip_prefix('ل')
            .filter(|_| folded.chars().nth(taken.saturating_sub(1)) == Some('ل') && taken > 0)
        {
            add(bare);
        }
    }
    found
}

/// A folded word of a query without its article, and without the proclitics before it.
fn bare(folded: &str) -> String {
    let article = clitics::proclitics(folded).find_map(|(_, rest)| rest.strip_prefix("ال"));
    article
        .filter(|bare| bare.chars().count() >= SHORTEST)
        .unwrap_or(folded)
        .to_owned()
}

/// What is asked for: single words and phrases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Term {
    /// A word, in any of its forms with or without article and proclitics.
    Word { folded: String, bare: String },
    /// Words one after the other, as they stand.
    Phrase(Vec<String>),
}

/// Reads a query: words, and phrases between any pair of quotation marks.
pub(crate) fn query(text: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    for (i, piece) in text.split(['"', '«', '»', '“', '”', '„']).enumerate() {
        // with an odd piece we are inside quotation marks
        let found = words(piece);
        if i % 2 == 1 && found.len() > 1 {
            terms.push(Term::Phrase(
                found.into_iter().map(|word| word.folded).collect(),
            ));
        } else if i % 2 == 1 {
            terms.extend(
                found
                    .into_iter()
                    .map(|word| Term::Phrase(vec![word.folded])),
            );
        } else {
            terms.extend(found.into_iter().map(|word| {
                let bare = bare(&word.folded);
                Term::Word {
                    folded: word.folded,
                    bare,
                }
            }));
        }
    }
    terms
}

/// The query in FTS5's language; every term must be there.
pub(crate) fn fts(terms: &[Term]) -> String {
    let quoted = |word: &str| format!("\"{}\"", fold(word).replace('"', ""));
    let parts: Vec<String> = terms
        .iter()
        .map(|term| match term {
            Term::Word { folded, bare } => {
                format!(
                    "({{title words}} : {} OR {{title words forms}} : {})",
                    quoted(folded),
                    quoted(bare)
                )
            }
            Term::Phrase(words) => format!("{{title words}} : \"{}\"", words.join(" ")),
        })
        .collect();
    parts.join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_answers_to_itself_without_proclitics_and_article() {
        assert_eq!(forms("وبالمدرسه"), ["بالمدرسه", "المدرسه", "مدرسه"]);
        assert_eq!(forms("للجيش"), ["لجيش", "جيش"]);
        assert_eq!(forms("وقتل"), ["قتل"]);
        assert_eq!(forms("الجيش"), ["جيش"]);
        assert_eq!(forms("وفد"), ["فد"]);
        assert_eq!(forms("حلب"), [] as [&str; 0]);
        assert_eq!(
            ["بالمدرسه", "الجيش", "بلده", "ال", "الا"].map(bare),
            ["مدرسه", "جيش", "بلده", "ال", "الا"]
        );
    }

    #[test]
    fn numbers_have_one_form() {
        let found: Vec<String> = words("١٬٢٠٠ و1,200 و٢٠١٩م ١٢٫٧")
            .into_iter()
            .map(|word| word.folded)
            .collect();
        assert_eq!(found, ["1200", "و", "1200", "و", "2019", "م", "12.7"]);
    }

    #[test]
    fn quotation_marks_of_any_kind_hold_a_phrase() {
        let word = |text: &str| Term::Word {
            folded: text.to_owned(),
            bare: text.to_owned(),
        };
        let phrase = |words: &[&str]| Term::Phrase(words.iter().map(|&w| w.to_owned()).collect());
        assert_eq!(
            query("وفد «مجلس مدني» حلب"),
            [word("وفد"), phrase(&["مجلس", "مدني"]), word("حلب")]
        );
        assert_eq!(query("\"حلب\""), [phrase(&["حلب"])]);
        assert_eq!(query("\" . «»"), []);
        assert_eq!(
            fts(&query("حلب \"مجلس مدني\"")),
            "({title words} : \"حلب\" OR {title words forms} : \"حلب\") AND {title words} : \"مجلس مدني\""
        );
    }
}
