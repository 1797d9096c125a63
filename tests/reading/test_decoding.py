"""Bytes become the right text, or are refused with a reason."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import Unreadable
from crawler.markup.decoding import decode

TEXT = "<html><head>{meta}</head><body>أعلنت الوزارة في بلاغ لها عن إطلاق برنامج جديد من أجل دعم التلاميذ على مستوى الجهات التي تعاني من الخصاص</body></html>"  # noqa: E501
META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("declared", ["http", "meta", "nowhere"])
def test_every_arabic_encoding(encoding: str, declared: str) -> None:
    text = TEXT.format(meta=META.format(encoding) if declared == "meta" else "")
    header = f"text/html; charset={encoding}" if declared == "http" else "text/html"
    assert decode(text.encode(encoding), header).text == text


@pytest.mark.parametrize(
    ("real", "said"), [("utf-8", "windows-1256"), ("utf-8", "iso-8859-1"), ("cp1256", "utf-8")]
)
def test_a_false_declaration_is_not_believed(real: str, said: str) -> None:
    text = TEXT.format(meta=META.format(said))
    assert decode(text.encode(real), f"text/html; charset={said}").text == text


def test_byte_order_mark_and_double_encoding() -> None:
    text = TEXT.format(meta="")
    assert decode(b"\xef\xbb\xbf" + text.encode()).text == text
    assert decode(text.encode("utf-16")).text == text
    twice = text.encode().decode("latin-1").encode()
    assert decode(twice).text == text


def test_a_few_broken_bytes_cost_only_themselves() -> None:
    body = TEXT.format(meta="").encode()
    cut = body[:-16]  # in the middle of nothing
    broken = cut[:120] + b"\xd8" + cut[120:]
    assert decode(broken).encoding == "utf-8"
    assert decode(broken).text.count("\ufffd") <= 3


@pytest.mark.parametrize(
    "body",
    [b"", b"   \n", b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n" + bytes(500), bytes(range(256)) * 50,
     gzip.compress(b"x" * 1000, mtime=0)],
)  # fmt: skip
def test_what_is_no_text_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(body)


WORDS = (
    "أعلنت الوزارة في بلاغ لها عن إطلاق برنامج جديد من أجل دعم التلاميذ على مستوى الجهات التي"
    " تعاني من الخصاص، وقد شاركت خلال هذا اللقاء جمعيات محلية؛ كما قال الوزير إلى الصحافة 12 2026"
)
SENTENCES = st.lists(st.sampled_from(WORDS.split()), min_size=12, max_size=60).map(" ".join)
DIFFERENT = st.lists(
    st.sampled_from(sorted(set(WORDS.split()))), min_size=8, max_size=60, unique=True
).map(" ".join)
"""Six of the words are words in both Arabic encodings, repeated as often as you like."""


@settings(max_examples=120, deadline=None)
@given(
    text=DIFFERENT,
    encoding=st.sampled_from(["utf-8", "windows-1256", "iso-8859-6"]),
    said=st.sampled_from(["", "utf-8", "iso-8859-1", "windows-1252", "no-such-encoding"]),
)
def test_arabic_comes_out_as_it_went_in(text: str, encoding: str, said: str) -> None:
    """Undeclared, or declared as what servers say that never asked themselves."""
    page = f"<title>{text[:40]}</title><p>{text}</p>"
    assert decode(page.encode(encoding), f"text/html; charset={said}").text == page


@settings(max_examples=60, deadline=None)
@given(text=SENTENCES, twice=st.sampled_from(["latin-1", "cp1252"]))
def test_text_encoded_twice_comes_out_once(text: str, twice: str) -> None:
    page = f"<p>{text}</p>"
    try:
        body = page.encode().decode(twice).encode()
    except UnicodeDecodeError:  # windows-1252 has no character for some bytes: nobody writes this
        return
    assert decode(body).text == page
