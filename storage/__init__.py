"""What is kept, whether it is new, how it is asked and taken away."""

import sys

# sqlite-utils loads NumPy and pandas, where they are installed, to know their types in columns that
# nobody makes here: a third of what a command costs that needs neither, and twice that with pandas
_UNLOADED = [name for name in ("numpy", "pandas") if name not in sys.modules]
sys.modules.update(dict.fromkeys(_UNLOADED))  # type: ignore[arg-type]  # ``None``: not to be found
try:
    import sqlite_utils  # noqa: F401
finally:
    for name in _UNLOADED:
        del sys.modules[name]
