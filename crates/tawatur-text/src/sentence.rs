//! Sentences of Arabic news.
//!
//! A line end always ends a sentence (headlines have no stop). `.` `!` `?` `؟` `…` end one
//! where they do end one: not in numbers, times, addresses, initials («د. أحمد»), dotted
//! abbreviations («ش.م.م») or list numbers («1. »). `؛` `،` `:` never do. Quotation marks and
//! brackets right after a stop belong to the sentence, whichever way round they were typed.

use std::ops::Range;

use crate::fold::{digit, is_arabic_letter, is_ignorable, is_letter};

/// Cuts `text` into sentences: byte ranges without the white space around them, in order,
/// none empty, none overlapping, with all text but white space in one of them. Takes time
/// linear in the length of `text`.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut cutter = Cutter {
        text,
        found: Vec::new(),
        start: 0,
    };
    let mut before = Before::default();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_line_end(c) {
            cutter.cut(at + c.len_utf8());
            before = Before::default();
            continue;
        }
        if !is_stop(c) {
            before.take(c);
            continue;
        }
        // the whole run of stops, closing marks and direction marks after it
        let mut run = Run {
            dots: usize::from(c == '.'),
            strong: c != '.',
        };
        let mut end = at + c.len_utf8();
        let mut stops_end = end;
        let mut closers = 0;
        while let Some(&(next, d)) = chars.peek() {
            if is_stop(d) && closers == 0 {
                run.dots += usize::from(d == '.');
                run.strong |= d != '.';
                stops_end = next + d.len_utf8();
            } else if is_closer(d) {
                closers += 1;
            } else if !is_ignorable(d) || d == TATWEEL {
                break;
            }
            end = next + d.len_utf8();
            chars.next();
        }
        let after = chars.peek().map(|&(_, d)| d);
        if ends(run, &before, after) {
            // right before a letter, one mark that closes nothing opens the next sentence
            let opens =
                closers > 0 && after.is_some_and(|d| !d.is_whitespace()) && before.marks % 2 == 0;
            let mut cut = if opens { stops_end } else { end };
            if !opens && after.is_some_and(|d| d == ' ' || d == '\u{A0}') {
                // «نعم. "» with a space before its closing mark
                let mut ahead = chars.clone();
                ahead.next();
                if let Some((at, d)) = ahead.next() {
                    let closes =
                        is_quote(d) && before.marks % 2 == 1 || matches!(d, ')' | ']' | '}');
                    if closes
                        && ahead
                            .peek()
                            .is_none_or(|&(_, e)| e.is_whitespace() || is_line_end(e))
                    {
                        cut = at + d.len_utf8();
                        chars = ahead;
                    }
                }
            }
            cutter.cut(cut);
            before = Before::default();
            if opens {
                before.marks = closers;
            }
        } else {
            before.marks += closers;
            before.stop();
        }
    }
    cutter.cut(text.len());
    cutter.found
}

const TATWEEL: char = '\u{0640}';

struct Cutter<'t> {
    text: &'t str,
    found: Vec<Range<usize>>,
    start: usize,
}

impl Cutter<'_> {
    fn cut(&mut self, end: usize) {
        let piece = self.text.get(self.start..end).unwrap_or_default();
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let from = self.start + (piece.len() - piece.trim_start().len());
            self.found.push(from..from + trimmed.len());
        }
        self.start = end;
    }
}

/// A run of stops.
#[derive(Debug, Clone, Copy)]
struct Run {
    dots: usize,
    /// Holds a stop other than the full stop.
    strong: bool,
}

/// What stands before a stop, within the sentence.
#[derive(Debug, Default)]
struct Before {
    /// Letters of the word that touches the stop; tatweel counts («هـ» is no initial).
    letters: usize,
    /// Digits of the number that touches the stop.
    digits: usize,
    /// The character before that word or number, white space and marks left out.
    earlier: Option<char>,
    /// The last character that was no mark and no white space.
    last: Option<char>,
    /// That word's last letter is Arabic.
    arabic: bool,
    /// A stop that ended nothing touches that word on the left («ش.م»).
    dotted: bool,
    /// Anything but digits so far in this sentence.
    other: bool,
    /// Quotation marks so far.
    marks: usize,
}

impl Before {
    fn take(&mut self, c: char) {
        if is_ignorable(c) && c != TATWEEL {
            return;
        }
        if c == TATWEEL || is_letter(c) {
            if self.letters == 0 {
                self.earlier = self.last;
                self.dotted = self.last == Some('.') && self.dotted;
            }
            self.letters += 1;
            self.digits = 0;
            self.arabic = c == TATWEEL || is_arabic_letter(c);
            self.other = true;
        } else if digit(c).is_some() {
            if self.digits == 0 {
                self.earlier = self.last;
            }
            self.digits += 1;
            self.letters = 0;
        } else {
            self.letters = 0;
            self.digits = 0;
            self.dotted = false;
            if c.is_whitespace() {
                return;
            }
            self.other = true;
            self.marks += usize::from(is_quote(c));
        }
        self.last = Some(c);
    }

    /// A stop that ended nothing.
    fn stop(&mut self) {
        self.letters = 0;
        self.digits = 0;
        self.dotted = true;
        self.last = Some('.');
    }
}

fn ends(run: Run, before: &Before, after: Option<char>) -> bool {
    let Some(after) = after.filter(|c| !is_line_end(*c)) else {
        return true;
    };
    let one_dot = !run.strong && run.dots == 1;
    if after.is_whitespace() {
        if !one_dot {
            // «سوريا.. مقتل خمسة»: two dots are a dash, three an end
            return run.strong || run.dots > 2;
        }
        let initial = before.letters == 1 && before.earlier.is_none_or(|c| digit(c).is_none());
        let abbreviation = before.letters <= 1 && before.dotted;
        let list_number = !before.other && (1..=3).contains(&before.digits);
        return !(initial || abbreviation || list_number);
    }
    if after == TATWEEL || before.last == Some(TATWEEL) && before.letters > 1 {
        return false; // «مقتـ.ـل»
    }
    if !is_arabic_letter(after) {
        return false;
    }
    // no space after the stop: a new sentence where a whole word stands before it
    if one_dot {
        before.arabic && before.letters > 2 || before.digits > 2
    } else {
        run.strong && run.dots < 2 && before.letters + before.digits > 0
    }
}

const fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '…' | '۔' | '‼' | '⁇' | '⁈' | '⁉')
}

const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '\'' | '‘' | '’' | '＂'
    )
}

const fn is_closer(c: char) -> bool {
    is_quote(c) || matches!(c, ')' | ']' | '}' | '﴾' | '﴿')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn stops_end_and_commas_do_not() {
        assert_eq!(
            cut(
                "وصل الوفد صباحا، والتقى المحافظ؛ ثم غادر: لم يقل شيئا. هل يعود؟ ربما! لا أحد يدري… انتهى"
            ),
            [
                "وصل الوفد صباحا، والتقى المحافظ؛ ثم غادر: لم يقل شيئا.",
                "هل يعود؟",
                "ربما!",
                "لا أحد يدري…",
                "انتهى"
            ]
        );
        assert_eq!(
            cut("أحقا ما يقال؟! نعم... بالتأكيد."),
            ["أحقا ما يقال؟!", "نعم...", "بالتأكيد."]
        );
    }

    #[test]
    fn headlines_end_at_the_line() {
        assert_eq!(
            cut("هدنة في الساحل\r\nبدأت الهدنة أمس.\n\nوتنتهي غدا"),
            ["هدنة في الساحل", "بدأت الهدنة أمس.", "وتنتهي غدا"]
        );
        assert_eq!(
            cut("ليبيا.. هدنة في الساحل\nبدأت"),
            ["ليبيا.. هدنة في الساحل", "بدأت"]
        );
    }

    #[test]
    fn closing_marks_belong_to_the_sentence() {
        assert_eq!(
            cut("قال: «لن نعود.» ثم خرج."),
            ["قال: «لن نعود.»", "ثم خرج."]
        );
        assert_eq!(
            cut("قال: ”لن نعود.“ ثم خرج."),
            ["قال: ”لن نعود.“", "ثم خرج."]
        );
        assert_eq!(
            cut("قال: »لن نعود.« ثم خرج."),
            ["قال: »لن نعود.«", "ثم خرج."]
        );
        assert_eq!(cut("(انظر أدناه.) ثم خرج."), ["(انظر أدناه.)", "ثم خرج."]);
        assert_eq!(
            cut("قال: \"لن نعود. \"\nثم خرج."),
            ["قال: \"لن نعود. \"", "ثم خرج."]
        );
        assert_eq!(
            cut("خرج الوفد.”ولن نعود“ قال."),
            ["خرج الوفد.", "”ولن نعود“ قال."]
        );
    }

    #[test]
    fn initials_and_abbreviations() {
        for whole in [
            "قال د. أحمد الخطيب إن الجولة أجلت.",
            "التقى أ. ب. الشيخ بالوفد.",
            "أعلنت شركة النور ش.م.م عن مشروعها.",
            "يراسل على ص.ب. 120 في عمان.",
            "صرح م. سامي بذلك.",
            "Dr. A. Smith قال ذلك.",
        ] {
            let found = cut(whole);
            if whole.starts_with("Dr") {
                assert_eq!(found.len(), 2, "a Latin word of two letters is no initial");
            } else {
                assert_eq!(found, [whole]);
            }
        }
        assert_eq!(
            cut("وقع ذلك عام 1440 هـ. ثم توقف."),
            ["وقع ذلك عام 1440 هـ.", "ثم توقف."]
        );
        assert_eq!(
            cut("وقع ذلك عام 2019 م. ثم توقف."),
            ["وقع ذلك عام 2019 م.", "ثم توقف."]
        );
    }

    #[test]
    fn numbers_times_and_addresses() {
        for whole in [
            "بلغت القوة 12.7 ميغاواط عند الساعة 10.30 صباحا.",
            "1. يلتزم الطرفان بالهدنة.",
            "المزيد على www.example.org/news.html?id=4 أو عبر desk@example.org اليوم.",
            "حرر في 5.12.2019 بحضور الطرفين.",
            "خبر عن مقتـ.ـل شخص.",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
        assert_eq!(
            cut("بدأ عام 2019. ثم انتهى."),
            ["بدأ عام 2019.", "ثم انتهى."]
        );
    }

    #[test]
    fn stops_without_a_space_after_them() {
        assert_eq!(
            cut("انسحبوا من القرية.وأضاف المصدر"),
            ["انسحبوا من القرية.", "وأضاف المصدر"]
        );
        assert_eq!(cut("بدأ عام 2019.وانتهى"), ["بدأ عام 2019.", "وانتهى"]);
        assert_eq!(cut("هل يعود؟ربما"), ["هل يعود؟", "ربما"]);
        assert_eq!(cut("قال..إن الهدنة"), ["قال..إن الهدنة"]);
    }

    #[test]
    fn direction_marks_are_looked_through() {
        assert_eq!(
            cut("خرج الوفد.\u{200F} وعاد"),
            ["خرج الوفد.\u{200F}", "وعاد"]
        );
    }

    proptest! {
        #[test]
        fn all_text_is_covered_in_order(text in "[ \n.!؟…،؛:\"”“»«()دأبوقال1٢a\u{200F}\u{0640}]{0,120}|\\PC{0,60}") {
            let mut last = 0;
            for range in sentences(&text) {
                prop_assert!(range.start >= last && range.start < range.end);
                let gap = text.get(last..range.start);
                prop_assert!(gap.is_some_and(|g| g.trim().is_empty()), "text left out");
                let sentence = text.get(range.clone());
                prop_assert!(sentence.is_some_and(|s| s.trim() == s));
                last = range.end;
            }
            prop_assert!(text[last..].trim().is_empty());
        }

        #[test]
        fn lines_are_never_joined(a in "[ابتث ]{1,20}", b in "[ابتث ]{1,20}") {
            let text = format!("{a}\n{b}");
            for range in sentences(&text) {
                prop_assert!(!text[range].contains('\n'));
            }
        }
    }
}
