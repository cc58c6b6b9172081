"""The texts: what each file says, kept by content, so that it is extracted and recognised once.

Derived state (DESIGN §3), like the catalog. Text is extracted anew when extraction got better;
recognised pages stay, because recognition takes a second or more a page.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from archivist.model.facts import Defect
from archivist.model.recognition import Recognition, merged
from archivist.model.text import EXTRACTION, FileText
from archivist.store.derived import Derived, Row
from archivist.store.text_rows import (
    checksum_of,
    checksum_of_page,
    packed,
    stamp_of_all,
    stamp_of_text,
    unpacked,
)

FILE = "texts.sqlite3"
FORM = 1
"""Raised when the meaning of a row changes; a store of another form is made anew."""
TRIES = 3
"""How often a file, or a page, is tried that kills its reader."""
PASSING = frozenset({Defect.UNREADABLE, Defect.TIMEOUT, Defect.MEMORY, Defect.CRASHED})
"""Defects that may be the moment's and not the file's."""
_SCHEMA = {
    "texts": (
        "CREATE TABLE texts (sha256 TEXT PRIMARY KEY, extraction INTEGER, under TEXT, "
        "tries INTEGER, defect TEXT, cut INTEGER, detail TEXT, scanned TEXT, own TEXT, stamp TEXT)"
    ),
    # Apart, so that asking what is known reads no page of text.
    "bodies": "CREATE TABLE bodies (sha256 TEXT PRIMARY KEY, body BLOB, checksum INTEGER)",
    "recognised": (
        "CREATE TABLE recognised (sha256 TEXT, page INTEGER, text TEXT, confidence REAL, "
        "rotation INTEGER, engine TEXT, tries INTEGER, defect TEXT, checksum INTEGER, "
        "PRIMARY KEY (sha256, page))"
    ),
    "done": "CREATE INDEX done ON recognised (sha256, page, tries, defect)",
}
_FORGET = (
    "DELETE FROM texts WHERE sha256 = ?",
    "DELETE FROM bodies WHERE sha256 = ?",
    "DELETE FROM recognised WHERE sha256 = ?",
)


class Texts:
    """An open store of texts. Without a folder to write to it remembers nothing beyond the run.

    Attributes:
        incomplete: Whether a text was asked for that is not there, or cannot be read any more.
    """

    def __init__(self, database: Derived) -> None:
        self._database = database
        self.incomplete = False

    @classmethod
    def open(cls, folder: Path) -> Texts:
        """Open the store in a folder, making it when it is missing, foreign or damaged."""
        return cls(Derived.open(folder / FILE, _SCHEMA, FORM))

    @classmethod
    def peek(cls, folder: Path) -> Texts | None:
        """Open a store for reading only; None when there is none that is whole. Makes nothing."""
        database = Derived.peek(folder / FILE, _SCHEMA, FORM)
        return cls(database) if database else None

    @property
    def damaged(self) -> bool:
        """Whether the file itself cannot be read, so that it has to be made anew."""
        return self._database.damaged

    @classmethod
    def discard(cls, folder: Path) -> None:
        """Take a damaged store away; the next one that is opened begins with nothing."""
        Derived.discard(folder / FILE)

    @property
    def persistent(self) -> bool:
        """Whether the next run will find what this one learnt."""
        return self._database.persistent

    def known(self, wanted: Collection[str], under: str = "") -> set[str]:
        """Return the contents whose text need not be extracted, with today's extraction.

        What killed its reader is tried again `TRIES` - 1 times, then only under other limits.
        What the file system refused is tried every time.

        Args:
            wanted: SHA-256 of each file.
            under: The limits under which files are read.
        """
        rows = self._database.rows_of(
            "SELECT sha256, defect, tries, under, extraction FROM texts", wanted
        )
        return {
            sha256
            for sha256, defect, tries, limits, extraction in rows
            if extraction == EXTRACTION
            and (
                defect not in PASSING
                or (tries >= TRIES and limits == under and defect != Defect.UNREADABLE)
            )
        }

    def get(self, sha256: str) -> FileText | None:
        """Return what a file says, its recognised pages included; None: that is not known."""
        return next((text for _sha256, text in self.get_many([sha256])), None)

    def get_many(self, wanted: Iterable[str]) -> Iterator[tuple[str, FileText]]:
        """Yield what files say, one by one; what is not known is passed over."""
        for sha256 in wanted:
            text = self._extracted(sha256)
            if text is not None:
                pages = self.recognised(sha256) if text.scanned else {}
                yield sha256, merged(text, {n: found.text for n, found in pages.items()})

    def recognised(self, sha256: str) -> dict[int, Recognition]:
        """Return the recognised pages of a file, with how surely each was read."""
        query = (
            "SELECT page, text, confidence, rotation, engine, checksum FROM recognised "
            "WHERE sha256 = ? AND defect = ''"
        )
        pages: dict[int, Recognition] = {}
        for page, text, confidence, rotation, engine, check in self._database.rows(query, [sha256]):
            found = Recognition(text=text, confidence=confidence, rotation=rotation, engine=engine)
            if check == checksum_of_page(sha256, page, found):
                pages[page] = found
            else:
                # So that it is recognised anew.
                again = "DELETE FROM recognised WHERE sha256 = ? AND page = ?"
                self._database.write(again, [(sha256, page)])
        return pages

    def put(self, *texts: FileText, under: str = "") -> None:
        """Remember what files say; all or, if the run is killed meanwhile, none of them.

        Args:
            *texts: Each with its SHA-256.
            under: The limits under which they were read.
        """
        named = [text for text in texts if text.sha256]

        def write() -> None:
            for text in named:
                self._put(text, under)

        self._database.transact(write)

    def put_recognised(self, sha256: str, page: int, found: Recognition) -> None:
        """Remember what was read from a page."""
        row = (
            *(sha256, page, found.text, found.confidence, found.rotation, found.engine),
            *(0, "", checksum_of_page(sha256, page, found)),
        )
        self._put_page(row)

    def put_failed(self, sha256: str, page: int, defect: Defect) -> None:
        """Remember that a page could not be recognised; after `TRIES` times it waits no more."""
        nothing = Recognition()
        query = "SELECT tries FROM recognised WHERE sha256 = ? AND page = ?"
        tries = next((tries for (tries,) in self._database.rows(query, [sha256, page])), 0)
        check = checksum_of_page(sha256, page, nothing)
        self._put_page((sha256, page, "", 0.0, 0, "", tries + 1, defect.value, check))

    def waiting(self, wanted: Collection[str]) -> list[tuple[str, int]]:
        """Return the pages that wait for recognition, as SHA-256 and number, in order."""
        done = {
            (sha256, page)
            for sha256, page, tries, defect in self._database.rows_of(
                "SELECT sha256, page, tries, defect FROM recognised", wanted
            )
            if not defect or tries >= TRIES
        }
        pages: dict[str, list[int]] = {}
        for sha256, scanned in self._database.rows_of("SELECT sha256, scanned FROM texts", wanted):
            with contextlib.suppress(ValueError):
                pages[sha256] = [n for n in json.loads(scanned) if (sha256, n) not in done]
        return [(sha256, n) for sha256 in dict.fromkeys(wanted) for n in pages.get(sha256, ())]

    def unfinished(self) -> bool:
        """Tell whether any page of any file known waits for recognition."""
        rows = self._database.rows("SELECT sha256 FROM texts WHERE scanned != '[]'")
        return bool(self.waiting([sha256 for (sha256,) in rows]))

    def digest_of(self, sha256: str) -> str:
        """Return a short text that changes with what `get` returns; empty: nothing is known."""
        return self.digests([sha256]).get(sha256, "")

    def digests(self, wanted: Collection[str]) -> dict[str, str]:
        """Return the same for many files; those that are not known are left out."""
        return dict(self._database.rows_of("SELECT sha256, stamp FROM texts", wanted))

    def troubles(self) -> dict[str, FileText]:
        """Return the files whose text is not all known, and why, without the text itself."""
        given_up = (
            "SELECT sha256, defect, 0, 'page ' || min(page) FROM recognised "
            "WHERE defect != '' AND tries >= ? GROUP BY sha256"
        )
        said = "SELECT sha256, defect, cut, detail FROM texts WHERE defect != '' OR cut"
        found: dict[str, FileText] = {}
        for row in (*self._database.rows(given_up, [TRIES]), *self._database.rows(said)):
            sha256, defect, cut, detail = row
            with contextlib.suppress(ValueError):
                known = Defect(defect) if defect else None
                found[sha256] = FileText(sha256=sha256, defect=known, cut=cut == 1, detail=detail)
        return found

    def keep_only(self, there: Collection[str]) -> None:
        """Forget the files that are gone.

        Args:
            there: SHA-256 of every file of the archive, not only of those looked at.
        """
        query = "SELECT sha256 FROM texts UNION SELECT sha256 FROM recognised"
        gone = [(sha256,) for (sha256,) in self._database.rows(query) if sha256 not in there]
        for statement in _FORGET:
            self._database.write(statement, gone)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _extracted(self, sha256: str) -> FileText | None:
        query = "SELECT body, checksum FROM bodies WHERE sha256 = ?"
        for body, check in self._database.rows(query, [sha256]):
            with contextlib.suppress(ValueError, TypeError):
                if check == checksum_of(body):
                    return unpacked(body)
        # So that it is extracted anew.
        self._database.write("DELETE FROM texts WHERE sha256 = ?", [(sha256,)])
        self.incomplete = True
        return None

    def _put(self, text: FileText, under: str) -> None:
        sha256 = text.sha256
        own = stamp_of_text(text)
        self._database.execute(
            "INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(sha256, EXTRACTION, under, self._tries(text, under)),
                *(text.defect or "", text.cut, text.detail, json.dumps(text.scanned)),
                *(own, self._stamp(sha256, own)),
            ),
        )
        body = packed(text)
        self._database.execute(
            "INSERT OR REPLACE INTO bodies VALUES (?, ?, ?)", (sha256, body, checksum_of(body))
        )

    def _tries(self, text: FileText, under: str) -> int:
        """Return how often a text failed to be read as it did now."""
        if text.defect not in PASSING:
            return 0
        query = "SELECT tries FROM texts WHERE sha256 = ? AND extraction = ? AND under = ?"
        rows = self._database.rows(query, (text.sha256, EXTRACTION, under))
        return 1 + next((int(tries) for (tries,) in rows), 0)

    def _put_page(self, row: Row) -> None:
        def write() -> None:
            self._database.execute(
                "INSERT OR REPLACE INTO recognised VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row
            )
            sha256 = row[0]
            for (own,) in self._database.rows("SELECT own FROM texts WHERE sha256 = ?", [sha256]):
                self._database.execute(
                    "UPDATE texts SET stamp = ? WHERE sha256 = ?",
                    [self._stamp(sha256, own), sha256],
                )

        self._database.transact(write)

    def _stamp(self, sha256: str, own: str) -> str:
        query = (
            "SELECT page, checksum FROM recognised WHERE sha256 = ? AND defect = '' ORDER BY page"
        )
        return stamp_of_all(own, self._database.rows(query, [sha256]))
