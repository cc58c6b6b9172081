"""Which language to speak: ``--lang``, ``archive.toml``, ``ARCHIVIST_LANG``, then the system's."""

from __future__ import annotations

import gettext
import os
import re
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from archivist.model.settings import MARKER

DOMAIN = "archivist"
OPTION = "--lang"
LANGUAGES = ("zh_CN", "en")
LOCALE = Path(__file__).resolve().parent.parent / "locale"
_STATED = re.compile(r"""^[ \t]*language[ \t]*=[ \t]*["']([A-Za-z_-]+)["']""", re.MULTILINE)
_SYSTEM = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def speak(language: str) -> None:
    """Let every text of archivist and of click come out in ``zh_CN`` or ``en``."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
    translated.cache_clear()


@lru_cache(maxsize=2048)
def translated(text: str) -> str:
    """Return a marked text in the language spoken; each text is looked up once."""
    return gettext.gettext(text) if text else ""


def choose_language(argv: Sequence[str], environ: Mapping[str, str], here: Path) -> str:
    """Return ``zh_CN`` or ``en``.

    Args:
        argv: The command line, of which ``--lang``, ``--archive`` and paths are looked at.
        environ: The environment.
        here: The folder in which the command runs.
    """
    stated = _option(argv, OPTION) or _of_archive(_places(argv, here))
    stated = stated or environ.get("ARCHIVIST_LANG", "")
    stated = stated or next((environ[name] for name in _SYSTEM if environ.get(name)), "")
    if sys.platform == "win32" and not stated:  # pragma: no cover - Windows tells it otherwise
        import ctypes  # noqa: PLC0415

        primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        stated = "zh" if primary == 0x04 else "en"
    return "zh_CN" if stated.lower().startswith("zh") else "en"


def without_language(words: Sequence[str]) -> list[str]:
    """Return a command line without a valid ``--lang``, which may so stand anywhere in it."""
    kept = list(words)
    for index, word in enumerate(kept):
        if word == OPTION and kept[index + 1 : index + 2] and _is_language(kept[index + 1]):
            return kept[:index] + kept[index + 2 :]
        if word.startswith(f"{OPTION}=") and _is_language(word.partition("=")[2]):
            return kept[:index] + kept[index + 1 :]
    return kept


def _is_language(text: str) -> bool:
    return text.lower().replace("-", "_") in {"zh", "zh_cn", "en"}


def _option(argv: Sequence[str], name: str) -> str:
    for index, word in enumerate(argv):
        if word == name and index + 1 < len(argv):
            return argv[index + 1]
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return ""


def _places(argv: Sequence[str], here: Path) -> list[Path]:
    archive = _option(argv, "--archive")
    if archive:
        return [here / archive]
    return [*(here / word for word in argv[1:] if word and not word.startswith("-")), here]


def _of_archive(places: list[Path]) -> str:
    for place in places:
        for folder in (place, *place.parents):
            marker = folder / MARKER
            try:
                # A pipe of that name would be waited for without end.
                if not marker.is_file():
                    continue
                with marker.open(encoding="utf-8-sig", errors="replace") as file:
                    match = _STATED.search(file.read(65536))
            except (OSError, ValueError):
                continue
            return match[1] if match else ""
    return ""
