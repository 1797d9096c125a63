"""Lines of a log, on standard output: time with its zone, level, and who has something to say."""

import logging
import sys
from datetime import datetime

from crawler.settings import LOG_DATEFORMAT, LOG_FORMAT
from warraq.closed_output import nobody_reads, print_into_nothing
from warraq.terminal import plain


def log_line(name: str, words: str, level: int = logging.INFO) -> None:
    """Print ``2026-11-28T14:00:00+0100 INFO     rif   12 new``.

    The daemon goes on where nobody takes its lines any more: its work is not to print.
    """
    stamp = datetime.now().astimezone().strftime(LOG_DATEFORMAT)
    line = plain(f"{stamp} {logging.getLevelName(level):<8} {name:<16} {words}").plain
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except OSError as error:  # a full disk may have room again; a closed terminal never comes back
        if nobody_reads(error):
            print_into_nothing()


def log_libraries() -> None:
    """Let the warnings of libraries look like lines of ours."""
    logging.basicConfig(format=LOG_FORMAT, datefmt=LOG_DATEFORMAT, level=logging.WARNING)
    logging.captureWarnings(True)
