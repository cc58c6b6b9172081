"""The four-property report as JSON values. The schema's number rises when a reader would break."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archivist.formats.property_wording import property_name, row_name, row_rests
from archivist.model.finding import Property
from archivist.model.four_properties import FourProperties, Result

SCHEMA = "archivist/four-properties/1"


def four_properties_json(report: FourProperties) -> Mapping[str, Any]:
    """Return the report as JSON values; identifiers are English, texts in the language spoken."""
    return {
        "schema": SCHEMA,
        "archive": report.archive,
        "when": report.when.isoformat(timespec="seconds"),
        "as_of": report.as_of.isoformat(),
        "scope": report.scope,
        "paths": list(report.paths),
        "passed": report.passed,
        "files": report.files,
        "bytes": report.size,
        "sealed": report.sealed,
        "records": report.records,
        "anchor": {"line": report.anchor.line, "sha256": report.anchor.sha256},
        "properties": [
            {
                "property": guarded.value,
                "name": property_name(guarded),
                "verdict": report.verdict(guarded).value,
                "rows": [_row(result) for result in report.of(guarded)],
            }
            for guarded in Property
        ],
    }


def _row(result: Result) -> Mapping[str, Any]:
    return {
        "id": result.row.id,
        "name": row_name(result.row),
        "rests": row_rests(result.row),
        "source": result.row.source,
        "codes": list(result.row.codes),
        "result": result.outcome.value,
        "count": result.count,
        "told": result.told,
        "found": [
            {
                "path": fault.path,
                "code": fault.code,
                "severity": fault.severity.value,
                "text": fault.text,
            }
            for fault in result.faults
        ],
    }
