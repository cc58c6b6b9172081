"""What the guide to watching says is so: commands, options, settings, the files that are named."""

from __future__ import annotations

import configparser
import re
import shlex
from pathlib import Path

import pytest

from archivist.actions.inbox_rounds import LATE
from archivist.actions.init import init
from archivist.actions.rounds import RESCAN, RESCAN_SHARE, SETTLE, SETTLE_SHARE
from archivist.actions.tidings import STATUS
from archivist.actions.watch import State
from archivist.cli.language import speak, translated
from archivist.cli.main import COMMANDS, run
from archivist.cli.watch_output import _STATE, SCHEMA
from archivist.formats.arrival_wording import VERDICT
from archivist.model.names import PENDING_PAGE
from archivist.model.settling import EMPTY
from archivist.store.settings import load_settings

ROOT = Path(__file__).resolve().parents[1]
GUIDES = {"en": ROOT / "docs" / "watching.md", "zh_CN": ROOT / "docs" / "watching.zh-CN.md"}
BOTH = pytest.mark.parametrize("language", sorted(GUIDES))


def text_of(language: str) -> str:
    return GUIDES[language].read_text(encoding="utf-8")


def blocks(language: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text_of(language), re.DOTALL | re.MULTILINE)


def commands(language: str) -> list[list[str]]:
    """Return the words behind ``archivist`` of every command line that is given."""
    scripts = "".join([*blocks(language, "sh"), *blocks(language, "ini"), *blocks(language, "bat")])
    lines = re.findall(r"archivist(?:\.exe)?\\?\"? ((?:watch|status) .*)", scripts)
    return [
        shlex.split(
            line.partition("#")[0].replace('\\"', '"').split(">>")[0].rstrip('"')
            + ('"' if line.count('"') % 2 else "")
        )
        for line in lines
    ]


@BOTH
def test_every_command_and_option_exists(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(commands(language)) == 7
    for name in ("watch", "status"):
        assert run(["archivist", name, "--help"]) == 0
    helped = capsys.readouterr().out
    for words in commands(language):
        assert words[0] in COMMANDS
        assert all(word in helped for word in words if word.startswith("--"))
    named = set(re.findall(r"`(--[a-z]+)`", text_of(language)))
    assert named >= {"--poll", "--events", "--json"}
    assert all(option in helped for option in named)


@BOTH
def test_the_settings_can_be_read(language: str, tmp_path: Path) -> None:
    (example,) = blocks(language, "toml")
    init(tmp_path / "库", ["测流创新工作室"], "en")
    marker = tmp_path / "库" / "archive.toml"
    head, _blank, table = example.partition("\n\n")
    text = marker.read_text(encoding="utf-8")
    marker.write_text(f"{head}\n{text}\n{table}", encoding="utf-8")
    settings = load_settings(tmp_path / "库")
    assert settings.auto_file
    assert (settings.watch.settle, settings.watch.rescan) == (5, 300)


@BOTH
def test_the_numbers_are_those_of_the_program(language: str) -> None:
    text = text_of(language)
    assert f"{SETTLE:g}" in text
    assert (SETTLE, SETTLE_SHARE, RESCAN, RESCAN_SHARE, EMPTY) == (2, 5, 60, 120, 10)
    assert LATE * SETTLE == 5 * 60
    for name in (PENDING_PAGE, STATUS, SCHEMA, "`.archivist/"):
        assert name in text


@BOTH
def test_the_lines_are_those_that_are_said(language: str) -> None:
    speak(language)
    text = text_of(language)
    assert translated(_STATE[State.STARTED]) in text
    for look in VERDICT.values():
        assert f"{look.sign} {translated(look.word)}" in text


@BOTH
def test_the_units_are_whole(language: str) -> None:
    units = blocks(language, "ini")
    assert len(units) == 2
    for unit in units:
        parser = configparser.ConfigParser(interpolation=None)
        parser.optionxform = str  # type: ignore[assignment,method-assign]
        parser.read_string(unit)
        assert parser.sections() == ["Unit", "Service", "Install"]
        assert parser["Service"]["ExecStart"].split()[0].endswith("/.venv/bin/archivist")


def test_both_languages_give_the_same_examples() -> None:
    for kind in ("ini", "bat"):
        assert blocks("en", kind) == blocks("zh_CN", kind)


@BOTH
def test_the_links_lead_somewhere(language: str) -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", text_of(language))
    assert targets
    assert all((GUIDES[language].parent / target).exists() for target in targets)
