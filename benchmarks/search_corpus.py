"""The texts that searching is measured with, and what is asked of them.

With ``ARCHIVIST_REAL`` set they are Chinese laws, cut into chunks; otherwise sentences out of words
of this module. Dice are seeded: the same count makes the same texts and the same questions.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

CHUNK = 2000
"""UTF-8 bytes after which a chunk ends with its line."""
ASKED = 100
"""Questions of each kind; as many as a fifth more go before, unmeasured."""
PHRASES = 200
_LONGEST = 700
"""Characters of a line that are kept together."""
_SEED = 20_220_125
_DAY = re.compile(r"\((\d{4})-(\d\d)-(\d\d)\)")
_RUN = re.compile(r"[\u4e00-\u9fff]+")
_FIRST_DAY = date(1990, 1, 1)
_WORDS = """
工作室 创新 测流 流速仪 缆道 绞车 渠道 断面 水位 流量 理论 授课 培训 学习 记录 档案 类目 案卷
文件 影像 照片 编号 事由 时间 地点 人物 来源 会议室 水文站 管理所 泄水闸 灌区 设备 工具 维修
保养 检查 安全 通知 报告 计划 总结 台账 经费 票据 审批 领导 组长 组员 师傅 徒弟 协议 考核 成果
专利 论文 荣誉 证书 技术 改进 研讨 交流 方案 论证 试验 数据 整编 校准 比对 误差 仪器 传感器 雷达
超声波 旋桨 电缆 电源 开关 控制 自动 装置 说明书 图纸 软件 系统 网络 平台 信息 采集 登记 目录
保管 期限 永久 移交 光盘 备份 纸质 电子 签字 盖章 印发 部门 单位 职工 劳模 工匠 攻关 课题 效益
推广 应用 案例 现场 参观 报道 宣传 媒体 组织 机构 制度 标准 规定 办法 条款 实施 监督 应当 可以
不得 负责 根据 按照 以及 其他 有关 进行 提供 建立 加强 保证 处理 规范 管理 申请 批准 决定 公布
""".split()
_JOINTS = ("", "", "", "的", "和", "与", "在", "，", "、")
_ENDS = ("。", "。", "；", "？", "：")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One document to index."""

    path: str
    title: str
    day: str
    """ISO."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What is asked; of each kind `ASKED`, after some for warming up."""

    term: list[str]
    """Two characters of a text."""
    phrase: list[str]
    """Four to eight characters of one run."""
    both: list[tuple[str, str]]
    """Two terms of one text."""
    dated: list[tuple[str, str, str]]
    """A term, first and last day."""
    prefix: list[str]
    """One character."""
    literal: list[str]
    """One to eight characters of a line, of whatever kind."""


def lay_out(work: Path, wanted: int) -> str:
    """Write ``corpus.jsonl`` and ``questions.json`` into a folder; return what the texts are."""
    kind = "chunks of Chinese laws" if _laws() else "generated texts"
    chunks = []
    with (work / "corpus.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
        for chunk in islice(_chunks(), wanted):
            stream.write(json.dumps(asdict(chunk), ensure_ascii=False) + "\n")
            chunks.append(chunk)
    asked = asdict(_questions(chunks))
    (work / "questions.json").write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")
    size = sum(len(chunk.text.encode()) for chunk in chunks)
    return f"{len(chunks):,} {kind}, {size / 1_000_000:.1f} MB of text"


def read(work: Path) -> Iterator[Chunk]:
    """Yield what was laid out."""
    with (work / "corpus.jsonl").open(encoding="utf-8") as stream:
        for line in stream:
            yield Chunk(**json.loads(line))


def read_questions(work: Path) -> Questions:
    """Return what was laid out."""
    return Questions(**json.loads((work / "questions.json").read_text(encoding="utf-8")))


def _laws() -> Path | None:
    real = os.environ.get("ARCHIVIST_REAL")
    folder = Path(real) / "laws" if real else None
    return folder if folder and folder.is_dir() else None


def _chunks() -> Iterator[Chunk]:
    """Yield chunks without end: each text again and again, from the second time on permuted."""
    dice = random.Random(_SEED)  # noqa: S311
    folder = _laws()
    for turn in count():
        for number, (title, day, lines) in enumerate(_real(folder) if folder else _made(dice)):
            if turn:
                dice.shuffle(lines)
            for order, text in enumerate(_cut(lines), start=1):
                path = f"{turn:02}/{number:05} {title[:40]}/{order:03}.txt"
                yield Chunk(path, f"{title} {order}", day, text)


def _real(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted(folder.rglob("*.md")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        kept = [line for line in lines if line and not line.startswith("<!--")]
        stated = _DAY.search(path.stem)
        day = "-".join(stated.groups()) if stated else _FIRST_DAY.isoformat()
        yield _DAY.sub("", path.stem).strip(), day, kept


def _made(dice: random.Random) -> Iterator[tuple[str, str, list[str]]]:
    for number in range(400):
        day = _FIRST_DAY + timedelta(days=number * 31)
        lines = ["".join(_sentence(dice) for _ in range(dice.randint(1, 6))) for _ in range(80)]
        yield "".join(dice.sample(_WORDS, 3)), day.isoformat(), lines


def _sentence(dice: random.Random) -> str:
    words = [dice.choice(_WORDS) + dice.choice(_JOINTS) for _ in range(dice.randint(3, 12))]
    return "".join(words).rstrip("，、") + dice.choice(_ENDS)


def _cut(lines: list[str]) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for line in lines:
        for begin in range(0, len(line), _LONGEST):
            piece = line[begin : begin + _LONGEST]
            held.append(piece)
            size += len(piece.encode())
            if size >= CHUNK:
                yield "\n".join(held)
                held, size = [], 0
    if held:
        yield "\n".join(held)


def _questions(chunks: list[Chunk]) -> Questions:
    dice = random.Random(_SEED + 1)  # noqa: S311
    number = ASKED + ASKED // 5
    days = sorted(chunk.day for chunk in chunks)

    def drawn(length: int) -> str:
        return _drawn(dice, dice.choice(chunks).text, length)

    def span() -> tuple[str, str]:
        first, last = sorted((dice.choice(days), dice.choice(days)))
        return first, last

    def pair() -> tuple[str, str]:
        text = dice.choice(chunks).text
        return _drawn(dice, text, 2), _drawn(dice, text, 2)

    return Questions(
        term=[drawn(2) for _ in range(number)],
        phrase=[drawn(dice.randint(4, 8)) for _ in range(number)],
        both=[pair() for _ in range(number)],
        dated=[(drawn(2), *span()) for _ in range(number)],
        prefix=[drawn(1) for _ in range(number)],
        literal=[_literal(dice, dice.choice(chunks).text) for _ in range(PHRASES)],
    )


def _drawn(dice: random.Random, text: str, length: int) -> str:
    """Return so many characters of one run of Han characters, from anywhere in a text."""
    runs = [run for run in _RUN.findall(text) if len(run) >= length]
    if not runs:
        return "工作规定的其他内容"[:length]
    run = dice.choices(runs, [len(run) for run in runs])[0]
    begin = dice.randint(0, len(run) - length)
    return str(run[begin : begin + length])


def _literal(dice: random.Random, text: str) -> str:
    """Return a piece of a line with at least one letter or digit, that no blank begins or ends."""
    while True:
        line = dice.choice(text.split("\n"))
        length = dice.randint(1, 8)
        begin = dice.randint(0, max(0, len(line) - length))
        piece = line[begin : begin + length].strip()
        if any(character.isalnum() for character in piece) and '"' not in piece:
            return piece
