"""How reminders look, checked: alarm, colour, categories, visibility."""

from __future__ import annotations

from datetime import timedelta
from difflib import get_close_matches
from typing import Final, Literal

from afterview.config.wrong import EXAMPLES, Wrong, bad, is_plain, shown
from afterview.core.held import Look
from afterview.core.lexicon import word_set

ALARM_LIMIT: Final = timedelta(days=7)
MOST_CATEGORIES: Final = 5
LONGEST_CATEGORY: Final = 40
COLORS: Final = word_set(
    """aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
    cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray
    darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
    firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
    lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
    mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred
    midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple red
    rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray
    slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
    yellowgreen"""
)
"""The names that a calendar may use (CSS Color Module Level 3, section 4.3; RFC 7986 section 5.9)."""


def look(
    alarm: int | Literal["none"], color: str | None, categories: tuple[str, ...], *, private: bool, free: bool
) -> Look:
    """The look that these settings come to. Raises Wrong."""
    return Look(
        alarm=_alarm(alarm), color=_color(color), categories=_categories(categories), private=private, free=free
    )


def _alarm(setting: int | Literal["none"]) -> timedelta | None:
    if setting == "none":
        return None
    if not 0 <= setting <= ALARM_LIMIT // timedelta(minutes=1):
        raise bad(("alarm",), setting, 'write minutes from 0 to 10080 (a week), or "none"')
    return timedelta(minutes=setting)


def _color(name: str | None) -> str | None:
    if name is None:
        return None
    plain = "".join(name[:60].casefold().split())
    if plain not in COLORS:
        close = get_close_matches(plain, sorted(COLORS), n=1)
        fix = f"did you mean {close[0]!r}?" if close else "write a colour of the web by its name, such as steelblue"
        raise Wrong(("color",), f"`color` is {shown(name)}, and there is no colour of that name", fix)
    return plain


def _categories(words: tuple[str, ...]) -> tuple[str, ...]:
    if len(words) > MOST_CATEGORIES:
        raise bad(("categories",), f"a list of {len(words)}", f"keep it to {MOST_CATEGORIES}")
    for number, word in enumerate(words):
        if not is_plain(word) or len(word) > LONGEST_CATEGORY or set(word) & set(",;\\<>&"):
            fix = f"write for example `categories = {EXAMPLES['categories']}`"
            raise bad(("categories", number), word, fix)
    return tuple(dict.fromkeys(" ".join(word.split()) for word in words))
