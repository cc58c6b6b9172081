"""What click refuses, told as everything else is told."""

from __future__ import annotations

import click
import pytest
from click.exceptions import MissingParameter

from archivist.cli import refusal as told
from archivist.cli.main import run
from archivist.cli.refusal import refusal


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["log", "-x"], "There is no option “-x”.", id="option"),
        pytest.param(
            ["disc", "verfy"],
            "There is no command “verfy”; did you mean verify?",
            id="command of a group",
        ),
        pytest.param(["disc", "qqq"], "There is no command “qqq”.", id="near to none"),
        pytest.param(["restore"], "The argument “SNAPSHOT” is missing.", id="argument"),
        pytest.param(
            ["audit", "--format", "x"],
            "Invalid value for “--format”: “x” is not one of “text”, “json”,",
            id="choice",
        ),
        pytest.param(
            ["backup", "verify", "--sample", "0", "x"],
            "“0” is no percentage; write 10 for a tenth of the files.",
            id="above",
        ),
        pytest.param(["log", "--limit"], "Option “--limit” requires an argument.", id="no value"),
        pytest.param(
            ["explain", "A", "B"], "Got unexpected extra argument (B).", id="one too many"
        ),
    ],
)
def test_a_command_line_is_refused_in_our_words(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["archivist", "--lang", "en", *words]) == 2
    assert said in capsys.readouterr().err.replace("\n", " ")


def test_chinese_quotes_and_stops_have_no_space_around_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chinese = {".": "。", ", ": "、"}
    monkeypatch.setattr(told, "_", lambda text: chinese.get(text, text))
    error = click.UsageError("选项 'a' 的值不对：'x' 不在 'b', 'c' 之中。 再试")
    assert refusal(error) == "选项“a”的值不对：“x”不在“b”、“c”之中。再试。"


def test_an_apostrophe_is_no_quote() -> None:
    assert refusal(click.UsageError("the archive's own and its files' names")).endswith(
        "the archive's own and its files' names."
    )


def test_what_is_missing_is_named_with_what_may_be_chosen() -> None:
    context = click.Context(click.Command("a"))
    option = click.Option(["--kind", "-k"], type=click.Choice(["b", "c"]))
    said = refusal(MissingParameter(ctx=context, param=option))
    assert said.startswith("The option “--kind, -k” is missing. ")
    assert "b" in said
    assert refusal(MissingParameter("which", param_type="option")) == "Missing option. which."


def test_a_number_out_of_range_is_told_between_what_it_has_to_be() -> None:
    option = click.Option(["--year"], type=click.IntRange(1900, 2100))
    error = click.BadParameter("1 is not in the range 1900<=x<=2100.", param=option)
    assert refusal(error) == "“--year” takes a number from 1900 to 2100."
