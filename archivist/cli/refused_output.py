"""What backups and restores show alike: files left out, damaged snapshots, the next step."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from archivist.cli.screen import show, wrapped
from archivist.model.display import shown
from archivist.store.backup.snapshots import Refused, Snapshot


def show_refused(refused: Sequence[Refused], sign: str = "×") -> None:
    """Write a line for each."""
    for each in refused:
        text = _("{place}: {what}").format(place=each.path, what=each.reason)
        show(wrapped(shown(text), "    ", first=f"  {sign} ", whole=True))


def refused_json(refused: Sequence[Refused]) -> list[dict[str, str]]:
    """Return them for JSON."""
    return [{"path": each.path, "reason": each.reason} for each in refused]


def show_passed(passed: Sequence[Snapshot]) -> None:
    """Write which newer snapshots are not the latest, because they are damaged."""
    for each in passed:
        text = _("The newer snapshot {name} is damaged and was passed over: {reason}")
        told = text.format(name=each.name, reason=each.damage)
        show(wrapped(shown(told), "    ", first="  × "))


def passed_json(passed: Sequence[Snapshot]) -> list[dict[str, str]]:
    """Return them for JSON."""
    return [{"snapshot": each.name, "damage": each.damage} for each in passed]


def show_unnoted(reason: str) -> None:
    """Write that the journal does not tell of what was done, if so."""
    if reason:
        text = _("This could not be written down in the journal: {reason}")
        show(wrapped(shown(text.format(reason=reason)), "    ", first="  ! "))


def show_next(text: str) -> None:
    """Write what to do next."""
    show(wrapped(shown(text), "    ", first="  → ", whole=True))
