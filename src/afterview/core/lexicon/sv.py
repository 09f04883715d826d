"""Swedish words; how a table is read stands in `afterview.core.lexicon`."""

TABLE = """
[interview]
intervju, intervjuer, intervjutid, samtal

[job]
*anställningsintervju*, jobbintervju*, arbetsintervju, rekryteringsintervju, andra intervju, andraintervju
2a intervju, videointervju, jobbsamtal, rekryteringssamtal, intervju för tjänsten, intervju tjänst
intervju nr 2, tredje intervju, digital intervju, anställningssamtal, slutintervju jobb, intervju sommarjobb
djupintervju jobb

[screen]
telefonintervju, hr intervju, första intervju, samtal med rekryterare, rekryterarsamtal, inledande intervju
telefonsamtal rekryterare, hr samtal, förstaintervju, intervju hr, intervju med hr, samtal med hr

[screen?]
första samtal, inledande samtal, telefonavstämning

[technical]
teknisk intervju, kodintervju, arbetsprov teknik, tekniskt samtal, kodtest, programmeringstest, teknisk test

[take-home?]
caseintervju, case presentation, casepresentation, arbetsprov, genomgång av case

[hiring-manager]
intervju med rekryterande chef, chefsintervju, samtal med rekryterande chef, intervju med chef
intervju med chefen, rekryterande chef

[onsite]
assessment center, rekryteringsdag, urvalsdag

[panel]
panelintervju, gruppintervju, intervju med teamet

[final]
slutintervju, sista intervju, sista intervjun, finalintervju, slutlig intervju, intervju med vd

[informal?]
träffa teamet, lära känna, lunch med teamet, fika med teamet, informellt samtal, förutsättningslöst samtal
förutsättningslöst möte

[other]
provjobb*, provarbet*, provdag, provpass

[round?]
andra omgången, nästa steg, steg 2, runda 2, andra samtal, andra rundan

[yours]
din ansökan, din intervju, välkommen på intervju, ditt intresse, välkommen till intervju, bjuda in dig
kalla dig till intervju, träffa dig på intervju, löneanspråk, inbjudan till intervju, kallelse till intervju
ditt cv

[context]
tjänst, tjänsten, rekrytering, rekryterare, ansökan, lediga jobb, tjänsten som, rollen som, jobbet som, roll
hr, anställning, befattning

[prep]
förbereda, förberedelse*, intervjuträning, öva, träning, coachning, jobbcoach, provintervju, övningsintervju
workshop, plugga, karriärcoach

[press]
press, radio, podd, podcast, tidning, journalist, tv, tidningsintervju, radiointervju, reportage, inspelning
sändning, dokumentär, artikel

[research]
användarintervju*, undersökning, studie, uppsats, enkät, kundintervju*, forskning, användartest
marknadsundersökning, examensarbete, deltagare, intervjustudie, fokusgrupp

[official]
visum, ambassad*, polis*, polisförhör, arbetsförmedlingen, migrationsverket, domstol, advokat
försäkringskassan, socialtjänsten, medborgarskap*, konsulat*, a-kassa, förhör, skatteverket, soc

[school]
utvecklingssamtal*, föräldramöte, förskola, skola*, lärare, antagningsintervju, antagning, dagis, kvartssamtal
mentorsamtal, inskolning, stipendium, muntligt prov, universitet, fritids

[appraisal]
medarbetarsamtal*, lönesamtal*, avgångssamtal*, avslutningssamtal, uppföljningssamtal, avstämning, rehabsamtal
exitintervju, avgångsintervju, exitsamtal, målsamtal, lönerevision, utvecklingsplan, måluppföljning

[home]
bolån, lånelöfte, läkare, tandläkare, psykolog, hyresvärd, visning, lägenhet*, vårdcentral, besiktning
bilbesiktning, barnmorska, mäklare, rumskompis, barnvakt, verkstad, terapi, bankmöte

[leisure]
bio, fotboll, födelsedag, fest, match, konsert, middag, teater, mamma, pappa, mormor, farmor, gym, matlagning

[fair]
jobbmässa, arbetsmarknadsdag*, rekryteringsmässa, karriärdag*, öppet hus, nätverksträff, mingel
lunchföreläsning, informationsmöte

[work]
kund, kundmöte, kunder, teammöte, avdelningsmöte, leverantör, projekt*, demo, offert, säljmöte, planering
arbetsplatsträff, apt, kundsamtal, säljsamtal, veckomöte

[chore]
deadline, skicka, lämna in, tackmejl, tackbrev, tacka, tåg till, tåg, flyg, ringa, påminnelse, köpa, inlämning
svar, sista ansökningsdag, sök, söka, uppdatera cv, boka, skriva ut, kostym, frisör, resa till, besked
återkoppling, personligt brev

[offer]
anställningsavtal, skriva avtal, skriva på, första dag, första arbetsdag, introduktion, onboarding, erbjudande
löneförhandling, kontraktsskrivning, jobberbjudande, uppsägning, avtal

[hiring]
intervjua, intervjua kandidat*, kandidatintervju*, kandidatgenomgång, cv bifogat!, kandidatens cv!
cv i bilaga!, urval, urvalsmöte, rekryteringsmöte, kandidaten!, intervjuguide!, intervjumall!, kandidater
återsamling kandidat*

[hiring?]
kandidat, sökande

[cancelled]
inställd, inställt, avbokad, avbokat, avböjd, ställs in

[agency]
vår kund!, min kund!, vår uppdragsgivare!, bemanning!, rekryteringsbolag!, för vår kunds räkning!, vår kunds räkning!

[role]
*utvecklare, *ingenjör, *ledare, *ekonom, *sjuksköterska, *lärare tjänst, *säljare, *handläggare, *assistent
*tekniker, *konsult, *chef, *samordnare, *administratör, *snickare, *redovisare, *koordinator, *controller
*arkitekt, *medarbetare, *analytiker, *specialist, *undersköterska, *kock, *jurist, *mekaniker, *elektriker
*servitör, *servitris, *barista, *redaktör, *formgivare, *chaufför, *revisor, *strateg, *designer
*barnskötare, *lagerarbetare, *inköpare, *projektör, *butiksbiträde, *kommunikatör, *utredare

[senior]
*chef, *ledare, senior, gruppchef, teamledare

[executive]
vd, direktör, *direktör, områdeschef, verksamhetschef

[junior]
lärling, nyexaminerad

[intern]
praktik*, praktikant, sommarjobb

[noise]
med, hos, för, på, i, och, en, ett, av, till, som, vid, den, det, kl, klockan, telefon, video, möte, inbjudan
bekräftelse, bekräftad, tjänst, tjänsten, tjänsten som, måndag, tisdag, onsdag, torsdag, fredag, lördag
söndag, idag, imorgon, förmiddag, eftermiddag, första, andra, tredje, sista, företag, kontor, plats, team
teamet, digitalt, ab, hej, välkommen, din, ditt, vår, jobb, jobbet, om, steg, ring, samtal, intervju
rekrytering

[person]
herr, fru

[internal]
intern ansökan, intern tjänst, internrekrytering
"""
