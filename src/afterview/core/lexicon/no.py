"""Norwegian words; how a table is read stands in `afterview.core.lexicon`."""

TABLE = """
[interview]
intervju, samtale, intervjuer

[job]
jobbintervju*, *andregangsintervju*, ansettelsesintervju, annengangsintervju, andre intervju, 2. intervju
andregangssamtale, videointervju, jobbsamtale, tredje intervju, intervju til stilling, intervju nr 2
ansettelsessamtale, andregangs intervju, intervju om stilling

[screen]
telefonintervju, førstegangsintervju, første intervju, hr intervju, samtale med rekrutterer, 1. intervju
førstegangs intervju, intervju med hr, samtale med hr

[screen?]
innledende samtale, første samtale, telefonsamtale

[technical]
teknisk intervju, kodeintervju, teknisk samtale, fagintervju, kodetest

[take-home?]
casepresentasjon, case presentasjon, caseintervju, case gjennomgang

[hiring-manager]
intervju med leder, intervju med ansettende leder, intervju med avdelingsleder, ansettende leder
intervju med nærmeste leder

[onsite]
assessment center, vurderingsdag

[panel]
panelintervju, gruppeintervju, intervju med teamet

[final]
sluttintervju, siste intervju, finaleintervju, intervju med daglig leder, avsluttende intervju, tredjegangsintervju

[informal?]
uformell prat, bli kjent, bli kjent prat, møte teamet, uformell samtale, kaffeprat, uforpliktende prat
bli kjent samtale, uforpliktende samtale

[other]
prøvedag*, prøvevakt*, prøvejobbing, prøvejobb

[round?]
andre runde, neste steg, runde 2, 2. runde

[yours]
din søknad, søknaden din, intervjuet ditt, din interesse, velkommen til intervju, invitere deg, kalle deg inn
innkalling til intervju, søknad på stilling*, lønnsforventning*, cv en din, takk for søknaden
invitasjon til intervju

[context]
stilling*, søknad*, rekruttering, ansettelse, jobben som, søker, utlysning, hr, rolle, rollen som

[prep]
forberedelse*, forberede, øve, intervjutrening, karriereveiled*, øvingsintervju, prøveintervju, coaching, kurs
workshop, trening

[press]
presse, radio, avis, journalist, tv, podkast, podcast, radiointervju, avisintervju, nrk intervju, opptak
sending, artikkel, dokumentar

[research]
undersøkelse, masteroppgave*, brukerintervju*, kundeintervju*, forskning*, brukertest, forskningsintervju
spørreundersøkelse, fokusgruppe, bacheloroppgave, deltaker, dybdeintervju

[official]
visum, ambassade*, politi*, nav, udi, advokat, avhør, konsulat, dommeravhør, tingretten, statsborgerskap
skatteetaten, barnevern*

[school]
utviklingssamtale*, foreldresamtale*, foreldremøte, barnehage*, skole*, lærer, opptaksintervju, opptak
muntlig eksamen, konferansetime, elevsamtale, eksamen, kontaktlærer

[appraisal]
medarbeidersamtale*, lønnssamtale*, sluttsamtale*, sluttintervju hr, oppfølgingssamtale, målsamtale
exitintervju, årssamtale, sykefraværssamtale, dialogmøte, drøftingsmøte, lønnsforhandling

[home]
lege, legen, legetime, legevakt, fastlege, tannlege, psykolog, boliglån, visning, utleier, eu kontroll
leilighet, sykehus, jordmor, verksted
hybel, terapeut, bolig

[leisure]
kino, bursdag, fest, fotball, kamp, konsert, middag, mamma, pappa, bestemor, mormor, trening

[fair]
karrieredag*, jobbmesse, åpen dag, bedriftspresentasjon, nettverkstreff, arbeidslivsdag*, nettverk*, informasjonsmøte

[work]
kunde*, kundemøte, leverandør, prosjekt*, demo, avdelingsmøte, teammøte, salgsmøte, statusmøte, anbud, personalmøte

[chore]
frist, sende, send, levere, innlevering, takkemail, takkebrev, takke, tog til, fly til, ringe, ring
påminnelse, kjøpe, søknadsfrist, svar, tilbakemelding, søke, oppdatere cv, frisør, bestille, reise til

[offer]
kontrakt, signere, første dag, første arbeidsdag, onboarding, jobbtilbud, arbeidskontrakt, lønnsforhandlinger
signering, introduksjon, oppsigelse

[hiring]
kandidatintervju, intervju av kandidat*, cv vedlagt!, kandidatens cv!, søkergjennomgang, kandidaten!
intervjuguide!, kandidater, søkerliste!, innstilling, intervjue, søkere

[hiring?]
kandidat, søker

[cancelled]
avlyst, kansellert, avslått, utgår

[agency]
vår kunde!, min kunde!, vår oppdragsgiver!, bemanning!, rekrutteringsbyrå!

[role]
*utvikler, *ingeniør, *leder, *konsulent, *sykepleier, *selger, *rådgiver, *medarbeider, *koordinator
*revisor, *tekniker, *analytiker, *spesialist, *økonom, *arkitekt, *jurist, *kokk, *servitør, *sjåfør
*elektriker, *sjef, *direktør, *lærling, *assistent, *saksbehandler, *regnskapsfører, *barnehagelærer
*butikkmedarbeider, *controller, *helsefagarbeider, *designer, *mekaniker, *snekker, *sekretær

[senior]
*leder, *sjef, senior, teamleder

[executive]
direktør, *direktør, daglig leder, administrerende direktør

[junior]
lærling, nyutdannet

[intern]
praktikant, sommerjobb, sommerstudent

[noise]
med, hos, for, på, i, og, en, et, av, til, som, ved, den, det, kl, klokken, telefon, video, møte, invitasjon
bekreftelse, bekreftet, stilling, stillingen, mandag, tirsdag, onsdag, torsdag, fredag, lørdag, søndag, dag
morgen, formiddag, ettermiddag, første, andre, tredje, siste, firma, kontor, team, digitalt, teams, jobb, hei
velkommen, om, din, ditt, vår, intervju, prat, samtale, stillingen som, runde

[person]
herr, fru

[internal]
intern søknad, intern stilling
"""
