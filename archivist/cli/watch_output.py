"""Telling what the watch sees: a line for a person, or a JSON object a line."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from archivist.actions.watch import News, State
from archivist.actions.watched import Finds, Said
from archivist.cli.check_output import message
from archivist.cli.file_output import outcome_json
from archivist.cli.screen import json_bytes, show, shown_lines, styled, write_bytes
from archivist.formats.arrival_wording import VERDICT, told, verdict_word
from archivist.formats.wording import SEVERITY
from archivist.model.arrival import Verdict
from archivist.model.display import shown
from archivist.model.finding import Severity
from archivist.model.wording import N_

SCHEMA = "archivist/watch/1"
_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_STATE = {
    State.STARTED: N_("Watching. Ctrl-C ends it."),
    State.PAUSED: N_(
        "The archive is not there any more (archive.toml is missing): waiting until it is back. "
        "Nothing is forgotten."
    ),
    State.RESUMED: N_("The archive is back; looking at everything."),
    State.TROUBLED: N_("Not possible now, tried again later: {detail}"),
    State.DEGRADED: N_("No word of changes ({detail}); looking from time to time instead."),
    State.STOPPED: N_("Stopped watching."),
}


def tell(news: News) -> None:
    """Write one line for a person."""
    time = news.at.strftime("%H:%M:%S")
    if news.said is None or news.said.trouble:
        trouble = news.said.trouble if news.said else news.detail
        text = _(_STATE[news.state or State.TROUBLED]).format(detail=trouble)
        show(f"{time} {shown_lines(text)}")
    elif news.said.finds is not None:
        show(f"{time} {_finds(news.said.finds)}")
    else:
        show(f"{time} {_outcome(news.said)}")


def tell_json(news: News) -> None:
    """Write one JSON object on a line."""
    value: dict[str, object] = {"schema": SCHEMA, "at": news.at.isoformat(timespec="seconds")}
    if news.said is None or news.said.trouble:
        detail = news.said.trouble if news.said else news.detail
        value |= {"state": (news.state or State.TROUBLED).value, "detail": detail}
    elif news.said.finds is not None:
        finds = news.said.finds
        value |= {
            "checked": finds.path,
            "count": finds.count,
            "passed": finds.passed,
            "codes": [check.code for check, _finding in finds.findings],
        }
    elif news.said.outcome is not None:
        value |= outcome_json(news.said.outcome)
    write_bytes(json_bytes(value, indent=None))


def _outcome(said: Said) -> str:
    outcome = said.outcome
    if outcome is None:
        return ""
    look = VERDICT[outcome.verdict]
    head = styled(f"{look.sign} {verdict_word(outcome.verdict)}", look)
    group = next(told([(outcome.arrival.path, outcome.verdict, outcome.reasons)]))
    target = f" → {shown(outcome.target)}" if outcome.target else ""
    lines = group.lines if outcome.verdict is Verdict.WAITS else group.hints
    *first, last = [shown(line) for line in (lines or group.hints)[:2]] or [""]
    text = _("; ").join([*(line.rstrip(".。") for line in first), last])
    more = len(lines) - 2
    if more > 0:
        text += " " + ngettext("(and {count} more)", "(and {count} more)", more).format(count=more)
    return f"{head} {shown(outcome.arrival.path)}{target}{' — ' if text else ''}{text}"


def _finds(finds: Finds) -> str:
    if not finds.path:
        text = ngettext(
            "{count} file in the items is new; “archivist check” says what is wrong there.",
            "{count} files in the items are new; “archivist check” says what is wrong there.",
            finds.count,
        )
        return text.format(count=finds.count)
    if finds.passed:
        return f"√ {shown(finds.path)}"
    check, finding = min(finds.findings, key=lambda pair: _RANK[pair[0].weight(pair[1])])
    look = SEVERITY[check.weight(finding)]
    more = len(finds.findings) - 1
    text = f"{check.code} {shown_lines(message(check, finding))}"
    if more > 0:
        text += " " + ngettext("(and {count} more)", "(and {count} more)", more).format(count=more)
    return f"{styled(look.sign, look)} {shown(finds.path)} — {text}"
