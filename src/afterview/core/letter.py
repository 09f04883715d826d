"""Letter: what the text of an invitation says of the company that wrote it, in its signature and by legal forms.

A signature is what stands behind a valediction: name, job title, company, in lines of their own or parted by dashes
and bars. Companies of the services that carried the invitation ("Powered by …") are no employers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from afterview.core import lexicon, organisation, senders
from afterview.core.lexicon import Token, word_set
from afterview.core.scene import Scene, is_given_name
from afterview.core.words import entries

_LINES = 8
"""Lines of a signature."""
_LONGEST_LINE = 120
_LONGEST_NAME = 6
"""Words of a company's name."""
_PARTS = re.compile(r"\s[-–—|•·/]\s|[|•·@–—]|,\s|\s(?:at|bei|chez|hos|bij|presso)\s|\t|\s{2,}")
_CARRIED = re.compile(
    r"\b(?:powered by|sent (?:via|with|through)|via|scheduled with|gesendet (?:über|mit)|envoyé (?:via|par)|©|copyright"
    r"|all rights reserved|systemu|systému|systemem)\b|©",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"[ ,]*(?<!\w)(?:GmbH(?: ?& ?Co\.? ?KG(?:aA)?)?|SE(?: ?& ?Co\.? ?KG(?:aA)?)?|AG(?: ?& ?Co\.? ?KG(?:aA)?)?|gGmbH|mbH"
    r"|KGaA|e\.? ?V\.|eG|OHG|UG|Ltda?\.?|LLC|LLP|Inc\.?|Corp\.?|PLC|plc|Pty\.? Ltd\.?|S\.?A\.?R\.?L\.?|SAS|SASU|SNC"
    r"|S\.?A\.?U\.?|S\.?L\.?U?\.?|S\.?p\.?A\.?|S\.?r\.?l\.?|B\.?V\.?|N\.?V\.?|ApS|A/S|ASA|AS|AB|HB|Oyj?"
    r"|[sS]p\. ?z ?o\.? ?o\.?|S\.A\.|s\. ?r\. ?o\.?|a\. ?s\.|A\.Ş\.|Ltd\. Şti\.|Lda\.?)(?!\w)"
)
_BEFORE_FORM = re.compile(
    r"(?<![\w])(?P<name>(?:[^\W\d_a-zà-ÿ][\w&'’.-]{0,30}|\d{1,3})(?:(?: ?& ?| )(?:[^\W\d_a-zà-ÿ][\w&'’.-]{0,30}"
    r"|\d{1,4}|de|du|des|la|und|and|et|y|e|i|ve|og|och|van|der|den|di|del|of)){0,5})$"
)


_ADDRESSED = re.compile(
    r"\b(?:Herrn?|Frau|Fr\.|Hr\.|Mr\.?|Mrs\.?|Ms\.?|Mme|Monsieur|Madame|Sig\.(?:ra)?|Sra?\.|Pani?|Dr\.) "
    r"(?:(?:Dr|Prof|Mag|Ing|Dipl)\.(?:-Ing\.)? )?(?P<name>[^\W\d_][\w'’-]{1,30}(?: [^\W\d_a-z][\w'’-]{1,30}){0,2})"
)


_FORWARDED = re.compile(
    r"(?:from|von|de|da|van|från|fra|od|kimden|от|від)\s?:\s*(?P<who>[^<>\n:]{3,80})", re.IGNORECASE
)


def companies(scene: Scene) -> Iterator[tuple[float, str]]:
    """(points, name) of everything that the description itself calls a company."""
    lines = [line.strip() for line in scene.body.text.splitlines() if line.strip()]
    for line in lines[:200]:
        if not _CARRIED.search(line):
            yield from ((2.4, name) for name in legal_names(line))
    forwarded = [m["who"] for line in lines[:8] if (m := _FORWARDED.match(line[:_LONGEST_LINE]))]
    for line in (*_signature(lines), *forwarded):
        titled = False
        for part in _PARTS.split(line[:_LONGEST_LINE]):
            if name := _company(scene, part):
                named = organisation.is_named(tuple(t.fold for t in lexicon.tokens(name)))
                # behind a job title and a comma stands a department as often
                yield 2.3 + (0.2 if named else 0.0) - (0.3 if titled else 0.0), name
            titled = titled or _is_title(part)


def labelled(scene: Scene) -> Iterator[str]:
    """Names behind a label: "Client: Muster & Söhne"."""
    for line in scene.body.text.splitlines()[:200]:
        label, colon, value = line[: _LONGEST_LINE * 2].replace("：", ":").partition(":")
        if colon and len(label) <= _LONGEST_LABEL and lexicon.folded(label.strip(" -*•·\t")) in _company_labels():
            name = _ENDED.split(value.strip(), maxsplit=1)[0].strip(" ,.;\"'„“”«»")
            if 0 < len(name.split()) <= _LONGEST_NAME and any(c.isalpha() for c in name) and not _is_carrier(name):
                yield name


@cache
def _company_labels() -> frozenset[str]:
    return frozenset(lexicon.folded(entry) for entry in entries("letters", "company label"))


_LONGEST_LABEL = 30
_ENDED = re.compile(r"\s[-–—|•·]\s|[;|(（]|,\s|\s{2,}")


def _is_title(part: str) -> bool:
    text = part[:_LONGEST_LINE]
    return any(m.section in ("role", "executive") for m in lexicon.find(text, lexicon.tokens(text)))


def is_carried(text: str, at: int) -> bool:
    """That place stands in a line about the service that carried the invitation."""
    begin = max(text.rfind("\n", 0, at), at - 200) + 1
    return _CARRIED.search(text[begin:at]) is not None


def writers(scene: Scene) -> Iterator[str]:
    """Lines of the signature and names that a polite form of address leads in: who writes, and of whom."""
    lines = [line.strip() for line in scene.body.text.splitlines() if line.strip()]
    for line in _signature(lines):
        yield _PARTS.split(line[:_LONGEST_LINE])[0].strip(" ,.")
    for match in _ADDRESSED.finditer(scene.body.text):
        yield match["name"]


def legal_names(line: str) -> Iterator[str]:
    """Names with a legal form behind them, that form included."""
    for form in list(_FORM.finditer(line[:400]))[:5]:
        before = line[max(0, form.start() - 90) : form.start()]
        if (found := _BEFORE_FORM.search(before)) and not _is_carrier(found["name"]):
            yield f"{found['name']}{form[0]}".strip(" ,")


def end_of_form(text: str, start: int, end: int) -> int:
    """Where the legal form ends that lies across the end of a name or begins there: "S.p|.A.", "| A/S"."""
    for form in _FORM.finditer(text, max(start + 1, end - 12), end + 14):
        if form.start() <= end < form.end():
            return form.end()
    return end


def _signature(lines: list[str]) -> Iterator[str]:
    """The lines behind a valediction, and what stands on its own line behind it."""
    left = 0
    for line in lines:
        words = tuple(t.fold for t in lexicon.tokens(line[:_LONGEST_LINE]))
        size = next((n for n in range(min(5, len(words)), 0, -1) if words[:n] in _valedictions()), 0)
        if size and len(words) <= size + 6:
            left = _LINES
            rest = lexicon.tokens(line)[size:]
            if rest:
                yield line[rest[0].start :]
        elif left and not _CARRIED.search(line):
            left -= 1
            yield line


@cache
def _valedictions() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(t.fold for t in lexicon.tokens(entry)) for entry in entries("letters", "valediction"))


def _company(scene: Scene, part: str) -> str | None:
    """A part of a signature that is neither a person nor a job title, nor an address or a number."""
    text = part.strip(" ,.;:-–—|*_!")
    words = lexicon.tokens(text)
    folds = tuple(w.fold for w in words)
    if not words or len(words) > _LONGEST_NAME or any(c.isdigit() for c in text) or not text[0].isupper():
        return None
    named = organisation.is_named(folds)
    matches = lexicon.find(text, words)
    if not named and (
        is_given_name(folds[0])
        or any(m.section in ("role", "executive", "person", "chatter") for m in matches)
        or _is_of_people(scene, folds)
        or not any(text[w.start].isupper() and not _is_ordinary(w) for w in words)
    ):
        return None
    if any(text[w.start].islower() and w.fold not in _SMALL for w in words) and not named:
        return None
    return None if _is_carrier(text) or all(organisation.is_place(f) for f in folds) else text


def _is_of_people(scene: Scene, folds: tuple[str, ...]) -> bool:
    names = {t.fold for s in scene.seats for t in lexicon.tokens(s.attendee.name[:100])} | scene.own_names
    return not names.isdisjoint(folds)


def _is_ordinary(word: Token) -> bool:
    return (
        any(lexicon.holds(section, word.fold) for section in ("noise", "department", "person"))
        or word.fold in senders.SHARED_WORDS
        or organisation.is_place(word.fold)
    )


_SMALL = word_set("of and the for de du des und et y e la di van der og och")


def _is_carrier(name: str) -> bool:
    """A service that carries invitations."""
    words = [t.fold for t in lexicon.tokens(name) if t.fold not in senders.LEGAL_FORMS]
    return bool(words) and ("".join(words) in _carriers() or words[0] in _carriers())


@cache
def _carriers() -> frozenset[str]:
    hosts = senders.RECRUITING | senders.TESTING | senders.SCHEDULING | senders.FREEMAIL
    return frozenset(senders.brand(host).replace("-", "") for host in hosts) | senders.TOOLS
