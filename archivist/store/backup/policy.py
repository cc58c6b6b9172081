"""Which snapshots a policy keeps: ``10``, ``7 daily, 4 weekly, 12 monthly``, ``7天 4周 12月``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from archivist.store.backup.snapshots import Snapshot

_WORDS = {
    "newest": ("", "newest", "last", "份", "个", "个快照", "份快照"),
    "daily": ("d", "day", "days", "daily", "天", "日", "每天", "每日"),
    "weekly": ("w", "week", "weeks", "weekly", "周", "个星期", "星期", "每周"),
    "monthly": ("m", "month", "months", "monthly", "月", "个月", "每月"),
    "yearly": ("y", "year", "years", "yearly", "年", "每年"),
}
_MEANT = {word: name for name, words in _WORDS.items() for word in words}
_TERM = re.compile(r"([0-9]{1,5})\s*([a-z]*|[^\W\d_a-z]*)\s*(?:[,;，；、+]|\Z|(?=\s*[0-9]))\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """How many snapshots stay: the last of each of so many days, weeks, months and years."""

    newest: int = 0
    daily: int = 0
    weekly: int = 0
    monthly: int = 0
    yearly: int = 0

    @classmethod
    def parse(cls, text: str) -> Keep:
        """Return the policy of a text.

        Raises:
            ValueError: It is none, or it would keep nothing.
        """
        rest, counts = text.strip().lower(), dict[str, int]()
        while rest:
            match = _TERM.match(rest)
            name = _MEANT.get(match[2]) if match else None
            if match is None or name is None or name in counts:
                raise ValueError(text)
            counts[name] = int(match[1])
            rest = rest[match.end() :]
        if not any(counts.values()):
            raise ValueError(text)
        return cls(**counts)

    def __str__(self) -> str:
        counts = zip(_WORDS, astuple(self), strict=True)
        return ", ".join(f"{count} {name}" for name, count in counts if count)


_BUCKETS: dict[str, Callable[[datetime], object]] = {
    "daily": lambda at: at.date(),
    "weekly": lambda at: at.isocalendar()[:2],
    "monthly": lambda at: (at.year, at.month),
    "yearly": lambda at: at.year,
}


def dropped(snapshots: Sequence[Snapshot], keep: Keep) -> list[Snapshot]:
    """Return the snapshots that a policy does not keep, oldest first.

    The newest sound one stays in any case, and so does all that is younger.

    Args:
        snapshots: All of a target, oldest first.
        keep: The policy.
    """
    sound = [each for each in snapshots if not each.damage]
    kept = {each.name for each in sound[-max(1, keep.newest) :]}
    for name, bucket in _BUCKETS.items():
        seen: set[object] = set()
        for each in reversed(sound):
            key = bucket(datetime.fromisoformat(each.at))
            if key not in seen and len(seen) < getattr(keep, name):
                seen.add(key)
                kept.add(each.name)
    return [each for each in sound if each.name not in kept]
