"""Position: the role that an event is about, and its level."""

from __future__ import annotations

import re

from afterview.core import lexicon
from afterview.core.lexicon import Token, word_set
from afterview.core.plaintext import ROLE_LENGTH
from afterview.core.scene import Scene, Text
from afterview.core.title import AT, CUT, GENDER, MEETING, REQUISITION, marked, running_pieces

_INSIDE_ROLE = word_set(
    "of de du des d di del della do da dos das fur for i og och und and et y e z s po по с з van voor the to"
)


def in_title(scene: Scene) -> str | None:
    plain = marked(scene.title.text)
    if lexicon.is_east_asian(plain):
        return next((p.text for p in running_pieces(scene, plain) if p.is_role), None)
    return _role_in(scene.title, plain, scene)


def _role_in(text: Text, plain: str, scene: Scene, start: int = 0, end: int = 10**9) -> str | None:
    """The longest run of words around a word of job titles that punctuation and words for meetings leave together."""
    meetings = [m for m in text.matches if m.section in MEETING and (not m.phrase.weak or m.phrase.is_long)]
    heads = [
        m
        for m in text.matches
        if m.section == "role"
        and start <= m.start
        and m.end <= end
        and not any(o.start <= m.start and m.end <= o.end for o in meetings)
    ]
    if not heads:
        return None
    words = [w for w in text.words if start <= w.start and w.end <= end]
    strong = [m for m in text.matches if (m.section in MEETING and not m.phrase.weak) or m.section == "interview"]
    runs: list[str] = []
    head_at = {i for i, w in enumerate(words) if any(m.start <= w.start and w.end <= m.end for m in heads)}
    for at in sorted(head_at):
        left = right = at
        while left > 0 and _joins(plain, words, left - 1, left, strong, scene, forward=False):
            left -= 1
        while right + 1 < len(words) and _joins(plain, words, right + 1, right, strong, scene, forward=True):
            right += 1
        while left < at and words[left].fold in _INSIDE_ROLE:
            left += 1
        while right > at and words[right].fold in _INSIDE_ROLE:
            right -= 1
        if right - left < 8:
            runs.append(plain[words[left].start : words[right].end])
    return max(runs, key=lambda r: (len(r.split()) > 1, -runs.index(r)), default=None)


def _joins(
    plain: str, words: list[Token], new: int, old: int, strong: list[lexicon.Match], scene: Scene, *, forward: bool
) -> bool:
    """The word `new` belongs to the same job title as its neighbour `old`."""
    word, low = words[new], min(new, old)
    gap = plain[words[low].end : words[low + 1].start]
    if (
        (CUT.search(gap) and gap.strip() not in ("/", "&"))
        or len(gap) > 4
        or ("." in gap and gap != "." and words[low].fold not in _SHORTENED)
        or not plain[word.start : word.end].strip(" |")
    ):
        return False
    if word.fold in scene.own_names or any(m.start <= word.start and word.end <= m.end for m in strong):
        return False
    inner = new + (1 if forward else -1)
    if word.fold in AT or (word.fold in ("w", "with", "mit", "avec") and forward):
        return False
    if word.fold in _INSIDE_ROLE:
        return forward and 0 <= inner < len(words) and word.fold not in AT | {"for", "at"}
    if lexicon.holds("noise", word.fold):
        return plain[word.start].isupper() and word.fold in _ROLE_WORDS
    return True


_SHORTENED = word_set("sr jr st asst")
_ROLE_WORDS = word_set(
    "people talent technical system design group general new work staff hr recruiting recruitment office "
    "test local member mobile video lead event"
)

_LABEL = re.compile(
    rf"(?:^|\n|[.;•。]\s?)[^\S\n]{{0,4}}[-*•]?[^\S\n]?(?:{lexicon.alternatives('role label')})[^\S\n]?[:：][^\S\n]?"
    r"(?P<role>[^\n]{2,90})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:{lexicon.alternatives('role lead')})(?:\s+|(?<=['’]))(?P<role>[^\n.;:!?]{{2,90}})", re.IGNORECASE
)
_TAILS = lexicon.spoken("role tail")
_AFTER = re.compile(
    rf"(?P<role>[^\n.;:!?()]{{2,90}}?)\s(?:{'|'.join(t for t in _TAILS if not lexicon.is_east_asian(t))})\w{{0,6}}\b",
    re.IGNORECASE,
)
_AFTER_EAST = re.compile(
    r"(?P<role>[^\s、。，,.!?「」『』：:\n]{1,12}(?: [^\s、。，,.!?]{1,12}){0,2}?)\s?"
    rf"(?:{'|'.join(t for t in _TAILS if lexicon.is_east_asian(t))})"
)


def in_body(scene: Scene) -> str | None:
    body = scene.body
    for match in _LABEL.finditer(body.text):
        text = REQUISITION.sub(" ", GENDER.sub(" ", match["role"]))
        text = re.split(r"\s[-–—|•]\s|[;|]|, (?=with|mit|avec|con)|\. ", text)[0]
        words = text.split()
        if 0 < len(words) <= 8 and len(text) <= ROLE_LENGTH:
            return re.split(r"\s(?:at|with|bei|chez)\s", text)[0].strip(" .,")
    for pattern in (_BEFORE, _AFTER, _AFTER_EAST):
        for match in pattern.finditer(body.text):
            start, end = match.span("role")
            if pattern is _AFTER_EAST:
                if any(m.section == "role" and start <= m.start and m.end <= end for m in body.matches):
                    return re.sub(r"^.*(?:신|한|된)\s", "", match["role"])
                continue
            found = _role_in(body, marked(body.text), scene, start, min(end, start + 90))
            if found and len(found.split()) <= 7:
                return found
    return None


def without_company(role: str | None, company: str | None) -> str | None:
    """The role without the company's name that stood before or behind it."""
    if role and company and len(company) < len(role):
        for left in (role[: len(company)], role[-len(company) :]):
            if left.casefold() == company.casefold():
                role = role.replace(left, "").strip()
    return role


def seniority(role: str | None) -> str | None:
    """One of `stage.SENIORITIES` as the words of a job title have it; None for an ordinary or unknown role."""
    if not role:
        return None
    text = role[:ROLE_LENGTH]
    levels = {m.section for m in lexicon.find(text, lexicon.tokens(text))}
    return next((level for level in ("intern", "junior", "executive", "senior") if level in levels), None)
