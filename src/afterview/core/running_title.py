"""Running title: the stretches of a title in Chinese, Japanese or Korean, where few spaces and no capitals part words.

What no word for a meeting covers is cut at punctuation, at spaces and behind a polite form of address. Each stretch is
then told by its end, as these languages name things there: a job title ends in what somebody does, a company in what
it is, a person in "san" or "nim". What remains unknown may be a company; so may a place, unless the tables have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from afterview.core import lexicon
from afterview.core.scene import Scene, is_given_name
from afterview.core.stage import STAGES

Kind: TypeAlias = Literal["role", "person", "own", "name"]

_COVERED = frozenset(
    {"interview", "job", "round", "yours", "internal", "hiring", "agency", "chore", "offer", "prep", "cancelled"}
    | set(STAGES)
)
"""Sections whose words are no part of a name."""
_FIELDS = frozenset({"role", "department", "senior", "executive", "junior", "intern"})
"""Sections that job titles are made of."""
_EAST = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々ー"
_CUT = re.compile(
    r"[|:;()\[\]{}<>\"“”«»【】「」『』〔〕《》〈〉（）—–•、，,！!?？~～/\n＿→⇒←+＋=※★☆●■◆▶#@＠×✕✖]+"
    rf"|(?<=[{_EAST}])[-_・·]\s?(?=[A-Z])|(?<=[{_EAST}])[-_](?=[{_EAST}|\d])|(?<=\w)[-_](?=[{_EAST}])"
    r"|\s[-_xX·・&]\s|^\s*[-_]|[-_]\s*$|\.\s|。"
)
_FORMS = (
    "株式会社", "有限会社", "合同会社", "合資会社", "股份有限公司", "有限责任公司", "有限公司", "주식회사", "유한회사",
)  # fmt: skip
_SHORT_FORM = re.compile(r"\s?\((株|有|合|주|유)\)\s?")
_SPELLED = {"株": "株式会社", "有": "有限会社", "合": "合同会社"}
_KOREAN_FORM = re.compile(r"(?:주식회사|유한회사)\s?|\s?(?:주식회사|유한회사)")
_FAMILY_ZH = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂"
    "苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍段"
    "雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞樊兰殷施陶洪翟安颜倪严牛温溫芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅庄辛管祝"
    "左涂谷祁时耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房"
)
_FAMILY_KO = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마"
)
_CALLED = re.compile(
    r"(?P<name>[^\s|]{1,12}?)\s?(?P<title>様|さま|さん|氏|殿|先生|小姐|女士|老师|老師|同学|同學|님|씨|군|양)(?=$|[\s|とへにの와과])"
)
_CLOCK = re.compile(r"[AP]M|[:：]?\d+[時时點点分年월일시분月日号號樓楼层層階F명人次차]*", re.IGNORECASE)
_PARTICLES = re.compile(
    r"^(?:の|第.次?|去|到|在|和|与|與|及|跟)(?=.{2})|(?<=.{2})(?:にて|での|との|より|から|で|の|と|は|に|へ|御中|에서|와의|과의|의|岗|崗|的)$"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a title and what it seems to be."""

    text: str
    kind: Kind
    is_sure: bool
    """It ends, or begins, as only such names do."""


def stretches(scene: Scene, plain: str) -> tuple[Stretch, ...]:
    """The stretches of the title `plain`, which has numbers and times blanked out; the likeliest names first."""
    found = [s for text, called in _parts(scene, plain) for s in _told(scene, text, called=called)]
    named = [s for s in found if s.kind == "name"]
    if len(named) > 1 or (named and scene.seats):
        others = [s for n, s in enumerate(named) if not _is_person(s.text, first=n == 0)]
        found = [replace(s, kind="person") if s.kind == "name" and s not in others else s for s in found]
    elif not named and not scene.outsiders:
        found = [part for s in found for part in _parted(s)]
    if not _speaks_plainly(scene):
        found = [s for s in found if s.kind != "name" or s.is_sure]
    return tuple(sorted(found, key=lambda s: (s.kind != "name", not s.is_sure)))


def _speaks_plainly(scene: Scene) -> bool:
    """Hiring is spoken of: an unknown word is then likelier a company than a thing one has "at last"."""
    return (
        any(not m.phrase.weak and m.section in _COVERED for m in scene.title.matches)
        or bool(scene.body.having("interview", "job", "yours", "context", *STAGES))
        or any(s.side in ("recruiting", "company") for s in scene.seats)
    )


def _parts(scene: Scene, plain: str) -> Iterator[tuple[str, bool]]:
    """The title cut up, and whether a form of address stood behind."""
    chars = list(plain)
    for match in scene.title.matches:
        if match.section in _COVERED or match.phrase.anywhere:
            chars[match.start : match.end] = "|" * (match.end - match.start)
    text = _SHORT_FORM.sub(lambda m: _SPELLED.get(m[1], " "), "".join(chars))
    for piece in _CUT.split(text):
        start = 0
        for called in _CALLED.finditer(piece):
            yield from ((part, False) for part in _words(piece[start : called.start()]))
            yield called["name"], True
            start = called.end()
        yield from ((part, False) for part in _words(piece[start:]))


def _words(text: str) -> Iterator[str]:
    """The words between spaces, those together that belong together: Latin words, a legal form, the "LG" of a name."""
    kept: list[str] = []
    for word in text.split():
        if kept and _belongs(kept[-1], word):
            kept[-1] = f"{kept[-1]} {word}"
        else:
            kept.append(word)
    yield from kept


def _belongs(before: str, word: str) -> bool:
    last = before.rsplit(maxsplit=1)[-1]
    if last in _FORMS or word in _FORMS:
        return True
    if _kind_of(last) == "noise" or _kind_of(word) == "noise":
        return False
    latin = last.isascii(), word.isascii()
    if all(latin):
        return (_kind_of(last) in ("role", "field")) == (_kind_of(word) in ("role", "field"))
    if latin[0] and _kind_of(last) == "other":
        return last.isupper() and len(last) <= 3 and _kind_of(word) in ("other", "company")
    return _kind_of(last) in ("role", "field") and _kind_of(word) == "role"


def _told(scene: Scene, text: str, *, called: bool) -> Iterator[Stretch]:
    body = _stripped(text)
    words = lexicon.tokens(body)
    if not body or not words or (len(body) < 2 and not called) or _CLOCK.fullmatch(body):
        return
    if _is_own(scene, body):
        yield Stretch(body, "own", is_sure=True)
    elif called or _is_seated(scene, body) or (is_given_name(words[0].fold) and len(words) <= _PARTS_OF_NAME):
        yield Stretch(body, "person", is_sure=True)
    else:
        match _kind_of(body):
            case "noise" | "field":
                return
            case "role":
                yield from _role(body)
            case kind:
                yield Stretch(_KOREAN_FORM.sub("", body).strip() or body, "name", is_sure=kind == "company")


_PARTS_OF_NAME = 3


def _role(text: str) -> Iterator[Stretch]:
    """A job title, and the company that stands before it without a space."""
    covered = [False] * len(text)
    for match in _matches(text):
        if match.section in _FIELDS:
            covered[match.start : match.end] = [True] * (match.end - match.start)
    begin = len(text)
    while begin and (covered[begin - 1] or text[begin - 1] == " "):
        begin -= 1
    name = text[:begin].strip()
    if name and _kind_of(name) == "company":
        yield Stretch(name, "name", is_sure=True)
        yield Stretch(text[begin:].strip(), "role", is_sure=True)
    else:
        yield Stretch(text, "role", is_sure=True)


def _parted(stretch: Stretch) -> Iterator[Stretch]:
    """A job title that the likely name of a company is written together with, in two: "腾讯后端开发"."""
    known = [
        m.start for m in _matches(stretch.text) if m.section in _FIELDS and m.start >= 2 and m.end <= len(stretch.text)
    ]
    begin = min(known, default=0)
    if (
        stretch.kind != "role"
        or not 2 <= begin <= _SHORT_NAME
        or any(m.section in _FIELDS and m.start < begin for m in _matches(stretch.text))
    ):
        yield stretch
    else:
        yield Stretch(stretch.text[:begin].strip(), "name", is_sure=False)
        yield Stretch(stretch.text[begin:].strip(), "role", is_sure=True)


_SHORT_NAME = 4


def _stripped(text: str) -> str:
    """Without the small words around a name, those that name no company, and what follows a number."""
    text = text.strip(" -_.,·・'’")
    for _ in range(_LAYERS):
        text = _PARTICLES.sub("", text).strip(" -_.,·・")
        ends = [m for m in _matches(text) if m.section == "noise" and m.end == len(text) > m.start + 1]
        ends = [m for m in ends if not _WITHIN.fullmatch(text[max(m.start - 1, 0) : m.start + 1])]
        if ends and min(m.start for m in ends) >= 2 and not _has_form(text) and _kind_of(text) != "company":
            text = text[: min(m.start for m in ends)].strip(" -_.,·・")
    return text


_LAYERS = 4
"""Small words that stand one behind the other at most."""
_WITHIN = re.compile("[\u30a0-\u30ff]{2}|[A-Za-z]{2}")
"""Two letters of one word."""


@lru_cache(maxsize=1024)
def _matches(text: str) -> tuple[lexicon.Match, ...]:
    return lexicon.find(text, lexicon.tokens(text))


def _kind_of(text: str) -> Literal["noise", "role", "field", "company", "other"]:
    """What a word is, by its end."""
    if _has_form(text):
        return "company"
    matches = _matches(text)
    whole = [m for m in matches if m.start == 0 and m.end == len(text)]
    if any(m.section in ("noise", "place", "person") for m in whole):
        return "noise"
    at_end = [m for m in matches if m.end == len(text)]
    tail = max((m.end - m.start for m in at_end if m.section == "trade"), default=0)
    role = max((m.end - m.start for m in at_end if m.section == "role"), default=0)
    if tail and tail >= role and tail < len(text):
        return "company"
    if role:
        return "role"
    covered = sum(m.end - m.start for m in matches if m.section in ("noise", "place"))
    if whole and any(m.section in _FIELDS for m in whole):
        return "field"
    return "noise" if covered >= len(text.replace(" ", "")) else "other"


def _has_form(text: str) -> bool:
    return any(form in text for form in _FORMS)


def _is_own(scene: Scene, text: str) -> bool:
    """Nothing but the candidate's own name."""
    rest = lexicon.folded(text)
    for name in sorted(scene.own_names, key=len, reverse=True):
        rest = rest.replace(name, " ")
    return not rest.strip()


def _is_seated(scene: Scene, text: str) -> bool:
    """The name of somebody who takes part, or a part of it."""
    folds = {t.fold for t in lexicon.tokens(text)}
    for seat in scene.seats:
        name = seat.attendee.name[:100]
        if seat.is_person and name:
            parts = {t.fold for t in lexicon.tokens(name)}
            if folds <= parts or lexicon.folded(text) == "".join(lexicon.folded(name).split()):
                return _kind_of(text) != "company"
    return False


def _is_person(text: str, *, first: bool = False) -> bool:
    """It is as long as a Chinese or Korean name, and begins with a family name; many a Korean company does too."""
    family = text[0] in _FAMILY_ZH or (text[0] in _FAMILY_KO and not first)
    return len(text) == _LETTERS_OF_NAME and family and _kind_of(text) == "other"


_LETTERS_OF_NAME = 3


def companies(text: str) -> tuple[str, ...]:
    """Companies that running text names: with a legal form, behind words that lead in one, before words that follow."""
    found = []
    for number, pattern in enumerate(_naming()):
        for match in pattern.finditer(text):
            name = _INTRO.sub("", _stripped(_INTRO.sub("", next(g for g in match.groups() if g))))
            if (
                2 <= len(name) <= _LONGEST
                and _kind_of(name) in ("company", "other")
                and not (number and _is_person(name))
            ):
                found.append(_KOREAN_FORM.sub("", name).strip() or name)
    return tuple(dict.fromkeys(found))[:_MOST]


_LONGEST = 30
_MOST = 20
_RUN = rf"[{_EAST}A-Za-z0-9&.-]"
_INTRO = re.compile(
    r"^(?:我是|我们是|我們是|这里是|這裡是|这边是|這邊是|来自|來自|欢迎|感谢|您好|你好|こちらは|この度|お世話になっております|안녕하세요)+"
)


@cache
def _naming() -> tuple[re.Pattern[str], ...]:
    leads, tails = (
        "|".join(re.escape(entry) for entry in lexicon.spoken(section) if lexicon.is_east_asian(entry))
        for section in ("company lead", "company tail")
    )
    return (
        re.compile(
            rf"((?:株式会社|有限会社|合同会社)\s?{_RUN}{{2,20}}?)(?=[のはがをにへでと、。，,\s「」『』()/:]|採用|人事|様|$)"
            rf"|({_RUN}{{2,20}}(?:株式会社|股份有限公司|有限责任公司|有限公司))"
            rf"|(?:주식회사|\(주\))\s?({_RUN}{{2,20}})|({_RUN}{{2,20}})(?:\s주식회사|\(주\))"
        ),
        re.compile(rf"(?:{leads})\s?[:：]?\s?[「『【\[(]?({_RUN}{{2,20}})"),
        re.compile(rf"({_RUN}{{2,20}}?)[」』】\])]?の?\s?(?:{tails})"),
    )


def roles(text: str) -> tuple[str, ...]:
    """Job titles that running text names: behind a label, within brackets, or as a word of a short note.

    Those within brackets come first where a word for a position follows.
    """
    labelled = [match["role"].strip() for match in _labelled().finditer(text)]
    bracketed = sorted(
        ((match["tail"] is None, match["role"].strip()) for match in _bracketed().finditer(text)), key=lambda f: f[0]
    )
    noted = [
        w
        for line in text.splitlines()[:_MOST]
        if len(line) <= _NOTE and "。" not in line
        for part in _CUT.split(line)
        for w in _words(part)
    ]
    found = (*labelled, *(role for _, role in bracketed), *noted)
    return tuple(dict.fromkeys(r for r in found if _kind_of(_BRACKETS.sub("", r).strip()) == "role"))


_NOTE = 40
"""Letters of a line that is no sentence."""


@cache
def _labelled() -> re.Pattern[str]:
    labels = "|".join(re.escape(entry) for entry in lexicon.spoken("role label") if lexicon.is_east_asian(entry))
    return re.compile(
        rf"(?:{labels})\s?[:：]\s?(?P<role>[^\n。、；;]{{2,40}}?)(?=\s{{2}}|\s\S{{1,6}}[:：]|[\n。、；;]|$)"
    )


_BRACKETS = re.compile(r"\([^()]{0,40}\)")


@cache
def _bracketed() -> re.Pattern[str]:
    tails = "|".join(re.escape(entry) for entry in lexicon.spoken("role tail") if lexicon.is_east_asian(entry))
    return re.compile(
        r"[「『【\[“\"‘《(](?P<role>[^「」『』【】\[\]“”\"’《》\n]{2,40})[」』】\]”\"’》)]\s?(?P<tail>の?"
        f"(?:{tails}))?"
    )
