from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.dates import PrintedDate, read_date, read_machine_date
from crawler.timezone import CASABLANCA

SEEN = datetime(2025, 11, 20, 10, 34, 56, tzinfo=UTC)
"""A Thursday, 11:34:56 in Casablanca."""


def casablanca(date: PrintedDate | None) -> tuple[str, str] | None:
    """The date as a clock in Casablanca would show it, and its precision."""
    return date and (date.at.astimezone(CASABLANCA).strftime("%Y-%m-%d %H:%M:%S"), date.precision)


def expected(local: str, precision: str) -> tuple[str, str]:
    return local + " 00:00:00"[len(local) - 10 :], precision


PRINTED = [
    # Moroccan months, weekdays, separators
    ("الجمعة 20 نونبر 2020 - 09:00", "2020-11-20 09:00", "minute"),
    ("الإثنين 3 نونبر 2014 - 21:45", "2014-11-03 21:45", "minute"),
    ("الاثنين 3 نونبر 2014", "2014-11-03", "day"),
    ("الثلاثاء 26 يناير 2010 - 11:09", "2010-01-26 11:09", "minute"),
    ("الثلاثاء 2 دجنبر 2014 - 12:20", "2014-12-02 12:20", "minute"),
    ("الخميس 3 مارس 2011 - 13:39", "2011-03-03 13:39", "minute"),
    ("الخميس 02 أكتوبر 2025 - 00:03", "2025-10-02 00:03", "minute"),
    ("الأحد 20 أبريل 2025 | 18:41", "2025-04-20 18:41", "minute"),
    ("الجمعة 23 أكتوبر 2015 على الساعة 15:56", "2015-10-23 15:56", "minute"),
    ("أضيف في 11 أكتوبر 2017 الساعة 20:31", "2017-10-11 20:31", "minute"),
    ("بتاريخ 27 أكتوبر, 2015 - بقلم admin", "2015-10-27", "day"),
    ("24 أبريل, 2018 - 06:13:00", "2018-04-24 06:13:00", "second"),
    ("الصباح / الخميس، 13 نونبر 2025", "2025-11-13", "day"),
    ("14 غشت 2024", "2024-08-14", "day"),
    # the American order, where the clock is American and there is no such month
    ("11/24/2024 9:15:00 AM", "2024-11-24 09:15:00", "second"),
    ("7/31/2024 4:05 PM", "2024-07-31 16:05", "minute"),
    ("07/12/2024 4:05 PM", "2024-12-07 16:05", "minute"),
    ("14 غشث 2024", "2024-08-14", "day"),
    ("30 يوليوز 2021 @ 9:05", "2021-07-30 09:05", "minute"),
    ("9 شتمبر 2021", "2021-09-09", "day"),
    ("18 ماي 2022 في 10:00", "2022-05-18 10:00", "minute"),
    ("7 دجمبر 2019", "2019-12-07", "day"),
    ("10:30 - 20 نونبر 2020", "2020-11-20 10:30", "minute"),
    ("10:30، الجمعة 20 نونبر 2020", "2020-11-20 10:30", "minute"),
    ("20 نونبر 2020م - 10:30", "2020-11-20 10:30", "minute"),
    ("20 من نونبر من سنة 2020", "2020-11-20", "day"),
    # Egyptian, Levantine and Algerian months, and both names at once
    ("الأربعاء 30 نوفمبر 2016 على الساعة 11:58", "2016-11-30 11:58", "minute"),
    ("الأحد 21 سبتمبر 2025 - 11:37", "2025-09-21 11:37", "minute"),
    ("5 مايو 2020", "2020-05-05", "day"),
    ("4 يوليو 2018", "2018-07-04", "day"),
    ("1 أغسطس 2019", "2019-08-01", "day"),
    ("9 ديسمبر 2019", "2019-12-09", "day"),
    ("12 كانون الثاني 2020", "2020-01-12", "day"),
    ("12 كانون الأول 2020", "2020-12-12", "day"),
    ("3 نيسان / أبريل 2021", "2021-04-03", "day"),
    ("الأحد, 09 تشرين1/أكتوير 2016 18:47", "2016-10-09 18:47", "minute"),
    ("10 تشرين2/نوفمبر 2016", "2016-11-10", "day"),
    ("الجمعة، 12 كانون1/ديسمبر 2014", "2014-12-12", "day"),
    ("07 كانون2/يناير 2015", "2015-01-07", "day"),
    ("7 كانون ثاني 2015", "2015-01-07", "day"),
    ("1 تشرين أول/أكتوبر 2016", "2016-10-01", "day"),
    ("20 تشرين الثاني/نوفمبر 2020", "2020-11-20", "day"),
    ("3 جانفي 2020", "2020-01-03", "day"),
    # spelling: harakat, tatweel, drawn forms, other digits, direction marks
    ("٢٠ نُونبر ٢٠٢٠ – ٠٩:٠٠", "2020-11-20 09:00", "minute"),
    ("۲۰ نونبــر ۲۰۲۰", "2020-11-20", "day"),
    ("8 ابريل 2022", "2022-04-08", "day"),
    ("ﻧﻮﻧﺒﺮ 20, 2020", "2020-11-20", "day"),
    ("\u200f20\xa0نونبر\u200f 2020", "2020-11-20", "day"),
    # glued
    ("الخميس02أكتوبر2025", "2025-10-02", "day"),
    ("20نونبر2020-09:00", "2020-11-20 09:00", "minute"),
    ("20 أبريل 202518:41", "2025-04-20 18:41", "minute"),
    ("مدير الموقع5 نوفمبر 2022آخر تحديث :", "2022-11-05", "day"),
    # the day in words
    ("فاتح نونبر 2020", "2020-11-01", "day"),
    ("خامس يوليوز 2018", "2018-07-05", "day"),
    ("الخامس عشر من شتنبر 2021", "2021-09-15", "day"),
    ("الحادي والعشرين من يناير 2021", "2021-01-21", "day"),
    ("حادي وثلاثين دجنبر 2020", "2020-12-31", "day"),
    # halves of the day
    ("20-11-2020 9:05 م", "2020-11-20 21:05", "minute"),
    ("20 نونبر 2020 12:15 ص", "2020-11-20 00:15", "minute"),
    ("20 نونبر 2020 8:15 صباحًا", "2020-11-20 08:15", "minute"),
    ("20 نونبر 2020 12:15 مساءً", "2020-11-20 12:15", "minute"),
    ("20 نونبر 2020 18:15 مساء", "2020-11-20 18:15", "minute"),
    ("20 نونبر 2020 على الساعة 3 زوالا", "2020-11-20 15:00", "hour"),
    ("20 نونبر 2020 على الساعة 11 ليلا", "2020-11-20 23:00", "hour"),
    ("20 نونبر 2020 على الساعة 10 صباحا", "2020-11-20 10:00", "hour"),
    # published and updated
    ("نشر في: 29 أكتوبر 2012", "2012-10-29", "day"),
    ("نشر في: 3 نونبر 2022 آخر تحديث: 5 نونبر 2022", "2022-11-03", "day"),
    ("آخر تحديث: 5 نونبر 2022 نشر في: 3 نونبر 2022", "2022-11-03", "day"),
    ("آخر تحديث: 5 نونبر 2022 - 10:00", "2022-11-05 10:00", "minute"),
    ("الأحد 22 أكتوبر 2017 نشر في 3 أكتوبر 2017", "2017-10-03", "day"),
    ("نشر قبل يومين، آخر تحديث 20 نونبر 2024", "2025-11-18", "day"),
    (
        "Le 26 septembre 2023 à 11h39 | Modifié 26 septembre 2023 à 13h01",
        "2023-09-26 11:39",
        "minute",
    ),
    ("Mis à jour le 4 nov. 2025 à 10:00", "2025-11-04 10:00", "minute"),
    ("Actualizado: 05/11/2025 18:05 | 04/11/2025 09:40", "2025-11-04 09:40", "minute"),
    ("Publicado el 4 de noviembre de 2025 a las 9:40", "2025-11-04 09:40", "minute"),
    # French and English
    ("Le 07/04/2025 à 12h18", "2025-04-07 12:18", "minute"),
    ("lundi 3 novembre 2025", "2025-11-03", "day"),
    ("Lundi 3 novembre 2025 à 12h", "2025-11-03 12:00", "hour"),
    ("1er août 2025", "2025-08-01", "day"),
    ("11 janvier 2026 - 14:00", "2026-01-11 14:00", "minute"),
    ("13 Déc 2019", "2019-12-13", "day"),
    ("04 Juil 2019", "2019-07-04", "day"),
    ("07 Sep 2019", "2019-09-07", "day"),
    ("26 novembre 2019", "2019-11-26", "day"),
    ("15 de\u0301cembre 2019", "2019-12-15", "day"),
    ("le 20 nov 2024 à 20 h 31", "2024-11-20 20:31", "minute"),
    ("November 3, 2025 10:20 am", "2025-11-03 10:20", "minute"),
    ("Nov. 3rd, 2025 at 10:20 PM", "2025-11-03 22:20", "minute"),
    ("نوفمبر 3, 2025", "2025-11-03", "day"),
    # numbers
    ("20/11/2020 09:00:07", "2020-11-20 09:00:07", "second"),
    ("03.11.2025", "2025-11-03", "day"),
    ("2025/11/03", "2025-11-03", "day"),
    # Spanish
    ("miércoles, 22 octubre 2025 08:02", "2025-10-22 08:02", "minute"),
    ("9 abr 2025", "2025-04-09", "day"),
    # two digits of the year, where no whole year stands beside them
    ("09.03.25", "2025-03-09", "day"),
    ("نشر في 09.03.25 على الساعة 14:20", "2025-03-09 14:20", "minute"),
    ("٠٩.٠٣.٢٥", "2025-03-09", "day"),
    ("Mis en ligne le 9/03/25 à 14h20", "2025-03-09 14:20", "minute"),
    ("Réf. 05.06.07 du 3 novembre 2025", "2025-11-03", "day"),
    ("2025-11-03 10:20", "2025-11-03 10:20", "minute"),
    ("12:18 07/04/2025", "2025-04-07 12:18", "minute"),
    ("148991-2025-09-05-04-49-06", "2025-09-05 04:49:06", "second"),
    ("2025-09-22-23-19-974", "2025-09-22 23:19", "minute"),
    # with a zone of their own
    ("2025-11-03T10:20:30.123Z", "2025-11-03 11:20:30", "second"),
    ("2025-11-03T10:20:30+01", "2025-11-03 10:20:30", "second"),
    ("نشر في 2025-11-03T10:20:30-05:00", "2025-11-03 16:20:30", "second"),
    ("2025-11-03T10:20-05:00", "2025-11-03 16:20", "minute"),
    ("2025-11-03 10:20+0000", "2025-11-03 11:20", "minute"),
    ("3 نونبر 2025 10:20-12:00", "2025-11-03 10:20", "minute"),
    ("Mon, 03 Nov 2025 10:20:30 +0000", "2025-11-03 11:20:30", "second"),
    ("20 نونبر 2020 - 10:00 بتوقيت غرينتش", "2020-11-20 11:00", "minute"),
    # Ramadan
    ("10 مارس 2025 - 12:00", "2025-03-10 12:00", "minute"),
    # Hijri
    ("4 ربيع الثاني 1442", "2020-11-19", "day"),
    ("الجمعة 4 ربيع الثاني 1442 هـ", "2020-11-20", "day"),
    ("فاتح محرم 1445", "2023-07-19", "day"),
    ("4 رمضان 1442 هـ الموافق ل 17 أبريل 2021", "2021-04-17", "day"),
    # the hour behind the same day in another calendar
    ("19 نونبر 2025م الموافق 28 جمادى الأولى 1447هـ - 18:05", "2025-11-19 18:05", "minute"),
    ("الأربعاء 19 نونبر 2025 / 28 جمادى الأولى 1447 هـ | 18:05", "2025-11-19 18:05", "minute"),
    ("19 نونبر 2025م الموافق لـ 28 جمادى الأولى 1447هـ - 18:05", "2025-11-19 18:05", "minute"),
    ("19/11/2025 (28 جمادى الأولى 1447) على الساعة 18:05", "2025-11-19 18:05", "minute"),
    ("السبت 17 أبريل 2021 / 4 رمضان 1442", "2021-04-17", "day"),
    # counted from SEEN
    ("منذ ساعة", "2025-11-20 10:00", "hour"),
    ("منذ ساعتين", "2025-11-20 09:00", "hour"),
    ("منذ 12 ساعات", "2025-11-19 23:00", "hour"),
    ("3 ساعات مضت", "2025-11-20 08:00", "hour"),
    ("ثلاث ساعات مضت", "2025-11-20 08:00", "hour"),
    ("منذ لحظات", "2025-11-20 11:00", "hour"),
    ("قبل دقائق", "2025-11-20 11:00", "hour"),
    ("منذ ساعة و 20 دقيقة", "2025-11-20 10:14", "minute"),
    ("منذ دقيقة", "2025-11-20 11:33", "minute"),
    ("قبل ٥ دقائق", "2025-11-20 11:29", "minute"),
    ("منذ 10 ثواني", "2025-11-20 11:34:46", "second"),
    ("قبل 3 أيام", "2025-11-17", "day"),
    ("قبل 20 يوما", "2025-10-31", "day"),
    ("مند يومين", "2025-11-18", "day"),
    ("منذ يوم واحد", "2025-11-19", "day"),
    ("منذ أسبوعين", "2025-11-06", "month"),
    ("منذ 3 أشهر", "2025-08-20", "month"),
    ("منذ 9 سنوات", "2016-11-20", "year"),
    ("أمس", "2025-11-19", "day"),
    ("أمس 12:30", "2025-11-19 12:30", "minute"),
    ("أمس الأربعاء على الساعة 10:00", "2025-11-19 10:00", "minute"),
    ("أول أمس", "2025-11-18", "day"),
    ("اليوم 12:30", "2025-11-20 12:30", "minute"),
    ("نشر اليوم على الساعة 9:15", "2025-11-20 09:15", "minute"),
    ("il y a 2 heures", "2025-11-20 09:00", "hour"),
    ("Publié il y a 3 jours", "2025-11-17", "day"),
    ("hier à 12h30", "2025-11-19 12:30", "minute"),
    ("Avant-hier", "2025-11-18", "day"),
    ("Aujourd’hui à 08h05", "2025-11-20 08:05", "minute"),
    ("an hour ago", "2025-11-20 10:00", "hour"),
]

NO_DATE = [
    "",
    "ورّاق",
    "2026",
    "© 2026",
    "© 2020 - 2026 جميع الحقوق محفوظة",
    "2025/2026",
    "12/2025",
    "04.24.25",
    "24.04.98",
    "Tél. 05.06.07.08.09",
    "10.10.10.1",
    "v2.06.07.1",
    "25-04-11",
    "version 1.02.03",
    "نونبر 2020",
    "20 نونبر",
    "20 نونبر - 09:00",
    "الخميس 10:30",
    "10:20 نونبر 2020",
    "تشرين الأول/أكتوبر 2020",
    "خمسة عشر نونبر 2020",
    "مساء اليوم الأحد 12 أكتوبر الجاري",
    "31 فبراير 2020",
    "29 فبراير 2021",
    "0 يناير 2020",
    "31/02/2020",
    "02/31/2020",
    "13/13/2020",
    "2020/31/12",
    "11-24-2020 9:15 AM",
    "13/13/2020 9:15 AM",
    "11/24/2020 09:15",
    "04/13/2020",
    "Friday 10/04/2025",
    "3 نونبر - دجنبر 2020",
    "31 رمضان 1442",
    "الاثنين 4 ربيع الثاني 1442",
    "11 يناير 1944",
    "23 نونبر 2025",
    "5 نونبر 2027",
    "اليوم 24",
    "أخبار اليوم",
    "أمس الأحد على الساعة 10:00",
    "منذ سنة 2015",
    "منذ يوم الأحد",
    "قبل 3 أيام من الانتخابات",
    "منذ 900 سنوات",
    "منذ أيام",
    "قبل سنوات",
    "سنوات مضت",
    "منذ لحظة الانطلاق",
    "%d/%m/%Y %H:%M:%S",
]

MACHINE = [
    ("2020-11-20T09:00:00+01:00", "2020-11-20 09:00:00", "second"),
    ("2020-11-20T09:00:00Z", "2020-11-20 10:00:00", "second"),
    ("2020-11-20T09:00:00.000-0500", "2020-11-20 15:00:00", "second"),
    ("2020-11-20T09:00:00", "2020-11-20 09:00:00", "second"),
    ("2020-11-20t09:00", "2020-11-20 09:00", "minute"),
    ("2020-11-20 09:00:00 UTC", "2020-11-20 10:00:00", "second"),
    ("2020-11-20 09:00:00+00", "2020-11-20 10:00:00", "second"),
    ("20201120T091500Z", "2020-11-20 10:15:00", "second"),
    ("2020-11-20", "2020-11-20", "day"),
    ("2020-11", "2020-11-01", "month"),
    ("2025-03-10T12:00:00", "2025-03-10 12:00:00", "second"),
    ("Fri, 20 Nov 2020 09:00:00 GMT", "2020-11-20 10:00:00", "second"),
    ("Fri, 20 Nov 2020 09:00:00 +0100", "2020-11-20 09:00:00", "second"),
    ("20 Nov 2020 09:00 EST", "2020-11-20 15:00", "minute"),
    ("1605859200", "2020-11-20 09:00:00", "second"),
    ("1605859200000", "2020-11-20 09:00:00", "second"),
]

NO_MACHINE_DATE = [
    "",
    "2020",
    "202011",
    "0000-00-00",
    "0000-00-00T00:00:00",
    "1970-01-01T00:00:00Z",
    # where programs that know no date end up, on either side of the calendar
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-12:00",
    "Mon, 01 Jan 0001 00:00:00 +0100",
    "Fri, 31 Dec 9999 23:59:59 -1200",
    "2020-02-30",
    "2020-11-20T25:00:00Z",
    "2020-11-20T09:00:00+99:00",
    "Fri, 20 Nov 2020 09:00:00 XYZ",
    "2027-11-20T09:00:00Z",
    "9999999999",
    "منذ ساعتين",
    "20/11/2020",
]


@pytest.mark.parametrize(("text", "local", "precision"), PRINTED)
def test_reads_printed_dates(text: str, local: str, precision: str) -> None:
    seen_at = SEEN.replace(year=2026, month=1, day=12) if "2026" in text else SEEN
    assert casablanca(read_date(text, seen_at=seen_at)) == expected(local, precision)


@pytest.mark.parametrize("text", NO_DATE)
def test_makes_up_no_date(text: str) -> None:
    assert read_date(text, seen_at=SEEN) is None


@pytest.mark.parametrize(("text", "local", "precision"), MACHINE)
def test_reads_machine_dates(text: str, local: str, precision: str) -> None:
    assert casablanca(read_machine_date(text, seen_at=SEEN)) == expected(local, precision)


@pytest.mark.parametrize("text", NO_MACHINE_DATE)
def test_makes_up_no_machine_date(text: str) -> None:
    assert read_machine_date(text, seen_at=SEEN) is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("10 مارس 2025 - 12:00", datetime(2025, 3, 10, 12, 0, tzinfo=UTC)),  # in Ramadan
        ("10 أبريل 2025 - 12:00", datetime(2025, 4, 10, 11, 0, tzinfo=UTC)),
        ("10 مارس 2025", datetime(2025, 3, 10, 0, 0, tzinfo=UTC)),
        ("10 أبريل 2025", datetime(2025, 4, 9, 23, 0, tzinfo=UTC)),
    ],
)
def test_ramadan_has_its_own_hour(text: str, at: datetime) -> None:
    date = read_date(text, seen_at=SEEN)
    assert date is not None
    assert (date.at, date.at.tzinfo) == (at, UTC)


def test_yesterday_is_yesterday_in_casablanca() -> None:
    after_midnight_there = datetime(2025, 11, 20, 23, 30, tzinfo=UTC)
    assert casablanca(read_date("أمس", seen_at=after_midnight_there)) == expected(
        "2025-11-20", "day"
    )


def test_months_are_counted_to_a_day_that_exists() -> None:
    seen_at = datetime(2025, 5, 31, 12, tzinfo=UTC)
    assert casablanca(read_date("منذ 3 أشهر", seen_at=seen_at)) == expected("2025-02-28", "month")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("نشر في: الجمعة 20 نونبر 2020 - 09:00 بقلم فلان", "الجمعة 20 نونبر 2020 - 09:00"),
        ("مدير الموقع5 نوفمبر 2022آخر تحديث :", "5 نوفمبر 2022"),
        ("بتاريخ ٢٠ نُونبـر ٢٠٢٠، الرباط", "٢٠ نُونبـر ٢٠٢٠"),
        ("20 نونبر 2020 12:15 مساءً | سياسة", "20 نونبر 2020 12:15 مساءً"),
        ("Publié Le 07/04/2025 à 12h18.", "07/04/2025 à 12h18"),
        ("هسبريس منذ ساعتين", "منذ ساعتين"),
    ],
)
def test_keeps_the_string_as_printed(text: str, printed: str) -> None:
    date = read_date(text, seen_at=SEEN)
    assert date is not None
    assert date.printed == printed


def test_tomorrow_is_the_last_day_that_is_believed() -> None:
    seen_at = datetime(2025, 11, 20, 12, tzinfo=UTC)
    assert read_date("21 نونبر 2025", seen_at=seen_at)
    assert read_date("2025-11-22T00:00:00Z", seen_at=seen_at)
    assert read_date("2025-11-22T00:00:01Z", seen_at=seen_at) is None


MOROCCAN, EGYPTIAN, FRENCH, ENGLISH, WEEKDAYS = (
    names.split()
    for names in (
        "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
        "يناير فبراير مارس إبريل مايو يونيه يوليو أغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "January February March April May June July August September October November December",
        "الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    )
)
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

FORMS = {
    "moroccan": lambda t: f"{WEEKDAYS[t.weekday()]} {t.day} {MOROCCAN[t.month - 1]} {t:%Y - %H:%M}",
    "egyptian": lambda t: f"نشر في: {t:%d} {EGYPTIAN[t.month - 1]}, {t:%Y} على الساعة {t:%H:%M}",
    "digits": lambda t: f"{t.day} {MOROCCAN[t.month - 1]} {t:%Y | %H:%M}".translate(ARABIC_DIGITS),
    "glued": lambda t: f"{WEEKDAYS[t.weekday()]}{t:%d}{MOROCCAN[t.month - 1]}{t:%Y%H:%M}",
    "twins": lambda t: f"{t.day} {MOROCCAN[t.month - 1]}/{EGYPTIAN[t.month - 1]} {t:%Y %H:%M}",
    "halves": lambda t: (
        f"{t.day} {MOROCCAN[t.month - 1]} {t:%Y %I:%M} {'ص' if t.hour < 12 else 'م'}"
    ),
    "month first": lambda t: f"{EGYPTIAN[t.month - 1]} {t.day}, {t:%Y} {t:%H:%M}",
    "french": lambda t: f"Le {t.day} {FRENCH[t.month - 1]} {t:%Y} à {t:%Hh%M}",
    "english": lambda t: f"{ENGLISH[t.month - 1]} {t.day}, {t:%Y} {t:%I:%M %p}",
    "numeric": lambda t: f"{t:%d/%m/%Y %H:%M}",
    "time first": lambda t: f"{t:%H:%M} - {t:%d-%m-%Y}",
    "iso": lambda t: f"{t:%Y-%m-%dT%H:%M}",
}
LATEST = datetime(2026, 12, 31, 23, 59)
LATER = datetime(2027, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("form", FORMS)
@given(local=st.datetimes(datetime(1995, 1, 1), LATEST))
def test_what_is_printed_reads_back(form: str, local: datetime) -> None:
    date = read_date(FORMS[form](local), seen_at=LATER)
    assert date is not None
    assert date.at == local.replace(second=0, microsecond=0, tzinfo=CASABLANCA, fold=0).astimezone(
        UTC
    )
    assert date.precision == "minute"


@given(day=st.dates(date(1995, 1, 1), LATEST.date()), months=st.sampled_from([MOROCCAN, EGYPTIAN]))
def test_a_day_is_its_midnight_in_casablanca(day: date, months: list[str]) -> None:
    found = read_date(f"{day.day} {months[day.month - 1]} {day.year}", seen_at=LATER)
    assert found is not None
    midnight = datetime(day.year, day.month, day.day, tzinfo=CASABLANCA)
    assert (found.at, found.precision) == (midnight.astimezone(UTC), "day")


@given(st.datetimes(datetime(1995, 1, 1), LATEST, timezones=st.sampled_from([UTC, CASABLANCA])))
def test_machines_read_back(at: datetime) -> None:
    at = at.replace(microsecond=0)
    for text in (at.isoformat(), f"{at:%a, %d %b %Y %H:%M:%S %z}"):
        for read in (read_date, read_machine_date):
            found = read(text, seen_at=LATER)
            assert found is not None
            assert (found.at, found.precision) == (at.astimezone(UTC), "second")


@given(year=st.integers(1995, 2026), month=st.integers(1, 12), day=st.integers(0, 99))
def test_days_that_do_not_exist_are_not_read(year: int, month: int, day: int) -> None:
    exists = 1 <= day <= monthrange(year, month)[1]
    for text in (f"{day} {MOROCCAN[month - 1]} {year}", f"{day}/{month}/{year}"):
        assert (read_date(text, seen_at=LATER) is not None) == exists


PIECES = st.sampled_from([
    *MOROCCAN, *EGYPTIAN, *FRENCH, *WEEKDAYS, "منذ", "قبل", "ساعة", "ساعتين", "أيام", "سنوات", "و",
    "أمس", "اليوم", "فاتح", "عشرين", "رمضان", "ذو الحجة", "1442", "2025", "2031", "31", "3", "999",
    "12:30", "24h", "ص", "م", "GMT+9", "نشر في:", "آخر تحديث", "il y a", "hier", "T", "/", "-", "ـ",
])  # fmt: skip
SENTENCES = st.lists(PIECES | st.text(max_size=3), max_size=12).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda gap: gap.join(pieces))
)
MOMENTS = st.datetimes(
    datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.sampled_from([UTC, CASABLANCA])
)


@given(text=st.text() | SENTENCES, seen_at=MOMENTS)
def test_any_text_is_safe_and_never_of_the_future(text: str, seen_at: datetime) -> None:
    for read in (read_date, read_machine_date):
        found = read(text, seen_at=seen_at)
        if found is not None:
            assert found.at - seen_at <= timedelta(hours=36)
            assert found.at.year >= 1990
            assert found.at.tzinfo is UTC
            assert found.printed
            assert found.printed in text


@given(
    text=SENTENCES, before=st.text(" \n\t\xa0", max_size=4), after=st.text(" \n\t\xa0", max_size=4)
)
def test_space_around_a_date_changes_nothing(text: str, before: str, after: str) -> None:
    for read in (read_date, read_machine_date):
        assert read(before + text + after, seen_at=SEEN) == read(text, seen_at=SEEN)
