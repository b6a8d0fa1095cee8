mod again;
mod further;
mod wider;

use proptest::prelude::*;

use super::*;

/// The counts of a one-sentence text, written «kind low..high quote», with «~» for approximate and «part».
fn told(text: &str) -> Vec<String> {
    counts(text, 0..text.len(), CountTable::default_table())
        .iter()
        .map(|c| tell(text, c))
        .collect()
}

fn tell(text: &str, count: &FoundCount) -> String {
    let end = |value: Option<u64>| value.map_or_else(String::new, |v| v.to_string());
    let approx = if count.approx { " ~" } else { "" };
    let part = if count.part { " part" } else { "" };
    format!(
        "{} {}..{} {}{approx}{part}",
        count.what,
        end(count.low),
        end(count.high),
        &text[count.start..count.end]
    )
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(told(text), expected, "{text}");
}

#[test]
fn the_table_loads() {
    let text = include_str!("../../../../lexicons/counts.tsv");
    if let Err(error) = CountTable::load(text) {
        panic!("{error}");
    }
    assert_eq!(told("قتل ثلاثة جنود."), ["killed 3..3 ثلاثة"]);
}

#[test]
fn every_rule_reads_its_example() {
    let mut read = 0;
    for row in include_str!("../../../../lexicons/counts.tsv").lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let (Some(kind), Some(example)) = (
            cells.get(1),
            cells.get(7).and_then(|n| n.strip_prefix("ex:")),
        ) else {
            continue;
        };
        let kinds: Vec<&str> = counts(example, 0..example.len(), CountTable::default_table())
            .iter()
            .map(|c| c.what.as_str())
            .collect();
        let expected: &[&str] = if matches!(*kind, "freed" | "other") {
            &[]
        } else {
            &[kind]
        };
        assert_eq!(kinds, expected, "{example}");
        read += 1;
    }
    assert!(read > 90, "{read}");
}

#[test]
fn a_bad_table_names_its_line() {
    let columns = "class\tkind\tforms\tmore\tflags\twith\tpreps\tnote";
    for (row, part) in [
        ("verb\tslain\tقتل\t\t\t\t\t", "no kind"),
        ("verbs\tkilled\tقتل\t\t\t\t\t", "no class"),
        ("verb\tkilled\tقتل\t\tstrong\t\t\t", "no flag"),
        ("verb\tkilled\t\t\t\t\t\t", "no forms"),
        ("verb\tkilled\tقتل", "cells"),
        ("vague\tmany\tعشرات\t\t\t\t\t", "no range"),
        ("same\ttwice\tضعف ذلك\t\t\t\t\t", "no factor"),
        ("thing\tkilled\tسيارة\t\t\t\t\t", "takes no kind"),
    ] {
        let error = CountTable::load(&format!("# note\n{columns}\n{row}\n"))
            .map(|_| ())
            .map_err(|e| e.to_string());
        assert!(
            error
                .as_ref()
                .is_err_and(|e| e.contains("line 3") && e.contains(part)),
            "{row}: {error:?}"
        );
    }
    assert!(CountTable::load("class\tkind\n").is_err());
    assert!(CountTable::load("").is_err());
}

#[test]
fn verbs_and_verbal_nouns_before_the_number() {
    check(
        "قتل 5 مدنيين وأصيب 3 آخرون في قصف مدفعي على أطراف البلدة.",
        &["killed 5..5 5", "injured 3..3 3"],
    );
    check(
        "لقي خمسة أشخاص مصرعهم وأصيب سبعة بجروح في حادث سير بولاية سطيف.",
        &["killed 5..5 خمسة", "injured 7..7 سبعة"],
    );
    check(
        "خلف الحادث مصرع ست نساء وجرح 14 آخرين، حسب الحماية المدنية.",
        &["killed 6..6 ست", "injured 14..14 14"],
    );
    check("أعدم التنظيم 8 شبان رميا بالرصاص.", &["killed 8..8 8"]);
    check("أودى الحريق بحياة 30 نزيلا.", &["killed 30..30 30"]);
    check(
        "الانفجار الذي راح ضحيته 14 شخصا وقع صباحا.",
        &["killed 14..14 14"],
    );
    check("قتلت القوات 3 متسللين على الحدود.", &["killed 3..3 3"]);
    check(
        "اختطف مسلحون مجهولون أربعة عمال على الطريق الدولي.",
        &["detained 4..4 أربعة"],
    );
    check("ألقت الشرطة القبض على 6 أشخاص.", &["detained 6..6 6"]);
    check("الشرطة تعتقل 4 بتهمة السرقة.", &["detained 4..4 4"]);
    check(
        "نزوح 300 عائلة من القرى الجنوبية.",
        &["displaced 300..300 300"],
    );
    check(
        "غادر 1500 شخص منازلهم خوفا من القصف.",
        &["displaced 1500..1500 1500"],
    );
    check("فقدان 5 صيادين قبالة السواحل.", &["missing 5..5 5"]);
    check("انقطع الاتصال بـ 7 صيادين.", &["missing 7..7 7"]);
    check("ما زال مصير 11 عاملا مجهولا.", &["missing 11..11 11"]);
}

#[test]
fn those_present() {
    check(
        "حضر الاجتماع 15 شيخا من وجهاء العشائر.",
        &["participants 15..15 15"],
    );
    check(
        "شارك في المؤتمر أكثر من 200 باحث من 12 دولة.",
        &["participants 201.. أكثر من 200"],
    );
    check(
        "تظاهر المئات وسط المدينة احتجاجا على الغلاء.",
        &["participants 200.. المئات"],
    );
    check(
        "خرج نحو ألفي شخص في مسيرة بصفاقس.",
        &["participants 2000..2000 نحو ألفي ~"],
    );
    check(
        "بحضور نحو 300 شخصية دينية وسياسية.",
        &["participants 300..300 نحو 300 ~"],
    );
    check(
        "استقبل الرئيس وفدا من 20 رجل أعمال.",
        &["participants 20..20 20"],
    );
    check(
        "وضم الاجتماع عشرين ضابطا من الجانبين.",
        &["participants 20..20 عشرين"],
    );
    check(
        "بضع عشرات من المحتجين تجمعوا أمام السفارة.",
        &["participants 30..99 بضع عشرات"],
    );
}

#[test]
fn nouns_that_say_it_themselves() {
    check(
        "ارتفعت حصيلة الغارة إلى 18 شهيدا و41 جريحا.",
        &["killed 18..18 18", "injured 41..41 41"],
    );
    check(
        "3 قتلى و7 جرحى في انفجار بالموصل.",
        &["killed 3..3 3", "injured 7..7 7"],
    );
    check(
        "عثر الأهالي على ثلاث جثث مجهولة الهوية.",
        &["killed 3..3 ثلاث"],
    );
    check(
        "سقط 7 قتلى و15 جريحا بين المدنيين.",
        &["killed 7..7 7", "injured 15..15 15"],
    );
    check(
        "وصل إلى المستشفى 8 شهداء و20 إصابة.",
        &["killed 8..8 8", "injured 20..20 20"],
    );
    check(
        "يعيش في المخيم 12 ألف نازح.",
        &["displaced 12000..12000 12 ألف"],
    );
    check("القتلى الثلاثة من عائلة واحدة.", &["killed 3..3 الثلاثة"]);
    check("سجلت الوزارة 12 حالة وفاة.", &["killed 12..12 12"]);
}

#[test]
fn a_verb_decides_against_the_noun_it_governs() {
    check("توفي 3 جرحى متأثرين بجراحهم.", &["killed 3..3 3"]);
    check("أصيب 4 متظاهرين.", &["injured 4..4 4"]);
    check("مقتل عشرة أسرى في القصف.", &["killed 10..10 عشرة"]);
}

#[test]
fn verbs_and_states_after_the_noun() {
    check("شخصان لقيا حتفهما في انهيار مبنى.", &["killed 2..2 شخصان"]);
    check(
        "قال إن 13 عنصرا قتلوا وأصيب 8.",
        &["killed 13..13 13", "injured 8..8 8"],
    );
    check(
        "ووفق الإحصائية فإن 120 مدنيا قضوا منذ مطلع العام.",
        &["killed 120..120 120"],
    );
    check(
        "ولا يزال 6 بحارة مفقودين بعد غرق المركب.",
        &["missing 6..6 6"],
    );
    check("ما زال 9 عمال في عداد المفقودين.", &["missing 9..9 9"]);
    check(
        "أجبر القتال نحو 2000 أسرة على النزوح.",
        &["displaced 2000..2000 نحو 2000 ~"],
    );
    check(
        "أفاد المسعفون بأن 4 عمال، بينهم أجنبي، أصيبوا بحروق.",
        &["injured 4..4 4"],
    );
}

#[test]
fn what_became_of_them_and_who_did_it() {
    check(
        "ذكر المركز أن 21 مدنيا بينهم نساء وأطفال قتلوا في ضربة جوية.",
        &["killed 21..21 21"],
    );
    check(
        "قال نادي الأسير إن 70 أسيرا توفوا نتيجة التعذيب.",
        &["killed 70..70 70"],
    );
    check(
        "قتل طالب في مدرسة بضواحي العاصمة سبعة من زملائه.",
        &["killed 7..7 سبعة"],
    );
    check("قتل مسلح 5 مصلين داخل المسجد.", &["killed 5..5 5"]);
    check(
        "مقتل حاكم منطقة جبلية وثلاثة من أبنائه.",
        &["killed 3..3 ثلاثة"],
    );
    check("أصيب لاعب في الدقيقة 30 من المباراة.", &["injured 1..1 لاعب"]);
}

#[test]
fn bounds() {
    check("قضى 4 أشخاص على الأقل غرقا.", &["killed 4.. 4"]);
    check("تجاوز عدد القتلى المئة.", &["killed 101.. المئة"]);
    check("يزيد عدد المعتقلين على 5000.", &["detained 5001.. 5000"]);
    check(
        "أعلنت الوزارة أن عدد المفقودين لا يقل عن 20.",
        &["missing 20.. لا يقل عن 20"],
    );
    check("لا يتجاوز عدد المعتقلين 50 شخصا.", &["detained ..50 50"]);
    check("أصيب أقل من عشرة أشخاص.", &["injured ..9 أقل من عشرة"]);
    check(
        "خلف القصف 8 قتلى على الأقل ونحو 20 جريحا.",
        &["killed 8.. 8", "injured 20..20 نحو 20 ~"],
    );
    check(
        "نزح منذ مطلع الشهر ما يربو على 80 ألفا.",
        &["displaced 80001.. ما يربو على 80 ألفا"],
    );
    check(
        "وكان النظام قد اعتقل، صباح الأحد، قرابة ثلاثين شابا.",
        &["detained 30..30 قرابة ثلاثين ~"],
    );
}

#[test]
fn ranges_and_vague_amounts() {
    check("قتل من 7 إلى 9 أشخاص.", &["killed 7..9 من 7 إلى 9"]);
    check("قتل 20-25 شخصا.", &["killed 20..25 20-25"]);
    check(
        "فر ما بين 20 و30 ألف شخص من ديارهم.",
        &["displaced 20000..30000 ما بين 20 و30 ألف"],
    );
    check(
        "قتل عشرات وأصيب مئات.",
        &["killed 20.. عشرات", "injured 200.. مئات"],
    );
    check("أصيب بضعة أشخاص بجروح طفيفة.", &["injured 3..9 بضعة"]);
    check("قتل بضعة عشر مقاتلا.", &["killed 13..19 بضعة عشر"]);
    check(
        "شارك مئات الآلاف في جنازة الشهيد.",
        &["participants 200000.. مئات الآلاف"],
    );
    check(
        "قالت المنظمة إن ثلاثة أرباع مليون شخص نزحوا.",
        &["displaced 750000..750000 ثلاثة أرباع مليون"],
    );
}

#[test]
fn totals() {
    check(
        "ارتفع عدد القتلى إلى 12 والجرحى إلى 45.",
        &["killed 12..12 12", "injured 45..45 45"],
    );
    check("قتل جميع ركاب الطائرة وعددهم 62.", &["killed 62..62 62"]);
    check(
        "قدر المنظمون عدد المشاركين بنحو 15 ألفا بينما قالت الشرطة إن عددهم لم يتجاوز 4 آلاف.",
        &[
            "participants 15000..15000 نحو 15 ألفا ~",
            "participants ..4000 4 آلاف",
        ],
    );
    check(
        "المصابون 5 نساء و4 أطفال.",
        &["injured 5..5 5", "injured 4..4 4"],
    );
}

#[test]
fn parts_and_continuations() {
    check(
        "اعتقلت الشرطة نحو 40 متظاهرا بينهم 6 نساء.",
        &["detained 40..40 نحو 40 ~", "detained 6..6 6 part"],
    );
    check(
        "أصيب 60 شخصا، 12 منهم بحالة خطرة.",
        &["injured 60..60 60", "injured 12..12 12 part"],
    );
    check("قتل 3 مدنيين و5 جنود.", &["killed 3..3 3", "killed 5..5 5"]);
    check(
        "قتل سبعة، ثلاثة منهم أطفال وأربع نساء.",
        &[
            "killed 7..7 سبعة",
            "killed 3..3 ثلاثة part",
            "killed 4..4 أربع part",
        ],
    );
    check(
        "وأوضح المصدر أن بين القتلى 4 أطفال.",
        &["killed 4..4 4 part"],
    );
    check(
        "أدى الهجوم إلى مقتل السفير جون سميث، وثلاثة من حراسه.",
        &["killed 3..3 ثلاثة"],
    );
}

#[test]
fn duals_singles_and_others() {
    check(
        "مقتل ضابطين وإصابة أربعة جنود بانفجار لغم.",
        &["killed 2..2 ضابطين", "injured 4..4 أربعة"],
    );
    check(
        "قتل شخص واحد على الأقل وأصيب اثنان.",
        &["killed 1.. شخص واحد", "injured 2..2 اثنان"],
    );
    check(
        "استشهد مدني وأصيب آخر برصاص قناص.",
        &["killed 1..1 مدني", "injured 1..1 آخر"],
    );
    check(
        "استشهاد شابين وإصابة ثالث بجروح خطيرة.",
        &["killed 2..2 شابين", "injured 1..1 ثالث"],
    );
    check(
        "ذكر المصدر أن طفلا استشهد متأثرا بجراحه.",
        &["killed 1..1 طفلا"],
    );
    check(
        "قتيل وثلاثة جرحى في مشاجرة عائلية.",
        &["killed 1..1 قتيل", "injured 3..3 ثلاثة"],
    );
    check(
        "أصيب ثلاثة جنود وقتل مثلهم في كمين.",
        &["injured 3..3 ثلاثة", "killed 3..3 مثلهم"],
    );
    check(
        "قتل خمسة عشر جنديا، وجرح ضعف هذا العدد.",
        &["killed 15..15 خمسة عشر", "injured 30..30 ضعف هذا العدد ~"],
    );
}

#[test]
fn two_kinds_under_one_number() {
    check(
        "أسفر الحادث عن مقتل وإصابة 12 عاملا.",
        &["injured ..12 12", "killed ..12 12"],
    );
    check(
        "سقط 25 شخصا بين قتيل وجريح.",
        &["killed ..25 25", "injured ..25 25"],
    );
    check("خلف سوق عشرات القتلى والجرحى.", &[]);
}

#[test]
fn numbers_that_count_nobody_of_ours() {
    for text in [
        "قتل المواطن سالم الحمدان أمام منزله.",
        "قوات الأمن أفرجت عن 25 معتقلا.",
        "أنقذ خفر السواحل 60 مهاجرا قبالة الساحل.",
        "هاجم عشرة مسلحين حاجزا عسكريا.",
        "سقطت 4 قذائف على الحي دون إصابات.",
        "حكم على 12 متهما بالسجن.",
        "أصيب 10 أشخاص بفيروس كورونا.",
        "عاد 200 نازح إلى قراهم.",
        "نجا 4 ركاب من الحادث.",
        "أقدم شاب يبلغ 25 عاما على قتل شقيقته.",
        "من المقرر أن يزور الوفد المدينة في 12 آذار 2019.",
        "نفقت 30 رأسا من الأغنام.",
        "لم يسفر الهجوم عن سقوط ضحايا.",
        "خطف المسلحون قائد الفرقة 30 العقيد المنشق.",
        "أحيل 3 متهمين إلى النيابة.",
        "أصيب عدد من الجنود.",
        "انتهت مشاركة حركة طالبان في المحادثات.",
        "أصيب المنزل بثلاث قذائف.",
        "قتل القائد بـ5 رصاصات.",
        "ارتفعت نسبة المصابين 12%.",
        "سجل الفريق إصابة في الدقيقة 30.",
        "انتقل الجرحى إلى 3 مستشفيات.",
    ] {
        check(text, &[]);
    }
    check(
        "قتل ستة من أصل عشرة كانوا في السيارة.",
        &["killed 6..6 ستة"],
    );
    check(
        "كان على متن القارب 75 مهاجرا، غرق منهم 20 وأنقذ 55.",
        &["killed 20..20 20 part"],
    );
    check(
        "هدمت الجرافات ثلاثة منازل وشردت 21 فردا.",
        &["displaced 21..21 21"],
    );
    check(
        "أوقفت عناصر الدرك 9 أشخاص وحجزت 12 كيلوغراما من الكيف.",
        &["detained 9..9 9"],
    );
    check(
        "نفذ خمسة مسلحين هجوما أدى إلى مقتل شرطي.",
        &["killed 1..1 شرطي"],
    );
}

#[test]
fn numbers_with_the_article() {
    check(
        "اعتقلت الميليشيا قرابة الـ30 شخصا.",
        &["detained 30..30 قرابة الـ30 ~"],
    );
    check("نقل الجرحى الـ15 إلى المشفى.", &["injured 15..15 15"]);
    check("وصل المصابون الستة.", &["injured 6..6 الستة"]);
    check("اجتمع الوزير بقادة الفيالق الثلاثة.", &[]);
}

#[test]
fn spelling_does_not_matter() {
    for text in [
        "قُتِلَ ثَلاثَةُ جُنودٍ.",
        "ﻗﺘﻞ ﺛﻼﺛﺔ ﺟﻨﻮد.",
        "قتـ.ـل ثلاثه جنود.",
        "قـتـل ٣ جنود.",
        "قتل ۳ جنود.",
    ] {
        let found = counts(text, 0..text.len(), CountTable::default_table());
        assert_eq!(
            found
                .iter()
                .map(|c| (c.what, c.low, c.high))
                .collect::<Vec<_>>(),
            [(CountKind::Killed, Some(3), Some(3))],
            "{text}"
        );
    }
}

#[test]
fn spans_leave_proclitics_out_and_lie_in_the_whole_text() {
    let text = "خبر عاجل. أدى الهجوم لمقتل اثنين وبإصابة أربعة.";
    let start = text.find("أدى").unwrap_or_default();
    let found = counts(text, start..text.len(), CountTable::default_table());
    let quotes: Vec<(&str, &str)> = found
        .iter()
        .map(|c| (&text[c.start..c.end], &text[c.cue.clone()]))
        .collect();
    assert_eq!(quotes, [("اثنين", "مقتل"), ("أربعة", "إصابة")]);
    let text = "قال إن عدد القتلى وأربعة من الجرحى.";
    assert!(
        counts(text, 1..text.len(), CountTable::default_table()).is_empty(),
        "no character boundary"
    );
}

proptest! {
    #[test]
    fn every_span_quotes_the_sentence(picks in proptest::collection::vec(0..40usize, 0..40), noise in "\\PC{0,12}") {
        const WORDS: [&str; 40] = [
            "قتل", "وأصيب", "مقتل", "وإصابة", "5", "ثلاثة", "وعشرون", "مدنيين", "جنديا", "جريحا", "،", "بينهم", "منهم", "من",
            "بين", "و10", "إلى", "عدد", "القتلى", "لا", "يتجاوز", "أكثر", "نحو", "عشرات", "ضعف", "ذلك", "طفلان", "رجل", "واحد",
            "في", "الماضي", "على", "الأقل", "حيث", "اعتقلت", "الشرطة", "قتلوا", "مفقودين", "والجرحى", "حالة",
        ];
        let mut text = picks.iter().filter_map(|&p| WORDS.get(p).copied()).collect::<Vec<_>>().join(" ");
        text.push_str(&noise);
        for count in counts(&text, 0..text.len(), CountTable::default_table()) {
            prop_assert!(text.get(count.start..count.end).is_some_and(|quote| !quote.trim().is_empty()));
            prop_assert!(text.get(count.cue.clone()).is_some());
            prop_assert!(count.whom.clone().is_none_or(|w| text.get(w).is_some()));
            if let (Some(low), Some(high)) = (count.low, count.high) {
                prop_assert!(low <= high, "{:?}", count);
            }
        }
    }
}
