"""Masks hide phone numbers, e-mails and identity numbers, and no date, price, score, law or id."""

from collections import Counter

import pytest

from storage.dataset.masks import MARKS, masked

PHONES = (
    "0537711717", "05 37 71 17 17", "05.37.71.17.17", "0537-71-17-17", "0537-711717",
    "0661\u00a023\u00a045\u00a067", "06 61 234 567", "0537/71/17/17", "05 - 37 - 71 - 17 - 17",
    "080 100 47 47", "٠٦٦١٢٣٤٥٦٧", "٠٦ ٦١ ٢٣ ٤٥ ٦٧", "+212661234567", "+212 6 61 23 45 67",
    "+212 (0) 661-234567", "(+212) 537 71 17 17", "00212 537 71 17 17", "00212661234567",
    "212661234567", "+٢١٢ ٦٦١ ٢٣ ٤٥ ٦٧", "\u200e+212 661-234567", "+\u200e212661234567",
    "212661234567+", "(212+) 661234567", "+33 6 12 34 56 78", "0033 1 42 68 53 00",
    "+1 (202) 555-0123", "+971 (4) 305 0332", "(05) 37 71 17 17", "+212-(0)661-23-45-67",
    "(212) 661 23 45 67", "212 6 61 23 45 67", "00 212 661 234 567", "+ 212 661 234 567",
    "0661 - 23 45 67", "06–61–23–45–67", "+۲۱۲ ۶۶۱ ۲۳۴ ۵۶۷", "0661 23.45.67",
    "٠٥-٢٢-٢٧-١٦-٥٠", "+212.661234567", "(+212)(0)537711717",
    "０６６１２３４５６７", "＋２１２ ６６１ ２３ ４５ ６７", "＋212661234567",
    "06．61．23．45．67",
    "06－61－23－45－67",
)  # fmt: skip
BEHIND_A_WORD = (
    "الهاتف: 022 27 16 50", "على الرقم الهاتفي 17 17 71 37 05.", "الاتصال بالرقم 54859344",
    "رقم الهاتف ٢٢٦٢٨٥٨٨", "اتصلوا على الرّقم : 71.341.666", "Tél : 98524320", "Fax n° 98 524 320",
    "الرقم الأخضر 80100191", "الهاتف: 0 6 6 1 2 3 4 5 6 7", "Tél : 0-5-2-2-2-7-1-6-5-0.",
    "هاتف ٠ ٦ ٦ ١ ٢ ٣ ٤ ٥ ٦ ٧", "واتساب + 2 1 2 6 6 1 2 3 4 5 6 7",
)  # fmt: skip
OTHER_NUMBERS = (
    "يوم 05.12.2016 14h30", "05-12-2016 06:30", "05/12/2016", "2016-12-05T10:30:00+01:00",
    "موسم 2016-2017", "سنوات 1965 1967 1968 1969 1970", "أيام 07/08/09/12/13 يونيو",
    "الأعداد 05 12 23 34 45 49", "120 05 12 34 56 78", "ملف رقم 0512/2020/15",
    "القانون رقم 09-08 والقانون 103.13", "ظهير شريف رقم 1.11.91", "مبلغ 20 000 000 درهم",
    "زيادة +20 000 000 درهم", "212 661 234 567 درهما", "0.612345678", "3,5 و 12.000 درهم",
    "(6-4 . 3-6 . 6-1 . 3-6 . 6-3)", "(25-8/ 25-9 / 25-14)", "الدقيقة 90+7", "(2900 +3000) صوت",
    "ISBN 0735619932", "ISSN 0028-0836", "RIB 007 780 0001234567890123 45",
    "https://twitter.com/a/status/1125344393475645441", "https://one.ma/actualite-1234567890.html",
    "بلغ عدد مشتركي الهاتف المحمول 44000000 مشترك", "الهاتف النقال خلال سنتي 2016-2017",
    "عبر الهاتف 12.345.678 درهم", "05.30 06.30 12.30 15.20", "الرقم الأخضر 141",
    "أيام 06 07 08 09 10 نونبر", "07-08-09-12-13 يونيو", "+33.5731104 -7.5898434",
    "بلغ عدد خطوط الهاتف المحمول: 55.123.456 خطا", "+12 345 678,9 طن",
    "+2016-2017", "من 05/06/26 إلى 07/08/26", "النتائج 0 5 1 2 3 0 4 1 2 6", "２０２６ و５٪",
    "الأرقام الرابحة: 0 6 1 2 3 4 5 7 8 9", "هاتف في المجموعة 1 2 3 4 5 6 7 8",
)  # fmt: skip


def seen(text: str) -> tuple[str, dict[str, int]]:
    counts = Counter[str]()
    return masked(text, counts), {kind: number for kind, number in counts.items() if number}


@pytest.mark.parametrize("number", PHONES)
@pytest.mark.parametrize("frame", ["{}", "المرجو الاتصال ب{}، شكرا.", "في 2016 ({}) أو\n12"])
def test_phone_numbers_in_every_printed_form(number: str, frame: str) -> None:
    text, counts = seen(frame.format(number))
    bare = text.replace("(212+) ", "").replace("()", "")
    assert counts == {"phone": 1} and MARKS["phone"] in bare
    left = bare.replace("2016", "").replace("\n12", "")
    assert not any(one.isdigit() for one in left)


@pytest.mark.parametrize("text", BEHIND_A_WORD)
def test_other_countries_and_former_numbers_behind_a_word(text: str) -> None:
    found, counts = seen(text)
    assert counts == {"phone": 1} and not any(one.isdigit() for one in found)


@pytest.mark.parametrize("text", OTHER_NUMBERS)
def test_other_numbers_stay(text: str) -> None:
    assert seen(text) == (text, {})


def test_lists_of_numbers_are_masked_one_by_one() -> None:
    text = "Tél : 0522.27.16.50 / 0522.27.16.51 - Fax 05 22 27 16 52 0661234567، 71960448"
    found, counts = seen(text)
    mark = MARKS["phone"]
    assert found == f"Tél : {mark} / {mark} - Fax {mark} {mark}، {mark}"
    assert counts == {"phone": 5}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("البريد: redaction@example.ma.", "البريد: {}."), ("إلىa.b-c+d@mail.example.co.uk، شكرا",
        "إلى{}، شكرا"), ("contact (at) example.ma", "{}"), ("info[at]example[dot]org", "{}"),
        ("MAILTO:X_1@EXAMPLE.COM", "MAILTO:{}"), ("x＠example.ma", "{}"), ("x﹫example．ma", "{}"),
        ("contact（at）example.ma", "{}"), ("ｃontact＠ｅxample.ma", "{}"),
    ],
)  # fmt: skip
def test_email_addresses(text: str, left: str) -> None:
    assert seen(text) == (left.format(MARKS["email"]), {"email": 1})


@pytest.mark.parametrize(
    "text", ["حساب @someone", "evleaks@", "x@y", "https://example.com/@user/x", "3 @ 5", "ب@ت"]
)
def test_handles_are_no_addresses(text: str) -> None:
    assert seen(text) == (text, {})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("الحامل للبطاقة الوطنية للتعريف رقم AB123456.", "AB123456"), ("CIN : BK12345", "BK12345"),
        ("بطاقة تعريفه الوطنية: ٱ BE 845123", "BE 845123"), ("رقم بطاقته K٤١٢٣٤٥", "K٤١٢٣٤٥"),
        ("carte nationale d'identité n° J412345", "J412345"), ("C.N.I.E n°AB-123456", "AB-123456"),
        ("CINE n° AB123456", "AB123456"), ("cin: ab123456", "ab123456"),
        ("بطاقة التعريف الوطنية عدد 01234567", "01234567"),
        ("CIN：ＡＢ１２３４５６", "ＡＢ１２３４５６"),
         ("بطاقته الوطنيّة ab123456", "ab123456"),
    ],
)  # fmt: skip
def test_identity_numbers_behind_words_that_name_the_card(text: str, number: str) -> None:
    assert seen(text) == (text.replace(number, MARKS["identity"]), {"identity": 1})


@pytest.mark.parametrize(
    "text",
    [
        "الرحلة AT1234 من الدار البيضاء", "طائرات F16 وB737 وA320", "المرجع AB123456",
        "البطاقة الوطنية قبل 31 دجنبر 2025", "carte nationale d'identité de 2025, 75 DH",
        "CINEMA AB123456", "البطاقة الوطنية\nAB123456",
        "قانون 04.20 المتعلق بالبطاقة الوطنية 2020",
        "واجب البطاقة الوطنية 100000 درهم",
    ],
)  # fmt: skip
def test_the_form_alone_is_no_identity_number(text: str) -> None:
    assert seen(text) == (text, {})


def test_masking_twice_masks_nothing_more_and_keeps_what_stands_around() -> None:
    text = "أ\n\u202b0661234567\u202c\r\nx@example.ma\u2028CIN AB123456\x00 ب"
    once, counts = seen(text)
    assert once == (
        f"أ\n\u202b{MARKS['phone']}\u202c\r\n{MARKS['email']}\u2028CIN {MARKS['identity']}\x00 ب"
    )
    assert counts == {"phone": 1, "email": 1, "identity": 1}
    assert seen(once) == (once, {})
