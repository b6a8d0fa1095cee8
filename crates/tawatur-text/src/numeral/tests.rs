use proptest::prelude::*;

use super::*;
use crate::token::tokens;

/// The numbers of a text as (quoted words, value, ordinal).
fn read(text: &str) -> Vec<(&str, f64, bool)> {
    numbers(&tokens(text))
        .into_iter()
        .map(|n| {
            (
                &text[n.start..n.end],
                n.value.as_f64(),
                n.kind == NumberKind::Ordinal,
            )
        })
        .collect()
}

fn one(text: &str, quote: &str, value: u64) {
    assert_eq!(
        numbers(&tokens(text))
            .iter()
            .map(|n| (&text[n.start..n.end], n.value))
            .collect::<Vec<_>>(),
        [(quote, NumberValue::Exact(value))],
        "{text}"
    );
}

#[test]
fn digits_of_all_scripts_grouped_or_not() {
    one("حضر 120 مندوبا", "120", 120);
    one("حضر ١٢٠ مندوبا", "١٢٠", 120);
    one("حضر ۱۲۰ مندوبا", "۱۲۰", 120);
    one("وصل 1,200 نازح", "1,200", 1200);
    one("وصل 1.200 نازح", "1.200", 1200);
    one("وصل ١٬٢٠٠٬٠٠٠ نازح", "١٬٢٠٠٬٠٠٠", 1_200_000);
    assert_eq!(parse_digits("12.7"), Some(NumberValue::Decimal(12.7)));
    assert_eq!(parse_digits("١٢٫٥"), Some(NumberValue::Decimal(12.5)));
    assert_eq!(parse_digits("1,234.50"), Some(NumberValue::Decimal(1234.5)));
    assert_eq!(parse_digits("0.125"), Some(NumberValue::Decimal(0.125)));
    for none in ["12.05.2019", "1,2,3", "192.168.0.1", "", "1..2", "س"] {
        assert_eq!(parse_digits(none), None, "{none}");
    }
}

#[test]
fn too_great_for_64_bits_is_a_decimal() {
    let digits = "9".repeat(300);
    assert!(matches!(
        parse_digits(&digits),
        Some(NumberValue::Decimal(_))
    ));
    assert_eq!(parse_digits(&"9".repeat(400)), None);
    let text = "18446744073709551615 تريليون";
    assert!(matches!(
        numbers(&tokens(text))[0].value,
        NumberValue::Decimal(_)
    ));
}

#[test]
fn words_in_both_genders_and_all_cases() {
    one("خمسة صيادين", "خمسة", 5);
    one("خمس نساء", "خمس", 5);
    one("ثماني سيدات", "ثماني", 8);
    one("ثمان وعشرون سيدة", "ثمان وعشرون", 28);
    one("أحد عشر رجلا", "أحد عشر", 11);
    one("ألفين وأحد عشر", "ألفين وأحد عشر", 2011);
    one("عام ألفين واحد عشر", "ألفين واحد عشر", 2011);
    one("مئة وأحد عشر عاملا", "مئة وأحد عشر", 111);
    one("ألفين وإحدى عشرة سنة", "ألفين وإحدى عشرة", 2011);
    one("ألفين وواحد وعشرين", "ألفين وواحد وعشرين", 2021);
    one("إحدى عشرة امرأة", "إحدى عشرة", 11);
    one("اثنا عشر", "اثنا عشر", 12);
    one("اثنتي عشرة", "اثنتي عشرة", 12);
    one("ثلاث عشرة رجلا", "ثلاث عشرة", 13);
    one("تسعة عشر", "تسعة عشر", 19);
    one("عشرين", "عشرين", 20);
    one("واحد وعشرون", "واحد وعشرون", 21);
    one("ثلاثة و أربعين", "ثلاثة و أربعين", 43);
    one("شخصين اثنين", "اثنين", 2);
}

#[test]
fn hundreds_and_thousands() {
    one("مئة", "مئة", 100);
    one("مائة وخمسة", "مائة وخمسة", 105);
    one("مئتي عنصر", "مئتي", 200);
    one("مائتان وثلاثون", "مائتان وثلاثون", 230);
    one("ثلاثمئة", "ثلاثمئة", 300);
    one("ثلاث مائة", "ثلاث مائة", 300);
    one("خمسمائة وخمسة وعشرين", "خمسمائة وخمسة وعشرين", 525);
    one("ألفي نازح", "ألفي", 2000);
    one("ألفا نازح", "ألفا", 2000);
    one("ألفًا من النازحين", "ألفًا", 1000);
    one("ألف ومئتين وخمسين", "ألف ومئتين وخمسين", 1250);
    one("ثلاثة آلاف و200 أسرة", "ثلاثة آلاف و200", 3200);
    one("120 ألفا", "120 ألفا", 120_000);
    one("3 ملايين لاجئ", "3 ملايين", 3_000_000);
    one("1.5 مليون لاجئ", "1.5 مليون", 1_500_000);
    one("مليون ونصف المليون", "مليون ونصف المليون", 1_500_000);
    one("مليونين ونصف لاجئ", "مليونين ونصف", 2_500_000);
    one("نصف مليون", "نصف مليون", 500_000);
    one("ربع مليون", "ربع مليون", 250_000);
    one("ثلاثة أرباع المليون", "ثلاثة أرباع المليون", 750_000);
    one(
        "مليار و300 مليون و5 آلاف",
        "مليار و300 مليون و5 آلاف",
        1_300_005_000,
    );
    one("سبعمئة ألف", "سبعمئة ألف", 700_000);
}

#[test]
fn proclitics_stay_out() {
    one("بثلاثة صواريخ", "ثلاثة", 3);
    one("لخمسة أيام", "خمسة", 5);
    one("وعشرة", "عشرة", 10);
    one("وبمئة", "مئة", 100);
    one("للخمسة", "لخمسة", 5);
    one("و128 مصابا", "128", 128);
    let text = "بالـ35 الباقين";
    let found = numbers(&tokens(text));
    assert_eq!(
        (found.len(), found[0].value, found[0].definite),
        (1, NumberValue::Exact(35), true)
    );
}

#[test]
fn ranges_and_lists_stay_apart() {
    assert_eq!(
        read("ما بين أربعمئة وخمسمئة"),
        [("أربعمئة", 400.0, false), ("خمسمئة", 500.0, false)]
    );
    assert_eq!(
        read("بين 100 و120"),
        [("100", 100.0, false), ("120", 120.0, false)]
    );
    assert_eq!(
        read("من خمسة إلى عشرة"),
        [("خمسة", 5.0, false), ("عشرة", 10.0, false)]
    );
    assert_eq!(
        read("بين ألف وألفين"),
        [("ألف", 1000.0, false), ("ألفين", 2000.0, false)]
    );
    assert_eq!(
        read("خمسة وعشرة"),
        [("خمسة", 5.0, false), ("عشرة", 10.0, false)]
    );
}

#[test]
fn ordinals() {
    assert_eq!(read("الاجتماع الثالث"), [("الثالث", 3.0, true)]);
    assert_eq!(read("الجولة الحادية عشرة"), [("الحادية عشرة", 11.0, true)]);
    assert_eq!(
        read("الدورة الخامسة والعشرين"),
        [("الخامسة والعشرين", 25.0, true)]
    );
    assert_eq!(read("للمرة الأولى"), [("الأولى", 1.0, true)]);
    assert_eq!(read("للثاني"), [("لثاني", 2.0, true)]);
}

#[test]
fn words_that_only_look_like_numbers() {
    for text in [
        "لست أدري",
        "يوم الاثنين",
        "عشرات النازحين",
        "آلاف النازحين",
        "أحد الشيوخ",
        "نصف البيوت",
        "قال والد الطفل",
        "مئات",
        "القائد وأحد مرافقيه",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn duals_by_form() {
    assert_eq!(
        dual("جنديين"),
        Some(Dual {
            stem: "جندي",
            certain: false
        })
    );
    assert_eq!(
        dual("فتاتان"),
        Some(Dual {
            stem: "فتات",
            certain: true
        })
    );
    assert_eq!(
        dual("شرطيتين"),
        Some(Dual {
            stem: "شرطيت",
            certain: true
        })
    );
    assert_eq!(
        dual("مدنيان"),
        Some(Dual {
            stem: "مدني",
            certain: true
        })
    );
    assert_eq!(dual("جنود"), None);
    assert_eq!(dual("ان"), None);
}

#[test]
fn marks_and_presentation_forms_do_not_hide_a_number() {
    one("خَمْسَةٌ", "خَمْسَةٌ", 5);
    one("ﺛﻼﺛﺔ", "ﺛﻼﺛﺔ", 3);
    one("خمـــسة", "خمـــسة", 5);
}

proptest! {
    #[test]
    fn numbers_are_in_order_and_quote_whole_tokens(text in "[ \u{0620}-\u{064F}0-9٠-٩.,وعشرمئةألف]{0,80}") {
        let tokens = tokens(&text);
        let mut last = 0;
        for number in numbers(&tokens) {
            prop_assert!(number.tokens.start >= last && number.tokens.start < number.tokens.end);
            last = number.tokens.end;
            prop_assert!(tokens[number.tokens.start].start <= number.start);
            prop_assert_eq!(tokens[number.tokens.end - 1].end, number.end);
            prop_assert!(text.get(number.start..number.end).is_some_and(|quote| !quote.is_empty()));
        }
    }

    #[test]
    fn any_run_of_number_words_is_read(words in proptest::collection::vec(0..8usize, 0..40)) {
        let known = ["ألف", "مليون", "وعشرون", "ومئة", "ثلاثة", "9999999999999", "آلاف", "ونصف"];
        let text = words.iter().map(|&w| known[w]).collect::<Vec<_>>().join(" ");
        for number in numbers(&tokens(&text)) {
            prop_assert!(number.value.as_f64().is_finite());
        }
    }

    #[test]
    fn digits_read_back(value in any::<u64>()) {
        prop_assert_eq!(parse_digits(&value.to_string()), Some(NumberValue::Exact(value)));
    }
}
