//! Arabic time expressions to EDTF values.
//!
//! In: a document's text and its day of publication. Out: where time expressions stand
//! (bytes of that text) and what they are worth (EDTF level 1). The words are in tables
//! (`lexicons/time_*.tsv`); how they combine is here.
//!
//! The beginning, middle and end of a month are its days 1-10, 11-20 and 21-end, of a year
//! its months 1-4, 5-8 and 9-12; weeks begin on Monday; Hijri dates follow Umm al-Qura.
//! A vague past («منذ سنوات») ends at the day of publication, its start unknown
//! (`/2020-02-05`); a vague future begins there (`2020-02-05/`).

// what comes from outside must never meet one of these; tests may use them
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod ages;
mod calendar;
mod clock;
mod count;
mod dates;
mod entry;
mod feasts;
mod inside;
mod length;
mod month;
mod numbered;
mod numeric;
mod quantity;
mod range;
mod reader;
mod resolve;
mod scan;
mod stretch;
mod table;
mod thirds;
mod value;
mod week;

use std::ops::Range;

use jiff::civil::{Date, Time};

pub use table::{TimeTable, TimeTableError};

/// What kind of time expression it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A day, month, year, or a stretch with both ends known: «أمس», «منتصف أيار 2019»,
    /// «بين 12 و15 أيار».
    Point,
    /// So long: «ثلاثة أيام», «لمدة عام». It dates nothing, its value is `None`.
    Duration,
    /// Again and again: «يوميا», «كل يوم اثنين». Its value is `None`.
    Set,
    /// One end or both left open: «مؤخرا», «منذ سنوات», «الأيام المقبلة», «لاحقا», or a part
    /// of a day that is not named («صباحا»).
    Vague,
}

/// A time expression in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// First byte, proclitics left out.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// EDTF level 1; `None` where the text does not bound it, or where that takes the day
    /// of publication and it is not known.
    pub value: Option<String>,
    /// What kind of expression it is.
    pub kind: Kind,
    /// Where the weekday and the date contradict each other: both, for people.
    pub conflict: Option<String>,
    /// How long, as an ISO 8601 duration (`P3D`, `PT1.5H`, `P1Y2M`), where a number of units
    /// is told, whatever the kind: «ثلاثة أيام», «قبل عامين», «خلال الـ24 ساعة الماضية».
    pub length: Option<String>,
}

/// Which way a date lies that the text leaves open: a bare weekday, a day without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// The last one, unless the words look ahead: how news is written.
    #[default]
    Backward,
    /// The coming one, unless the words look back: how people speak to an assistant. A time
    /// of the day without a day is one of the reference day.
    Forward,
}

/// Conventions that a reader may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Which way an undated date lies.
    pub direction: Direction,
    /// Time of the day of the reference, where it is known: «بعد ساعتين» is then an hour,
    /// not only a day.
    pub time: Option<Time>,
    /// Weeks of a month or year are calendar weeks, Monday to Sunday, the first being the
    /// first whole one; without it they are its days 1-7, 8-14 and so on.
    pub whole_weeks: bool,
}

/// The time expressions of a text, in order, none overlapping. Takes time linear in the
/// length of `text`. `published` is the day of publication; without it, relative
/// expressions have no value, absolute ones do.
#[must_use]
pub fn expressions(text: &str, published: Option<Date>, table: &TimeTable) -> Vec<Expression> {
    expressions_with(text, published, table, Options::default())
}

/// As [`expressions`], by other conventions than those of news.
#[must_use]
pub fn expressions_with(
    text: &str,
    published: Option<Date>,
    table: &TimeTable,
    options: Options,
) -> Vec<Expression> {
    let scan = scan::Scan::new(text, table);
    reader::Reader::new(&scan, table, published, options)
        .read()
        .into_iter()
        .map(|found| found.expression)
        .collect()
}

/// The first full calendar date (day, month and year written out) of a byline or
/// dateline, and its bytes: any month family, Hijri, doubled («3 رمضان 1441 الموافق 26
/// أبريل 2020»), or numeric (day first, or year first).
#[must_use]
pub fn calendar_date(text: &str) -> Option<(Range<usize>, Date)> {
    let table = TimeTable::shared();
    let scan = scan::Scan::new(text, table);
    let found = reader::Reader::new(&scan, table, None, Options::default()).read();
    found.into_iter().find_map(|found| {
        found
            .day
            .map(|day| (found.expression.start..found.expression.end, day))
    })
}

#[cfg(test)]
mod tests;
