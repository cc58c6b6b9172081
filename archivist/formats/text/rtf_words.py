"""Control words of Rich Text Format that matter to its text."""

from __future__ import annotations

BREAKS = {
    "par": "\n",
    "line": "\n",
    "sect": "\n",
    "page": "\n",
    "column": "\n",
    "row": "\n",
    "nestrow": "\n",
    "tab": "\t",
    "cell": "\t",
    "nestcell": "\t",
}
MARKS = {
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": "\u3000",
    "enspace": " ",
    "qmspace": " ",
}
HIDDEN = frozenset(
    (
        "fonttbl colortbl stylesheet info filetbl revtbl pict object objdata datafield themedata "
        "nonshppict sp xe tc txe rxe listtable listoverridetable rsidtbl generator fldinst "
        "colorschememapping latentstyles xmlnstbl mmathPr datastore ftnsep ftnsepc aftnsep aftnsepc"
    ).split()
)
"""Destinations that hold no text of the document."""
SHOWN = frozenset("shpinst shptxt annotation footnote do dptxbxtext".split())
"""Destinations that do, though programs that do not know them shall skip them."""
CHARSETS = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""Code pages by the number of a font's character set."""
DOUBLE_BYTE = frozenset("gb18030 cp932 cp949 cp950".split())
