"""Names and the labels of domains that stand for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core import likeness


@pytest.mark.parametrize(
    ("name", "label", "points"),
    [
        ("Quillbark", "quillbark", likeness.SAME),
        ("Quillbark GmbH", "quillbark", likeness.SAME),
        ("The Quill", "quill", likeness.SAME),
        ("Zählwerk Energie", "zaehlwerk-energie", likeness.SAME),
        ("Полынья Дата", "polynya-data", likeness.SAME),
        ("Harbor Family Services", "harborfs", likeness.SAME),
        ("Quillbark Foods", "quillbark", likeness.LONGER),
        ("Quillbark", "quillbark-foods", likeness.PARTLY),
        ("Bouw Quillman", "quillmangroep", likeness.PARTLY),
        ("Quillbark", "harbor", 0.0),
        ("Harbor Family Services", "hfs", 0.0),
        ("Q", "q", 0.0),
    ],
)
def test_a_label_vouches_for_the_name_it_stands_for(name: str, label: str, points: float) -> None:
    assert likeness.vouched(name, (label,)) == points


@given(st.text(max_size=200), st.text(max_size=80))
def test_any_text_is_compared(name: str, label: str) -> None:
    assert likeness.vouched(name, (label,)) in (0.0, likeness.PARTLY, likeness.LONGER, likeness.SAME)


@pytest.mark.parametrize(
    ("name", "others", "twice"),
    [
        ("quillbark", {"quillbark"}, True),
        ("quillbark", {"quillbarkfoods"}, True),
        ("qu", {"qu"}, False),
        ("ab", set(), False),
    ],
)
def test_a_name_is_told_twice_where_another_source_has_it(name: str, others: set[str], twice: bool) -> None:
    assert likeness.is_told_twice(name, others) is twice
