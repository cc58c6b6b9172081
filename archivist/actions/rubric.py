"""``archivist rubric``: holding a rubric against the plan and the ledgers, and beginning one."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from gettext import gettext as _
from pathlib import Path

from archivist.checks import CHECKS
from archivist.errors import (
    InvalidChoiceError,
    InvalidFileError,
    NotReadableError,
    NotWritableError,
)
from archivist.model.display import shown
from archivist.model.ledger import Ledger
from archivist.model.plan import Plan
from archivist.model.refusal import reason_of
from archivist.model.rubric import Criterion, Deduction, DeductionKind, Rubric
from archivist.model.settings import TEMPLATES, Settings
from archivist.store.ledger_file import load_ledgers
from archivist.store.plan_file import load_plan
from archivist.store.rubric_file import (
    RUBRICS,
    SHIPPED,
    examined,
    read_rubric,
    rubric_names,
)
from archivist.store.settings import load_settings
from archivist.store.templates import find_template
from archivist.store.writing import make_folder, make_text

CODES = frozenset(check.code for check in CHECKS)
"""What a rubric may name under ``codes``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a rubric asks of whom."""

    rubric: Rubric
    plan: Plan
    ledgers: tuple[Ledger, ...]

    @property
    def judged(self) -> tuple[tuple[Criterion, Deduction], ...]:
        """What a person decides."""
        return tuple(
            (criterion, each)
            for criterion in self.rubric.criteria
            for each in criterion.deductions
            if each.kind is DeductionKind.JUDGE
        )

    @property
    def events(self) -> dict[str, str]:
        """The kinds of events that the ledgers must tell, each with its name."""
        names = {rule.kind: rule.name for ledger in self.ledgers for rule in ledger.events}
        wanted = dict.fromkeys(kind for each in self.rubric.demands for kind in each.events)
        return {kind: names.get(kind, kind) for kind in wanted}

    @property
    def books(self) -> tuple[Ledger, ...]:
        """The ledgers that it needs: named outright, or the ones that tell the events."""
        kinds = self.events.keys()
        named = {name for each in self.rubric.demands for name in each.ledgers}
        return tuple(
            ledger
            for ledger in self.ledgers
            if ledger.id in named or any(rule.kind in kinds for rule in ledger.events)
        )

    @property
    def materials(self) -> int:
        """How many materials of the plan it asks for."""
        return len({name for d in self.rubric.demands for name in (*d.materials, *d.any_of)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is to be said of a rubric file."""

    asked: Asked | None
    """None: it has mistakes."""
    mistakes: tuple[str, ...] = ()
    """Each with its line."""
    ready: bool = False
    """It lies where the archive looks for its rubrics."""


def check_rubric(root: Path | None, path: Path) -> Checked:
    """Look at any rubric file.

    Args:
        root: The archive whose plan and ledgers it may refer to; None: the shipped ones.
        path: The file, or the name of a rubric that can be used.

    Raises:
        InvalidFileError: The plan or a ledger has mistakes.
        NotReadableError: There is no such file, or it cannot be read.
    """
    path = _meant(root, path)
    if not os.path.lexists(path):
        raise _gone(path, rubric_names(root))
    plan, ledgers = grounds(root)
    try:
        rubric = examined(path, str(path), plan, ledgers, CODES)
    except InvalidFileError as error:
        # It is no TOML: the lines below the first are the mistakes.
        mistakes = (line.strip() for line in error.message.splitlines()[1:])
        return Checked(asked=None, mistakes=tuple(mistakes))
    if isinstance(rubric, list):
        return Checked(asked=None, mistakes=tuple(str(each) for each in rubric))
    asked = Asked(rubric=rubric, plan=plan, ledgers=ledgers)
    return Checked(asked=asked, ready=_within(root, path) or _shipped(path))


def _meant(root: Path | None, path: Path) -> Path:
    """Return the file of a rubric where only its name was given."""
    name = str(path)
    if not os.path.lexists(path) and name in rubric_names(root):
        return find_template(RUBRICS, name, root)
    return path


def _gone(path: Path, names: Sequence[str]) -> NotReadableError:
    stem = path.stem if path.suffix.lower() == ".toml" else path.name
    near = get_close_matches(stem[:100], names, n=1)
    hint = _("Check the folder and the name; “archivist rubric list” lists the rubrics.")
    if near:
        hint = _("Did you mean {name}? “archivist rubric list” lists the rubrics.")
    return NotReadableError(
        _("There is no file {path}.").format(path=shown(str(path))),
        hint.format(name=shown(near[0] if near else "")),
    )


def _shipped(path: Path) -> bool:
    return path.parent == find_template(RUBRICS, SHIPPED).parent


def grounds(root: Path | None) -> tuple[Plan, tuple[Ledger, ...]]:
    """Return the plan and the ledgers to which the rubrics of an archive refer."""
    plan = load_plan(root, load_settings(root) if root else Settings(studios=()))
    return plan, load_ledgers(root, plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A new rubric file."""

    path: Path
    found: bool
    """It lies where the archive looks for its rubrics."""


def new_rubric(root: Path | None, path: Path) -> Begun:
    """Write a rubric with one example of each deduction, to be made one's own.

    Raises:
        InvalidChoiceError: Something of that name is there; it is never overwritten.
        NotWritableError: Nothing can be written there.
    """
    path = path if path.suffix.lower() == ".toml" else path.with_name(f"{path.name}.toml")
    text = find_template("starters", "rubric").read_text(encoding="utf-8")
    text = text.replace('\nid = "rubric"', f"\nid = {_quoted(path.stem)}", 1)
    try:
        make_folder(path.parent)
        made = make_text(path, text)
    except OSError as error:
        raise NotWritableError(
            _("{place} cannot be written: {reason}").format(place=path, reason=reason_of(error)),
            _("Choose another folder, or ask for the right to write there."),
        ) from error
    if not made:
        raise InvalidChoiceError(
            _("{path} is there already; it is left as it is.").format(path=path),
            _("Choose another name, or check that file: archivist rubric check FILE"),
        )
    return Begun(path=path, found=_within(root, path))


def _within(root: Path | None, path: Path) -> bool:
    here = Path(os.path.abspath(path)).parent  # noqa: PTH100 - resolve() would follow links
    return root is not None and here == root / TEMPLATES / RUBRICS


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One rubric that can be used."""

    name: str
    """What ``--rubric`` takes."""
    path: Path
    own: bool
    """It is the archive's own."""
    rubric: Rubric | None = None
    """None: it has mistakes."""


def list_rubrics(root: Path | None) -> tuple[Listed, ...]:
    """Return all rubrics that can be named, with where each comes from."""
    plan, ledgers = grounds(root)
    return tuple(_listed(root, name, plan, ledgers) for name in rubric_names(root))


def _listed(root: Path | None, name: str, plan: Plan, ledgers: Collection[Ledger]) -> Listed:
    path = find_template(RUBRICS, name, root)
    try:
        rubric = read_rubric(path, str(path), plan, ledgers, CODES)
    except InvalidFileError:
        rubric = None
    return Listed(name=name, path=path, own=_within(root, path), rubric=rubric)
