"""A small load generator: so many clients at once, each asks as soon as it was answered. Standard library only."""

import json
import multiprocessing as mp
import selectors
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

Request = tuple[bytes, str]


@dataclass
class Result:
    """Seconds that each answer took, and what was wrong with others."""

    times: list[float] = field(default_factory=list)
    wrong: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()


def post(path: str, body: dict, token: str) -> bytes:
    data = json.dumps(body).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Till {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data


def run(
    port: int, requests: Callable[[int], Iterator[Request]], *, seconds: float, clients: int, rate: float = 0
) -> Result:
    """Load from one process of its own. `requests(seed)` gives bytes to send and the word that the answer must hold.

    With `rate` so many questions a second are begun, whether or not the ones before were answered.
    """
    queue: mp.Queue = mp.Queue()
    process = mp.get_context("fork").Process(target=_client, args=(port, requests, seconds, clients, rate, queue))
    process.start()
    result = queue.get()
    process.join()
    return result


def _client(port: int, requests: Callable, seconds: float, clients: int, rate: float, queue: mp.Queue) -> None:
    feed, result = requests(1), Result()
    selector = selectors.DefaultSelector()
    began = time.perf_counter()
    until, busy, started = began + seconds, 0, count()
    begun = 0
    while True:
        now = time.perf_counter()
        due = (now - began) * rate - begun if rate else clients
        while now < until and busy < clients and due >= 1:
            _start(selector, port, *next(feed))
            busy, begun, due = busy + 1, next(started) + 1, (due - 1 if rate else clients)
        if not busy and now >= until:
            break
        for key, _events in selector.select(timeout=0.005 if rate else 1):
            busy -= _read(selector, key, result)
    result.seconds = time.perf_counter() - began
    queue.put(result)


def _start(selector: selectors.BaseSelector, port: int, data: bytes, word: str) -> None:
    connection = socket.create_connection(("127.0.0.1", port))
    at = time.perf_counter()
    connection.sendall(data)
    connection.setblocking(False)
    selector.register(connection, selectors.EVENT_READ, [at, word, b""])


def _read(selector: selectors.BaseSelector, key: selectors.SelectorKey, result: Result) -> int:
    connection: socket.socket = key.fileobj  # type: ignore[assignment]
    state = key.data
    try:
        piece = connection.recv(65536)
    except BlockingIOError:
        return 0
    except OSError as error:
        piece, state[2] = b"", state[2] or str(error).encode()
    if piece:
        state[2] += piece
        return 0
    selector.unregister(connection)
    connection.close()
    if state[1].encode() in state[2]:
        result.times.append(time.perf_counter() - state[0])
    else:
        reason = state[2][-160:].decode("utf-8", "replace") or "nothing"
        result.wrong[reason] = result.wrong.get(reason, 0) + 1
    return 1
