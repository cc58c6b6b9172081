"""What ``make demo`` prints of the sample archive."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pypdf
import pytest

from archivist.cli.main import run

ROOT = Path(__file__).resolve().parents[1]
HETAO = "河套灌区测流创新工作室"
EXPECTED = {
    "标签-front": (HETAO, "13-1", "工作制度汇编"),
    "标签-spine": (HETAO, "13-1"),
    "光盘-case": ("CL-2024-001", "CL-2025-001"),
    "光盘-face": ("CL-2024-001", "CL-2025-001"),
    "盒内目录": ("工作制度汇编",),
    "三级目录": (HETAO, "流速仪校准实操培训", "机电维修劳模创新工作室"),
    "照片册页": ("C1-20240516-01", "流速仪校准实操培训"),
    "考核评分": (HETAO,),
}


def printing() -> list[list[str]]:
    """Return the commands of the demonstration that make papers."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    variables = dict(re.findall(r"^([A-Z]+) := (.*)$", text, re.MULTILINE))
    text = re.sub(r"\$\(([A-Z]+)\)", lambda m: variables.get(m[1], m[0]), text)
    demo = text.partition("\ndemo:")[2].partition("\n\n")[0]
    commands = re.findall(r"\$\(call run,(.*)\)$", demo, re.MULTILINE)
    return [words for words in map(shlex.split, commands) if "print" in words]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder into which all of it was printed."""
    place = tmp_path_factory.mktemp("demo") / "示例档案库"
    ignored = shutil.ignore_patterns(".archivist")
    shutil.copytree(ROOT / "sample_archive", place, ignore=ignored)
    commands = printing()
    folders = {place / Path(words[words.index("-o") + 1]).parent for words in commands}
    (folder,) = {each.resolve() for each in folders}
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        codes = [run(["archivist", "--lang", "zh_CN", *words]) for words in commands]
    assert set(codes) == {0}
    return folder


def test_it_prints_every_kind_of_paper(papers: Path) -> None:
    assert sorted(path.stem for path in papers.iterdir()) == sorted(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_paper_shows_something_of_the_sample(name: str, papers: Path) -> None:
    pages = pypdf.PdfReader(papers / f"{name}.pdf").pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    assert not [each for each in EXPECTED[name] if "".join(each.split()) not in text]
