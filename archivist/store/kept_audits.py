"""Kept audits: each one a JSON file of its own in archivist's folder, never written again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from gettext import gettext as _
from itertools import islice
from pathlib import Path
from typing import Any

from archivist.errors import (
    InvalidChoiceError,
    InvalidFileError,
    NotReadableError,
    NotWritableError,
)
from archivist.model.days import read_day
from archivist.model.display import shown
from archivist.model.names import same_name
from archivist.model.period import Period
from archivist.model.refusal import reason_of
from archivist.model.settings import STATE
from archivist.store.audit_file import MOST, SCHEMA, AuditName, audit_of, safe
from archivist.store.durable import open_plain, regular
from archivist.store.lock import this_process, writer_lock
from archivist.store.moving import new_file
from archivist.store.operations import PATIENCE
from archivist.store.tree import extended
from archivist.store.writing import make_folder

AUDITS = "audits"
LAST = "last"
_ENDING = ".json"
_HEAD = 4096
_LISTED = 12


@dataclass(frozen=True, kw_only=True)
class KeptAudit:
    """One audit as it was kept. Not ``slots``: its content is read when it is first asked for."""

    name: str
    """The file's name without its ending."""
    path: Path
    told: AuditName
    """What the name tells."""

    @property
    def rubric(self) -> str:
        """The rubric's id, as it stands in the name."""
        return self.told.rubric

    @property
    def period(self) -> Period:
        """Which period was audited."""
        return self.told.period

    @property
    def at(self) -> str:
        """When it was kept; its content knows the offset as well."""
        return self.told.made.isoformat(timespec="seconds")

    @cached_property
    def content(self) -> Mapping[str, Any]:
        """The audit's JSON form.

        Raises:
            NotReadableError: The file system refuses.
            InvalidFileError: It is no audit any more.
        """
        try:
            return audit_of(_bytes(self.path))
        except OSError as error:
            raise NotReadableError(
                _("The kept audit {name} cannot be read: {reason}").format(
                    name=shown(self.name), reason=reason_of(error)
                ),
                _("Check the drive and your rights, or compare with another one."),
            ) from error
        except ValueError as error:
            raise InvalidFileError(
                _("{name} is no kept audit any more: it is damaged.").format(name=shown(self.name)),
                _("Compare with another one, or put the file of a backup there."),
            ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAudits:
    """What the folder holds."""

    audits: tuple[KeptAudit, ...] = ()
    """The oldest first."""
    broken: tuple[str, ...] = ()
    """Names of files that are no whole audit; they are passed over."""


def keep_audit(root: Path, data: bytes, now: datetime) -> str:
    """Keep an audit as a new file and return its name without the ending.

    Args:
        root: The archive.
        data: Its JSON form; when it is kept is added to it.
        now: Local time with its offset.

    Raises:
        InvalidFileError: It is no audit, or far too large.
        BusyError: Another command writes there and does not end.
        NotWritableError: Nothing can be written there.
    """
    try:
        value = dict(audit_of(data))
        name = AuditName(
            rubric=safe(value["rubric"]["id"]), period=Period.parse(value["period"]), made=now
        )
    except ValueError as error:
        raise InvalidFileError(_("This is no audit that can be kept.")) from error
    value["kept_at"] = now.isoformat(timespec="seconds")
    content = json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    place = extended(root) / STATE
    with writer_lock(place, this_process("audit --keep", now), patience=PATIENCE):
        return _kept(place / AUDITS, name, content + b"\n")


def kept_audits(root: Path) -> tuple[KeptAudit, ...]:
    """Return the kept audits, the oldest first; the errors are those of `look_up_audits`."""
    return look_up_audits(root).audits


def look_up_audits(root: Path) -> KeptAudits:
    """Return the kept audits and what lies among them and is none; only their ends are read.

    Raises:
        NotReadableError: The folder cannot be read.
    """
    folder = extended(root) / STATE / AUDITS
    try:
        names = sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return KeptAudits()
    except OSError as error:
        raise NotReadableError(
            _("The kept audits cannot be read: {reason}").format(reason=reason_of(error)),
            _("Check the drive and your rights."),
        ) from error
    # What a killed run left half written bears the name of our temporary neighbours.
    names = [name for name in names if not name.startswith(".")]
    found = {name: _named(folder / name) for name in names}
    audits = [each for each in found.values() if each is not None and _is_whole(each.path)]
    whole = {each.path.name for each in audits}
    return KeptAudits(
        audits=tuple(sorted(audits, key=_age)),
        broken=tuple(name for name in names if name not in whole),
    )


def find_kept(root: Path, name: str, rubric: str, period: Period) -> KeptAudit:
    """Return the kept audit of a rubric that a person means.

    Args:
        root: The archive.
        name: ``last``, a day, or the name or its beginning; of several the newest, those of the
            same period first.
        rubric: The rubric's id.
        period: The period that is audited now.

    Raises:
        InvalidChoiceError: There is none; the hint lists those there are.
        NotReadableError: The folder cannot be read.
    """
    ours = [each for each in kept_audits(root) if same_name(each.rubric) == same_name(safe(rubric))]
    chosen = _chosen(ours, name.strip())
    if not chosen:
        raise _unknown(ours, name, rubric)
    return next((each for each in reversed(chosen) if each.period == period), chosen[-1])


def _chosen(audits: Sequence[KeptAudit], name: str) -> list[KeptAudit]:
    if name.casefold() == LAST:
        return list(audits)
    wanted = same_name(name.removesuffix(_ENDING))
    exact = [each for each in audits if same_name(each.name) == wanted]
    day = read_day(name)
    dated = [each for each in audits if each.told.made.date() == day]
    begun = [each for each in audits if wanted and same_name(each.name).startswith(wanted)]
    return exact or dated or begun


def _unknown(audits: Sequence[KeptAudit], name: str, rubric: str) -> InvalidChoiceError:
    if not audits:
        return InvalidChoiceError(
            _("No audit by {rubric} was kept.").format(rubric=shown(rubric)),
            _("Keep one: archivist audit --rubric {rubric} --keep").format(rubric=shown(rubric)),
        )
    newest = [shown(each.name) for each in islice(reversed(audits), _LISTED)]
    return InvalidChoiceError(
        _("No kept audit by {rubric} is named “{name}”.").format(
            rubric=shown(rubric), name=shown(name)
        ),
        _("Use last, a day, or one of: {names}").format(names=_(", ").join(newest)),
    )


def _kept(folder: Path, name: AuditName, content: bytes) -> str:
    try:
        make_folder(folder)
        while True:
            with suppress(FileExistsError):
                new_file(folder / f"{name}{_ENDING}", content)
                return str(name)
            name = replace(name, turn=name.turn + 1)
    except OSError as error:
        raise NotWritableError(
            _("The audit cannot be kept: {reason}").format(reason=reason_of(error)),
            _("Check the drive, the space left on it and your rights."),
        ) from error


def _bytes(path: Path) -> bytes:
    with open_plain(path) as file:
        return file.read(MOST + 1)


def _named(path: Path) -> KeptAudit | None:
    told = AuditName.parse(path.stem) if path.suffix == _ENDING else None
    return KeptAudit(name=path.stem, path=path, told=told) if told else None


def _age(audit: KeptAudit) -> tuple[datetime, int, str]:
    return audit.told.made, audit.told.turn, audit.name


def _is_whole(path: Path) -> bool:
    """Tell from both ends whether a file is an audit that was written to its end."""
    try:
        size = regular(path).st_size
        with open_plain(path) as file:
            head = file.read(_HEAD)
            file.seek(max(0, size - 16))
            tail = file.read(16)
    except OSError:
        return False
    return 0 < size <= MOST and SCHEMA.encode() in head and tail.rstrip().endswith(b"}")
