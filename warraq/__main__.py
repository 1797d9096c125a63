"""``python -m warraq``."""

import sys

from warraq.cli import main

if __name__ == "__main__":
    sys.exit(main())
