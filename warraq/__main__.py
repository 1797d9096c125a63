"""``python -m warraq`` and the ``warraq`` command: Ctrl-C ends it at any moment in one word.

So does SIGTERM, which a program in the background is sent, and SIGHUP where its terminal is closed:
what it has started ends with it. Under ``nohup`` SIGHUP stays ignored.
"""

import sys

from warraq.interruptions import deaf, end_at_once, raise_interrupt


def main() -> int:
    """Run the command; its exit code."""
    end_at_once()
    from warraq.cli import main as command

    raise_interrupt()
    try:
        return command()
    finally:
        deaf()


if __name__ == "__main__":
    sys.exit(main())
