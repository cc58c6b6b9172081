from __future__ import annotations

import json
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.owner import MOST, Owner

WORDS = st.text(st.characters(categories=["L", "N"]), max_size=80)


@given(
    st.builds(
        Owner,
        verb=WORDS,
        host=WORDS,
        pid=st.integers(0, 2**32),
        since=st.none() | st.datetimes(timezones=st.none() | st.just(UTC)),
    )
)
def test_what_is_written_is_read_back(owner: Owner) -> None:
    assert Owner.parse(owner.words()) == owner


@given(st.binary(max_size=200) | st.recursive(st.none() | st.integers() | st.text(), st.lists))
def test_whatever_a_lock_file_holds_an_owner_comes_out(found: object) -> None:
    words = found if isinstance(found, bytes) else json.dumps(found).encode()
    assert Owner.parse(words) == Owner()


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b'{"verb": "watch", "host": "pc", "pid": 1', id="torn"),
        pytest.param(b'{"verb": 1, "host": "pc", "pid": 1, "since": ""}', id="no-text"),
        pytest.param(b'{"verb": "v", "host": "pc", "pid": 1e999, "since": ""}', id="endless"),
        pytest.param(b'{"verb": "v", "host": "pc", "pid": 1, "since": "soon"}', id="no-time"),
        pytest.param(b"[" * MOST, id="deep"),
        pytest.param(b" " * MOST + b"{}", id="long"),
        pytest.param(b"\xff\xfe", id="no-text-at-all"),
    ],
)
def test_words_that_make_no_sense_name_nobody(words: bytes) -> None:
    assert Owner.parse(words) == Owner()


def test_words_cannot_steer_a_terminal() -> None:
    owner = Owner(verb="wa\x1b[2Jtch\n", host="a" * 500, pid=1)
    assert Owner.parse(owner.words()) == Owner(verb="wa[2Jtch", host="a" * 80, pid=1)
