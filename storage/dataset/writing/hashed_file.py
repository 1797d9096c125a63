"""``HashedFile``: a file that is written once, from beginning to end, and hashed meanwhile."""

import contextlib
import hashlib
import os
from pathlib import Path
from types import TracebackType


class HashedFile:
    """A new file as libraries write it; on the disk once it is closed."""

    def __init__(self, path: Path) -> None:
        """Make it. Raises ``OSError``."""
        self._out, self._sum, self.bytes = path.open("wb"), hashlib.sha256(), 0
        self.closed = False

    def write(self, data: bytes | memoryview) -> int:
        """Write all of it, and hash it. Raises ``OSError``."""
        view = memoryview(data).cast("B")
        self._out.write(view)
        self._sum.update(view)
        self.bytes += len(view)
        return len(view)

    def tell(self) -> int:
        """Bytes so far."""
        return self.bytes

    def flush(self) -> None:
        """Hand all on to the operating system. Raises ``OSError``."""
        self._out.flush()

    def close(self) -> None:
        """Close it when all is on the disk: what is named later is whole. Raises ``OSError``."""
        if not self.closed:
            self.closed = True
            with self._out:
                self._out.flush()
                os.fsync(self._out.fileno())

    def hex(self) -> str:
        """SHA-256 of what was written: 64 hexadecimal digits."""
        return self._sum.hexdigest()

    def __enter__(self) -> "HashedFile":
        """It is closed at the end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        """Close it; where writing failed, without asking the disk again."""
        if error is None:
            self.close()
        else:
            self.closed = True
            with contextlib.suppress(OSError):  # the first error tells more than the last bytes'
                self._out.close()


def file_hash(path: Path) -> tuple[int, str]:
    """Bytes and SHA-256 of a file. Raises ``OSError``."""
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256")
        return stream.tell(), found.hexdigest()
