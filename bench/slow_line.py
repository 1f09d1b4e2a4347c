"""A line like that of a phone, between a browser and a server on this machine: slow, far, and counted.

Whatever goes through waits for its turn on the line, the worker of an app as much as its page.
"""

import contextlib
import queue
import socket
import threading
import time


class SlowLine:
    """`with SlowLine(port) as line:` listens on `line.port` and passes on to `port`; `line.bytes_down` counts."""

    def __init__(self, port: int, *, there_and_back: float, down: float, up: float) -> None:
        self.to, self.half = port, there_and_back / 2
        self.rates = {"down": down, "up": up}
        self.free_at = {"down": 0.0, "up": 0.0}
        self.bytes_down = self.connections = 0
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> "SlowLine":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_why: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self.to))
                for one in (near, far):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.connections += 1
                # Shaking hands takes once there and back, before the first byte of a question leaves.
                self._pass(near, far, "up", opened=time.monotonic() + 2 * self.half)
                self._pass(far, near, "down", opened=0.0)

    def _pass(self, source: socket.socket, target: socket.socket, way: str, *, opened: float) -> None:
        waiting: queue.Queue[tuple[float, bytes]] = queue.Queue()

        def read() -> None:
            data = b" "
            while data:
                try:
                    # As much as a packet, so that several connections share the line.
                    data = source.recv(1460)
                except OSError:
                    data = b""
                waiting.put((self._due(way, len(data), opened), data))

        def write() -> None:
            while True:
                due, data = waiting.get()
                time.sleep(max(0.0, due - time.monotonic()))
                with contextlib.suppress(OSError):
                    if not data:
                        target.shutdown(socket.SHUT_WR)
                        return
                    target.sendall(data)

        for work in (read, write):
            threading.Thread(target=work, daemon=True).start()

    def _due(self, way: str, size: int, opened: float) -> float:
        """When the last of these bytes comes out at the other end."""
        with self._lock:
            begins = max(time.monotonic(), self.free_at[way], opened)
            self.free_at[way] = begins + size / self.rates[way] if size else self.free_at[way]
            if way == "down":
                self.bytes_down += size
            return begins + size / self.rates[way] + self.half
