"""The second studio, which photographs much and files little."""

from __future__ import annotations

from datetime import datetime, time

from tests.sampling.pictures import Picture, photo
from tests.sampling.shelf import NOBODY, Studio
from tests.sampling.sidecars import xmp

NAME = "机电维修劳模创新工作室"
LEADER = "高志鹏(领衔人)"
MATE = "刘壵(组长)"
WINDER = "苏淼(绕线工)"


def fill(studio: Studio) -> None:
    """File what there is."""
    _papers(studio)
    _events(studio)
    _embedded(studio)


def _papers(studio: Studio) -> None:
    item = studio.item("02", "20230510", "高志鹏简介")
    item.word("领军人物简介", "高志鹏,高级技师,省级劳动模范,擅长水泵机组检修。")
    item = studio.item("03", "20230512", "团队成员")
    item.sheet("成员登记表")
    item = studio.item("06", "20250120", "2025年度培训学习计划")
    item.printed("2025年度培训学习计划", "全年培训十二次,以实操为主。")
    item = studio.item("13", "20230601", "工作制度")
    for name in ("日常管理基本规章", "设备管理制度", "培训制度"):
        item.word(name, "本制度适用于机电维修劳模创新工作室全体成员。")
    item.toml('paper = { none_because = "制度只上墙,未另存纸质件" }\n')
    item = studio.item("10", "20250326", "论文 水泵机组振动处理")
    item.scan("封面.png", "机电检修\n2025年第1期")
    item.scan("论文页.png", "水泵机组振动处理\n高志鹏\n摘要 关键词 正文")
    item.toml('kind = "document"\n')
    shelf = studio.shelf("18", "20251031")
    shelf.sheet("设备台账")


def _events(studio: Studio) -> None:
    item = studio.item("05", "20230620", "检修仪表", "检修间")
    item.shot(1, "instrument", "ZC25 绝缘电阻测试仪", "检修仪表建档", *NOBODY, image_class="C3")
    item = studio.item("06", "20241128", "电机绕组检修实操", "检修间")
    item.shot(1, "workshop", "电机绕组检修", "电机绕组检修实操培训", LEADER, WINDER)
    item.shot(2, "workshop", "绕组绝缘测量", "绕组绝缘测量", MATE)
    item = studio.item("07", "20250306", "泵站节能改造研讨", "泵站会议室")
    item.word(
        "活动记录 泵站节能改造研讨",
        "时间:2025.03.06",
        "参加人:高志鹏、刘壵、苏淼",
        "决定:先做一台试点。",
    )
    item.shot(1, "meeting", "泵站节能改造研讨", "泵站节能改造研讨", LEADER, MATE)
    item = studio.item("07", "20250819", "水泵机组检修比武", "泵站检修间")
    item.shot(1, "workshop", "检修技能比武", "水泵机组检修技能比武", MATE, WINDER)
    item.shot(2, "visit", "检修技能比武颁奖", "检修技能比武颁奖", LEADER)


def _embedded(studio: Studio) -> None:
    """File one photo described inside itself, as photo programs do, and not by a sidecar."""
    item = studio.item("15", "20241016", "兄弟单位参观", "工作室展厅")
    cause = "兄弟单位参观工作室展厅"
    picture = Picture(
        scene="visit",
        text="热烈欢迎兄弟单位来访",
        taken=datetime.combine(item.day, time(14, 5)),
        camera=studio.camera,
        title=cause,
    )
    item.add("C1-20241016-01.jpg", photo(picture, xmp(item.said(cause, LEADER))))
    item.word("外单位参观情况", "兄弟单位八人来访,参观检修间和展厅。")
