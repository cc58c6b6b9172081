"""The photo register, written and read back."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from archivist.actions.register import TableReport, Trouble, export, preview, take_over
from archivist.actions.sight import sight
from archivist.actions.view import View
from archivist.errors import ArchivistError, InvalidChoiceError, NotWritableError
from archivist.formats.register_columns import Choices, register_columns
from archivist.formats.register_sheet import read_register
from archivist.formats.workbook import read_table
from archivist.model.elements import Element
from archivist.model.stating import values_of
from tests.actions.inboxes import ITEM, NOW, PLACE, dropped, filed

Look = Callable[..., View]
PHOTO = f"{ITEM}/C1-20250318-01.jpg"
OTHER = f"{ITEM}/C1-20250318-02.jpg"
Rows = Mapping[str, Mapping[str, str]]


@pytest.fixture
def table(archive: Path, look: Look, tmp_path: Path) -> Callable[[Rows], Path]:
    """Return a maker of a table: exported, changed by a person as the rows say, saved as CSV."""

    def changed(rows: Rows, *, more: tuple[Mapping[str, str], ...] = ()) -> Path:
        target = tmp_path / "登记表.xlsx"
        target.unlink(missing_ok=True)
        export(look(), (), target)
        lines = []
        for row in read_table(target, register_columns(Choices())).rows:
            cells = {str(key): value for key, value in row.values.items()}
            lines.append(cells | dict(rows.get(cells["path"], {})))
        lines += [{"path": "", **each} for each in more]
        text = tmp_path / "登记表.csv"
        titles = {c.key: c.title for c in register_columns(Choices())}
        with text.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(titles.values())
            writer.writerows([line.get(key, "") for key in titles] for line in lines)
        return text

    return changed


def troubles(report: TableReport) -> list[Trouble]:
    return [each.trouble for each in report.troubles]


def values(view: View, path: str) -> dict[Element, str]:
    (record,) = sight(view, (view.root / path,)).records
    return values_of(record.elements)


def test_a_table_lists_every_image_with_what_is_known(
    archive: Path, look: Look, tmp_path: Path
) -> None:
    dropped(archive, f"{PLACE}/mmexport1643097600000.jpg")
    target = tmp_path / "登记表.xlsx"
    assert export(look(), (), target) == 3
    assert {row.path for row in read_register(target)} >= {PHOTO, OTHER}
    assert export(look(), (archive / ITEM,), tmp_path / "b.xlsx") == 2
    with pytest.raises(NotWritableError):
        export(look(), (), target)
    with pytest.raises(InvalidChoiceError):
        export(look(), (archive / "archive.toml",), tmp_path / "c.xlsx")


def test_an_untouched_table_changes_nothing(
    archive: Path, look: Look, table: Callable[[Rows], Path]
) -> None:
    dropped(archive, f"{PLACE}/mmexport1643097600000.jpg")
    report = preview(look(), table({}))
    assert report.rows == 3
    assert report.changes == ()
    assert report.troubles == ()
    assert report.report is None


def test_what_a_person_filled_in_is_previewed_then_written(
    archive: Path, look: Look, table: Callable[[Rows], Path]
) -> None:
    source = table({PHOTO: {"place": "室外", "people": "徐宏伟(班长,领衔人)、姜杰"}})
    report = preview(look(), source)
    assert [each.record.path for each in report.changes] == [PHOTO]
    assert not (archive / f"{PHOTO}.xmp").exists()
    report = take_over(look(), source, NOW)
    assert report.report is not None
    assert report.report.done
    found = values(look(), PHOTO)
    assert found[Element.PLACE] == "室外"
    assert found[Element.PEOPLE] == "徐宏伟(班长,领衔人)、姜杰"
    assert preview(look(), source).changes == ()


@pytest.mark.parametrize(("checked", "shot"), [("", False), ("no", False), ("yes", True)])
def test_a_guess_counts_once_somebody_vouches_for_it(
    archive: Path, look: Look, table: Callable[[Rows], Path], checked: str, shot: bool
) -> None:
    path = f"{PLACE}/mmexport1643097600000.jpg"
    picture = dropped(archive, path)
    Image.new("RGB", (8, 8)).save(picture)
    report = preview(look(), table({path: {"checked": checked}}))
    said = [each.change.statement for each in report.changes]
    assert said == ([{Element.SHOOTING_DATE: ("2022.01.25",)}] if shot else [])


def test_a_guess_that_was_corrected_counts(
    archive: Path, look: Look, table: Callable[[Rows], Path]
) -> None:
    path = f"{PLACE}/mmexport1643097600000.jpg"
    Image.new("RGB", (8, 8)).save(dropped(archive, path))
    report = preview(look(), table({path: {"shooting_date": "2022-1-24"}}))
    assert report.changes[0].change.statement == {Element.SHOOTING_DATE: ("2022.01.24",)}


def test_one_bad_row_keeps_all_from_being_written(
    archive: Path, look: Look, table: Callable[[Rows], Path]
) -> None:
    source = table({PHOTO: {"place": "室外"}, OTHER: {"event_date": "昨天"}})
    report = take_over(look(), source, NOW)
    assert report.refused
    assert report.report is None
    assert troubles(report) == [Trouble.NO_DAY]
    assert report.troubles[0].detail == "昨天"
    assert not (archive / f"{PHOTO}.xmp").exists()


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        ({"place": "x" * 30_000}, Trouble.UNFIT),
        ({"source": "-"}, Trouble.UNFIT),
    ],
)
def test_what_cannot_be_written_is_told(
    archive: Path, look: Look, table: Callable[[Rows], Path], row: dict[str, str], trouble: Trouble
) -> None:
    report = preview(look(), table({PHOTO: row}))
    assert troubles(report) == [trouble]
    assert report.troubles[0].detail


def test_rows_of_no_image_are_passed_over(
    archive: Path, look: Look, table: Callable[..., Path]
) -> None:
    source = table(
        {PHOTO: {"place": "室外"}},
        more=({"path": "nowhere.jpg", "place": "x"}, {"path": PHOTO, "place": "又"}),
    )
    report = take_over(look(), source, NOW)
    assert troubles(report) == [Trouble.NO_FILE, Trouble.TWICE]
    assert report.report is None


def test_a_row_finds_its_file_after_it_was_filed(
    archive: Path, look: Look, table: Callable[[Rows], Path]
) -> None:
    path = f"{PLACE}/a.jpg"
    dropped(archive, path)
    source = table({path: {"place": "室外"}})
    target = filed(look())["a.jpg"].target
    report = take_over(look(), source, NOW)
    assert [each.record.path for each in report.changes] == [target]
    assert values(look(), target)[Element.PLACE] == "室外"


def test_a_file_that_was_changed_or_copied_is_not_guessed_at(
    archive: Path, look: Look, table: Callable[[Rows], Path]
) -> None:
    path = f"{PLACE}/a.jpg"
    picture = dropped(archive, path)
    content = picture.read_bytes()
    source = table({path: {"place": "室外"}})
    picture.write_bytes(dropped(archive, f"{PLACE}/b.jpg").read_bytes())
    assert troubles(preview(look(), source)) == [Trouble.CHANGED]
    picture.unlink()
    for name in ("c.jpg", "d.jpg"):
        dropped(archive, f"{PLACE}/{name}", content)
    assert troubles(preview(look(), source)) == [Trouble.SEVERAL]


@pytest.mark.parametrize(("second", "told"), [("室外", []), ("室内", [Trouble.SHARED])])
def test_two_rows_of_one_sidecar_have_to_agree(
    archive: Path, look: Look, table: Callable[[Rows], Path], second: str, told: list[Trouble]
) -> None:
    paths = (f"{PLACE}/a.jpg", f"{PLACE}/a.png")
    for path in paths:
        dropped(archive, path)
    dropped(archive, f"{PLACE}/a.xmp", b"")
    rows = {paths[0]: {"place": "室外"}, paths[1]: {"place": second, "background": "雨"}}
    report = preview(look(), table(rows))
    assert troubles(report) == told
    (change,) = report.changes
    assert change.change.statement.get(Element.BACKGROUND) == (None if told else ("雨",))


def test_a_table_that_is_none_is_refused(archive: Path, look: Look, tmp_path: Path) -> None:
    for name, content in (("a.xlsx", b"PK"), ("b.csv", b"a,b\n1,2\n"), ("c.txt", b"")):
        with pytest.raises(ArchivistError):
            take_over(look(), dropped(tmp_path, name, content), NOW)
    with pytest.raises(ArchivistError):
        preview(look(), tmp_path / "nowhere.xlsx")
