"""KEP101–KEP103: how the archive as a whole is kept: backup, restore test, verification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.checks.register import check, found
from archivist.model.days import dotted
from archivist.model.finding import Property, Severity, weighing
from archivist.model.keeping import age
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from archivist.model.dossier import Dossier
    from archivist.model.finding import Finding
    from archivist.model.keeping import Keeping

CODES = ("KEP101", "KEP102", "KEP103")
_OLD = N_("the last one is of {date}, {days} days ago; every {most} days one is due")


@check(
    "KEP101",
    Severity.WARNING,
    Property.SECURITY,
    "6.9.1",
    message=N_("backup: {state}"),
    remedy=N_("Run archivist backup TARGET, with a folder on another drive"),
)
def backup_due(dossier: Dossier) -> Iterator[Finding]:
    """The archive has no backup, or the last one is old.

    Looks at the notes of backups in the journal, as soon as anything is filed with archivist. A
    backup is due every 31 days; backup_days under [keeping] in archive.toml changes that. As long
    as the journal is younger than that and no backup was ever made, it is only a hint.

    Why: the standard asks for a backup of electronic material. A drive that fails takes along all
    that was filed since the last one.

    How to mend: run archivist backup with a folder on another drive or share, and do so from time
    to time. Copies made by other means are not seen here.
    """
    keeping = _kept(dossier)
    if keeping is None:
        return
    most = dossier.settings.keeping.backup_days
    if keeping.backed_up is None:
        never = N_("none was ever made with archivist")
        yield _never("KEP101", never, keeping.since, most, dossier.as_of)
    elif age(keeping.backed_up, dossier.as_of) > most:
        yield _old("KEP101", keeping.backed_up, most, dossier.as_of)


@check(
    "KEP102",
    Severity.WARNING,
    Property.SECURITY,
    "DA/T 70",
    message=N_("restore test of the backup: {state}"),
    remedy=N_("Run archivist backup test TARGET; if it fails, make a new backup elsewhere"),
)
def restore_test_due(dossier: Dossier) -> Iterator[Finding]:
    """No restore test shows that the backup can be restored, or it was long ago.

    Looks at the notes of restore tests in the journal, as soon as there is a backup. One is due
    every 365 days; restore_test_days under [keeping] in archive.toml changes that. As long as the
    first backup is younger than that and no test was made, it is only a hint.

    Why: a backup that was never restored is a hope. Drives fail in the drawer, and shares run out
    of room without a word.

    How to mend: run archivist backup test, which restores files to a scratch place and compares
    their digests. If it fails, make a new backup on another drive at once.
    """
    keeping = _kept(dossier)
    if keeping is None:
        return
    most = dossier.settings.keeping.restore_test_days
    if keeping.tested and not keeping.restored:
        failed = N_("the last one, of {date}, failed")
        yield found("KEP102", "", {"state": failed}, date=dotted(keeping.tested))
    elif keeping.tested and age(keeping.tested, dossier.as_of) > most:
        yield _old("KEP102", keeping.tested, most, dossier.as_of)
    elif keeping.backed_up and keeping.tested is None:
        never = N_("none was ever made")
        yield _never("KEP102", never, keeping.first_backup, most, dossier.as_of)


@check(
    "KEP103",
    Severity.WARNING,
    Property.AUTHENTICITY,
    "DA/T 70",
    message=N_("verification of the digests: {state}"),
    remedy=N_("Run archivist verify, and do what it says of each file that it names"),
)
def verification_due(dossier: Dossier) -> Iterator[Finding]:
    """The files were not verified for long, or the last verification found some that are not sound.

    Looks at the notes of verifications in the journal, as soon as anything is filed with archivist.
    One is due every 92 days; verify_days under [keeping] in archive.toml changes that. As long as
    the journal is younger than that and nothing was ever verified, it is only a hint.

    Why: a file that changes or vanishes without anybody noticing is lost once the last backup that
    holds it is gone. Bits rot on every drive.

    How to mend: run archivist verify, which names each file that is missing, changed or damaged.
    Bring those back with archivist restore, or seal what was changed on purpose; then verify again.
    """
    keeping = _kept(dossier)
    if keeping is None:
        return
    most = dossier.settings.keeping.verify_days
    if keeping.verified is None:
        never = N_("none was ever made")
        yield _never("KEP103", never, keeping.since, most, dossier.as_of)
    elif keeping.unsound:
        text = N_("what the last one, of {date}, found wrong: {count}")
        facts = {"date": dotted(keeping.verified), "count": str(sum(keeping.unsound.values()))}
        yield found("KEP103", "", {"state": text}, **facts)
    elif age(keeping.verified, dossier.as_of) > most:
        yield _old("KEP103", keeping.verified, most, dossier.as_of)


def _kept(dossier: Dossier) -> Keeping | None:
    """Return how the archive is kept; None: nobody looked, or there is nothing to keep yet.

    Before archivist has filed or written anything there, the archive is kept by other means.
    """
    keeping = dossier.keeping
    return keeping if keeping and keeping.since and dossier.records else None


def _never(code: str, text: str, since: date | None, most: int, as_of: date) -> Finding:
    """Return the finding of what was never done; a hint while it is not due yet."""
    young = since is None or age(since, as_of) <= most
    return weighing(found(code, "", {"state": text}), Severity.HINT if young else None)


def _old(code: str, day: date, most: int, as_of: date) -> Finding:
    facts = {"date": dotted(day), "days": str(age(day, as_of)), "most": str(most)}
    return found(code, "", {"state": _OLD}, **facts)
