//! Who is meant: offices by date, names spelled another way, last names that several have,
//! and what one side calls another. All reports are written for the project.

mod common;

use tawatur_record::{Actor, Document, NameStance, Reading};

use common::reader;

fn read(published: &str, text: &str) -> Reading {
    reader().read(&Document {
        id: "t".to_owned(),
        text: text.to_owned(),
        published: Some(published.to_owned()).filter(|day| !day.is_empty()),
        ..Document::default()
    })
}

/// The first actor whose words hold `text`.
fn actor(reading: &Reading, text: &str) -> Actor {
    reading
        .claims
        .iter()
        .flat_map(|claim| &claim.actors)
        .find(|actor| actor.quote.text.contains(text))
        .unwrap_or_else(|| panic!("no actor «{text}» in {:#?}", reading.claims))
        .clone()
}

fn entity(published: &str, text: &str, name: &str) -> String {
    actor(&read(published, text), name)
        .entity
        .expect("every actor has one")
}

#[test]
fn an_office_is_its_holder_on_the_day() {
    let text = "وصل وزير الخارجية التركي إلى بغداد أمس.";
    assert_eq!(
        entity("2024-03-01", text, "وزير الخارجية"),
        "local:hakan-fidan"
    );
    assert_eq!(
        entity("2019-03-01", text, "وزير الخارجية"),
        "local:mevlut-cavusoglu"
    );
    assert_eq!(
        entity("", text, "وزير الخارجية"),
        "office:TR:foreign-minister"
    );
    assert_eq!(
        entity("2019-12-05", "زار وزير خارجية قطر بيروت أمس.", "وزير"),
        "local:mohammed-bin-abdulrahman-al-thani"
    );
}

#[test]
fn rival_holders_leave_the_office() {
    assert_eq!(
        entity(
            "2022-06-01",
            "وصل رئيس الوزراء الليبي إلى القاهرة أمس.",
            "رئيس الوزراء"
        ),
        "office:LY:head-of-government"
    );
}

#[test]
fn a_name_beside_an_office_wins() {
    // the table has another one for that day
    assert_eq!(
        entity(
            "2024-03-01",
            "وصل وزير الخارجية التركي مولود تشاووش أوغلو إلى بغداد أمس.",
            "مولود"
        ),
        "local:mevlut-cavusoglu"
    );
}

#[test]
fn former_holders_are_not_the_office() {
    let found = entity(
        "2024-03-01",
        "زار وزير الخارجية التركي السابق بغداد أمس.",
        "وزير",
    );
    assert!(
        found.starts_with("local:") && found != "local:hakan-fidan",
        "{found}"
    );
}

#[test]
fn a_foreign_name_in_another_spelling_is_known() {
    for name in ["فلاديمير بوتن", "فلاديمير بوتين"] {
        assert_eq!(
            entity(
                "2023-05-10",
                &format!("وصل الرئيس الروسي {name} إلى طهران أمس."),
                name
            ),
            "Q7747"
        );
    }
}

#[test]
fn title_and_day_choose_between_two_of_one_name() {
    let text = "استقبل الرئيس عون وفدا من الأمم المتحدة في بيروت أمس.";
    assert_eq!(entity("2019-03-01", text, "عون"), "local:michel-aoun");
    assert_eq!(entity("2025-03-01", text, "عون"), "local:joseph-aoun");
}

#[test]
fn who_is_named_in_full_is_meant_by_his_last_name() {
    let reading = read(
        "2023-05-10",
        "وصل المهندس ضرغام المالكي إلى البصرة أمس. والتقى المالكي وجهاء المدينة.",
    );
    let full = reading
        .mentions
        .iter()
        .find(|mention| mention.quote.text.starts_with("ضرغام"))
        .expect("he is named")
        .entity
        .clone();
    assert!(
        full.as_deref()
            .is_some_and(|id| id.starts_with("local:ضرغام")),
        "{full:?}"
    );
    let people: Vec<_> = reading
        .mentions
        .iter()
        .filter(|m| m.quote.text.ends_with("المالكي"))
        .collect();
    assert!(
        people.iter().all(|mention| mention.entity == full),
        "{people:#?}"
    );
}

#[test]
fn what_an_enemy_calls_it_is_kept_apart_from_who_it_is() {
    for (name, stance) in [
        ("ميليشيا الدعم السريع", Some(NameStance::Hostile)),
        ("قوات الدعم السريع", None),
    ] {
        let reading = read("2023-05-10", &format!("قصفت {name} حي الخرطوم بحري أمس."));
        let found = actor(&reading, "الدعم السريع");
        assert_eq!(
            found.entity.as_deref(),
            Some("local:rapid-support-forces"),
            "{name}"
        );
        assert_eq!(found.stance, stance, "{name}");
        let json = serde_json::to_string(&found).expect("JSON");
        assert_eq!(json.contains("stance"), stance.is_some(), "{json}");
    }
    let reading = read("2019-12-05", "قصفت ميليشيات “قسد” قرية شرق رأس العين أمس.");
    let found = actor(&reading, "قسد");
    assert_eq!(
        found.entity.as_deref(),
        Some("local:syrian-democratic-forces")
    );
    assert_eq!(found.stance, Some(NameStance::Hostile));
}

#[test]
fn a_source_is_an_office_too() {
    let reading = read(
        "2024-03-01",
        "قال وزير الخارجية التركي إن بلاده سترسل مساعدات إلى غزة.",
    );
    let links: Vec<_> = reading
        .claims
        .iter()
        .flat_map(|claim| &claim.attribution)
        .collect();
    assert!(
        links
            .iter()
            .any(|link| link.entity.as_deref() == Some("local:hakan-fidan")),
        "{links:#?}"
    );
}
