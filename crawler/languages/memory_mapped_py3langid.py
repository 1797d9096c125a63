"""py3langid's model mapped from a file instead of held in memory.

Its two tables take 75 MB, 103 while they are loaded: more than the largest page, in each process
that reads. Mapped they take what the texts have touched: 40 MB after six languages.
"""

import functools
import lzma
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from typing import Any, cast

Rank = Callable[[str], list[tuple[str, float]]]
"""All languages of a text by likelihood, the likeliest first."""


@functools.cache
def rank() -> Rank:
    """The library's ranking, loaded when first needed."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    with tempfile.TemporaryFile() as unpacked:
        with lzma.open(MODEL_DIR / MODEL_FILE) as packed:
            shutil.copyfileobj(packed, unpacked, 1 << 20)
        with zipfile.ZipFile(unpacked) as model:
            names = ("ptc", "pc", "classes", "nextmove", "out_feat", "nextmove_row")
            ptc, pc, classes, moves, output, rows = (_mapped(model, name) for name in names)
    # asked for one number at a time: a memoryview gives Python's own, and faster
    found = LanguageIdentifier(
        ptc, pc, classes.tolist(), memoryview(moves), memoryview(output), tk_row=rows.tolist()
    )
    return cast(Rank, found.rank)


def _mapped(model: zipfile.ZipFile, name: str) -> Any:
    """A table of the model, read from a file of its own as it is asked."""
    import numpy

    with model.open(f"{name}.npy") as packed, tempfile.TemporaryFile() as file:
        shutil.copyfileobj(packed, file, 1 << 20)
        file.seek(0)
        numpy.lib.format.read_magic(file)
        shape, _, kind = numpy.lib.format.read_array_header_1_0(file)
        return numpy.memmap(file, kind, "r", file.tell(), shape)
