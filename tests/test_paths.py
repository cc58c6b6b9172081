"""No path that a stranger writes leads out of the archive: not to be read, not to be written.

Workbooks, ``item.toml``, ``archive.toml``, descriptions and command lines name paths; beside the
archive lies what none of them may reach. Reading paths of a plan (`tests.actions.test_copy_in`), a
journal (`tests.store.test_inside`), a pack (`tests.store.test_packing`) and a layout
(`tests.formats.press.test_mistakes`) is tested where they live.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archivist.cli.main import run
from tests.cli.inboxes import SAID, an_archive, dropped, ran
from tests.formats.ledgers import in_this_process
from tests.photos import a_photo

Caught = pytest.CaptureFixture[str]
STUDIO = "甲工作室"
ITEM = f"{STUDIO}/06 培训学习资料/20250318 授课"
PHOTO = f"{ITEM}/C1-20250318-01.jpg"
RUBRIC = "enterprise-archive"
SECRET = "绝密之事"
OUT = "../库之外/密.txt"
PATHS = {
    "up": OUT,
    "through the item": f"{ITEM}/../../../{OUT}",
    "backslashes": OUT.replace("/", "\\"),
    "absolute": "{outside}/密.txt",
    "drive": "C:\\Windows\\win.ini",
    "share": "\\\\server\\share\\x.txt",
    "address": "file:///etc/passwd",
    "home": "~/.ssh/id_rsa",
    "nul": "密.txt\0",
    "own folder": ".archivist/journal.jsonl",
}


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return an archive of one described photo, beside which lies what is no business of its."""
    root = an_archive(tmp_path / "档案库")
    dropped(root, PHOTO, a_photo())
    dropped(root, f"{ITEM}/item.toml", SAID)
    outside = tmp_path / "库之外"
    outside.mkdir()
    (outside / "密.txt").write_text(SECRET, encoding="utf-8")
    (outside / "密.jpg").write_bytes(a_photo("red"))
    return root


def outside_of(root: Path) -> dict[str, bytes]:
    """Return all files that lie beside the archive."""
    there = (path for path in root.parent.rglob("*") if root not in path.parents)
    return {str(path): path.read_bytes() for path in there if path.is_file()}


def told(text: str, root: Path) -> str:
    return text.format(outside=root.parent / "库之外") if "{outside}" in text else text


def linked(place: Path, target: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:  # pragma: no cover - Windows without the right to make links
        pytest.skip("no links here")


def test_rows_of_a_table_reach_only_what_is_in_the_archive(
    root: Path, tmp_path: Path, capsys: Caught
) -> None:
    paths = [told(path, root).replace("\0", "") for path in PATHS.values()]
    rows = "".join(f"{path},被改写\n" for path in paths)
    table = tmp_path / "登记表.csv"
    table.write_text(f"文件,事由\n{rows}", encoding="utf-8")
    before = outside_of(root)
    assert ran(root, "describe", "--import", table, "--yes") == 1
    said = capsys.readouterr().out
    assert outside_of(root) == before
    assert SECRET not in said
    assert said.count("× ") >= len(paths)
    written = (path for path in root.rglob("*") if path.is_file())
    assert not [path for path in written if "被改写".encode() in path.read_bytes()]


def test_files_that_item_toml_names_are_only_names(root: Path, capsys: Caught) -> None:
    text = SAID
    for path in PATHS.values():
        row = told(path, root).replace("\\", "\\\\").replace("\0", "\\u0000")
        text += f'[files."{row}"]\n"保管期限" = "10年"\n"件号" = {{ "{row}" = 1 }}\n'
    dropped(root, f"{ITEM}/item.toml", text)
    before = outside_of(root)
    for words in (("check",), ("box", "assign"), ("retention", "list"), ("audit",)):
        ran(root, *words, "-q")
        said = capsys.readouterr()
        assert SECRET not in said.out + said.err
        assert "should not happen" not in said.err
    assert outside_of(root) == before


def test_evidence_that_a_ledger_cites_is_looked_for_in_the_archive(
    root: Path, capsys: Caught
) -> None:
    table = "日期,类别,主题,主讲人,地点,学时,参加人,佐证\n"
    for path in PATHS.values():
        table += f"2025.03.18,理论授课,授课,白淼,302,2,白淼,{told(path, root)}\n".replace("\0", "")
    dropped(root, f"{STUDIO}/18 工作台账/培训台账.csv", table)
    before = outside_of(root)
    for words in (("ledger", "check"), ("ledger", "sync", "--yes"), ("audit", "-q")):
        ran(root, *words)
        said = capsys.readouterr()
        assert SECRET not in said.out + said.err
        assert "should not happen" not in said.err
    assert outside_of(root) == before


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('plan = "../../库之外/密"', id="plan"),
        pytest.param('rubrics = ["../../库之外/密"]', id="rubric"),
        pytest.param('inbox = "../库之外"', id="inbox"),
        pytest.param('inbox = ".."', id="inbox above"),
        pytest.param('inbox = "C:x"', id="inbox on a drive"),
        pytest.param('[[studios]]\nname = "../库之外"', id="studio"),
        pytest.param('[[studios]]\nname = "a/../../库之外"', id="studio through"),
        pytest.param('[[studios]]\nname = "."', id="studio here"),
        pytest.param('[[studios]]\nname = ".archivist"', id="studio in our own folder"),
    ],
)
def test_settings_name_no_folder_outside(root: Path, text: str, capsys: Caught) -> None:
    studio = "" if "studios" in text else f'\n[[studios]]\nname = "{STUDIO}"\n'
    (root / "archive.toml").write_text(f"{text}\n{studio}", encoding="utf-8")
    before = outside_of(root)
    assert ran(root, "audit", *(("--rubric",) if "rubrics" in text else ())) in {3, 4, 8}
    assert SECRET not in capsys.readouterr().err
    assert outside_of(root) == before


LINKS = {
    "a studio's folder": "乙工作室",
    "a category": f"{STUDIO}/07 创新活动资料/链接",
    "an item": f"{STUDIO}/06 培训学习资料/20250319 链接",
    "a file's folder": f"{ITEM}/附件",
}


@pytest.mark.parametrize("place", LINKS.values(), ids=LINKS)
def test_a_folder_that_is_a_link_is_not_entered(root: Path, place: str, capsys: Caught) -> None:
    linked(root / place, root.parent / "库之外")
    before = outside_of(root)
    for words in (("check", "-v"), ("index",), ("search", "绝密"), ("describe", "--export")):
        ran(root, *words, *([root.parent / "表.csv"] if "--export" in words else []))
        said = capsys.readouterr()
        assert "密.txt" not in said.out
        assert SECRET not in said.out + said.err
    assert {k: v for k, v in outside_of(root).items() if not k.endswith("表.csv")} == before


def test_what_is_dropped_as_a_link_is_not_taken_in(root: Path, capsys: Caught) -> None:
    linked(root / "收件箱" / "学习记录表.txt", root.parent / "库之外" / "密.txt")
    linked(root / "收件箱" / "夹", root.parent / "库之外")
    before = outside_of(root)
    ran(root, "file", "--to", f"{ITEM}")
    assert outside_of(root) == before
    assert SECRET not in capsys.readouterr().out
    copies = [p for p in (root / ITEM).iterdir() if p.read_bytes() == SECRET.encode()]
    assert copies == []


@pytest.mark.parametrize("kind", ["plans", "rubrics", "ledgers", "pages"])
def test_a_data_file_that_is_a_link_tells_nothing_of_what_it_leads_to(
    root: Path, kind: str, capsys: Caught
) -> None:
    place = root / "templates" / kind / "外.toml"
    linked(place, root.parent / "库之外" / "密.txt")
    if kind == "pages":
        linked(place.with_suffix(".typ"), root.parent / "库之外" / "密.txt")
    settings = root / "archive.toml"
    text = settings.read_text(encoding="utf-8")
    if kind == "plans":
        settings.write_text(text.replace('plan = "db', 'plan = "外" # "'), encoding="utf-8")
    for words in (
        ("check", "-q"),
        ("audit", "--rubric", "外"),
        ("rubric", "check", "外"),
        ("ledger", "check"),
        ("print", "catalogue", "--layout", "外", "-o", root.parent / "a.pdf"),
    ):
        ran(root, *words)
        said = capsys.readouterr()
        assert SECRET not in said.out + said.err
        assert "should not happen" not in said.err


@pytest.mark.parametrize("path", [p for key, p in PATHS.items() if key != "nul"])
def test_a_name_on_the_command_line_is_no_way_out(
    root: Path, path: str, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names of rubrics, layouts and kept audits are names; ``describe`` takes paths inside."""
    monkeypatch.chdir(root)
    word = told(path, root)
    before = outside_of(root)
    for words in (
        ("print", "new-layout", "catalogue", word),
        ("audit", "--rubric", word),
        ("audit", "--rubric", "--since", word),
        ("describe", word, "--cause", "x"),
        ("find", word),
    ):
        assert ran(root, *words) != 0, words
        said = capsys.readouterr()
        assert SECRET not in said.out + said.err
        assert "should not happen" not in said.err, words
    assert outside_of(root) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has rights of another kind")
@pytest.mark.parametrize(
    ("mask", "folder", "file"),
    [
        pytest.param(0o027, 0o750, 0o640, id="for the group"),
        pytest.param(0o077, 0o700, 0o600, id="for oneself"),
    ],
)
def test_what_archivist_writes_may_be_read_as_the_rest_of_the_archive(
    tmp_path: Path, mask: int, folder: int, file: int
) -> None:
    earlier = os.umask(mask)
    try:
        root = an_archive(tmp_path / "档案库")
        dropped(root, "收件箱/学习记录表.txt", "x")
        dropped(root, PHOTO, a_photo())
        place = ["--archive", str(root)]
        for words in (
            ["file", "--to", ITEM, str(root / "收件箱" / "学习记录表.txt")],
            ["describe", str(root / PHOTO), "--cause", "授课"],
            ["audit", "--rubric", "--keep"],
            ["judge", "Y1", "--deduct", "0", "--by", "甲", "--rubric", RUBRIC],
            ["box", "assign"],
            ["index"],
            ["status"],
            ["seal"],
        ):
            run(["archivist", *words, *place])
    finally:
        os.umask(earlier)
    state = root / ".archivist"
    made = {path for path in root.rglob("*") if state in (path, *path.parents)}
    assert {"journal.jsonl", "judgements.jsonl", "audits", "kept", "manifest-sha256.txt"} <= {
        path.name for path in made
    }
    wrong = {
        str(path.relative_to(root)): oct(path.stat().st_mode & 0o777)
        for path in root.rglob("*")
        if path.stat().st_mode & 0o777 != (folder if path.is_dir() else file)
    }
    assert wrong == {}
