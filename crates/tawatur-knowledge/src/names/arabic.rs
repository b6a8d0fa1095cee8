//! Two Arabic spellings of one name.
//!
//! An Arabic name is spelled one way but for hamzas, spaces and articles: «سالم» is not
//! «سليم», «جمال» not «كمال», «عمر» not «عامر». A name from abroad is written as it is
//! heard: «بوتين» and «بوتن», «غوتيريش» and «جوتيريش». That a word is such a name is told
//! by its build: many consonants, or a second long vowel that stays.

use tawatur_text::fold::is_arabic_letter;

use super::letters_meet;

/// Its ال is no article.
const GOD: &str = "الله";

/// A word as consonants, and the long vowels and hamzas before each and at the end.
struct Skeleton {
    consonants: Vec<char>,
    /// One more than consonants: the last stands behind them.
    slots: Vec<String>,
}

/// Whether two folded spellings are of one name; `None` where one is not Arabic.
pub(super) fn same(a: &str, b: &str) -> Option<bool> {
    let arabic = |text: &str| {
        text.chars().any(is_arabic_letter)
            && text
                .chars()
                .all(|c| !c.is_alphabetic() || is_arabic_letter(c))
    };
    if !arabic(a) || !arabic(b) {
        return None;
    }
    let closed = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    if closed(a) == closed(b) {
        return Some(true);
    }
    let (a, b) = (words(a), words(b));
    Some(a.len() == b.len() && !a.is_empty() && a.iter().zip(&b).all(|(a, b)| same_word(a, b)))
}

/// The words without article, «عبد» and what follows as one word.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut servant = false;
    let parts = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty());
    for part in parts {
        let bare = part
            .strip_prefix("ال")
            .filter(|rest| rest.chars().count() >= 2 && part != GOD)
            .unwrap_or(part);
        match words.last_mut().filter(|_| servant) {
            Some(last) => last.push_str(bare),
            None => {
                let joined = part
                    .strip_prefix("عبدال")
                    .filter(|rest| rest.chars().count() >= 2);
                words.push(match (joined, part) {
                    (Some("له"), _) => format!("عبد{GOD}"),
                    (Some(rest), _) => format!("عبد{rest}"),
                    // the cases of a father
                    (None, "ابي" | "ابا") => "ابو".to_owned(),
                    (None, _) => bare.to_owned(),
                });
            }
        }
        servant = part == "عبد" && !servant;
    }
    words
}

impl Skeleton {
    fn of(word: &str) -> Self {
        let letters: Vec<char> = word.chars().collect();
        let mut skeleton = Self {
            consonants: Vec::new(),
            slots: vec![String::new()],
        };
        for (at, &c) in letters.iter().enumerate() {
            let end = at + 1 == letters.len() && at > 0;
            let vowel =
                matches!(c, 'ا' | 'ء') || matches!(c, 'و' | 'ي') && at > 0 || c == 'ه' && end;
            if vowel {
                if let Some(slot) = skeleton.slots.last_mut() {
                    slot.push(c);
                }
            } else if c == 'ش'
                && skeleton.consonants.last() == Some(&'ت')
                && skeleton.slots.last().is_some_and(String::is_empty)
            {
                // تش is ch
                if let Some(last) = skeleton.consonants.last_mut() {
                    *last = 'C';
                }
            } else {
                skeleton.consonants.push(c);
                skeleton.slots.push(String::new());
            }
        }
        skeleton
    }
}

fn same_word(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (a, b) = (Skeleton::of(a), Skeleton::of(b));
    let count = a.consonants.len();
    if count != b.consonants.len() || count == 0 {
        return false;
    }
    let inner = |slots: &[String]| slots.get(1..count).unwrap_or_default().to_vec();
    let (inner_a, inner_b) = (inner(&a.slots), inner(&b.slots));
    // a long vowel that both have, behind which another one may come and go
    let kept = |at: usize, vowels: &[char]| {
        inner_a
            .iter()
            .zip(&inner_b)
            .enumerate()
            .any(|(other, (x, y))| other != at && x.contains(vowels) && x == y)
    };
    // by its build no Arabic word: letters that stand for one sound of another tongue vary
    let foreign = count >= 4 || count == 3 && long_i_or_u(&inner_a) >= 2;
    let letters = a
        .consonants
        .iter()
        .zip(&b.consonants)
        .all(|(&x, &y)| x == y || foreign && letters_meet(x, y));
    let middles = inner_a
        .iter()
        .zip(&inner_b)
        .enumerate()
        .all(|(at, (x, y))| meet(x, y, count, &|vowels| kept(at, vowels)));
    let ends = |of: &Skeleton| of.slots.last().cloned().unwrap_or_default();
    let starts = |of: &Skeleton| of.slots.first().is_some_and(|slot| !slot.is_empty());
    letters && middles && starts(&a) == starts(&b) && ends_meet(&ends(&a), &ends(&b), count)
}

fn long_i_or_u(slots: &[String]) -> usize {
    slots
        .iter()
        .filter(|slot| slot.contains(['و', 'ي']))
        .count()
}

/// Whether what stands between two consonants may vary so.
fn meet(x: &str, y: &str, consonants: usize, kept: &dyn Fn(&[char]) -> bool) -> bool {
    let plain = |slot: &str| -> String {
        let mut plain: Vec<char> = slot.chars().filter(|&c| c != 'ء').collect();
        plain.dedup();
        plain.into_iter().collect()
    };
    let (px, py) = (plain(x), plain(y));
    if px == py {
        return true;
    }
    // «فائز», «فايز»: a hamza for the letter it sits on
    let without = |slot: &str| -> String { slot.chars().filter(|c| *c == 'ا').collect() };
    if x.contains('ء') != y.contains('ء') && without(&px) == without(&py) {
        return true;
    }
    if !px.is_empty() && !py.is_empty() {
        return false;
    }
    match px.as_str().max(py.as_str()) {
        // «الرحمن», «الرحمان»
        "ا" => consonants >= 4 || consonants >= 3 && kept(&['ا', 'و', 'ي']),
        // «بوتين», «بوتن»; «زيلينسكي», «زيلنسكي»
        _ => consonants >= 5 || consonants >= 3 && kept(&['و', 'ي']),
    }
}

/// Whether the ends of two words may vary so: «أنقرا» and «أنقرة», «قامشلو» and «قامشلي».
fn ends_meet(x: &str, y: &str, consonants: usize) -> bool {
    let plain = |slot: &str| -> String {
        slot.chars()
            .filter(|&c| c != 'ء')
            .map(|c| if c == 'ه' { 'ا' } else { c })
            .collect()
    };
    let (x, y) = (plain(x), plain(y));
    x == y || consonants >= 4 && x.chars().count() == 1 && y.chars().count() == 1
}
