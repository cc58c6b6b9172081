"""Deliberate faults in the first studio's archive, as people really make them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tests.sampling.fault import Fault
from tests.sampling.hetao_events import lesson
from tests.sampling.hetao_papers import CREW, DATA, LEADER, METERS, USE
from tests.sampling.pictures import photo
from tests.sampling.shelf import Studio
from tests.sampling.sidecars import xmp


def _camera_name(studio: Studio) -> Fault:
    item = studio.item("06", "20250318", "流速仪法测流理论授课", "工作室培训室")
    more = (
        '\n[files."IMG_20250318_101500.jpg"]\ncause = "学员记录"\nevent_date = "2025.03.18"\n'
        'shooting_date = "2025.03.18"\nplace = "工作室培训室"\npeople = ["孟和(学员)"]\n'
        f'source = "{studio.source}"\n'
    )
    lesson(item, "流速仪法测流", 2, METERS, *CREW, more=more)
    item.shot(1, "lecture", "流速仪法测流", "流速仪法测流理论授课", METERS)
    item.add(
        "IMG_20250318_101500.jpg", photo(item.picture("lecture", "学员记录", hour=10, minute=15))
    )
    return Fault(
        path=f"{item.path}/IMG_20250318_101500.jpg",
        code="NAM101",
        what="手机照片没有改成编号 / a phone's file name was left as it is",
        mend="改名为 C1-20250318-02.jpg(item.toml 里的文件名一起改) / rename it to "
        "C1-20250318-02.jpg, in item.toml too",
    )


def _undeclared_class(studio: Studio) -> Fault:
    item = studio.item("07", "20250418", "便携设备试用", "总干渠二闸测流断面")
    item.word("活动记录 便携设备试用", "时间:2025.04.18", "试用便携式校准架,记录三组数据。")
    item.shot(1, "canal", "便携设备试用", "便携式校准架试用", CREW[0], image_class="X1")
    return Fault(
        path=f"{item.path}/{item.code(1, 'X1')}.jpg",
        code="NAM102",
        what="类别 X1 没有在 archive.toml 里登记 / class X1 is not declared in archive.toml",
        mend="改成 C1,或在 [classes] 里写明 X1 的含义 / rename it to class C1, or declare X1 under "
        "[classes]",
    )


def _impossible_day(studio: Studio) -> Fault:
    item = studio.item("07", "20250228", "二月总结会", "工作室会议室")
    item.word("活动记录 二月总结会", "时间:2025.02.28", "各组小结二月工作,安排三月任务。")
    name = "C1-20250231-01.jpg"
    item.add(name, photo(item.picture("meeting", "二月总结会")))
    item.add(f"{name}.xmp", xmp(item.said("二月总结会", LEADER, USE)))
    return Fault(
        path=f"{item.path}/{name}",
        code="NAM103",
        what="2月没有31日 / there is no 31 February",
        mend="照片和 .xmp 都改为 C1-20250228-01 / rename image and .xmp to C1-20250228-01",
    )


def _code_twice(studio: Studio) -> Fault:
    item = studio.item("06", "20250516", "雷达测速枪实操培训", "总干渠二闸测流断面")
    lesson(item, "雷达测速枪使用", 4, DATA, *CREW)
    item.shot(1, "canal", "雷达测速枪实操", "雷达测速枪实操培训", DATA, CREW[0])
    item = studio.item("07", "20250516", "雷达测速枪比测", "总干渠二闸测流断面")
    item.word("活动记录 雷达测速枪比测", "时间:2025.05.16", "与旋桨流速仪比测五组。")
    item.shot(1, "canal", "雷达测速枪比测", "雷达测速枪与流速仪比测", DATA, METERS)
    return Fault(
        path=f"{item.path}/{item.code(1)}.jpg",
        code="NAM105",
        what="同一天两个案卷都从 01 编起 / two items of one day both began with 01",
        mend="这一张改为 C1-20250516-02,.xmp 一起改 / rename this one and its .xmp to "
        "C1-20250516-02",
    )


def _gap(studio: Studio) -> Fault:
    item = studio.item("07", "20250620", "渠道流场测量试验", "总干渠三闸测流断面")
    item.word("活动记录 渠道流场测量试验", "时间:2025.06.20", "布设五条测线,取得首批数据。")
    for number, text in ((1, "布设测线"), (2, "下放探头"), (4, "收整设备")):
        item.shot(number, "canal", text, f"渠道流场测量试验 {text}", DATA, CREW[0])
    return Fault(
        path=f"{item.path}/{item.code(4)}.jpg",
        code="NAM106",
        what="缺 03 号 / number 03 is missing",
        mend="找回照片;确实没有就不用改 / look for the picture; if there never was one, leave it",
    )


def _other_day(studio: Studio) -> Fault:
    item = studio.item("07", "20250710", "绞车检修", "总干渠二闸缆道")
    item.word("活动记录 绞车检修", "时间:2025.07.10", "更换钢丝绳,调整限位。")
    name = "C1-20250711-01.jpg"
    item.add(name, photo(item.picture("workshop", "绞车检修")))
    item.add(f"{name}.xmp", xmp(item.said("绞车检修", METERS, CREW[0])))
    return Fault(
        path=f"{item.path}/{name}",
        code="NAM107",
        what="编号写成了整理照片的日子 / the code bears the day on which the photos were sorted",
        mend="照片和 .xmp 都改为 C1-20250710-01 / rename image and .xmp to C1-20250710-01",
    )


def _loose(studio: Studio) -> Fault:
    folder = studio.shelf("06", "20250701")
    folder.word("安全培训通知", "定于2025年7月3日开展汛期安全培训,请全体成员参加。")
    return Fault(
        path=f"{folder.path}/安全培训通知.docx",
        code="NAM110",
        what="文件直接放在类目里 / the file lies in the category itself",
        mend="移入案卷,例如“20250701 汛期安全培训” / move it into an item of its own",
    )


def _sidecar_differs(studio: Studio) -> Fault:
    item = studio.item("07", "20250905", "新绞车验收", "总干渠三闸缆道")
    item.word("活动记录 新绞车验收", "时间:2025.09.05", "空载、带载试验合格。")
    item.add(f"{item.code(1)}.jpg", photo(item.picture("canal", "新绞车验收")))
    said = replace(item.said("新绞车验收", USE, CREW[0]), code=item.code(1), shot=date(2025, 9, 6))
    item.add(f"{item.code(1)}.jpg.xmp", xmp(said))
    return Fault(
        path=f"{item.path}/{item.code(1)}.jpg",
        code="ELE108",
        what=".xmp 的拍摄日期比相机记录晚一天 / the .xmp file's shooting date is a day later than "
        "the camera's",
        mend=".xmp 里改为 2025-09-05 / correct it in the .xmp file to 2025-09-05",
    )


def _lone_sidecar(studio: Studio) -> Fault:
    item = studio.item("07", "20241122", "校准架方案论证", "工作室加工间")
    name = f"{item.code(2)}.jpg.xmp"
    item.add(name, xmp(replace(item.said("校准架试装", METERS), code=item.code(2))))
    return Fault(
        path=f"{item.path}/{name}",
        code="ELE112",
        what="照片删了,说明还在 / the image was deleted, its description was not",
        mend="找回照片,或删去这个 .xmp / put the image back, or remove the .xmp file",
    )


def _encrypted(studio: Studio) -> Fault:
    item = studio.item("12", "20250220", "2025年工作经费")
    item.printed("创新奖励发放表", "张晓峰 800元", "孟和 300元", "审批 郝建垚", password="2025")
    return Fault(
        path=f"{item.path}/创新奖励发放表.pdf",
        code="FMT103",
        what="PDF 加了打开口令(2025) / the PDF needs a password (2025)",
        mend="打开后另存为不加密的文件 / open it and save it without the password",
    )


def _duplicate(studio: Studio) -> Fault:
    lecture = studio.item("06", "20250225", "测流仪器理论授课")
    item = studio.item("11", "20250301", "测流仪器资料")
    item.add("讲义 测流仪器.pdf", studio.tree[f"{lecture.path}/讲义 测流仪器.pdf"])
    return Fault(
        path=f"{item.path}/讲义 测流仪器.pdf",
        code="FMT106",
        what="与 06 类目里的讲义完全相同 / the same file as in category 06",
        mend="只留一份,这里改为引用 / keep one of them",
    )


FAULTS: tuple[Callable[[Studio], Fault], ...] = (
    _camera_name,
    _undeclared_class,
    _impossible_day,
    _code_twice,
    _gap,
    _other_day,
    _loose,
    _sidecar_differs,
    _lone_sidecar,
    _encrypted,
    _duplicate,
)
