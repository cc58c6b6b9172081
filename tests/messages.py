"""Gather the texts that a person sees and compile their translations: ``python tests/messages.py``.

Gathered are the texts of archivist, of its pages, of its checks (their docstrings) and of click.
Translations are kept, texts that nobody shows any more are dropped, and nothing is guessed. The
same bytes come out as long as the texts are the same.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
# Run as a script, the folder of this file is looked up and the project's root is not.
sys.path.insert(0, str(ROOT))

from archivist.checks import CHECKS  # noqa: E402
from archivist.cli.language import DOMAIN, LOCALE  # noqa: E402

LANGUAGE = "zh_CN"
FOLDER = LOCALE / LANGUAGE / "LC_MESSAGES"
PO = FOLDER / f"{DOMAIN}.po"
MO = FOLDER / f"{DOMAIN}.mo"
TO_TRANSLATORS = "Translators:"
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}
_JINJA = {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "silent": "false"}
_UNSEEN = frozenset({"shell_completion.py", "testing.py"})
"""Modules of click that say nothing to a person who runs archivist."""

Text = str | tuple[str, ...]
"""A text as it is looked up; singular and plural where a number decides."""


class Translations(Catalog):
    """The texts of one language. Its header holds no date, so that it changes with the texts."""

    def __init__(self) -> None:
        super().__init__(
            locale=LANGUAGE,
            domain=DOMAIN,
            header_comment="# Simplified Chinese texts of archivist; see tests/messages.py.",
            fuzzy=False,
        )

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The fields of the header."""
        return [
            ("Language", LANGUAGE),
            ("Plural-Forms", "nplurals=1; plural=0;"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def gather() -> Iterator[tuple[Text, list[str]]]:
    """Yield every text that a person may see, with what its translator should know."""
    package = ROOT / DOMAIN
    for path in sorted(package.rglob("*.py")):
        yield from _of_python(path)
    for path in sorted((package / "formats" / "pages").glob("*.html")):
        with path.open("rb") as file:
            for _line, text, comments, _context in extract(
                "jinja2.ext:babel_extract", file, _KEYWORDS, (TO_TRANSLATORS,), _JINJA
            ):
                yield text, comments
    yield from ((check.text, []) for check in CHECKS)
    for path in _sources_of_click():
        yield from _of_python(path)


def updated(known: Catalog) -> Translations:
    """Return the texts gathered, with the translations that are known of them."""
    catalog = Translations()
    for text, comments in gather():
        notes = [" ".join(comments).removeprefix(TO_TRANSLATORS).strip()] if comments else []
        catalog.add(text, auto_comments=notes)
    for message in catalog:
        old = known.get(message.id) if message.id else None
        if old is not None and old.pluralizable == message.pluralizable:
            message.string = old.string
    return catalog


def read() -> Catalog:
    """Return the translations as they are kept."""
    if not PO.exists():
        return Catalog(locale=LANGUAGE)
    with PO.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def po_of(catalog: Catalog) -> bytes:
    """Return the file that translators edit: sorted, without line numbers."""
    written = io.BytesIO()
    write_po(written, catalog, width=0, no_location=True, sort_output=True)
    return written.getvalue()


def mo_of(catalog: Catalog) -> bytes:
    """Return the file that gettext reads."""
    written = io.BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def is_translated(message: Message) -> bool:
    """Tell whether every form of a text has a translation."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return not message.fuzzy and bool(forms) and all(forms)


def main() -> None:
    """Bring both files up to date and tell what is left to translate."""
    known = read()
    catalog = updated(known)
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po_of(catalog))
    MO.write_bytes(mo_of(catalog))
    texts = [message for message in catalog if message.id]
    missing = [message for message in texts if not is_translated(message)]
    dropped = [message for message in known if message.id and catalog.get(message.id) is None]
    # A text that was changed a little is dropped and missing: its old translation may serve.
    for head, messages in (("dropped", dropped), ("to translate", missing)):
        for message in messages:
            print(f"{head}: {message.id!r} = {message.string!r}")
    print(f"{PO.relative_to(ROOT)}: {len(texts)} texts, {len(missing)} to translate")


def _of_python(path: Path) -> Iterator[tuple[Text, list[str]]]:
    with path.open("rb") as file:
        for _line, text, comments, _context in extract(
            "python", file, _KEYWORDS, (TO_TRANSLATORS,), {"encoding": "utf-8"}
        ):
            yield text, comments


def _sources_of_click() -> list[Path]:
    found = find_spec("click")
    folders = found.submodule_search_locations if found else None
    return sorted(
        path
        for folder in folders or ()
        for path in Path(folder).glob("*.py")
        if path.name not in _UNSEEN
    )


if __name__ == "__main__":
    main()
