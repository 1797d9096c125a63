"""What is found beside the typed word, and what is not: the archive's own words decide."""

from pathlib import Path

import pytest

from storage.query.search import BadQuery, Search, search
from storage.query.spelling_variants_table import BrokenSpellings
from tests.making import archive, article


def found(folder: Path, query: str, *texts: str, own: str = "") -> list[str]:
    """Those of some headlines that a query finds."""
    with archive(folder) as kept:
        if own:
            (kept.folder / "spellings.txt").write_text(own, "utf-8")
        for number, text in enumerate(texts, 1):
            kept.keep(article(number, headline=text, body="نص قصير عن شيء آخر."))
        return [texts[hit.id - 1] for hit in sorted(search(kept, query), key=lambda hit: hit.id)]


@pytest.mark.parametrize(
    ("query", "texts", "others"),
    [
        # hamza seats are one class, in words long enough to stay themselves
        ("شؤون", ["شؤون الجماعة", "الشئون العامة"], ["مدينة الشاون"]),
        # a name of the table is no seat of another word's hamza
        ("شئون", ["شؤون الجماعة", "الشئون العامة"], ["مدينة الشاون", "عمالة شفشاون", "شاون"]),
        ("مسئلة", ["هذه مسألة أخرى"], []),
        ("هيئة", ["هيئة المحامين", "هيأة الدفاع"], ["هيمنة"]),
        ("قراءة", ["قراءة القانون", "قرائة أولى"], ["قرار"]),
        ("مسئولين", ["المسؤولين", "مسؤولون"], []),
        # a particle that was typed is taken off, and none is glued to what is another word
        ("بطنجة", ["أمطار طنجة", "حريق بطنجة"], []),
        ("والحكومة", ["الحكومة", "حكومة جديدة"], []),
        ("بئر", ["حفر بئر", "البئر القديمة"], ["رجل كبير", "الكبير"]),
        ("طاقة", ["الطاقة الشمسية", "بالطاقة"], ["بطاقة التعريف", "البطاقة الوطنية"]),
        ("بطاقة", ["البطاقة الوطنية", "بطاقة"], ["الطاقة", "طاقة"]),
        ("وجدة", ["قطار وجدة", "من وجدة"], ["جدة", "ميناء جدة", "بجدة"]),
        # digits behind a particle
        ("134", ["الفصل 134", "ال134 مقعدا", "ب134"], ["1340"]),
        ("ال134", ["134 مقعدا"], ["34"]),
        # endings, and what they are not
        ("سيارة", ["سيارته", "السيارات", "وسيارتها"], ["سيار"]),
        ("متقاعدين", ["المتقاعدون", "متقاعد"], []),
        ("مهرجان", ["مهرجانات", "بمهرجانه"], []),
        ("عشر", ["عشر سنوات"], ["عشرين سنة", "عشرون"]),
        ("حادث", ["حادثها"], ["الحادثة", "حادثة سير"]),
        ("انتخابات", ["الانتخابات"], ["انتخاب رئيس", "انتخابه"]),
        # a possessive that was typed, and words that only end like one
        ("عائلته", ["العائلة الكبيرة", "عائلات", "عائلتها"], ["عائل وحيد"]),
        ("منزلها", ["المنزل", "منزله", "بمنزلهم"], ["منزلق"]),
        ("كتابه", ["الكتابة", "كتابة"], ["الكتاب"]),
        ("فيها", ["فيها"], ["في البيت"]),
        # ون and ين behind a noun whose ي they swallow; others keep theirs
        ("محامون", ["المحامي", "محامين", "محاميان"], ["المحاماة"]),
        ("مهاجرين", ["المهاجر", "مهاجرون"], ["المهاجري"]),
        ("ناخبون", ["الناخبون", "ناخب", "ناخبيهم"], ["الناخبات"]),
        ("مؤتمر", ["مؤتمرات", "المؤتمرات", "المؤتمرون"], ["مؤامرات"]),
        ("Casablanca", ["بالدارالبيضاء", "الدارالبيضاء"], ["البيضاءالدار"]),
        # a plural before another word, in both cases; an adjective in ي is none
        (
            "ممثلين",
            ["ممثلو الأحزاب", "ممثلي الأحزاب", "ممثلوها", "ممثل واحد", "الممثلون"],
            ["تمثيل"],
        ),
        ("ناخبين", ["الناخبون"], ["النخبة"]),
        ("فلاح", ["فلاحو الغرب", "الفلاحون", "الفلاحين"], ["القرض الفلاحي", "فلاحي"]),
        # a dual before another word
        ("شاحنة", ["شاحنتا نقل", "الشاحنتان"], ["شحن"]),
        # a foreign word in ا and its plural; an adverb in ا is none
        ("كاميرا", ["الكاميرا", "كاميرات المراقبة", "كاميراتها"], ["كامير"]),
        ("كاميرات", ["الكاميرا الخفية", "بالكاميرات"], []),
        ("تكنولوجيا", ["التكنولوجيا", "تكنولوجيات"], ["التكنولوجي"]),
        ("عمليا", ["عمليا"], ["عمليات", "العمليات"]),
        # a particle and a frequent word, rather than a word with an ending
        (
            "وعد",
            ["وعد الوزير", "بوعده", "وعدها"],
            ["وعدة قرى", *(f"عدة قرى {n}" for n in range(11))],
        ),
        ("بلد", ["البلد", "بلده"], ["لدى الوزير"]),
        # joined and apart, behind particles, the second word in its spellings
        ("عبدالرحمان", ["وعبد الرحمن", "عبد الرحمان", "لعبدالرحمن"], ["الرحمان"]),
        ("عبد الإله", ["عبدالإله", "وعبدالاله"], ["إله"]),
        ("عبد الرحمن", ["لعبدالرحمان", "عبد الرحمان"], ["عبد القادر"]),
        # letters that stand for a body, and numbers in two spellings
        ("OMS", ["لمنظمة الصحة العالمية", "OMS"], ["منظمة العمل"]),
        ("ثلاثمئة", ["ثلاثمائة درهم", "ثلاث مائة"], ["ثلاثة"]),
        # names in several spellings, joined and apart, in two scripts
        ("ترمب", ["ترامب", "وترامب", "Trump"], []),
        ("أغادير", ["حسنية أكادير", "Agadir", "بأكادير"], []),
        ("بنكيران", ["عبد الإله بن كيران", "وبنكيران"], ["بن موسى"]),
        ("بن كيران", ["بنكيران"], ["كيران وحده"]),
        ('"عبد الله"', ["عبدالله", "لعبد الله"], ["عبد من عباد الله"]),
        ("Casablanca", ["بالدار البيضاء", "كازابلانكا"], ["دار أخرى", "البيضاء"]),
        ("الدار البيضاء", ["Casablanca", "في الدار البيضاء"], ["البيضاء"]),
    ],
)
def test_forms_of_a_word(tmp_path: Path, query: str, texts: list[str], others: list[str]) -> None:
    assert found(tmp_path, query, *texts, *others) == texts


def test_what_was_added_is_told_and_can_be_switched_off(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline="السيارات الكهربائية"))
        kept.keep(article(2, headline="سيارة قديمة"))
        asked = Search(kept, "سيارة")
        assert asked.count() == 2 and "السيارات" in asked.also["سيارة"]
        exact = Search(kept, "سيارة", exact=True)
        assert (exact.count(), exact.also) == (1, {})
        assert [hit.id for hit in exact.hits()] == [2]


@pytest.mark.parametrize(("query", "added"), [
    ("وعائلاتهم", []), ("هيئات", []), ("شؤون", ["الشيون"]), ("قراءة", []), ("OMS", []),
    ("ترمب", ["ترامب"]), ("الدار البيضاء", []), ('"شؤون الدار"', ["الشيون الدار"]),
    ('"منظمة الصحة العالمية"', []), ('"هيئات مستحيلة"', []), ("مستحيلئات", []), ("عبدالله", []),
])  # fmt: skip
def test_no_form_is_told_that_no_article_holds(
    tmp_path: Path, query: str, added: list[str]
) -> None:
    with archive(tmp_path) as kept:
        for number, headline in enumerate(
            ("دعم لهم وعائلاتهم", "الشئون هيئات", "ترامب في الدار", "عبد قراءة"), 1
        ):
            kept.keep(article(number, headline=headline, body="نص قصير عن شيء آخر."))
        assert [form for every in Search(kept, query).also.values() for form in every] == added


@pytest.mark.parametrize(
    ("query", "texts", "others"),
    [
        ("اخبار", ["اخبار الوطن"], ["أخبار الوطن", "اخبارنا", "الاخبار"]),
        ('"أخبار الوطن"', ["أخبار الوطن"], ["اخبار الوطن", "أخبار وطن"]),
        ("أخبار أو وطن", ["أخبار", "وطن"], ["اخبار", "الوطن"]),
    ],
)
def test_exact_means_whole_words_spelled_so(
    tmp_path: Path, query: str, texts: list[str], others: list[str]
) -> None:
    with archive(tmp_path) as kept:
        for number, text in enumerate([*texts, *others], 1):
            kept.keep(article(number, headline=text, body="نص قصير عن شيء آخر."))
        asked = Search(kept, query, exact=True)
        assert sorted(hit.id for hit in asked.hits()) == [*range(1, len(texts) + 1)]
        assert asked.count() == len(texts)


def test_the_typed_spelling_comes_first(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline="ليلي ليلي ليلي", body="نص قصير عن شيء آخر."))
        kept.keep(article(2, headline="فيلم ليلى الجديد", body="نص قصير عن شيء آخر."))
        assert [hit.id for hit in search(kept, "ليلى")] == [2, 1]
        assert [hit.id for hit in search(kept, "ليلي")] == [1, 2]


def test_an_archive_has_spellings_of_its_own(tmp_path: Path) -> None:
    texts = ["قبيلة أيت حديدو", "قبيلة ايث حديدو"]
    assert found(tmp_path, "أيت", *texts, own="# قبائل\nأيت = ايث\n") == texts


@pytest.mark.parametrize("line", ["أيت", "أيت = ", "= أيت"])
def test_a_broken_table_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    with archive(tmp_path) as kept:
        (kept.folder / "spellings.txt").write_text(f"# قبائل\n{line}\n", "utf-8")
        with pytest.raises(BrokenSpellings, match=r"spellings\.txt, line 2"):
            search(kept, "أيت")


def test_fields(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline="خبر", byline="سلمى التازي", section="سياسة"))
        kept.keep(article(2, headline="سلمى التازي", tags=("سياسة", "مجتمع")))
        for query, ids in (
            ("كاتب:التازي", [1]), ("headline:التازي", [2]), ("التازي", [2]),
            ("قسم:سياسة", [1]), ("tag:سياسة", [2]), ("tag:سياسة أو section:سياسة", [1, 2]),
            ("خبر -كاتب:التازي", []),
        ):  # fmt: skip
            assert sorted(hit.id for hit in search(kept, query)) == ids, query
        with pytest.raises(BadQuery):
            search(kept, "كاتب:")


def test_near_asks_the_late_forms_of_its_first_word_too(tmp_path: Path) -> None:
    words = [f"{one}وزير" for one in ("", "ال", "وال", "بال", "لل", "و", "ف", "ب", "ك", "ل")]
    others = [
        f"{one}استقال{end}" for one in ("", "و", "ب", "ل") for end in ("ة", "ته", "تها", "ات")
    ]
    texts = [*words, *others, "لوزير قدم أمس استقالة", "ووزير العدل باستقالته"]
    assert found(tmp_path, "وزير NEAR استقالة", *texts) == texts[-2:]
