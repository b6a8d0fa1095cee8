use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

mod constructions;
mod readings;
mod turns;

/// A Wednesday.
const PUBLISHED: Date = date(2020, 6, 17);

fn all(text: &str, published: Option<Date>) -> Vec<(String, Option<String>)> {
    let found = expressions(text, published, TimeTable::shared());
    found
        .into_iter()
        .map(|e| (text[e.start..e.end].to_owned(), e.value))
        .collect()
}

/// What is read of `text`, seen from [`PUBLISHED`]: `expression=value`, joined by `; `.
fn read(text: &str) -> String {
    let found = all(text, Some(PUBLISHED));
    let shown = found
        .into_iter()
        .map(|(text, value)| format!("{text}={}", value.as_deref().unwrap_or("null")));
    shown.collect::<Vec<_>>().join("; ")
}

/// Checks pairs of a text and what is read of it.
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, wanted)| {
            let found = read(text);
            (found != *wanted).then(|| format!("{text}\n  wanted {wanted}\n  found  {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_example_of_the_tables_is_read() {
    let mut wrong = Vec::new();
    for example in &TimeTable::shared().examples {
        let published = if example.published.is_empty() {
            PUBLISHED
        } else {
            example.published.parse().unwrap()
        };
        let text = example.text.replace(['[', ']'], "");
        let marked = example
            .text
            .split_once('[')
            .and_then(|_| example.text.rsplit_once('['));
        let Some((wanted, _)) = marked.and_then(|(_, rest)| rest.split_once(']')) else {
            panic!("{}: no [ ] in the example", example.place);
        };
        let found = all(&text, Some(published));
        let good = found.iter().any(|(span, value)| {
            span == wanted && value.as_deref().unwrap_or("null") == example.value
        });
        if !good {
            wrong.push(format!(
                "{}: wanted {wanted}={}, found {found:?}",
                example.place, example.value
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn contradicting_weekdays_are_reported() {
    let found = expressions("الثلاثاء 5 نيسان 2017", Some(PUBLISHED), TimeTable::shared());
    assert_eq!(found[0].value.as_deref(), Some("2017-04-05"));
    let conflict = found[0].conflict.as_deref().unwrap();
    assert!(
        conflict.contains("Tuesday") && conflict.contains("Wednesday"),
        "{conflict}"
    );
    let found = expressions("الأربعاء 5 نيسان 2017", Some(PUBLISHED), TimeTable::shared());
    assert_eq!(found[0].conflict, None);
    // the page was stored a day after it was written
    let found = expressions(
        "قال اليوم (الثلاثاء) إن",
        Some(PUBLISHED),
        TimeTable::shared(),
    );
    assert_eq!(found[0].value.as_deref(), Some("2020-06-16"));
    assert!(found[0].conflict.is_some());
}

#[test]
fn without_a_publication_date_only_absolute_values() {
    let found = all("وصل أمس، وكان غادر في 4 نيسان 2017 وعاد في أيار", None);
    let values: Vec<_> = found.iter().map(|(_, v)| v.as_deref()).collect();
    assert_eq!(values, [None, Some("2017-04-04"), None]);
}

#[test]
fn dates_of_bylines() {
    let day = |text: &str| {
        calendar_date(text).map(|(range, day)| (text[range].to_owned(), day.to_string()))
    };
    for (text, span, value) in [
        (
            "دمشق - وكالة النور - 4 نيسان 2017",
            "4 نيسان 2017",
            "2017-04-04",
        ),
        (
            "نشر الخميس 5 ديسمبر 2019 - 10:30",
            "الخميس 5 ديسمبر 2019",
            "2019-12-05",
        ),
        ("آخر تحديث: 2019-12-05 10:30", "2019-12-05", "2019-12-05"),
        ("05/12/2019", "05/12/2019", "2019-12-05"),
        (
            "الأحد 3 رمضان 1441هـ - 26 أبريل 2020م",
            "الأحد 3 رمضان 1441هـ - 26 أبريل 2020م",
            "2020-04-26",
        ),
        (
            "كتب سامي في 12 كانون الأول/ديسمبر 2019",
            "12 كانون الأول/ديسمبر 2019",
            "2019-12-12",
        ),
        ("نشر في: 2 جوان 2019", "2 جوان 2019", "2019-06-02"),
        ("12 محرم 1440", "12 محرم 1440", "2018-09-22"),
        ("23 نوفمبر,2025", "23 نوفمبر,2025", "2025-11-23"),
    ] {
        let (found, date) = day(text).unwrap_or_else(|| panic!("nothing in {text}"));
        assert_eq!(date, value, "{text}");
        assert!(found.contains(span), "{text}: {found}");
    }
    assert_eq!(day("قال أمس في 4 نيسان"), None);
    assert_eq!(day(""), None);
}

/// Pieces of time expressions, put together in any order.
fn soup() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "من",
        "إلى",
        "بين",
        "و",
        "أمس",
        "اليوم",
        "الأحد",
        "الاثنين",
        "12",
        "30",
        "2019",
        "1441",
        "هـ",
        "أيار",
        "رمضان",
        "شهر",
        "عام",
        "الماضي",
        "المقبل",
        "قبل",
        "منذ",
        "بعد",
        "ثلاثة",
        "أيام",
        "الساعة",
        "14:30",
        "مساء",
        "ليل",
        "-",
        "/",
        "(",
        ")",
        "،",
        "الموافق",
        "نهاية",
        "القرن",
        "التاسع عشر",
        "الربع",
        "الأول",
        "12.05.2019",
        "99999999999",
        "الـ",
        "24",
        "ساعة",
        "كل",
        "آخر",
        "خلال",
        "عيد الفطر",
        "صيف",
        "هذا",
        "الليلة",
        "والنصف",
        "\n",
        "29",
        "فبراير",
        "0",
        "9999",
        "مليون",
        "سنوات",
        "نصف",
        "كامل",
        "بقية",
        "حتى",
        "3.5",
        "وشهر",
        "إلا",
        "خمس دقائق",
        "يوم",
        "السادس عشر",
        "ألفين وثمانية عشر",
        "الأسبوع",
        "أول",
        "ليلة رأس السنة",
        "عيد الفصح الشرقي",
        "الربع الثالث",
        "5/2019",
        "16/04/21",
    ]);
    prop::collection::vec(word, 0..14).prop_map(|words| words.join(" "))
}

fn sound(text: &str, published: Option<Date>) -> Result<(), TestCaseError> {
    let time = published.map(|_| jiff::civil::time(4, 30, 0, 0));
    let ahead = Options {
        direction: Direction::Forward,
        time,
        whole_weeks: true,
    };
    let all = [
        expressions(text, published, TimeTable::shared()),
        expressions_with(text, published, TimeTable::shared(), ahead),
    ];
    for found in &all {
        each(text, found)?;
    }
    let _ = calendar_date(text);
    Ok(())
}

/// Expressions that quote the text in order and have values that are what they say.
fn each(text: &str, all: &[Expression]) -> Result<(), TestCaseError> {
    let mut last = 0;
    for found in all {
        prop_assert!(found.start >= last && found.start < found.end);
        prop_assert!(
            text.get(found.start..found.end)
                .is_some_and(|quote| quote.trim() == quote)
        );
        if let Some(value) = &found.value {
            prop_assert!(
                value.parse::<tawatur_text::edtf::Edtf>().is_ok(),
                "{value} of {text}"
            );
        }
        if let Some(length) = &found.length {
            prop_assert!(
                length.starts_with('P') && length.len() > 2,
                "{length} of {text}"
            );
        }
        last = found.end;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn spans_quote_the_text_and_values_are_edtf(text in soup(), day in -4000i32..20000) {
        let published = crate::calendar::shift(date(2000, 1, 1), i64::from(day) * 3);
        sound(&text, published)?;
        sound(&text, None)?;
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}|[ \\n/.:0-9أمسيوالحد\u{0640}\u{064E}-]{0,60}") {
        sound(&text, Some(PUBLISHED))?;
        sound(&text, Some(Date::MIN))?;
        sound(&text, Some(Date::MAX))?;
    }
}
