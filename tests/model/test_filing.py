from __future__ import annotations

from collections.abc import Iterable

import pytest

from archivist.model.arrival import Arrival, Intake
from archivist.model.dossier import Dossier
from archivist.model.facts import Facts, Format, Shot
from archivist.model.filing import Filer, Filing, tidied
from archivist.model.item import Description
from archivist.model.names import is_outside
from archivist.model.operation import StepKind
from archivist.model.settings import Studio
from tests.builders import STUDIO, TODAY, TRAINING, a_dossier, readings, some_facts, some_settings
from tests.model.incomings import PLACE, facts_of, received

ITEM = f"{STUDIO}/{TRAINING}/20220125 授课"


def filings(
    *paths: str,
    there: Iterable[str] = (),
    facts: dict[str, Facts] | None = None,
    intake: Intake | None = None,
    said: dict[str, Description | str] | None = None,
    dossier: Dossier | None = None,
) -> list[Filing]:
    known = dossier or a_dossier(paths=tuple(there))
    told = facts_of(*paths) | (facts or {})
    arrivals = received(*paths, dossier=known, facts=told, said=said, intake=intake)
    ready = [arrival for arrival in arrivals.values() if arrival.destination]
    return list(Filer(known, told).plan(ready, intake or Intake()))


def targets(found: Iterable[Filing]) -> dict[str, str]:
    return {
        arrival.path.rpartition("/")[2]: target.removeprefix(f"{ITEM}/")
        for filing in found
        for arrival, target in filing.targets
    }


def moves(found: Iterable[Filing]) -> dict[str, str]:
    return {
        step.source.rpartition("/")[2]: step.path.removeprefix(f"{ITEM}/")
        for filing in found
        for step in filing.operation.steps
        if step.source
    }


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ((), "C1-20220125-01.jpg"),
        ((f"{ITEM}/C1-20220125-01.jpg",), "C1-20220125-02.jpg"),
        ((f"{ITEM}/C1-20220125-09.jpg",), "C1-20220125-10.jpg"),
        ((f"{ITEM}/C1-20220125-99.jpg",), "C1-20220125-100.jpg"),
        ((f"{ITEM}/C1-20220125-100.jpg",), "C1-20220125-101.jpg"),
        ((f"{ITEM}/c1-20220125-02.jpg",), "C1-20220125-03.jpg"),
        ((f"{ITEM}/C1-20220125-03.tif.xmp",), "C1-20220125-04.jpg"),
        ((f"{STUDIO}/15 影像/别处/C1-20220125-07.dng",), "C1-20220125-08.jpg"),
        ((f"{ITEM}/C2-20220125-05.jpg",), "C1-20220125-01.jpg"),
        ((f"{ITEM}/C1-20220126-05.jpg",), "C1-20220125-01.jpg"),
        (("马志强工作室/06 培训/C1-20220125-05.jpg",), "C1-20220125-01.jpg"),
    ],
    ids=["none", "one", "nine", "99", "100", "case", "lone-sidecar", "elsewhere", "class", "day",
         "studio"],
)  # fmt: skip
def test_the_next_code_follows_the_highest(there: tuple[str, ...], expected: str) -> None:
    settings = some_settings(studios=(Studio(name=STUDIO), Studio(name="马志强工作室")))
    dossier = a_dossier(paths=there, settings=settings)
    place = PLACE.replace("/06", f"/{STUDIO}/06")
    found = filings(f"{place}/IMG_1.jpg", dossier=dossier)
    assert targets(found) == {"IMG_1.jpg": expected}


def test_a_gap_is_never_filled() -> None:
    there = (f"{ITEM}/C1-20220125-01.jpg", f"{ITEM}/C1-20220125-05.jpg")
    found = filings(f"{PLACE}/a.jpg", f"{PLACE}/b.jpg", there=there)
    assert list(targets(found).values()) == ["C1-20220125-06.jpg", "C1-20220125-07.jpg"]


def test_pictures_are_numbered_as_they_were_taken() -> None:
    names = ("IMG_10.jpg", "IMG_9.jpg", "z.jpg")
    paths = [f"{PLACE}/{name}" for name in names]
    early = some_facts(paths[2], shot=Shot(moment="2022-01-25T08:00:00"))
    late = {p: some_facts(p, shot=Shot(moment="2022-01-25T09:00:00")) for p in paths[:2]}
    found = filings(*paths, facts={paths[2]: early, **late})
    assert list(targets(found)) == ["z.jpg", "IMG_9.jpg", "IMG_10.jpg"]


def test_a_raw_and_its_jpeg_share_a_code_and_a_sidecar() -> None:
    paths = [f"{PLACE}/{name}" for name in ("A.dng", "a.JPG", "a.mov", "A.xmp", "a.JPG.xmp")]
    found = filings(*paths)
    assert len(found) == 1
    assert moves(found) == {
        "A.dng": "C1-20220125-01.dng",
        "a.JPG": "C1-20220125-01.jpg",
        "a.mov": "C1-20220125-01.mov",
        "A.xmp": "C1-20220125-01.xmp",
        "a.JPG.xmp": "C1-20220125-01.jpg.xmp",
    }


def test_two_files_that_would_get_one_name_are_two_shots() -> None:
    paths = (f"{PLACE}/a.heic", f"{PLACE}/a.jpg")
    found = filings(*paths, facts={paths[0]: some_facts(paths[0], format=Format.JPEG)})
    assert targets(found) == {"a.heic": "C1-20220125-01.jpg", "a.jpg": "C1-20220125-02.jpg"}


@pytest.mark.parametrize(
    ("name", "content", "ending"),
    [
        ("a.heic", Format.JPEG, ".jpg"),
        ("a.HEIC", Format.HEIF, ".heic"),
        ("a.JPEG", Format.JPEG, ".jpeg"),
        ("a.png", Format.WEBP, ".webp"),
        ("a.dng", Format.TIFF, ".dng"),
        ("a.mp4", Format.VIDEO, ".mp4"),
    ],
)
def test_the_ending_fits_the_content(name: str, content: Format, ending: str) -> None:
    path = f"{PLACE}/{name}"
    found = filings(path, facts={path: some_facts(path, format=content)})
    assert targets(found) == {name: f"C1-20220125-01{ending}"}


def test_a_valid_code_is_kept_when_it_is_free() -> None:
    paths = [
        f"{PLACE}/{n}.jpg" for n in ("0", "C1-20220125-01", "C1-20220125-07", "C1-20220126-02")
    ]
    found = targets(filings(*paths, there=[f"{ITEM}/C1-20220125-01.png"]))
    assert found["C1-20220125-07.jpg"] == "C1-20220125-07.jpg"
    assert sorted(found.values()) == [f"C1-20220125-{n}.jpg" for n in ("07", "08", "09", "10")]
    assert found["0.jpg"] == "C1-20220125-08.jpg"


def test_two_folders_that_bring_one_code_get_two() -> None:
    other = PLACE.replace("/06", "/培训学习资料")
    found = filings(f"{PLACE}/C1-20220125-01.jpg", f"{other}/C1-20220125-01.jpg")
    assert sorted(t for f in found for _a, t in f.targets) == [
        f"{ITEM}/C1-20220125-01.jpg",
        f"{ITEM}/C1-20220125-02.jpg",
    ]


def test_a_code_whose_place_is_taken_by_something_else_is_not_kept() -> None:
    path = f"{PLACE}/C1-20220125-03.jpg"
    there = [f"{ITEM}/C1-20220125-03.jpg.xmp"]
    assert targets(filings(path, there=there)) == {"C1-20220125-03.jpg": "C1-20220125-04.jpg"}


def test_the_class_is_the_one_that_is_said_or_that_the_name_begins_with() -> None:
    settings = some_settings(classes={"C1": "照片", "S1": "扫描件"})
    dossier = a_dossier(paths=(), settings=settings)
    found = filings(f"{PLACE}/S1-证书.jpg", f"{PLACE}/C1-20220125-04.jpg", dossier=dossier)
    assert set(targets(found).values()) == {"S1-20220125-01.jpg", "C1-20220125-04.jpg"}
    found = filings(f"{PLACE}/C1-20220125-04.jpg", dossier=dossier, intake=Intake(image_class="S1"))
    assert set(targets(found).values()) == {"S1-20220125-01.jpg"}


def test_the_day_that_is_said_numbers_what_states_none() -> None:
    path = "/somewhere/a.jpg"
    intake = Intake(to=("18",), day=TODAY)
    facts = facts_of(path) | {path: some_facts(path, readings=readings(cause="授课"))}
    dossier = a_dossier(paths=())
    arrival = received(path, dossier=dossier, facts=facts, intake=intake)[path]
    assert not arrival.record.pictorial
    image = received(path, facts=facts, intake=Intake(to=("06", "授课"), day=TODAY))[path]
    (filing,) = Filer(dossier, facts).plan([image], Intake(day=TODAY))
    assert filing.targets[0][1].endswith("20250630 授课/C1-20250630-01.jpg")


def test_an_image_without_a_day_is_never_planned() -> None:
    path = "收件箱/06/授课/a.jpg"
    arrival = received(path)[path]
    with pytest.raises(ValueError, match="event's date"):
        list(Filer(a_dossier(), facts_of(path)).plan([arrival], Intake()))


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ((), "签到表.pdf"),
        ((f"{ITEM}/签到表.PDF",), "签到表 (2).pdf"),
        ((f"{ITEM}/签到表.pdf", f"{ITEM}/签到表 (2).pdf"), "签到表 (3).pdf"),
        ((f"{ITEM}/签到表.pdf.xmp",), "签到表 (2).pdf"),
    ],
)
def test_a_document_gets_a_free_name(there: tuple[str, ...], expected: str) -> None:
    assert targets(filings(f"{PLACE}/签到表.pdf", there=there)) == {"签到表.pdf": expected}


def test_a_document_gets_a_portable_name_and_its_sidecar_follows() -> None:
    found = filings(f"{PLACE}/a:b.pdf", f"{PLACE}/a:b.pdf.xmp", f"{PLACE}/无", f"{PLACE}/无.xmp")
    assert moves(found) == {
        "a:b.pdf": "a_b.pdf",
        "a:b.pdf.xmp": "a_b.pdf.xmp",
        "无": "无",
        "无.xmp": "无.xmp",
    }


def test_a_sidecar_goes_with_the_image_and_not_with_a_document_of_its_name() -> None:
    found = filings(f"{PLACE}/A.docx", f"{PLACE}/A.jpg", f"{PLACE}/A.xmp")
    assert moves(found) == {
        "A.docx": "A.docx",
        "A.jpg": "C1-20220125-01.jpg",
        "A.xmp": "C1-20220125-01.xmp",
    }
    alone = moves(filings(f"{PLACE}/A.docx", f"{PLACE}/A.pdf", f"{PLACE}/A.xmp"))
    assert alone["A.xmp"] == "A.xmp"


def test_the_item_file_goes_along_once() -> None:
    paths = (f"{PLACE}/a.jpg", f"{PLACE}/b.jpg", f"{PLACE}/item.toml")
    found = filings(*paths, said={PLACE: Description(readings=readings(place="302"))})
    moved = [s for f in found for s in f.operation.steps if s.path == f"{ITEM}/item.toml"]
    assert [step.source for step in moved] == [f"{PLACE}/item.toml"]
    assert moved[0] in found[0].operation.steps


def test_what_tells_no_moment_comes_last() -> None:
    paths = [f"{PLACE}/{name}" for name in ("b.jpg", "a.jpg", "c.jpg")]
    timed = {paths[2]: some_facts(paths[2], shot=Shot(moment="2022-01-25T10:00:00"))}
    assert list(targets(filings(*paths, facts=timed))) == ["c.jpg", "a.jpg", "b.jpg"]


def left(found: list[Filing], *staying: str) -> list[list[str]]:
    return [
        [step.path for step in filing.operation.steps if step.kind is StepKind.LEAVE]
        for filing in tidied(found, "收件箱", staying)
    ]


def test_the_last_filing_out_of_a_folder_takes_it_away_the_deepest_first() -> None:
    paths = (f"{PLACE}/a.jpg", f"{PLACE}/下午/b.jpg", f"{PLACE}/c.jpg")
    found = filings(*paths)
    last = [f"{PLACE}/下午", PLACE, "收件箱/06"]
    assert [p for ps in left(found, *paths) for p in ps] == [last[0], PLACE, "收件箱/06"]
    assert left(found, *paths)[-1][-2:] == last[1:]
    assert left(found, *paths, f"{PLACE}/waits.pdf") == [[], [last[0]], []]
    kept = tidied(found, "收件箱", paths)[-1].operation
    assert kept.inverse.steps[0].kind is StepKind.FOLDER
    assert kept.inverse.steps[0].path == "收件箱/06"


def test_no_folder_outside_and_not_the_inbox_itself_is_taken_away() -> None:
    to = Intake(to=("06", "20220125 授课"))
    assert left(filings("/相机/a.jpg", intake=to)) == [[]]
    assert left(filings("收件箱/a.jpg", intake=to)) == [[]]


def test_folders_are_made_from_the_outside_in() -> None:
    (filing,) = filings(f"{PLACE}/a.jpg")
    made = [s.path for s in filing.operation.steps if s.kind is StepKind.FOLDER]
    assert made == [STUDIO, f"{STUDIO}/{TRAINING}", ITEM]
    assert filing.operation.steps[-1].sha256 == some_facts(f"{PLACE}/a.jpg").sha256


@pytest.mark.parametrize(
    ("path", "outside"),
    [
        ("收件箱/a.jpg", False),
        ("/home/a.jpg", True),
        ("D:/照片/a.jpg", True),
        ("//nas/照片/a.jpg", True),
        ("\\\\nas\\照片\\a.jpg", True),
    ],
)
def test_a_file_from_outside_is_copied(path: str, outside: bool) -> None:
    assert is_outside(path) is outside
    facts = facts_of(path)
    arrival: Arrival = received(path, facts=facts, intake=Intake(to=("06", "20220125 授课")))[path]
    (filing,) = Filer(a_dossier(), facts).plan([arrival], Intake())
    kind = StepKind.COPY if outside else StepKind.MOVE
    assert filing.operation.steps[-1].kind is kind
