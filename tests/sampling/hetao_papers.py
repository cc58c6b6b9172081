"""The first studio, which keeps its papers well: all but what happens on a day."""

from __future__ import annotations

from tests.sampling.shelf import Studio

NAME = "河套灌区测流创新工作室"
LEADER = "郝建垚(领衔人)"
METERS = "李淼(测流仪器组组长)"
DATA = "王㛃(信息化组组长)"
USE = "赵永亮(推广应用组组长)"
CLERK = "乌云其木格(资料员)"
CREW = ("张晓峰(技术员)", "孟和(学员)", "陈雅楠(学员)")

RULES = {
    "日常管理基本规章": "工作时间、值班、卫生、安全和来访登记。",
    "目标及任务管理制度": "年初定目标,分解到组,按月检查,年底考核。",
    "学习制度": "每月集中学习不少于两次,学习有签到、有记录。",
    "传帮带制度": "师徒签订协议,明确目标和期限,按月考核。",
    "计算机及网络操作规程": "专机专用,数据每周备份,不得外接来历不明的存储设备。",
    "研究成果及数据资料管理制度": "成果当月登记,原始数据保留,借阅须登记。",
    "培训制度": "年初制定计划,理论授课与实操培训并重。",
    "考核制度": "按月记录,按季评分,结果与奖励挂钩。",
    "设备管理制度": "一物一卡,账物相符,定期维护。",
    "资料管理制度": "纸质与电子各存一份,按类目归档。",
    "创新奖励制度": "按成果级别给予奖励,评审公开。",
    "成果转化应用推广制度": "成果经试用、鉴定后推广,登记应用效果。",
    "文化制度": "弘扬劳模精神、工匠精神,讲好创新故事。",
}

LEDGERS = (
    "培训学习台账 交流研讨台账 导师带徒台账 创新成果台账 课题攻关台账 "
    "荣誉台账 技术材料台账 设备台账 经费台账"
).split()


def fill(studio: Studio) -> None:
    """File the papers."""
    _letters(studio)
    _people(studio)
    _things(studio)
    _technical(studio)
    _money_and_rules(studio)
    _apprentices(studio)
    _press_and_plans(studio)
    _ledgers(studio)


def _letters(studio: Studio) -> None:
    item = studio.item("01", "20240305", "2024年收文")
    item.printed(
        "收文 关于命名职工创新工作室的通知",
        "灌区工字〔2024〕6号",
        "经评审,同意命名河套灌区测流创新工作室,领衔人郝建垚。",
        "请按照地方标准完善场所、制度、台账和档案。",
    )
    item.printed("收文 关于开展创新工作室年度考核的通知", "考核于12月进行,请提前自查。")
    item = studio.item("01", "20250116", "2025年发文")
    item.printed("发文 关于报送2025年度工作计划的报告(副本)", "原件存局办公室,本件为副本。")
    item = studio.item("01", "20250630", "文件目录")
    item.sheet("纸质文件目录")
    item.sheet("电子文件目录")


def _people(studio: Studio) -> None:
    item = studio.item("02", "20240306", "郝建垚简介", "巴彦淖尔市临河区 工作室")
    item.word(
        "领军人物简介",
        "郝建垚,男,1976年生,高级技师,从事灌区测流工作二十六年。",
        "主持缆道测流自动控制、渠道流速仪校准等项目,带徒九人。",
    )
    item.shot(1, "instrument", "郝建垚和他的流速仪", "领军人物工作照", LEADER)
    item = studio.item("02", "20241220", "郝建垚荣誉及奖励", "局机关三楼会议室")
    item.shot(
        1,
        "certificate",
        "荣誉证书\n郝建垚 同志:\n被评为2024年度先进工作者\n特发此证",
        "郝建垚被评为2024年度先进工作者",
        LEADER,
        image_class="C2",
    )
    item = studio.item("02", "20250108", "创新攻关项目成果列表")
    item.word(
        "创新攻关项目成果列表", "1. 缆道测流自动控制装置(2024年)", "2. 便携式流速仪校准架(2025年)"
    )
    item = studio.item("02", "20250410", "带徒传技", "工作室加工间")
    item.word("带徒传技情况", "郝建垚现带徒弟两人,每月现场讲授不少于一次。")
    item.shot(1, "workshop", "现场传授绞车调整", "郝建垚现场传授绞车调整", LEADER, CREW[1])
    item = studio.item("03", "20250106", "团队成员登记")
    item.sheet("成员登记表")
    item.word(
        "成员基本情况及工作任务简介",
        "工作室现有成员八人,分三个组。",
        "各组每月总结并安排下月任务。",
    )
    groups = "测流仪器组:李淼 张晓峰 孟和\n信息化组:王㛃 乌云其木格\n推广应用组:赵永亮 陈雅楠"
    item.drawn("组织机构图", "chart", f"领衔人 郝建垚\n{groups}")
    item.toml('kind = "document"\n')


def _things(studio: Studio) -> None:
    item = studio.item("04", "20250312", "图书目录")
    item.sheet("图书目录及数量")
    item = studio.item("05", "20240415", "测流设备建档", "工作室仪器室")
    item.sheet("设备登记表")
    item.bare(1, "instrument", "LS25-1 旋桨流速仪", image_class="C3")
    item.bare(2, "instrument", "便携式校准架", image_class="C3")
    item.toml(
        """
# 总说明:本案卷的影像共用以下要素
"事由" = "测流设备建档拍照"
"事件日期" = "2024.04.15"
"拍摄日期" = "2024.04.15"
"地点" = "工作室仪器室"
"人物" = "无具体人物"
"来源" = "李淼(测流仪器组组长)摄"
"""
    )
    item = studio.item("05", "20250520", "设备维修保养")
    item.sheet("维修保养记录")


def _technical(studio: Studio) -> None:
    item = studio.item("11", "20240422", "缆道测流装置技术资料")
    item.printed(
        "缆道测流自动控制装置说明书", "一、用途", "二、接线", "三、操作步骤", "四、日常维护"
    )
    item.scan("缆道支架图纸.tif", "缆道支架图\n比例 1:10\n制图 张晓峰\n审核 郝建垚")
    item.printed("旋桨流速仪选型手册", "流速范围 0.06~5 m/s;水深不小于0.2 m。")
    item.word(
        "工程应用案例 总干渠断面测流", "2024年4月在总干渠二闸断面应用,单次测流由50分钟减为18分钟。"
    )
    item.sheet("设备工具信息采集表")
    item.word("软件应用系统清单", "1. 测流数据整编软件 V2.1", "2. 缆道控制上位机 V1.0")
    item.toml('"类型" = "文档"\n')


def _money_and_rules(studio: Studio) -> None:
    item = studio.item("12", "20250220", "2025年工作经费")
    item.printed("经费来源文件 关于拨付2025年创新工作室经费的通知", "拨付经费36000元,专款专用。")
    item.sheet("经费使用清单")
    item.scan("票据0021.tif", "收款收据\n凭证号 0021\n培训教材 1280.00元")
    item.scan("票据0037.tif", "收款收据\n凭证号 0037\n校准架配件 4600.00元")
    item.toml('kind = "document"\n\n[files."创新奖励发放表.pdf"]\nmaterial = "经费使用清单"\n')
    item = studio.item("13", "20240320", "工作制度汇编")
    for number, (name, text) in enumerate(RULES.items(), 1):
        item.word(f"{number:02} {name}", text, "本制度自2024年3月20日起施行。")
    item.word("14 评估奖励制度", "每半年评估一次,按等次奖励。")


def _apprentices(studio: Studio) -> None:
    item = studio.item("14", "20250210", "2025年师带徒", "工作室")
    item.word("对内培养计划", "2025年培养学员两人:孟和、陈雅楠。")
    item.printed(
        "师徒协议 李淼 孟和", "期限:2025年2月10日至2026年2月9日。", "目标:取得高级工证书。"
    )
    item.sheet("人才培养列表")
    item.shot(1, "meeting", "2025年师徒结对", "2025年师徒结对签约", LEADER, METERS, CREW[1])
    item.toml('["文件"."师徒协议 李淼 孟和.pdf"]\n"材料" = "对内人才培养计划"\n')
    item = studio.item("14", "20250630", "上半年培养考核")
    item.sheet("考核资料")
    item.word("培养成效", "孟和、陈雅楠通过中级工考核。")
    item.word("对外培养交流数量及内容", "2025年上半年接待外单位来学三批二十一人。")


def _press_and_plans(studio: Studio) -> None:
    item = studio.item("16", "20250428", "市级媒体报道", "巴彦淖尔市")
    item.printed("市日报报道 让渠水流速看得见", "市日报2025年4月28日2版,记者采访工作室测流现场。")
    item.shot(1, "canal", "记者采访测流现场", "市日报记者采访测流现场", LEADER)
    for year in (2024, 2025):
        item = studio.item("17", f"{year}0112", f"{year}年度工作计划")
        item.printed(
            f"{year}年度工作计划",
            "一、目标:完成课题一项,授课二十四次,活动四十八次。",
            "二、任务分工:测流仪器组、信息化组、推广应用组各负其责。",
            "三、经费:36000元。",
        )
    item = studio.item("17", "20241226", "2024年度总结")
    item.printed("2024年度工作计划实施报告", "计划完成率百分之九十六。")
    item.sheet("2024年创新成果分类汇总")


def _ledgers(studio: Studio) -> None:
    shelf = studio.shelf("18", "20251031")
    for name in LEDGERS:
        shelf.sheet(name)
