"""``archivist init``: lay out the tree; run again, it adds what is missing and changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.model.label_code import made_id
from archivist.model.layout import ABOUT_FILE
from archivist.model.names import MAX_NAME, PENDING_PAGE, name_fault
from archivist.model.plan import Category, Plan
from archivist.model.refusal import reason_of
from archivist.model.settings import MARKER, STATE, Settings, Studio
from archivist.store.plan_file import load_plan
from archivist.store.settings import load_settings, studio_mistakes
from archivist.store.writing import make_folder, make_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What was laid out."""

    root: Path
    added: tuple[str, ...]
    """Folders and files that were not there, relative, with forward slashes."""
    inbox: str
    """The name of its inbox."""
    unlisted: tuple[str, ...] = ()
    """Studios that were named but are not in an ``archive.toml`` that was there already."""


def init(root: Path, names: Iterable[str], language: str) -> Laid:
    """Lay out an archive, or add what is missing in one.

    Args:
        root: The archive's folder; made when it is not there.
        names: The studios of a new archive.
        language: Written into a new ``archive.toml``: ``zh_CN`` or ``en``.

    Raises:
        InvalidChoiceError: No studio, or a name that cannot be a folder.
        NotWritableError: The folder cannot be written to.
        InvalidFileError: There is an ``archive.toml`` and it has mistakes.
    """
    _refuse_nesting(root)
    wanted = tuple(dict.fromkeys(name.strip() for name in names))
    _refuse(wanted, new=not os.path.lexists(root / MARKER))
    added: list[str] = []
    try:
        added += _lay_out(root, wanted, language)
    except OSError as error:
        raise NotWritableError(
            _("{place} cannot be written: {reason}").format(
                place=error.filename or root, reason=reason_of(error)
            ),
            _("Choose another folder, or ask for the right to write there."),
        ) from error
    settings = load_settings(root)
    listed = {studio.name for studio in settings.studios}
    unlisted = tuple(name for name in wanted if name not in listed)
    return Laid(root=root, added=tuple(added), inbox=settings.inbox, unlisted=unlisted)


def _refuse_nesting(root: Path) -> None:
    """Refuse an archive inside an archive: most likely the outer one was meant."""
    outer = next((each for each in root.parents if os.path.isfile(each / MARKER)), None)  # noqa: PTH113
    if outer is not None and not os.path.lexists(root / MARKER):
        raise InvalidChoiceError(
            _("{place} lies inside the archive {outer}.").format(place=root, outer=outer),
            _('To add what is missing there, run: archivist init "{outer}"').format(outer=outer),
        )


def _refuse(names: tuple[str, ...], *, new: bool) -> None:
    if new and not names:
        raise InvalidChoiceError(
            _("A new archive needs at least one studio."),
            _("Name it: archivist init DIR --studio NAME"),
        )
    for name in names:
        # Linux counts bytes, of which a Chinese character takes three.
        if not name or name_fault(name) or "/" in name or len(os.fsencode(name)) > MAX_NAME:
            raise InvalidChoiceError(
                _("“{name}” cannot be the name of a folder on Windows.").format(name=name),
                _('Leave out the characters < > : " / \\ | ? * and dots at the end.'),
            )
    wrong = list(studio_mistakes(Settings(studios=tuple(Studio(name=name) for name in names))))
    if names and wrong:
        raise InvalidChoiceError(
            "; ".join(mistake.text for mistake in wrong),
            _("Choose another name: {names}").format(names=", ".join(names)),
        )


def _lay_out(root: Path, names: tuple[str, ...], language: str) -> Iterator[str]:
    root.mkdir(parents=True, exist_ok=True)
    settings = Settings(studios=tuple(Studio(name=name) for name in names), language=language)
    # The plan is read before anything is written: a mistake in it must leave nothing behind.
    plan = load_plan(root, load_settings(root) if (root / MARKER).exists() else settings)
    if make_text(root / MARKER, _archive_toml(settings)):
        yield MARKER
    settings = load_settings(root)
    for name in (settings.inbox, STATE):
        if make_folder(root / name):
            yield name
    if make_text(root / settings.inbox / ABOUT_FILE, _about_inbox(settings)):
        yield f"{settings.inbox}/{ABOUT_FILE}"
    for studio in settings.studios:
        yield from _lay_studio(root, studio.name, plan, settings.language)


def _lay_studio(root: Path, name: str, plan: Plan, language: str) -> Iterator[str]:
    if make_folder(root / name):
        yield name
    there = _category_folders(root / name, plan)
    for category in plan.categories:
        path = f"{name}/{there.get(category.number, category.folder)}"
        if make_folder(root / path):
            yield path
        if make_text(root / path / ABOUT_FILE, _about(category, language)):
            yield f"{path}/{ABOUT_FILE}"


def _category_folders(studio: Path, plan: Plan) -> dict[str, str]:
    """Return the categories' folders that are there, by number; staff may name them otherwise."""
    with os.scandir(studio) as found:
        names = sorted(each.name for each in found if each.is_dir(follow_symlinks=False))
    known = [(category, name) for name in names if (category := plan.category_of(name))]
    return {category.number: name for category, name in reversed(known)}


def _about(category: Category, language: str) -> str:
    english = language == "en"
    about = (category.about_en if english else "") or category.about
    names = [
        (material.name_en if english else "") or material.name for material in category.materials
    ]
    head = (category.name_en if english else "") or category.name
    lines = [f"{category.number} {head} ({category.clause})", "", about.strip(), ""]
    lines += [_("To be filed here:"), *(f"  - {name}" for name in names)]
    return "\r\n".join("\n".join(lines).split("\n")) + "\r\n"


def _about_inbox(settings: Settings) -> str:
    text = _(
        "This is the inbox: put new photos, scans and documents here.\n\n"
        "A folder in the inbox that is named like a place of the archive says where its files "
        "belong:\n"
        "  {example}\n"
        "  (the category, then the item with its date; of several studios, the studio first)\n\n"
        "{page} says what each file still lacks; “archivist status” brings it up to date.\n"
        "“archivist file” files what is complete. Nothing leaves the inbox unless it is filed, "
        "and nothing is ever deleted.\n"
    )
    studio = f"{settings.studios[0].name}/" if len(settings.studios) > 1 else ""
    example = studio + _("06/20250318 Title")
    about = text.format(example=example, page=PENDING_PAGE)
    return "\r\n".join(about.split("\n"))


def _archive_toml(settings: Settings) -> str:
    since = _("# When it was founded, without #: no earlier period counts against it.\n")
    studios = "\n".join(
        f'[[studios]]\nname = {_quoted(studio.name)}\n{since}# since = "2022.03.01"\n'
        for studio in settings.studios
    )
    # Not in the braces below, where the gathering of texts does not look.
    named = _("Archive of the studios")
    return _(
        "# This file makes the folder an archive. Lines that begin with # are comments.\n"
        '# Save it as UTF-8. Quotes and equals signs must be half-width: " =\n'
    ) + (
        "\n"
        + _("# What the archive is called on covers, reports and lists; else as its folder is.\n")
        + f"# name = {_quoted(named)}\n"
        f'\nplan = "{settings.plan}"\n# rubrics = ["xbnh-2025"]\nlanguage = "{settings.language}"\n'
        f"inbox = {_quoted(settings.inbox)}\n\n"
        + _(
            "# Stands in the QR codes of printed labels. It stays the same for good: codes that\n"
            "# stick on boxes already name it.\n"
        )
        + f'id = "{made_id(studio.name for studio in settings.studios)}"\n\n{studios}\n'
        + _("# Classes of images: the first part of a code such as C1-20220125-01.\n")
        + "[classes]\n"
        + "".join(f"{name} = {_quoted(text)}\n" for name, text in settings.classes.items())
        + "\n"
        + _("# A material that does not apply to a studio; say why, and who decided.\n")
        + '# [[waivers]]\n# material = "08.patents"\n# studio = ""\n# reason = ""\n# by = ""\n'
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
