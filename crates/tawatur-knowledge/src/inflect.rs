//! Inflection: from a verb's or noun's base forms to the spellings news writes.
//!
//! Works on folded, unvocalised words (see `tawatur_text::fold`): only differences that
//! are written matter. Classes are told from the base forms: geminate by a final shadda
//! (شنّ), hollow by an alif before the last letter (قال، أصاب), defective by a last weak
//! letter (نفى، دعا، لقي), else sound. Source of the paradigms: any school grammar.

use tawatur_text::fold;

/// What form of its lemma a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tense {
    /// «قصف».
    Perfect,
    /// «يقصف», whatever its mood.
    Imperfect,
    /// Verbal noun, «قصف», «اجتماع».
    Masdar,
    /// Active participle, «محتجز» as one who holds.
    Active,
    /// Passive participle, «معتقل».
    Passive,
    /// A noun that belongs to no verb, «غارة».
    Noun,
}

/// Person, gender and number as far as the spelling shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Form {
    /// Tense or part of speech.
    pub tense: Tense,
    /// 1, 2 or 3 for verbs; 0 for nouns.
    pub person: u8,
    /// Feminine by form.
    pub feminine: bool,
    /// 1, 2 or 3 (more).
    pub number: u8,
    /// Spelled as a passive («أصيب», «قيل», «يقال»); a passive that is spelled like the
    /// active does not show here.
    pub passive: bool,
    /// A shortened imperfect («يقل», «ينف»): stands after «لم», «لا» or ل only.
    pub jussive: bool,
    /// Only right before a pronoun («نفا» of «نفاه», «محاكمت» of «محاكمته»).
    pub suffixed: bool,
}

const fn verb(tense: Tense, person: u8, feminine: bool, number: u8) -> Form {
    Form {
        tense,
        person,
        feminine,
        number,
        passive: false,
        jussive: false,
        suffixed: false,
    }
}

const fn noun(tense: Tense, feminine: bool, number: u8) -> Form {
    Form {
        tense,
        person: 0,
        feminine,
        number,
        passive: false,
        jussive: false,
        suffixed: false,
    }
}

/// True where the base form is written with a final shadda.
fn is_geminate(base: &str) -> bool {
    base.trim_end()
        .chars()
        .rev()
        .take(2)
        .any(|c| c == '\u{0651}')
}

fn chars(word: &str) -> Vec<char> {
    word.chars().collect()
}

fn all_but_last(word: &str) -> &str {
    word.char_indices()
        .next_back()
        .map_or("", |(at, _)| &word[..at])
}

/// The folded word without its last letter but one (the weak letter of a hollow verb).
fn without_penult(word: &str) -> String {
    let letters = chars(word);
    let penult = letters.len().saturating_sub(2);
    letters
        .iter()
        .enumerate()
        .filter(|&(at, _)| at != penult)
        .map(|(_, c)| c)
        .collect()
}

fn is_hollow(perfect: &str) -> bool {
    let letters = chars(perfect);
    letters.len() >= 3
        && letters[letters.len() - 2] == 'ا'
        && !matches!(letters[letters.len() - 1], 'ي' | 'ا')
}

/// The perfect's spellings with their forms.
#[must_use]
pub fn perfect(base: &str) -> Vec<(String, Form)> {
    use Tense::Perfect as P;
    let folded = fold(base);
    let mut forms = Vec::with_capacity(14);
    let mut add = |word: String, form: Form| forms.push((word, form));
    let suffixed = |form: Form| Form {
        suffixed: true,
        ..form
    };
    if folded.chars().count() < 2 {
        return forms;
    }
    let raw_last = last_letter(base);
    let last = folded.chars().next_back().unwrap_or(' ');
    if matches!(raw_last, 'ى' | 'ا') {
        let stem = all_but_last(&folded);
        let weak = if raw_last == 'ا' && last == 'ا' {
            'و'
        } else {
            'ي'
        };
        add(folded.clone(), verb(P, 3, false, 1));
        add(format!("{stem}ا"), suffixed(verb(P, 3, false, 1)));
        add(format!("{stem}ت"), verb(P, 3, true, 1));
        add(format!("{stem}وا"), verb(P, 3, false, 3));
        add(format!("{stem}و"), suffixed(verb(P, 3, false, 3)));
        add(format!("{stem}{weak}ا"), verb(P, 3, false, 2));
        add(format!("{stem}تا"), verb(P, 3, true, 2));
        add(format!("{stem}{weak}ن"), verb(P, 3, true, 3));
        add(format!("{stem}{weak}نا"), verb(P, 1, false, 3));
        add(format!("{stem}{weak}ت"), verb(P, 1, false, 1));
        return forms;
    }
    let strong = folded.clone();
    let short = if is_geminate(base) {
        format!("{folded}{last}")
    } else if is_hollow(&folded) {
        without_penult(&folded)
    } else {
        folded.clone()
    };
    add(strong.clone(), verb(P, 3, false, 1));
    add(format!("{strong}ت"), verb(P, 3, true, 1));
    add(format!("{strong}ا"), verb(P, 3, false, 2));
    add(format!("{strong}تا"), verb(P, 3, true, 2));
    if last == 'ي' {
        let stem = all_but_last(&strong);
        add(format!("{stem}وا"), verb(P, 3, false, 3));
        add(format!("{stem}و"), suffixed(verb(P, 3, false, 3)));
    } else {
        add(format!("{strong}وا"), verb(P, 3, false, 3));
        add(format!("{strong}و"), suffixed(verb(P, 3, false, 3)));
        if raw_last == 'أ' {
            // «بدؤوا», «لجأوا», «بدءوا»
            let stem = all_but_last(&strong);
            add(format!("{stem}ءوا"), verb(P, 3, false, 3));
        }
    }
    // a last nun and the ending's nun are written once («شننا»)
    let before_nun = short.strip_suffix('ن').unwrap_or(&short);
    if !is_hollow(&folded) {
        add(format!("{before_nun}ن"), verb(P, 3, true, 3));
    }
    add(format!("{before_nun}نا"), verb(P, 1, false, 3));
    if short != strong {
        add(format!("{short}ت"), verb(P, 1, false, 1));
    }
    forms
}

/// The imperfect's spellings (indicative, subjunctive, jussive) with their forms.
#[must_use]
pub fn imperfect(perfect_base: &str, base: &str) -> Vec<(String, Form)> {
    use Tense::Imperfect as I;
    let folded = fold(base);
    let mut forms = Vec::with_capacity(24);
    let Some(body) = folded.strip_prefix('ي') else {
        return forms;
    };
    if body.is_empty() {
        return forms;
    }
    let raw_last = last_letter(base);
    let last = folded.chars().next_back().unwrap_or(' ');
    let defective =
        matches!(raw_last, 'ى' | 'ي' | 'و') && body.chars().count() >= 2 && !is_geminate(base);
    let hollow = is_hollow(&fold(perfect_base)) && chars(body).len() >= 3;
    let mut short = Vec::new();
    let mut add = |word: String, person, feminine, number, suffixed| {
        forms.push((
            word,
            Form {
                suffixed,
                ..verb(I, person, feminine, number)
            },
        ));
    };
    let stem = if defective { all_but_last(body) } else { body };
    let before_vowel = if defective && last == 'و' {
        format!("{stem}و")
    } else if defective {
        format!("{stem}ي")
    } else {
        body.to_owned()
    };
    for (prefix, person, feminine) in [
        ("ي", 3, false),
        ("ت", 3, true),
        ("ن", 1, false),
        ("ا", 1, false),
    ] {
        let number = if prefix == "ن" { 3 } else { 1 };
        add(format!("{prefix}{body}"), person, feminine, number, false);
        if defective {
            short.push((format!("{prefix}{stem}"), person, feminine, number));
            if raw_last == 'ى' {
                add(format!("{prefix}{stem}ا"), person, feminine, number, true);
            }
        }
        if hollow {
            short.push((
                format!("{prefix}{}", without_penult(body)),
                person,
                feminine,
                number,
            ));
        }
        if person == 3 {
            add(format!("{prefix}{stem}ون"), 3, false, 3, false);
            add(format!("{prefix}{stem}وا"), 3, false, 3, false);
            add(format!("{prefix}{stem}و"), 3, false, 3, true);
            add(format!("{prefix}{before_vowel}ان"), 3, feminine, 2, false);
            add(format!("{prefix}{before_vowel}ا"), 3, feminine, 2, false);
        }
    }
    let women = if is_geminate(base) {
        format!("{body}{last}")
    } else {
        before_vowel
    };
    // of hollow verbs women's plurals are rare and look like much else («عدن»)
    if !hollow {
        add(format!("ي{women}ن"), 3, true, 3, false);
    }
    for (word, person, feminine, number) in short {
        forms.push((
            word,
            Form {
                jussive: true,
                ..verb(I, person, feminine, number)
            },
        ));
    }
    if raw_last == 'أ' {
        // «يلجؤون», «يبدأون»
        forms.push((format!("ي{}ءون", all_but_last(body)), verb(I, 3, false, 3)));
        forms.push((format!("ي{}ءوا", all_but_last(body)), verb(I, 3, false, 3)));
    }
    forms
}

/// Last written letter of a base form, marks left out, its hamza kept.
fn last_letter(base: &str) -> char {
    base.chars()
        .rev()
        .find(|&c| !tawatur_text::fold::is_ignorable(c))
        .unwrap_or(' ')
}

/// The spellings of a noun: dual, sound feminine plural, accusative alif, and the form
/// before a pronoun. `sound_plural` adds ون/ين (for participles and people).
#[must_use]
pub fn nominal(base: &str, tense: Tense, number: u8, sound_plural: bool) -> Vec<(String, Form)> {
    let folded = fold(base);
    let mut forms = Vec::with_capacity(10);
    if folded.contains(' ') || folded.chars().count() < 2 {
        forms.push((folded, noun(tense, false, number)));
        return forms;
    }
    let raw_last = last_letter(base);
    if raw_last == 'ة' {
        let stem = all_but_last(&folded);
        forms.push((folded.clone(), noun(tense, true, number)));
        forms.push((
            format!("{stem}ت"),
            Form {
                suffixed: true,
                ..noun(tense, true, number)
            },
        ));
        if number == 1 {
            forms.push((format!("{stem}ات"), noun(tense, true, 3)));
            for end in ["تان", "تين", "تا", "تي"] {
                forms.push((format!("{stem}{end}"), noun(tense, true, 2)));
            }
        }
        return forms;
    }
    forms.push((folded.clone(), noun(tense, false, number)));
    forms.push((format!("{folded}ا"), noun(tense, false, number)));
    if raw_last == 'ى' {
        forms.push((
            format!("{}ا", all_but_last(&folded)),
            Form {
                suffixed: true,
                ..noun(tense, false, number)
            },
        ));
    }
    if number == 1 {
        forms.push((format!("{folded}ات"), noun(tense, true, 3)));
        for end in ["ان", "ين"] {
            forms.push((format!("{folded}{end}"), noun(tense, false, 2)));
        }
        if sound_plural {
            for end in ["ون", "و", "ي"] {
                forms.push((format!("{folded}{end}"), noun(tense, false, 3)));
            }
            forms.push((format!("{folded}ه"), noun(tense, true, 1)));
            for end in ["تان", "تين"] {
                forms.push((format!("{folded}{end}"), noun(tense, true, 2)));
            }
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(forms: &[(String, Form)], words: &[&str]) {
        for word in words {
            let folded = fold(word);
            assert!(
                forms.iter().any(|(form, _)| *form == folded),
                "{word} is not among {:?}",
                forms.iter().map(|f| &f.0).collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn perfects_of_every_class() {
        has(
            &perfect("قصف"),
            &["قصف", "قصفت", "قصفوا", "قصفا", "قصفتا", "قصفن", "قصفنا"],
        );
        has(&perfect("شنّ"), &["شنت", "شنوا", "شننا"]);
        has(&perfect("قال"), &["قالت", "قالوا", "قلت", "قلنا"]);
        has(&perfect("أصاب"), &["أصابت", "أصبنا"]);
        has(&perfect("نفى"), &["نفت", "نفوا", "نفيا", "نفينا"]);
        has(&perfect("دعا"), &["دعت", "دعوا", "دعونا"]);
        has(&perfect("لقي"), &["لقيت", "لقوا", "لقيا"]);
        has(&perfect("لجأ"), &["لجأت", "لجأوا", "لجؤوا"]);
    }

    #[test]
    fn imperfects_of_every_class() {
        has(
            &imperfect("قصف", "يقصف"),
            &["يقصف", "تقصف", "يقصفون", "يقصفوا", "نقصف", "أقصف", "يقصفان"],
        );
        has(&imperfect("قال", "يقول"), &["تقول", "يقل", "يقولون"]);
        has(
            &imperfect("نفى", "ينفي"),
            &["تنفي", "ينف", "ينفون", "ينفيان"],
        );
        has(&imperfect("دعا", "يدعو"), &["تدعو", "يدع", "يدعون"]);
        has(&imperfect("لقي", "يلقى"), &["يلقى", "يلق", "يلقون"]);
        has(&imperfect("شنّ", "يشنّ"), &["تشن", "يشنون"]);
    }

    #[test]
    fn nouns_before_pronouns_and_in_the_dual() {
        has(
            &nominal("محاكمة", Tense::Masdar, 1, false),
            &["محاكمة", "محاكمات", "محاكمت", "محاكمتين"],
        );
        has(
            &nominal("اجتماع", Tense::Masdar, 1, false),
            &["اجتماعا", "اجتماعات", "اجتماعين"],
        );
        has(
            &nominal("محتجز", Tense::Passive, 1, true),
            &["محتجزون", "محتجزين", "محتجزة", "محتجزو"],
        );
    }
}
