"""Who is writing to an archive: the words in its lock file, which are for people only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

MOST = 4096
"""Bytes of a lock file that are read."""
_SHOWN = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A program that holds a lock. Empty: it has not said who it is, or nothing readable."""

    verb: str = ""
    """What it is doing, as on its command line."""
    host: str = ""
    pid: int = 0
    since: datetime | None = None

    @classmethod
    def parse(cls, words: bytes) -> Owner:
        """Read what a lock file says; whatever it holds, an owner comes out."""
        try:
            facts = json.loads(words[:MOST])
            return cls(
                verb=_printable(facts["verb"]),
                host=_printable(facts["host"]),
                pid=int(facts["pid"]),
                since=datetime.fromisoformat(facts["since"]) if facts["since"] else None,
            )
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return cls()

    def words(self) -> bytes:
        """Return what a lock file is to say; ``parse`` reads it back."""
        facts = {
            "verb": self.verb,
            "host": self.host,
            "pid": self.pid,
            "since": self.since.isoformat() if self.since else "",
        }
        return f"{json.dumps(facts)}\n".encode()


def _printable(text: str) -> str:
    """Return foreign words without what could steer a terminal."""
    return "".join(letter for letter in text if letter.isprintable())[:_SHOWN]
