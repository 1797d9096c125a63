"""Scrapy's settings: polite by default, storage plugged in by dotted path.

What an operator may change stands in ``warraq.toml`` (see ``warraq.config``).
"""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("warraq")
except PackageNotFoundError:  # a checkout that was never installed
    VERSION = "0"

BOT_NAME = "warraq"
SPIDER_MODULES = ["spiders"]
SPIDER_LOADER_CLASS = "crawler.run.tolerant_spider_loader.TolerantSpiderLoader"
NEWSPIDER_MODULE = "spiders"
PROJECT_URL = "https://github.com/warraq/warraq"
USER_AGENT = f"Warraq/{VERSION} (+{PROJECT_URL})"

# one polite reader per host
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "Warraq"
CONCURRENT_REQUESTS = 4
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1
"""Scrapy 2.19 starts so many tasks for every response (100 by default), most of which find nothing
to do: a tenth of what a page costs. Ours keep what comes in the order in which it comes."""
DOWNLOAD_DELAY = 2.0
DOWNLOAD_DELAY_JITTER = 0.3
LEAST_DELAY = 0.001
"""Seconds. Without any delay Scrapy 2.19 sends all waiting requests of a host at once, whatever
``CONCURRENT_REQUESTS_PER_DOMAIN`` says: it counts them only when their tasks have begun."""
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 10_000_000
MAX_RECORD_BYTES = 64 << 20
"""A record that unpacks to more is none of ours: answers end far below. So much a bomb costs."""
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 5
RETRY_TIMES = 1
RETRY_HTTP_CODES = [500, 502, 504, 522, 524, 408]
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
HTTPCACHE_ENABLED = False
REFERRER_POLICY = "no-referrer"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json,*/*;q=0.5",
    "Accept-Language": "ar,fr;q=0.8,en;q=0.5",
    "Accept-Encoding": "gzip",  # what every tool that reads the raw pages can unpack
}
ALLOW_PRIVATE: bool | list[str] = False
ROBOTS_MEMORY = "storage.frontier.robots_cache.RobotsMemory"
ROBOTS_MAX_AGE = 86_400.0
HOST_BUDGET = 2_000  # requests to one host in one crawl, all listings and articles together
HONOUR_OPT_OUTS: list[str] = []
HOMES: dict[str, str] = {}

DOWNLOAD_HANDLERS = {
    "http": "crawler.http.private_network_guard.CheckedDownloads",
    "https": "crawler.http.private_network_guard.CheckedDownloads",
    "data": None, "file": None, "ftp": None, "s3": None,
}  # fmt: skip
TWISTED_DNS_RESOLVER = "crawler.http.private_network_guard.CheckedResolver"
HTTPPROXY_ENABLED = False  # a proxy would connect to addresses that nobody here has seen
DOWNLOADER_MIDDLEWARES = {
    "crawler.http.offsite_middleware.OutletOffsiteMiddleware": 40,
    "crawler.http.public_hosts_middleware.PublicOnly": 50,
    "crawler.http.robots_middleware.Robots": 100,
    "crawler.http.host_budget_middleware.HostBudget": 110,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.http.truncated_response_middleware.WholeAnswers": 595,
    # nearer to the network than what follows them
    "crawler.http.redirect_middlewares.SoundRedirects": 610,
    "crawler.http.redirect_middlewares.MetaRefresh": 580,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,  # told at a level nobody logs
}
SPIDER_MIDDLEWARES = {
    "storage.crawl.spider_output_middleware.SpiderOutputMiddleware": 10,
    "crawler.http.callback_exception_middleware.CallbackExceptionMiddleware": 20,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
ITEM_PIPELINES = {"storage.crawl.failed_request_pipeline.FailedRequestPipeline": 100}
EXTENSIONS = {
    "crawler.http.crawl_delay_extension.CrawlDelay": 10,
    "storage.crawl.crawl_extension.CrawlExtension": 20,
    "scrapy.extensions.telnet.TelnetConsole": None,
}

# processor seconds for reading one page, and how many more until one that hears no alarm ends its
# process; 0: as crawler.reading.limits says
PAGE_SECONDS = 0.0
HANG_SECONDS = 0.0
GOES_ON_FROM = 0  # the process that ended so, and whose crawl this one goes on with

# the archive's own settings; the demo and the tests set seconds
ARCHIVE = "archive"
MAX_MEMORY_BYTES = 1_000_000_000  # of one crawl; whoever started it looks; 0: no limit
MIN_FREE_BYTES = 500_000_000
MAX_PAGES = 300
# pages of one listing that a poll opens at the most, and that a first look opens even where they
# hold nothing unknown; what is older is a backfill's
LISTING_PAGES = 10
MAX_SECONDS = 3_000.0
LOCK_WAIT = 0.0  # seconds that a crawl waits for another one of its outlet to end
BACKFILL: dict[str, object] = {}
POLL_MIN, POLL_START, POLL_MAX = 600.0, 1800.0, 86_400.0
REVISIT_AGES = [3600.0, 21_600.0, 86_400.0, 259_200.0, 604_800.0, 2_592_000.0]
GONE_GAP = 14_400.0
RETRY_DELAY = 900.0
WARN_ON_GENERATOR_RETURN_VALUE = False  # would parse the source of the callback for every page
LOG_LEVEL = "WARNING"
LOG_FORMAT = "%(asctime)s %(levelname)-8s %(name)s: %(message)s"
LOG_DATEFORMAT = "%Y-%m-%dT%H:%M:%S%z"
