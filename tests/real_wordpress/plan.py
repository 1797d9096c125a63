"""What the site publishes: some hundred posts of our texts in WordPress's forms, and the truth."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawler.timezone import CASABLANCA
from tests.newsroom.outlets import SECTIONS
from tests.newsroom.stories import Story, load_stories

DESK = "هيئة التحرير"
"""Who signs what nobody signs: WordPress knows no post without an author."""
FORMS = ("blocks", "classic", "illustrated", "teased", "paged blocks", "paged", "quoting", "aside")
STRUCTURES = (
    "/archives/%post_id%", "/%year%/%monthnum%/%day%/%postname%/", "/%category%/%postname%/",
)  # fmt: skip
"""How the site has written its addresses, first to last."""
HIDDEN = ("draft", "pending", "private", "future", "trash", "password")
"""States in which no reader sees a post."""
CAPTION = "منظر عام من عين المكان (أرشيف)"
_PICTURE = '<img src="/wp-content/uploads/p.png" alt="{caption}" width="640" height="400" />'


@dataclass
class Post:
    """One post as the editor writes it, and what is true of it afterwards."""

    story: Story
    at: datetime
    form: str
    era: int
    """Which of ``STRUCTURES`` the site had when it was published."""
    status: str = "publish"
    sticky: bool = False
    more_sections: tuple[str, ...] = ()
    number: int = 0
    addresses: list[str] = field(default_factory=list)
    """Its present address last, those that it has had before."""
    paragraphs: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """The text of the story, until an editor changes it."""
        self.paragraphs = self.paragraphs or self.story.paragraphs
        self.headline = self.story.headline

    @property
    def byline(self) -> str:
        """The author's name as WordPress displays it."""
        return self.story.byline or DESK

    @property
    def sections(self) -> tuple[str, ...]:
        """The categories, the post's first one first."""
        return (self.story.section, *self.more_sections)

    def shown(self, block_theme: bool) -> tuple[str, ...]:
        """The paragraphs that a reader can reach.

        Block themes link the pages of a post only where it was written in blocks: of a classic
        one nobody finds more than the first.
        """
        return self.paragraphs[:2] if block_theme and self.form == "paged" else self.paragraphs

    @property
    def content(self) -> str:
        """The post as it lies in WordPress's database."""
        return content(self.form, self.paragraphs)


def posts(count: int, now: datetime) -> list[Post]:
    """So many posts over five years, oldest first; every twentieth is hidden."""
    stories = list(_stories(count))
    step = timedelta(days=5 * 365) / count
    made = []
    for place, story in enumerate(stories):
        at = now - step * (count - 1 - place) - timedelta(minutes=17)
        hidden = place % 20 == 13
        made.append(
            Post(
                story,
                at.astimezone(CASABLANCA).replace(microsecond=0),
                FORMS[place % len(FORMS)],
                place * len(STRUCTURES) // count,
                status=HIDDEN[place // 20 % len(HIDDEN)] if hidden else "publish",
                sticky=place in (count // 3, count - 40),
                more_sections=("جهات",) if place % 9 == 4 and story.section != "جهات" else (),
            )  # fmt: skip
        )
    return made


def _stories(count: int) -> Iterator[Story]:
    """Our texts, then texts put together of two of them each, so that none comes twice."""
    texts = load_stories()
    dice = random.Random(12)
    order = dice.sample(texts, len(texts))
    for place in range(count):
        one = order[place % len(order)]
        if (turn := place // len(order)) == 0:
            yield one
            continue
        other = order[(place + 7 * turn) % len(order)]
        half = one.paragraphs[turn - 1 : turn + 2], other.paragraphs[turn : turn + 3]
        yield Story(
            f"{one.slug}-{turn}", f"{one.headline}: قراءة ثانية {turn}", one.section, other.byline,
            one.tags, one.genre, (*half[0], *half[1]),
        )  # fmt: skip


def content(form: str, paragraphs: tuple[str, ...]) -> str:
    """Paragraphs in one of the forms in which WordPress's editors keep posts."""
    classic, blocks = list(paragraphs), [_block(text) for text in paragraphs]
    picture = _PICTURE.format(caption=CAPTION)
    match form:
        case "classic":
            return "\n\n".join(classic)
        case "illustrated":
            figure = f'<figure class="wp-block-image size-large">{picture}'
            figure += f'<figcaption class="wp-element-caption">{CAPTION}</figcaption></figure>'
            blocks.insert(2, f"<!-- wp:image -->\n{figure}\n<!-- /wp:image -->")
        case "teased":
            classic.insert(1, "<!--more-->")
            classic.insert(3, f'[caption id="a" align="alignnone" width="640"]{picture} '
                           f"{CAPTION}[/caption]")  # fmt: skip
            return "\n\n".join(classic)
        case "paged blocks":
            blocks.insert(3, "<!-- wp:nextpage -->\n<!--nextpage-->\n<!-- /wp:nextpage -->")
        case "paged":
            return "\n\n".join(
                [*classic[:2], "<!--nextpage-->", *classic[2:4], "<!--nextpage-->", *classic[4:]]
            )
        case "quoting":
            blocks[2] = (f'<!-- wp:quote -->\n<blockquote class="wp-block-quote">{blocks[2]}'
                         "</blockquote>\n<!-- /wp:quote -->")  # fmt: skip
    return "\n\n".join(blocks)


def _block(text: str) -> str:
    return f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->"


def section_of(name: str) -> list[str]:
    """A category's name and slug, as the editor wants them."""
    return [name, SECTIONS.get(name, "divers")]
