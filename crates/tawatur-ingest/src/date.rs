//! Dates as pages print them, to a civil date: the date as printed, whatever the zone.

use jiff::civil::Date;
use tawatur_text::fold::fold;

/// Longest text, in bytes, that is looked through for a date.
const LONGEST: usize = 400;

/// An ISO 8601 date or date and time; the date of it, as printed. Digits of any script.
pub(crate) fn iso(text: &str) -> Option<Date> {
    let text = fold(text.trim());
    let (date, rest) = ymd(&text, &['-'])?;
    let rest = rest.trim_start_matches(['t', ' ']);
    // what follows a date may only be a time with an offset
    let time = rest.is_empty()
        || (rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.contains(':')
            && rest.chars().all(|c| {
                c.is_ascii_digit()
                    || matches!(
                        c,
                        ':' | '.' | ',' | '+' | '-' | 'z' | ' ' | '[' | ']' | '/' | '_'
                    )
                    || c.is_ascii_alphabetic()
            }));
    time.then_some(date)
}

/// Year, month and day at the start of a folded text, with what follows.
fn ymd<'t>(text: &'t str, separators: &[char]) -> Option<(Date, &'t str)> {
    let (year, rest) = number(text, 4)?;
    let rest = rest.strip_prefix(separators)?;
    let (month, rest) = number(rest, 2)?;
    let rest = rest.strip_prefix(separators)?;
    let (day, rest) = number(rest, 2)?;
    (1000..=9999).contains(&year).then_some(())?;
    Some((civil(year, month, day)?, rest))
}

/// Up to `most` ASCII digits at the start of a text that no further digit follows.
fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 || length > most {
        return None;
    }
    let (digits, rest) = text.split_at_checked(length)?;
    Some((digits.parse().ok()?, rest))
}

fn civil(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// A date as metadata gives it: ISO, compact, a Unix time, English or French words, or
/// any way of the Arabic press.
pub(crate) fn metadata(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let folded = fold(text);
    if let Some((date, _)) = ymd(&folded, &['-', '/', '.']) {
        return Some(date);
    }
    if folded.bytes().all(|b| b.is_ascii_digit()) {
        return compact(&folded);
    }
    // 20201007T120900
    if let Some(date) = folded
        .split_once('t')
        .and_then(|(d, _)| (d.len() == 8).then(|| compact(d))?)
    {
        return Some(date);
    }
    latin(&folded).or_else(|| tawatur_time::calendar_date(text).map(|(_, date)| date))
}

/// `20201007`, `20201007120900`, or seconds or milliseconds since 1970 (UTC).
fn compact(digits: &str) -> Option<Date> {
    match digits.len() {
        8 | 12 | 14 => {
            let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
            civil(part(0, 4)?, part(4, 6)?, part(6, 8)?).filter(|d| d.year() >= 1900)
        }
        10 | 13 => {
            let number: i64 = digits.parse().ok()?;
            let seconds = if digits.len() == 13 {
                number / 1000
            } else {
                number
            };
            let days = i32::try_from(seconds / 86_400).ok()?;
            Date::constant(1970, 1, 1)
                .checked_add(jiff::Span::new().try_days(days).ok()?)
                .ok()
        }
        _ => None,
    }
}

/// A date in English or French words: `Wed, 07 Oct 2020 …`, `October 7, 2020`, `7 octobre 2020`.
fn latin(folded: &str) -> Option<Date> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "january", "janvier", "janv"],
        &["feb", "february", "fevrier", "février", "fév"],
        &["mar", "march", "mars"],
        &["apr", "april", "avril", "avr"],
        &["may", "mai"],
        &["jun", "june", "juin"],
        &["jul", "july", "juillet", "juil"],
        &["aug", "august", "aout", "août"],
        &["sep", "sept", "september", "septembre"],
        &["oct", "october", "octobre"],
        &["nov", "november", "novembre"],
        &["dec", "december", "decembre", "décembre", "déc"],
    ];
    let (mut year, mut month, mut day) = (None, None, None);
    for word in folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        if word.bytes().all(|b| b.is_ascii_digit()) {
            match word.len() {
                1 | 2 if day.is_none() => day = word.parse().ok(),
                4 if year.is_none() => {
                    year = word.parse().ok().filter(|y| (1000..=9999).contains(y))
                }
                _ => {}
            }
        } else if month.is_none() {
            let word = word.trim_end_matches("th");
            month = (1..)
                .zip(MONTHS)
                .find(|(_, names)| names.contains(&word))
                .map(|(n, _)| n);
        }
        if day.is_none() && month.is_some() {
            // «October 7th, 2020»
            let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
            let tail = word.get(digits.len()..).unwrap_or_default();
            if matches!(tail, "st" | "nd" | "rd" | "th") {
                day = digits.parse().ok();
            }
        }
    }
    civil(year?, month?, day?)
}

/// A date in a line of a page or text that holds little else: a weekday, a time, a place.
pub(crate) fn line(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.is_empty()
        || text.len() > 200
        || !text.chars().any(|c| tawatur_text::fold::digit(c).is_some())
    {
        return None;
    }
    if let Some(date) = iso(text) {
        return Some(date);
    }
    // «١ / ١٢ / ٢٠٢٠»
    let joined = text.replace(" / ", "/").replace(" - ", " | ");
    let text = joined.as_str();
    let (range, date) = match tawatur_time::calendar_date(text) {
        Some((range, date)) => (range, date),
        None => (0..text.len(), latin(&fold(text))?),
    };
    let outside = text
        .get(..range.start)?
        .chars()
        .chain(text.get(range.end..)?.chars())
        .filter(|c| c.is_alphabetic())
        .count();
    (outside <= 40).then_some(date)
}

/// The date in the path of an address: `/2020/06/03/`, `2020-06-03`, `/20200603…`.
pub(crate) fn address(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let bytes = path.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
            continue;
        }
        let run = bytes.get(at..).map_or(0, |rest| {
            rest.iter().take_while(|b| b.is_ascii_digit()).count()
        });
        let here = path.get(at..)?;
        if run == 4
            && let Some((date, _)) = ymd(here, &['/', '-', '_'])
        {
            return Some(date);
        }
        // «2020063» is a number; eight digits, or eight with a time or a long id behind
        if (matches!(run, 8 | 12 | 14) || run >= 16)
            && let Some(date) = here.get(..8).and_then(compact).filter(|d| d.year() >= 1990)
        {
            return Some(date);
        }
        at += run.max(1);
    }
    None
}

/// False for placeholders, for the time before newspapers' web pages could tell of it,
/// and for the future as seen from `today`, with a day's grace for other zones.
pub(crate) fn credible(date: Date, today: Option<Date>) -> bool {
    let placeholder = date.year() < 1900
        || date == Date::constant(1970, 1, 1)
        || date == Date::constant(1900, 1, 1);
    let future = today
        .and_then(|t| t.tomorrow().ok())
        .is_some_and(|tomorrow| date > tomorrow);
    !placeholder && !future
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn iso_is_the_date_as_printed() {
        let day = Some(date(2019, 12, 5));
        for text in [
            "2019-12-05",
            " 2019-12-05T23:30:00+03:00",
            "2019-12-05T01:00:00Z",
            "2019-12-05 10:00",
            "٢٠١٩-١٢-٠٥",
        ] {
            assert_eq!(iso(text), day, "{text}");
        }
        for text in [
            "",
            "5/12/2019",
            "2019-13-05",
            "2019-02-30",
            "2019",
            "2019-12",
            "2019-12-05 يوم",
            "أمس",
            "20191205",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn metadata_in_many_shapes() {
        let day = Some(date(2021, 3, 9));
        for text in [
            "2021-03-09 02:00:00",
            "2021/3/9",
            "20210309",
            "20210309T101500Z",
            "1615291200",
            "1615291200000",
            "Tue, 09 Mar 2021 12:00:00 GMT",
            "March 9th, 2021",
            "9 mars 2021",
            "الثلاثاء، 09 مارس 2021 - 12:09 م",
            "٩ آذار/مارس ٢٠٢١",
            "09/03/2021",
        ] {
            assert_eq!(metadata(text), day, "{text}");
        }
        assert_eq!(metadata("قبل ساعتين"), None);
        assert_eq!(metadata(""), None);
    }

    #[test]
    fn a_line_that_is_a_date_and_little_else() {
        assert_eq!(
            line("دمشق، الثلاثاء 9 مارس 2021 الساعة 10:15"),
            Some(date(2021, 3, 9))
        );
        assert_eq!(
            line(
                "وقال الناطق باسم البلدية إن الجسر الذي افتتح في 9 مارس 2021 أغلق من جديد أمام الشاحنات"
            ),
            None
        );
        assert_eq!(line("٠٢:٠٠ الثلاثاء ٩ / ٣ / ٢٠٢١"), Some(date(2021, 3, 9)));
        assert_eq!(line("بلا تاريخ"), None);
    }

    #[test]
    fn addresses() {
        assert_eq!(
            address("https://example.org/a/2020/06/03/x"),
            Some(date(2020, 6, 3))
        );
        assert_eq!(
            address("https://example.org/2020-06-03-1.387"),
            Some(date(2020, 6, 3))
        );
        assert_eq!(
            address("https://example.org/w/202006031044893040-x"),
            Some(date(2020, 6, 3))
        );
        assert_eq!(address("https://example.org/news/164913/"), None);
        assert_eq!(
            address("https://2020-06-03.example.org/"),
            None,
            "only the path"
        );
        assert_eq!(address("https://example.org/99999999/20201399"), None);
    }

    #[test]
    fn absurd_dates_are_refused() {
        let today = Some(date(2021, 3, 9));
        assert!(credible(date(2021, 3, 10), today));
        assert!(!credible(date(2021, 3, 11), today));
        assert!(credible(date(2090, 1, 1), None));
        assert!(!credible(date(1970, 1, 1), today));
        assert!(!credible(date(1, 1, 1), today));
    }
}
