"""ELE108, ELE112–ELE116: sidecars and item.toml fit what they describe."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING

from archivist.checks.register import check, found
from archivist.checks.scope import described_images, item_file, one_line, split, strays
from archivist.model.dossier import StrayKind
from archivist.model.finding import Property, Severity
from archivist.model.matching import Recogniser
from archivist.model.names import same_name
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.model.dossier import Dossier
    from archivist.model.finding import Finding
    from archivist.model.item import Item
    from archivist.model.plan import Category

_MISNAMED = frozenset({"item.toml.txt", "item.txt", "item.tom", "item.toml.toml", "items.toml"})
_COMPARED = 40
"""Names among which the one that was meant is sought; comparing all takes seconds."""


@check(
    "ELE108",
    Severity.WARNING,
    Property.AUTHENTICITY,
    "DA/T 70",
    message=N_('the sidecar says "{stated}", the image "{inside}"'),
    remedy=N_(
        "Find out which is true: if it is the image, correct {file}; if it is the sidecar, "
        "nothing has to be done, for the sidecar counts"
    ),
)
def sidecar_against_image(dossier: Dossier) -> Iterator[Finding]:
    """A sidecar and its image state different things.

    Looks at the elements that are stated twice: in the .xmp file beside an image and inside the
    image itself. Spaces, capitals and the way of writing a date make no difference.

    Why: the .xmp file is what people filled in and goes before the image. But when the image says
    something else, the .xmp file may have been written for another picture, or copied from one.

    How to mend: compare both. Correct the .xmp file if the image is right; otherwise leave it.
    The image itself is never changed.
    """
    for record in described_images(dossier):
        for conflict in record.elements.conflicts:
            yield found(
                "ELE108",
                record.path,
                stated=conflict.stated.text,
                inside=conflict.embedded.text,
                file=f"{record.name}.xmp",
            )


@check(
    "ELE112",
    Severity.WARNING,
    Property.AUTHENTICITY,
    "DA/T 70",
    message=N_("{name} describes {described}, which is not there"),
    remedy=N_(
        "Put {described} back beside it; or, if the image was renamed, "
        "rename the sidecar to the image's full name with .xmp behind it"
    ),
)
def sidecar_without_file(dossier: Dossier) -> Iterator[Finding]:
    """A sidecar has no file to describe.

    Looks at every .xmp file: the file whose name it bears, without the .xmp, should lie beside it.

    Why: what people wrote about an image is in its .xmp file. When only one of the two is renamed
    or moved, the image loses its description, or the description is all that is left of a lost
    image.

    How to mend: look for the image and put it back. If it was renamed, rename the .xmp file too:
    the image's full name, its ending included, and then .xmp.
    """
    for stray in strays(dossier, StrayKind.LONE_SIDECAR):
        name = split(stray.path)[1]
        yield found("ELE112", stray.path, name=name, described=name.rpartition(".")[0] or name)


@check(
    "ELE113",
    Severity.ERROR,
    Property.USABILITY,
    "DA/T 70",
    message=N_("the sidecar {name} cannot be read"),
    remedy=N_("Write {name} anew, or restore it from a backup; until then it counts for nothing"),
)
def sidecar_damaged(dossier: Dossier) -> Iterator[Finding]:
    """A sidecar cannot be read.

    Looks into every .xmp file. It should be well-formed XMP, and it may not contain declarations
    (DTD) that make a reader load other files.

    Why: what it says of its image is lost as long as it cannot be read, and the image appears to
    have no description.

    How to mend: open it in a text editor and look at the place that check -v names, write it
    anew with the program that made it, or take an earlier copy from a backup.
    """
    for stray in strays(dossier, StrayKind.DAMAGED_SIDECAR):
        detail = one_line(stray.detail, "XMP")
        yield found("ELE113", stray.path, name=split(stray.path)[1], detail=detail)


@check(
    "ELE114",
    Severity.ERROR,
    Property.USABILITY,
    "DA/T 70",
    message=N_("item.toml has mistakes: {detail}"),
    remedy=N_(
        "Correct item.toml in a text editor; until then what is written wrongly does not count"
    ),
)
def item_file_damaged(dossier: Dossier) -> Iterator[Finding]:
    """An item.toml has mistakes.

    Looks at the item.toml of every item: whether it is TOML, whether all its keys are known, and
    whether their values are of the right kind. All mistakes of one file are listed together.

    Why: item.toml says for a whole folder what happened, when, where, who is shown and who
    provided the images. What is written wrongly does not count for any of them.

    How to mend: open the file in a text editor such as Notepad and correct the lines that the
    message names. Text stands in straight quotes, and keys in Chinese stand in quotes too.
    """
    for stray in strays(dossier, StrayKind.DAMAGED_ITEM_FILE):
        yield found("ELE114", stray.path, detail=one_line(stray.detail, "TOML"))


@check(
    "ELE115",
    Severity.WARNING,
    Property.AUTHENTICITY,
    "DA/T 70",
    message=N_("item.toml describes {name}, which is not there"),
    remedy=N_(
        "Correct the name in item.toml, perhaps to {suggestion}, or take the entry out of it; "
        "if the file was lost, put it back"
    ),
)
def described_file_absent(dossier: Dossier) -> Iterator[Finding]:
    """An item.toml describes a file that is not there.

    Looks at the names under [files] in every item.toml. Each should be the name of a file in the
    same folder, with its ending.

    Why: either the name is misspelled, and the file that is meant goes without its description, or
    the file has been renamed, moved or lost.

    How to mend: correct the name in item.toml, or look for the file.
    """
    present = _names_by_item(dossier)
    for item in dossier.items:
        names = present.get(item.path, {})
        for name in item.description.files:
            if same_name(name) not in names:
                some = list(islice(names, _COMPARED))
                near = get_close_matches(same_name(name), some, n=1, cutoff=0.0)
                suggestion = names[near[0]] if near else "…"
                yield found("ELE115", item_file(item), name=name, suggestion=suggestion)


@check(
    "ELE116",
    Severity.ERROR,
    Property.COMPLETENESS,
    "6.8",
    message=N_('item.toml names the material "{material}", which {category} does not have'),
    remedy=N_("Write {line} in item.toml, or another of: {known}"),
)
def material_unknown(dossier: Dossier) -> Iterator[Finding]:
    """An item.toml names a material that the filing plan does not know.

    Looks at the material that item.toml names for the item or for one of its files. It should be
    the name or the number of a material of the category in which the item lies.

    Why: the name decides which requirement of the standard the files answer. One that the plan
    does not know answers none, and the audit reports something as missing that is there.

    How to mend: write one of the names that the message lists. If the item lies in the wrong
    category, move it. If the studio keeps a material of its own, describe it in archive.toml.
    """
    categories = {category.number: category for category in dossier.plan.categories}
    recogniser = Recogniser(dossier.plan)
    for item in dossier.items:
        category = categories.get(item.category)
        for material in dict.fromkeys(_materials(item)):
            if category and recogniser.stated(item.category, material) is None:
                yield _unknown_material(item, category, material)


@check(
    "ELE118",
    Severity.ERROR,
    Property.USABILITY,
    "6.8.15.1",
    message=N_("{name} is not read: its name should be item.toml"),
    remedy=N_("Rename it to item.toml; let Windows show the endings of names, to see the .txt"),
)
def item_file_misnamed(dossier: Dossier) -> Iterator[Finding]:
    """An item.toml has another name.

    Looks for files named nearly like item.toml, such as item.toml.txt.

    Why: only a file of exactly that name is read. Notepad adds .txt of its own accord, and Windows
    does not show it.

    How to mend: rename the file to item.toml. In the Explorer, tick View, then file name
    extensions, to see the whole name. When saving in Notepad, choose all files as the type.
    """
    for record in dossier.records:
        if same_name(record.name) in _MISNAMED:
            yield found("ELE118", record.path, name=record.name)


def _unknown_material(item: Item, category: Category, material: str) -> Finding:
    names = [known.name for known in category.materials]
    near = get_close_matches(material, names, n=1, cutoff=0.0)
    return found(
        "ELE116",
        item_file(item),
        {"line": N_('material = "{suggestion}"')},
        material=material,
        category=category.folder,
        suggestion=near[0] if near else "…",
        known="、".join(names) or "–",
    )


def _materials(item: Item) -> Iterator[str]:
    for description in (item.description, *item.description.files.values()):
        yield from description.materials


def _names_by_item(dossier: Dossier) -> dict[str, dict[str, str]]:
    """Return the files of every item that describes files: compared form to true name."""
    names: dict[str, dict[str, str]] = {
        item.path: {} for item in dossier.items if item.description.files
    }
    for record in dossier.records if names else ():
        if record.item.path in names:
            inside = record.path.removeprefix(f"{record.item.path}/")
            names[record.item.path][same_name(inside)] = inside
            names[record.item.path].setdefault(same_name(record.name), record.name)
    return names
