from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.days import compact
from archivist.model.item import ItemName

DAY = date(2022, 1, 25)


@pytest.mark.parametrize(
    ("folder", "day_text", "day", "title"),
    [
        pytest.param("20220125 测流仪器理论授课", "20220125", DAY, "测流仪器理论授课", id="usual"),
        pytest.param("20220125测流仪器", "20220125", DAY, "测流仪器", id="no-space"),
        pytest.param("20220125_测流仪器", "20220125", DAY, "测流仪器", id="underscore"),
        pytest.param("20220125 - 测流仪器", "20220125", DAY, "测流仪器", id="dash"),
        pytest.param("20220125 3号机", "20220125", DAY, "3号机", id="title-begins-with-a-digit"),
        pytest.param("20220125", "20220125", DAY, "", id="date-alone"),
        pytest.param("20220125 甲\n乙", "20220125", DAY, "甲\n乙", id="newline"),
        pytest.param("20220230 授课", "20220230", None, "授课", id="no-real-day"),
        pytest.param("授课", "", None, "授课", id="no-date"),
        pytest.param("授课 20220125", "", None, "授课 20220125", id="date-behind"),
        pytest.param("202201251 授课", "", None, "202201251 授课", id="nine-digits"),
        pytest.param("2022 授课", "", None, "2022 授课", id="year"),
        pytest.param("٢٠٢٢٠١٢٥ 授课", "", None, "٢٠٢٢٠١٢٥ 授课", id="arabic-indic-digits"),
        pytest.param("", "", None, "", id="empty"),
    ],
)
def test_a_folder_is_a_date_and_a_title(
    folder: str, day_text: str, day: date | None, title: str
) -> None:
    assert ItemName.parse(folder) == ItemName(day_text=day_text, day=day, title=title)


@given(st.dates(), st.text("测流仪器ab1 ", max_size=10).map(str.strip))
def test_date_and_title_are_found_again(day: date, title: str) -> None:
    name = ItemName.parse(f"{compact(day)} {title}")
    assert (name.day, name.title) == (day, title)


@given(st.text())
def test_nothing_of_a_name_is_lost_but_what_separates(folder: str) -> None:
    name = ItemName.parse(folder)
    assert folder.startswith(name.day_text)
    assert name.title in folder
