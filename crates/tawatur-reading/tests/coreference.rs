//! A report's own short forms. All reports are written for the project.

mod common;

use tawatur_record::{Document, Reading};

use common::reader;

fn read(text: &str) -> Reading {
    reader().read(&Document {
        id: "t".to_owned(),
        text: text.to_owned(),
        published: Some("2023-05-10".to_owned()),
        ..Document::default()
    })
}

/// The entity of the first mention that ends so.
fn mentioned(reading: &Reading, text: &str) -> String {
    reading
        .mentions
        .iter()
        .find(|mention| mention.quote.text.ends_with(text))
        .unwrap_or_else(|| panic!("no mention «{text}» in {:#?}", reading.mentions))
        .entity
        .clone()
        .expect("every mention has one")
}

/// The entity and entities of the actor that is spelled so.
fn acting(reading: &Reading, text: &str) -> (Option<String>, Vec<String>) {
    let actor = reading
        .claims
        .iter()
        .flat_map(|claim| &claim.actors)
        .find(|actor| actor.quote.text == text)
        .unwrap_or_else(|| panic!("no actor «{text}» in {:#?}", reading.claims));
    (actor.entity.clone(), actor.entities.clone())
}

#[test]
fn a_surname_is_the_person_told_in_full() {
    let reading = read(
        "التقى المحافظ سليم الحمداني وجهاء البلدة في الرقة أمس. وقال الحمداني إن العمل في المشفى سيبدأ قريبا.",
    );
    let persons: Vec<_> = reading
        .mentions
        .iter()
        .filter(|mention| mention.quote.text.ends_with("الحمداني"))
        .collect();
    assert_eq!(persons.len(), 2, "{persons:#?}");
    assert_eq!(persons[0].entity, persons[1].entity);
    assert_ne!(persons[0].quote.text, persons[1].quote.text);
}

#[test]
fn a_surname_of_two_persons_is_neither() {
    let reading = read(
        "التقى النائب سليم الحمداني شقيقه القاضي وليد الحمداني في بغداد. وقال الحمداني إن اللقاء كان مثمرا.",
    );
    let short = reading
        .mentions
        .iter()
        .find(|mention| mention.quote.text == "الحمداني")
        .and_then(|mention| mention.entity.clone())
        .expect("the surname alone");
    assert_ne!(short, mentioned(&reading, "سليم الحمداني"));
    assert_ne!(short, mentioned(&reading, "وليد الحمداني"));
}

#[test]
fn the_organisation_is_the_one_with_that_head() {
    let reading = read(
        "شن تنظيم داعش هجوما على حاجز للجيش السوري في بادية السخنة. وهاجم التنظيم رتلا آخر قرب تدمر.",
    );
    let (entity, _) = acting(&reading, "التنظيم");
    assert_eq!(entity, Some(mentioned(&reading, "داعش")));
}

#[test]
fn a_source_that_is_taken_up_again_has_its_entity() {
    let reading = read(
        "قالت وكالة رويترز إن انفجارا وقع في عدن. وذكرت الوكالة أن الانفجار أدى إلى مقتل ثلاثة أشخاص.",
    );
    let wanted = mentioned(&reading, "رويترز");
    let link = reading
        .claims
        .iter()
        .flat_map(|claim| &claim.attribution)
        .find(|link| link.text.as_deref() == Some("الوكالة"))
        .expect("the agency as a source");
    assert_eq!(link.entity, Some(wanted));
}

#[test]
fn two_parties_are_taken_up_by_a_dual() {
    let reading =
        read("أجرت إيران والعراق محادثات في مسقط يوم الثلاثاء. ووقع البلدان اتفاقا للنقل البحري.");
    let (_, both) = acting(&reading, "البلدان");
    assert_eq!(
        both,
        [mentioned(&reading, "إيران"), mentioned(&reading, "العراق")]
    );
}

#[test]
fn a_word_with_a_name_of_its_own_takes_up_nothing() {
    let reading =
        read("قالت وكالة رويترز إن انفجارا وقع في عدن. ونفت الوكالة الفرنسية وقوع أي انفجار.");
    let reuters = mentioned(&reading, "رويترز");
    for link in reading.claims.iter().flat_map(|claim| &claim.attribution) {
        if link
            .text
            .as_deref()
            .is_some_and(|text| text.starts_with("الوكالة الفرنسية"))
        {
            assert_ne!(link.entity.as_ref(), Some(&reuters));
        }
    }
}
