from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from archivist.formats.papers.report_pages import report_form
from archivist.formats.wording import describe_task
from archivist.model.audit import Audit
from archivist.model.completeness import Completeness, Gap, GapKind, Line, State
from archivist.model.dossier import StrayKind
from archivist.model.period import Period
from archivist.model.plan import Category, Plan
from archivist.model.todo import tasks
from tests.builders import a_material, a_stray
from tests.formats.reports import assert_within_the_margins, pages, told
from tests.pages import assert_looks_the_same, squashed, text_of

MARKUP = '#panic("x") *b* _i_ $x$ @ref <label> `raw`'
ROOM = "甲室/06 培训"
TRAINING = Category(number="06", name="培训", clause="6.8.6")


def a_line(name: str, state: State, **changes: object) -> Line:
    line = Line(
        studio="甲室",
        category=TRAINING,
        material=a_material(name, f"06.{name}"),
        period=None,
        state=state,
    )
    return replace(line, **changes)  # type: ignore[arg-type]


LINES = (
    a_line(
        "制度", State.PRESENT, evidence=(f"{ROOM}/a/制度.pdf", f"{ROOM}/a/附.pdf", f"{ROOM}/b.pdf")
    ),
    a_line(
        "记录",
        State.INCOMPLETE,
        gaps=(Gap(kind=GapKind.PARTS, path=f"{ROOM}/a", lacking=("封面",)),),
        unstated=(f"{ROOM}/a",),
        due=date(2025, 3, 31),
    ),
    a_line("小结", State.MISSING, due=date(2025, 3, 31)),
    a_line("总结", State.NOT_DUE, due=date(2025, 12, 31)),
    a_line("专利", State.WAIVED, reason="没有专利"),
)


def an_audit(*lines: Line, studios: tuple[str, ...] = ("甲室",), archive: str = "库") -> Audit:
    matrix = Completeness(
        plan=Plan(id="small", name="小方案", categories=(TRAINING,)),
        as_of=date(2025, 6, 30),
        period=Period.parse("2025"),
        studios=studios,
        lines=lines,
        unrecognised=(f"{ROOM}/a/不明.pdf",) if lines else (),
    )
    stray = a_stray(StrayKind.LOOSE_FILE, "散件.pdf")
    return Audit(archive=archive, matrix=matrix, tasks=tasks(matrix), uncounted=(stray,))


def test_a_report_tells_everything_of_an_audit() -> None:
    audit = an_audit(*LINES)
    text = told(pages(report_form(audit, "总干渠管理所")))
    for task in audit.tasks:
        assert squashed(describe_task(task, on_paper=True)) in text
    for part in (
        "总干渠管理所",
        "小方案",
        "1materialsaremissingand1areincomplete.",
        "(1)06培训:2of5settled,clause6.8.6",
        "√present制度a:制度.pdf,附.pdfb.pdf30years",
        "!incomplete记录due2025.03.31!a:lacks封面□1itemwithoutastatedpapercopy",
        "-notapplicable专利没有专利",
        "散件.pdf",
        "不明.pdf",
        "Inspectedstudio:甲室",
        "甲室111111",
    ):
        assert part in text


def test_each_state_is_counted_in_its_own_column() -> None:
    lines = [
        a_line(f"{state}{number}", state, unstated=(f"{ROOM}/a",) if state is State.PRESENT else ())
        for count, state in enumerate(State, 4)
        for number in range(count)
    ]
    form = report_form(an_audit(*lines))
    counts = [str(count) for count, _state in enumerate(State, 4)]
    assert form.data["summary"] == [{"studio": "甲室", "counts": counts, "unstated": "1"}]
    missing, incomplete = (counts[list(State).index(s)] for s in (State.MISSING, State.INCOMPLETE))
    told = f"{missing} materials are missing and {incomplete} are incomplete."
    assert form.data["verdict"] == told


def test_what_does_not_count_stands_apart_from_what_answers_nothing() -> None:
    form = report_form(an_audit(*LINES))
    assert form.data["unrecognised"] == [f"{ROOM}/a/不明.pdf"]
    assert form.data["uncounted"] == ["散件.pdf"]


def test_no_task_on_paper_is_a_command_or_a_line_of_a_file() -> None:
    broken = Gap(kind=GapKind.UNUSABLE, path=f"{ROOM}/a/坏.pdf")
    lines = (*LINES, a_line("日志", State.INCOMPLETE, gaps=(broken,)))
    form = report_form(an_audit(*lines))
    assert "坏.pdf” is there but cannot be used." in str(form.data["tasks"])
    assert "lies." in str(form.data["tasks"])
    for part in ("archivist", "item.toml", "archive.toml"):
        assert part not in str(form.data)


def test_studios_follow_one_another_without_empty_rest_of_pages() -> None:
    other = tuple(replace(line, studio="乙室") for line in LINES)
    pdf = pages(report_form(an_audit(*LINES, *other, studios=("甲室", "乙室"))))
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) <= 4


def test_what_is_complete_says_so() -> None:
    text = told(pages(report_form(an_audit(LINES[0]))))
    assert text.count("Everythingthatisdueisthere.") == 2


def test_no_studio_and_no_line_make_a_report_too() -> None:
    assert "Signatures" in told(pages(report_form(an_audit(studios=()))))


def test_of_several_studios_each_task_names_its_own() -> None:
    other = tuple(replace(line, studio="乙室") for line in LINES)
    form = report_form(an_audit(*LINES, *other, studios=("甲室", "乙室")))
    text = told(pages(form))
    assert "1×missing甲室" in text
    assert "2×missing乙室" in text
    assert "Signatureofitshead" in text


def test_many_studios_are_counted_on_the_cover() -> None:
    studios = tuple(f"{number}室" for number in range(40))
    pdf = pages(report_form(an_audit(studios=studios)))
    assert "Studios40studios" in told(pdf)
    assert squashed(text_of(pdf)).count("SignatureofitsheadDate") > 1


@pytest.mark.parametrize("name", ["题" * 500, "W" * 500, "_" * 500, "！" * 500, MARKUP], ids=repr)
def test_long_and_strange_names_are_printed_whole_and_as_they_are(name: str) -> None:
    line = a_line("制度", State.PRESENT, evidence=(f"{ROOM}/{name}/{name}.pdf",), reason=name)
    pdf = pages(report_form(an_audit(line)))
    text, whole = told(pdf), squashed(name)
    # A head that is repeated on the next page may stand in the midst of a name.
    assert text.count(whole) == 3 or text.count(name[0]) >= 3 * len(name)
    assert_within_the_margins(pdf, range(1, len(pypdf.PdfReader(io.BytesIO(pdf)).pages)))


def test_an_item_of_thousands_of_files_is_printed_whole() -> None:
    files = tuple(f"{ROOM}/a/IMG_20250312_{number:04}.jpg" for number in range(3000))
    text = told(pages(report_form(an_audit(a_line("照片", State.PRESENT, evidence=files)))))
    assert "IMG_20250312_0000.jpg" in text
    assert "IMG_20250312_2999.jpg" in text


def test_the_same_audit_gives_the_same_bytes() -> None:
    first, second = (pages(report_form(an_audit(*LINES))) for _ in range(2))
    assert first == second


def test_a_form_is_json_and_its_words_are_not_empty() -> None:
    form = report_form(an_audit(*LINES))
    assert json.loads(json.dumps(form.data)) == form.data
    assert all(form.words.values())


@pytest.mark.usefixtures("chinese")
def test_a_report_looks_like_an_official_document() -> None:
    pdf = pages(report_form(an_audit(*LINES)))
    assert "（一）06培训：" in told(pdf)
    assert_looks_the_same("report-first", pdf, 1)
