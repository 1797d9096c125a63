"""A loopback server that sends exactly the bytes it is given and notes what it is sent."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

NOTHING_HERE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


class ByteServer:
    """Answers each path with its bytes; an answer without a length closes the connection."""

    def __init__(self, answers: dict[str, bytes]) -> None:
        self.answers = answers
        self.asked: dict[str, bytes] = {}
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                connection, _ = self.listening.accept()
                threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        waiting = b""
        with connection, contextlib.suppress(OSError):
            while data := connection.recv(65536):
                waiting += data
                while b"\r\n\r\n" in waiting:
                    head, _, waiting = waiting.partition(b"\r\n\r\n")
                    path = head.split(b" ")[1].decode()
                    self.asked[path] = head + b"\r\n\r\n"
                    answer = self.answers.get(path, NOTHING_HERE)
                    connection.sendall(answer)
                    lower = answer.lower()
                    if b"content-length:" not in lower and b"chunked" not in lower:
                        return
