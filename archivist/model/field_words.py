"""What people call the fields of a layout, by the names that its ``.toml`` uses.

The papers bear the same words; a test holds that every field has one.
"""

from __future__ import annotations

from collections.abc import Mapping

from archivist.model.page_forms import BOX_LABELS, DISC_LABELS
from archivist.model.wording import N_

FIELD_WORDS: Mapping[str, str] = {
    "archival": N_("Archival code"),
    "archive": N_("Archive"),
    "author": N_("Author"),
    "background": N_("Background"),
    "bonuses": N_("Bonuses"),
    "box": N_("Box"),
    "burner": N_("Burnt by"),
    "capacity": N_("Capacity"),
    "caption": N_("Caption"),
    "categories": N_("Categories"),
    "category": N_("Category"),
    "cause": N_("Cause"),
    "checked": N_("Checked on"),
    "code": N_("Code"),
    "codes": N_("Image codes"),
    "coming": N_("What is coming"),
    "comparison": N_("Comparison"),
    "conditions": N_("Conditions"),
    "count": N_("Pieces"),
    "criteria": N_("Criteria"),
    "cut-marks": N_("Cut marks"),
    "date": N_("Date"),
    "day": N_("Date"),
    "details": N_("Details"),
    "disc": N_("Disc"),
    "duties": N_("Duties"),
    "event_date": N_("Event date"),
    "evidence": N_("Evidence"),
    "file": N_("File"),
    "files": N_("Files"),
    "fonds": N_("Fonds no."),
    "fonds_name": N_("Name of the fonds"),
    "history": N_("History"),
    "items": N_("Items"),
    "judgements": N_("Judgements"),
    "keeper": N_("Keeper"),
    "kind": N_("Kind"),
    "list": N_("List of the box"),
    "matter": N_("Organisation"),
    "next": N_("What to do next"),
    "number": N_("No."),
    "organisation": N_("Organisation"),
    "overview": N_("Overview"),
    "pages": N_("Pages"),
    "people": N_("People"),
    "period": N_("Dates"),
    "photographer": N_("Photographer"),
    "pieces": N_("Piece nos."),
    "place": N_("Place"),
    "qr": N_("QR code"),
    "range": N_("From–to"),
    "reference": N_("Document no."),
    "remark": N_("Remarks"),
    "remarks": N_("Remarks"),
    "responsible": N_("Author"),
    "result": N_("Result"),
    "retention": N_("Retention"),
    "rows": N_("Rows of the report"),
    "scale-bar": N_("Scale bar"),
    "secrecy": N_("Secrecy"),
    "see": N_("See also"),
    "serials": N_("Piece nos."),
    "set": N_("Set"),
    "shooting_date": N_("Shooting date"),
    "size": N_("Data"),
    "source": N_("Source"),
    "studio": N_("Studio"),
    "summary": N_("Summary"),
    "tasks": N_("Tasks"),
    "title": N_("Title"),
    "uncounted": N_("Where nothing is counted"),
    "unrecognised": N_("Files that answer no material"),
    "waiting": N_("Waiting"),
    "year": N_("Year"),
}
"""In English, to be translated; also what may begin a new page."""
_OF_LABELS: Mapping[str, Mapping[str, str]] = {
    BOX_LABELS: {"number": N_("Box no."), "place": N_("Kept at")},
    DISC_LABELS: {"number": N_("Disc no."), "place": N_("Kept at")},
}
ALSO: Mapping[str, tuple[str, ...]] = {
    "number": ("盒号", "光盘号", "序号"),
    "serials": ("起止件号",),
    "count": ("件数",),
    "place": ("存放地点", "地点", "存放位置"),
    "qr": ("二维码",),
    "items": ("案卷", "目录"),
    "period": ("起止日期",),
    "day": ("日期", "形成日期"),
    "responsible": ("责任者",),
    "reference": ("文号",),
    "event_date": ("事件日期", "活动日期"),
}
"""What else people write."""


def field_word(name: str, kind: str = "") -> str:
    """Return what a field is called in English on a kind of paper; empty: there is none such."""
    return _OF_LABELS.get(kind, {}).get(name) or FIELD_WORDS.get(name, "")
