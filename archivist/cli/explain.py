"""``archivist explain``."""

from __future__ import annotations

from gettext import gettext as _

import click


def command() -> click.Command:
    """Return the command, its texts in the language spoken."""

    @click.command(
        "explain",
        options_metavar=_("[OPTIONS]"),
        short_help=_("Explain a code, or list all."),
        help=_("Say what a check looks at, why, and how to mend it; or list all checks."),
    )
    @click.argument("code", required=False, metavar=_("[CODE]"))
    def explain(code: str | None) -> None:
        from archivist.actions.explain import explain as action  # noqa: PLC0415
        from archivist.cli import explain_output  # noqa: PLC0415

        if code and code.upper() not in {"NAM", "ELE", "FMT"}:
            explain_output.show_check(action(code))
        else:
            explain_output.show_list((code or "").upper())

    return explain
