"""What must hold: one function a code, each a pure function of a dossier.

The list is written out, in the order of the codes, so that a search for a code finds everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.checks import (
    access,
    agreement,
    copies,
    dates,
    descriptions,
    elements,
    keeping,
    naming,
    paper,
    portability,
    proposals,
    soundness,
    tree,
)

if TYPE_CHECKING:
    from archivist.model.finding import Check

__all__ = ["CHECKS", "by_code"]

CHECKS: tuple[Check, ...] = (
    elements.cause_missing,  # ELE101
    elements.event_date_missing,  # ELE102
    elements.shooting_date_missing,  # ELE103
    elements.place_missing,  # ELE104
    elements.people_not_stated,  # ELE105
    elements.source_missing,  # ELE106
    dates.date_in_other_form,  # ELE107
    descriptions.sidecar_against_image,  # ELE108
    dates.date_of_no_real_day,  # ELE109
    dates.date_in_future,  # ELE110
    elements.person_without_position,  # ELE111
    descriptions.sidecar_without_file,  # ELE112
    descriptions.sidecar_damaged,  # ELE113
    descriptions.item_file_damaged,  # ELE114
    descriptions.described_file_absent,  # ELE115
    descriptions.material_unknown,  # ELE116
    dates.item_dates_differ,  # ELE117
    descriptions.item_file_misnamed,  # ELE118
    proposals.proposal_unconfirmed,  # ELE119
    soundness.image_undecodable,  # FMT101
    soundness.ending_against_content,  # FMT102
    soundness.document_encrypted,  # FMT103
    soundness.document_broken,  # FMT104
    soundness.file_empty,  # FMT105
    soundness.exact_duplicate,  # FMT106
    access.image_oversized,  # FMT107
    access.file_unreadable,  # FMT108
    access.reading_given_up,  # FMT109
    access.link_not_followed,  # FMT110
    access.folder_unreadable,  # FMT111
    copies.edited_copy,  # FMT112
    copies.made_smaller,  # FMT113
    access.text_unread,  # FMT114
    keeping.backup_due,  # KEP101
    keeping.restore_test_due,  # KEP102
    keeping.verification_due,  # KEP103
    naming.image_without_code,  # NAM101
    naming.class_not_declared,  # NAM102
    naming.code_of_no_real_day,  # NAM103
    naming.code_in_future,  # NAM104
    naming.code_used_twice,  # NAM105
    naming.gap_in_numbers,  # NAM106
    agreement.code_against_event_date,  # NAM107
    agreement.code_against_shooting_date,  # NAM108
    portability.name_not_portable,  # NAM109
    tree.file_at_wrong_level,  # NAM110
    tree.folder_in_item,  # NAM111
    tree.folder_no_studio,  # NAM112
    tree.folder_no_category,  # NAM113
    tree.item_of_no_real_day,  # NAM114
    tree.item_without_date,  # NAM115
    portability.names_alike,  # NAM116
    portability.name_decomposed,  # NAM117
    tree.studio_without_folder,  # NAM118
    paper.paper_not_stated,  # PAP101
    paper.box_mixed,  # PAP102
    paper.paper_contradicts,  # PAP103
    paper.register_illegible,  # PAP104
    paper.piece_number_twice,  # PAP105
)
_BY_CODE = {check.code: check for check in CHECKS}


def by_code(code: str) -> Check | None:
    """Return the check of that code, in capitals or not, or None."""
    return _BY_CODE.get(code.strip().upper())
