"""German words; how a table is read stands in `afterview.core.lexicon`."""

TABLE = """
[interview]
interview, interviews, interviewtermin, vg, gespräch, gesprächstermin, online gespräch, videogespräch
persönliches gespräch, termin gespräch

[job]
vorstellungsgespräch*, bewerbungsgespräch*, jobinterview*, bewerberinterview, vorstellungstermin
vorstellungsrunde, einstellungsgespräch
bewerbertermin, videointerview, onlineinterview, online interview, zweitgespräch, zweites gespräch
2. gespräch, drittgespräch
bewerbertag mit, auswahlgespräch*, stellengespräch, vorstellung bei, gespräch zur bewerbung, zweitinterview
auswahlinterview
zweites vorstellungsgespräch, jobgespräch, bewerbungstermin, 2. interview, zweites interview, interview runde
folgegespräch bewerbung

[screen]
telefoninterview*, telefongespräch bewerbung, erstgespräch bewerbung, erstinterview, erstes interview
hr interview, hr gespräch, recruiter call
recruiting call, gespräch mit recruiter, gespräch mit recruiterin, call mit recruiter, call mit recruiterin
telefon interview
personaler gespräch, hr call, vorabinterview, telefonisches interview, telefonisches vorstellungsgespräch
screening gespräch
telefonat mit recruiter, telefonat mit recruiterin, gespräch mit hr, telefonisches bewerbungsgespräch
erstes vorstellungsgespräch

[screen?]
erstgespräch, erstes gespräch, vorgespräch, erstes telefonat, intro gespräch

[technical]
technisches interview, fachinterview, fachgespräch, technisches gespräch, technisches vorstellungsgespräch
coding interview, tech interview
technical interview, fachliches gespräch, fachliches interview

[take-home?]
fallstudie, case study, arbeitsprobe, hausaufgabe präsentation, präsentation der fallstudie
präsentation der aufgabe, fallinterview
probeaufgabe

[hiring-manager]
gespräch mit der fachabteilung, gespräch mit dem teamleiter, gespräch mit der teamleiterin
interview mit der fachabteilung
gespräch mit dem abteilungsleiter, gespräch mit der abteilungsleiterin, gespräch mit dem hiring manager
fachbereichsgespräch

[onsite]
assessmentcenter*, assessment center, assessment tag, auswahltag*, bewerbertag, auswahlverfahren, interviewtag
einstellungstest

[onsite?]
vor ort termin, vor ort gespräch, kennenlerntag, schnuppertag, vor ort

[panel]
panelinterview, panel interview, gruppeninterview, teaminterview, gruppengespräch, auswahlkommission

[panel?]
gespräch mit dem team

[final]
abschlussgespräch bewerbung, finales gespräch, finales interview, endrunde interview, letztes gespräch
final interview
gespräch mit der geschäftsführung, gespräch mit dem geschäftsführer, finale runde, finalrunde

[informal?]
kennenlerngespräch*, kennenlernen, team kennenlernen, kennenlerntermin, lockeres gespräch, lockerer austausch
kaffee mit dem team
kennenlerncall, kennenlern call, informelles gespräch

[other]
probearbeit*, probetag*, probeschicht*, hospitation, hospitationstag, schnupperarbeiten, probearbeitstag, probestunde

[round?]
2. runde, zweite runde, 3. runde, dritte runde, nächste runde, runde 2, runde 3, bewerbungsrunde

[yours]
ihre bewerbung, deine bewerbung, ihr vorstellungsgespräch, dein vorstellungsgespräch, ihr interesse an
dein interesse an, einladung zum vorstellungsgespräch
einladung zum gespräch, einladung zum interview, laden wir sie, laden sie, laden dich, ihr gespräch
dein gespräch, ihr interview, dein interview
bewerbung bei uns, bewerbung als, ihre bewerbungsunterlagen, deine bewerbungsunterlagen, für ihre bewerbung
für deine bewerbung, ihrem vorstellungsgespräch
gehaltsvorstellung*, hiermit bestätigen wir das vorstellungsgespräch, meine bewerbung, um deine bewerbung

[context]
bewerbung*, stelle, position, stellenausschreibung, stellenangebot, ausgeschriebene stelle, recruiter
recruiterin, personalabteilung, personalreferent*, karriere
ausbildungsplatz, vakanz, bewerber*, recruiting, ausbildung, praktikum, lebenslauf, hiring, stellenanzeige
personalgewinnung

[prep]
vorbereitung*, vorbereiten, übungsinterview, probeinterview, bewerbungstraining*, interviewtraining
bewerbungscoaching, coaching, üben, generalprobe
bewerbungsworkshop, bewerbungsseminar, simulation, bewerbungsberatung, bewerbungsmappencheck
gesprächstraining, workshop, interviewvorbereitung, karriereberatung
vorbereitungstermin, recherche

[press]
presse*, pressegespräch, radiointerview, fernsehinterview, tv interview, podcast*, zeitung*, zeitungsinterview
tagesschau, tagesthemen, anschauen, ansehen
interview in der, zeitzeug*, reportage, journalist*, redaktion, dreh, doku, sendung, hörspiel, rundfunk
spiegel interview, livesendung, sommerinterview
für unseren artikel!, aufzeichnung, lokalzeitung, schülerzeitung

[research]
nutzerinterview*, kundeninterview*, experteninterview*, forschungsinterview, leitfadeninterview*
marktforschung, studie*, umfrage, befragung, probandeninterview
masterarbeit, bachelorarbeit, doktorarbeit, dissertation, usability test, nutzertest, proband*
aufwandsentschädigung!, für meine masterarbeit!, für meine bachelorarbeit!

[official]
visum*, visumsinterview, visuminterview, botschaft, konsulat, arbeitsagentur, agentur für arbeit, arbeitsamt
jobcenter, polizei, vernehmung, zeugenvernehmung, zeugenaussage
beratungsgespräch*, anwalt, anwältin, gericht, einbürgerung*, ausländerbehörde, bürgeramt, behörde, asyl
asylverfahren, asylanhörung
anhörung, standesamt, finanzamt, notar*, mpu, musterung
jugendamt, einbürgerungsgespräch, ams termin, rav gespräch, rav, ams

[school]
elterngespräch*, lehrergespräch, lernentwicklungsgespräch, schulgespräch, aufnahmegespräch, elternabend
elternsprechtag, kita, kindergarten, kitaplatz, lehrerin, lehrer, klassenlehrer*, schule
studienberatung, prüfung, mündliche prüfung, prüfungsgespräch, stipendium*, stipendiengespräch
auswahlgespräch stipendium, schulanmeldung, einschulung*, kolloquium, entwicklungsgespräch kita, tagesmutter
hort

[appraisal]
mitarbeitergespräch*, jahresgespräch*, entwicklungsgespräch*, feedbackgespräch*, zielvereinbarung*
personalgespräch, beurteilungsgespräch*, leistungsbeurteilung, gehaltsgespräch*
rückkehrgespräch, bem gespräch, austrittsgespräch, exit gespräch, kündigungsgespräch, exitgespräch
austrittsinterview, trennungsgespräch, jour fixe, jourfixe, probezeitgespräch*, probezeitende
halbjahresgespräch, orientierungsgespräch, krisengespräch, quartalsgespräch, teamgespräch, standortgespräch
zielgespräch, gehaltsverhandlung, abmahnung, 4 augen gespräch, vier augen gespräch

[home]
wohnungsbesichtigung, besichtigung, wg casting, wg gespräch, vermieter*, mietgespräch, bankgespräch
kreditgespräch, baufinanzierung, hypothek*, finanzierungsgespräch, bankberatung
arzt*, zahnarzt*, vorgespräch op, narkosegespräch, therapie*, therapiegespräch, anamnese*, aufklärungsgespräch
hebamme, traugespräch, trauergespräch, taufgespräch, seelsorge, pfarrer, ehe*beratung
heizung, wartung, werkstatt, tüv, anästhesie*, verkaufsgespräch, babysitter*, handwerker, steuerberater*
architektengespräch, narkosevorgespräch, erstgespräch therapie, psycholog*, therapeut*, hundetrainer*, züchter*
trauredner*, fotograf*

[leisure]
kino, konzert, geburtstag, fußball, finale, endspiel, spiel, turnier, theater, oma, opa, mama, papa
stammtisch, grillen, feier, verein, nachbar*, chor, training

[fair]
jobmesse, karrieremesse, ausbildungsmesse, karrieretag, infoabend, infotag, informationsveranstaltung
tag der offenen tür, berufsmesse, recruiting event, recruiting messe, netzwerktreffen, netzwerken
berufsinformation*

[work]
kundengespräch*, kundentermin, besprechung, teammeeting, abteilungsmeeting, jourfix, übergabe, verkauf
angebot*, lieferant*, lieferantengespräch, projekt*, statusmeeting, schulung, betriebsrat, abnahme
vertragsgespräch
akquisegespräch, beratung, strategiegespräch, kooperationsgespräch, vertriebsgespräch, budgetgespräch
verhandlung*, pitch

[sales]
unser produkt!, produktvorstellung!, preise!, angebot unterbreiten!, versicherung!

[chore]
frist*, abgabe*, abgabefrist, bewerbungsfrist, bewerbung abschicken, bewerbung schreiben, bewerbung schicken
lebenslauf aktualisieren, dankesmail, danke mail, dankschreiben, dankesschreiben, nachfassen, nachfragen
rückmeldung*, zusage
absage, anreise, zugfahrt, zug nach, fahrt nach, fahrt zum, flug, anzug kaufen, anzug, reinigung, friseur
hemd, erinnerung*, anrufen, zurückrufen, fertigstellen, abgeben, einreichen, bewerben, schicken, unterlagen
mappe, kaufen, buchen
zeugnisse, fahrkarte, bügeln, nachbereitung, notizen

[offer]
vertragsunterzeichnung, arbeitsvertrag, vertragsangebot, jobangebot, angebot besprechen, erster tag
erster arbeitstag, einarbeitung*, onboarding, willkommenstag, vertragsgespräch, arbeitsbeginn, einführungstag
kündigung, vertrag unterschreiben, stellenangebot besprechen

[hiring]
bewerber interview, bewerbergespräch*, bewerberauswahl, bewerberrunde, kandidatengespräch*
kandidateninterview, interview mit kandidat*, nachbesprechung*, auswertung, bewerbungen sichten
bewerberunterlagen!, lebenslauf anbei!, lebenslauf im anhang!, lebenslauf des bewerbers!
bewertungsbogen!, kandidatenprofil!, unterlagen des bewerbers!, unterlagen der bewerberin!
interviewleitfaden!, recruiting meeting, recruiting jour fixe, bewerbungsunterlagen der!
bewerbungsunterlagen des!, interviewerschulung, bewerber sichten, feedback zum bewerber!, auswahlsitzung
einstellungsrunde, personalauswahl, unserer bewerberin!, unserem bewerber!, unseren bewerber!

[hiring?]
bewerber, bewerberin, kandidat, kandidatin

[cancelled]
abgesagt, storniert, entfällt, abgelehnt, fällt aus

[agency]
unser kunde!, unseren kunden!, unserem kunden!, mein kunde!, unser mandant!, unseren mandanten!
unseres mandanten!, im auftrag unseres!, personalberatung!, personalvermittlung!, zeitarbeit!
kundenunternehmen!

[role]
geschäftsführer, geschäftsführerin, vorstand, vorständin, prokurist, geschäftsleitung, teamleitung, projektleitung
*abteilungsleitung, *direktor, *direktorin
*entwickler, *entwicklerin, *ingenieur, *ingenieurin, *leiter, *leiterin, *berater, *beraterin, *planer
*planerin, *techniker, *technikerin, *mechaniker, *mechanikerin, *mechatroniker, *kaufmann, *kauffrau
*kaufleute, *pfleger, *pflegerin, *pflegefachkraft
*sachbearbeiter, *sachbearbeiterin, *assistent, *assistentin, *referent, *referentin, *manager, *managerin
*erzieher, *erzieherin, *lehrkraft, *verkäufer, *verkäuferin, *buchhalter, *buchhalterin, *controller
*controllerin, *fachkraft, *werkstudent, *werkstudentin
*praktikant, *praktikantin, *praktikum, *mitarbeiter, *mitarbeiterin, *architekt, *architektin, *administrator
*administratorin, *koch, köchin, *bäcker, *fahrer, *fahrerin, *meister, *meisterin, *jurist, *juristin
*arzt stelle, *trainer, *trainerin, *monteur, *elektriker
*elektroniker, *redakteur, *redakteurin, *designer, *designerin, *analyst, *analystin, *spezialist
*spezialistin, *koordinator, *koordinatorin, *referendar, *auszubildender, *auszubildende, *azubi, *sekretär
*sekretärin, *dozent, *dozentin, *schreiner, *tischler, *fachangestellte, *fachangestellter, *hilfskraft
*trainee, *konstrukteur, *konstrukteurin, *informatiker, *informatikerin, *logistiker, *einkäufer
*einkäuferin, *disponent, *disponentin, *pädagoge, *pädagogin, *fachwirt, *gärtner, *schlosser, *maler stelle
*laborant, *laborantin

[senior]
*leiter, *leiterin, teamleiter, teamleitung, abteilungsleiter, leitender, leitende, senior, führungskraft
teamleiterin, projektleitung, meister, *leitung

[executive]
geschäftsführer, geschäftsführerin, vorstand, direktor, direktorin, bereichsleiter, bereichsleiterin
leiter der, leiterin der, vorständin, geschäftsführung, geschäftsleitung, prokurist

[junior]
berufseinsteiger*, auszubildende*, azubi, ausbildung, absolvent, absolventin, junior, trainee

[intern]
praktikum*, praktikant, praktikantin, werkstudent, werkstudentin, *praktikant, *praktikantin, *praktikum
*werkstudent, *werkstudentin

[noise]
bei, mit, als, für, zum, zur, der, die, das, dem, den, des, ein, eine, einer, und, von, vom, im, in, am, um
uhr, per, via, über, telefon, telefonisch, persönlich, termin, einladung, bestätigung, bestätigt, stelle
position, runde, erste, zweite, dritte, erster, zweiter, zweites, erstes, neu, neuer, job, firma, fa, büro
ort, vor, online, video, anruf, call, heute, morgen, früh, nachmittag, montag, dienstag, mittwoch, donnerstag
freitag, samstag, mo, di, mi, do, fr, sa, bewerbung, team, gespräch, vorstellung, kennenlernen, austausch
wegen, zu, nach, vor, aktualisiert, betreff, aw, wg, remote, digital, geschäftsführung, personal
personalabteilung, karriere, recruiting, personalreferat, ca, std, min, einladung, dein, ihr, unser, deine
ihre, unsere, lockeres, bitte, sehr, herzlich, wichtig, ggf, hr, abteilung, teilzeit, vollzeit, ab, bzw
weiblich, männlich, divers, leitung

[person]
herr, herrn, frau, hr, fr, dr, onkel, tante

[internal]
interne bewerbung, interne stelle, internes vorstellungsgespräch, interner wechsel, intern beworben
internen bewerbung, interne stellenausschreibung, internen stelle, internen stellenausschreibung
"""
