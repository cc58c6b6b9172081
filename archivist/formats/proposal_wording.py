"""The words for what is brought in: what tells a place, what is left out, what is a mistake."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _

from archivist.formats.arrival_wording import reason_text
from archivist.formats.plan_sheet import Shade
from archivist.model.approval import Fault, Mistake
from archivist.model.arrival import Reason, ReasonKind
from archivist.model.bringing import Left, LeftKind
from archivist.model.clues import DAYS, Clue, ClueKind
from archivist.model.display import shown
from archivist.model.proposal import Certainty, Open
from archivist.model.wording import N_

SHADE = {
    Certainty.CERTAIN: Shade.SURE,
    Certainty.LIKELY: Shade.LIKELY,
    Certainty.GUESS: Shade.UNSURE,
    Certainty.NONE: Shade.UNSURE,
}
"""How the table shows a certainty."""
_CLUE = {
    ClueKind.FOLDER_STUDIO: N_("folder “{text}” → {means}"),
    ClueKind.FOLDER_CATEGORY: N_("folder “{text}” is category {means}"),
    ClueKind.FOLDER_ALIKE: N_("folder “{text}” → {means}"),
    ClueKind.FOLDER_WORD: N_("a word in folder “{text}” → {means}"),
    ClueKind.FILE_WORD: N_("“{text}” in the name → {means}"),
    ClueKind.FILE_ALIKE: N_("“{text}” in the name → {means}"),
    ClueKind.PICTURES: N_("folder “{text}” holds pictures → {means}"),
    ClueKind.FOLDER_ITEM: N_("folder “{text}” → item “{means}”"),
    ClueKind.FOLDER_DAY: N_("date of folder “{text}”"),
    ClueKind.NAME_DAY: N_("date in the name: {means}"),
    ClueKind.CAMERA_DAY: N_("date of the camera: {means}"),
    ClueKind.SAVING_DAY: N_("date of saving in the name, perhaps not of the event: {means}"),
    ClueKind.NEIGHBOURS: N_("date of other pictures in that folder: {means}"),
    ClueKind.OTHER_YEAR: N_("but the folder says {means}"),
    ClueKind.OTHER_STUDIO: N_("“{text}” is no studio of this archive"),
}
_OPEN = {
    Open.STUDIO: N_("studio not clear"),
    Open.CATEGORY: N_("nothing tells the category"),
    Open.TITLE: N_("nothing tells the item"),
    Open.DATE: N_("an image needs the date of its event"),
}
_LEFT = {
    LeftKind.NOT_ADOPTED: N_("not adopted"),
    LeftKind.PROPOSED: N_("not imported"),
    LeftKind.UNDECIDED: N_("neither yes nor no under Adopt"),
    LeftKind.ARCHIVED: N_("the archive has it already: {text}"),
    LeftKind.REPEATED: N_("the same content as {text}"),
    LeftKind.LEFTOVER: N_("by its name a thumbnail, an avatar or a QR code"),
    LeftKind.LINK: N_("a link; not followed"),
    LeftKind.BLOCKED: N_("the system does not let it be read: {text}"),
    LeftKind.SPECIAL: N_("no ordinary file"),
    LeftKind.SIDECAR: N_("a sidecar without its file"),
    LeftKind.ALONE: N_("a description, and no file of its folder is copied"),
    LeftKind.SCATTERED: N_("a description of files that go to several items"),
    LeftKind.HELD: N_("a description, and the archive has its item already: {text}"),
    LeftKind.SHARED: N_("a description, and files it does not know go to the same item: {text}"),
    LeftKind.RENAMED: N_("a description that speaks of a file which is renamed: {text}"),
    LeftKind.UNCLEAR: N_("a description that nobody can read: {text}"),
    LeftKind.REFUSED: N_("could not be copied: {text}"),
}
_FAULT = {
    Fault.OUTSIDE: N_("“{text}” does not lie in the old folder"),
    Fault.GONE: N_("“{text}” is not there any more"),
    Fault.CHANGED: N_("the old file was changed since the plan was made"),
    Fault.UNREADABLE: N_("the old file cannot be read: {text}"),
    Fault.TWO_ROWS: N_("an earlier row copies the same file"),
    Fault.SIDECAR: N_("a sidecar comes along with its file; write no under Adopt"),
    Fault.STUDIO: N_("“{text}” is no studio of this archive"),
    Fault.CATEGORY: N_("“{text}” is no category of the filing plan"),
    Fault.ITEM: N_("no item, or several may be meant: “{text}”"),
    Fault.ITEM_NAME: N_("“{text}” cannot be the name of an item: a real date, then a title"),
    Fault.NOT_A_DAY: N_("“{text}” is no day; write 2025.12.31"),
    Fault.NO_DATE: N_("an image needs the date of its event"),
    Fault.FUTURE: N_("the date {text} lies in the future"),
    Fault.DATES_DIFFER: N_("the date is not {text}, that of the item; change one of the two"),
    Fault.FILE_NAME: N_("“{text}” cannot be the name of a file in the archive"),
    Fault.ENDING: N_("the ending of “{text}” does not suit what the file is"),
    Fault.MATERIAL: N_("“{text}” is no material of that category"),
    Fault.LONG: N_("the path is too long for Windows: {text}"),
    Fault.TAKEN: N_("the archive holds another file of that name: {text}"),
    Fault.TWICE: N_("an earlier row is to get the same name: {text}"),
}
_EMPTY = {
    Fault.STUDIO: N_("no studio is named: choose one from the list"),
    Fault.CATEGORY: N_("no category is named: choose one from the list"),
    Fault.ITEM: N_("no item is named: write its name, for example 20240831 闸门攻关"),
}
"""Where there are no words that could be quoted."""


def why(clues: Iterable[Clue], missing: Iterable[Open] = ()) -> str:
    """Return what tells a place, and what is missing, in one line."""
    told = [_(_OPEN[each]) for each in missing]
    for each in clues:
        means = each.means.replace("-", ".") if each.kind in DAYS else each.means
        told.append(_(_CLUE[each.kind]).format(text=each.text, means=means))
    return shown(_("; ").join(dict.fromkeys(told)))


def along_text() -> str:
    """Return why a description is copied."""
    return _("comes along with the files of its folder")


def left_text(left: Left) -> str:
    """Return why a file is left out."""
    if left.kind is LeftKind.DEFECT:
        facts = {"defect": left.defect.value if left.defect else "", "detail": left.text}
        return shown(reason_text(Reason(kind=ReasonKind.DEFECT, facts=facts)))
    text = _(_LEFT[left.kind]).format(text=left.text)
    if left.kind in {LeftKind.NOT_ADOPTED, LeftKind.PROPOSED} and left.text:
        text = _("{left}: {why}").format(left=text, why=left.text)
    return shown(text)


def mistake_text(mistake: Mistake) -> str:
    """Return what is wrong in a row."""
    if not mistake.text.strip() and mistake.fault in _EMPTY:
        return _(_EMPTY[mistake.fault])
    return shown(_(_FAULT[mistake.fault]).format(text=mistake.text))
