"""What ``check`` shows as one: a finding, or all the elements that an image lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from itertools import groupby

from archivist.cli.language import translated
from archivist.formats.arrival_wording import element_word
from archivist.model.display import shown
from archivist.model.finding import Check, Finding

Pair = tuple[Check, Finding]
_LACKING = {
    "ELE101": ("cause", "--cause …"),
    "ELE102": ("event_date", "--date …"),
    "ELE103": ("shooting_date", "--shot …"),
    "ELE104": ("place", "--place …"),
    "ELE105": ("people", "--people …"),
    "ELE106": ("source", "--source …"),
}
"""The checks of missing elements: which one, and how it is stated."""
_PEOPLE = "ELE105"
_TABLE = "../照片登记表.xlsx"
"""Above the archive: a table inside it would be a file that belongs nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Findings of one path that are shown together."""

    pairs: tuple[Pair, ...]
    lacking: bool
    """The findings say which elements are missing."""

    @property
    def kind(self) -> str:
        """What counts as the same in another file of the folder."""
        return "ELE" if self.lacking else self.pairs[0][0].code

    @property
    def codes(self) -> str:
        """The codes, to be looked up one by one."""
        return " ".join(check.code for check, _finding in self.pairs)


def blocks_of(pairs: Sequence[Pair], *, single: bool) -> list[Block]:
    """Return what is shown as one, in the order of the findings.

    Args:
        pairs: The findings of one folder, those of one path together.
        single: Every finding for itself.
    """
    return [
        block
        for _path, group in groupby(pairs, key=lambda pair: pair[1].path)
        for block in _of_path(tuple(group), single=single)
    ]


def message(block: Block) -> str:
    """Return what is wrong, in the language spoken."""
    if block.lacking:
        names = [_LACKING[check.code][0] for check, _finding in block.pairs]
        words = _(", ").join(element_word(name) for name in names)
        return _("not described yet: {elements}").format(elements=words)
    check, finding = block.pairs[0]
    return finding.fill(check.message, translated)


def remedy(block: Block) -> str:
    """Return how to mend a single finding, in the language spoken."""
    check, finding = block.pairs[0]
    return finding.fill(check.remedy, translated)


def command(block: Block) -> str:
    """Return the command that states all that an image lacks."""
    options = " ".join(_LACKING[check.code][1] for check, _finding in block.pairs)
    return f'archivist describe "{shown(block.pairs[0][1].path)}" {options}'


def notes(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield what else there is to know of the commands of images that lack something."""
    if any(check.code == _PEOPLE for block in blocks for check, _finding in block.pairs):
        yield _("nobody in particular is shown: --nobody instead of --people")
    yield _("what is the same for the whole item may also stand in its item.toml")


def command_of_folder(folder: str) -> str:
    """Return the command that writes a table of all images of a folder."""
    return f'archivist describe "{shown(folder)}" --export {_TABLE}'


def _of_path(pairs: tuple[Pair, ...], *, single: bool) -> Iterator[Block]:
    lacking = () if single else tuple(pair for pair in pairs if pair[0].code in _LACKING)
    for pair in pairs:
        if pair not in lacking:
            yield Block(pairs=(pair,), lacking=False)
        elif pair is lacking[0]:
            yield Block(pairs=lacking, lacking=True)
