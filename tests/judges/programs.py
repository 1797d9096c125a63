"""The programs that judge our files: where they are, and how they are run."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.waiting import LIMIT

FOLDER = Path(__file__).parents[2] / ".venv-judges" / "bin"


def program(name: str) -> str:
    """The path of a program; without it the test fails and says what to do."""
    path = FOLDER / name
    if not path.exists():
        pytest.fail(f"{path} is missing: `make judges` sets it up", pytrace=False)
    return str(path)


def run(name: str, *arguments: str | Path, cwd: Path | None = None) -> tuple[int, str]:
    """Run a program to its end; its exit code and all that it said."""
    ended = subprocess.run(
        [program(name), *map(str, arguments)], cwd=cwd, text=True, timeout=LIMIT, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return ended.returncode, ended.stdout


@contextmanager
def replaying(folder: Path) -> Iterator[HTTPConnection]:
    """pywb with the collections of a folder; a connection to it, once it answers."""
    port = _free_port()
    command = [program("wayback"), "-b", "127.0.0.1", "-p", str(port), "-d", str(folder)]
    said = folder / "pywb.log"
    with said.open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            _await(process, port, said)
            connection = HTTPConnection("127.0.0.1", port, timeout=LIMIT)
            yield connection
            connection.close()
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _await(process: "subprocess.Popen[bytes]", port: int, said: Path) -> None:
    """Return as soon as the port answers; fail when the program ends or takes too long."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"pywb does not answer: {said.read_text()}", pytrace=False)


def digest_lines(files: list[Path], root: Path) -> list[str]:
    """The index that cdxj-indexer makes of files, with their names below a folder."""
    code, said = run("cdxj-indexer", "--sort", "--dir-root", root, *files)
    assert code == 0, said
    return said.splitlines()
