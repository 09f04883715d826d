"""Vocabulary: the words people use for an answer, a stage or a time zone, mapped to ours, exactly or not at all."""

from __future__ import annotations

import re
import unicodedata
from zoneinfo import ZoneInfo


def plain(text: str) -> str:
    """Lower case, without accents, with single spaces in place of punctuation."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]", " ", bare).split())


def _synonyms(text: str) -> dict[str, str]:
    lines = (line.split(":") for line in text.strip().splitlines())
    return {word.strip(): ours.strip() for ours, words in lines for word in words.split(",")}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


YES = _words("yes y yep true ja j oui si")
NO = _words("no n nope false nein non never not")
PLACEHOLDERS = _words("date datum name value yyyymmdd ddmmyyyy mmddyyyy jjjjmmtt ttmmjjjj tbd tba tbc na yesno janein")
"""What stands where an answer is still to come; without punctuation."""
NOT_A_NAME = _words("""
us me we you i please hr team recruiting recruitment careers jobs support reception desk office call email mail phone
cto ceo cfo coo vp head lead director manager engineer developer recruiter designer analyst
""")
"""A phrase with one of these is a job title or a mailbox, no person."""

OUTCOMES = _synonyms("""
accepted: accepted, offer accepted, accepted offer, accepted the offer, accepted their offer, hired, signed
accepted: angenommen, angebot angenommen, zugesagt
withdrawn: withdrawn, withdrew, withdraw, i withdrew, offer declined, declined offer, declined the offer
withdrawn: turned down the offer, zuruckgezogen, angebot abgelehnt, bewerbung zuruckgezogen
rejected: rejected, rejection, reject, no offer, abgelehnt, absage, abgesagt
offer: offer, offered, an offer, got an offer, got the offer, job offer, offer received, received an offer
offer: angebot, zusage, angebot erhalten
open: still open, open, stillopen, still waiting, still undecided, offen, noch offen
""")
"""`open` is no outcome: the application goes on."""

STAGE = _synonyms("""
screen: screen, screening, phone screen, phone screening, phone, recruiter, recruiter screen, hr, hr screen
screen: hr screening, intro, introduction, introductory, first call, telefon, telefoninterview
screen: vorstellungstelefonat
technical: technical, tech, technical screen, tech screen, coding, live coding, code, pair programming
technical: system design, programming, fachlich, fachgesprach, fachinterview, technik
take-home: take home, takehome, take home review, take home task, take home test, homework, assignment
take-home: hausaufgabe, probeaufgabe
hiring-manager: hiring manager, manager
onsite: onsite, on site, onsite loop, loop, superday, assessment centre, assessment center, assessment day
onsite: vor ort, probetag
panel: panel, panel of interviewers, gremium
final: final, finals, last, abschluss, letzte, abschliessend
informal: informal, coffee, coffee chat, informal chat, meet and greet, kennenlernen, kennenlerngesprach, informell
other: other, andere, sonstige
""")

_NOISE = {
    "interview",
    "interviews",
    "round",
    "stage",
    "call",
    "conversation",
    "gesprach",
    "runde",
    "bewerbungsgesprach",
}

SENIORITY = _synonyms("""
intern: intern, internship, working student, werkstudent, werkstudentin, praktikum, praktikant, praktikantin
intern: trainee
junior: junior, jr, entry level, entry, graduate, new grad, associate, einsteiger, berufseinsteiger
senior: senior, sr, staff, principal, lead, tech lead, team lead, manager, expert, teamleiter, teamleiterin
senior: teamleitung
executive: executive, exec, director, head, head of, vp, vice president, svp, c level, cto, ceo, cfo, coo
executive: chief, geschaftsfuhrung, geschaftsfuhrer, geschaftsfuhrerin, direktor, direktorin, vorstand
""")

_ZONES = _synonyms("""
America/New_York: et, est, edt, eastern, eastern time, us eastern, eastern standard time
America/New_York: eastern daylight time, eastern time us canada
America/Chicago: ct, cdt, central, central time, us central, central standard time, central time us canada
America/Denver: mt, mdt, mountain, mountain time, us mountain, mountain standard time, mountain time us canada
America/Phoenix: us mountain standard time, arizona
America/Los_Angeles: pt, pst, pdt, pacific, pacific time, us pacific, pacific standard time
America/Los_Angeles: pacific daylight time, pacific time us canada
America/Halifax: atlantic standard time, atlantic time
America/Anchorage: akst, akdt, alaskan standard time
Pacific/Honolulu: hst, hawaiian standard time
America/Sao_Paulo: e south america standard time, brt
Europe/London: gmt standard time, uk, uk time, london, british time
Europe/Lisbon: wet, west
Europe/Berlin: cet, cest, mez, mesz, w europe standard time, berlin, central european time, mitteleuropaische zeit
Europe/Paris: romance standard time, paris
Europe/Budapest: central europe standard time
Europe/Warsaw: central european standard time
Europe/Helsinki: fle standard time
Europe/Bucharest: gtb standard time
Europe/Athens: eet, eest
Europe/Istanbul: turkey standard time
Europe/Moscow: msk, russian standard time
Africa/Johannesburg: sast, south africa standard time
Asia/Jerusalem: israel standard time
Asia/Dubai: arabian standard time
Asia/Kolkata: india standard time, india
Asia/Singapore: sgt, singapore standard time
Asia/Shanghai: china standard time
Asia/Hong_Kong: hkt
Asia/Tokyo: jst, tokyo standard time
Asia/Seoul: kst, korea standard time
Australia/Sydney: aest, aedt, aus eastern standard time
Australia/Brisbane: e australia standard time
Australia/Adelaide: cen australia standard time
Australia/Perth: awst, w australia standard time
Pacific/Auckland: nzst, nzdt, new zealand standard time
UTC: utc, zulu
""")
"""Windows names, and the abbreviations that mean one place only: not CST, BST, IST or GMT."""

_IANA = re.compile(r"[A-Za-z]{2,20}(?:/[A-Za-z0-9_+-]{1,30}){1,2}")


def without_noise(text: str) -> str:
    """`plain`, without the words that say no more than that it is an interview."""
    return " ".join(word for word in plain(text).split() if word not in _NOISE)


def read_zone(text: str) -> str | None:
    """The IANA name of a zone written as IANA (any letter case), Windows or an abbreviation that is unambiguous."""
    known = _ZONES.get(plain(text))
    if known is not None:
        return known
    written = text.strip().replace(" ", "_")
    if not _IANA.fullmatch(written):
        return None
    for name in (written, _cased(written)):
        try:
            return ZoneInfo(name).key
        except (KeyError, ValueError, OSError):  # not there, no name of one, a folder of zones
            continue
    return None


def _cased(name: str) -> str:
    """As the zone database writes most names: `america/port_of_spain` is America/Port_of_Spain."""
    small = {"of", "au", "es"}
    return "/".join(
        "_".join(
            word if word in small else "-".join(bit.capitalize() for bit in word.split("-")) for word in part.split("_")
        )
        for part in name.lower().split("/")
    )
