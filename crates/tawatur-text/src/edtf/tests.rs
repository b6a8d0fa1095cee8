use proptest::prelude::*;

use super::*;

fn parse(text: &str) -> Edtf {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn day(year: i32, month: u8, day: u8) -> Option<Day> {
    Day::new(year, month, day)
}

#[test]
fn what_is_written_is_read_and_written_again() {
    for text in [
        "2019",
        "2019-10",
        "2019-10-12",
        "2019-10-12T20",
        "2019-10-12T20:30",
        "2019-10-12T20:30:05",
        "2019-10~",
        "2019?",
        "2019-10-12%",
        "199X",
        "19XX",
        "XXXX",
        "2019-XX",
        "2019-XX-XX",
        "2019-10-XX",
        "2019-21",
        "2019-24~",
        "-0044-03-15",
        "0000",
        "2020-02-29",
        "2019-10-10/2019-10-12",
        "/2019-12-05",
        "2019-12-05/",
        "2019-12-05/..",
        "../2019",
        "2019~/2020-03?",
        "2019-10-10/2019-10-10",
    ] {
        assert_eq!(parse(text).to_string(), text);
    }
}

#[test]
fn what_is_no_value_is_refused_with_a_reason() {
    for text in [
        "",
        "/",
        "../..",
        "/..",
        "19",
        "20191",
        "2019-1",
        "2019-10-1",
        "2019-10-12T",
        "2019-10T20",
        "199X-10",
        "X999",
        "1X99",
        "2019/2020/2021",
        "٢٠١٩",
        "2019-10-12T2",
        "2019~~",
        "~",
        "-199X",
        "-0000",
        "2019-10-12T20:30:05:01",
        "é019",
        "2019-XX-10",
    ] {
        assert!(
            matches!(text.parse::<Edtf>(), Err(EdtfError::Form(_))),
            "{text}"
        );
    }
    for text in [
        "2019-13",
        "2019-00",
        "2019-02-29",
        "1900-02-29",
        "2019-04-31",
        "2019-10-00",
        "2019-10-12T24",
        "2019-10-12T20:60",
        "2019-25",
    ] {
        assert!(
            matches!(text.parse::<Edtf>(), Err(EdtfError::Calendar(_))),
            "{text}"
        );
    }
    for text in ["2020/2019", "2019-10-12/2019-10-11"] {
        assert!(
            matches!(text.parse::<Edtf>(), Err(EdtfError::Order(_))),
            "{text}"
        );
    }
}

#[test]
fn bounds() {
    for (text, first, last) in [
        ("2019", day(2019, 1, 1), day(2019, 12, 31)),
        ("2020-02", day(2020, 2, 1), day(2020, 2, 29)),
        ("199X", day(1990, 1, 1), day(1999, 12, 31)),
        ("19XX", day(1900, 1, 1), day(1999, 12, 31)),
        ("2019-XX-XX", day(2019, 1, 1), day(2019, 12, 31)),
        ("2019-21", day(2019, 3, 1), day(2019, 5, 31)),
        ("2019-24", day(2019, 12, 1), day(2020, 2, 29)),
        ("2019-10-12T20", day(2019, 10, 12), day(2019, 10, 12)),
        ("/2019-12-05", None, day(2019, 12, 5)),
        ("2019-10/..", day(2019, 10, 1), None),
        ("2018/2019-04", day(2018, 1, 1), day(2019, 4, 30)),
    ] {
        assert_eq!(
            (parse(text).first_day(), parse(text).last_day()),
            (first, last),
            "{text}"
        );
    }
}

#[test]
fn values_made_by_hand() {
    assert_eq!(
        Date::hour(2019, 10, 12, 20)
            .map(|d| d.to_string())
            .as_deref(),
        Some("2019-10-12T20")
    );
    assert_eq!(
        Date::decade(1994).map(|d| d.to_string()).as_deref(),
        Some("199X")
    );
    assert_eq!(
        Date::century(1994).map(|d| d.to_string()).as_deref(),
        Some("19XX")
    );
    assert_eq!(
        Date::season(2019, 22)
            .map(|d| d.with(Qualifier::Approximate).to_string())
            .as_deref(),
        Some("2019-22~")
    );
    assert_eq!(Date::day(2019, 2, 29), None);
    assert_eq!(Date::minute(2019, 2, 28, 12, 60), None);
    assert_eq!(Date::year(10_000), None);
    let (Some(a), Some(b)) = (Date::year(2019), Date::month(2018, 5)) else {
        panic!("both are dates")
    };
    assert_eq!(Edtf::interval(a, b), None);
    assert_eq!(Edtf::interval(Bound::Open, Bound::Unknown), None);
    assert_eq!(
        Edtf::interval(b, Bound::Unknown)
            .map(|i| i.to_string())
            .as_deref(),
        Some("2018-05/")
    );
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[-0-9XT:/.~?%Z]{0,24}|\\PC{0,12}") {
        if let Ok(value) = text.parse::<Edtf>() {
            let again = value.to_string().parse::<Edtf>();
            prop_assert_eq!(again, Ok(value));
        }
    }

    #[test]
    fn bounds_are_real_days_in_order(year in -9999..=9999_i32, month in 1..=12_u8, day in 1..=31_u8) {
        for date in [Date::year(year), Date::month(year, month), Date::day(year, month, day), Date::decade(year)].into_iter().flatten() {
            prop_assert!(date.first_day() <= date.last_day());
            let (first, last) = (date.first_day(), date.last_day());
            prop_assert_eq!(Day::new(first.year, first.month, first.day), Some(first));
            prop_assert_eq!(Day::new(last.year, last.month, last.day), Some(last));
            prop_assert_eq!(date.to_string().parse::<Edtf>(), Ok(Edtf::Date(date)));
        }
    }
}
