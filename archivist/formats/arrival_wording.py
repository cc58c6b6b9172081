"""The words for what arrives: verdicts, and one sentence with its way out for each reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _

from archivist.formats.look import Look
from archivist.formats.origin_wording import origin_word
from archivist.model.arrival import HINTS, Reason, ReasonKind, Verdict
from archivist.model.elements import Origin
from archivist.model.facts import Defect
from archivist.model.wording import N_

VERDICT = {
    Verdict.FILED: Look("√", "green", N_("filed")),
    Verdict.READY: Look("○", "cyan", N_("ready")),
    Verdict.WAITS: Look("!", "yellow", N_("waits")),
}
ELEMENT = {
    "cause": N_("cause"),
    "event_date": N_("event date"),
    "shooting_date": N_("shooting date"),
    "saving_date": N_("date of saving"),
    "place": N_("place"),
    "people": N_("people"),
    "people_status": N_("people"),
    "source": N_("source"),
    "background": N_("background"),
    "photographer": N_("photographer"),
    "caption": N_("caption"),
}
_OPTION = {
    "cause": "--cause",
    "shooting_date": "--shot",
    "place": "--place",
    "people": "--people",
    "source": "--source",
}
_DEFECT = {
    Defect.EMPTY.value: N_("It is empty; copy it again."),
    Defect.UNDECODABLE.value: N_("The picture cannot be shown in full; copy it again."),
    Defect.OVERSIZED.value: N_("The picture is too large to be opened safely."),
    Defect.ENCRYPTED.value: N_("It is locked with a password; save it without one."),
    Defect.BROKEN.value: N_("It is damaged or not finished; copy it again."),
    Defect.UNREADABLE.value: N_("It cannot be read; another program may have it open."),
    Defect.TIMEOUT.value: N_("Reading it took too long; it will be tried again."),
    Defect.MEMORY.value: N_("Reading it took too much memory; it will be tried again."),
    Defect.CRASHED.value: N_("The program that reads it broke down over it."),
    "ending": N_("Its content is {detail}, which the ending of its name denies; rename it."),
}
_CLASH = {
    "both": N_(
        "Both the folder and the item have an item.toml that says something of its own: bring "
        "them together in the item's, then take the other one out of the inbox."
    ),
    "part": N_(
        "Its elements stand in the item.toml of its folder, which goes along only with all of the "
        "folder: name the folder instead of single files."
    ),
    "names": N_(
        "The item.toml beside it describes single images by name, and filing renames them: say "
        "that with “archivist describe” of the images, and take it out of the item.toml."
    ),
}
_SENTENCE = {
    ReasonKind.UNSETTLED: N_("It is still being copied, or a program has it open."),
    ReasonKind.UNKNOWN_CATEGORY: N_(
        "“{text}” is no category of the filing plan: rename the folder, or move it to a place such "
        "as “{example}”."
    ),
    ReasonKind.BAD_ITEM: N_("“{text}” cannot be the name of an item: a real date, then a title."),
    ReasonKind.NO_EVENT_DATE: N_(
        "When was the event? Without its date there is no code; use --date, or an item that has it."
    ),
    ReasonKind.FUTURE: N_("Its event date {day} lies in the future."),
    ReasonKind.NO_CLASS: N_("Which class? Use --class with one of {classes}."),
    ReasonKind.NAME: N_("Its name does not work on Windows; --rename makes it “{better}”."),
    ReasonKind.TAKEN: N_("The item holds another file “{name}”; rename it, or use --rename."),
    ReasonKind.NOT_ARCHIVAL: N_("By its name a thumbnail, an avatar or a QR code: no record."),
    ReasonKind.SCAN: N_(
        'By its name the scan of a document. If so, say "类型" = "文档" for it in item.toml: no '
        "code and no elements then."
    ),
    ReasonKind.COMPANION: N_("{first} of the same shot waits; they are filed together."),
    ReasonKind.SAME_SHOT: N_("An edited copy of {first}? Same camera, same second, alike."),
    ReasonKind.POSITION: N_("It was taken at {position} (latitude, longitude)."),
    ReasonKind.ORIGINAL: N_("Made smaller by a messenger: ask for the original file."),
    ReasonKind.LINK: N_(
        "A link, a device or a folder that cannot be opened is not followed; put the files "
        "themselves here."
    ),
    ReasonKind.UNFILED: N_("It could not be filed: {detail}. It lies where it was."),
}

_PLAIN = {
    ReasonKind.NO_EVENT_DATE: N_(
        "When was the event? Without its date there is no code: name the folder with it, such as "
        "“20250318 Title”."
    ),
    ReasonKind.NO_CLASS: N_("Which class? Let its name begin with one of {classes}."),
    ReasonKind.NAME: N_("Its name does not work on Windows; rename it, for example to “{better}”."),
    ReasonKind.TAKEN: N_("The item holds another file “{name}”; rename it."),
}
"""The same for people who type no commands, where the sentence names an option."""


def verdict_word(verdict: Verdict) -> str:
    """Return the word for a verdict."""
    return _(VERDICT[verdict].word)


def element_word(element: str) -> str:
    """Return the word for an element, by its key."""
    return _(ELEMENT[element])


def reason_text(reason: Reason, *, plain: bool = False) -> str:
    """Return a reason and the way out, in one or two sentences.

    Args:
        reason: Why a file waits.
        plain: For people who type no commands.
    """
    if plain and reason.kind in _PLAIN:
        return _(_PLAIN[reason.kind]).format(**reason.facts)
    special = _PLAIN_SPECIAL.get(reason.kind) if plain else None
    special = special or _SPECIAL.get(reason.kind)
    return special(reason) if special else _(_SENTENCE[reason.kind]).format(**reason.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Files of one folder of which the same is to be said."""

    paths: tuple[str, ...]
    verdict: Verdict
    lines: tuple[str, ...]
    """Why they wait."""
    hints: tuple[str, ...]
    """What to know besides."""


def told(
    files: Iterable[tuple[str, Verdict, Sequence[Reason]]], *, plain: bool = False
) -> Iterator[Told]:
    """Yield files with what is to be said of them; the same is said once for a folder.

    Args:
        files: Path, verdict and reasons of each.
        plain: For people who type no commands.
    """
    groups: dict[tuple[str, Verdict, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for path, verdict, reasons in files:
        held = [reason for reason in reasons if reason.kind not in HINTS]
        lines = tuple(_lines(held, plain=plain))
        hints = tuple(reason_text(r, plain=plain) for r in reasons if r.kind in HINTS)
        key = (path.rpartition("/")[0], verdict, lines, hints)
        groups.setdefault(key, []).append(path)
    for (_folder, verdict, lines, hints), paths in groups.items():
        yield Told(paths=tuple(paths), verdict=verdict, lines=lines, hints=hints)


def describing(path: str, reasons: Iterable[Reason]) -> str:
    """Return the command that describes an image; empty when it lacks no element."""
    keys = [r.facts["element"] for r in reasons if r.kind is ReasonKind.ELEMENT]
    options = " ".join(f"{_OPTION[key]} …" for key in keys)
    return f'archivist describe "{path}" {options}' if keys else ""


def _lines(reasons: list[Reason], *, plain: bool = False) -> Iterator[str]:
    """Yield a sentence for each reason, the missing elements in one."""
    yield from (reason_text(r, plain=plain) for r in reasons if r.kind is not ReasonKind.ELEMENT)
    keys = [r.facts["element"] for r in reasons if r.kind is ReasonKind.ELEMENT]
    if keys:
        words = _(", ").join(element_word(key) for key in keys)
        yield _("Still missing: {elements}.").format(elements=words)


def _defect(reason: Reason) -> str:
    text = _DEFECT[reason.facts["defect"]]
    return _(text).format(**reason.facts)


def _no_place(reason: Reason) -> str:
    places = reason.facts.get("places", "")
    if not places:
        return _(
            "Where does it belong? Put it into a folder of the inbox named like its item, or use "
            "--to STUDIO/CATEGORY/ITEM."
        )
    text = _("Where does it belong? Perhaps {places}; say it with --to.")
    return text.format(places=_listed(places))


def _no_place_plain(reason: Reason) -> str:
    places = reason.facts.get("places", "")
    if not places:
        return _(
            "Where does it belong? Move it into a folder of the inbox named like "
            "studio/category/item, for example “{example}/20250318 Title”."
        ).format(example=reason.facts.get("example") or "06")
    text = _(
        "Where does it belong? Perhaps {places}: move it into a folder of the inbox that is named "
        "like that."
    )
    return text.format(places=_listed(places))


def _unknown_studio(reason: Reason) -> str:
    if reason.facts.get("begun"):
        return _("Which studio? Begin with it, for example “{example}”.").format(**reason.facts)
    text = _(
        "“{text}” is no studio of this archive: rename the folder, or move it to a place such as "
        "“{example}”."
    )
    return text.format(**reason.facts)


def _no_item(reason: Reason) -> str:
    items = reason.facts.get("items", "")
    if not items:
        text = _("In which item of “{text}”? Name its folder, such as 20220125 …")
        return text.format(**reason.facts)
    text = _("“{text}” may be {items}, or a new item: name it with its date, 20220125 …")
    return text.format(text=reason.facts["text"], items=_listed(items))


def _listed(paths: str) -> str:
    return _(", ").join(f"“{path}”" for path in paths.split("\n"))


def _item_file(reason: Reason) -> str:
    clash = _CLASH.get(reason.facts.get("clash", ""))
    if reason.facts["detail"] or clash is None:
        return _("The item.toml beside it: {detail}").format(**reason.facts)
    return _(clash)


def _element(reason: Reason) -> str:
    return next(_lines([reason]))


def _duplicate(reason: Reason) -> str:
    text = _("The same content lies at {first} already; --again files it all the same.")
    return text.format(**reason.facts)


def _duplicate_plain(reason: Reason) -> str:
    return _("The same content lies at {first} already.").format(**reason.facts)


def _item_file_plain(reason: Reason) -> str:
    if reason.facts.get("clash") == "names" and not reason.facts["detail"]:
        return _(
            "The item.toml beside it describes single images by name, and filing renames them."
        )
    return _item_file(reason)


def _sidecar(reason: Reason) -> str:
    if not reason.facts["detail"]:
        return _("A sidecar without the file that it describes.")
    return _("Its sidecar cannot be read: {detail}").format(**reason.facts)


def _proposed(reason: Reason, *, plain: bool = False) -> str:
    key = reason.facts["element"]
    if key == "saving_date" and plain:
        text = _("It was saved on {text}, as its name says; when was it shot?")
    elif key == "saving_date":
        text = _("It was saved on {text}, as its name says; when was it shot? Confirm with --shot.")
    else:
        text = _("Perhaps its {element} is “{text}” ({tag}); a person has to confirm it.")
    origin = reason.facts.get("origin", "")
    tag = reason.facts["tag"]
    where = origin_word(Origin(origin), tag) if origin else tag
    return text.format(element=element_word(key), text=reason.facts["text"], tag=where)


_SPECIAL: dict[ReasonKind, Callable[[Reason], str]] = {
    ReasonKind.DEFECT: _defect,
    ReasonKind.NO_PLACE: _no_place,
    ReasonKind.UNKNOWN_STUDIO: _unknown_studio,
    ReasonKind.NO_ITEM: _no_item,
    ReasonKind.ITEM_FILE: _item_file,
    ReasonKind.ELEMENT: _element,
    ReasonKind.DUPLICATE: _duplicate,
    ReasonKind.SIDECAR: _sidecar,
    ReasonKind.PROPOSED: _proposed,
}
_PLAIN_SPECIAL: dict[ReasonKind, Callable[[Reason], str]] = {
    ReasonKind.NO_PLACE: _no_place_plain,
    ReasonKind.DUPLICATE: _duplicate_plain,
    ReasonKind.ITEM_FILE: _item_file_plain,
    ReasonKind.PROPOSED: partial(_proposed, plain=True),
}
