"""Showing the documentation of checks."""

from __future__ import annotations

from gettext import gettext as _

import click

from archivist.checks import CHECKS
from archivist.cli.language import translated
from archivist.cli.screen import padded, show, styled, wrapped
from archivist.formats.wording import PROPERTY, SEVERITY
from archivist.model.finding import Check


def show_check(check: Check) -> None:
    """Write everything that is to be said of one check."""
    look = SEVERITY[check.severity]
    title, *paragraphs = translated(check.text).split("\n\n")
    show(click.style(f"{check.code}  {title}", bold=True))
    facts = [f"{look.sign} {translated(look.word)}", translated(PROPERTY[check.property])]
    if check.clause:
        facts.append(_("clause {clause}").format(clause=check.clause))
    show(styled(" · ".join(facts), look))
    for paragraph in paragraphs:
        show()
        show(wrapped(joined(paragraph), "  "))


def show_list(family: str = "") -> None:
    """Write one line for each check, of one family or of all."""
    for check in (each for each in CHECKS if each.code.startswith(family)):
        look = SEVERITY[check.severity]
        word = styled(padded(translated(look.word), 7), look)
        title = translated(check.text).partition("\n\n")[0]
        show(f"{check.code}  {look.sign} {word}  {joined(title)}")
    show()
    show(_("“archivist explain CODE” says more about a code."))


def joined(paragraph: str) -> str:
    """Return a paragraph without the line breaks of its source; none between Han characters."""
    lines = [line.strip() for line in paragraph.split("\n")]
    text = lines[0]
    for line in lines[1:]:
        both_han = text[-1:] > "\u2e7f" and line[:1] > "\u2e7f"
        text += line if both_han else f" {line}"
    return text
