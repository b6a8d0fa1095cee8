//! The Arabic cases of Microsoft's Recognizers-Text that concern dates.
//!
//! Which: the extractors and parsers of dates, date periods, durations and holidays. Left
//! out are `DateTime*`, `Merged*`, `Set*` (all marked as not supported by their makers) and
//! `Time*` (a time of the day without a day is no date). Single cases are left out for one
//! of the reasons in [`left_out`].
//!
//! How a case is compared with ours:
//! - Spans: as written, but for small words before them («في», «يوم», «من», a proclitic),
//!   which one project counts in and the other does not. Each expected span must be found;
//!   where none is expected, none may be.
//! - A date: past or future resolution, as the sentences are commands to an assistant and
//!   leave it open. Where so many months or years are counted («قبل عامين»), ours is the
//!   month or year, and must hold their day.
//! - A year that ends a range («2014-2018») is in it with us, not with them.
//! - A range: both ends; their last day is now in it, now not. The edge of a stretch is half
//!   of it with them, a third with us: ours must lie in theirs. «القليلة» is three with
//!   them, not told with us: the end that is told must be theirs.
//! - A season: its number and year. A duration: as long.

use anyhow::{Context as _, Result};
use jiff::civil::{Date, DateTime};
use serde_json::Value;
use tawatur_time::{Direction, Options};

use super::value::{as_long, days, holds};
use super::{Outcome, Said, Tally, said};

pub(crate) const FILES: [&str; 8] = [
    "DateExtractor",
    "DateParser",
    "DatePeriodExtractor",
    "DatePeriodParser",
    "DurationExtractor",
    "DurationParser",
    "HolidayExtractor",
    "HolidayParser",
];

pub(crate) fn score(file: &str, text: &str) -> Result<Tally> {
    let cases: Vec<Value> =
        serde_json::from_str(text).with_context(|| format!("{file}.json is no JSON"))?;
    let mut tally = Tally::default();
    for case in &cases {
        let input = case["Input"].as_str().unwrap_or_default();
        let reference: Option<DateTime> = case["Context"]["ReferenceDateTime"]
            .as_str()
            .and_then(|time| time.parse().ok());
        let results: Vec<&Value> = case["Results"].as_array().into_iter().flatten().collect();
        tally.add(input, judge(input, reference.map(DateTime::date), &results));
    }
    Ok(tally)
}

fn judge(input: &str, reference: Option<Date>, results: &[&Value]) -> Outcome {
    if let Some(reason) = results.iter().find_map(|result| left_out(result)) {
        return Outcome::Out(reason);
    }
    let options = Options {
        direction: Direction::Forward,
        time: None,
        whole_weeks: true,
    };
    // the extractors' cases mostly have no reference; any day will do for spans
    let day = reference.unwrap_or(jiff::civil::date(2016, 11, 7));
    let forward = said(input, Some(day), options);
    let backward = said(
        input,
        Some(day),
        Options {
            direction: Direction::Backward,
            ..options
        },
    );
    let good = |found: &[Said]| {
        if results.is_empty() {
            return found.is_empty();
        }
        results.iter().all(|result| {
            let wanted = bare(result["Text"].as_str().unwrap_or_default());
            found
                .iter()
                .any(|said| bare(&said.text) == wanted && agrees(said, result, day))
        })
    };
    if good(&forward) || good(&backward) {
        return Outcome::Hit;
    }
    let wanted: Vec<String> = results
        .iter()
        .map(|r| {
            format!(
                "{} = {} {}",
                r["Text"].as_str().unwrap_or_default(),
                r["Value"]["Timex"].as_str().unwrap_or_default(),
                r["Value"]["PastResolution"]
            )
        })
        .collect();
    Outcome::Miss(format!(
        "wanted {}, said {}",
        wanted.join("; "),
        forward
            .iter()
            .map(Said::to_string)
            .collect::<Vec<_>>()
            .join("; ")
    ))
}

/// Why a result is no question for a reader of news.
fn left_out(result: &Value) -> Option<&'static str> {
    let text = result["Text"].as_str().unwrap_or_default();
    let value = &result["Value"];
    if value["PastResolution"]
        .as_object()
        .is_some_and(|past| past.values().any(|v| v == "0001-01-01"))
    {
        return Some("a day that no calendar has");
    }
    if ["يواندان", "الشكر", "الأب", "إثنين الرماد"]
        .iter()
        .any(|feast| text.contains(feast))
    {
        return Some("feasts not kept in Arab countries");
    }
    if text.contains("تسعة عشر") && !text.contains("بين") {
        return Some("years said in pairs, as in English");
    }
    let number = bare(text);
    let is_number = tawatur_text::numeral::whole_text(number.trim_start_matches('ل')).is_some()
        || number
            .strip_prefix("لل")
            .is_some_and(|rest| tawatur_text::numeral::whole_text(&format!("ال{rest}")).is_some());
    let is_number = is_number && !number.contains('/');
    let is_year = tawatur_text::numeral::whole_text(&number).is_some_and(|n| n.0 >= 1000.0);
    if is_number && !is_year && !text.starts_with("يوم") {
        return Some("a number alone, no date in news");
    }
    None
}

/// A span without the small words before it.
pub(crate) fn bare(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while words.len() > 1
        && matches!(
            words[0],
            "في" | "ما"
                | "من"
                | "إلى"
                | "يوم"
                | "هذا"
                | "بين"
                | "لمدة"
                | "مدة"
                | "منذ"
                | "خلال"
                | "طوال"
                | "لفترة"
                | "بعد"
                | "شهر"
        )
    {
        words.remove(0);
    }
    words.join(" ")
}

fn agrees(said: &Said, result: &Value, reference: Date) -> bool {
    let value = &result["Value"];
    let Some(timex) = value["Timex"].as_str() else {
        // an extractor's case
        return true;
    };
    if result["Type"] == "duration" {
        return said.length.as_deref().is_some_and(|l| as_long(l, timex));
    }
    let Some(ours) = said.value.as_deref() else {
        return false;
    };
    if let Some((year, season)) =
        timex
            .rsplit_once('-')
            .or(Some(("", timex)))
            .and_then(|(year, name)| {
                let number = match name {
                    "SP" => "21",
                    "SU" => "22",
                    "FA" => "23",
                    "WI" => "24",
                    _ => return None,
                };
                Some((year, number))
            })
    {
        return ours.starts_with(year) && ours.ends_with(&format!("-{season}"));
    }
    ["PastResolution", "FutureResolution"].iter().any(|side| {
        let day = |key: &str| {
            value[side][key]
                .as_str()
                .and_then(|d| d.parse::<Date>().ok())
        };
        if let Some(date) = day("date") {
            let exact = days(ours) == Some((Some(date), Some(date)));
            let counted = ["شهر", "عام", "سنة", "سنوات"]
                .iter()
                .any(|unit| said.text.contains(unit));
            return exact || counted && said.length.is_some() && holds(ours, date);
        }
        let (Some(start), Some(end)) = (day("startDate"), day("endDate")) else {
            return false;
        };
        range(said, ours, start, end, reference)
    })
}

fn range(said: &Said, ours: &str, start: Date, end: Date, reference: Date) -> bool {
    let before = end.yesterday().unwrap_or(end);
    let Some((first, last)) = days(ours) else {
        return false;
    };
    let is_end = |day: Date| day == end || day == before;
    let edge = ["مطلع", "بداية", "منتصف", "نهاية", "أواخر", "أوائل"]
        .iter()
        .any(|word| said.text.contains(word));
    match (first, last) {
        (Some(first), Some(last)) if edge => start <= first && last <= end,
        (Some(first), Some(last)) => {
            // from tomorrow on is from now on
            let starts = first == start
                || first == reference && start == reference.tomorrow().unwrap_or(start);
            // so many months or years from a day: ours are whole months or years
            // a year at the end of a range is in it with us
            let years = ours.len() == 9 && end.month() == 1 && end.day() == 1;
            if years && first == start && last.year() == end.year() {
                return true;
            }
            let counted = said.length.is_some() && first <= start && before <= last;
            starts && is_end(last) || counted
        }
        (None, Some(last)) => said.text.contains("القليل") && is_end(last),
        (Some(first), None) => {
            said.text.contains("القليل") && (first == start || first == reference)
        }
        (None, None) => false,
    }
}
