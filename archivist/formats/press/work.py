"""What the process of the page engine does: one folder with a layout comes to one file.

Started by `archivist.formats.press.printing`, in a killable process.
"""

from __future__ import annotations

import faulthandler
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from archivist.formats.press.names import ABOUT, ENTRY, MAIN, OUTPUT, PACKAGES
from archivist.formats.press.seal import EMPTY, MARK, sealed

OVERFLOWS = "<archivist-overflow>"
"""The label of what a layout could not fit, with ``where`` and ``text``."""
MANY = 20
"""Overflows, or mistakes, that are named at most."""
_LONG = 2000
"""Characters of a text that are handed back at most."""
_GRAVE = ("unknown font family", "did not converge", "did not stabilize")
"""Warnings with which a page lacks a text, or has a wrong number on it."""
_LETTERS = b"/FontDescriptor"
"""What a PDF of ours holds as soon as one letter stands on a page, and not before."""
_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
_NOWHERE = "http://127.0.0.1:0"
"""Nothing can listen on port 0, here or elsewhere."""
_ENTRY = f"""\
#set document(
  title: json("{ABOUT}").title,
  author: (),
  keywords: ("{MARK}", "{EMPTY}"),
)
#include "{MAIN}"
"""


def compile_folder(folder: Path, fonts: list[str], timestamp: int) -> dict[str, Any]:
    """Set the page of a folder and leave it there; return what stopped that, if anything did.

    Args:
        folder: Holds ``main.typ``, what it imports, ``data.json`` and `ABOUT`.
        fonts: Font files.
        timestamp: Seconds since 1970 that the file bears as its date.
    """
    _shut_off()
    import typst  # noqa: PLC0415 - 84 MB, and only now that the network is out of reach

    (folder / ENTRY).write_text(_ENTRY, encoding="utf-8", newline="\n")
    (folder / PACKAGES).mkdir(exist_ok=True)
    try:
        compiler = _compiler(typst, folder, fonts)
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["a-2b"], timestamp=timestamp, pdf_tags=False
        )
        overflows = json.loads(compiler.query(OVERFLOWS, field="value"))
    except typst.TypstError as error:
        return {"fault": error.message[:_LONG], "diagnostic": error.diagnostic[: 10 * _LONG]}
    grave = [each for each in warnings if any(word in each.message for word in _GRAVE)]
    if grave:
        placed = [each.diagnostic for each in grave if "┌─" in each.diagnostic][:MANY]
        diagnostic = "".join(placed).replace("warning: ", "error: ")
        return {"fault": grave[0].message[:_LONG], "diagnostic": diagnostic[: 10 * _LONG]}
    if not overflows and _LETTERS not in pdf:
        return {"blank": True}
    if not overflows:
        (folder / OUTPUT).write_bytes(sealed(cast("bytes", pdf)))
    return {
        "overflows": [_cut(each) for each in overflows[:MANY]],
        "more": max(len(overflows) - MANY, 0),
    }


@contextmanager
def ending_after(seconds: float) -> Iterator[None]:
    """End this process when the block lasts longer.

    Typst does not let other threads of Python run. When the parent was killed, nobody else would
    end a layout that loops.
    """
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def families(folders: Sequence[str]) -> list[tuple[str, str, int]]:
    """Return what Typst calls the fonts of some folders: family, path, and number in the file."""
    import typst  # noqa: PLC0415 - as above

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
    )
    return [(font.family, font.path, font.index) for font in fonts.fonts() if font.path]


def _shut_off() -> None:
    """Lead every way to the network into nothing: a layout may name a package to be fetched."""
    os.environ.update(dict.fromkeys(_PROXIES, _NOWHERE))
    os.environ.update({"NO_PROXY": "", "no_proxy": ""})


def _compiler(typst: Any, folder: Path, fonts: list[str]) -> Any:  # noqa: ANN401 - imported late
    chosen = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(fonts)
    )
    return typst.Compiler(
        folder / ENTRY,
        root=folder,
        font_paths=chosen,
        ignore_system_fonts=True,
        package_path=folder / PACKAGES,
        package_cache_path=folder / PACKAGES,
    )


def _cut(overflow: object) -> dict[str, str]:
    said = overflow if isinstance(overflow, dict) else {"text": overflow}
    return {key: str(said.get(key, ""))[:_LONG] for key in ("where", "text")}
