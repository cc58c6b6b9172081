"""One round of the watch: what is there, what has settled, what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archivist.actions.arriving import Arriving, Ripe
from archivist.actions.inbox import Inbox
from archivist.actions.intake_faults import Faults, isolated
from archivist.actions.judging import Judge, outcome_of, undecided_folders, unsettled
