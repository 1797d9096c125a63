"""Random words in place of a theme's names: classes, ids and addresses, the same for one seed.

Without a seed everything passes through unchanged.
"""

import random
import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_ATTRIBUTE = re.compile(r"""\b(class|id|for|aria-controls|aria-labelledby)="([^"]*)\"""")
_SELECTED = re.compile(r"([.#])([\w-]+)")
_RUN = re.compile(r"(?<![^\W\d_])(?<![^\W_]\.)[^\W\d_]{2,}")
_STAYS = ("/robots.txt", "/favicon.ico")


class Scramble:
    """The words of one outlet under one seed."""

    def __init__(self, seed: int | None, outlet: str) -> None:
        """Without a seed nothing is replaced."""
        self.seed = seed
        self.outlet = outlet
        self._meant: dict[str, str] = {}

    def __bool__(self) -> bool:
        """Whether anything is replaced at all."""
        return self.seed is not None

    def random(self, key: str) -> random.Random:
        """A source of chance that depends on seed, outlet and key only."""
        return random.Random(f"{self.seed}:{self.outlet}:{key}")

    def word(self, token: str) -> str:
        """The word that stands for a token."""
        if not self or not token:
            return token
        chance = self.random(token)
        return "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(4))

    def selector(self, css: str) -> str:
        """A CSS selector in the words that are served."""
        return _SELECTED.sub(lambda part: part[1] + self.word(part[2]), css)

    def markup(self, html: str) -> str:
        """The page with every class and id replaced."""
        if not self:
            return html
        return _ATTRIBUTE.sub(self._attribute, html)

    def _attribute(self, match: re.Match[str]) -> str:
        return f'{match[1]}="{" ".join(map(self.word, match[2].split()))}"'

    def wrapped(self, html: str, key: str = "main") -> str:
        """The part of a page inside up to three more ``div`` elements."""
        if not self:
            return html
        depth = self.random(f"depth {key}").randint(1, 3)
        opening = "".join(f'<div class="{key}-wrapper-{n}">' for n in range(depth))
        return f"{opening}\n{html}\n{'</div>' * depth}"

    def learn(self, paths: Iterable[str]) -> None:
        """Make the words of these paths known, so that they can be asked for."""
        for path in paths:
            self.path(path)

    def path(self, path: str) -> str:
        """A path as it is served, percent-encoded; numbers and file endings stay."""
        if not self or path in _STAYS:
            return quote(path, safe="/%:@,;=+&?~")
        place, mark, query = path.partition("?")
        return _RUN.sub(self._replace, unquote(place)) + mark + query

    def _replace(self, match: re.Match[str]) -> str:
        word = self.word(f"path {match[0]}")
        self._meant[word] = match[0]
        return word

    def meant(self, path: str) -> str:
        """The path that a served one stands for."""
        if not self:
            return path
        return _RUN.sub(lambda match: self._meant.get(match[0], match[0]), path)
