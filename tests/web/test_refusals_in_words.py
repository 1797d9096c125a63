"""What a page refuses, and what it passes over, is said in its reader's language."""

import re
from collections.abc import Iterator

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.web.making import REVISED, client, filled

REFUSED = (
    ("/search?q=سد&since=yesterday", "اكتب اليوم هكذا: 2026-11-24", "écrivez un jour ainsi"),
    ("/search?q=سد&since=2026-03-02&until=2026-03-01", "لا يوم بينهما", "est après 2026-03-01"),
    ("/search?q=سد&kind=odd", "أنواع المقالات المعروفة هي", "les types connus sont"),
    ("/search?q=سد&month=2026-13", "اكتب الشهر هكذا", "écrivez un mois ainsi"),
    # no calendar has a year 0
    ("/search?q=سد&month=0000-01", "اكتب الشهر هكذا", "écrivez un mois ainsi"),
    ("/concordance?q=سد&month=٠٠٠٠-١٢", "اكتب الشهر هكذا", "écrivez un mois ainsi"),
    ("/compare?q=سد&year=0000", "اكتب السنة هكذا", "écrivez une année ainsi"),
    ('/search?q="سد', "علامة تنصيص لم تُغلق", "un guillemet n’est pas fermé"),
    ("/search?q=date:2020", "ليس حقلا", "n’est pas un champ"),
    ("/search?q=مدر*سة", "توضع النجمة بعد أول الكلمة الأخيرة", "l’étoile se place"),
    ("/search?q=سد NEAR/999 ماء", "العدد الأقصى للكلمات هو 200", "200 mots au plus"),
    ("/search?q=وسم:سد&former=1", "لا تحتفظ النسخ السابقة بالحقل tag",
     "ne gardent pas le champ tag"),
    ("/concordance?q=-سد", "ليس فيه إلا ما يُستبعد", "ne dit que ce qu’il faut exclure"),
    ("/sql?q=SELECT x FROM articles", "لا يوجد عمود بهذا الاسم: x", "pas de colonne de ce nom : x"),
    ("/sql?q=SELECT 1 FROM y", "لا يوجد جدول بهذا الاسم: y", "pas de table de ce nom : y"),
    ("/sql?q=SELECT 1 1", "خطأ في التركيب عند 1", "erreur de syntaxe près de « 1 »"),
    ("/sql?q=SELECT (1", "السؤال غير مكتمل", "la question n’est pas complète"),
    ("/sql?q=SELECT 1; SELECT 2", "سؤال واحد فقط", "une seule question à la fois"),
    ("/sql?q=SELECT zeroblob(900000000)", "أكبر من المسموح", "trop longs"),
    ("/tables/articles?order=odd", "لا يوجد عمود بهذا الاسم: odd",
     "pas de colonne de ce nom : odd"),
    ("/search?q=سد&revised=2", "2: اكتب 1، أو 0 لما سواها", "écrivez 1, ou 0 pour les autres"),
    ("/compare?q=سد&gone=maybe", "اكتب 1، أو 0", "écrivez 1, ou 0"),
    ("/compare?q=(سد", "قوس لم يُغلق", "une parenthèse n’est pas fermée"),
)  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("refusing") / "archive"
    filled(folder)
    with client(folder) as asking:
        yield asking


def told(page: TestClient, address: str, lang: str, kind: str, status: int) -> str:
    """The words of one kind on a page, without the marks that isolate what is filled in."""
    answer = page.get(f"{address}&lang={lang}")
    assert answer.status_code == status, answer.text
    said = html.document_fromstring(answer.text).xpath(f"//*[@class='{kind}']")
    return re.sub("[\u2066-\u2069]", "", " ".join(one.text_content() for one in said))


@pytest.mark.parametrize(("address", "arabic", "french"), REFUSED)
def test_a_refusal_is_said_in_the_language_of_the_page(
    page: TestClient, address: str, arabic: str, french: str
) -> None:
    assert arabic in told(page, address, "ar", "trouble", 400)
    assert french in told(page, address, "fr", "trouble", 400)
    assert told(page, address, "en", "trouble", 400) not in ("", french, arabic)


@pytest.mark.parametrize("address", [
    "/search?q=سد&page=-1", "/search?q=سد&page=two", "/search?q=سد&order=loudest",
    "/search?q=سد&exact=yes", "/search?q=سد&bars=pies", "/concordance?q=سد&sort=size",
    # names that no page knows, or another page
    "/search?q=سد&outlets=one", "/compare?q=سد&untill=2026-11-01", "/?month=2026-11",
    "/concordance?q=سد&column=id", "/tables?q=سد", "/sql?sql=select", "/day/2026-11-24?month=1",
    f"/article/{REVISED}?revised=1", "/saved?page=2",
    "/tables/articles?offset=-5", "/tables/articles?column=id&comparison=like&value=1",
    f"/article/{REVISED}/versions?from=first", f"/article/{REVISED}/raw?version=x",
])  # fmt: skip
def test_a_value_that_means_nothing_is_passed_over_and_the_page_says_so(
    page: TestClient, address: str
) -> None:
    status = 404 if "/raw" in address else 200  # that one has no raw page at all
    name, value = address.rpartition("&")[2].rpartition("?")[2].split("=")
    if "comparison" in address:
        name, value = "comparison", "like"
    arabic = told(page, address, "ar", "notes", status)
    assert f"{name}={value} لا معنى له هنا" in arabic
    assert f"{name}={value} ne veut rien dire ici" in told(page, address, "fr", "notes", status)


@pytest.mark.parametrize("address", [
    "/search?q=سد&page=1&order=newest&exact=0&bars=shares", "/concordance?q=سد&sort=left",
    "/tables/articles?order=id&down=1&offset=1", "/search?q=سد&page=&order=",
    "/tables/articles?column=id&comparison=at+least&value=1",
    "/search?q=سد&sort=left&bars=shares&outlet=one&kind=brief&new_after=1&captured_until=2027-01-01",
    "/compare?q=سد&q=ماء&exact=1", "/?year=", f"/article/{REVISED}?q=سد&exact=1",
])  # fmt: skip
def test_what_means_something_needs_no_note(page: TestClient, address: str) -> None:
    assert "ne veut rien dire" not in page.get(f"{address}&lang=fr").text


def test_a_language_that_the_page_does_not_speak_is_told(page: TestClient) -> None:
    answer = page.get("/search?q=سد&lang=de", headers={"accept-language": "fr"})
    assert "lang=de ne veut rien dire ici" in answer.text


def test_a_note_repeats_the_beginning_of_a_very_long_value(page: TestClient) -> None:
    word = "ب" * 900
    for address in (f"/search?q={word}", f"/search?q=سد&order={word}", f"/search?q=سد&{word}=1"):
        note = told(page, address, "ar", "notes", 200)
        assert "ب" * 80 + "…" in note and "ب" * 81 not in note


def test_a_page_behind_the_last_one_is_told_and_programs_hear_it_too(page: TestClient) -> None:
    assert "لا توجد صفحة 99" in told(page, "/search?q=سد&page=99", "ar", "notes", 200)
    notes = page.get("/search.json?q=سد&page=99&order=odd").json()["notes"]
    assert [(one["code"], one["word"]) for one in notes] == [
        ("passed over", "odd"), ("last page", "99")
    ]  # fmt: skip
    assert page.get("/search.json?q=سد&page=1&order=oldest").json()["notes"] == []


@pytest.mark.parametrize("address", [
    f"/{shape}?q=سد&{asked}"
    for shape in ("search.json", "search.csv", "search.jsonl", "search.atom", "concordance.json",
                  "concordance.csv")
    for asked in ("month=0000-01", "month=٠٠٠٠-١٢", "year=0000")
])  # fmt: skip
def test_programs_are_told_of_a_year_that_no_calendar_has(page: TestClient, address: str) -> None:
    answer = page.get(address)
    assert answer.status_code == 400
    assert "as 2026" in answer.text


def test_a_table_is_narrowed_by_a_number_of_any_length(page: TestClient) -> None:
    asked = f"/tables/articles.json?column=id&comparison=at+most&value={'9' * 5_000}"
    assert len(page.get(asked).json()["rows"]) > 1


@pytest.mark.parametrize(("lang", "said"), [
    ("ar", "هذا العنوان لا يستجيب لطلب \u2068POST\u2069"),
    ("fr", "cette adresse ne répond pas à POST"),
    ("en", "this address does not answer to POST"),
])  # fmt: skip
@pytest.mark.parametrize("path", ["/search", "/article/1", "/static/warraq.css", "/search.json"])
def test_a_method_that_an_address_does_not_take_is_told_in_words(
    page: TestClient, lang: str, said: str, path: str
) -> None:
    answer = page.post(f"{path}?lang={lang}")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert (answer.json()["error"] if "json" in path else answer.text) == said


def test_an_address_that_only_takes_forms_says_so_too(page: TestClient) -> None:
    answer = page.get("/saved/look?lang=fr")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert answer.text == "cette adresse ne répond pas à GET"
