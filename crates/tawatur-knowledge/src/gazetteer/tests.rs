use super::*;
use proptest::prelude::*;

fn gazetteer() -> &'static Gazetteer {
    static LOADED: OnceLock<Gazetteer> = OnceLock::new();
    LOADED.get_or_init(|| Gazetteer::embedded().unwrap())
}

/// The place meant by the words of `name` alone, with hints.
fn meant(name: &str, context: &PlaceContext<'_>) -> Option<&'static PlaceRow> {
    let gazetteer = gazetteer();
    let folded = words_of(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let (used, places) = gazetteer.longest_after(Before::Kind, words[0], &words[1..])?;
    assert_eq!(used, words.len(), "{name}");
    Some(gazetteer.place(gazetteer.resolve(places, context)?))
}

#[test]
fn countries_and_cities_are_found_where_they_lie() {
    let none = PlaceContext::default();
    for (name, country, lat, lon) in [
        ("سوريا", "SY", 34.64, 39.05),
        ("سورية", "SY", 34.64, 39.05),
        ("المملكة العربية السعودية", "SA", 25.62, 42.35),
        ("القامشلي", "SY", 37.05, 41.22),
        ("قامشلو", "SY", 37.05, 41.22),
        ("دير الزور", "SY", 35.34, 40.14),
        ("صنعاء", "YE", 15.35, 44.21),
        ("بغداد", "IQ", 33.31, 44.37),
        ("نيويورك", "US", 40.71, -74.0),
        ("الخرطوم", "SD", 15.55, 32.53),
        ("رام الله", "PS", 31.9, 35.2),
        ("حفر الباطن", "SA", 28.43, 45.97),
        ("إسطنبول", "TR", 41.01, 28.97),
    ] {
        let row = meant(name, &none).unwrap_or_else(|| panic!("{name} is not found"));
        assert_eq!(row.country, country, "{name}");
        assert!(
            (row.lat - lat).abs() < 0.2 && (row.lon - lon).abs() < 0.2,
            "{name}: {row:?}"
        );
    }
}

#[test]
fn the_word_before_decides_between_city_and_governorate() {
    let after = |word| PlaceContext {
        kind_word: Some(word),
        ..PlaceContext::default()
    };
    assert_eq!(
        meant("حلب", &after("محافظة")).unwrap().kind,
        PlaceKind::Governorate
    );
    assert_eq!(
        meant("حلب", &after("ريف")).unwrap().kind,
        PlaceKind::Governorate
    );
    assert_eq!(meant("حلب", &after("مدينة")).unwrap().kind, PlaceKind::City);
    assert_eq!(
        meant("حلب", &PlaceContext::default()).unwrap().kind,
        PlaceKind::City
    );
    assert_eq!(
        meant("الهول", &after("مخيم")).unwrap().kind,
        PlaceKind::Camp
    );
}

#[test]
fn the_country_of_the_text_decides_between_namesakes() {
    let seen = |countries| PlaceContext {
        countries,
        ..PlaceContext::default()
    };
    assert_eq!(meant("طرابلس", &seen(&["LY"])).unwrap().country, "LY");
    assert_eq!(meant("طرابلس", &seen(&["LB"])).unwrap().country, "LB");
    assert_eq!(
        meant("عمان", &PlaceContext::default()).unwrap().country,
        "OM"
    );
    assert_eq!(meant("عمان", &seen(&["JO"])).unwrap().country, "JO");
    let beirut = gazetteer().lookup("Beirut")[0];
    assert_eq!(
        meant(
            "طرابلس",
            &PlaceContext {
                places: &[beirut],
                countries: &["LB"],
                ..PlaceContext::default()
            }
        )
        .unwrap()
        .country,
        "LB"
    );
}

#[test]
fn the_longest_name_wins_and_hashtags_are_one_name() {
    let (used, places) = gazetteer().longest("دير", &["الزور", "امس"]).unwrap();
    assert_eq!(used, 2);
    assert!(
        places
            .iter()
            .any(|&id| gazetteer().place(id).country == "SY")
    );
    assert_eq!(
        gazetteer().longest("دير", &["_", "الزور", "_"]).unwrap().0,
        3
    );
    assert_eq!(
        gazetteer()
            .longest("جنوب", &["السودان", "اليوم"])
            .unwrap()
            .0,
        2
    );
}

#[test]
fn ordinary_words_are_places_only_after_a_word_that_says_so() {
    for word in [
        "الوسط",
        "الباب",
        "العمل",
        "السلام",
        "الحدود",
        "علي",
        "سعيد",
        "حرب",
    ] {
        assert!(gazetteer().longest(&fold(word), &[]).is_none(), "{word}");
    }
    assert!(
        gazetteer()
            .longest_after(Before::Kind, "الباب", &[])
            .is_some()
    );
}

#[test]
fn any_usual_spelling_finds_a_place() {
    for (spelling, name) in [
        ("Qamishli", "القامشلي"),
        ("al-qamishly", "القامشلي"),
        ("Kamishli", "القامشلي"),
        ("القامشلى", "القامشلي"),
        ("قامشلي", "القامشلي"),
        ("Deir ez-Zor", "دير الزور"),
        ("Deir Ezzor", "دير الزور"),
        ("Aleppo", "حلب"),
        ("Syria", "سوريا"),
        ("Hodeida", "الحديدة"),
        ("Khan Yunis", "خان يونس"),
        ("Mosul", "الموصل"),
        ("Benghazi", "بنغازي"),
        ("Djeddah", "جدة"),
    ] {
        let found = gazetteer().lookup(spelling);
        assert!(!found.is_empty(), "{spelling}");
        assert!(
            gazetteer()
                .place(found[0])
                .names_ar()
                .any(|n| fold(n) == fold(name)),
            "{spelling}: {:?}",
            gazetteer().place(found[0])
        );
    }
    assert!(gazetteer().lookup("").is_empty());
}

#[test]
fn a_users_place_is_added_replaced_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("places.tsv"), "id\tname_ar\tkind\tcountry\tlat\tlon\nlocal:mine\tتل التجربة\tvillage\tSY\t36.5\t38\n-Q858\t\t\t\t\t\n").unwrap();
    let gazetteer = Gazetteer::with_user(folder.path()).unwrap();
    assert_eq!(
        gazetteer.longest("تل", &["التجربه"]).map(|(used, _)| used),
        Some(2)
    );
    assert!(gazetteer.by_id("Q858").is_none());
    std::fs::write(
        folder.path().join("places.tsv"),
        "id\tname_ar\tkind\tcountry\tlat\tlon\nx\tس\tvillage\tSY\t96.5\t38\n",
    )
    .unwrap();
    let error = Gazetteer::with_user(folder.path()).unwrap_err().to_string();
    assert!(error.contains("line 2") && error.contains("lat"), "{error}");
}

#[test]
fn every_row_is_sound() {
    for (id, row) in gazetteer().places() {
        assert_eq!(
            gazetteer().by_id(&row.id),
            Some(id),
            "{} is there twice",
            row.id
        );
        assert!(
            row.names_ar().all(|name| !name.trim().is_empty()
                && name
                    .chars()
                    .all(|c| !c.is_ascii_alphabetic() || row.kind == PlaceKind::Base)),
            "{row:?}"
        );
    }
}

/// The place of `name` that is put in `outer`, which is decided alone.
fn within(name: &str, outer: &str) -> Option<&'static PlaceRow> {
    let id = gazetteer().by_id(&meant(outer, &PlaceContext::default())?.id);
    meant(
        name,
        &PlaceContext {
            within: id,
            ..PlaceContext::default()
        },
    )
}

#[test]
fn a_name_is_looked_for_in_the_place_it_is_put_in() {
    // there is a «جبلة» on the coast of Syria and one in Yemen, «الباب» in Syria only
    assert_eq!(within("جبلة", "سوريا").unwrap().country, "SY");
    assert_eq!(within("جبلة", "اليمن").unwrap().country, "YE");
    assert_eq!(within("الباب", "حلب").unwrap().country, "SY");
    assert!(within("الباب", "بغداد").is_none());
}

#[test]
fn a_small_place_needs_something_that_speaks_for_its_country() {
    let unsupported = PlaceContext::default();
    let yemen = PlaceContext {
        countries: &["YE"],
        ..PlaceContext::default()
    };
    let hamlet = gazetteer()
        .places()
        .map(|(_, row)| row)
        .find(|row| {
            row.country == "YE" && row.importance <= LIGHT && !row.name_ar.contains(' ') && {
                let name = words_of(&row.name_ar);
                gazetteer()
                    .names
                    .get(name.as_str())
                    .is_some_and(|n| n.places.len() == 1)
            }
        })
        .unwrap();
    assert!(meant(&hamlet.name_ar, &unsupported).is_none(), "{hamlet:?}");
    assert!(meant(&hamlet.name_ar, &yemen).is_some(), "{hamlet:?}");
}

#[test]
fn points_say_how_well_they_are_known() {
    let id = |name| {
        gazetteer()
            .by_id(&meant(name, &PlaceContext::default()).unwrap().id)
            .unwrap()
    };
    let town = gazetteer().spot(id("القامشلي"));
    assert!(town.exact && (town.geo_precision, town.where_prec) == (1, 1));
    let country = gazetteer().spot(id("سوريا"));
    assert_eq!((country.geo_precision, country.where_prec), (3, 6));
    let inside = gazetteer().spot_in(id("القامشلي"));
    assert!(!inside.exact && (inside.geo_precision, inside.where_prec) == (2, 2));
    assert!(
        inside.precision("x").near.as_deref() == Some("x") && town.precision("x").near.is_none()
    );
    // twenty kilometres east of it, as the crow flies
    let east = gazetteer().spot_towards(id("القامشلي"), 90.0, Some(20.0));
    let mut moved = gazetteer().place(east.place).clone();
    (moved.lat, moved.lon) = (east.lat, east.lon);
    let away = moved.distance_km(gazetteer().place(east.place));
    assert!((away - 20.0).abs() < 0.2, "{away}");
    assert!(east.lon > town.lon && (east.lat - town.lat).abs() < 0.01);
}

proptest! {
    #[test]
    fn a_shifted_point_lies_on_the_globe(bearing in -720.0..720.0_f64, km in proptest::option::of(0.0..30_000.0_f64), at in 0_usize..2000) {
        let (id, _) = gazetteer().places().nth(at).unwrap();
        let spot = gazetteer().spot_towards(id, bearing, km);
        prop_assert!((-90.0..=90.0).contains(&spot.lat) && (-180.0..=180.0).contains(&spot.lon), "{spot:?}");
    }

    #[test]
    fn a_match_never_takes_more_tokens_than_there_are(words in proptest::collection::vec("(دير|الزور|_|جنوب|السودان|حلب|x)", 1..6)) {
        let rest: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        if let Some((used, places)) = gazetteer().longest(&words[0], &rest) {
            prop_assert!(used <= words.len());
            prop_assert!(!places.is_empty());
        }
    }
}
