"""What every test stands on: one language, no colour, nothing inherited from the machine."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest
from hypothesis import settings

from archivist.cli.language import translated

# The time that one example takes says nothing on a machine that others use as well.
settings.register_profile("archivist", deadline=None, print_blob=True)
settings.load_profile("archivist")

_INHERITED = ("ARCHIVIST_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "FORCE_COLOR", "COLUMNS")


@pytest.fixture(scope="module", autouse=True)
def english_to_begin_with() -> Iterator[None]:
    """Let what a module makes once for all its tests be in English, whatever another one spoke."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "en")
        gettext.textdomain("messages")
        translated.cache_clear()
        yield


@pytest.fixture(autouse=True)
def plain_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak English without colour; a test that wants Chinese sets ``ARCHIVIST_LANG`` itself.

    ``LANGUAGE`` goes before all others in gettext, and is set rather than removed so that it is put
    back even when the program under test changes it. The domain and the cache are global state.
    """
    domain = gettext.textdomain()
    for name in _INHERITED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ARCHIVIST_LANG", "en")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("NO_COLOR", "1")
    yield
    gettext.textdomain(domain)
    translated.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def bundled_fonts() -> Iterator[None]:
    """Print with the fonts that come along, so that pages look alike on every machine.

    Of the whole session, so that what a module prints once for all its tests looks alike as well.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("archivist.formats.press.fonts.system_folders", lambda: ())
        yield
