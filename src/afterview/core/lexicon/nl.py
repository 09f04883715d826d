"""Dutch words; how a table is read stands in `afterview.core.lexicon`."""

TABLE = """
[interview]
interview, gesprek

[job]
sollicitatiegesprek*, sollicitatie, sollicitatie gesprek, tweede gesprek, 2e gesprek, derde gesprek
3e gesprek, selectiegesprek*, vervolggesprek sollicitatie, tweede sollicitatiegesprek, jobinterview
arbeidsvoorwaarden gesprek sollicitatie, vacaturegesprek, sollicitatierond*, stagegesprek, sollicitatieronde

[screen]
telefonisch interview, telefonisch gesprek recruiter, hr gesprek, gesprek met recruiter, call met recruiter
eerste sollicitatiegesprek, recruiter call, telefonische screening, belafspraak recruiter
gesprek met de recruiter, call recruiter, telefonische intake recruiter, gesprek met hr

[screen?]
eerste gesprek, telefonische kennismaking, belafspraak, 1e gesprek

[technical]
technisch gesprek, technisch interview, technische test, inhoudelijk gesprek, technische ronde

[take-home?]
casegesprek, case presentatie, presentatie case, casusbespreking, case bespreken, opdracht bespreken

[hiring-manager]
gesprek met de manager, gesprek met de leidinggevende, gesprek met leidinggevende, gesprek met de teamleider
gesprek met hiring manager, gesprek met de hiring manager

[onsite]
assessment dag, assessmentdag, assessment center, selectiedag

[onsite?]
op locatie, meekijkdag, assessment

[panel]
panelgesprek, groepsgesprek, gesprek met de selectiecommissie, gesprek met het team, selectiecommissie
sollicitatiecommissie

[final]
eindgesprek sollicitatie, laatste gesprek, finale gesprek, gesprek met de directie, gesprek met directeur
gesprek met de directeur, directiegesprek

[informal?]
kennismakingsgesprek*, kennismaking, kennismaken, oriënterend gesprek, kop koffie met het team
koffie met het team, lunch met het team, oriënterende kennismaking, kennismakingscall

[other]
proefdag*, meeloopdag*, proefdraaien, proefwerken, proefles

[round?]
tweede ronde, vervolggesprek, volgende ronde, ronde 2, 2e ronde, derde ronde

[yours]
je sollicitatie, uw sollicitatie, jouw sollicitatie, uitnodiging voor het sollicitatiegesprek, je interesse in
uw interesse in, je gesprek, uw gesprek, uitnodigen voor een gesprek, nodigen je uit, nodigen u uit
je te leren kennen, bij ons komt kennismaken, komt kennismaken, mijn sollicitatie, salarisindicatie
jouw interesse in

[context]
vacature*, functie, sollicitatie*, recruiter, sollicitant, werving, personeelszaken, stageplaats, hrm, cv
recruitment, openstaande, functieomschrijving

[prep]
voorbereiding, voorbereiden, oefenen, oefengesprek, sollicitatietraining, loopbaancoach, coaching, training
oefensollicitatie, workshop, sollicitatiecursus, loopbaanbegeleiding, proefgesprek

[press]
pers, radio interview, podcast, krant, journalist, tv interview, radio, televisie, persgesprek, uitzending
opname, tijdschrift, documentaire, artikel, interview krant

[research]
onderzoek, gebruikersonderzoek, klantinterview*, scriptie, enquête, gebruikerstest, afstudeeronderzoek
marktonderzoek, expertinterview, deelnemer, vergoeding!, interview scriptie, klantgesprek

[official]
visum, ambassade, politie, uwv, rechtbank, advocaat, ind, gemeente afspraak, inburgering*, verhoor
werkbedrijf, vdab, consulaat, notaris, jeugdzorg, belastingdienst

[school]
oudergesprek*, tienminutengesprek, 10 minuten gesprek, ouderavond, juf, school, rapportgesprek
toelatingsgesprek, mentorgesprek, kinderopvang, peuterspeelzaal, studiekeuzegesprek, crèche, opvang, leraar
decaan, mondeling, driehoeksgesprek, mentor

[appraisal]
functioneringsgesprek*, beoordelingsgesprek*, jaargesprek*, exitgesprek*, voortgangsgesprek*
ontwikkelgesprek*, popgesprek, pop gesprek, plangesprek, bilateraal, bila, verzuimgesprek, evaluatiegesprek*
planningsgesprek, salarisgesprek, exit gesprek, evaluatie, functionering, re integratie, bedrijfsarts
eindejaarsgesprek, loopbaangesprek, slechtnieuwsgesprek, ontslaggesprek

[home]
hypotheek*, hypotheekgesprek, adviesgesprek, huisarts, tandarts, psycholoog, intakegesprek, intake, ziekenhuis
huurwoning, bezichtiging, hospiteren, hospiteeravond, huisgenoot, verzekering, makelaar, keukentafelgesprek
monteur afspraak, apk, cv ketel, cv onderhoud, verkoopgesprek, fysio, therapie, garage, uitvaart
verloskundige, kapper, oppas

[leisure]
bioscoop, verjaardag, feest, voetbal, wedstrijd, etentje, concert, borrel, oma, opa, mama, papa, sportschool

[fair]
banenmarkt, carrièrebeurs, inhousedag, open dag, bedrijvendag, banenbeurs, netwerkborrel, informatieavond
voorlichting, meet up, netwerkevent

[work]
klant, klanten, overleg, teamoverleg, leverancier, vergadering, werkoverleg, project*, demo, offerte*
klantgesprek, klantafspraak, dagstart, bila, stand up, mt overleg, werkgroep, afdelingsoverleg

[chore]
deadline, versturen, inleveren, bedankje, bedankmail, bedankbrief, bedanken, trein naar, trein, vlucht
terugbellen, bellen, nabellen, herinnering, kopen, printen, reiskosten, reactie, motivatiebrief
brief schrijven, solliciteren, cv bijwerken, sluitingsdatum, uitslag, pak, opsturen, afronden, opvolgen
boeken, navragen

[offer]
arbeidsvoorwaardengesprek, arbeidsvoorwaarden gesprek, arbeidsvoorwaarden, contract tekenen
contractbespreking, eerste werkdag, inwerken, onboarding, aanbod, voorstel contract, eerste dag, ontslag

[hiring]
sollicitatiegesprek kandidaat, gesprek kandidaat, gesprek met kandidaat, interview kandidaat
sollicitatiegesprekken voeren, briefselectie, brievenselectie, cv selectie, cv bijgevoegd!, cv in de bijlage!
cv van de kandidaat!, nabespreking*, sollicitanten, de kandidaat!, beoordelingsformulier!, selectieoverleg
kandidaten, vragenlijst kandidaat!, gespreksleidraad!

[hiring?]
kandidaat, kandidate

[cancelled]
geannuleerd, afgezegd, vervallen, gaat niet door, geweigerd

[agency]
onze opdrachtgever!, mijn opdrachtgever!, onze klant zoekt!, uitzendbureau!, detachering!, werving en selectie!

[role]
*medewerker, *medewerkster, *ontwikkelaar, *adviseur, *verpleegkundige, *leraar, *docent, *docente
*boekhouder, *beheerder, *leider, *assistent, *assistente, *verkoper, *verkoopster, *monteur, *secretaresse
*stagiair, *stagiaire, *begeleider, *begeleidster, *coördinator, *directeur, *chauffeur, *planner, *kok
*jurist, *controller, *accountant, *onderzoeker, *specialist, *analist, *architect, *hoofd, *verzorgende
*inkoper, *vormgever, *consulent, *onderwijzer, *redacteur, *tekenaar, *werkvoorbereider, *schoonmaker
*apotheker, *trainee, *inspecteur

[senior]
*leider, *leidinggevende, senior, teamleider, *manager, projectleider

[executive]
directeur, bestuurder, algemeen directeur

[junior]
starter, leerling, starter functie

[intern]
stage, stagiair, stagiaire, stageplaats

[noise]
met, bij, voor, de, het, een, van, en, in, op, aan, om, over, uur, via, telefonisch, telefoon, afspraak
uitnodiging, bevestiging, bevestigd, functie, vacature, ronde, eerste, tweede, derde, maandag, dinsdag
woensdag, donderdag, vrijdag, zaterdag, zondag, vandaag, morgen, ochtend, middag, team, bedrijf, kantoor
locatie, videogesprek, videobellen, online, je, jouw, uw, ons, onze, wij, werk, baan, rol, positie, personeel
gesprek, interview, sollicitatie, beste, parttime, fulltime, te

[person]
dhr, mw, mevr, mevrouw, meneer, heer, oom, tante

[internal]
interne sollicitatie, interne vacature, intern sollicitatiegesprek
"""
