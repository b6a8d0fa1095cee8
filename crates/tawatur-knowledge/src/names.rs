//! Names in any usual spelling: Arabic or Latin, with or without article and vowels.
//!
//! A name is read as a row of consonants with what stands between them. Two spellings
//! *may* be one name where their rows of consonant classes are equal ([`spelling_key`],
//! made for indexes: it lets too much through rather than too little); they *are* taken
//! as one where each consonant and each vowel between them can stand for the other
//! ([`same_name`]): «حسن» and «حسين» share a key, but not their vowels. Between two Arabic
//! spellings more is asked, since Arabic writes its long vowels and tells its consonants
//! apart; only names from abroad are spelled now with, now without («بوتين», «بوتن»).

mod arabic;

use tawatur_text::fold;
use unicode_normalization::UnicodeNormalization;

/// One consonant as written, and what stands before it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sound {
    /// Vowels and weak letters before the consonant.
    before: Slot,
    /// The consonant: an Arabic letter, a Latin letter, or one of the capitals that stand
    /// for digraphs (`S` sh, `C` ch, `K` kh, `G` gh, `T` th, `D` dh).
    letter: char,
}

/// What stands between two consonants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Slot {
    a: bool,
    u: bool,
    i: bool,
    /// A lone Latin e: a short vowel or an alif said so, never ي.
    e: bool,
    /// ع or hamza, which Latin spells with any vowel or none.
    glottal: bool,
    /// ع is among them.
    ayn: bool,
    /// A ي at the end of a word, which may be ى: Mustafa.
    ya_end: bool,
    /// Inside a word that by its build is no Arabic one, where ي may be e: Guterres.
    foreign: bool,
    /// Latin vowel letters; Arabic long vowels count two.
    length: u8,
    /// The slot is written in Arabic letters.
    arabic: bool,
}

/// A name as sounds, and what stands after the last consonant.
#[derive(Debug, Default)]
struct Sounds {
    sounds: Vec<Sound>,
    last: Slot,
}

/// Latin letters that a digraph stands for, longest first.
const DIGRAPHS: &[(&str, char)] = &[
    ("sch", 'S'),
    ("tch", 'C'),
    ("sh", 'S'),
    ("ch", 'C'),
    ("kh", 'K'),
    ("gh", 'G'),
    ("th", 'T'),
    ("dh", 'D'),
    ("zh", 'j'),
    ("ph", 'f'),
    ("dj", 'j'),
    ("ck", 'k'),
];

/// Latin articles, as a word of their own.
const ARTICLES: &[&str] = &[
    "al", "el", "ul", "il", "ar", "er", "as", "es", "az", "ez", "an", "en", "ad", "ed", "at", "et",
    "ash", "esh", "ach", "ech", "ath", "eth", "adh", "edh", "l",
];

/// The class of a consonant in [`spelling_key`].
fn class(letter: char) -> char {
    match letter {
        'ب' | 'b' | 'p' => 'b',
        'ف' | 'f' | 'v' => 'f',
        'ت' | 'ط' | 'ث' | 't' | 'T' => 't',
        'د' | 'ض' | 'ذ' | 'ز' | 'ظ' | 'd' | 'D' | 'z' => 'd',
        'س' | 'ص' | 'ش' | 's' | 'S' | 'C' => 's',
        'ج' | 'غ' | 'ك' | 'ق' | 'خ' | 'k' | 'K' | 'q' | 'c' | 'g' | 'G' | 'j' => 'k',
        'ح' | 'ه' | 'h' => 'h',
        'ل' => 'l',
        'م' => 'm',
        'ن' => 'n',
        'ر' => 'r',
        'و' => 'w',
        'ي' => 'y',
        other => other,
    }
}

impl Slot {
    fn add_latin(&mut self, c: char) {
        match c {
            'a' => self.a = true,
            'o' | 'u' | 'w' => self.u = true,
            'i' | 'y' => self.i = true,
            'e' if self.e => self.i = true,
            'e' => self.e = true,
            _ => {}
        }
        self.length = self.length.saturating_add(1);
    }

    fn add_arabic(&mut self, c: char) {
        match c {
            'ا' => self.a = true,
            'و' => self.u = true,
            'ي' => self.i = true,
            _ => {
                self.glottal = true;
                self.ayn |= c == 'ع';
            }
        }
        self.arabic = true;
        self.length = self
            .length
            .saturating_add(if matches!(c, 'ع' | 'ء') { 1 } else { 2 });
    }

    /// Whether the two can stand for one another between consonants.
    fn meets(self, other: Self) -> bool {
        match (self.arabic, other.arabic) {
            // alif is left out here and there (الرحمن، الرحمان)
            (true, true) => self.u == other.u && self.i == other.i,
            (true, false) => self.arabic_meets_latin(other),
            (false, true) => other.arabic_meets_latin(self),
            (false, false) => {
                let long = |s: Self| s.length >= 2;
                let fits = |x: Self, y: Self| {
                    let u = !x.u || y.u;
                    let i = !x.i || y.i || y.e && !y.a;
                    !long(x) || y.length > 0 && u && i && (x.u || x.i || y.a && !y.u && !y.i)
                };
                fits(self, other) && fits(other, self)
            }
        }
    }

    /// Whether two can open one name: «عامر» and Omar cannot, nor can Amer and Omar.
    fn opens_as(self, other: Self) -> bool {
        let dark = |s: Self| !s.arabic && s.u && !s.a && !s.e && !s.i;
        let open = |s: Self| {
            if s.arabic {
                s.ayn && s.a && !s.u
            } else {
                s.a && !s.u
            }
        };
        !(dark(self) && open(other) || open(self) && dark(other))
    }

    fn arabic_meets_latin(self, latin: Self) -> bool {
        if self.ya_end && !self.u && (latin.i || latin.a || latin.e) {
            return true;
        }
        if self.glottal {
            let long_u = latin.u && !latin.a && latin.length >= 2;
            return self.u == (latin.u && (self.u || long_u)) && (!self.i || latin.i || latin.e);
        }
        match (self.a, self.u, self.i) {
            // unwritten short vowel; «ai», «ou» would have been written
            (false, false, false) => latin.length <= 1,
            (true, false, false) => latin.a || latin.e && latin.length == 1,
            (a, u, i) => {
                (!u || latin.u)
                    && (!i || latin.i || self.foreign && latin.e)
                    && (!a || latin.a || latin.length >= 2)
            }
        }
    }
}

/// Vowels of the Latin alphabet, w and y not among them.
fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Small Latin letters without marks; letters that stand for sh, ch keep their sound.
fn plain_latin(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'ş' | 'Ş' | 'š' | 'Š' => plain.push_str("sh"),
            'ç' | 'Ç' | 'č' | 'Č' => plain.push_str("ch"),
            'ı' => plain.push('i'),
            _ => {
                for d in std::iter::once(c).nfkd().flat_map(char::to_lowercase) {
                    if d.is_ascii_alphabetic() || d.is_whitespace() || matches!(d, '-' | '_') {
                        plain.push(d);
                    }
                }
            }
        }
    }
    plain
}

impl Sounds {
    fn of(name: &str) -> Self {
        let mut sounds = Self::default();
        let mut pending = Slot::default();
        let mut words = name
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '\u{2013}'))
            .filter(|word| !word.is_empty())
            .peekable();
        while let Some(word) = words.next() {
            if word.chars().any(tawatur_text::fold::is_arabic_letter) {
                sounds.arabic_word(&fold(word), &mut pending);
            } else {
                let plain = plain_latin(word);
                // ة is heard as t before another word: Maarat al-Numan
                let construct = plain
                    .strip_suffix('t')
                    .filter(|rest| words.peek().is_some() && rest.len() > 2 && rest.ends_with('a'));
                sounds.latin_word(construct.unwrap_or(&plain), &mut pending);
            }
        }
        sounds.last = pending;
        // final h, ح, ه: «حماة», Hamah, Hama; «صالح», Saleh
        while sounds.sounds.len() > 1
            && sounds.sounds.last().is_some_and(|s| class(s.letter) == 'h')
            && sounds.last == Slot::default()
        {
            sounds.last = sounds.sounds.pop().map_or_else(Slot::default, |s| s.before);
        }
        // n before b is said m: Manbij, Mambij
        for at in 1..sounds.sounds.len() {
            if class(sounds.sounds[at].letter) == 'b' && sounds.sounds[at].before == Slot::default()
            {
                let before = &mut sounds.sounds[at - 1].letter;
                *before = match *before {
                    'ن' => 'م',
                    'n' => 'm',
                    other => other,
                };
            }
        }
        sounds
    }

    fn push(&mut self, letter: char, pending: &mut Slot) {
        self.sounds.push(Sound {
            before: std::mem::take(pending),
            letter,
        });
    }

    fn arabic_word(&mut self, folded: &str, pending: &mut Slot) {
        let bare = folded
            .strip_prefix("عبدال")
            .filter(|rest| rest.chars().count() >= 2);
        if let Some(rest) = bare {
            self.arabic_letters("عبد", pending);
            self.arabic_letters(rest, pending);
            return;
        }
        let word = folded
            .strip_prefix("ال")
            .filter(|rest| rest.chars().count() >= 2)
            .unwrap_or(folded);
        self.arabic_letters(word, pending);
    }

    fn arabic_letters(&mut self, word: &str, pending: &mut Slot) {
        let letters: Vec<char> = word.chars().collect();
        let from = self.sounds.len();
        for (at, &c) in letters.iter().enumerate() {
            let initial = at == 0;
            match c {
                'ا' | 'ع' | 'ء' => pending.add_arabic(c),
                // و and ي open a word as consonants, «ورقلة», «يونس»
                'و' | 'ي' if initial && letters.len() != 1 => self.push(c, pending),
                'و' | 'ي' => {
                    pending.add_arabic(c);
                    pending.ya_end |= c == 'ي' && at + 1 == letters.len();
                }
                'ش' if at > 0
                    && letters[at - 1] == 'ت'
                    && self.sounds.last().is_some_and(|s| s.letter == 'ت') =>
                {
                    // تش is ch
                    if let Some(last) = self.sounds.last_mut() {
                        last.letter = 'C';
                    }
                }
                // «نصرالله» is «نصر الله», whose article is taken off
                'ل' if at > 0 && letters.get(at - 1..) == Some(&['ل', 'ل', 'ه']) => {}
                // ة, ه or ح at the end of a word is not heard, or not written in Latin
                'ه' | 'ح' if at + 1 == letters.len() && at > 0 => {}
                _ if c.is_alphabetic() => self.push(c, pending),
                _ => {}
            }
        }
        // many consonants, or two long vowels among three
        let own = self.sounds.get(from..).unwrap_or_default();
        let long = own
            .iter()
            .skip(1)
            .map(|sound| sound.before)
            .chain(std::iter::once(*pending))
            .filter(|slot| slot.u || slot.i)
            .count();
        if own.len() >= 4 || own.len() == 3 && long >= 2 {
            for sound in self.sounds.iter_mut().skip(from + 1) {
                sound.before.foreign = true;
            }
        }
    }

    fn latin_word(&mut self, word: &str, pending: &mut Slot) {
        if ARTICLES.contains(&word) {
            return;
        }
        // Abdul, Abdel, Abdulrahman, Abderrahman: the article inside is none of the name
        if let Some(rest) = word
            .strip_prefix("abd")
            .filter(|rest| rest.starts_with(is_vowel))
        {
            let tail = &rest[1..];
            let mut next = tail.chars();
            let (first, second) = (next.next(), next.next());
            let after = match (first, second) {
                (Some('l'), Some('l')) => tail.get(1..),
                (Some('l'), _) => tail.get(1..),
                (Some(x), Some(y)) if x == y => tail.get(1..),
                _ => None,
            };
            if let Some(after) = after {
                self.latin_letters("abd", pending);
                self.latin_letters(after, pending);
                return;
            }
        }
        // an article run into the name, Alburhan, as Arabic always has it
        let run_in = ["al", "el"]
            .iter()
            .find_map(|article| word.strip_prefix(article));
        let run_in = run_in.filter(|rest| {
            rest.len() >= 2
                && !rest.starts_with(is_vowel)
                && !rest.starts_with(['l', 'y', 'w', 'h'])
        });
        self.latin_letters(run_in.unwrap_or(word), pending);
    }

    fn latin_letters(&mut self, word: &str, pending: &mut Slot) {
        let mut rest = word;
        let mut before = '\0';
        while let Some(c) = rest.chars().next() {
            let initial = rest.len() == word.len();
            let digraph = DIGRAPHS
                .iter()
                .find(|(letters, _)| rest.starts_with(letters));
            let (letter, width) = digraph.map_or((c, c.len_utf8()), |&(letters, letter)| {
                (letter, letters.len())
            });
            let next = rest.get(width..).and_then(|r| r.chars().next());
            let vowel_next = next.is_some_and(is_vowel);
            match letter {
                // ou before a vowel opens a word as و does: Ouargla
                'o' if initial
                    && rest.starts_with("ou")
                    && rest.get(2..).is_some_and(|r| r.starts_with(is_vowel)) =>
                {
                    self.push('w', pending);
                    rest = rest.get(2..).unwrap_or("");
                    before = 'w';
                    continue;
                }
                'w' | 'y' if initial && vowel_next => self.push(letter, pending),
                _ if is_vowel(letter) || matches!(letter, 'w' | 'y') => pending.add_latin(letter),
                'h' if next.is_none() && !initial => {}
                'x' => {
                    self.push('k', pending);
                    self.push('s', pending);
                }
                'c' if matches!(next, Some('e' | 'i')) && !initial => self.push('s', pending),
                // a doubled consonant is one
                _ if letter == before && *pending == Slot::default() => {}
                _ if letter.is_ascii_alphabetic() => self.push(letter, pending),
                _ => {}
            }
            before = letter;
            rest = rest.get(width..).unwrap_or("");
        }
    }

    fn key(&self) -> String {
        let classes: Vec<char> = self.sounds.iter().map(|s| class(s.letter)).collect();
        let mut key: String = classes
            .iter()
            .enumerate()
            .map(|(at, &c)| match (c, classes.get(at + 1)) {
                // n before b may be said m, whatever stands between
                ('n', Some('b')) => 'm',
                _ => c,
            })
            .collect();
        if key.is_empty() {
            // a name of vowels only («آية», Aya) has them for a key
            key.push('\'');
        }
        key
    }
}

/// Latin letters that an Arabic letter is written with.
fn latin_of(letter: char) -> &'static str {
    match letter {
        'ب' => "bp",
        'ت' | 'ط' => "tT",
        'ث' => "Tts",
        'ج' => "jgcGkC",
        'ح' | 'ه' => "h",
        'خ' => "KkhC",
        'د' => "dD",
        'ض' => "dDz",
        'ذ' => "DdzT",
        'ز' => "zs",
        'ظ' => "zDd",
        'س' | 'ص' => "sczS",
        'ش' => "SCs",
        'غ' => "Ggj",
        'ف' => "fv",
        'ق' => "qkgc",
        'ك' => "kcqgKC",
        'ل' => "l",
        'م' => "mn",
        'ن' => "nm",
        'ر' => "r",
        'و' => "wv",
        'ي' => "yj",
        _ => "",
    }
}

/// Letters of one script that stand for one another in spellings of one name.
const SWAPS: &[&str] = &[
    "جغك", "قغ", "تط", "سص", "ذد", "ظض", "ظز", "ذز", "kqc", "gGj", "qg", "KkG", "SC", "sS", "dD",
    "zD", "tT", "fv", "jc", "sc", "sz",
];

fn letters_meet(a: char, b: char) -> bool {
    let arabic = tawatur_text::fold::is_arabic_letter;
    a == b
        || match (arabic(a), arabic(b)) {
            (true, false) => latin_of(a).contains(b),
            (false, true) => latin_of(b).contains(a),
            _ => SWAPS.iter().any(|swap| swap.contains(a) && swap.contains(b)),
        }
        // ch, which Arabic spells تش or ش
        || (a == 'C' && matches!(b, 'ش' | 'C')) || (b == 'C' && matches!(a, 'ش' | 'C'))
}

/// The consonant classes of a name, for an index of names: spellings of one name, Arabic
/// or Latin, with or without article, share it (so do some of other names; ask
/// [`same_name`]). Never empty; a name of vowels only gives `'`.
#[must_use]
pub fn spelling_key(name: &str) -> String {
    Sounds::of(name).key()
}

/// Whether two spellings are of one name.
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    let (folded_a, folded_b) = (fold(a), fold(b));
    if folded_a == folded_b {
        return true;
    }
    if let Some(same) = arabic::same(&folded_a, &folded_b) {
        // an index by keys must find it
        return same && spelling_key(a) == spelling_key(b);
    }
    let (a, b) = (Sounds::of(a), Sounds::of(b));
    if a.key() != b.key() || a.sounds.is_empty() {
        return false;
    }
    let pairs = a.sounds.iter().zip(&b.sounds);
    let middles = pairs
        .clone()
        .skip(1)
        .all(|(x, y)| letters_meet(x.letter, y.letter) && x.before.meets(y.before));
    // at the start only whether there is a vowel is told apart
    let firsts = pairs.take(1).all(|(x, y)| {
        letters_meet(x.letter, y.letter)
            && (x.before.length > 0) == (y.before.length > 0)
            && x.before.opens_as(y.before)
    });
    middles && firsts
}

#[cfg(test)]
mod tests;
