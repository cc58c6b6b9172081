"""The first studio's trainings, activities, results, honours, papers and pictures."""

from __future__ import annotations

from datetime import date

from tests.sampling.hetao_papers import CLERK, CREW, DATA, LEADER, METERS, USE
from tests.sampling.shelf import NOBODY, Folder, Studio


def fill(studio: Studio) -> None:
    """File what happened."""
    _plans_of_training(studio)
    _trainings(studio)
    _activities(studio)
    _results(studio)
    _honours(studio)
    _essays(studio)
    _pictures(studio)


def _plans_of_training(studio: Studio) -> None:
    for year, count in ((2024, 22), (2025, 24)):
        item = studio.item("06", f"{year}0115", f"{year}年度培训学习计划")
        item.printed(f"{year}年度培训学习计划", f"全年授课{count}次,每月理论、实操各不少于一次。")


def lesson(item: Folder, topic: str, hours: int, *present: str, more: str = "") -> None:
    """File what belongs to every training; ``more`` is added to its ``item.toml``."""
    item.word(
        "学习记录表", f"主题:{topic}", f"学时:{hours}", f"参加:{'、'.join(present)}", "效果:良好"
    )
    item.printed(f"讲义 {topic}", "一、原理", "二、步骤", "三、常见问题", "四、练习")
    names = "\n".join(name.partition("(")[0] for name in present)
    item.scan("签到表.tif", f"学习签到表\n{item.day:%Y.%m.%d} {topic}\n{names}")
    item.toml('[files."签到表.tif"]\nkind = "document"\n' + more)


def _trainings(studio: Studio) -> None:
    item = studio.item("06", "20240516", "流速仪校准实操培训", "总干渠二闸测流断面")
    lesson(item, "流速仪校准", 4, METERS, *CREW)
    item.shot(1, "canal", "流速仪校准实操", "流速仪校准实操培训", METERS, CREW[0])
    item.shot(2, "canal", "下放流速仪", "学员下放流速仪", CREW[1], CREW[2])
    item = studio.item("06", "20241018", "测流数据整编理论授课", "工作室培训室")
    lesson(item, "测流数据整编", 2, DATA, CLERK, *CREW)
    item.shot(1, "lecture", "测流数据整编", "测流数据整编理论授课", DATA)
    item = studio.item("06", "20250225", "测流仪器理论授课", "工作室培训室")
    lesson(item, "测流仪器", 2, LEADER, METERS, *CREW)
    item.shot(1, "lecture", "测流仪器的发展", "测流仪器理论授课", LEADER)
    item.shot(2, "lecture", "旋桨流速仪原理", "听课现场", *NOBODY)
    item = studio.item("06", "20250922", "缆道操作实操培训", "总干渠二闸缆道")
    lesson(item, "缆道操作", 4, USE, *CREW)
    item.shot(1, "canal", "缆道操作实操", "缆道操作实操培训", USE, CREW[2])


def _activities(studio: Studio) -> None:
    events = (
        ("20240328", "一季度组长交流会", "meeting", "工作室会议室", (LEADER, METERS, DATA, USE)),
        ("20240620", "缆道自动控制研讨", "meeting", "工作室会议室", (LEADER, DATA)),
        ("20241122", "校准架方案论证", "workshop", "工作室加工间", (METERS, CREW[0])),
        ("20250313", "二维码设备卡讨论", "meeting", "工作室会议室", (DATA, CLERK)),
        (
            "20250724",
            "秋浇前现场测流比对",
            "canal",
            "总干渠三闸测流断面",
            (LEADER, METERS, CREW[0]),
        ),
        ("20251015", "组长交流会", "meeting", "工作室会议室", (LEADER, METERS, DATA, USE)),
    )
    for day, title, scene, place, people in events:
        item = studio.item("07", day, title, place)
        item.word(
            f"活动记录 {title}",
            f"时间:{item.day:%Y.%m.%d}",
            f"地点:{place}",
            f"参加人:{'、'.join(people)}",
            "议题、讨论经过、决定和责任人详见下文。",
            "决定:一周内拿出方案,由组长负责,资料员跟踪。",
        )
        item.shot(1, scene, title, title, *people)


def _results(studio: Studio) -> None:
    item = studio.item("08", "20241115", "缆道测流自动控制装置", "总干渠二闸缆道")
    item.word("成果说明", "由控制箱、编码器和上位机组成,测流时间缩短六成。")
    item.printed("检测检验报告", "委托单位:河套灌区测流创新工作室", "结论:符合要求。")
    item.shot(1, "canal", "装置试运行", "缆道测流自动控制装置试运行", METERS, CREW[0])
    item.shot(
        1,
        "certificate",
        "实用新型专利证书\n名称:一种缆道测流控制装置\n发明人:郝建垚 李淼\n(样例,非真实证书)",
        "缆道测流控制装置获实用新型专利",
        LEADER,
        METERS,
        image_class="C2",
    )
    item = studio.item("08", "20251020", "创新成果汇总")
    item.sheet("创新成果分类汇总表")


def _honours(studio: Studio) -> None:
    item = studio.item("09", "20241225", "集体荣誉", "局机关三楼会议室")
    item.sheet("集体荣誉目录")
    item.shot(
        1,
        "certificate",
        "荣誉证书\n河套灌区测流创新工作室:\n被评为优秀创新工作室",
        "工作室被评为优秀创新工作室",
        *NOBODY,
        image_class="C2",
    )
    item = studio.item("09", "20250430", "个人荣誉", "市会议中心")
    item.sheet("个人荣誉目录")
    for number, (name, title) in enumerate((("郝建垚", "五一劳动奖章"), ("王㛃", "技术能手")), 1):
        content = item.picture("certificate", f"荣誉证书\n授予{name}同志\n{title}称号")
        item.late(number, content, date(2025, 5, 6), image_class="C2")
    item.toml(
        """
# 证书颁发后带回工作室翻拍,所以拍摄日期晚于事件日期
event_date = "2025.04.30"
shooting_date = "2025.05.06"
place = "市会议中心"
source = "乌云其木格(资料员)翻拍"

[files."C2-20250430-01.jpg"]
cause = "郝建垚获五一劳动奖章"
people = ["郝建垚(领衔人)"]

[files."C2-20250430-02.jpg"]
cause = "王㛃获技术能手称号"
people = ["王㛃(信息化组组长)"]
"""
    )
    _patent(studio)


def _patent(studio: Studio) -> None:
    """File one shot in two formats under one code: the scan to keep, the JPEG to use."""
    item = studio.item("09", "20241116", "知识产权")
    item.sheet("知识产权目录")
    text = "专利证书内页\n一种缆道测流控制装置\n(样例,非真实证书)"
    item.bare(1, "certificate", text, image_class="C2")
    item.scan(f"{item.code(1, 'C2')}.tif", text)
    item.toml(
        """
"材料" = "知识产权图片"
"事由" = "实用新型专利证书内页归档"
"事件日期" = "2024.11.16"
"拍摄日期" = "2024.11.16"
"地点" = "工作室"
"人物" = "无具体人物"
"来源" = "乌云其木格(资料员)扫描"

["文件"."知识产权目录.xlsx"]
"材料" = "知识产权目录"
"""
    )


def _essays(studio: Studio) -> None:
    item = studio.item("10", "20240910", "论文 旋桨流速仪现场校准方法")
    title = "旋桨流速仪现场校准方法"
    item.scan("封面.png", "灌溉技术通讯\n2024年第3期")
    item.scan("目录页.png", f"目录\n{title} 郝建垚 李淼 (21)\n渠道防渗材料试验 (27)")
    item.scan("论文页.png", f"{title}\n郝建垚 李淼\n摘要 关键词 正文")
    item.sheet("专著论文明细表")
    item.toml('"类型" = "文档"\n')


def _pictures(studio: Studio) -> None:
    item = studio.item("15", "20240308", "工作室挂牌", "工作室门前")
    item.shot(1, "visit", "工作室挂牌仪式", "工作室挂牌仪式", LEADER, METERS, DATA, USE)
    item = studio.item("15", "20250508", "外单位参观", "工作室展厅")
    item.word("外单位参观情况", "邻近灌区管理单位十二人来访,交流缆道测流经验。")
    item.shot(1, "visit", "欢迎莅临工作室指导", "邻近灌区同行参观工作室", LEADER, USE)
    item.shot(2, "visit", "成果展示区", "参观成果展示区", *NOBODY)
    item = studio.item("15", "20250612", "职工反响", "总干渠二闸管理所")
    item.word("职工反响材料", "一线职工说:以前测一次要两个人一小时,现在一个人二十分钟。")
    item.shot(1, "canal", "职工谈使用感受", "职工谈缆道测流装置使用感受", USE)
