"""The line of each key of a TOML document."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from afterview.config.lines import Place, line_of, places


def test_the_line_of_every_key_is_found_whatever_stands_between() -> None:
    text = '''# account = 1
me = [ # [[account]]
  "a", "b = # ]", # x = 1
]
"quoted key" = """
[[account]]
name = 1
"quotes" """"
literal = \'\'\'
[x]\'\'\'
inline = { a = "}", b = [
 1 ] }
[[account]]
name = "x\\"= #"
[account.sub] # = [
"deep.key".er = 'c:\\'
[[account]]

  name = 'y'
[[account.list]]
z = 1
'''
    assert tomllib.loads(text)
    assert places(text) == {
        ("me",): 2,
        ("quoted key",): 5,
        ("literal",): 9,
        ("inline",): 11,
        ("account", 0): 13,
        ("account", 0, "name"): 14,
        ("account", 0, "sub"): 15,
        ("account", 0, "sub", "deep.key", "er"): 16,
        ("account", 1): 17,
        ("account", 1, "name"): 19,
        ("account", 1, "list", 0): 20,
        ("account", 1, "list", 0, "z"): 21,
    }


def test_what_is_no_toml_comes_to_an_end() -> None:
    assert places('a b = 1\nc = "x') == {("a b",): 1, ("c",): 2}


def test_a_place_without_a_line_of_its_own_has_that_of_what_is_around_it() -> None:
    found: dict[Place, int] = {("account", 0): 3, ("account", 0, "name"): 4}
    assert line_of(("account", 0, "name", 2), found) == 4
    assert line_of(("account", 0, "url"), found) == 3
    assert line_of(("me",), found) is None


_values = st.one_of(
    st.integers().map(str),
    st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="'"), max_size=20).map("'{}'".format),
    st.text(st.sampled_from("ab=[]#\n' \""), max_size=20).map(lambda text: '"""\n' + text.replace('"', '\\"') + '"""'),
    st.lists(st.sampled_from(["1", "'#]'", '"[\'"', "[ # [\n]", "{ a = ']' }"])).map(
        lambda items: "[" + ", # x = [\n".join(items) + "\n]"
    ),
)


@given(st.lists(st.tuples(st.sampled_from(["", "\n", "# [[x]] = '\n"]), st.booleans(), _values), max_size=12))
def test_lines_are_found_in_any_document(parts: list[tuple[str, bool, str]]) -> None:
    text = ""
    expected: dict[Place, int] = {}
    table = -1
    for number, (before, opens, value) in enumerate(parts):
        text += before
        if opens:
            table += 1
            expected["t", table] = text.count("\n") + 1
            text += "[[t]]\n"
        place: Place = ("t", table, f"k{number}") if table >= 0 else (f"k{number}",)
        expected[place] = text.count("\n") + 1
        text += f"k{number} = {value}\n"
    tomllib.loads(text)
    assert places(text) == expected
