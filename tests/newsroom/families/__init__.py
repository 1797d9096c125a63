"""The sample outlets, one module per family of software."""

from tests.newsroom.families.arc import Arc
from tests.newsroom.families.classic import Wataniya
from tests.newsroom.families.drupal import Jarida
from tests.newsroom.families.jannah import Sahifa
from tests.newsroom.families.publisher import Minbar
from tests.newsroom.families.single_content import Akhbar
from tests.newsroom.families.wmaker import Rif
from tests.newsroom.pages import PagedOutlet

OUTLETS: tuple[type[PagedOutlet], ...] = (Sahifa, Minbar, Akhbar, Rif, Arc, Jarida, Wataniya)

__all__ = ["OUTLETS", "Akhbar", "Arc", "Jarida", "Minbar", "Rif", "Sahifa", "Wataniya"]
