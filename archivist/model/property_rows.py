"""What is looked at under each of the four properties 四性 (DA/T 70, in use).

Each check belongs to one row, which guards what the check guards.
"""

from __future__ import annotations

from dataclasses import dataclass

from archivist.model.finding import Property
from archivist.model.wording import N_

_A, _C, _U, _S = (
    Property.AUTHENTICITY,
    Property.COMPLETENESS,
    Property.USABILITY,
    Property.SECURITY,
)
_PRACTICE = "DA/T 70"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is looked at."""

    id: str
    property: Property
    name: str
    """To be translated, as `rests` is."""
    rests: str
    """What the result rests on."""
    source: str = _PRACTICE
    """Clause of the standard, or the practice it follows."""
    codes: tuple[str, ...] = ()
    """Of the checks that belong to it."""


ROWS: tuple[Row, ...] = (
    Row(
        "digests",
        _A,
        N_("The content is what was sealed"),
        N_("SHA-256 of every file against the manifest"),
        codes=("KEP103",),
    ),
    Row(
        "journal",
        _A,
        N_("The journal is whole"),
        N_("the hash chain of its lines and the checksum of each"),
    ),
    Row(
        "manifest",
        _A,
        N_("The manifest is the one that the journal names"),
        N_("its digest; also kept files, judgements and kept audits"),
    ),
    Row(
        "values",
        _A,
        N_("Dates are real, plausible and written alike"),
        N_("form and range of dates; none in the future"),
        "6.8.15.1",
        ("ELE107", "ELE109", "ELE110", "ELE117", "NAM114"),
    ),
    Row(
        "codes",
        _A,
        N_("Codes have their form"),
        N_("class, date and running number of each code"),
        "6.8.15.2",
        ("NAM101", "NAM102", "NAM103", "NAM104"),
    ),
    Row(
        "agreement",
        _A,
        N_("The date in a code is that of the event"),
        N_("code against event date and camera"),
        "6.8.15.2",
        ("NAM107", "NAM108"),
    ),
    Row(
        "duplicates",
        _A,
        N_("Nothing is there twice"),
        N_("codes, piece numbers and digests"),
        codes=("FMT106", "NAM105", "PAP105"),
    ),
    Row(
        "linked",
        _A,
        N_("Descriptions and files belong to each other"),
        N_("sidecar and item.toml against the file, both ways"),
        codes=("ELE108", "ELE112", "ELE115", "ELE119"),
    ),
    Row(
        "format",
        _A,
        N_("A file is what its name says"),
        N_("ending against content"),
        codes=("FMT102",),
    ),
    Row(
        "originals",
        _A,
        N_("Images are originals"),
        N_("likeness of pictures, traces of messengers"),
        codes=("FMT112", "FMT113"),
    ),
    Row(
        "names",
        _A,
        N_("Names have no special characters"),
        N_("names that every system takes"),
        codes=("NAM109", "NAM117"),
    ),
    Row(
        "count",
        _C,
        N_("Count and bytes are as sealed"),
        N_("every file of the manifest is there; what is not sealed is a hint"),
    ),
    Row(
        "elements",
        _C,
        N_("The elements of images are stated"),
        N_("cause, dates, place, people and source"),
        "6.8.15.1",
        ("ELE101", "ELE102", "ELE103", "ELE104", "ELE105", "ELE106", "ELE111"),
    ),
    Row(
        "materials",
        _C,
        N_("Materials are those of the filing plan"),
        N_("materials that item.toml names"),
        "6.8",
        ("ELE116",),
    ),
    Row(
        "numbers",
        _C,
        N_("Numbers run on without a gap"),
        N_("running numbers of codes; a gap is a hint"),
        "6.8.15.2",
        ("NAM106",),
    ),
    Row("content", _C, N_("No file is empty"), N_("size of each file"), codes=("FMT105",)),
    Row(
        "levels",
        _C,
        N_("The catalogue has its three levels"),
        N_("studio, category, item; nothing above or below"),
        "6.9.3",
        ("NAM110", "NAM111", "NAM112", "NAM113", "NAM115", "NAM118"),
    ),
    Row(
        "apart",
        _C,
        N_("No file takes the place of another when copied"),
        N_("names that Windows takes for the same"),
        codes=("NAM116",),
    ),
    Row(
        "paper",
        _C,
        N_("Paper copies are where they are said to be"),
        N_("boxes that items state"),
        "6.9.1",
        ("PAP101", "PAP102", "PAP103"),
    ),
    Row(
        "opens",
        _U,
        N_("Content can be opened"),
        N_("every image and document is opened"),
        codes=("FMT101", "FMT104", "FMT108", "FMT109"),
    ),
    Row(
        "locked",
        _U,
        N_("Nothing is encrypted"),
        N_("passwords of documents"),
        codes=("FMT103",),
    ),
    Row("allowed", _U, N_("Formats are on the list of allowed ones"), N_("the archive's own list")),
    Row(
        "metadata",
        _U,
        N_("Descriptions and registers can be read"),
        N_("sidecars, item.toml, registers of boxes and discs"),
        codes=("ELE113", "ELE114", "ELE118", "PAP104"),
    ),
    Row(
        "text",
        _U,
        N_("All words can be searched"),
        N_("text of each document in the index"),
        codes=("FMT114",),
    ),
    Row("virus", _S, N_("No virus"), N_("a virus scanner of the system")),
    Row(
        "strays",
        _S,
        N_("Nothing lies there that does not belong there"),
        N_("loose files and unknown folders; programs are a hint"),
    ),
    Row(
        "links",
        _S,
        N_("Nothing leads out of the archive"),
        N_("links, which are not followed; folders that cannot be opened"),
        codes=("FMT110", "FMT111"),
    ),
    Row("safe", _S, N_("Images are safe to open"), N_("size in pixels"), "", ("FMT107",)),
    Row(
        "backup",
        _S,
        N_("There is a backup, and it is recent"),
        N_("notes of backups in the journal"),
        "6.9.1",
        ("KEP101",),
    ),
    Row(
        "restore",
        _S,
        N_("The backup was shown to restore"),
        N_("notes of restore tests in the journal"),
        codes=("KEP102",),
    ),
    Row("discs", _S, N_("Discs are burnt and re-checked"), N_("register of discs"), "6.9.1"),
)
"""In the order of the report."""
_BY_CODE = {code: row for row in ROWS for code in row.codes}


def row_of(code: str) -> Row:
    """Return the row to which a check belongs.

    Raises:
        KeyError: It belongs to none.
    """
    return _BY_CODE[code]
