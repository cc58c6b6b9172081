"""What the README says is so: commands, options, exit codes, the table of codes."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from archivist.actions.init import init
from archivist.checks import CHECKS
from archivist.cli.language import speak, translated
from archivist.cli.main import COMMANDS, INTERRUPTED, run
from archivist.errors import ArchivistError
from archivist.formats.wording import PROPERTY, SEVERITY
from archivist.model.plan import Plan
from archivist.store.item_file import KEYS, load_description
from archivist.store.plan_file import load_plan
from archivist.store.settings import load_settings
from tests.golden import assert_golden

ROOT = Path(__file__).resolve().parents[1]
READMES = {"en": ROOT / "README.md", "zh_CN": ROOT / "README.zh-CN.md"}
BOTH = pytest.mark.parametrize("language", sorted(READMES))
_TABLE = re.compile(r"(?<=<!-- codes -->\n).*?(?=<!-- /codes -->)", re.DOTALL)


def text_of(language: str) -> str:
    return READMES[language].read_text(encoding="utf-8")


def blocks(language: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text_of(language), re.DOTALL | re.MULTILINE)


@BOTH
def test_the_table_of_codes_is_the_programs(language: str) -> None:
    speak(language)
    heads = {
        "en": "| code | | what | property | clause |",
        "zh_CN": "| 代码 | | 内容 | 属性 | 条款 |",
    }
    rows = [heads[language], "|---|---|---|---|---|"]
    for check in CHECKS:
        title = translated(check.text).partition("\n\n")[0].replace("\n", " ")
        severity = translated(SEVERITY[check.severity].word)
        guarded = translated(PROPERTY[check.property])
        rows.append(f"| {check.code} | {severity} | {title} | {guarded} | {check.clause} |")
    table = "\n".join(rows) + "\n"
    assert_golden(READMES[language], _TABLE.sub(lambda _match: table, text_of(language)))


def helps(name: str) -> list[list[str]]:
    """Return a command, and the commands inside of it."""
    command = importlib.import_module(f"archivist.cli.{name.replace('-', '_')}").command()
    return [[name], *([name, inner] for inner in getattr(command, "commands", ()))]


@BOTH
def test_every_command_and_option_named_exists(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = text_of(language)
    for name in COMMANDS:
        assert f"archivist {name}" in text
        for words in helps(name):
            assert run(["archivist", *words, "--help"]) == 0
    helped = capsys.readouterr().out + "--lang --version --require-hashes --no-deps"
    helped += " --no-build-isolation"
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))
    assert options
    assert not {option for option in options if option not in helped}


@BOTH
def test_every_exit_code_is_listed(language: str) -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", text_of(language), re.MULTILINE)}
    kinds: list[type[ArchivistError]] = [ArchivistError, *ArchivistError.__subclasses__()]
    family = {kind.exit_code for kind in kinds}
    assert listed == family | {0, 1, 2, INTERRUPTED}


@BOTH
def test_the_two_commands_are_in_the_makefile(language: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`?make ([a-z]+)", text_of(language)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@BOTH
def test_the_examples_of_toml_are_right(language: str, tmp_path: Path) -> None:
    item, waiver, studios = blocks(language, "toml")
    (tmp_path / "item.toml").write_text(item, encoding="utf-8")
    description, mistakes = load_description(tmp_path / "item.toml", "item.toml")
    assert not mistakes
    assert description.paper is not None
    assert len(description.files) == 2
    init(tmp_path / "库", ["测流创新工作室"], "en")
    marker = tmp_path / "库" / "archive.toml"
    marker.write_text(marker.read_text(encoding="utf-8") + waiver, encoding="utf-8")
    settings = load_settings(tmp_path / "库")
    assert isinstance(load_plan(tmp_path / "库", settings), Plan)
    assert len(settings.waivers) == 1
    marker.write_text(studios, encoding="utf-8")
    named = load_settings(tmp_path / "库")
    assert named.name
    assert named.studios[0].since


def test_the_english_keys_are_all_named() -> None:
    assert all(f"`{key}`" in text_of("en") for key in KEYS.values())


@BOTH
def test_the_links_lead_somewhere(language: str) -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", text_of(language))
    assert targets
    assert all((ROOT / target).exists() for target in targets)
