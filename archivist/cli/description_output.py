"""Showing what images and items say now."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from archivist.actions.description import FolderDescription, ImageDescription, Present, Value
from archivist.cli.screen import columns, show, wrapped
from archivist.formats.arrival_wording import element_word
from archivist.formats.origin_wording import origin_word
from archivist.formats.register_columns import people_word
from archivist.model.display import shown
from archivist.model.elements import Element

_FEW = 20
"""Images that are shown without ``-v``."""


def show_present(present: Present, *, verbose: bool) -> None:
    """Write element by element what holds, and where it stands."""
    for folder in present.folders:
        _show_folder(folder)
    listed = present.images if verbose else present.images[:_FEW]
    for image in listed:
        _show_image(image)
    if len(present.images) > len(listed):
        more = len(present.images) - len(listed)
        show("  " + _("and {count} more (-v lists all)").format(count=more))


def _show_folder(folder: FolderDescription) -> None:
    show(shown(folder.path))
    for value in folder.shared:
        _show_value(value, _("{value} ({origin})"))
    if folder.mistakes:
        text = _("The item.toml in it has mistakes: {reason}")
        show(wrapped(text.format(reason=shown(folder.mistakes)), "    ", first="  ! "))
    text = ngettext("{count} image in it.", "{count} images in it.", folder.images)
    show("  " + text.format(count=folder.images))
    for element, count in folder.lacking.items():
        text = ngettext("{count} image lacks it", "{count} images lack it", count)
        _show_line(element, text.format(count=count), mark="  ! ")


def _show_image(image: ImageDescription) -> None:
    show(shown(image.path))
    for value in image.values:
        _show_value(value, _("{value} ({origin})"))
    for value in image.proposals:
        _show_value(value, _("perhaps {value} ({origin}); nobody confirmed it yet"))
    guessed = {value.element for value in image.proposals}
    for element in image.missing:
        if element not in guessed:
            _show_line(element, _("not described yet"), mark="  ! ")
    for note in image.notes:
        show(wrapped(note, "    ", first="    "))


def _show_value(value: Value, pattern: str) -> None:
    text = people_word(value.text) if value.element is Element.PEOPLE else ""
    origin = origin_word(value.origin, value.tag)
    _show_line(value.element, pattern.format(value=text or shown(value.text), origin=origin))


def _show_line(element: Element, text: str, mark: str = "    ") -> None:
    head = mark + _("{place}: {what}").format(place=element_word(element.value), what="")
    show(wrapped(text, " " * columns(head), first=head))
