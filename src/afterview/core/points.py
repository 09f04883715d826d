"""Points: what each kind of sign counts for or against an event being the candidate's own job interview.

All the weights stand here and nowhere else; they are added up. `WANTED` points make an interview, `DOUBTFUL` make it
unsure, fewer make it none. As a rule of thumb: a word that can only mean a job interview is enough on its own; the
plain word "interview", or a meeting that might be one, such as an intro, needs company: an employer in the title,
talk of a position in the description, a sender that does recruiting. Another meaning of the word in the title
outweighs all but the plainest statements, and so does a sign that the candidate sits on the other side of the table.
A reminder about something that was no interview annoys more than a miss that is listed as unsure, so doubt stays
doubt.
"""

from __future__ import annotations

from dataclasses import dataclass

WANTED = 4.0
DOUBTFUL = 2.0

POINTS = {
    # the title
    "title: job interview": 5.0,
    "title: interview": 2.5,
    "title: meeting": 2.0,
    "title: meeting, slight": 1.0,
    "title: company": 2.0,
    "title: company, guessed": 1.5,
    "title: company, perhaps": 0.5,
    "title: inviting company": 1.0,
    "title: role": 1.5,
    "title: about a job": 1.5,
    "title: jobs": 1.0,
    "title: candidate's name": 1.0,
    "title: participant": 1.0,
    # the description
    "text: job interview": 3.0,
    "text: interview": 1.5,
    "text: meeting": 0.5,
    "text: to a candidate": 2.5,
    "text: to a candidate, twice": 3.5,
    "text: jobs": 1.0,
    "text: jobs, twice": 2.0,
    "text: jobs, often": 2.5,
    "text: role": 1.0,
    "text: within the company": 1.5,
    # the candidate's own vocabulary
    "own: word in the title": 5.0,
    "own: word in the text": 3.0,
    "own: sender": 3.0,
    # who and where
    "sender: recruiting system": 3.0,
    "sender: company": 1.0,
    "sender: its recruiting": 1.5,
    "sender: private": -1.0,
    "link: candidates": 3.0,
    "link: recruiting system": 2.0,
    "link: coding or video": 1.0,
    # another meaning
    "other: telling": -8.0,
    "other: firm": -6.0,
    "other: phrase": -6.0,
    "other: word": -4.5,
    "other: beside a job interview": -2.0,
    "other: aside": -2.0,
    "other: authority beside a job interview": -3.0,
    "other: beside a stage": -4.0,
    "other: from those who hire": -1.5,
    "other: in the text": -4.0,
    "other: press": -3.0,
    "other: admission": -4.0,
    "somebody else's": -4.0,
    "fraud": -4.0,
    "fraud: payment": -4.0,
    "fraud: messenger": -2.0,
    # the other side of the table
    "hiring: title": -6.0,
    "hiring: text": -4.5,
    "hiring: text, twice": -7.0,
    "hiring: link": -6.0,
    "hiring: candidates": -1.5,
    "hiring: invited by me, at work": -9.0,
    "hiring: invited by me": -3.0,
    "hiring: invited by me, a candidate": -1.0,
    "hiring: own employer invites": -5.0,
    "hiring: own employer invites, a candidate": -1.5,
    "hiring: at work, no other company": -3.0,
    "hiring: private address at work": -3.0,
    # the form
    "form: days": -3.0,
    "form: long": -2.0,
    "form: no time": -1.0,
}
"""Kind of signal → what it counts."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One piece of evidence."""

    kind: str
    """A key of POINTS."""
    reason: str

    @property
    def points(self) -> float:
        """What it counts."""
        return POINTS[self.kind]
