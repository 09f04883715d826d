"""Mentions: people whom a title and a description name, without their addresses: "ask for chef Robin", agendas, lists.

A list behind a label, an agenda's line and a polite form of address name anybody; elsewhere one word is a person only
where people are called so. Every pattern is bounded, for the text is a stranger's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterview.core import lexicon, organisation, senders
from afterview.core.lexicon import word_set
from afterview.core.scene import Scene, is_given_name

_NAME = r"[^\W\d_][\w'’.-]{0,30}(?: [^\W\d_][\w'’.-]{0,30}){0,3}"
_LISTED = re.compile(
    rf"(?:^|\n|[.;•(]\s?)[^\S\n]{{0,4}}[-*•]?[^\S\n]?(?:{lexicon.alternatives('people label')})(?: with| to)?"
    r"[^\S\n]?[:：]?[^\S\n]+(?P<names>[^\n]{3,200})",
    re.IGNORECASE,
)
_PAIRED = re.compile(
    rf"\bwith (?P<first>{_NAME}) ?\([^()\n]{{2,60}}\)(?:(?:,| and|, and|;) (?P<second>{_NAME}) ?\([^()\n]{{2,60}}\))?"
)


def people(scene: Scene) -> tuple[str, ...]:
    """Those whom title and description name as interviewers, the candidate left out, a short name in its long one."""
    found: dict[str, str] = {}
    for name in _listed(scene.body.text):
        _add(found, scene, name)
    for name in (*_spoken_of(scene.body.text), *_spoken_of(scene.title.text), *_in_title(scene.title.text)):
        _add(found, scene, name, alone=True)
    return _merged(tuple(found.values()))


def _listed(text: str) -> Iterator[str]:
    """Names behind labels, in lists under them and in agendas."""
    for match in _LISTED.finditer(text):
        for part in _PARTED.split(match["names"][:200]):
            yield _LOWER.sub("", _ASIDE.sub(" ", part))
    for line in _below(text):
        yield _own_part(_ASIDE.sub(" ", line))
    for pair in _PAIRED.finditer(text):
        yield from (part for part in (pair["first"], pair["second"]) if part)
    yield from (line["name"] for line in _AGENDA.finditer(text))


def _spoken_of(text: str) -> Iterator[str]:
    """Names in sentences, those of salutations left out."""
    for pattern in (_ADDRESSED, _MET, _ACTING):
        for match in pattern.finditer(text):
            start = match.start("names")
            if not _SALUTED.search(text[max(0, start - 30) : start]):
                yield from _PARTED.split(match["names"])


def _in_title(text: str) -> Iterator[str]:
    """Names in brackets, and those that are written small behind "with"."""
    yield from (match["names"] for match in _BRACKETED.finditer(text))
    for match in _MET_SMALL.finditer(text):
        if is_given_name(lexicon.fold(match["name"])):
            yield match["name"].capitalize()


def _below(text: str) -> list[str]:
    """The lines under a label of its own line: a list of names."""
    lines = [line.strip(" -*•·\t") for line in text.splitlines()]
    found: list[str] = []
    for at, line in enumerate(lines):
        if line.endswith(":") and _LABEL.fullmatch(line[:80]):
            for below in lines[at + 1 : at + 9]:
                if not below or len(below) > _LONGEST_LINE:
                    break
                found.append(below)
    return found


def _own_part(line: str) -> str:
    """The name of a line, without the job before it: "Consultant Robin Doe"."""
    words = line.split(",", maxsplit=1)[0].split()
    at = next((i for i, w in enumerate(words) if is_given_name(lexicon.fold(w))), 0)
    while at < len(words) - 2 and any(m.section == "role" for m in lexicon.find(words[at], lexicon.tokens(words[at]))):
        at += 1
    return " ".join(words[at : at + 4])


_LONGEST_LINE = 100
_ASIDE = re.compile(r"\([^()]{0,80}\)|[–—|].*$| - .*$|\.\s.*$|\.$")
_LOWER = re.compile(r"^\s*(?:[a-zäöüßæøåéèà][\w'’-]{0,30}\s){1,3}(?=[^\W\d_a-z])")
_LABEL = re.compile(rf"(?:{lexicon.alternatives('people label')})\s?:", re.IGNORECASE)
_MET_SMALL = re.compile(
    r"\b(?:with|w/?|mit|avec|con|com|col|met|med|ask for|bei|fragen nach) (?P<name>[^\W\d_]{2,20})\b", re.IGNORECASE
)

_PARTED = re.compile(
    r",|;|&|/|、|，|\+|\b(?:and|und|et|y|e|og|och|en|sowie|i|oraz|a|ve|ile|и|та|і|dann|then|with|mit)\b"
)
_WORD = r"[^\W\d_a-z][\w'’-]{1,30}"
_FULL = rf"{_WORD}(?: (?:(?:van|von|de|der|da|di|del|la) ){{0,2}}(?:{_WORD}|[^\W\d_a-z]\.)){{0,3}}"
_MANY = (
    rf"{_FULL}(?:(?:, | and | und | et | y | e | og | och | en | sowie | i | oraz | и | та | & | \+ ){_FULL}){{0,4}}"
)
_HONORIFIC = (
    r"(?:(?:Herrn?|Frau|Hr\.|Fr\.|Mr\.?|Mrs\.?|Ms\.?|Mme|M\.|Monsieur|Madame|Sig\.(?:ra)?|Signora?|Sra?\.|Do[nñ]a?"
    r"|Pani?|Dhr\.|Mevr(?:ouw|\.)|Lic\.|Dr\.?|Prof\.?|Mag\.|Ing\.|Dipl\.-Ing\.|Chef|chef"
    r"|Capt\.|Sgt\.?|CSM|Dean|Principal) ?){1,3}"
)
_ADDRESSED = re.compile(rf"\b(?P<names>{_HONORIFIC}{_FULL}(?: jun\.| sen\.)?)")
_MET = re.compile(
    r"\b(?i:with|w/?|mit|avec|con|com|col|met|med|ask for|meet|meeting|reach|see|bei|ask|demander"
    r"|chiedere di|preguntar por|vragen naar)"
    rf" (?:chef |the |our |your |der |dem |dein |deiner )?(?P<names>{_MANY})"
)
_ACTING = re.compile(
    rf"\b(?P<names>{_FULL})(?: \([^()]{{2,40}}\))?,?"
    r" (?:will (?:join|meet|lead|chat|talk|call|interview|speak|walk|be|host|greet|focus|watch|run)"
    r"|joins|chairs|presiding|presides|leads|hosts|owns|said|calls|interviews|wird|führt"
    r"|kommt dazu|ist dabei|rejoint|anima)\b"
)
_BRACKETED = re.compile(rf"\((?P<names>{_FULL})(?:,[^()]{{0,40}})?\)")
_AGENDA = re.compile(
    r"(?:^|\n)[^\S\n]*\d{1,2}[:.h]\d{2}[^\n]{0,40}?(?:\n[^\n]{0,60}\n|[ \t:–-]{1,4}(?:[a-z ]{0,20}(?:w/|with) )?)"
    rf"(?P<name>{_WORD}(?:[ -]{_WORD}){{1,2}})(?=\s*(?:\(|,|\n|$))"
)
_SALUTED = re.compile(
    r"(?i:dear|hi|hello|hallo|hej|hei|geehrte[rs]?|liebe[rs]?|guten tag|bonjour|cher|chère|hola"
    r"|estimad[oa]|olá|car[oa]|ciao"
    r"|gentile|beste|geachte|drogi|szanown[ya]|dobry|dobrý den|vážen[áýé]|sayın|уважаем\w+|шановн\w+|prezad[oa]"
    r"|buongiorno|kære|kjære|grüß)[ ,]*$"
)


def _merged(names: tuple[str, ...]) -> tuple[str, ...]:
    """Without "Robin" where "Robin Doe" is named."""
    folds = [name.casefold() for name in names]
    return tuple(
        name for name, fold in zip(names, folds, strict=True) if not any(fold != o and fold in o.split() for o in folds)
    )


def _add(found: dict[str, str], scene: Scene, text: str, *, alone: bool = False) -> None:
    """`alone`: one word will do where people are called so, or where a polite form of address leads it in."""
    plain = " ".join(text.split()).strip(" .:-()")
    bare = re.sub(rf"^{_HONORIFIC}", "", plain)
    honored = bare != plain
    words = lexicon.tokens(bare)
    if not words or len(words) > 4 or not all(bare[w.start].isupper() or w.fold in _WITHIN for w in words):
        return
    folds = [w.fold for w in words]
    if set(folds) & scene.own_names or any(lexicon.holds("role", f) or f in senders.SHARED_WORDS for f in folds):
        return
    if not (honored or is_given_name(folds[0])):
        if any(lexicon.holds("noise", f) or lexicon.holds("department", f) for f in folds):
            return
        if organisation.is_named(tuple(folds)) or alone:
            return
    if len(words) < 2 and not (alone and (honored or is_given_name(folds[0]))):
        return
    name = plain if honored and len(words) == 1 else bare
    found.setdefault(name.casefold(), name)


_WITHIN = word_set("van von de der da di del la le den ten y e")
