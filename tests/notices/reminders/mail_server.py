"""A mail server on this machine that takes letters, says no, or never answers, as it is told."""

import random
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from typing import Any


@dataclass
class Behaviour:
    """How it behaves now; a test changes it between two runs."""

    refuses: set[str] = field(default_factory=set)
    # Refuses one letter in so many, by these dice; none for nought.
    refuses_one_in: int = 0
    dice: random.Random = field(default_factory=lambda: random.Random(1))
    refused: int = 0
    # Where it stops answering: "door", or "letter" when it has read one to its end.
    hangs_at: str = ""
    hangs_for: set[str] = field(default_factory=set)
    letters: list[tuple[str, str]] = field(default_factory=list)
    connections: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def refuses_now(self, address: str) -> bool:
        by_lot = self.refuses_one_in and self.dice.randrange(self.refuses_one_in) == 0
        refused = bool(by_lot) or address in self.refuses
        self.refused += refused
        return refused

    def taken_for(self, address: str) -> list[str]:
        """The letters that this server took, or read to the end, for somebody."""
        return [text for to, text in self.letters if to == address]


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as one letter needs."""

    def handle(self) -> None:
        told: Any = self.server
        behaviour: Behaviour = told.behaviour
        behaviour.connections += 1
        if behaviour.hangs_at == "door":
            behaviour.over.wait(10)
            return
        self.say("220 here")
        to = ""
        for line in self.rfile:
            word = line.strip().upper()
            if word.startswith(b"RCPT TO:"):
                to = line.decode().partition("<")[2].partition(">")[0]
                self.say("451 not now" if behaviour.refuses_now(to) else "250 ok")
            elif word == b"DATA":
                self.say("354 go on")
                behaviour.letters.append((to, self.letter()))
                if behaviour.hangs_at == "letter" and to in behaviour.hangs_for:
                    behaviour.over.wait(10)
                    return
                self.say("250 taken")
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def letter(self) -> str:
        """Subject and text, as who reads it sees them."""
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        message = message_from_bytes(b"".join(lines), policy=default)
        return f"{message['Subject']}\n{message.get_content()}"


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        super().__init__(("127.0.0.1", 0), Conversation)


@contextmanager
def mail_server() -> Iterator[tuple[int, Behaviour]]:
    """Its port, and how it behaves."""
    behaviour = Behaviour()
    with Server(behaviour) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server.server_address[1], behaviour
        finally:
            behaviour.over.set()
            server.shutdown()
