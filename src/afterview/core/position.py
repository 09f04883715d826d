"""Position: the role that an event is about, and its level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from afterview.core import lexicon, running_title
from afterview.core.lexicon import Token, word_set
from afterview.core.plaintext import ROLE_LENGTH
from afterview.core.scene import Scene, Text, is_given_name
from afterview.core.title import AT, CUT, GENDER, MEETING, REQUISITION, marked, running_pieces

_INSIDE_ROLE = word_set(
    "of der de du des d di del della do da dos das fur for i og och und and et y e z s po по с з van voor the to"
)


def in_title(scene: Scene, company: str | None = None) -> str | None:
    """The job title in the title of the event, or the field that it calls a role; none of the people who take part."""
    plain = marked(scene.title.text)
    if lexicon.is_east_asian(plain):
        return next((p.text for p in running_pieces(scene, plain) if p.is_role), None)
    if company:
        plain = re.sub(rf"(?<!\w){re.escape(company)}(?!\w)", lambda m: "|" * len(m[0]), plain)
    return _role_in(scene.title, plain, scene) or _called_role(scene, plain)


def _called_role(scene: Scene, plain: str) -> str | None:
    """ "Backend" of "backend role"."""
    words = scene.title.words
    for at, word in enumerate(words):
        if word.fold not in _CALLED or not plain[word.start : word.end].strip("| "):
            continue
        first = at
        while first > max(0, at - 3) and _is_field(scene, plain, words, first - 1):
            first -= 1
        if first < at:
            return plain[words[first].start : words[at - 1].end]
    return None


_CALLED = word_set("role position job post gig vacancy opening req internship")


def _is_field(scene: Scene, plain: str, words: tuple[Token, ...], at: int) -> bool:
    word = words[at]
    gap = plain[word.end : words[at + 1].start]
    if gap.strip("-& ") or not plain[word.start : word.end].strip("| ") or word.fold in scene.own_names:
        return False
    if any(m.start <= word.start and word.end <= m.end for m in _meetings(scene.title)):
        return False
    if lexicon.holds("department", word.fold):
        return True
    return not (lexicon.holds("noise", word.fold) or word.fold in AT or word.fold in _INSIDE_ROLE)


def _role_in(text: Text, plain: str, scene: Scene, start: int = 0, end: int = 10**9) -> str | None:
    """The longest run of words around a word of job titles that punctuation and words for meetings leave together."""
    words = [w for w in text.words if start <= w.start and w.end <= end]
    strong = [m for m in text.matches if (m.section in MEETING and not m.phrase.weak) or m.section == "interview"]
    runs: list[str] = []
    heads = _heads(text, plain, scene, start, end)
    head_at = {i for i, w in enumerate(words) if any(m.start <= w.start and w.end <= m.end for m in heads)}
    for at in sorted(head_at):
        left = right = at
        while left > 0 and _joins(plain, words, left - 1, left, strong, scene, forward=False):
            left -= 1
        while right + 1 < len(words) and _joins(plain, words, right + 1, right, strong, scene, forward=True):
            right += 1
        left, right = _pared(plain, words, left, at, right, is_title=text is scene.title)
        run = words[left : right + 1]
        if len(run) <= _MOST_WORDS and not _is_of_somebody(scene, text, plain, run):
            runs.append(plain[run[0].start : run[-1].end])
    return max(runs, key=lambda r: (len(r.split()) > 1, -runs.index(r)), default=None)


_MOST_WORDS = 8


def _meetings(text: Text) -> list[lexicon.Match]:
    """Words for meetings, but none with a gap that anything fills: "re … role"."""
    return [m for m in text.matches if m.section in MEETING and "*" not in m.phrase.tokens]


def _heads(text: Text, plain: str, scene: Scene, start: int, end: int) -> list[lexicon.Match]:
    """Words of job titles in that part of a text; those for beginners where there are no others."""
    meetings = [m for m in _meetings(text) if not m.phrase.weak or m.phrase.is_long]
    known = [
        m
        for m in text.matches
        if m.section in ("role", "intern")
        and start <= m.start
        and m.end <= end
        and (m.phrase.language == "en" or not scene.is_foreign(m))
        and plain[m.start : m.end].strip("| ")
    ]
    free = [m for m in known if not any(o.start <= m.start and m.end <= o.end for o in meetings)]
    return [m for m in free if m.section == "role"] or free or [m for m in known if m.section == "intern"]


def _pared(plain: str, words: list[Token], left: int, at: int, right: int, *, is_title: bool) -> tuple[int, int]:
    """The run without small words, numbers and verbs at its edges.

    In running text, a head with a capital ends its job title before a word without one that others follow; and one
    without a capital begins it behind a name.
    """
    capital = plain[words[at].start].isupper()
    if capital and not is_title:
        for i in range(at + 1, right + 1):
            loose = words[i - 1].fold not in _INSIDE_ROLE - _AND and words[i - 1].fold not in _SHORTENED
            if plain[words[i].start].islower() and words[i].fold not in _INSIDE_ROLE | _SHORTENED and loose:
                right = i if i == right and words[i - 1].fold not in _AND else i - 1
                break
    for i in range(at - 1, left - 1, -1):
        small = plain[words[i].start].islower() and words[i].fold not in _INSIDE_ROLE
        if (small and capital and not is_title) or (not small and not capital and not _describes(words[i])):
            left = i + 1
            break
    while left < at and _is_loose(plain, words[left]):
        left += 1
    while right > at and words[right].fold in _INSIDE_ROLE:
        right -= 1
    return left, right


def _describes(word: Token) -> bool:
    """Written with a capital before a job title without one, and yet part of it: "Senior", a Slavic adjective."""
    known = ("role", "senior", "executive", "junior", "intern", "department")
    return (
        word.fold.isdigit()
        or word.fold.endswith(_ADJECTIVES)
        or any(lexicon.holds(section, word.fold) for section in known)
    )


_ADJECTIVES = ("ый", "ий", "ой", "ая", "ny", "ni", "na", "ova", "ovy", "owy", "owa", "sky", "ska", "ski", "szy", "sza")
_AND = word_set("and und et y e og och en i")


def _is_loose(plain: str, word: Token) -> bool:
    small = plain[word.start].islower()
    return word.fold in _INSIDE_ROLE or word.fold.isdigit() or (small and word.fold in _BEFORE_ROLE)


_BEFORE_ROLE = word_set(
    "vac role position posizione post stelle ruolo puesto vaga cargo poste als as jako som re wg wegen"
)


def _is_of_somebody(scene: Scene, text: Text, plain: str, run: list[Token]) -> bool:
    """The job of somebody who takes part: "with the CTO", "(Robin, VP Product)", a bare "CEO"."""
    if any(is_given_name(w.fold) and plain[w.start].isupper() for w in run):
        return True
    if text is not scene.title:
        return False
    before = [w for w in text.words if w.end <= run[0].start]
    gap = plain[before[-1].end : run[0].start] if before else ""
    lead = [w.fold for w in before[-2:]] if not CUT.search(gap) else []
    if lead and (lead[-1] in _BESIDE or (lead[0] in _BESIDE and len(lead[-1]) <= 3 and lead[-1] not in _FOR)):
        return True
    if (
        before
        and gap.strip() in (",", "(")
        and is_given_name(before[-1].fold)
        and before[-1].fold not in scene.own_names
    ):
        return True
    levels = {m.section for m in text.matches if m.start >= run[0].start and m.end <= run[-1].end}
    short = len(run) == 1 and len(run[0].fold) <= _INITIALS and "executive" in levels
    return short and bool(lead) and lead[-1] not in _FOR


_INITIALS = 4
"""Letters of "CEO": after a word for the meeting, it says who holds it."""
_BESIDE = word_set("with mit avec con col com met med z ze s so с со з із w ile by bei vs and und et e y")
_FOR = word_set("for fur als as pour comme como para per come voor for som til dla na jako на re")


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
    if word.fold in AT or word.fold in _BESIDE - _INSIDE_ROLE:
        return False
    if word.fold in _INSIDE_ROLE:
        return forward and 0 <= inner < len(words) and word.fold not in AT | {"for", "at"}
    if lexicon.holds("noise", word.fold):
        return plain[word.start].isupper() and word.fold in _ROLE_WORDS
    return True


_SHORTENED = word_set(
    "sr jr st asst ds dept eng mgr ing dipl wiss techn kaufm kfm stv stellv prof dr ass resp spec adm tec coord aux op"
    " prac mitarb gl hl staatl gepr med sen jun sos"
)
_ROLE_WORDS = word_set(
    "people talent technical system design group general new work staff hr recruiting recruitment office "
    "test local member mobile video lead event line shift store floor area site project key service first"
)

_LABELS = frozenset(tuple(t.fold for t in lexicon.tokens(label)) for label in lexicon.spoken("role label"))
_LABELLED = re.compile(
    r"^[-*•■▪>\s]{0,4}(?P<label>[^:：?？\n]{2,60})(?P<mark>[?？]\s?[:：]?|[:：])(?P<value>[^\n]{0,120})$"
)
_LEADING = r"\b(?:{})(?:\s+|(?<=['’]))[\"„“”«»'‘’]?(?=(?P<role>[^\n.;:!?()„“”«»\"|]{{2,90}}))"
_STRONG = re.compile(_LEADING.format(lexicon.alternatives("role lead", weak=False)), re.IGNORECASE)
_WEAK = re.compile(_LEADING.format(lexicon.alternatives("role lead", weak=True)), re.IGNORECASE)
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
    """The job title that the description names: behind a label, else in a sentence."""
    body = scene.body
    if labelled := next(_labelled(body.text), None):
        return labelled
    if lexicon.is_east_asian(body.text):
        for running in running_title.roles(body.text):
            return running
    plain = marked(body.text)
    for pattern in (_STRONG, _AFTER, _WEAK, _AFTER_EAST):
        for match in islice(pattern.finditer(body.text), _MOST_LEADS):
            start, end = match.span("role")
            if pattern is _AFTER_EAST:
                if any(m.section == "role" and start <= m.start and m.end <= end for m in body.matches):
                    return re.sub(r"^.*(?:신|한|된)\s", "", match["role"])
                continue
            found = _role_in(body, plain, scene, start, min(end, start + 90))
            far = len(body.text[start : body.text.find(found, start)].split()) if found else 0
            if found and len(found.split()) <= 7 and (pattern is _AFTER or far <= (_FAR if pattern is _STRONG else 0)):
                return found
    return next((role for m in islice(_STRONG.finditer(body.text), _MOST_LEADS) if (role := _unknown(m["role"]))), None)


def _labelled(text: str) -> Iterator[str]:
    """Values of labels such as "Position:", and answers to "Which role is it about?"."""
    lines = [part.strip() for line in text.splitlines() for part in _SENTENCES.split(line) if part.strip()]
    for at, line in enumerate(lines[:300]):
        match = _LABELLED.match(line)
        if not match or not _is_label(match["label"], is_question=match["mark"][0] in "?？"):
            continue
        below = lines[at + 1] if at + 1 < len(lines) else ""
        value = match["value"].strip() or ("" if _LABELLED.match(below) else below)
        value = REQUISITION.sub(" ", GENDER.sub(" ", value))
        value = re.split(r"\s[-–—|•·]\s|[;|]|, (?=with|mit|avec|con)|, (?=[A-ZÄÖÜ]\w+$)|\. ", value)[0]
        value = re.split(r"\s(?:at|with|bei|chez|zum \d)\s?", value)[0].strip(" .,\"„“”«»'")
        if 0 < len(value.split()) <= 8 and len(value) <= ROLE_LENGTH and any(c.isalpha() for c in value):
            yield value


_SENTENCES = re.compile(r"(?<=[.;。!])\s(?=[^\W\d_][^\n.:?]{1,40}[:：])|[•]")


def _is_label(text: str, *, is_question: bool) -> bool:
    folds = tuple(t.fold for t in lexicon.tokens(text))
    if folds in _LABELS:
        return True
    sizes = range(1, 4) if is_question else ()
    return any(folds[i : i + n] in _LABELS for n in sizes for i in range(len(folds)))


def _unknown(text: str) -> str | None:
    """What stands behind "the position of" though no table knows it as a job title."""
    words = REQUISITION.sub("|", GENDER.sub("|", text)).split("|")[0].split(",")[0].split()
    kept: list[str] = []
    for word in words[:_MOST_UNKNOWN]:
        fold = lexicon.fold(word.strip("\"'„“”"))
        if (fold in AT or fold in _STOPS or lexicon.holds("noise", fold)) and fold not in _INSIDE_ROLE:
            break
        if kept and kept[0][0].isupper() and word[0].islower() and fold not in _INSIDE_ROLE:
            break
        kept.append(word)
    while kept and lexicon.fold(kept[-1]) in _INSIDE_ROLE:
        kept.pop()
    told = bool(kept) and (kept[0][0].isupper() or (len(kept) == len(words) == 1 and len(kept[0]) >= _LONG))
    return " ".join(kept).strip("\"'„“”,") if told and len(kept[0]) > 2 else None


_FAR = 3
"""Words between what leads a job title in and the title: "the position of our new"."""
_MOST_LEADS = 60
"""Places of a description that are looked at for each kind of lead."""
_LONG = 7
"""Letters of a single word that is a job title though no table knows it and no capital tells it."""
_MOST_UNKNOWN = 5
_STOPS = word_set("with mit avec con com met med this that which we you i it is in on und wir sie ihr dich")


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
    found = [m for m in lexicon.find(text, lexicon.tokens(text)) if m.section in _LEVELS]
    # "Head" in "head nurse" and "partner" in "business partner" say nothing of their own.
    levels = {
        m.section
        for m in found
        if not any(o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start for o in found)
    }
    return next((level for level in ("intern", "junior", "executive", "senior") if level in levels), None)


_LEVELS = frozenset({"intern", "junior", "executive", "senior", "ordinary"})
