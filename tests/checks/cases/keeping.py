"""KEP101–KEP103."""

from __future__ import annotations

from datetime import date, timedelta

from archivist.model.dossier import Dossier
from archivist.model.keeping import Keeping
from archivist.model.settings import KeepingRules
from tests.builders import TODAY, a_dossier, a_record, some_settings
from tests.checks.cases.case import Case, fails, passes

NEVER = Keeping(since=TODAY)


def kept(**days: object) -> Dossier:
    """Return an archive of one record; a number is how many days ago something was."""
    told = {k: ago(v) if type(v) is int else v for k, v in {"since": 400, **days}.items()}
    return a_dossier(a_record(), keeping=Keeping(**told))  # type: ignore[arg-type]


def ago(days: int) -> date:
    """Return the day so many days before."""
    return TODAY - timedelta(days=days)


STRICT = some_settings(keeping=KeepingRules(backup_days=7))

CASES: tuple[Case, ...] = (
    passes("KEP101", "nobody-looked", a_dossier(a_record())),
    passes("KEP101", "nothing-filed", a_dossier(keeping=NEVER)),
    passes("KEP101", "kept-by-other-means", a_dossier(a_record(), keeping=Keeping())),
    passes("KEP101", "on-the-last-day", kept(backed_up=31)),
    fails("KEP101", "never", kept(), "", state="none was ever made with archivist"),
    fails("KEP101", "a-day-late", kept(backed_up=32), "", days="32", most="31", date="2025.05.29"),
    fails(
        "KEP101",
        "stricter-rules",
        a_dossier(a_record(), settings=STRICT, keeping=Keeping(since=ago(9), backed_up=ago(8))),
        "",
        most="7",
    ),
    passes("KEP102", "nothing-to-restore", kept()),
    passes("KEP102", "on-the-last-day", kept(backed_up=1, tested=365, restored=True)),
    fails("KEP102", "never", kept(backed_up=0, first_backup=0), "", state="none was ever made"),
    fails("KEP102", "a-day-late", kept(tested=366, restored=True), "", days="366", most="365"),
    fails("KEP102", "failed", kept(backed_up=0, tested=0), "", date="2025.06.30"),
    passes("KEP103", "on-the-last-day", kept(verified=92, unsound={})),
    fails("KEP103", "never", kept(), "", state="none was ever made"),
    fails("KEP103", "a-day-late", kept(verified=93), "", days="93", most="92"),
    fails(
        "KEP103", "unsound", kept(verified=0, unsound={"missing": 1, "damaged": 2}), "", count="3"
    ),
)
