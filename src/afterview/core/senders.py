"""Senders: what an address or a link says by its host alone, matched at the dot.

`evilgreenhouse.io` is not Greenhouse.

Every table is a list of words; adding one extends it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from afterview.core.lexicon import word_set

RECRUITING = word_set("""
 greenhouse.io greenhouse-mail.io lever.co ashbyhq.com myworkday.com myworkdayjobs.com workday.com
smartrecruiters.com icims.com workable.com workablemail.com jobvite.com taleo.net successfactors.com
successfactors.eu sapsf.com sapsf.eu bamboohr.com breezy.hr breezy-mail.com applytojob.com recruitee.com
teamtailor.com teamtailor-mail.com personio.de personio.com ripplingmail.com avature.net eightfold.ai
goodtime.io modernloop.io gem.com jobscore.com pinpointhq.com comeet.co comeet.com jazz.co jazzhr.com
bullhornmail.com bullhorn.com join.com softgarden.io softgarden.de rexx-systems.com dvinci.de dvinci-easy.com
umantis.com haufe-talent.com onlyfy.io prescreen.io talentlyft.com homerun.co jobylon.com reachmee.com varbi.com
jobteaser.com welcomekit.co welcometothejungle.com flatchr.io taleez.com beetween.com digitalrecruiters.com
talentsoft.com cegid.com emply.com hr-manager.net hr-on.com webcruiter.no recman.no erecruiter.pl traffit.com
teamio.com hh.ru huntflow.ru work.ua gupy.io kenoby.com solides.com.br vagas.com.br factorialhr.com bizneo.com
viterbit.com inrecruiting.com altamirahrm.com otys.nl carerix.com tangram.nl herp.cloud hrmos.co talentio.com
wantedly.com mokahr.com beisen.com nowcoder.com zhaopin.com 51job.com zhipin.com liepin.com greetinghr.com
wanted.co.kr ninehire.com indeed.com indeedemail.com ziprecruiter.com metaview.ai phenompeople.com
cornerstoneondemand.com csod.com ultipro.com ukg.com paylocity.com paycomonline.net adp.com dayforcehcm.com
zohorecruit.com freshteam.com hibob.com rippling.com trakstar.com fountain.com paradox.ai harver.com sonru.com
cammio.com vidcruiter.com shazamme.com snaphire.com livehire.com pageuppeople.com springboard.cloud
candidate.fyi interviewschedule.com interviewplanner.com prelude.co cronofy.com
""")
"""Applicant tracking and interview scheduling; no employer."""

RECRUITING_WEAK = word_set("oraclecloud.com adp.com cegid.com cronofy.com gem.com join.com rippling.com workday.com")
"""Of these, hosts that carry other things too: nobody is an employer there, but they prove nothing."""

TESTING = word_set("""
hackerrank.com codesignal.com codility.com coderpad.io coderbyte.com devskiller.com hirevue.com karat.io karat.com
byteboard.dev codeinterview.io testgorilla.com qualified.io codesubmit.io hackerearth.com
testdome.com mettl.com hirebee.ai sparkhire.com willo.video myinterview.com modernhire.com vervoe.com pymetrics.com
shl.com cut-e.com arcticshores.com canditech.io woven.com filtered.ai imocha.io adaface.com coderscreen.com
""")
"""Coding and video interviews of employers."""

SCHEDULING = word_set("""
calendly.com cal.com savvycal.com doodle.com youcanbook.me zoom.us google.com microsoft.com x.ai
acuityscheduling.com chilipiper.com tidycal.com zcal.co hubspot.com meetergo.com koalendar.com appointlet.com
setmore.com office365.com bookings.microsoft.com teams.microsoft.com webex.com whereby.com gotomeeting.com
simplybook.me oncehub.com reclaim.ai clockwise.com zohocalendar.com lu.ma eventbrite.com meetup.com linkedin.com
facebookmail.com resource.calendar.google.com group.calendar.google.com import.calendar.google.com
group.v.calendar.google.com xing.com notion.so slack.com
""")
"""Hosts that book or carry a meeting and say nothing about the company."""

FREEMAIL = word_set("""
 gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com rocketmail.com icloud.com
me.com mac.com aol.com protonmail.com proton.me pm.me gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de
freenet.de arcor.de posteo.de mailbox.org tutanota.com tuta.io tutamail.com fastmail.com fastmail.fm hey.com
zoho.com mail.com email.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr
libero.it virgilio.it tiscali.it alice.it tin.it poste.it fastwebnet.it aruba.it telefonica.net terra.es
telia.com spray.se bredband.net comhem.se tele2.se kpnmail.nl ziggo.nl xs4all.nl planet.nl home.nl hetnet.nl
upcmail.nl telenet.be skynet.be proximus.be online.no broadpark.no getmail.no mail.dk jubii.dk stofanet.dk
tdcadsl.dk youmail.dk onet.pl onet.eu wp.pl interia.pl o2.pl gazeta.pl poczta.fm op.pl tlen.pl seznam.cz
email.cz centrum.cz post.cz volny.cz atlas.cz azet.sk zoznam.sk mynet.com mail.ru yandex.ru ya.ru yandex.com
bk.ru list.ru inbox.ru rambler.ru internet.ru ukr.net i.ua meta.ua bigmir.net qq.com foxmail.com 163.com 126.com
yeah.net sina.com sina.cn sohu.com 139.com 189.cn aliyun.com naver.com hanmail.net daum.net kakao.com nate.com
docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp sapo.pt
iol.pt clix.pt uol.com.br bol.com.br terra.com.br ig.com.br globo.com r7.com bigpond.com optusnet.com.au
iinet.net.au xtra.co.nz comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net
earthlink.net shaw.ca rogers.com telus.net sympatico.ca btinternet.com sky.com talktalk.net virginmedia.com
ntlworld.com blueyonder.co.uk eircom.net bluewin.ch hispeed.ch aon.at chello.at a1.net rediffmail.com abv.bg
walla.co.il otenet.gr freemail.hu citromail.hu hushmail.com duck.com privaterelay.appleid.com simplelogin.com
disroot.org riseup.net runbox.com mailfence.com
""")
_FREEMAIL_ANYWHERE = word_set("yahoo hotmail outlook live gmx ymail")
"""Freemail under many top-level domains: yahoo.es, outlook.jp."""

AGENCY_WORDS = [
    "recruit",
    "staffing",
    "headhunt",
    "execsearch",
    "executivesearch",
    "talentsolutions",
    "personnel",
    "search-partners",
    "searchpartners",
    "personalberatung",
    "personalvermittlung",
    "zeitarbeit",
    "interim",
    "uitzend",
    "randstad",
    "adecco",
    "manpower",
    "hays.com",
    "hays.de",
    "michaelpage",
    "pagepersonnel",
    "roberthalf",
    "robertwalters",
    "kforce",
    "experis",
    "brunel.net",
    "harveynash",
    "kellyservices",
    "gigroup",
    "resourcing",
    "jobagency",
    "agency",
    "employment-services",
    "rekryter",
    "bemanning",
    "arbetskraft",
    "hrconsult",
    "headhunter",
    "search.com",
    "search.co.uk",
    "search.de",
    "search.io",
    "apsc",
    "talentpartners",
]
"""Parts of a host that recruits for others."""

PRESS_WORDS = [
    "podcast",
    "radio",
    "magazine",
    "gazette",
    "tribune",
    "newspaper",
    "zeitung",
    "presse",
    "journal",
    "news",
    "press",
    "media",
    "tv",
    "fm",
    "prensa",
    "stampa",
    "dagblad",
    "broadcast",
    "rundfunk",
    "fernsehen",
    "television",
    "times",
    "guardian",
    "herald",
]
"""Whole words of a host or a sender's name that asks for another kind of interview, top-level domains too."""

SHARED_WORDS = word_set("""
 noreply donotreply reply mailer notification notifications recruiting recruitment recruiter recruiters recruit
careers career jobs job hr humanresources people peopleops talent talents talentacquisition acquisition hiring
interviews interview scheduling schedule scheduler calendar calendars booking bookings office info contact
kontakt team admin hello support applications apply bewerbung bewerbungen bewerbermanagement karriere personal
personalabteilung jobcenter recrutement candidature candidatures rh drh empleo seleccion talento rrhh vagas
recrutamento lavoro risorse selezione vacatures werken sollicitatie personeelszaken hrm rekrytering jobb
rekruttering jobbsok rekrutacja kariera praca kadry kariera nabor saiyo jinji hr-team zhaopin coordination
coordinator ta rc service mail events event system automated bot assistant ats goodtime modernloop greenhouse
lever ashby workday teamtailor personio karat hackerrank coderpad codility calendly zoom sekretariat secretariat
reception empfang verwaltung accueil desk helpdesk onboarding program programs campus graduates graduate
internships university community press pr marketing sales staff department ik insankaynaklari recrutiment
personel hiringteam interviewing invites invite meetings meeting updates do not no candidates candidate 採用担当 採用
人事部 人事 人事課 採用チーム 採用係 事務局 招聘 人力资源部 人力资源 招聘组 채용팀 채용 인사팀 인사 인재영입팀
채용담당자 채용담당 кадры персонал рекрутинг рекрутмент
вакансии отдел подбор hrотдел rekrutacji
""")
"""Words of a mailbox or a display name that is no person."""

TOOLS = word_set("""
 zoom teams skype webex karat hackerrank codility codesignal coderpad hirevue greenhouse lever ashby workday
goodtime modernloop calendly teamtailor personio smartrecruiters icims recruitee workable bamboohr
""")
"""Tools that a title names without meaning the company."""

ABBREVIATED = word_set("inc co corp ltd llc")
"""Legal forms that are written with a full stop."""

LEGAL_FORMS = word_set("""
 inc incorporated llc ltd limited gmbh ag se kgaa kg ohg ug ev sa sas sarl sasu eurl bv nv oy oyj ab plc corp
corporation co company spa srl srls sl slu sau pty lda ltda as asa aps sp zoo sro kk llp lp gbr mbh doo ead ooo
ооо оао зао ао тов пат cic vof kft zrt
""")

_SECOND_LEVEL = word_set("co com org net ac gov edu or ne go gob gouv")
_PUBLIC_HOSTING = word_set("onmicrosoft.com sharepoint.com github.io herokuapp.com")


def domain_of(address: str) -> str:
    """The part behind the last `@`, lower case; empty without one."""
    return address.rpartition("@")[2].strip().rstrip(".").lower() if "@" in address else ""


def belongs(host: str, table: frozenset[str]) -> bool:
    """The host is one of the table, or lies under one."""
    labels = host.lower().split(".")[-6:]
    return any(".".join(labels[at:]) in table for at in range(len(labels) - 1))


@lru_cache(maxsize=4096)
def is_freemail(host: str) -> bool:
    """Anybody can have an address there."""
    return belongs(host, FREEMAIL) or host.split(".", maxsplit=1)[0] in _FREEMAIL_ANYWHERE


@lru_cache(maxsize=4096)
def is_company(host: str) -> bool:
    """A mail domain that says who somebody works for."""
    return (
        "." in host
        and not is_freemail(host)
        and not any(belongs(host, table) for table in (RECRUITING, TESTING, SCHEDULING, _PUBLIC_HOSTING))
    )


@lru_cache(maxsize=4096)
def registered(host: str) -> str:
    """The domain that was registered: `acme.co.uk` of `mail.acme.co.uk`."""
    labels = host.lower().split(".")
    size = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-size:])


def brand(host: str) -> str:
    """The label that names the company: `acme-labs` of `mail.acme-labs.com`."""
    return registered(host).split(".")[0]


@lru_cache(maxsize=4096)
def is_agency(host: str) -> bool:
    """A host that recruits for others, by its name."""
    return any(word in host for word in AGENCY_WORDS)


def is_press(host: str, name: str) -> bool:
    """A host or a sender's name of the press, radio or a podcast."""
    words = set(re.split(r"[\W_]+", f"{host.lower()} {name.lower()}"))
    compact = brand(host) if host else ""
    return not words.isdisjoint(PRESS_WORDS) or any(len(w) >= 5 and w in compact for w in PRESS_WORDS)


def is_shared(address: str, name: str) -> bool:
    """A mailbox of many, a robot or a room, not a person; a person's name on a shared mailbox makes it a person's."""
    local = address.partition("@")[0]
    words = {w for w in re.split(r"[\W_\d]+", local.lower()) if w}
    spoken = {w for w in re.split(r"[\W_\d]+", name.lower()) if w}
    if "noreply" in local.replace("-", "").replace("_", "").replace(".", "").lower():
        return True
    if not spoken.isdisjoint(SHARED_WORDS):
        return not (words.isdisjoint(SHARED_WORDS) and any("\u3040" <= c <= "\u9fff" for c in name))
    compact = "".join(sorted(words, key=local.lower().find))
    shared = not words.isdisjoint(SHARED_WORDS) or any(
        compact.startswith(w) or compact.endswith(w)
        for w in ("hrinterview", "recruit", "careers", "interviews", "noreply")
    )
    return shared and len(name.split()) != 2
