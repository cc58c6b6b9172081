"""What fields of layouts are called."""

from __future__ import annotations

from archivist.model.field_words import ALSO, FIELD_WORDS, field_word
from archivist.model.page_forms import BOX_LABELS, FORMS


def test_every_field_has_a_word_and_no_other_name_has_one() -> None:
    fields = {field for form in FORMS.values() for field in form.fields}
    assert set(FIELD_WORDS) == fields
    assert set(ALSO) <= fields


def test_a_number_is_called_as_what_it_numbers() -> None:
    assert field_word("number", BOX_LABELS) == "Box no."
    assert field_word("number") == "No."
    assert field_word("nothing") == ""
