"""A good ledger as a data file, and everything that can be wrong in one."""

from __future__ import annotations

GOOD = """\
id = "safety"
name = "安全台账"
words = ["安全登记"]
title = "topic"

[[columns]]
key = "day"
name = "日期"
kind = "day"
also = ["发生日期"]

[[columns]]
key = "topic"
name = "主题"
choices = ["甲", "乙"]

[[columns]]
key = "span"
name = "起止"
kind = "term"

[[events]]
kind = "drill"
name = "演练"
day = "day"
when = [{ column = "topic", words = ["演练"] }]
required = ["span"]
categories = ["06"]
materials = ["06.record"]
files = [{ name = "签到表", words = ["签到"] }]
words = ["安全演练"]
"""
MONTHS = "months = [{}]".format(", ".join(f'"m{n:02}"' for n in range(1, 13)))

MISTAKES = {
    "another id": ('id = "safety"', 'id = "safty"', "id", "the name of the file, “safety”"),
    "no name": ('name = "安全台账"', 'name = " "', "name", "write a name"),
    "no title": ('title = "topic"\n', "", "title", "write the key of the column"),
    "title": ('title = "topic"', 'title = "topc"', "title", "did you mean “topic” (主题)?"),
    "material": (
        'title = "topic"',
        'title = "topic"\nmaterial = "18.trainng"',
        "material",
        "did you mean “18.training” (培训台账)",
    ),
    "short word": ('["安全登记"]', '["安"]', "words", "two characters or more"),
    "empty word": ('["安全登记"]', '[""]', "words", "two characters or more"),
    "Chinese key": ('key = "topic"', 'key = "主题"', "columns.2.key", "no English word"),
    "dotted key": ('key = "topic"', 'key = "to.pic"', "columns.2.key", "no English word"),
    "key twice": ('key = "topic"', 'key = "day"', "columns.2.key", "“day” is used twice"),
    "no column name": ('name = "主题"', 'name = ""', "columns.2.name", "write a name"),
    "one title for two": (
        'name = "主题"',
        'name = "发生 日期"',
        "columns.2.name",
        "heads column 1",
    ),
    "other title for two": (
        'name = "起止"',
        'name = "起止"\nalso = ["主题"]',
        "columns.3.also",
        "heads column 2",
    ),
    "English title for two": (
        'name = "主题"',
        'name = "主题"\nname_en = "日期"',
        "columns.2.name_en",
        "heads column 1",
    ),
    "empty other title": ('["发生日期"]', '[" "]', "columns.1.also", "an empty text is no word"),
    "choice without": ('kind = "term"', 'kind = "choice"', "columns.3.choices", "needs them"),
    "choices of a day": (
        'also = ["发生日期"]',
        'choices = ["x"]',
        "columns.1.choices",
        "of the kind day has no choices",
    ),
    "empty choice": ('"甲", "乙"', '"甲", ""', "columns.2.choices", "an empty text is no word"),
    "width": ('name = "主题"', 'name = "主题"\nwidth = 0', "columns.2.width", "from 3 to 100"),
    "width nan": (
        'name = "主题"',
        'name = "主题"\nwidth = nan',
        "columns.2.width",
        "from 3 to 100",
    ),
    "long note": (
        'name = "主题"',
        f'name = "主题"\nnote = "{"长" * 201}"',
        "columns.2.note",
        "201 characters",
    ),
    "Chinese kind": ('kind = "drill"', 'kind = "演练"', "events.1.kind", "no English word"),
    "no event name": ('name = "演练"', 'name = ""', "events.1.name", "write a name"),
    "no date": ('day = "day"\n', "", "events.1.day", "an event needs its date"),
    "unknown day": ('day = "day"', 'day = "date"', "events.1.day", "no column “date”"),
    "day of text": ('day = "day"', 'day = "topic"', "events.1.day", "has to be: day or term"),
    "term without months": ('day = "day"', 'day = "day"\nterm = "span"', "events.1.term", "months"),
    "failing without months": (
        'day = "day"',
        'day = "day"\nfailing = ["差"]',
        "events.1.failing",
        "months only",
    ),
    "eleven months": (
        'day = "day"',
        'months = ["topic"]\nterm = "span"',
        "events.1.months",
        "twelve columns, January first; there are 1",
    ),
    "months without term": ('day = "day"', MONTHS, "events.1.term", "term = …"),
    "unknown months": ('day = "day"', MONTHS, "events.1.months", "no column “m01”"),
    "a month twice": (
        'day = "day"',
        'months = ["topic", "topic"]\nterm = "span"',
        "events.1.months",
        "“topic” is named twice",
    ),
    "term of text": (
        'day = "day"',
        'months = ["topic"]\nterm = "topic"',
        "events.1.term",
        "has to be: term",
    ),
    "blank failing": (
        'day = "day"',
        'months = ["topic"]\nterm = "span"\nfailing = [""]',
        "events.1.failing",
        "an empty text is no word",
    ),
    "day and months": ('day = "day"', f'day = "day"\n{MONTHS}', "events.1.day", "and not both"),
    "when of nothing": (
        'column = "topic", ',
        'column = "topik", ',
        "events.1.when.1.column",
        "did you mean “topic”",
    ),
    "when without words": ('words = ["演练"]', "words = []", "events.1.when.1.words", "write the"),
    "when with a blank": ('words = ["演练"]', 'words = [""]', "events.1.when.1.words", "an empty"),
    "level": ("required", 'level = "grade"\nrequired', "events.1.level", "no column “grade”"),
    "required": ('["span"]', '["spn"]', "events.1.required", "did you mean “span” (起止)"),
    "category": (
        'categories = ["06"]\nmaterials = ["06.record"]',
        'categories = ["6"]',
        "events.1.categories",
        "“06” (培训学习资料)",
    ),
    "event material": (
        '["06.record"]',
        '["06.recrd"]',
        "events.1.materials",
        "did you mean “06.record” (学习记录表)",
    ),
    "material elsewhere": (
        '["06.record"]',
        '["07.record"]',
        "events.1.materials",
        "lies in category 07, which categories does not name",
    ),
    "file without words": ('["签到"]', "[]", "events.1.files.1.words", "write the words"),
    "file without name": ('name = "签到表"', 'name = ""', "events.1.files.1.name", "write a name"),
    "short event word": ('["安全演练"]', '["演"]', "events.1.words", "two characters or more"),
    "demands of nothing": (
        'day = "day"',
        'day = "day"\nevidence = false',
        "events.1.evidence",
        "nothing can be demanded",
    ),
    "unknown key": ('kind = "drill"', 'kind = "drill"\ndya = "x"', "events.1.dya", "“day”"),
    "missing key": ('kind = "drill"\n', "", "events.1.kind", "this key is missing"),
    "no words of a file": (', words = ["签到"]', "", "events.1.files.1.words", "is missing"),
    "wrong kind of column": ('kind = "term"', 'kind = "dat"', "columns.3.kind", '"choice"'),
    "number for text": ('key = "topic"', "key = 5", "columns.2.key", "text in quotes"),
    "misspelt key": ('title = "topic"', 'titel = "topic"', "titel", "did you mean “title”"),
    "one event": ("[[events]]", "[events]", "events", "write [[events]]"),
    "text for a number": (
        'name = "主题"',
        'name = "主题"\nwidth = "宽"',
        "columns.2.width",
        "number",
    ),
    "true for a list": ('["06.record"]', "true", "events.1.materials", "a list in square brackets"),
}
