"""Chinese is complete and up to date, and nothing that a person sees goes around it."""

from __future__ import annotations

import ast
import gettext
import re
import shutil
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from archivist import errors
from archivist.checks import CHECKS
from archivist.cli.language import choose_language, speak
from archivist.cli.main import COMMANDS, run
from archivist.formats.wording import spoken
from archivist.model.finding import Check
from archivist.store.item_file import KEYS, load_description
from tests.messages import MO, PO, gather, is_translated, mo_of, po_of, read, updated

if TYPE_CHECKING:
    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "archivist").rglob("*.py"))
HAN = re.compile("[\u4e00-\u9fff]")
WORD = re.compile("[A-Za-z]{2,}")
ENGLISH = re.compile(r"(?<![\w./-])[A-Za-z]{2,}(?: [A-Za-z]{2,}(?!\w)){2,}")
"""Three English words in a row. Options, codes, paths and names of files do not look so."""
COMMAND = re.compile(r"\barchivist(?: [a-z][a-z-]*){1,2}")
"""A command and its subcommand as one types them: ``archivist box assign``."""
PERCENT = re.compile(r"%\((\w+)\)[ds]")
FIELD = re.compile(r"\{([a-z_]\w*)(![rsa])?(?::[^{}]*)?\}")
TOML_KEY = re.compile('"([\u4e00-\u9fff]+)"(?= =|\\.)')
PAPER_KEYS = {"盒", "无", "页数"}


@cache
def texts() -> tuple[Message, ...]:
    return tuple(message for message in read() if message.id)


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def blanks(text: str) -> list[str]:
    """Return what is filled in, and the braces that are meant as braces."""
    bare = text.replace("{{", "").replace("}}", "")
    filled = {match[1] + (match[2] or "") for match in FIELD.finditer(bare)}
    return sorted(filled | set(PERCENT.findall(text))) + ["{{"] * text.count("{{")


def test_every_text_is_translated() -> None:
    assert [message.id for message in texts() if not is_translated(message)] == []


def test_the_translations_are_those_of_the_texts_there_are() -> None:
    assert {message.id for message in texts()} >= {text for text, _notes in gather() if text}
    assert po_of(updated(read())) == PO.read_bytes(), "run: make messages"


def test_what_gettext_reads_is_what_translators_wrote() -> None:
    assert mo_of(updated(read())) == MO.read_bytes(), "run: make messages"
    with MO.open("rb") as file:
        spoken_ = gettext.GNUTranslations(file)
    for message in texts():
        first, *more = forms(message.id)
        found = spoken_.ngettext(first, more[0], 7) if more else spoken_.gettext(first)
        assert found == forms(message.string)[0]


def test_every_translation_is_filled_in_like_its_text() -> None:
    wrong = [
        (message.id, form)
        for message in texts()
        for form in forms(message.string)
        if blanks(form) not in [blanks(each) for each in forms(message.id)]
    ]
    assert wrong == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_messages_and_remedies_can_be_filled_in(check: Check) -> None:
    speak("zh_CN")
    for text in (check.message, check.remedy):
        wanted = {name for _, name, _, _ in Formatter().parse(text) if name}
        facts = dict.fromkeys(wanted, "…")
        assert HAN.search(gettext.gettext(text).format(**facts))


NAMES = {"SHA-256", "item.toml"}
"""Texts that are called so in every language."""


def test_no_translation_is_left_in_english() -> None:
    plain = [
        message.id
        for message in texts()
        for form in forms(message.string)
        if WORD.search(FIELD.sub("", PERCENT.sub("", forms(message.id)[0])))
        and forms(message.id)[0] not in NAMES
        and not HAN.search(form)
    ]
    assert plain == ["en"]


def test_the_documentation_of_a_check_keeps_its_paragraphs() -> None:
    speak("zh_CN")
    for check in CHECKS:
        chinese = gettext.gettext(check.text)
        assert chinese.count("\n\n") == check.text.count("\n\n"), check.code
        assert all("\n" not in each for each in chinese.split("\n\n")), check.code


def test_every_chinese_key_that_is_shown_can_be_typed(tmp_path: Path) -> None:
    found = {key for m in texts() for form in forms(m.string) for key in TOML_KEY.findall(form)}
    assert found <= KEYS.keys() | PAPER_KEYS | {"批复", "照片"}  # the last two name papers
    path = tmp_path / "item.toml"
    path.write_text(
        '"文件"."x.jpg"."地点" = "…"\n"事件日期" = "2022.01.25"\n"人物" = "无具体人物"\n'
        '"类型" = "文档"\n"纸质" = { "盒" = "06-1" }\n',
        encoding="utf-8",
    )
    description, mistakes = load_description(path, "item.toml")
    assert mistakes == ""
    assert (description.kind, list(description.files)) == ("document", ["x.jpg"])


def test_the_language_knows_its_own_name() -> None:
    speak("zh_CN")
    assert spoken() == "zh_CN"


TRANSLATING = {"_", "N_", "gettext", "ngettext", "translated"}
SHOWING = {"echo", "show", "wrapped", "fail", "UsageError", "BadParameter", "Mistake"}
SHOWING |= set(errors.__all__)
SHOWN_KEYS = {"help", "short_help", "epilog", "hint", "label", "text"}
NO_LANGUAGE = {"archivist", "studios", "name"}


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)


def raw(node: ast.AST) -> Iterator[str]:
    """Yield the English words in an expression that pass no translation."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from set(WORD.findall(node.value)) - NO_LANGUAGE
    elif isinstance(node, ast.Call):
        name = called(node)
        if name not in TRANSLATING:
            # What is shown of a styled text is its first argument; the others are colours.
            inner = node.args[:1] if name == "style" else [node.func, *node.args]
            yield from (word for each in inner for word in raw(each))
    elif not isinstance(node, ast.IfExp | ast.Compare | ast.Subscript):
        yield from (word for each in ast.iter_child_nodes(node) for word in raw(each))
    elif isinstance(node, ast.IfExp):
        yield from (word for each in (node.body, node.orelse) for word in raw(each))


def untranslated(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            shown = [each.value for each in node.keywords if each.arg in SHOWN_KEYS]
            shown += node.args if called(node) in SHOWING else []
            yield from (
                f"{path.name}:{node.lineno}: {word}" for each in shown for word in raw(each)
            )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_person_sees_goes_through_gettext(path: Path) -> None:
    assert list(untranslated(path)) == []


@pytest.mark.parametrize(
    "line",
    ['show("Nothing found")', 'option(help=f"Only {x}")', 'UsageError("Not " + _("so"))'],
)
def test_a_text_that_goes_around_gettext_is_noticed(line: str, tmp_path: Path) -> None:
    path = tmp_path / "some.py"
    path.write_text(line, encoding="utf-8")
    assert list(untranslated(path))


# The order in which languages are asked for: each of these goes before the next.
ORDER = ("--lang", "archive.toml", "ARCHIVIST_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(("first", "second"), list(pairwise(ORDER)))
@pytest.mark.parametrize(("said", "other"), [("zh_CN", "en"), ("en", "zh_CN")])
def test_languages_are_asked_for_in_order(
    first: str, second: str, said: str, other: str, tmp_path: Path
) -> None:
    stated = {first: said, second: other}
    if "archive.toml" in stated:
        line = f'plan = "x"\nlanguage = "{stated.pop("archive.toml")}"\n'
        (tmp_path / "archive.toml").write_text(line, encoding="utf-8")
    option = stated.pop("--lang", "")
    argv = ["archivist", *(["--lang", option] if option else []), "check"]
    assert choose_language(argv, stated, tmp_path) == said


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh-Hans", "zh_CN"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("de_DE.UTF-8", "en"),
    ],
)
def test_other_names_of_languages_are_understood(name: str, language: str, tmp_path: Path) -> None:
    assert choose_language(["archivist"], {"LANG": name}, tmp_path) == language


@pytest.mark.parametrize(
    "words",
    [["check", "sub"], ["check", "--archive", "sub"], ["audit", "--archive=sub"]],
    ids=" ".join,
)
def test_the_archive_that_is_named_says_the_language(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "sub" / "archive.toml").write_text("language = 'zh_CN'\n", encoding="utf-8-sig")
    assert choose_language(["archivist", *words], {"LANG": "en"}, tmp_path) == "zh_CN"
    assert choose_language(["archivist", "check"], {"LANG": "en"}, tmp_path / "sub" / "deep") == (
        "zh_CN"
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("档案") / "库"
    shutil.copytree(ROOT / "sample_archive", place)
    return place


SAID = {
    "help": (["--help"], 0),
    **{f"{name} --help": ([name, "--help"], 0) for name in COMMANDS},
    "check": (["check", "--archive", "ARCHIVE"], 1),
    # Of damaged files -v quotes what the library said, in the library's own words.
    "check in full": (["check", "--archive", "ARCHIVE", "-v", "--ignore", "FMT101,FMT104"], 1),
    "audit": (["audit", "--archive", "ARCHIVE", "-v"], 1),
    "audit html": (["audit", "--archive", "ARCHIVE", "-o", "audit.html"], 1),
    "explain": (["explain"], 0),
    **{f"explain {check.code}": (["explain", check.code], 0) for check in CHECKS},
    "wrong code": (["explain", "NAM999"], errors.InvalidChoiceError.exit_code),
    "wrong command": (["chekc"], 2),
    "wrong option": (["check", "--nonsense"], 2),
    "wrong option, nearly right": (["check", "--selec"], 2),
    "wrong choice": (["audit", "--format", "pdf"], 2),
    "wrong day": (["audit", "--as-of", "soon"], 2),
    "wrong period": (["audit", "--period", "2025-Q5"], 2),
    "nothing named": (["init"], errors.NoArchiveError.exit_code),
    "too much": (["explain", "NAM101", "NAM102"], 2),
    "option without its value": (["audit", "--studio"], 2),
    "no archive": (["check"], errors.NoArchiveError.exit_code),
    "no studio": (["init", "new"], errors.InvalidChoiceError.exit_code),
    "init": (["init", "new", "--studio", "测流创新工作室"], 0),
}


@pytest.mark.parametrize(("words", "code"), SAID.values(), ids=SAID.keys())
def test_everything_is_said_in_chinese(
    words: list[str],
    code: int,
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARCHIVIST_LANG", "zh_CN")
    argv = [str(archive) if word == "ARCHIVE" else word for word in words]
    assert run(["archivist", *argv]) == code
    captured = capsys.readouterr()
    said = " ".join((captured.out + captured.err).replace(str(tmp_path), "").split())
    assert HAN.search(said)
    assert ENGLISH.findall(COMMAND.sub("", said)) == []
