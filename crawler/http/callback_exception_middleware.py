"""``CallbackExceptionMiddleware``: a page that a callback cannot take ends with an outcome."""

import logging
from collections.abc import Iterator

from scrapy.http import Response

from crawler.errors import OutletError
from crawler.failure_classification import outcome_of
from crawler.items import HomeLook, Outcome, PollResult
from crawler.listings.backfill_pages import BackfillPageResult

logger = logging.getLogger(__name__)


class CallbackExceptionMiddleware:
    """Spider middleware: an exception in a callback becomes its outcome; the crawl goes on."""

    def __init__(self) -> None:
        """No fault was met yet."""
        self.logged = set[tuple[type[Exception], str]]()

    def process_spider_exception(
        self, response: Response, exception: Exception
    ) -> Iterator[PollResult | BackfillPageResult | HomeLook | Outcome]:
        """The outcome of one exception; one that is no ``OutletError`` is logged with its trace.

        Each fault once in a crawl, with the first page that showed it: it may break every page.
        """
        request = response.request
        if request is None or not {"lead", "listing", "archive_page"} & request.meta.keys():
            return
        spider_name = request.meta["lead"].outlet if "lead" in request.meta else ""
        if not isinstance(exception, OutletError) and self._is_new(exception):
            logger.error("%s broke the reader", response.url, exc_info=exception)
        yield outcome_of(spider_name, request, exception)

    def _is_new(self, exception: Exception) -> bool:
        """Whether no page of this crawl has met the fault: its kind, and the line where it rose."""
        where = exception.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else ""
        known = (type(exception), place) in self.logged
        self.logged.add((type(exception), place))
        return not known
