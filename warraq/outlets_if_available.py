"""The outlets for who reads an archive: where their files are away, it is read all the same."""

from typing import TYPE_CHECKING

from warraq import outlet_loader as known
from warraq.terminal import Invocation, err, plain

if TYPE_CHECKING:  # Scrapy is loaded where outlets are
    from crawler.spider import OutletSpider


def outlets_if_available(
    here: Invocation, instead: str = "left out"
) -> "dict[str, type[OutletSpider]]":
    """Every outlet by its name; none where the archive's packages of outlets are not here.

    An archive is read elsewhere than where it is crawled: then nothing but names, cities and kinds
    is unknown, which is said, and what is done ``instead``. Raises ``BrokenOutlet``.
    """
    try:
        return known.all_outlets(here.overrides)
    except known.OutletsAway as error:
        err.print(plain(
            f"warraq: {error}. Names, addresses, cities and kinds of outlets are {instead}"
        ))  # fmt: skip
        return {}
    except known.UnknownHome as error:  # nothing is asked there: whoever reads goes on
        err.print(plain(f"warraq: {error}"))
        return known.all_outlets(here.overrides | {"HOMES": {}})
