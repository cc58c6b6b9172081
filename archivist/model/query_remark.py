"""What a query did not say clearly, and how it was taken: values; `formats` words them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RemarkKind(StrEnum):
    """What is remarked on."""

    FIELD = "field"
    """Nearly a field's name; searched literally."""
    NO_FIELD = "no-field"
    """Looks like a field and names none; searched literally."""
    KIND = "kind"
    """No kind of record; searched as a word."""
    DAY = "day"
    """No day, month, year or range; searched as a word."""
    SIZE = "size"
    """No size; searched as a word."""
    CHECKSUM = "checksum"
    """No whole SHA-256; searched as a word."""
    REVERSED = "reversed"
    """A range that ends before it begins; turned round."""
    STAR = "star"
    """A star elsewhere than at the end; its pieces are searched."""
    OPEN_QUOTE = "open-quote"
    """A quotation mark without its end; taken to the next field or the end."""
    STRAY_QUOTE = "stray-quote"
    """A quotation mark that only ends; ignored."""
    EMPTY_QUOTE = "empty-quote"
    """Nothing between quotation marks; ignored."""
    EMPTY_FIELD = "empty-field"
    """A field without a value; ignored."""
    EMPTY_BRACKETS = "empty-brackets"
    OPERATOR = "operator"
    """An operator where nothing can be joined; ignored."""
    SMALL = "small"
    """``and``, ``or``, ``not`` between two words; searched as a word."""
    BRACKET = "bracket"
    """A bracket without its other half; ignored."""
    SIGNS = "signs"
    """A word without a letter or a digit; ignored."""
    LITERAL = "literal"
    """Nothing was left to be searched; the whole is searched as it stands."""
    TOO_DEEP = "too-deep"
    """Brackets in brackets beyond the limit; these are ignored."""
    TOO_LONG = "too-long"
    """Cut at the limit of characters."""
    TOO_MANY = "too-many"
    """Cut at the limit of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing that the person who asked should know."""

    kind: RemarkKind
    text: str = ""
    """The words of the query that are meant, as they were typed; a limit for what was cut."""
    suggestion: str = ""
    """What was probably meant, or how it was taken."""
