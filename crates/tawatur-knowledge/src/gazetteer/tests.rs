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
        ("سوريا", "SY", 35.0, 38.5),
        ("سورية", "SY", 35.0, 38.5),
        ("المملكة العربية السعودية", "SA", 25.0, 43.5),
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

proptest! {
    #[test]
    fn a_match_never_takes_more_tokens_than_there_are(words in proptest::collection::vec("(دير|الزور|_|جنوب|السودان|حلب|x)", 1..6)) {
        let rest: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        if let Some((used, places)) = gazetteer().longest(&words[0], &rest) {
            prop_assert!(used <= words.len());
            prop_assert!(!places.is_empty());
        }
    }
}
