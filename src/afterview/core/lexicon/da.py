"""Danish words; how a table is read stands in `afterview.core.lexicon`."""

TABLE = """
[interview]
samtale, interview

[job]
jobsamtale*, ansættelsessamtale*, jobinterview*, 2. samtale, anden samtale, samtale nr 2, anden jobsamtale
samtale om stillingen, anden samtalerunde, 3. samtale, tredje samtale, anden runde samtale, videosamtale job
praktiksamtale, elevsamtale, rekrutteringssamtale, videointerview

[screen]
telefoninterview, telefonsamtale med rekrutterer, hr samtale, 1. samtale, første samtale, første jobsamtale
samtale med hr, første interview, samtale med recruiter, telefonscreening

[screen?]
indledende samtale, indledende snak, telefonsnak

[technical]
teknisk samtale, teknisk interview, kodetest, faglig samtale, tekninterview

[take-home?]
casesamtale, casepræsentation, case præsentation

[hiring-manager]
samtale med chefen, samtale med lederen, samtale med afdelingsleder*, samtale med ansættende leder, ansættende leder

[onsite]
assessment center, vurderingsdag

[panel]
panelsamtale, ansættelsesudvalg, samtale med ansættelsesudvalget, gruppesamtale

[final]
afsluttende samtale, sidste samtale, samtale med direktøren

[informal?]
uformel samtale, kaffesnak, møde teamet, uforpligtende samtale, mød teamet, uformel snak

[other]
prøvedag*, prøvevagt*, prøvearbejde

[round?]
anden runde, 2. runde, næste skridt, runde 2

[yours]
din ansøgning, din samtale, din jobsamtale, glæder os til at se dig, indkalde dig, invitere dig til samtale
din interesse for, se dig til samtale, indkaldelse til samtale, velkommen til samtale, lønforventning*, dit cv
invitation til samtale

[context]
stilling*, jobbet som, ansøgning*, rekruttering, ansættelse*, ansøger, hr, jobopslag, rolle, jobannonce

[prep]
forberedelse*, forberede, øve, træning, jobcoach, karriererådgivning, øvesamtale, prøvesamtale
jobsøgningskursus, workshop, coaching

[press]
presse, radio, avis, journalist, tv interview, podcast, tv, optagelse, radiointerview, artikel, udsendelse, dokumentar

[research]
undersøgelse, speciale, brugerinterview*, kundeinterview*, forskning, brugertest, spørgeskema, fokusgruppe
bacheloropgave, deltager

[official]
visum, ambassade*, politi*, jobcenter, a-kasse, a kasse, kommune møde, sygedagpenge, advokat, konsulat*
retten, afhøring, borgerservice, cv samtale, rådighedssamtale, statsborgerskab, skat, udlændingestyrelsen
cv-samtale

[school]
skole*, forældresamtale, skole hjem samtale, forældremøde, børnehave, vuggestue, lærer, optagelsessamtale
mundtlig eksamen, studievejled*, dagpleje, eksamen, elevplan

[appraisal]
mus samtale, mus, medarbejdersamtale, medarbejderudviklingssamtale*, lønsamtale*, sygesamtale
fratrædelsessamtale*, opfølgningssamtale, fratrædelse, trivselssamtale, udviklingssamtale, exitsamtale, lus
tjenstlig samtale, lønforhandling, gruv

[home]
læge*, tandlæge, psykolog, boliglån, fremvisning, lejlighed*, udlejer, bilsyn, værksted, jordemoder, sygehus
roommate, ejendomsmægler, barnepige, terapeut, bankmøde

[leisure]
biograf, fødselsdag, fest, fodbold, kamp, koncert, middag, mor, far, mormor, farmor, teater

[fair]
jobmesse, karrieremesse, karrieredag*, åbent hus, netværk*, informationsmøde, virksomhedsbesøg

[work]
kunde*, kundemøde, leverandør, projekt*, demo, tilbudsmøde, afdelingsmøde, teammøde, salgsmøde, statusmøde
personalemøde

[chore]
deadline, sende, send, aflevere, aflevering, takkemail, takkebrev, takke, tog til, fly til, ring, påmindelse
købe, købe jakkesæt, frist, ansøgningsfrist, svar, opfølgning, søge, opdatere cv, frisør, rejse til, besked

[offer]
kontrakt, underskrive, første dag, første arbejdsdag, onboarding, jobtilbud, lønforhandling ny
kontraktunderskrivelse, introduktion, opsigelse, ansættelseskontrakt

[hiring]
ansøgersamtale, kandidatsamtale, cv vedhæftet!, kandidatens cv!, screening af ansøgere, kandidaten!
ansøgeren!, interviewguide!, ansøgninger, udvælgelse, ansøgermøde, kandidater, ansøgersamtaler
ansættelsessamtaler

[hiring?]
kandidat, ansøger

[cancelled]
aflyst, annulleret, afvist

[agency]
vores kunde!, min kunde!, vikarbureau!, rekrutteringsbureau!, på vegne af vores!

[role]
*udvikler, *ingeniør, *leder, *konsulent, *sygeplejerske, *sælger, *assistent, *revisor, *tekniker
*medarbejder, *koordinator, *pædagog, *bogholder, *analytiker, *specialist, *økonom, *arkitekt, *jurist, *kok
*tjener, *chauffør, *elektriker, *håndværker, *chef, *direktør, *elev, *praktikant, *studentermedhjælper
*controller, *rådgiver, *designer, *sekretær, *lærer stilling, *studiemedhjælper, *lagermedarbejder, *sosu

[senior]
*leder, *chef, senior, teamleder

[executive]
direktør, *direktør

[junior]
lærling, nyuddannet, elev

[intern]
praktikant, praktik

[noise]
med, hos, for, på, i, og, en, et, af, til, som, ved, den, det, kl, klokken, telefon, video, møde, invitation
bekræftelse, bekræftet, stilling, stillingen, mandag, tirsdag, onsdag, torsdag, fredag, lørdag, søndag, dag
morgen, formiddag, eftermiddag, første, anden, tredje, sidste, firma, kontor, team, virtuel, online, job, hej
velkommen, om, din, dit, vores, samtale, snak, opkald, stillingen som, runde

[person]
hr, fru

[internal]
intern ansøgning, intern stilling
"""
