"""A list of links that the sentence above it announces: results, works, names are the article's."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import html

from crawler.arabic import folded_words, without_accents
from crawler.markup.page_lines import Line
from crawler.markup.widget_class_names import has_word, names_widget
from crawler.reading.body.boxes.list_behind_text import MIN_ITEM_WORDS, MIN_ITEMS, NO_LISTS

MIN_WORDS = 12
"""Words of a paragraph that announces; a shorter one may be the site's label."""
_LAST_SENTENCE = re.compile(r"[.!؟?…»”\"]\s+")
_SPEECH = re.compile(r"[«“„\"]|[-–—]\s")
_LEADS_AWAY = frozenset(
    without_accents(word)
    for text in (
        "اقرأ اقرؤوا اقرأوا للقراءة قراءة شاهد شاهدوا طالع طالعوا تصفح تصفحوا أيضا المزيد للمزيد"
        " مقال مقالات مقالاتنا المقالات مواضيع المواضيع مواد المواد أخبار الأخبار عناوين العناوين"
        " تابع تابعوا تابعونا متابعتنا صلة رابط الرابط روابط الروابط",
        "lire relire lisez voir retrouvez aussi article articles dossier dossiers sujet savoir"
        " liens suivez",
        "read reading watch also related more article articles stories links follow",
        "leer lea ver vea también relacionados relacionadas artículos noticias enlaces síguenos",
        "lesen mehr auch artikel thema",
    )
    for word in folded_words(text)
)
"""Words of a sentence that announces what else there is to read, in Arabic, French, English,
Spanish and German."""

_OURS = frozenset(
    without_accents(word)
    for text in (
        "جريدتنا لجريدتنا لجريدة لموقع موقعنا لموقعنا صحيفتنا نشرنا نشرناه تطرقنا تناولنا",
        "nous notre nos rédaction our we newsroom nosotros nuestro nuestra nuestros redacción",
    )
    for word in folded_words(text)
)
_PUBLISH = frozenset(
    without_accents(word)
    for text in (
        "نشرت نشرنا نشرناه تنشر كتبت كتبنا تناولت تناولنا تطرقت تطرقنا",
        "publié publiés publiées publions écrit consacré published written wrote reported covered"
        " publicado publicamos escrito",
    )
    for word in folded_words(text)
)
"""Words of a newsroom that speaks of itself, and of what it did before."""


def plain_announced_lists(found: list[Line]) -> list[Line]:
    """The lines, those of announced lists as if they led nowhere.

    A list is announced where a sentence right above it ends in a colon, and does not speak of
    articles to read.
    """
    every = found
    for number, line in enumerate(found[:-1]):
        # cheapest first: few lines end so
        if not line.text.endswith((":", "：")) or found[number + 1].link_share < 0.5:
            continue
        items = _items_behind(line, found[number + 1 :])
        if items and _announces(line) and not _opens_speech(found[number + 1 + items :]):
            every = [*every] if every is found else every
            for at in range(number + 1, number + 1 + items):
                every[at] = replace(found[at], link_share=0.0)
    return every


MAX_LABEL_WORDS = 14
"""Words of a line that names what a list holds; trafilatura keeps a longer one anyway."""


def announces_items(line: Line, behind: Line) -> bool:
    """Whether a line ends in a colon right before a list or table of which ``behind`` is the first.

    ``أبرز الأرقام:`` in a ``div`` is text as the items are: those of links lead to other pages.
    """
    if not line.text.endswith((":", "：")) or line.link_share or line.caption:
        return False
    if line.block is None or behind.block is None or behind.link_share:
        return False
    if line.key.count(" ") >= MAX_LABEL_WORDS:
        return False
    block = line.block
    rows = block.getnext()
    if rows is None and (holder := block.getparent()) is not None and len(holder) == 1:
        rows = holder.getnext()  # an editor puts each line into a box
    if rows is None or rows.tag not in ("ul", "ol", "dl", "table"):
        return False
    if any(names_widget(one) or has_word(one, NO_LISTS) for one in (rows, rows.getparent())):
        return False
    return rows in behind.block.iterancestors()


def _announces(line: Line) -> bool:
    """Whether a line is a paragraph whose last sentence tells of no articles."""
    if line.link_share or line.caption or line.key.count(" ") < MIN_WORDS - 1:
        return False
    last = _LAST_SENTENCE.split(line.text)[-1]
    words = frozenset(without_accents(word) for word in folded_words(last))
    ours = not (_OURS.isdisjoint(words) or _PUBLISH.isdisjoint(words))
    return not ours and _LEADS_AWAY.isdisjoint(words)


def _opens_speech(behind: Sequence[Line]) -> bool:
    """Whether the next line opens a quotation: the colon announced it, not the list between."""
    return bool(behind) and bool(_SPEECH.match(behind[0].text))


def _items_behind(line: Line, behind: Sequence[Line]) -> int:
    """The number of items, a line each, of the list right behind a line; 0 where none is."""
    rows = None if line.block is None else line.block.getnext()
    if rows is None or rows.tag not in ("ul", "ol") or not MIN_ITEMS <= len(rows) <= len(behind):
        return 0
    if any(names_widget(one) or has_word(one, NO_LISTS) for one in (rows, rows.getparent())):
        return 0
    said = all(
        _is_in(one, item) and one.key.count(" ") >= MIN_ITEM_WORDS - 1
        for one, item in zip(behind, rows, strict=False)
    )
    return len(rows) if said else 0


def _is_in(line: Line, item: html.HtmlElement) -> bool:
    """Whether a line stands in an item, and the item is nothing else."""
    if item.tag != "li" or line.block is None:
        return False
    return line.block is item or (line.block.getparent() is item and len(item) == 1)
