//! Names of persons, organisations and places.

mod common;

use common::read;
use tawatur_record::MentionKind;

/// «person سامر الخضر; place دمشق», in text order.
fn names(text: &str) -> String {
    let reading = read(text);
    let names: Vec<String> = reading
        .mentions
        .iter()
        .map(|m| {
            let kind = match m.kind {
                MentionKind::Person => "person",
                MentionKind::Organisation => "organisation",
                MentionKind::Place => "place",
            };
            format!("{kind} {}", m.quote.text)
        })
        .collect();
    names.join("; ")
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, wanted)| (text, wanted, names(text)))
        .filter(|(_, wanted, found)| *wanted != found)
        .map(|(text, wanted, found)| format!("{text}\n  wanted {wanted}\n  found  {found}"))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn persons_behind_titles() {
    check(&[
        ("قال العميد سامر الخضر للصحفيين.", "person سامر الخضر"),
        ("التقى الوزير خالد سليم نظيره.", "person خالد سليم"),
        (
            "وصل المبعوث الأممي مارتن كوبرلي مساء.",
            "person مارتن كوبرلي",
        ),
        ("أكدت الدكتورة هدى المنصوري ذلك.", "person هدى المنصوري"),
        (
            "صرح رئيس البلدية عبد الرحمن الحربي بذلك.",
            "person عبد الرحمن الحربي",
        ),
        ("قتل القيادي في التنظيم عمر الشامي.", "person عمر الشامي"),
    ]);
}

#[test]
fn persons_by_their_given_name() {
    check(&[
        ("شارك محمد الحربي في الندوة.", "person محمد الحربي"),
        (
            "اعتقل أحمد عبد الله الحسيني فجرا.",
            "person أحمد عبد الله الحسيني",
        ),
        (
            "قالت فاطمة بنت سعيد إنها رأت الحادث.",
            "person فاطمة بنت سعيد",
        ),
        ("والتقى بمحمد الحربي.", "person محمد الحربي"),
    ]);
}

#[test]
fn organisations() {
    check(&[
        (
            "أعلنت وزارة الصحة عن إصابات جديدة.",
            "organisation وزارة الصحة",
        ),
        ("هاجمت حركة الشباب الحاجز.", "organisation حركة الشباب"),
        ("أفادت وكالة رويترز بذلك.", "organisation رويترز"),
        (
            "قال المرصد السوري لحقوق الإنسان ذلك.",
            "organisation المرصد السوري لحقوق الإنسان",
        ),
        ("أدانت الأمم المتحدة الهجوم.", "organisation الأمم المتحدة"),
        (
            "اجتمع مجلس الأمن الدولي مساء.",
            "organisation مجلس الأمن الدولي",
        ),
        ("دعا حزب العمال إلى مظاهرة.", "organisation حزب العمال"),
        (
            "استقبلت وزارة الخارجية السفير.",
            "organisation وزارة الخارجية",
        ),
    ]);
}

#[test]
fn places() {
    check(&[
        ("خرجت مظاهرة في دمشق.", "place دمشق"),
        ("خرجت مظاهرة بدمشق.", "place دمشق"),
        ("سافر إلى القاهرة وبيروت.", "place القاهرة; place بيروت"),
        ("في قرية الشلهوبية شمالا.", "place الشلهوبية"),
        ("وصل إلى محافظة ذي قار.", "place ذي قار"),
        ("زار السودان أمس.", "place السودان"),
    ]);
}

#[test]
fn ordinary_words_are_no_names() {
    check(&[
        ("قتل مدني وأصيب آخرون في هجوم.", ""),
        ("عقد اجتماع طارئ لبحث الأزمة.", ""),
        ("ارتفعت أسعار الخبز في الأسواق.", ""),
        ("خرج عشرات الشبان في مظاهرة سلمية.", ""),
    ]);
}

#[test]
fn names_in_one_sentence() {
    check(&[
        (
            "التقى الوزير خالد سليم في بغداد وفدا من الأمم المتحدة.",
            "person خالد سليم; place بغداد; organisation الأمم المتحدة",
        ),
        (
            "قال المتحدث باسم الجيش الليبي أحمد المسماري إن القوات دخلت بنغازي.",
            "organisation الجيش الليبي; person أحمد المسماري; place بنغازي",
        ),
    ]);
}
