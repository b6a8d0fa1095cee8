//! Loaded words beside the claims of their clause.

mod common;

use common::{check, read};
use tawatur_record::Claim;

fn wording(claim: &Claim) -> String {
    let words: Vec<String> = claim
        .wording
        .iter()
        .map(|w| format!("{} {}", w.kind, w.quote.text))
        .collect();
    words.join("; ")
}

#[test]
fn labels_marks_and_words_that_heighten() {
    check(
        &[
            ("اقتحمت ميليشيات محلية القرية.", "اقتحمت", "label ميليشيات"),
            ("قصف النظام السوري البلدة.", "قصف", "label النظام"),
            (
                "اعتقلت قوات الاحتلال شابا في نابلس.",
                "اعتقلت",
                "label قوات الاحتلال",
            ),
            ("هاجم مرتزقة القافلة.", "هاجم", "label مرتزقة"),
            (
                "اعتقلت ما يسمى الشرطة الشرعية شابا.",
                "اعتقلت",
                "so_called ما يسمى",
            ),
            (
                "داهمت قوات “الحزام” المنزل.",
                "داهمت",
                "scare_quotes “الحزام”",
            ),
            (
                "ارتكب المسلحون مجزرة مروعة في القرية.",
                "مجزرة",
                "label مجزرة; intensifier مروعة",
            ),
            ("قتل الإرهابيون جنديا.", "قتل", "label الإرهابيون"),
        ],
        wording,
    );
}

#[test]
fn plain_words_are_not_loaded() {
    check(
        &[
            ("اعتقلت الشرطة ثلاثة شبان.", "اعتقلت", ""),
            ("هاجم مسلحون نقطة تفتيش.", "هاجم", ""),
        ],
        wording,
    );
}

#[test]
fn a_quotation_is_no_name_in_marks() {
    let reading = read("قال الوزير إن «الحكومة لن تقبل بهذا الاتفاق ولن توقع عليه أبدا».");
    let marks = reading
        .claims
        .iter()
        .flat_map(|c| &c.wording)
        .filter(|w| w.kind == tawatur_record::WordingKind::ScareQuotes);
    assert_eq!(marks.count(), 0);
}
