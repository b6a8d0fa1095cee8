//! Which claims of a report are one event, and where its date comes from.

mod common;

use common::{claim, read};
use tawatur_record::{Claim, Reading};

fn of<'r>(reading: &'r Reading, trigger: &str) -> &'r Claim {
    claim(reading, trigger).unwrap_or_else(|| {
        let triggers: Vec<&str> = reading
            .claims
            .iter()
            .map(|c| c.trigger.text.as_str())
            .collect();
        panic!("no claim «{trigger}» among {triggers:?}")
    })
}

fn one_event(text: &str, first: &str, second: &str) {
    let reading = read(text);
    assert_eq!(
        of(&reading, first).event,
        of(&reading, second).event,
        "{text}"
    );
}

fn two_events(text: &str, first: &str, second: &str) {
    let reading = read(text);
    assert_ne!(
        of(&reading, first).event,
        of(&reading, second).event,
        "{text}"
    );
}

#[test]
fn an_act_and_its_harm() {
    one_event(
        "شنت طائرات غارة على بلدة سرمين أدت إلى مقتل خمسة مدنيين.",
        "غارة",
        "مقتل",
    );
    one_event(
        "انفجرت عبوة ناسفة في السوق ما أسفر عن مقتل شخصين وإصابة سبعة.",
        "انفجرت",
        "إصابة",
    );
}

#[test]
fn the_same_thing_told_again() {
    one_event(
        "عقد الوزيران اجتماعا في عمان أمس. وبحث الاجتماع ملف المياه.",
        "اجتماعا",
        "الاجتماع",
    );
    one_event(
        "هاجم مسلحون حاجزا للشرطة شمال كركوك. وقال شاهد إن الهجوم وقع فجرا.",
        "هاجم",
        "الهجوم",
    );
}

#[test]
fn a_plan_and_its_cancellation() {
    one_event(
        "كان مقررا أن تعقد الأحزاب اجتماعا في عمان. لكن الاجتماع ألغي.",
        "اجتماعا",
        "الاجتماع",
    );
}

#[test]
fn different_places_are_different_events() {
    two_events(
        "خرجت مظاهرة في البصرة. وفي الناصرية نظم الأهالي وقفة احتجاجية.",
        "مظاهرة",
        "وقفة",
    );
    two_events(
        "قصفت الطائرات بلدة سرمين. وقتل جندي برصاص قناص في درعا.",
        "قصفت",
        "قتل",
    );
}

#[test]
fn different_days_are_different_events() {
    two_events(
        "هاجم مسلحون الحاجز أمس. وكان مسلحون قد هاجموا الحاجز في يناير 2019.",
        "هاجم",
        "هاجموا",
    );
}

#[test]
fn different_types_are_different_events() {
    two_events(
        "التقى الوزير الوفد أمس. واعتقلت الشرطة ثلاثة محتجين.",
        "التقى",
        "اعتقلت",
    );
}

#[test]
fn a_date_told_once_holds_for_the_event() {
    let reading =
        read("شنت طائرات غارة على بلدة سرمين أمس. وقال مسعفون إن الغارة أدت إلى مقتل خمسة مدنيين.");
    let raid = of(&reading, "غارة");
    assert_eq!(raid.date.as_deref(), Some("2021-03-09"));
    assert_eq!(raid.time.as_ref().map(|t| t.text.as_str()), Some("أمس"));
    let again = of(&reading, "الغارة");
    assert_eq!(again.date.as_deref(), Some("2021-03-09"));
    assert!(again.time.is_none());
}

#[test]
fn no_date_where_the_text_has_none() {
    let reading = read("اعتقلت الشرطة ثلاثة شبان في البصرة.");
    assert_eq!(of(&reading, "اعتقلت").date, None);
}

#[test]
fn a_date_of_the_saying_dates_nothing_else() {
    let reading = read("قال الوزير اليوم إن الشرطة اعتقلت ثلاثة شبان.");
    assert_eq!(of(&reading, "اعتقلت").date, None);
}

#[test]
fn a_week_named_from_the_reports_day() {
    let reading = read("وصل الوفد إلى عدن يوم 5 مارس الجاري.");
    assert_eq!(of(&reading, "وصل").date.as_deref(), Some("2021-03-05"));
}
