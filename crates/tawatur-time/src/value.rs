//! Values of time expressions before they are written as EDTF.

use jiff::civil::Date;

/// One end of a value, as exact as the text is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Point {
    /// An end that the text does not tell.
    Unknown,
    Minute(Date, u8, u8),
    Hour(Date, u8),
    Day(Date),
    Month(i16, i8),
    /// Year and EDTF season number (21 spring to 24 winter).
    Season(i16, u8),
    Year(i16),
    /// First year of the decade.
    Decade(i16),
    /// First year of the hundred.
    Century(i16),
}

/// A point, or an interval with both ends in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Value {
    pub(crate) start: Point,
    pub(crate) end: Option<Point>,
    pub(crate) about: bool,
}

impl Value {
    pub(crate) const fn point(point: Point) -> Self {
        Self {
            start: point,
            end: None,
            about: false,
        }
    }

    pub(crate) const fn day(date: Date) -> Self {
        Self::point(Point::Day(date))
    }

    /// From one point to another; a point where both are the same.
    pub(crate) fn between(start: Point, end: Point) -> Self {
        Self {
            start,
            end: (start != end).then_some(end),
            about: false,
        }
    }

    /// From `self`'s beginning to `other`'s end; `None` where that runs backwards.
    pub(crate) fn to(self, other: Self) -> Option<Self> {
        let end = other.end.unwrap_or(other.start);
        let runs_back = match (self.first_day(), end.last_day()) {
            (Some(first), Some(last)) => last < first,
            _ => false,
        };
        (!runs_back).then(|| Self::between(self.start, end))
    }

    pub(crate) const fn approximately(mut self) -> Self {
        self.about = true;
        self
    }

    pub(crate) fn first_day(self) -> Option<Date> {
        self.start.first_day()
    }

    /// The day, where it is one.
    pub(crate) const fn as_day(self) -> Option<Date> {
        match (self.start, self.end) {
            (Point::Day(date) | Point::Hour(date, _) | Point::Minute(date, ..), None) => Some(date),
            _ => None,
        }
    }

    pub(crate) fn edtf(self) -> String {
        let mut text = self.start.edtf();
        if self.about && self.end.is_none() && !text.contains(['X', 'T']) {
            text.push('~');
        }
        if let Some(end) = self.end {
            text.push('/');
            text.push_str(&end.edtf());
        }
        text
    }
}

impl Point {
    pub(crate) fn first_day(self) -> Option<Date> {
        match self {
            Self::Unknown => None,
            Self::Minute(date, ..) | Self::Hour(date, _) | Self::Day(date) => Some(date),
            Self::Month(year, month) => Date::new(year, month, 1).ok(),
            Self::Season(year, season) => {
                Date::new(year, (i8::try_from(season).ok()? - 21) * 3 + 1, 1).ok()
            }
            Self::Year(year) | Self::Decade(year) | Self::Century(year) => {
                Date::new(year, 1, 1).ok()
            }
        }
    }

    pub(crate) fn last_day(self) -> Option<Date> {
        let end_of_year = |year: i16| Date::new(year, 12, 31).ok();
        match self {
            Self::Month(..) => Some(self.first_day()?.last_of_month()),
            Self::Season(year, _) | Self::Year(year) => end_of_year(year),
            Self::Decade(year) => end_of_year(year.checked_add(9)?),
            Self::Century(year) => end_of_year(year.checked_add(99)?),
            _ => self.first_day(),
        }
    }

    fn edtf(self) -> String {
        match self {
            Self::Unknown => String::new(),
            Self::Minute(date, hour, minute) => format!("{date}T{hour:02}:{minute:02}"),
            Self::Hour(date, hour) => format!("{date}T{hour:02}"),
            Self::Day(date) => date.to_string(),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Season(year, season) => format!("{year:04}-{season}"),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(year) => format!("{:03}X", year / 10),
            Self::Century(year) => format!("{:02}XX", year / 100),
        }
    }
}
