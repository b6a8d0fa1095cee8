use super::*;
use proptest::prelude::*;

const MEET: &[(&str, &str)] = &[
    ("qamishli", "القامشلي"),
    ("al-Qamishli", "القامشلي"),
    ("Kamishly", "القامشلي"),
    ("قامشلو", "القامشلي"),
    ("القامشلى", "القامشلي"),
    ("Kamishli", "قامشلو"),
    ("Qamishli", "Kamishly"),
    ("Raqqa", "الرقة"),
    ("ar-Raqqah", "الرقة"),
    ("Rakka", "الرقه"),
    ("Hasakah", "الحسكة"),
    ("Al-Hasakeh", "الحسكة"),
    ("Hassake", "الحسكة"),
    ("Manbij", "منبج"),
    ("Mambij", "منبج"),
    ("Minbic", "منبج"),
    ("Membij", "Manbij"),
    ("Deir ez-Zor", "دير الزور"),
    ("Deir al-Zour", "دير الزور"),
    ("Dayr az Zawr", "دير الزور"),
    ("Idlib", "إدلب"),
    ("Edleb", "ادلب"),
    ("Homs", "حمص"),
    ("Hims", "حمص"),
    ("Hama", "حماة"),
    ("Hamah", "حماه"),
    ("Mosul", "الموصل"),
    ("Fallujah", "الفلوجة"),
    ("Falluja", "الفلوجه"),
    ("Sinjar", "سنجار"),
    ("Kobani", "كوباني"),
    ("Kobane", "كوباني"),
    ("Ain Issa", "عين عيسى"),
    ("Ayn Isa", "عين عيسى"),
    ("Benghazi", "بنغازي"),
    ("Misrata", "مصراتة"),
    ("Misratah", "مصراته"),
    ("Khartoum", "الخرطوم"),
    ("Alburhan", "البرهان"),
    ("Elsisi", "السيسي"),
    ("Albania", "ألبانيا"),
    ("Alqamishli", "القامشلي"),
    ("Al-Khurtum", "الخرطوم"),
    ("Hodeidah", "الحديدة"),
    ("Al Hudaydah", "الحديدة"),
    ("Sanaa", "صنعاء"),
    ("Sana'a", "صنعاء"),
    ("Mohammed", "محمد"),
    ("Bouteflika", "بوتفليقة"),
    ("Haftar", "حفتر"),
    ("Houthi", "الحوثي"),
    ("Nasrallah", "نصر الله"),
    ("Tal Rifaat", "تل رفعت"),
    ("Maarat al-Numan", "معرة النعمان"),
    ("Khan Sheikhoun", "خان شيخون"),
    ("Jisr al-Shughur", "جسر الشغور"),
    ("Jarablus", "جرابلس"),
    ("Azaz", "أعزاز"),
    ("Afrin", "عفرين"),
    ("Efrin", "عفرين"),
    ("Darfur", "دارفور"),
    ("Taiz", "تعز"),
    ("Saada", "صعدة"),
    ("Muhammad", "محمد"),
    ("Mohamed", "Muhammad"),
    ("Mahmoud", "محمود"),
    ("Ahmed", "أحمد"),
    ("Ahmad", "احمد"),
    ("Hussein", "حسين"),
    ("Husain", "حسين"),
    ("Hassan", "حسن"),
    ("Hasan", "Hassan"),
    ("Abdul Rahman", "عبد الرحمن"),
    ("Abdulrahman", "عبدالرحمن"),
    ("Abdel-Rahman", "عبد الرحمن"),
    ("Abderrahman", "عبد الرحمن"),
    ("Abdullah", "عبد الله"),
    ("Abdallah", "عبدالله"),
    ("Abdelaziz", "عبد العزيز"),
    ("Gaddafi", "القذافي"),
    ("Qadhafi", "القذافي"),
    ("Gamal", "جمال"),
    ("Jamal", "جمال"),
    ("Djamal", "جمال"),
    ("Erdogan", "أردوغان"),
    ("Erdoğan", "اردوغان"),
    ("Sheikh", "شيخ"),
    ("Cheikh", "الشيخ"),
    ("Mazloum Abdi", "مظلوم عبدي"),
    ("Abu Dhabi", "أبو ظبي"),
    ("Saleh", "صالح"),
    ("Saddam", "صدام"),
    ("غوتيريش", "جوتيريش"),
    ("Mogadishu", "مقديشو"),
    ("Yunis", "يونس"),
    ("Younes", "يونس"),
    ("Chad", "تشاد"),
    ("Fayez al-Sarraj", "فايز السراج"),
];

const PART: &[(&str, &str)] = &[
    ("حسن", "حسين"),
    ("Hassan", "حسين"),
    ("Hussein", "حسن"),
    ("Hassan", "Hussein"),
    ("محمد", "محمود"),
    ("Mahmoud", "محمد"),
    ("Mohammed", "محمود"),
    ("Mohammed", "Mahmoud"),
    ("أحمد", "حامد"),
    ("Ahmed", "حامد"),
    ("أحمد", "حمد"),
    ("حمص", "حماة"),
    ("Homs", "حماة"),
    ("الرقة", "الرقبة"),
    ("Raqqa", "عراق"),
    ("حلب", "حلبجة"),
    ("Aleppo", "حلب"),
    ("بغداد", "بعقوبة"),
    ("سعيد", "سعد"),
    ("Saad", "سعيد"),
    ("سالم", "سليم"),
    ("Salem", "سليم"),
    ("كريم", "كرم"),
    ("علي", "عليان"),
    ("دير الزور", "دير حافر"),
    ("منبج", "بنش"),
    ("طرطوس", "طرابلس"),
    ("صنعاء", "سنجار"),
    ("نور", "نار"),
    ("Nour", "نير"),
    ("رشاد", "رشيد"),
    ("Rashid", "رشاد"),
    ("جميل", "جمال"),
    ("Jamil", "جمال"),
    ("الباب", "البوب"),
    ("مالك", "ملوك"),
];

#[test]
fn spellings_of_one_name_meet() {
    assert!(MEET.len() >= 60);
    for (a, b) in MEET {
        assert_eq!(spelling_key(a), spelling_key(b), "{a} / {b}");
        assert!(
            same_name(a, b),
            "{a} / {b}: {:?} {:?}",
            Sounds::of(a),
            Sounds::of(b)
        );
    }
}

#[test]
fn names_that_only_look_alike_do_not_meet() {
    assert!(PART.len() >= 30);
    for (a, b) in PART {
        assert!(!same_name(a, b), "{a} / {b}");
    }
}

/// People of the news as reports spell them, Arabic and Latin.
const PEOPLE: &[(&str, &str)] = &[
    ("بوتن", "بوتين"),
    ("فلاديمير بوتن", "فلاديمير بوتين"),
    ("عبدالله", "عبد الله"),
    ("عبدالرحمن", "عبد الرحمن"),
    ("عبد الرحمان", "عبدالرحمن"),
    ("عبدالفتاح السيسى", "عبد الفتاح السيسي"),
    ("نصرالله", "نصر الله"),
    ("أبوبكر البغدادي", "أبو بكر البغدادي"),
    ("أبي بكر البغدادي", "أبو بكر البغدادي"),
    ("غوتيريش", "جوتيريش"),
    ("أنطونيو غوتيريس", "انطونيو جوتيريس"),
    ("زيلينسكي", "زيلنسكي"),
    ("نتنياهو", "نتانياهو"),
    ("بلينكن", "بلينكين"),
    ("أردوغان", "أردوجان"),
    ("غريفيث", "جريفيث"),
    ("بيدرسون", "بيدرسن"),
    ("ميركل", "ميركيل"),
    ("فائز السراج", "فايز السراج"),
    ("رؤوف", "رءوف"),
    ("إبراهيم رئيسي", "ابراهيم رئيسى"),
    ("إسماعيل هنية", "اسماعيل هنيه"),
    ("كريستوفر روس", "كرستوفر روس"),
    ("ترامب", "ترمب"),
    ("Vladimir Putin", "فلاديمير بوتين"),
    ("Putin", "بوتين"),
    ("Binyamin Netanyahu", "بنيامين نتنياهو"),
    ("Antonio Guterres", "أنطونيو غوتيريس"),
    ("Hakan Fidan", "هاكان فيدان"),
    ("Tayyip Erdogan", "طيب أردوغان"),
    ("Abdel Fattah el-Sisi", "عبد الفتاح السيسي"),
    ("Abdulfattah Al Sisi", "عبدالفتاح السيسي"),
    ("Abdel Fattah al-Burhan", "عبد الفتاح البرهان"),
    ("Khalifa Haftar", "خليفة حفتر"),
    ("Bashar al-Assad", "بشار الأسد"),
    ("Hassan Nasrallah", "حسن نصر الله"),
    ("Ismail Haniyeh", "إسماعيل هنية"),
    ("Ismael Haniya", "إسماعيل هنية"),
    ("Yahya Sinwar", "يحيى السنوار"),
    ("Mahmoud Abbas", "محمود عباس"),
    ("Saad Hariri", "سعد الحريري"),
    ("Nabih Berri", "نبيه بري"),
    ("Michel Aoun", "ميشال عون"),
    ("Walid Jumblatt", "وليد جنبلاط"),
    ("Nouri al-Maliki", "نوري المالكي"),
    ("Haider al-Abadi", "حيدر العبادي"),
    ("Mustafa al-Kadhimi", "مصطفى الكاظمي"),
    ("Muqtada al-Sadr", "مقتدى الصدر"),
    ("Moqtada Sadr", "مقتدى الصدر"),
    ("Masoud Barzani", "مسعود بارزاني"),
    ("Hassan Rouhani", "حسن روحاني"),
    ("Mohammad Jawad Zarif", "محمد جواد ظريف"),
    ("Sergey Lavrov", "سيرغي لافروف"),
    ("Walid al-Muallem", "وليد المعلم"),
    ("Ahmed al-Sharaa", "أحمد الشرع"),
    ("Abdelmadjid Tebboune", "عبد المجيد تبون"),
    ("Abdelaziz Bouteflika", "عبد العزيز بوتفليقة"),
    ("Kais Saied", "قيس سعيد"),
    ("Omar al-Bashir", "عمر البشير"),
    ("Ali Khamenei", "علي خامنئي"),
    ("Ghassan Salame", "غسان سلامة"),
    ("Najib Mikati", "نجيب ميقاتي"),
    ("Rachid Ghannouchi", "راشد الغنوشي"),
    ("Mohamed Morsi", "محمد مرسي"),
    ("Muammar Gaddafi", "معمر القذافي"),
    ("Moammar Qaddafi", "معمر القذافي"),
];

/// Names of different people that look or sound alike.
const OTHERS: &[(&str, &str)] = &[
    ("عمر", "عامر"),
    ("زيد", "زايد"),
    ("نصر", "ناصر"),
    ("حمد", "حامد"),
    ("جبر", "جابر"),
    ("خلد", "خالد"),
    ("جمال", "كمال"),
    ("جميل", "كميل"),
    ("زاهر", "ظاهر"),
    ("سامي", "سامية"),
    ("نور", "نورة"),
    ("هادي", "هدى"),
    ("سلمان", "سليمان"),
    ("محمد سالم", "محمد سليم"),
    ("محمد سالم", "محمد سلم"),
    ("علي حسن", "علي حسين"),
    ("سعد", "سيد"),
    ("سعد الحريري", "سعيد الحريري"),
    ("بهاء الحريري", "بهية الحريري"),
    ("كرم", "كريم"),
    ("عبد الله", "عبد الإله"),
    ("عبد الرحيم", "عبد الرحمن"),
    ("عبد الكريم", "عبد القادر"),
    ("عبد الحكيم", "عبد الحليم"),
    ("راضي", "رضا"),
    ("شاكر", "شكري"),
    ("فارس", "فراس"),
    ("عادل", "عدلي"),
    ("صالح", "صلاح"),
    ("مسعد", "مسعود"),
    ("زيدان", "زيدون"),
    ("طارق صالح", "طارق الصالحي"),
    ("Omar", "عامر"),
    ("Salman", "سليمان"),
    ("Jamil", "جمال"),
    ("Masoud", "مسعد"),
    ("Omar", "Amer"),
    ("مقتدى الصدر", "موسى الصدر"),
    ("حسن نصر الله", "حسين نصر الله"),
    ("علي لاريجاني", "صادق لاريجاني"),
    ("ماهر الأسد", "بشار الأسد"),
    ("Saoud", "سعيد"),
    ("Hussein Salami", "حسن سلامة"),
    ("Ali Mamlouk", "علي مالك"),
    ("Nawaf Salam", "نواف سليم"),
];

#[test]
fn people_are_known_in_their_spellings_and_others_are_not() {
    assert!(PEOPLE.len() >= 60 && OTHERS.len() >= 40);
    let missed: Vec<_> = PEOPLE.iter().filter(|(a, b)| !same_name(a, b)).collect();
    let taken: Vec<_> = OTHERS.iter().filter(|(a, b)| same_name(a, b)).collect();
    assert!(
        missed.is_empty() && taken.is_empty(),
        "missed {missed:?}, taken {taken:?}"
    );
    for (a, b) in PEOPLE {
        assert_eq!(spelling_key(a), spelling_key(b), "{a} / {b}");
        assert!(same_name(b, a), "{b} / {a}");
    }
}

proptest! {
    #[test]
    fn any_text_has_a_key_and_is_its_own_name(name in "\\PC{0,24}") {
        prop_assert!(!spelling_key(&name).is_empty());
        prop_assert!(same_name(&name, &name));
    }

    #[test]
    fn sameness_goes_both_ways_and_implies_equal_keys(a in "[a-zاوي-]{1,8}", b in "[a-zبتحاوي]{1,8}") {
        prop_assert_eq!(same_name(&a, &b), same_name(&b, &a));
        if same_name(&a, &b) && fold(&a) != fold(&b) {
            prop_assert_eq!(spelling_key(&a), spelling_key(&b));
        }
    }
}
