"""Deliberate faults in the second studio's archive, as people really make them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

from tests.sampling.fault import Fault
from tests.sampling.jidian import LEADER, MATE, WINDER
from tests.sampling.pictures import Picture, photo, png
from tests.sampling.shelf import NOBODY, Studio
from tests.sampling.sidecars import xmp


def _no_category(studio: Studio) -> Fault:
    path = f"{studio.name}/手机照片"
    picture = Picture(scene="workshop", text="手机里的照片")
    studio.tree[f"{path}/微信图片_20250601121530.jpg"] = photo(picture)
    return Fault(
        path=path,
        code="NAM113",
        what="文件夹不是类目 / the folder is no category",
        mend="照片移入相应案卷或收件箱 / move the photo into an item or into the inbox",
    )


def _no_place(studio: Studio) -> Fault:
    item = studio.item("07", "20250611", "水泵叶轮更换")
    item.word("活动记录 水泵叶轮更换", "时间:2025.06.11", "更换三号机组叶轮。")
    item.shot(1, "workshop", "水泵叶轮更换", "三号机组水泵叶轮更换", MATE, WINDER)
    return Fault(
        path=f"{item.path}/{item.code(1)}.jpg",
        code="ELE104",
        what="没写地点 / the place is missing",
        mend="在 .xmp 里补写地点,或新建 item.toml 写 place / state the place in the .xmp file or "
        "in an item.toml",
    )


def _no_people(studio: Studio) -> Fault:
    item = studio.item("15", "20250506", "青年职工座谈", "泵站会议室")
    item.word("职工反响材料", "青年职工谈跟班学习体会。")
    item.shot(1, "meeting", "青年职工座谈会场", "青年职工座谈会场全景", *NOBODY)
    item.bare(2, "meeting", "青年职工发言")
    said = replace(item.said("青年职工发言"), code=item.code(2), status="")
    item.add(f"{item.code(2)}.jpg.xmp", xmp(said))
    return Fault(
        path=f"{item.path}/{item.code(2)}.jpg",
        code="ELE105",
        what="人物一项空着(同案卷 01 号写明了无具体人物) / the people are not filled in (01 beside "
        "it states that nobody in particular is shown)",
        mend="写上姓名和职务,或写明无具体人物 / name them with their positions, or state that "
        "nobody in particular is shown",
    )


def _dashes(studio: Studio) -> Fault:
    item = studio.item("06", "20250318", "绝缘测试实操", "检修间")
    item.word("学习记录表", "主题:绝缘测试", "学时:2")
    item.bare(1, "workshop", "绝缘测试实操")
    item.toml(
        'cause = "绝缘测试实操培训"\nevent_date = "2025-03-18"\nshooting_date = "2025.03.18"\n'
        f'place = "检修间"\npeople = ["{LEADER}", "{WINDER}"]\nsource = "{studio.source}"\n'
    )
    return Fault(
        path=f"{item.path}/item.toml",
        code="ELE107",
        what="日期用了横线 / the date is written with dashes",
        mend='改为 event_date = "2025.03.18" / write event_date = "2025.03.18"',
    )


def _truncated(studio: Studio) -> Fault:
    item = studio.item("07", "20250717", "汛期泵站巡检", "泵站")
    item.word("活动记录 汛期泵站巡检", "时间:2025.07.17", "巡检三座泵站。")
    item.shot(1, "workshop", "汛期泵站巡检", "汛期泵站巡检", MATE)
    path = f"{item.path}/{item.code(1)}.jpg"
    studio.tree[path] = studio.tree[path][:20_000]
    return Fault(
        path=path,
        code="FMT101",
        what="拷贝中断,照片只有半截 / copying broke off, half of the picture is lost",
        mend="从相机或手机重新拷贝 / copy it again from the camera",
    )


def _disguised(studio: Studio) -> Fault:
    item = studio.item("05", "20250222", "热像仪", "检修间")
    taken = datetime.combine(item.day, time(15))
    picture = Picture(scene="instrument", text="红外热像仪", taken=taken, camera=studio.camera)
    item.add(f"{item.code(1, 'C3')}.jpg", png(picture))
    item.toml(
        '"事由" = "红外热像仪建档"\n"事件日期" = "2025.02.22"\n"拍摄日期" = "2025.02.22"\n'
        f'"地点" = "检修间"\n"人物" = "无具体人物"\n"来源" = "{studio.source}"\n'
    )
    return Fault(
        path=f"{item.path}/{item.code(1, 'C3')}.jpg",
        code="FMT102",
        what="内容是 PNG,扩展名却是 .jpg / a PNG that is called .jpg",
        mend="扩展名改为 .png / rename it to end with .png",
    )


def _empty(studio: Studio) -> Fault:
    item = studio.item("07", "20250819", "水泵机组检修比武")
    item.add("活动记录 水泵机组检修比武.docx", b"")
    return Fault(
        path=f"{item.path}/活动记录 水泵机组检修比武.docx",
        code="FMT105",
        what="文件是空的 / the file is empty",
        mend="重新拷贝或重写 / copy it again, or write it",
    )


FAULTS: tuple[Callable[[Studio], Fault], ...] = (
    _no_category,
    _no_place,
    _no_people,
    _dashes,
    _truncated,
    _disguised,
    _empty,
)
