"""``archivist search``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _
from itertools import islice
from pathlib import Path

import click

from archivist.cli.counting import Count
from archivist.cli.options import clock, view_of
from archivist.model.query_days import Days, read_days

SHOWN = 20
ALL = 2**31
"""Hits when nobody says how many."""
HIDDEN = "\0"
"""In front of a word that begins like an option."""
_OPTION = re.compile(r"--[a-z].*|-[a-zA-Z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What was said on the command line; click hands it over by name."""

    query: tuple[str, ...]
    studio: str | None
    category: str | None
    kind: str | None
    first: Days | None
    last: Days | None
    sort: str
    limit: int | None
    as_json: bool
    paths: bool
    nul: bool
    archive: Path | None
    quiet: bool


class Search(click.Command):
    """A command to which a word such as ``-安全`` or ``-2025`` is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the line apart; what is excluded from the search is hidden from click.

        Raises:
            NoSuchOption: A word looks like an option and is none.
        """
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        known = {name: each for each in options for name in (*each.opts, *each.secondary_opts)}
        return super().parse_args(ctx, list(_hidden(args, known)))


def _hidden(args: list[str], known: Mapping[str, click.Option]) -> Iterator[str]:
    rest = iter(args)
    for word in rest:
        option = known.get(word.partition("=")[0] if word.startswith("--") else word)
        if word == "--":
            yield word
            yield from rest
        elif option is not None:
            yield word
            if not option.is_flag and "=" not in word:
                yield from islice(rest, 1)
        elif _OPTION.fullmatch(word):
            near = difflib.get_close_matches(word, known, n=1)
            raise click.NoSuchOption(word, possibilities=near)
        else:
            yield HIDDEN + word if word.startswith("-") else word


class Span(click.ParamType[Days]):
    """A day, a month, a quarter or a year."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Days:
        """Return its first and its last day, or refuse."""
        days = value if isinstance(value, Days) else read_days(str(value), clock().date())
        if days is None or days.first is None or days.last is None:
            text = _("“{text}” is no date; write 2025.03.18, 2025.03 or 2025")
            self.fail(text.format(text=value), param, ctx)
        return days


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "search",
        options_metavar=_("[OPTIONS]"),
        cls=Search,
        short_help=_("Find records by any word: of their text, description or name."),
        help=_(
            "Find records by any word of their text, of their description or of their name. "
            "Several words: all have to be there.\n\n"
            "“exact words”   测流*   -word   A OR B   (…)   人物:徐宏伟   地点:会议室\n"
            "日期:2022.01..2022.03   类目:06   编号:C1-20220125   类型:影像\n\n"
            "The whole language: docs/searching.md.\n\n"
            "Exit code: 0 found, 1 nothing found."
        ),
    )
    @click.argument("query", metavar=_("QUERY"), nargs=-1, type=click.UNPROCESSED)
    @click.option(
        "--studio", metavar=_("NAME"), help=_("Only this studio; part of its name is enough.")
    )
    @click.option("--category", metavar=_("CATEGORY"), help=_("Only this category: 06 or 培训."))
    @click.option("--kind", metavar=_("KIND"), help=_("image, video, workbook, document or item."))
    @click.option(
        "--from", "first", type=Span(), metavar=_("DATE"), help=_("Event in 2025.03 or later.")
    )
    @click.option(
        "--to", "last", type=Span(), metavar=_("DATE"), help=_("Event in 2025.03 or earlier.")
    )
    @click.option(
        "--sort",
        type=click.Choice(["rank", "newest", "oldest", "path"]),
        default="rank",
        help=_("Order: best first, by event date, or by path."),
    )
    @click.option(
        "--limit", type=Count(), metavar=_("COUNT"), help=_("How many; 20, of paths all.")
    )
    @click.option("--json", "as_json", is_flag=True, help=_("The result as JSON."))
    @click.option("--paths", is_flag=True, help=_("Only the paths, one a line, best first."))
    @click.option("-0", "nul", is_flag=True, help=_("Only the paths, each ended by NUL."))
    @click.option(
        "--archive",
        type=click.Path(path_type=Path),
        metavar=_("DIR"),
        help=_("The archive's folder; else the one in which you are."),
    )
    @click.option("-q", "--quiet", is_flag=True, help=_("Only the result, no progress."))
    def search(**words: object) -> int:
        return _run(_Words(**words))  # type: ignore[arg-type]

    return search


def _run(said: _Words) -> int:
    from archivist.actions import search as action  # noqa: PLC0415
    from archivist.cli import search_output  # noqa: PLC0415
    from archivist.cli.progress import stages  # noqa: PLC0415
    from archivist.model.query import Sort  # noqa: PLC0415

    text = _joined(said.query)
    options = (said.studio, said.category, said.kind, said.first, said.last)
    if not text.strip() and not any(options):
        raise click.UsageError(_("Say what to look for; * stands for everything."))
    view = view_of(said.archive, None, quiet=said.quiet)
    only_paths = said.paths or said.nul
    asked = action.Asked(
        text=text,
        studio=said.studio or "",
        category=said.category or "",
        kind=said.kind or "",
        first=said.first.first if said.first else None,
        last=said.last.last if said.last else None,
        sort=Sort(said.sort),
        limit=said.limit or (ALL if only_paths else SHOWN),
        brief=only_paths,
    )
    found = action.search(view, asked, stages(shown=not said.quiet))
    if only_paths:
        search_output.render_paths(found, view.root, nul=said.nul, quiet=said.quiet)
    else:
        search_output.render(found, asked, as_json=said.as_json, quiet=said.quiet)
    return 0 if found.answer.total else 1


def _joined(words: tuple[str, ...]) -> str:
    """Return one query. A shell takes quotation marks away: one word with blanks was a phrase."""
    plain = tuple(word.removeprefix(HIDDEN) for word in words)
    if len(plain) == 1:
        return plain[0]
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in plain)
