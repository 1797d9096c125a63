"""``WholeAnswers``: an answer that was cut off is no page."""

from scrapy.http import Request, Response

from crawler import settings
from crawler.errors import ServerTrouble
from crawler.http.content_encoding import NotWhole, unpacked


class WholeAnswers:
    """Downloader middleware: a packed answer that ends before its end is refused as cut off."""

    def process_response(self, request: Request, response: Response) -> Response:
        """The response, or ``ServerTrouble`` where what it was packed into has no end."""
        stated = (response.headers.get("Content-Encoding") or b"").decode("latin-1")
        if response.body:
            try:  # what is larger is refused when Scrapy unpacks it
                unpacked(response.body, stated, settings.DOWNLOAD_MAXSIZE)
            except NotWhole as error:
                raise ServerTrouble(f"{response.url} sent {error}") from error
        return response
