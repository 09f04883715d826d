"""Position: the role that an event is about, and its level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from afterview.core import lexicon, running_title
from afterview.core.job_title import INSIDE_ROLE, meetings, role_in, training_before
from afterview.core.lexicon import Token, word_set
from afterview.core.plaintext import ROLE_LENGTH
from afterview.core.scene import Scene, Text
from afterview.core.title import AT, GENDER, GRADE, REQUISITION, marked, running_pieces
from afterview.core.words import entries


def noted(scene: Scene, company: str | None) -> str | None:
    """The job as a short note has it, told by words that would not say that a meeting is an interview."""
    plain = _without(marked(scene.title.text), company)
    return (
        role_in(scene.title, plain, scene, also=_occupations(scene.title))
        or _graded(scene, plain)
        or _beside(scene, company)
        or _before_tail(scene)
        or _field(scene.title, plain)
        or _field_in_note(scene)
    )


def in_short(scene: Scene, company: str | None) -> str | None:
    """A short form in the title's brackets, or with what describes it: "(FA)", "Enterprise AE"."""
    plain = _without(marked(scene.title.text), company)
    heads = frozenset(
        w.start for w in scene.title.words if plain[w.start : w.end] in entries("positions", "short form")
    )
    found = role_in(scene.title, plain, scene, also=heads) if heads and not lexicon.is_east_asian(plain) else None
    at = plain.find(found) if found else 0
    return found if found and (" " in found or plain[at - 1 : at] == "(") else None


def _without(plain: str, company: str | None) -> str:
    if not company:
        return plain
    return re.sub(rf"(?<!\w){re.escape(company)}(?!\w)", lambda m: "|" * len(m[0]), plain)


def _occupations(text: Text) -> frozenset[int]:
    """Where words of occupations begin that have another sense too."""
    before = ("", *(w.fold for w in text.words))
    return frozenset(
        w.start
        for w, last in zip(text.words, before, strict=False)
        if w.fold in _folded("profession") and last not in _OF_THEIRS
    )


_OF_THEIRS = word_set("hiring line skip your our their the my his her")
"""What makes a job that of somebody else: "hiring mgr"."""


@cache
def _folded(section: str) -> frozenset[str]:
    return frozenset(" ".join(t.fold for t in lexicon.tokens(entry)) for entry in entries("positions", section))


def _graded(scene: Scene, plain: str) -> str | None:
    """ "Band 6", with the job where it is told."""
    match = GRADE.search(plain)
    if match is None:
        return None
    behind = next((w for w in scene.title.words if w.start >= match.end()), None)
    professor = match[0][0] in "wW"
    joined = behind is not None and not plain[match.end() : behind.start].strip() and (professor or _is_job(behind))
    return plain[match.start() : behind.end if joined and behind else match.end()]


def _is_job(word: Token) -> bool:
    return word.fold in _folded("profession") or word.fold in _folded("field")


def _beside(scene: Scene, company: str | None) -> str | None:
    """The job in brackets behind the company's name in the description: "Muster (Data Analyst)"."""
    if not company:
        return None
    plain = marked(scene.body.text)
    for match in islice(re.finditer(rf"{re.escape(company)}[^\S\n]?\((?P<role>[^()\n]{{3,60}})\)", plain), _MOST_NEAR):
        if found := role_in(scene.body, plain, scene, *match.span("role")):
            return found
    return None


_MOST_NEAR = 10
_UNKNOWN_BEFORE = re.compile(
    r"(?:\b(?:the|our|a|an|your)\s)(?P<role>[A-Z][\w&/'-]{1,30}(?: [A-Z][\w&/'-]{1,30}){0,3})"
    r"\s(?:position|role|vacancy|opening|post|job)\b"
    r"|(?:^|\n)[^\S\n]*(?P<note>[\w&/'-]{2,30}(?: [\w&/'-]{2,30}){0,2})"
    r" (?:position|role|vacancy|opening|post|spot|gig)\b"
)


def _before_tail(scene: Scene) -> str | None:
    """What stands before "position" though no table knows it as a job title."""
    for match in islice(_UNKNOWN_BEFORE.finditer(scene.body.text), _MOST_NEAR):
        words = (match["role"] or match["note"]).split()
        if not all(_says_nothing(lexicon.fold(w)) for w in words) and not _says_nothing(lexicon.fold(words[0])):
            return " ".join(words)
    return None


def _says_nothing(fold: str) -> bool:
    return lexicon.holds("noise", fold) or fold in INSIDE_ROLE or fold in _STOPS


def _field(text: Text, plain: str, most: int = 10**6) -> str | None:
    """The longest field of work that stands on its own: "Deli interview", no "with the sales team"."""
    fields, words = _folded("field"), [w for w in text.words if w.end <= most]
    found: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        for size in (3, 2, 1):
            run = words[at : at + size]
            if (
                len(run) == size
                and " ".join(w.fold for w in run) in fields
                and plain[word.start : run[-1].end].strip("| ")
            ):
                known = word.fold != "net" or plain[max(0, word.start - 1)] == "."
                if known and not _is_of_others(words, at, at + size):
                    found.append((word.start, run[-1].end))
                break
    start, end = max(found, key=lambda f: f[1] - f[0], default=(0, 0))
    return plain[start - 1 if start and plain[start - 1] == "." else start : end] or None


def _is_of_others(words: list[Token], first: int, behind: int) -> bool:
    """The team of those whom one meets, or what is talked about: "with Sales", "Java test"."""
    before = words[first - 1].fold if first else ""
    after = words[behind].fold if behind < len(words) else ""
    return before in _OF_OTHERS or after in _TEAMS


_OF_OTHERS = word_set("with mit avec con com met med z ze s from von de of vom and und on about w by")
_TEAMS = word_set(
    "team teams head lead director manager chef leiter leitung leader department dept abteilung office floor vp partner"
    " case test exercise challenge task questions quiz pitch presentation demo session deep day stakeholder interview"
    " stakeholders round skills"
) - word_set("interview")


def _field_in_note(scene: Scene) -> str | None:
    """The field or the occupation that a short note begins with: "deli FT, bring id"."""
    head = scene.body.text[:_NOTE].split("\n", 1)[0]
    words = [w for w in scene.body.words if w.end <= len(head)][:_NOTE_WORDS]
    if len(scene.body.text) > _NOTES or not words:
        return None
    return _field(scene.body, scene.body.text, words[-1].end) or next(
        (head[w.start : w.end] for w in words if w.fold in _folded("profession")), None
    )


_NOTES, _NOTE, _NOTE_WORDS = 200, 60, 4


def in_title(scene: Scene, company: str | None = None) -> str | None:
    """The job title in the title of the event, or the field that it calls a role; none of the people who take part."""
    plain = marked(scene.title.text)
    if lexicon.is_east_asian(plain):
        return next((p.text for p in running_pieces(scene, plain) if p.is_role), None)
    plain = _without(plain, company)
    return role_in(scene.title, plain, scene) or _called_role(scene, plain)


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
    if any(m.start <= word.start and word.end <= m.end for m in meetings(scene.title.matches)):
        return False
    if lexicon.holds("department", word.fold):
        return True
    return not (lexicon.holds("noise", word.fold) or word.fold in AT or word.fold in INSIDE_ROLE)


_LABELS = frozenset(tuple(t.fold for t in lexicon.tokens(label)) for label in lexicon.spoken("role label"))
_LABELLED = re.compile(
    r"^[-*•■▪>\s]{0,4}(?P<label>[^:：?？\n]{2,60})(?P<mark>[?？]\s?[:：]?|[:：])(?P<value>[^\n]{0,120})$"
)
_LEADING = r"\b(?:{})(?:\s+|(?<=['’]))[\"„“”«»'‘’]?(?=(?P<role>[^\n.;:!?()„“”«»\"|]{{2,90}}))"
_STRONG = re.compile(_LEADING.format(lexicon.alternatives("role lead", weak=False)), re.IGNORECASE)
_WEAK = re.compile(_LEADING.format(lexicon.alternatives("role lead", weak=True)), re.IGNORECASE)
_FIRST_WORDS = {
    pattern: frozenset(t.fold for lead in lexicon.spoken("role lead", weak=weak) for t in lexicon.tokens(lead)[:1])
    for pattern, weak in ((_STRONG, False), (_WEAK, True))
}
"""What the leads of a pattern begin with: most words of a text are none of it."""
_TAILS = lexicon.spoken("role tail")
_AFTER = re.compile(
    rf"(?P<role>[^\n.;:!?()]{{2,90}}?)\s(?:{'|'.join(t for t in _TAILS if not lexicon.is_east_asian(t))})\w{{0,6}}\b",
    re.IGNORECASE,
)
_TAIL = re.compile(rf"\s(?:{'|'.join(t for t in _TAILS if not lexicon.is_east_asian(t))})\w{{0,6}}\b", re.IGNORECASE)
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
        for match in islice(_led(pattern, body), _MOST_LEADS):
            start, end = match.span("role")
            if pattern is _AFTER_EAST:
                if any(m.section == "role" and start <= m.start and m.end <= end for m in body.matches):
                    return re.sub(r"^.*(?:신|한|된)\s", "", match["role"])
                continue
            if end < len(plain) and plain[end] == "." and (stop := _STOP.search(plain, end)):
                end = stop.start()
            found = role_in(body, plain, scene, start, min(end, start + 90))
            far = len(body.text[start : body.text.find(found, max(0, start - _TRAINING))].split()) if found else 0
            if found and len(found.split()) <= 7 and (pattern is _AFTER or far <= (_FAR if pattern is _STRONG else 0)):
                return found
    leads = islice(_led(_STRONG, body), _MOST_LEADS)
    return next((_trained(body, m.start("role"), role) for m in leads if (role := _unknown(m["role"]))), None)


def _led(pattern: re.Pattern[str], body: Text) -> Iterator[re.Match[str]]:
    """Where a pattern matches, looked for only where one of its words stands."""
    if pattern in _FIRST_WORDS:
        firsts, last = _FIRST_WORDS[pattern], 0
        for word in body.words:
            match = pattern.match(body.text, word.start) if word.fold in firsts and word.start >= last else None
            if match:
                last = match.end()
                yield match
    elif pattern is not _AFTER or _TAIL.search(body.text):
        yield from pattern.finditer(body.text)


def _trained(body: Text, start: int, role: str) -> str:
    """An occupation with the kind of training that stands before it."""
    before = training_before(body, start)
    return f"{body.text[before[0].start : start]}{role}" if before else role


def without_terms(role: str | None) -> str | None:
    """A job title of a note or a line without the number, the terms and the pay that an agency writes behind it."""
    return _TERMS.split(role[: ROLE_LENGTH * 2])[0].strip() or role if role else None


_STOP = re.compile(r"[\n;:!?()„“”«»\"|]|\.(?=\s+[^\W\d_a-z]|\s*\Z)")
"""Where a sentence ends, other than behind a shortened word."""


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
        value = _CONDITIONS.split(value)[0]
        value = re.split(r"\s(?:at|with|bei|chez|zum \d)\s?", value)[0].strip(" .,\"„“”«»'")
        if 0 < len(value.split()) <= 8 and len(value) <= ROLE_LENGTH and any(c.isalpha() for c in value):
            yield value


_BEHIND = (
    r"\s*,\s*(?:ref|req|id\b|kennz|kz|az|perm|contract|temp|full|part|voll|teil|unbefr|befr|cdi|cdd|jornada|tempo"
    r"|ab\s|from\s|[£€$\d])"
)
_TERMS = re.compile(rf"\s*(?:\([^()]{{1,60}}\))?{_BEHIND}|\s[£€$]\s?\d", re.IGNORECASE)
_CONDITIONS = re.compile(rf"{_BEHIND}|\s[£€$]\s?\d|\s*\([^()]{{1,60}}\)\s*(?=,|$)", re.IGNORECASE)
"""What stands behind a job title in a line: number, terms, pay, the team in brackets."""
_SENTENCES = re.compile(r"(?<=[.;。!])\s(?=[^\W\d_][^\n.:?]{1,40}[:：])|[•]")


def _is_label(text: str, *, is_question: bool) -> bool:
    folds = tuple(t.fold for t in lexicon.tokens(text))
    if folds in _LABELS:
        return True
    sizes = range(1, 4) if is_question else ()
    if (is_question or (folds and folds[0] in _ASKED and _RELATIVE.search(text))) and any(_is_asked(f) for f in folds):
        return True
    return any(folds[i : i + n] in _LABELS for n in sizes for i in range(len(folds)))


def _is_asked(fold: str) -> bool:
    return any(lexicon.fits(pattern, fold) for pattern in _ASKED)


_ASKED = frozenset(lexicon.fold(entry) for entry in entries("positions", "asked"))
_RELATIVE = re.compile(r",\s(?:auf|für|um|that|which|for|you|que|pour|à|para|per|waar|som|na|o|на)\b", re.IGNORECASE)
"""A label that a relative clause follows: "Stelle, auf die Sie sich beworben haben"."""


def _unknown(text: str) -> str | None:
    """What stands behind "the position of" though no table knows it as a job title."""
    words = REQUISITION.sub("|", GENDER.sub("|", text)).split("|")[0].split(",")[0].split()
    kept: list[str] = []
    for word in words[:_MOST_UNKNOWN]:
        fold = lexicon.fold(word.strip("\"'„“”"))
        if (fold in AT or fold in _STOPS or lexicon.holds("noise", fold)) and fold not in INSIDE_ROLE:
            break
        if kept and kept[0][0].isupper() and word[0].islower() and fold not in INSIDE_ROLE:
            break
        kept.append(word)
    while kept and lexicon.fold(kept[-1]) in INSIDE_ROLE:
        kept.pop()
    told = bool(kept) and (kept[0][0].isupper() or (len(kept) == len(words) == 1 and len(kept[0]) >= _LONG))
    return " ".join(kept).strip("\"'„“”,") if told and len(kept[0]) > 2 else None


_TRAINING = 40
"""Characters of "Ausbildung zum", which stands in what leads a job title in."""
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
