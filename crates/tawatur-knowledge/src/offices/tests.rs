use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;

fn loaded() -> &'static (Entities, Offices) {
    static LOADED: OnceLock<(Entities, Offices)> = OnceLock::new();
    LOADED.get_or_init(|| {
        let entities = Entities::load(None).unwrap();
        let offices = Offices::load(None, &entities).unwrap();
        (entities, offices)
    })
}

fn day(text: &str) -> Option<Day> {
    text.parse::<tawatur_text::edtf::Edtf>()
        .unwrap()
        .first_day()
}

/// The office that a phrase means and who held it.
fn asked(text: &str, date: &str) -> Option<(String, Option<String>)> {
    let (entities, offices) = loaded();
    let phrase = offices.phrase_in(text, entities)?;
    let office = offices.at(phrase.office, &phrase.of, day(date));
    let latin = office
        .holder
        .and_then(|id| entities.by_id(&id)?.names_latin.first().map(str::to_owned));
    Some((office.id, latin))
}

#[test]
fn every_holder_is_sound() {
    let (entities, offices) = loaded();
    let wrong = holders::check_embedded(offices.kinds(), entities);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(offices.holders.count() >= 1500);
}

#[test]
fn titles_lead_to_offices_and_by_date_to_people() {
    let mut wrong = Vec::new();
    for (text, date, id, who) in [
        (
            "وزير الخارجية التركي",
            "2024-03-01",
            "office:TR:foreign-minister",
            Some("Hakan Fidan"),
        ),
        (
            "وزير الخارجية التركي",
            "2019-03-01",
            "office:TR:foreign-minister",
            Some("Mevlüt Çavuşoğlu"),
        ),
        (
            "وزير خارجية قطر",
            "2019-12-05",
            "office:QA:foreign-minister",
            Some("Mohammed bin Abdulrahman Al Thani"),
        ),
        (
            "وزيرة الخارجية الألمانية",
            "2023-05-05",
            "office:DE:foreign-minister",
            Some("Annalena Baerbock"),
        ),
        (
            "وزير الخارجية والمغتربين اللبناني",
            "2021-12-05",
            "office:LB:foreign-minister",
            Some("Abdallah Bou Habib"),
        ),
        (
            "الرئيس السوري",
            "2019-12-05",
            "office:SY:head-of-state",
            Some("Bashar al-Assad"),
        ),
        (
            "الرئيس السوري",
            "2025-06-05",
            "office:SY:head-of-state",
            Some("Ahmed al-Sharaa"),
        ),
        (
            "رئيس الوزراء العراقي",
            "2023-01-10",
            "office:IQ:head-of-government",
            Some("Mohammed Shia al-Sudani"),
        ),
        (
            "رئيس وزراء العراق",
            "2016-01-10",
            "office:IQ:head-of-government",
            Some("Haider al-Abadi"),
        ),
        (
            "العاهل الأردني",
            "2019-01-10",
            "office:JO:head-of-state",
            Some("Abdullah II of Jordan"),
        ),
        (
            "ملك الأردن",
            "2019-01-10",
            "office:JO:head-of-state",
            Some("Abdullah II of Jordan"),
        ),
        (
            "أمير قطر",
            "2019-01-10",
            "office:QA:head-of-state",
            Some("Tamim bin Hamad"),
        ),
        (
            "خادم الحرمين الشريفين",
            "2019-01-10",
            "office:SA:head-of-state",
            Some("King Salman"),
        ),
        (
            "الأمين العام للأمم المتحدة",
            "2019-01-10",
            "office:Q1065:secretary-general",
            Some("António Guterres"),
        ),
        (
            "المبعوث الأممي إلى سوريا",
            "2019-12-05",
            "office:SY:un-envoy",
            Some("Geir Pedersen"),
        ),
        (
            "المبعوث الأممي الخاص إلى اليمن",
            "2019-12-05",
            "office:YE:un-envoy",
            Some("Martin Griffiths"),
        ),
        (
            "مبعوث الأمم المتحدة لليبيا",
            "2018-12-05",
            "office:LY:un-envoy",
            Some("Ghassan Salamé"),
        ),
        (
            "مندوب سوريا لدى الأمم المتحدة",
            "2019-12-05",
            "office:SY:un-ambassador",
            Some("Bashar Jaafari"),
        ),
        (
            "المندوب الروسي لدى الأمم المتحدة",
            "2019-12-05",
            "office:RU:un-ambassador",
            Some("Vasily Nebenzya"),
        ),
    ] {
        let found = asked(text, date);
        let found = found
            .as_ref()
            .map(|(id, who)| (id.as_str(), who.as_deref()));
        if found != Some((id, who)) {
            wrong.push(format!("{text} {date}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nobody_is_guessed() {
    // rival governments, and a day of change
    assert_eq!(
        asked("رئيس الوزراء الليبي", "2022-06-01"),
        Some(("office:LY:head-of-government".to_owned(), None))
    );
    assert_eq!(
        asked("الرئيس المصري", "2012-06-30"),
        Some(("office:EG:head-of-state".to_owned(), None))
    );
    // after the table was last looked at
    assert_eq!(
        asked("وزير الخارجية التركي", "2039-01-01"),
        Some(("office:TR:foreign-minister".to_owned(), None))
    );
    for text in [
        "الرئيس",
        "وزير الخارجية",
        "وزير خارجية تركي",
        "وزير الخارجية السابق",
        "وزير الخارجية التركي السابق",
        "الرئيس الأمريكي المنتخب",
        "رئيس الوزراء المكلف",
        "رئيس نقابة الأطباء",
        "نائب وزير الخارجية السوري",
        "الملك السوري",
        "الرئيس السعودي",
        "",
    ] {
        assert_eq!(asked(text, "2019-01-01"), None, "{text}");
    }
}

#[test]
fn a_rival_government_has_offices_of_its_own() {
    let (entities, offices) = loaded();
    let phrase = offices
        .phrase_in("وزير الدفاع في حكومة الوفاق", entities)
        .unwrap();
    assert_eq!(phrase.office, "defence-minister");
    assert_eq!(phrase.of, entities.named("حكومة الوفاق").unwrap().entity.id);
    let phrase = offices.phrase_in("رئيس حكومة الوفاق", entities).unwrap();
    assert_eq!(phrase.office, "head-of-government");
    assert!(phrase.of.starts_with("local:"));
}

#[test]
fn a_holding_is_certain_only_inside_its_dates() {
    let holding = |from: &'static str, to: &'static str, checked: &'static str| Holding {
        office: "head-of-state".into(),
        of: "XX".into(),
        holder: "local:x".into(),
        from: from.into(),
        to: to.into(),
        checked: checked.into(),
    };
    let row = holding("2011-03", "2014", "");
    for (date, certain, possible) in [
        ("2011-02-28", false, false),
        ("2011-03-15", false, true),
        ("2011-03-31", true, true),
        ("2014-01-01", true, true),
        ("2014-06-01", false, true),
        ("2015-01-01", false, false),
    ] {
        let date = day(date).unwrap();
        assert_eq!(
            (row.is_certain(date), row.is_possible(date)),
            (certain, possible),
            "{date}"
        );
    }
    let open = holding("2020-05-01", "", "2025-12");
    assert!(open.is_certain(day("2025-12-31").unwrap()));
    assert!(!open.is_certain(day("2026-01-01").unwrap()));
}

#[test]
fn a_users_holders_come_on_top_and_bad_rows_are_named() {
    let entities = &loaded().0;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office_holders.tsv");
    let header = "office\tcountry\tholder\tfrom\tto\tchecked\n";
    let load = |rows: &str| {
        std::fs::write(&file, format!("{header}{rows}")).unwrap();
        Offices::load(Some(folder.path()), entities)
    };
    let offices =
        load("foreign-minister\tTR\tlocal:mazloum-abdi\t2030-01-01\t\t2030-12\n").unwrap();
    let at = |date: &str| offices.at("foreign-minister", "TR", day(date)).holder;
    assert_eq!(at("2030-06-01").as_deref(), Some("local:mazloum-abdi"));
    assert!(at("2024-03-01").is_some(), "ours are kept");
    let offices = load("-foreign-minister\tTR\t\t\t\t\n").unwrap();
    assert_eq!(offices.holders("foreign-minister", "TR").count(), 0);
    for (row, said) in [
        ("juggler\tTR\tlocal:mazloum-abdi\t2030\t\t2031\n", "juggler"),
        (
            "foreign-minister\tTR\tlocal:nobody\t2030\t\t2031\n",
            "local:nobody",
        ),
        ("foreign-minister\tTR\tQ858\t2030\t\t2031\n", "no person"),
        (
            "foreign-minister\tTR\tlocal:mazloum-abdi\t2030\t2029\t\n",
            "before it begins",
        ),
        (
            "foreign-minister\tTR\tlocal:mazloum-abdi\tsoon\t\t2031\n",
            "no date",
        ),
        (
            "foreign-minister\tTR\tlocal:mazloum-abdi\t2030\t\t\n",
            "`checked`",
        ),
    ] {
        let error = load(row).unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains(said), "{error}");
    }
}

proptest! {
    #[test]
    fn a_phrase_never_takes_more_words_than_there_are(words in proptest::collection::vec("(وزير|رئيس|الرييس|الخارجيه|خارجيه|التركي|قطر|الي|سوريا|للامم|المتحده|مندوب|لدي|الامم|السابق|في|حكومه|الوفاق)", 0..8)) {
        let (entities, offices) = loaded();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let phrase = offices.phrase(&words, entities);
        prop_assert!(phrase.is_none_or(|phrase| phrase.words <= words.len() && phrase.words > 0));
        prop_assert!(offices.title(&words).is_none_or(|(count, _)| count <= words.len()));
    }
}
