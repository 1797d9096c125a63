"""Pages in two encodings come out whole; mojibake is undone, marked, or refused by its name."""

import html
import json
from datetime import UTC, datetime

import pytest

from crawler.errors import Garbled
from crawler.items import Article, Page
from crawler.markup.decoding import decode
from crawler.reading.reader import read_article
from crawler.reading.trace import Trace

HEAD = "افتتاح معرض الكتاب في مدينة طنجة"
TOP = (
    f'<!doctype html><html><head><meta charset="utf-8"><title>{HEAD} - منبر</title></head>'
    f'<body><h1>{HEAD}</h1><div class="entry-content"><p>افتتحت مساء الجمعة في مدينة طنجة فعاليات'
    " معرض الكتاب الجهوي، بمشاركة ستين ناشرا من مختلف جهات المملكة، وفق ما أعلنت عنه الجهة"
    " المنظمة.</p>"
)
LAST = "ويستمر المعرض إلى غاية نهاية الشهر الجاري، مع تخصيص يوم كامل للاحتفاء بالكتاب الأمازيغي."
END = f"<p>{LAST}</p></div></body></html>"
BLOCK = (
    '<div class="bloc" title="مواقيت الصلاة">حسب التوقيت المحلي لمدينة طنجة، و أسعار العملات؛ هل من'
    " جديد؟ «نعم» في الصباح و ما بعده</div>"
)
FRENCH = (
    '<html><head><meta charset="utf-8"><title>Un musée à Tanger</title></head><body>'
    "<h1>Un musée à Tanger</h1><p>Le musée a été inauguré vendredi à Tanger par la délégation"
    " régionale de la culture, après deux années de travaux menés sans fermer la médina.</p>"
)
ACCENTS = (
    "<p>L’État a déjà payé. À suivre : ça ira « très » bien, où que l’on soit ; Éva l’a créée.</p>"
)
SPANISH = "<p>La policía española detuvo ayer a un señor en Málaga; ¿qué pasó? Ñora no lo sabe.</p>"


def garbled(text: str, codec: str = "cp1252") -> str:
    """UTF-8 as somebody sees it who takes it for another encoding, with its gaps as browsers do."""
    made = (bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())
    return "".join(made)


def references(text: str) -> str:
    names = html.entities.codepoint2name
    return "".join(
        c if c < "\x7f" else f"&{names[ord(c)]};" if ord(c) in names else f"&#{ord(c)};"
        for c in text
    )


INCLUDES = {
    "windows-1256": (BLOCK, BLOCK.encode("cp1256")),
    "iso-8859-6": (BLOCK.replace("«", '"').replace("»", '"'), None),
    "French in windows-1252": (ACCENTS, ACCENTS.encode("cp1252")),
    "Spanish in windows-1252": (SPANISH, SPANISH.encode("cp1252")),
    "UTF-8 taken for latin-1": (BLOCK, BLOCK.encode().decode("latin-1").encode()),
    "UTF-8 taken for windows-1252": (BLOCK, garbled(BLOCK).encode()),
    "UTF-8 taken for windows-1256": (BLOCK, garbled(BLOCK, "cp1256").encode()),
    "taken for it twice": (BLOCK, garbled(garbled(BLOCK)).encode()),
    "windows-1256 taken for latin-1": (BLOCK, BLOCK.encode("cp1256").decode("latin-1").encode()),
    "French taken for windows-1252": (ACCENTS, garbled(ACCENTS).encode()),
    "spelled in references": (BLOCK, references(garbled(BLOCK)).encode()),
    "emoji in halves": ("<p>😀</p>", "<p>\ud83d\ude00</p>".encode("utf-8", "surrogatepass")),
}  # fmt: skip


@pytest.mark.parametrize("kind", INCLUDES)
@pytest.mark.parametrize("times", [1, 3])
def test_one_bad_include_costs_nothing(kind: str, times: int) -> None:
    text, include = INCLUDES[kind]
    include = text.encode("iso-8859-6") if include is None else include
    decoded = decode(TOP.encode() + include * times + END.encode())
    assert decoded.text == TOP + text * times + END
    assert decoded.evidence not in ("valid UTF-8", "the words it yields")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("said", ["utf-8", "windows-1256", "iso-8859-1", "no-such", "utf-16"])
def test_whatever_is_declared(mark: bytes, said: str) -> None:
    decoded = decode(
        mark + TOP.encode() + BLOCK.encode("cp1256") + END.encode(), f"text/html; charset={said}"
    )
    assert (decoded.text, decoded.encoding) == (TOP + BLOCK + END, "utf-8")


@pytest.mark.parametrize(
    "said",
    ["windows-1256", "windows-1251", "iso-8859-6", "utf-16", "gbk", "koi8-r", "iso-8859-15", ""],
)
def test_an_include_in_utf_8_in_an_old_page(said: str) -> None:
    body = TOP.encode("cp1256") + BLOCK.encode() + END.encode("cp1256")
    decoded = decode(body, f"text/html; charset={said}")
    assert (decoded.text, decoded.encoding) == (TOP + BLOCK + END, "cp1256")


def test_what_a_page_declares_is_believed_where_its_words_agree() -> None:
    for text, encoding in (
        ("<p>Правительство объявило о новой программе развития.</p>" * 9, "windows-1251"),
        ("<p>中国新闻社北京电，国务院办公厅发布通知。</p>" * 9, "gbk"),
        ("<p>Ankara’da bugün yapılan toplantıda görüşüldü, İçişleri…</p>" * 9, "windows-1254"),
    ):  # fmt: skip
        assert decode(text.encode(encoding), f"text/html; charset={encoding}").text == text


def test_utf_16_needs_no_mark() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert decode((TOP + END).encode(encoding)).text == TOP + END


@pytest.mark.parametrize(("cut", "lost"), [(1, "م"), (2, ""), (3, "")])
def test_a_page_cut_in_a_character_ends_before_it(cut: int, lost: str) -> None:
    whole = (TOP + "<p>نعم" + "’").encode()
    decoded = decode(whole[:-cut])
    assert decoded.text == TOP + "<p>نعم" + ("’" if not cut else "")
    assert "cut off" in decoded.evidence or cut == 3


def test_a_character_cut_in_the_middle_is_marked_and_counted() -> None:
    cut = "خلاصة المعر".encode() + b"\xd8"
    trace = Trace()
    body = (
        TOP.encode()
        + b"<p>"
        + cut
        + " ثم عاد الزوار في المساء إلى الرواق.</p>".encode()
        + END.encode()
    )
    article = read(body, trace)
    assert "خلاصة المعر\ufffd ثم عاد" in article.body
    assert "1 bytes lost" in (article.encoding_evidence or "")
    assert any(step == "encoding" and "1 bytes lost" in text for step, text in trace.notes)


def read(body: bytes, trace: Trace | None = None) -> Article:
    page = Page(
        "manbar", "https://manbar.example/1.html", datetime(2026, 3, 4, tzinfo=UTC), 200, {}, body
    )  # noqa: E501
    return read_article(page, trace=trace or Trace(wanted=False))


def test_an_article_with_a_bad_include_is_read_whole() -> None:
    said = {"@type": "NewsArticle", "headline": HEAD, "author": {"name": "سعاد بنعلي"}}
    script = json.dumps(said, ensure_ascii=False).encode("cp1256")
    body = TOP.encode().replace(
        b"</head>", b'<script type="application/ld+json">' + script + b"</script></head>"
    )
    article = read(
        body + "<p>كما أعلنت اللجنة عن جوائز للناشرين الشباب.</p>".encode("cp1256") + END.encode()
    )
    assert (article.headline, article.byline) == (HEAD, "سعاد بنعلي")
    assert article.body.split("\n")[1:] == ["كما أعلنت اللجنة عن جوائز للناشرين الشباب.", LAST]
    assert (article.encoding, article.encoding_evidence) == (
        "utf-8", "UTF-8, 15 spots read as cp1256 or windows-1252",
    )  # fmt: skip


def test_garbled_values_of_scripts_are_undone() -> None:
    said = json.dumps({"@type": "NewsArticle", "author": {"name": garbled("سعاد بنعلي")}})
    top = TOP.replace("</head>", f'<script type="application/ld+json">{said}</script></head>')
    assert read((top + END).encode()).byline == "سعاد بنعلي"


LOST = {
    "accents": FRENCH.replace("é", "\ufffd").replace("à", "\ufffd"),
    "question marks": FRENCH.replace("é", "?").replace("à", "?"),
    "mojibake with question marks": "".join(
        c if c in "ØÙ" or c < "\x7f" else "?" for c in garbled(TOP + END)
    ),
    "mojibake in one case": garbled(TOP + END, "cp1256").replace("ط", "ظ"),
}


@pytest.mark.parametrize("kind", LOST)
def test_what_cannot_be_undone_is_refused_by_its_name(kind: str) -> None:
    with pytest.raises(Garbled):
        read((LOST[kind] + "</body></html>").encode())


def test_a_title_in_mojibake_gives_way_to_the_printed_one() -> None:
    broken = garbled(HEAD).replace("\x81", "")
    top = TOP.replace(
        f"<title>{HEAD}", f'<meta property="og:title" content="{broken}"><title>{broken}'
    )
    assert read((top + END).encode()).headline == HEAD


GENUINE = {
    "examples of mojibake": "<p>تظهر «Ø§Ù„» بدل «ال» عندما يخطئ المتصفح، ومثلها «ط§ظ„» و«Ã©».</p>",
    "French capitals": "<p>OÙ ? ÂGE, Âne, Ça, Çà et là, ÉÈÀÊÎ : « Ã© », Noël, Œuvre</p>",
    "Arabic signs": "<p>حفظ، فقط؟ (ط، ظ، ع)؛ نفط» وغاز: § 5 من الفصل ط§</p>",
    "Persian and Urdu": "<p>طعم گُل، عکس پچ‌پچ، غژغژ؛ ظہر، عڈ</p>",
    "Spanish": "<p>Niño, ÁÉÍÓÚ Ñandú, ¿qué?, «él» Víctor; São Paulo, AÇÃO, NÃO</p>",
    "Amazigh": "<p>Asgwas ameggaz ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ, tiɣri n tmaziɣt, ḥemmleɣ ččan ṛwiɣ ẓriɣ εli</p>",
    "Northern": "<p>Smørrebrød på Ærø: ØÅ, Øresund, ÄÖÜßäöü, Þórður Ðíðí, Çağ ÖÇÜ Çıktı</p>",
    "questions": "<p>Quoi ?Comment? أين?متى? https://x.ma/?a=1&b=2 ما???</p>",
}


@pytest.mark.parametrize("kind", GENUINE)
def test_genuine_letters_stay_as_they_are(kind: str) -> None:
    for top in (TOP, FRENCH):
        text = top + GENUINE[kind] + END
        assert decode(text.encode()).text == text
        read(text.encode())
