"""``archivist pack --bagit``: a package for handing over that anybody can check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist import __version__
from archivist.actions.blind import still_there
from archivist.actions.handover.payload import Payload, Wanted, evidence, selected
from archivist.actions.pack import pack_plans, refuse_place
from archivist.actions.score import scores
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.errors import NotReadableError
from archivist.formats.handover import CATALOGUE, REGISTER, catalogue_bytes, register_bytes
from archivist.formats.pack_list import list_book, list_text
from archivist.model.amounts import size_text
from archivist.model.bag import Oxum, composed
from archivist.model.bag_list import HandoverRegister
from archivist.model.pack import PackPlan
from archivist.model.period import Period, Span
from archivist.model.refusal import reason_of
from archivist.model.settings import Settings
from archivist.store.bag.writing import ALGORITHM, BagWriter, Copied, new_bag
from archivist.store.inside import inside
from archivist.store.sealing import SealedNow, sealed_now
from archivist.store.settings import load_settings
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class BagAsk:
    """What is to be made."""

    target: Path
    wanted: Wanted
    rubric: str | None = None
    """The evidence for a rubric instead of a selection; empty: the archive's first. Without a
    period it is that of the quarter."""
    by: str = ""
    """Who hands over."""
    made: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BagReport:
    """What a bag holds; nothing was made when anything was refused."""

    words: str
    """The selection."""
    oxum: Oxum
    """Of the payload, with the lists of a rubric's evidence."""
    copied: int = 0
    """Files of the archive in it."""
    records: int = 0
    agreeing: int = 0
    """Files whose content is the one that was sealed."""
    vouched: bool = True
    """Whether the manifest of the archive is one that archivist wrote; else it tells nothing."""
    defects: tuple[str, ...] = ()
    """Records that could not be opened when the archive was last looked at."""
    refused: tuple[Copied, ...] = ()
    left: tuple[str, ...] = ()
    """Links and devices, which were not copied."""
    undated: int = 0
    odd: tuple[str, ...] = ()
    """Names that are not in NFC, which some systems change."""


class _SpoiltError(Exception):
    """A file was refused, so that nothing is to appear."""


def bag(view: View, ask: BagAsk) -> BagReport:
    """Make a bag of an archive, of a selection or of the evidence for a rubric.

    Raises:
        InvalidChoiceError: The target lies in the archive, or a name fits nothing.
        NotWritableError: Something of that name is there, or the file system refuses.
        NotReadableError: The archive cannot be looked into, or it went away meanwhile.
    """
    refuse_place(view, ask.target)
    payload, plans = _payload(view, ask)
    still_there(view.root)
    if payload.refused:
        refused = [Copied(path=path, reason=why) for path, why in payload.refused]
        return _report(payload, refused, Oxum(0, 0))
    making = _Making(
        view=view,
        ask=ask,
        payload=payload,
        plans=plans,
        settings=load_settings(extended(view.root)),
        sealed=_sealed(view.root, ask.made),
    )
    done: list[Copied] = []
    held = Oxum(0, 0)
    # Of a bag with anything refused nothing appears; what was refused is told with the report.
    with suppress(_SpoiltError), new_bag(ask.target) as writer:
        making.fill(writer, done)
        held = writer.oxum
    return _report(payload, done, held, vouched=making.sealed.whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    """One bag that is being made."""

    view: View
    ask: BagAsk
    payload: Payload
    plans: tuple[PackPlan, ...]
    settings: Settings
    sealed: SealedNow

    def fill(self, writer: BagWriter, done: list[Copied]) -> None:
        """Write all that is in the bag, and take down what became of each file."""
        for each in self._copied(writer):
            done.append(each)
            self.view.progress(len(done), len(self.payload.files))
        # A share that dropped out looks like files that are gone, and like folders without any.
        still_there(self.view.root)
        if any(each.reason for each in done):
            raise _SpoiltError
        self._papers(writer, done)

    def _copied(self, writer: BagWriter) -> Iterator[Copied]:
        """Copy the payload; what is refused is told with its path in the archive."""
        root = extended(self.view.root)
        sealed = self.sealed.entries if self.sealed.whole else {}
        for path, source in self.payload.files:
            try:
                place = inside(root, source)
            except OSError as error:
                yield Copied(path=source, reason=reason_of(error))
                continue
            copied = writer.copy(place, path, sealed.get(source))
            yield replace(copied, path=source) if copied.reason else copied

    def _papers(self, writer: BagWriter, done: Sequence[Copied]) -> None:
        """Write what stands beside the copies."""
        sums = {each.path: each.sha256 for each in done}
        if self.plans:
            for name, content in (
                (_("Evidence list.xlsx"), list_book(self.plans, sums, {}, self._archive)),
                (_("Evidence list.txt"), list_text(self.plans, sums, {}).encode("utf-8-sig")),
            ):
                writer.add(name, content)
        copied = {each.path: (each.size, each.sha256) for each in done}
        writer.tag(CATALOGUE, catalogue_bytes(self.payload.lines, copied))
        digest = writer.manifest()
        writer.tag(REGISTER, register_bytes(self._register(writer.oxum, done, digest)))
        writer.finish(self._info(writer.oxum))

    @property
    def _archive(self) -> str:
        return self.settings.fonds_name or self.settings.called(self.view.root.name)

    @property
    def _identifier(self) -> str:
        name = self.settings.fonds or self.settings.id
        return f"{name}-{self.ask.made:%Y%m%d-%H%M%S}" if name else ""

    def _register(self, oxum: Oxum, done: Sequence[Copied], digest: str) -> HandoverRegister:
        lines = self.payload.lines
        return HandoverRegister(
            archive=self._archive,
            content=self.payload.words,
            oxum=oxum,
            records=len(lines),
            defects=sum(line.defect for line in lines),
            agreeing=sum(each.agrees for each in done),
            algorithm=ALGORITHM,
            manifest=digest,
            identifier=self._identifier,
            by=self.ask.by,
            made=self.ask.made.date(),
        )

    def _info(self, oxum: Oxum) -> tuple[tuple[str, str], ...]:
        described = _("{archive}: {selection}")
        return (
            ("Source-Organization", self._archive),
            ("Contact-Name", self.ask.by),
            (
                "External-Description",
                described.format(archive=self._archive, selection=self.payload.words),
            ),
            ("External-Identifier", self._identifier),
            ("Internal-Sender-Description", self.payload.words),
            ("Bagging-Date", self.ask.made.date().isoformat()),
            ("Payload-Oxum", str(oxum)),
            ("Bag-Size", size_text(oxum.size)),
            ("Bag-Software-Agent", f"archivist {__version__}"),
        )


def _payload(view: View, ask: BagAsk) -> tuple[Payload, tuple[PackPlan, ...]]:
    if ask.rubric is None:
        return selected(view, ask.wanted), ()
    period = ask.wanted.period or Period.containing(view.as_of, Span.QUARTER)
    found = scores(view, ask.rubric, period, ask.wanted.studios)
    scope = frozenset(score.studio for score in found)
    seen = survey(replace(view, scope=scope))
    plans = pack_plans(found, seen)
    return evidence(seen, plans), plans


def _sealed(root: Path, now: datetime) -> SealedNow:
    try:
        return sealed_now(root, now.date())
    except OSError as error:
        raise NotReadableError(
            _("The manifest of the archive cannot be read: {reason}").format(
                reason=reason_of(error)
            ),
            _("Run “archivist seal” again, or close what has it open."),
        ) from error


def _report(
    payload: Payload, done: Sequence[Copied], held: Oxum, *, vouched: bool = True
) -> BagReport:
    paths = [path for path, _source in payload.files]
    return BagReport(
        words=payload.words,
        oxum=held,
        copied=len(done),
        records=len(payload.lines),
        agreeing=sum(each.agrees for each in done),
        vouched=vouched,
        defects=tuple(line.source for line in payload.lines if line.defect),
        refused=tuple(each for each in done if each.reason),
        left=payload.left,
        undated=payload.undated,
        odd=tuple(path for path in paths if path != composed(path)),
    )
