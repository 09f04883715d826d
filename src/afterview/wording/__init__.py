"""Wording: what a reminder says, from the templates in `texts/`.

A text is a file of named blocks, `STEP.MEDIUM.txt` (thank-you.email.txt). A block that it leaves out is taken from
`any.MEDIUM.txt`, then from `frame.txt`; a user's file goes before the shipped one of the same name, block by block.
`words.txt` holds the macros of a language: a language is a folder. Values are data, never templates.
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
from afterview.errors import ConfigError
from afterview.wording.facts import NOBODY_YET, Addressee, facts_of
from afterview.wording.rehearsal import rehearse
from afterview.wording.templates import SHIPPED, Source, Texts

__all__ = ["Draft", "Wording", "languages", "load"]

_FILE_NAME = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,63}}\.(?:{'|'.join(get_args(Medium))})\.txt|(?:frame|words)\.txt")
_LONGEST_FILE = 64 * 1024
_TITLE_LENGTH = 150
_SHARED_FROM = 3
"""With this many recipients the draft is printed once."""
_RULE = "-" * 10
_QUESTIONS = {
    "outcome": ("outcome", "ergebnis"),
    "date": ("date", "datum", "decision", "entscheidung"),
    "yes": ("heard", "antwort", "rück", "follow", "nachfassen"),
}
"""What the key of a line asks for, by words in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message to start from, for one person; for a call what to say, with a voice mail."""

    to: Person | None
    """None where nobody is known."""
    medium: Medium
    subject: str
    """Empty where the medium has none."""
    text: str


def load(folder: Path | None = None, language: str = "en", candidate_name: str | None = None) -> Wording:
    """The texts of `language`, with the user's own from `folder` before them, file by file and block by block.

    A folder that is not there holds no texts. Every file of the user's is tried out at once: ConfigError names the
    file, the line and the way out.
    """
    if language not in languages():
        raise ConfigError("language", f"there are no texts in {language[:20]!r}", f"choose {' or '.join(languages())}")
    own = dict(_own_texts(folder)) if folder is not None else {}
    wording = Wording(Texts(language, own), candidate_name)
    for name, source in own.items():
        rehearse(name, source.path, wording.title, wording.body)
    return wording


def languages() -> tuple[str, ...]:
    """The languages that there are texts in, sorted."""
    return tuple(sorted(entry.name for entry in SHIPPED.iterdir() if (entry / "frame.txt").is_file()))


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
    """Titles, bodies and drafts in one language; made by `load`."""

    def __init__(self, texts: Texts, me: str | None) -> None:
        self._texts = texts
        self._me = me

    def title(self, reminder: Reminder) -> str:
        """One line, the name first; it never reads like a reminder that is done."""
        page = self._page(reminder)
        text = " ".join(page.block("title").split())[:_TITLE_LENGTH]
        return f"To do: {text}" if re.match(r"\W*(?:done|erledigt)\b|\s*[✓✔✅☑]", text, re.IGNORECASE) else text

    def body(self, reminder: Reminder) -> str:
        """Plain text without `<`, `>` and `&`; its first lines useful alone, its last one `Ref: AV-…`.

        It depends on the reminder alone, and `notes.read` finds no answer in the shipped texts.
        """
        page = self._page(reminder)
        head = [page.block(name) for name in ("late", "to", "what", "when", "how") if name != "late" or reminder.late]
        parts = ["\n".join(filter(None, head)), page.block("checklist")]
        if reminder.medium != "self":
            parts += _printed_drafts(page)
        closing = [page.block(name) for name in ("answers", "gestures", "why") if name != "why" or reminder.reasons]
        parts.append("\n".join([_RULE, *filter(None, closing), f"Ref: {reference(reminder.uid)}"]))
        return _fit_for_calendars("\n\n".join(filter(None, parts)))

    def advice(self, line: str) -> str:
        """What is said, behind it, of a line that the candidate wrote and that could not be read."""
        key = line.partition(":")[0].casefold()
        kind = next((kind for kind, words in _QUESTIONS.items() if any(w in key for w in words)), "other")
        return " ".join(self._texts.block(["frame.txt"], "unread", {"kind": kind}).split())

    def drafts(self, reminder: Reminder) -> tuple[Draft, ...]:
        """One message for each person, or one to nobody yet; none for a note to oneself."""
        if reminder.medium == "self":
            return ()
        page = self._page(reminder)
        return tuple(page.draft(to) for to in page.people or (NOBODY_YET,))

    def _page(self, reminder: Reminder) -> _Page:
        facts = facts_of(reminder, self._me)
        about = facts["company"] or facts["role"]
        facts["where"] = f" ({about})" if about else ""
        facts["whom"] = self._texts.words["short"](facts["people"])
        return _Page(reminder, self._texts, facts)


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
