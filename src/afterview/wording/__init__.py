"""Wording: what a reminder says, from the templates in `texts/`.

A text is a file of named blocks, `STEP.MEDIUM.txt` (thank-you.email.txt). A block that it leaves out is taken from
`any.MEDIUM.txt`, then from `frame.txt`; a user's file goes before the shipped one of the same name, block by block.
`words.txt` holds the macros of a language: a language is a folder, shipped or the user's own. Values are data, never
templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from afterview.core.event import Person
from afterview.core.held import reference
from afterview.core.policy import Medium
from afterview.core.reminder import Reminder
from afterview.core.said import question_of
from afterview.errors import ConfigError
from afterview.wording.facts import NOBODY_YET, Addressee, facts_of
from afterview.wording.language import language_of
from afterview.wording.rehearsal import rehearse
from afterview.wording.templates import SHIPPED, Source, Texts

__all__ = ["Draft", "Wording", "languages", "load"]

_FILE_NAME = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,63}}\.(?:{'|'.join(get_args(Medium))})\.txt|(?:frame|words)\.txt")
_LONGEST_FILE = 64 * 1024
_TITLE_LENGTH = 150
_SHARED_FROM = 3
"""With this many recipients the draft is printed once."""
_RULE = "-" * 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message to start from, for one person; for a call what to say, with a voice mail."""

    to: Person | None
    """None where nobody is known."""
    medium: Medium
    subject: str
    """Empty where the medium has none."""
    text: str


def load(
    folder: Path | None = None,
    language: str = "en",
    candidate_name: str | None = None,
    *,
    by_interview: bool = False,
    neutral: bool = False,
) -> Wording:
    """The texts of `language`, with the user's own from `folder` before them, file by file and block by block.

    `by_interview`: each reminder is in the language of its interview, where there are texts in that one. `neutral`:
    titles give away neither what is to be done nor whom it is about; the body says it first.

    A folder that is not there holds no texts; one in it is for the language that it is named after, which it may bring
    with it. Every file of the user's is tried out at once: ConfigError names the file, the line and the way out.
    """
    known = languages(folder)
    if language not in known:
        raise ConfigError("language", f"there are no texts in {language[:20]!r}", f"choose {' or '.join(known)}")
    own = dict(_own_texts(folder)) if folder is not None else {}
    texts: dict[str, Texts] = {}
    for name in known if by_interview else (language,):
        theirs = dict(_own_texts(folder / name)) if folder is not None else {}
        texts[name] = Texts(name, theirs, own)
        alone = Wording({name: texts[name]}, name, candidate_name, neutral=neutral)
        for file, source in (*theirs.items(), *own.items()):
            rehearse(file, source.path, alone.title, alone.body)
    return Wording(texts, language, candidate_name, neutral=neutral)


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages that there are texts in, those that the user's `folder` brings with it among them, sorted."""
    found = {entry.name for entry in SHIPPED.iterdir() if (entry / "frame.txt").is_file()}
    try:
        found |= {path.parent.name for path in folder.glob("*/frame.txt")} if folder is not None else set()
    except OSError as error:
        raise ConfigError(str(folder), f"cannot be read ({error.strerror})", "check its rights") from None
    return tuple(sorted(found))


def _own_texts(folder: Path) -> Iterator[tuple[str, Source]]:
    path = folder
    try:
        for path in sorted(folder.glob("*.txt")) if folder.is_dir() else []:
            if not _FILE_NAME.fullmatch(path.name):
                fix = "call it STEP.MEDIUM.txt, as in thank-you.email.txt, or frame.txt or words.txt"
                raise ConfigError(str(path), "the name does not say which step and medium it is for", fix)
            if path.stat().st_size > _LONGEST_FILE:
                raise ConfigError(str(path), f"is longer than {_LONGEST_FILE // 1024} KiB", "shorten it")
            yield path.name, Source(path=str(path), text=path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigError(str(path), "is not UTF-8 text", "save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(str(path), f"cannot be read ({error.strerror})", "check what it is and its rights") from None


class Wording:
    """Titles, bodies and drafts, each reminder's in one language; made by `load`."""

    def __init__(self, texts: Mapping[str, Texts], language: str, me: str | None, *, neutral: bool = False) -> None:
        """`texts`: of each language; `language`: the one for what is in none of these."""
        self._texts = texts
        self._language = language
        self._me = me
        self._neutral = neutral

    def title(self, reminder: Reminder) -> str:
        """One line that tells by its first 25 letters whom it is about, or that a neutral one is one of ours."""
        return _titled(self._page(reminder), "neutral" if self._neutral else "title")

    def plain_title(self, reminder: Reminder) -> str:
        """`title`, also where those in the calendar are neutral: for the candidate's own eyes."""
        return _titled(self._page(reminder), "title")

    def body(self, reminder: Reminder) -> str:
        """Plain text without `<`, `>` and `&`; its first lines useful alone, its last one `Ref: AV-…`.

        It depends on the reminder alone, and `notes.read` finds no answer in the shipped texts.
        """
        page = self._page(reminder)
        head = [page.block(name) for name in ("late", "to", "what", "when", "how") if name != "late" or reminder.late]
        if self._neutral:
            head.insert(0, _titled(page, "title"))
        parts = ["\n".join(filter(None, head)), page.block("checklist")]
        if reminder.medium != "self":
            parts += _printed_drafts(page)
        closing = [page.block(name) for name in ("answers", "gestures", "why") if name != "why" or reminder.reasons]
        parts.append("\n".join([_RULE, *filter(None, closing), f"Ref: {reference(reminder.uid)}"]))
        return _fit_for_calendars("\n\n".join(filter(None, parts)))

    def advice(self, line: str) -> str:
        """What is said, behind it, of a line that the candidate wrote and that could not be read."""
        return " ".join(self._texts[self._language].block(["frame.txt"], "unread", {"kind": question_of(line)}).split())

    def drafts(self, reminder: Reminder) -> tuple[Draft, ...]:
        """One message for each person, or one to nobody yet; none for a note to oneself."""
        if reminder.medium == "self":
            return ()
        page = self._page(reminder)
        return tuple(page.draft(to) for to in page.people or (NOBODY_YET,))

    def _page(self, reminder: Reminder) -> _Page:
        texts = self._texts[self.language(reminder)]
        facts = facts_of(reminder, self._me)
        facts["whom"] = texts.words["short"](facts["people"])
        return _Page(reminder, texts, facts)

    def language(self, reminder: Reminder) -> str:
        """The language that it is told in."""
        return language_of(reminder, self._texts, self._language) if len(self._texts) > 1 else self._language


class _Page:
    """One reminder with the texts that say it."""

    def __init__(self, reminder: Reminder, texts: Texts, facts: Mapping[str, Any]) -> None:
        self.people: tuple[Addressee, ...] = facts["people"]
        self._medium: Medium = reminder.medium
        self._texts = texts
        self._facts = facts
        own = f"{reminder.step}.{reminder.medium}.txt"
        self._files = [*([own] if _FILE_NAME.fullmatch(own) else []), f"any.{reminder.medium}.txt", "frame.txt"]

    def block(self, name: str, **more: object) -> str:
        return self._texts.block(self._files, name, {**self._facts, **more})

    def draft(self, to: Addressee) -> Draft:
        text = self.block("message", to=to, signature=self.block("signature", to=to))
        return Draft(
            to=None if to is NOBODY_YET else Person(name=to.name, email=to.email),
            medium=self._medium,
            subject=" ".join(self.block("subject", to=to).split()),
            text=_tidy(text),
        )


def _titled(page: _Page, block: str) -> str:
    """A title on one line, of bounded length; it never reads like a reminder that is done."""
    text = " ".join(page.block(block).split())[:_TITLE_LENGTH]
    return f"To do: {text}" if re.match(r"\W*(?:done|erledigt)\b|\s*[✓✔✅☑]", text, re.IGNORECASE) else text


def _printed_drafts(page: _Page) -> Iterator[str]:
    shared = len(page.people) >= _SHARED_FROM
    if shared:
        yield "\n".join([page.block("shared_heading"), *(page.block("personal", to=to) for to in page.people)])
    for to in (NOBODY_YET,) if shared or not page.people else page.people:
        draft = page.draft(to)
        subject = page.block("subject_line", to=to, subject=draft.subject) if draft.subject else ""
        yield "\n".join(filter(None, [page.block("draft_heading" if shared else "heading", to=to), subject]))
        yield draft.text


def _tidy(text: str) -> str:
    """No white space at a line's end, no two blank lines on end, none around."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def _fit_for_calendars(text: str) -> str:
    """Without the signs that make some calendar apps show nothing at all."""
    plain = re.sub(r" & ", " and ", text).translate({ord("<"): "‹", ord(">"): "›", ord("&"): "＆"})
    return _tidy(plain)
