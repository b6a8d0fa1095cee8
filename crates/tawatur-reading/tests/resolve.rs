//! Which place a name means, and where an event lies that is put there.

mod common;

use common::reader;
use tawatur_reading::PlacedName;
use tawatur_record::Document;

fn places(text: &str) -> Vec<PlacedName> {
    let document = Document {
        id: "t".to_owned(),
        text: text.to_owned(),
        ..Document::default()
    };
    reader().places(&document).expect("the encoder runs")
}

/// The name `name` of a text.
fn place(text: &str, name: &str) -> PlacedName {
    let found = places(text);
    found
        .iter()
        .find(|place| place.mention.quote.text == name)
        .unwrap_or_else(|| panic!("no place «{name}» in {found:#?}"))
        .clone()
}

fn country(text: &str, name: &str) -> Option<String> {
    place(text, name).mention.country
}

/// Kilometres from a name's point, or that of an event there, to another point.
fn away(lat: f64, lon: f64, to: (f64, f64)) -> f64 {
    let (north, east) = ((lat - to.0) * 111.2, (lon - to.1) * 111.2);
    f64::hypot(north, east * to.0.to_radians().cos())
}

#[test]
fn the_report_says_which_namesake_is_meant() {
    for (text, name, wanted) in [
        ("اشتباكات في طرابلس بين كتيبتين ليبيتين.", "طرابلس", "LY"),
        ("اشتباكات في طرابلس بين مسلحين لبنانيين.", "طرابلس", "LB"),
        ("وصل الوفد الأردني إلى عمان.", "عمان", "JO"),
        ("قصف على قرية بريف جبلة غربي سوريا.", "جبلة", "SY"),
        ("معارك في مدينة جبلة بمحافظة إب.", "جبلة", "YE"),
    ] {
        assert_eq!(country(text, name).as_deref(), Some(wanted), "{text}");
    }
}

#[test]
fn a_name_takes_the_country_of_what_it_is_put_in() {
    let place = place(
        "قتل راع برصاص مجهولين في قرية زرنوقة الشيح بريف منبج.",
        "منبج",
    );
    assert_eq!(place.mention.country.as_deref(), Some("SY"));
    let unknown = places("قتل راع برصاص مجهولين في قرية زرنوقة الشيح بريف منبج.");
    let village = &unknown[0];
    assert_eq!(village.place, None, "no table has it");
    let precision = village
        .mention
        .precision
        .as_ref()
        .expect("a point by Manbij");
    assert!(
        precision.near.is_some() && precision.geo_precision == 2,
        "{precision:?}"
    );
    assert_eq!(village.mention.country.as_deref(), Some("SY"));
}

#[test]
fn names_joined_lie_where_the_last_one_is_put() {
    let found = places("قصف على قرى الزرنوقة والهدالية التابعة لمقاطعة منبج.");
    let countries: Vec<_> = found
        .iter()
        .map(|place| place.mention.country.as_deref())
        .collect();
    assert!(countries.iter().all(|c| *c == Some("SY")), "{found:#?}");
}

#[test]
fn what_nothing_places_is_not_known() {
    let found = place("أصيب فلاح في قرية زرنوقة الشيح صباح اليوم.", "زرنوقة الشيح");
    assert_eq!((found.place, found.mention.lat), (None, None));
}

#[test]
fn directions_and_distances_shift_an_event_and_not_the_name() {
    let qamishli = (37.05, 41.22);
    let found = place("غارة على موقع على بعد 20 كم شمال القامشلي.", "القامشلي");
    let (lat, lon) = (found.mention.lat.unwrap(), found.mention.lon.unwrap());
    assert!(away(lat, lon, qamishli) < 3.0, "{found:?}");
    let event = found.event.expect("the event lies elsewhere");
    assert!(
        event.lat > 37.2 && (away(event.lat, event.lon, qamishli) - 20.0).abs() < 3.0,
        "{event:?}"
    );
    assert_eq!(event.precision.geo_precision, 2);
    let part = place("قصف مدفعي على ريف إدلب الجنوبي.", "إدلب");
    let event = part.event.expect("the south of it");
    assert!(event.lat < part.mention.lat.unwrap(), "{event:?}");
}

#[test]
fn hashtags_are_names() {
    let found = place("سيول تجتاح #حفر_الباطن منذ الفجر", "حفر_الباطن");
    assert_eq!(found.mention.country.as_deref(), Some("SA"));
    let found = place("قصف على مدينة #سرمدا شمال #إدلب", "سرمدا");
    assert_eq!(found.mention.country.as_deref(), Some("SY"));
}

#[test]
fn a_country_lies_in_no_town() {
    let found = place("استهدفت فصائل تدعمها تركيا بلدة تل رفعت.", "تركيا");
    assert_eq!(found.mention.country.as_deref(), Some("TR"));
    assert_eq!(found.mention.precision.unwrap().where_prec, 6);
}
