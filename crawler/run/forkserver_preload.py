"""Loads on import what every crawl is put together from: the fork server does it once for all."""

from importlib import import_module

from crawler.run.crawl_process import scrapy_settings

__all__: list[str] = []

_TABLES = ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS", "ITEM_PIPELINES")
_NAMED = (
    "DUPEFILTER_CLASS", "LOG_FORMATTER", "ROBOTS_MEMORY", "ROBOTSTXT_PARSER", "SCHEDULER",
    "SCHEDULER_MEMORY_QUEUE", "SCHEDULER_PRIORITY_QUEUE", "SPIDER_LOADER_CLASS",
    "STATS_CLASS",
)  # fmt: skip


def _load() -> None:
    settings = scrapy_settings({})
    paths = [
        path for table in _TABLES for path in settings.get_component_priority_dict_with_base(table)
    ]
    for path in [*paths, *map(settings.get, _NAMED)]:
        import_module(path.rpartition(".")[0])


_load()
