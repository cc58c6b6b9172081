"""Where a column of Chinese ends best: at signs of punctuation, and around common words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archivist.model.vertical import Cell, CellKind

_WORDS = """
    创新工作室 工作室 工作站 工作组 办公室 档案室 领衔人 负责人 委员会 高精度 说明书 任务书 登记表
    签到表 证书 奖状 奖牌 专利 论文 成果 创新 创建 创优 技术 技能 技师 设备 专用 通用 工具 工程 工作
    工艺 工人 劳模 劳动 工匠 竞赛 比赛 项目 课题 研究 研发 开发 攻关 改造 改进 改革 应用 推广 转化
    培训 学习 资料 材料 文件 档案 制度 规章 规程 规范 标准 标识 管理 办法 方案 计划 总结 报告 报表
    会议 纪要 记录 活动 宣传 报道 影像 照片 录像 录音 视频 光盘 附件 汇编 手册 目录 台账 清单 名单
    仪器 仪表 装置 系统 平台 软件 硬件 数据 信息 网络 自动 智能 数字 校准 检定 检测 检查 检修 维修
    维护 运行 安全 生产 质量 小组 班组 团队 人员 人才 成员 职工 员工 专家 导师 师徒 理论 授课 实操
    实训 演练 操作 观测 测量 测试 测流 监测 预报 预警 水文 水位 水利 水库 闸门 流量 地震 台站 台网
    应变 钻孔 基准 年度 季度 月度 期间 阶段 验收 鉴定 评审 评价 考核 考试 表彰 奖励 荣誉 申报 申请
    经费 财务 采购 合同 协议 交流 合作 参观 接待 讲座 讲课 知识 产权 扫描 复印 原件 设计 图纸 施工
    建设 环境 场地 综合 基础 重点 典型 先进 经验 案例 问题 建议 意见 通知 通报 决定 批复 请示
"""
_KNOWN = frozenset(_WORDS.split())
_MARKED = "[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
_TOKEN = re.compile("|".join(sorted(_KNOWN, key=len, reverse=True)) + f"|.{_MARKED}", re.DOTALL)
_JOINING = frozenset("与和及或暨")
_APART = _JOINING | {"等"}
_ATTACHED = frozenset("的")
_NUMBERED = frozenset("第等")
_OPENING = frozenset("︵︷︹︻︽︿﹁﹃﹇︗")
_CLOSING = frozenset("︐︑︒︓︔︕︖︘︙︶︸︺︼︾﹀﹂﹄﹈·")
_BINDING = frozenset("︱︲～〜－")
_COUNTERS = frozenset("期年月日号项次届季级版卷册件份盘张页人组类")
_NUMBER = "0"
"""What stands across or is turned, whatever it says."""
NEVER, INSIDE, UNSURE, WORD, SIGN = "-0123"


def seams(cells: Sequence[Cell]) -> str:
    """Return how well a column may begin with each sign of a vertical text, one letter for each.

    ``-``: never; 0: inside a word; 1: between signs of which nothing is known; 2: between words; 3:
    at a sign of punctuation. What is no common word is taken for words of two signs, as most are. A
    cell that is not upright is one sign.
    """
    found, last, unknown = "", "", 0
    for token in _tokens(cells):
        word = token[:1] != _NUMBER and token in _KNOWN
        grade = _between(last, token)
        unknown = 0 if word else 1 if grade else unknown + 1
        grade = grade or (UNSURE if unknown % 2 else INSIDE)
        found += grade + INSIDE * (len(token) - 1 if word else 0)
        last = token
    return found


def _tokens(cells: Sequence[Cell]) -> Iterator[str]:
    for cell in cells:
        if cell.kind is CellKind.UPRIGHT:
            yield from _TOKEN.findall(cell.text)
        else:
            yield cell.text if cell.kind is CellKind.GAP or cell.text in _BINDING else _NUMBER


def _between(last: str, token: str) -> str:
    """Return the grade of a column that begins with a token; empty: nobody knows."""
    if token in _CLOSING or last in _OPENING or token.isspace():
        return NEVER
    if not last or token in _OPENING or last in _CLOSING or last.isspace():
        return SIGN
    if token in _BINDING or last in _BINDING or _clings(last, token):
        return INSIDE
    parts = last in _KNOWN or token in _KNOWN or _NUMBER in {last, token}
    return WORD if parts or token in _APART or last in _ATTACHED else ""


def _clings(last: str, token: str) -> bool:
    """Return whether a sign belongs to the one before it, as what is counted to its number."""
    counted = last == _NUMBER and token in _COUNTERS
    numbered = token == _NUMBER and last in _NUMBERED
    return counted or numbered or token in _ATTACHED or last in _JOINING
