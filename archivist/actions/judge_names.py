"""Which matter and which studio a person means who judges."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from gettext import gettext as _

from archivist.errors import InvalidChoiceError
from archivist.formats.score_names import asked, named
from archivist.model.display import shown
from archivist.model.matters import Matter, Thing, matter_of, matters, things
from archivist.model.rubric import Bonus, Criterion, Rubric


def matter_meant(rubric: Rubric, text: str, others: Callable[[], Iterable[Rubric]]) -> Matter:
    """Return the matter that is named; how its id is spaced and written large does not matter.

    Args:
        rubric: Whose it is.
        text: Its id.
        others: Returns the other rubrics that can be named; asked only for a hint.

    Raises:
        InvalidChoiceError: The rubric has no such matter, or files decide it.
    """
    judged = matters(rubric)
    thing = _thing(rubric, text)
    open_ones = ", ".join(shown(each) for each in judged)
    hint = _("A person judges: {ids}").format(ids=open_ones or _("nothing"))
    if thing is None:
        other = next((each for each in others() if _thing(each, text)), None)
        if other is not None:
            hint = _("It is one of {rubric}: add --rubric {id}").format(
                rubric=named(other), id=shown(other.id)
            )
        near = near_to(text, judged) if other is None else ""
        message = _("{rubric} has no criterion “{id}”.")
        if near:
            message = _("{rubric} has no criterion “{id}”; did you mean {near}?")
        raise InvalidChoiceError(
            message.format(rubric=named(rubric), id=shown(text), near=shown(near)), hint
        )
    matter = matter_of(rubric, thing)
    if matter is None:
        raise InvalidChoiceError(files_decide(thing), hint)
    return matter


def _thing(rubric: Rubric, text: str) -> Thing | None:
    ids = {thing.id: thing for thing in things(rubric)}
    wanted = _plain(text)
    return ids.get(text) or next((each for id_, each in ids.items() if _plain(id_) == wanted), None)


def files_decide(thing: Thing) -> str:
    """Return what files decide of a thing in which there is nothing to judge."""
    name = f"{shown(thing.id)} {named(thing)}"
    if isinstance(thing, Bonus):
        return _("There is nothing to judge in {name}: the ledgers tell its points.").format(
            name=name
        )
    deductions = thing.deductions if isinstance(thing, Criterion) else thing.demands
    texts = dict.fromkeys(asked(each) for each in deductions)
    text = _("There is nothing to judge in {name}: files decide it ({texts}).")
    return text.format(name=name, texts=_("; ").join(texts))


def near_to(text: str, names: Iterable[str]) -> str:
    """Return the name that was probably meant, or an empty text."""
    plain = {_plain(name): name for name in names}
    close = get_close_matches(_plain(text)[:100], plain, n=1, cutoff=0.6)
    return plain[close[0]] if close else ""


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def studio_meant(studios: Sequence[str], named_one: str) -> str:
    """Return the studio that is named, or the only one.

    Raises:
        InvalidChoiceError: There is no such studio, or none is named of several.
    """
    hint = _("Say which: --studio, one of {names}").format(names=_(", ").join(map(shown, studios)))
    if not named_one:
        if len(studios) == 1:
            return studios[0]
        raise InvalidChoiceError(_("The archive has several studios."), hint)
    wanted = _plain(named_one)
    alike = [each for each in studios if wanted and wanted in _plain(each)]
    found = next((each for each in alike if _plain(each) == wanted), "")
    if not found and len(alike) == 1:
        # A part of a name is enough where it means one, as for an audit.
        found = alike[0]
    if not found:
        near = near_to(named_one, studios)
        message = _("There is no studio “{name}”.")
        if near:
            message = _("There is no studio “{name}”; did you mean {near}?")
        raise InvalidChoiceError(message.format(name=shown(named_one), near=shown(near)), hint)
    return found
