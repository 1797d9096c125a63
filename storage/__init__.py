"""What is kept, whether it is new, how it is asked and taken away."""

import sys

# sqlite-utils loads NumPy and pandas, where they are installed, to know their types in columns that
# nobody makes here. Where a refused command line takes .4 s of the processor they take .2 and .8
_UNLOADED = [name for name in ("numpy", "pandas") if name not in sys.modules]
sys.modules.update(dict.fromkeys(_UNLOADED))  # type: ignore[arg-type]  # ``None``: not to be found
try:
    import sqlite_utils  # noqa: F401
finally:
    for name in _UNLOADED:
        del sys.modules[name]
