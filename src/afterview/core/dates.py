"""Dates in prose: the common written forms of a day, read whole or not at all.

A wrong date is worse than none: a phrase counts only where every word of it is understood, a day and month that could
be swapped (05/12/2026) are not read, and a weekday that contradicts its date makes the phrase unreadable. English and
German in full; the names of months and weekdays in French, Spanish, Italian and Dutch too.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

EARLIEST = timedelta(days=-400)
LATEST = timedelta(days=800)
"""A day further away from the anchor than this is a slip of the keyboard."""
_LONGEST = 80
"""Characters of a phrase; no date takes more."""


def _table(text: str) -> dict[str, int]:
    return {name: number for number, line in enumerate(text.strip().splitlines(), 1) for name in line.split()}


_MONTHS = _table("""
january jan januar janner janvier janv enero ene gennaio gen januari
february feb februar feber fevrier fevr febrero febbraio februari
march mar marz maerz mrz mars marzo maart mrt
april apr avril avr abril abr aprile
may mai mayo maggio mag mei
june jun juni juin junio giugno giu
july jul juli juillet juil julio luglio lug
august aug aout agosto ago augustus
september sep sept septembre septiembre settembre set
october oct oktober okt octobre octubre ottobre ott
november nov novembre noviembre
december dec dezember dez decembre diciembre dic dicembre
""")
_WEEKDAYS = _table("""
monday mon montag mo lundi lunes lunedi maandag
tuesday tue tues dienstag di mardi martes martedi dinsdag
wednesday wed weds mittwoch mi mercredi miercoles mercoledi woensdag
thursday thu thur thurs donnerstag do jeudi jueves giovedi donderdag
friday fri freitag fr vendredi viernes venerdi vrijdag
saturday sat samstag sonnabend sa samedi sabado sabato zaterdag
sunday sun sonntag so dimanche domingo domenica zondag
""")
_NUMBERS = _table("""
a an one ein eine einem einen einer
two zwei
three drei
four vier
five funf fuenf
six sechs
seven sieben
eight acht
nine neun
ten zehn
eleven elf
twelve zwolf zwoelf
""")

_MONTH = f"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_WEEKDAY = f"(?P<weekday>{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})"
_COUNT = f"(?P<count>[0-9]{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|ste|de|e)?"
_YEAR = r"(?P<year>[0-9]{4})"
_NEXT = "(?:next|nachsten|nachster|nachste|nachstes)"
_THIS = "(?:this|the|this coming|coming|the coming|diesen|dieser|diese|dieses|der|des|kommenden|kommender|kommende)"

_LEADING = re.compile(
    r"(?:no later than|not later than|latest|at the latest|by|on|until|till|around|about|approx|ca|circa|"
    r"spatestens|bis|zum|am|um den|den|le|el|il|op|the) "
)
_TRAILING = re.compile(
    r" (?:at the latest|latest|or so|eod|cob|end of day|end of business|spatestens|noon|midday|"
    r"(?:(?:at|um|by|@) ?)?(?:[0-9]{1,2}:[0-9]{2}(?: ?(?:am|pm|uhr|h))?|[0-9]{1,2} ?(?:am|pm|uhr|h)))$"
)

_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?P<mark>[-/.]?)(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})"
    r"(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_DOTTED = re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\.(?: ?(?P<year>[0-9]{4}|[0-9]{2}))?")
_SWAPPABLE = re.compile(
    r"(?P<one>[0-9]{1,2})(?P<mark>[-/])(?P<two>[0-9]{1,2})(?:(?P=mark)(?P<year>[0-9]{4}|[0-9]{2}))?"
)
_DAY_MONTH = re.compile(rf"{_DAY}(?: of| de| di| van)? ?{_MONTH}(?: de| del)?(?: {_YEAR})?")
_MONTH_DAY = re.compile(rf"{_MONTH} (?:the )?{_DAY}(?: {_YEAR})?")
_DAY_ALONE = re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)")
_WEEKDAY_ALONE = re.compile(rf"(?:{_THIS} )?{_WEEKDAY}")
_NEXT_WEEK = f"{_NEXT} (?:week|woche)"
_WEEKDAY_NEXT = re.compile(rf"{_NEXT} {_WEEKDAY}|{_NEXT_WEEK} (?:on |am )?{_WEEKDAY.replace('weekday', 'after')}")
_WEEKDAY_OF_NEXT = re.compile(rf"{_WEEKDAY} (?:of |in )?(?:the )?{_NEXT_WEEK}")
_IN = re.compile(
    rf"(?:(?:in|within|innerhalb von|binnen) )?{_COUNT} "
    r"(?P<unit>days?|tag|tage|tagen|weeks?|wochen?|months?|monat|monate|monaten)"
    r"(?: time| from now| from today| from the interview| after the interview| later| spater)?"
)
_END_OF = re.compile(
    rf"(?:(?:the )?end of|ende) (?P<which>{_NEXT} |{_THIS} )?(?P<what>week|woche|month|monat|monats|year|jahr|jahres)"
)
_END_OF_MONTH = re.compile(rf"(?:(?:the )?end of|ende) {_MONTH}(?: {_YEAR})?")
_WEEK = re.compile(rf"(?:(?P<next>{_NEXT})|this|diese|dieser) (?:week|woche)")
_WEEKDAY_FIRST = re.compile(rf"{_WEEKDAY} (?:the |den |le |el )?(?P<rest>(?=.{{0,20}}[0-9]).{{3,40}})")
_WEEKDAY_LAST = re.compile(rf"(?P<rest>(?=.{{0,20}}[0-9]).{{3,40}}) {_WEEKDAY}")

_SPOKEN = {
    "today": 0,
    "heute": 0,
    "tomorrow": 1,
    "morgen": 1,
    "day after tomorrow": 2,
    "ubermorgen": 2,
    "fortnight": 14,
    "a fortnight": 14,
    "in a fortnight": 14,
}


def read_date(text: str, day: date) -> date | None:
    """The date that `text` names, seen from `day`; None where it is not understood whole or too far from `day`.

    A date without a year is the next such date on or after `day`. "Friday" is the first one after `day`, "next
    Friday" the one of the following week (weeks begin on Monday); a named week ends on its Friday.
    """
    phrase = _plain(text)
    if not phrase or len(phrase) > _LONGEST:
        return None
    try:
        found = _read(phrase, day)
    except (ValueError, OverflowError):
        return None
    if found is None or not EARLIEST <= found - day <= LATEST:
        return None
    return found


def _plain(text: str) -> str:
    """Lower case without accents, commas and brackets, and without the words around a date."""
    folded = unicodedata.normalize("NFKD", text[: 4 * _LONGEST]).casefold()
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    phrase = " ".join(re.sub(r"[,;()!?\[\]'’\"]", " ", bare).split())
    while match := _LEADING.match(phrase):
        phrase = phrase[match.end() :]
    while match := _TRAILING.search(phrase):
        phrase = phrase[: match.start()]
    return phrase


def _read(phrase: str, day: date) -> date | None:
    spoken = _SPOKEN.get(phrase.rstrip("."))
    if spoken is not None:
        return day + timedelta(days=spoken)
    if match := _ISO.fullmatch(phrase):
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _DOTTED.fullmatch(phrase):
        return _dated(int(match["day"]), int(match["month"]), match["year"], day)
    if match := _SWAPPABLE.fullmatch(phrase):
        return _unswapped(int(match["one"]), int(match["two"]), match["year"], day)
    if match := _with_weekday(phrase):
        found = _read(match["rest"], day)
        named = _WEEKDAYS[match["weekday"]]
        return found if found is not None and found.isoweekday() == named else None
    return _worded(" ".join(re.sub(r"(?<=[a-z0-9])[-.]", " ", phrase).split()), day)


def _with_weekday(phrase: str) -> re.Match[str] | None:
    """A weekday beside a full date ("Fri, 4 Dec"), with its dot dropped ("Fr. 4.12.")."""
    undotted = re.sub(r"^([a-z]{2,10})\. ", r"\1 ", phrase)
    return _WEEKDAY_FIRST.fullmatch(undotted) or _WEEKDAY_LAST.fullmatch(phrase)


def _worded(phrase: str, day: date) -> date | None:
    if match := _DAY_MONTH.fullmatch(phrase) or _MONTH_DAY.fullmatch(phrase):
        return _dated(int(match["day"]), _MONTHS[match["month"]], match["year"], day)
    if match := _DAY_ALONE.fullmatch(phrase):
        return _next_day_of_month(int(match["day"]), day)
    if match := _WEEKDAY_NEXT.fullmatch(phrase):
        return _monday(day) + timedelta(days=6 + _WEEKDAYS[match["weekday"] or match["after"]])
    if match := _WEEKDAY_OF_NEXT.fullmatch(phrase):
        return _monday(day) + timedelta(days=6 + _WEEKDAYS[match["weekday"]])
    if match := _WEEKDAY_ALONE.fullmatch(phrase):
        return day + timedelta(days=(_WEEKDAYS[match["weekday"]] - day.isoweekday() - 1) % 7 + 1)
    if match := _IN.fullmatch(phrase):
        return _later(match["count"], match["unit"], day)
    return _end(phrase, day)


def _end(phrase: str, day: date) -> date | None:
    """The end of a named week, month or year."""
    if match := _END_OF_MONTH.fullmatch(phrase):
        month = _MONTHS[match["month"]]
        year = int(match["year"]) if match["year"] else day.year + (month < day.month)
        return _month_end(year, month)
    if match := _WEEK.fullmatch(phrase):
        return _friday(day, following=match["next"] is not None)
    if match := _END_OF.fullmatch(phrase):
        following = re.match(_NEXT, match["which"] or "") is not None
        match match["what"][0]:
            case "w":
                return _friday(day, following=following)
            case "m":
                month = day.month + following
                return _month_end(day.year + (month > 12), (month - 1) % 12 + 1)
            case _:
                return date(day.year + following, 12, 31)
    return None


def _dated(day_of_month: int, month: int, year: str | None, day: date) -> date | None:
    if year is not None:
        return date(int(year) if len(year) == 4 else 2000 + int(year), month, day_of_month)
    for candidate in range(day.year, day.year + 5):  # 29 February waits for its year
        if day_of_month <= monthrange(candidate, month)[1] and (found := date(candidate, month, day_of_month)) >= day:
            return found
    return None


def _unswapped(one: int, two: int, year: str | None, day: date) -> date | None:
    """05/12 is 5 December here and 12 May there: read only where just one order makes a date, or both the same."""
    if one > 12 >= two or one == two:
        return _dated(one, two, year, day)
    if two > 12 >= one:
        return _dated(two, one, year, day)
    return None


def _next_day_of_month(number: int, day: date) -> date | None:
    year, month = day.year, day.month
    for _ in range(3):  # of two months on end at least one has 31 days, February and January included
        if number <= monthrange(year, month)[1] and (found := date(year, month, number)) >= day:
            return found
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return None


def _later(count: str, unit: str, day: date) -> date:
    number = _NUMBERS[count] if count in _NUMBERS else int(count)
    match unit[0]:
        case "d" | "t":
            return day + timedelta(days=number)
        case "w":
            return day + timedelta(weeks=number)
        case _:
            months = day.month - 1 + number
            year, month = day.year + months // 12, months % 12 + 1
            return date(year, month, min(day.day, monthrange(year, month)[1]))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _friday(day: date, *, following: bool) -> date | None:
    """Of this week or the next; None where this week's is over."""
    friday = _monday(day) + timedelta(days=11 if following else 4)
    return friday if friday >= day else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
