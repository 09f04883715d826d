"""Italian words; how a table is read stands in `afterview.core.lexicon`."""

TABLE = """
[interview]
colloquio, colloqui, intervista, colloquio online, colloquio conoscitivo online

[job]
colloquio di lavoro, colloquio lavoro, secondo colloquio, 2° colloquio, terzo colloquio
colloquio di selezione, colloquio selezione, colloquio per il posto, colloquio assunzione
colloquio di assunzione, videocolloquio, colloquio motivazionale, colloquio stage, colloquio tirocinio
colloquio posizione, colloquio per la posizione, colloquio di stage, colloquio attitudinale, video colloquio

[screen]
colloquio telefonico, colloquio hr, colloquio con hr, primo colloquio, 1° colloquio, colloquio conoscitivo
colloquio risorse umane, call con hr, call con recruiter, colloquio preliminare, chiamata recruiter
chiamata con recruiter, telefonata recruiter, colloquio con le risorse umane, call con la recruiter, call hr
screening telefonico

[screen?]
prima chiamata, call conoscitiva, chiamata conoscitiva, primo contatto

[technical]
colloquio tecnico, prova tecnica, test tecnico, intervista tecnica, live coding

[take-home?]
caso studio, presentazione del caso, business case, presentazione del progetto

[hiring-manager]
colloquio con il responsabile, colloquio con la responsabile, colloquio con il manager
colloquio con la manager, colloquio responsabile, colloquio con hiring manager, colloquio con il titolare
colloquio con l'hiring manager

[onsite]
assessment center, giornata di selezione, assessment di gruppo, giornata di assessment

[panel]
colloquio di gruppo, colloquio con il team, colloquio panel

[final]
colloquio finale, ultimo colloquio, colloquio con il ceo, colloquio con la direzione
colloquio con l'amministratore delegato, colloquio con il direttore

[informal?]
conoscere il team, incontro conoscitivo, pranzo con il team, incontro con il team

[other]
giornata di prova, giorno di prova, turno di prova, prova in cucina

[round?]
secondo incontro, seconda fase, prossimo step, secondo step, step 2

[yours]
tua candidatura, sua candidatura, tuo colloquio, suo colloquio, interesse per la posizione, candidatura per
invitarla a un colloquio, invitarti a un colloquio, invitiamo a un colloquio, processo di selezione
suo curriculum, tuo cv, suo cv, pretese economiche, interesse mostrato

[context]
posizione, candidatura, selezione, ruolo, posto di lavoro, offerta di lavoro, risorse umane, recruiter
assunzione, curriculum, posizione aperta, opportunità di lavoro, mansione

[prep]
preparazione, preparare, preparazione colloquio, simulazione, prova generale, ripasso, coaching, orientamento
corso, ripassare, esercitazione, allenamento

[press]
radio, stampa, giornalista, podcast, televisione, tv, rivista, giornale, intervista radio
intervista radiofonica, programma, trasmissione, documentario, registrazione, diretta, conferenza stampa

[research]
ricerca, tesi, intervista utente, interviste utenti, sondaggio, studio, dottorato, intervista cliente
indagine, questionario, intervista per la tesi, focus group

[official]
visto, ambasciata, consolato, questura, polizia, tribunale, avvocato, centro per l'impiego, carabinieri
cittadinanza, permesso di soggiorno, inps, prefettura, notaio, adozione, naspi, assistente sociale
commercialista, comune

[school]
insegnanti, genitori, genitori insegnanti, professori, maestra, scuola, asilo, professoressa, esame
esame orale, università, ammissione, liceo, borsa di studio, colloquio di ammissione, maestre, ricevimento
prof, tutor, elementari, medie, pagelle

[appraisal]
valutazione annuale, colloquio annuale, colloquio di valutazione, valutazione delle performance
colloquio di uscita, colloquio con il capo, colloquio di fine anno, exit interview, feedback annuale
obiettivi, colloquio disciplinare, colloquio di feedback, valutazione prestazioni

[home]
affitto, mutuo, medico, dentista, psicologo, psicologa, psicologico, coinquilino, ospedale, tagliando, caldaia
clinico, padrone di casa, agenzia immobiliare, baby sitter, colf, badante, visita casa, logopedista, pediatra
parroco, don, confessore, carcere, terapista

[leisure]
cinema, film, compleanno, festa, partita, calcio, cena, teatro, concerto, mamma, papà, nonna, nonno, palestra
aperitivo

[talk]
conferenza, convegno, seminario, tavola rotonda, dibattito

[fair]
fiera del lavoro, career day, open day, networking, evento di recruiting, caffè con, job day

[work]
cliente, clienti, riunione, fornitore, progetto, riunione di team, demo, sopralluogo, commerciale con

[chore]
scadenza, inviare, consegna, consegnare, ringraziamento, ringraziare, treno per, volo, volo per, viaggio
promemoria, comprare, stampare, risposta, richiamare, esito, mandare, mandare cv, prenotare, albergo, vestito
giacca, sollecito

[offer]
offerta, proposta, firma contratto, firma del contratto, primo giorno, onboarding, contratto, inserimento
dimissioni, lettera di impegno

[hiring]
colloquio candidato, colloquio candidata, colloquio con candidato, colloquio con candidata, cv del candidato!
cv della candidata!, cv allegato!, in allegato il cv!, candidati, selezione candidati, debrief, il candidato!
la candidata!, scheda di valutazione!, colloqui candidati, colloquio con il candidato
colloquio con la candidata

[hiring?]
candidato, candidata

[cancelled]
annullato, annullata, cancellato, rifiutato, rimandato a data da destinarsi

[agency]
nostro cliente!, azienda cliente!, per conto di!, agenzia per il lavoro!, nostra azienda cliente!
società di selezione!

[role]
sviluppatore, sviluppatrice, ingegnere, analista, contabile, infermiere, infermiera, tecnico, impiegato
impiegata, responsabile, direttore, direttrice, addetto, addetta, commesso, commessa, cameriere, cameriera
cuoco, cuoca, consulente, progettista, programmatore, programmatrice, tirocinante, stagista, segretaria
segretario, magazziniere, operaio, operaia, autista, barista, educatore, educatrice, grafico, grafica
coordinatore, coordinatrice, specialista, assistente, agente, venditore, venditrice, farmacista, architetto
giurista, ricercatore, ricercatrice, capo progetto, store manager, receptionist

[senior]
responsabile, capo, coordinatore, coordinatrice, quadro

[executive]
direttore, direttrice, dirigente, amministratore delegato

[junior]
apprendista, apprendistato, neolaureato, neolaureata

[intern]
stage, tirocinio, tirocinante, stagista

[noise]
con, per, di, da, del, della, dello, dei, degli, delle, il, la, lo, l, un, una, e, al, alla, presso, in, su
ore, h, telefono, telefonico, videochiamata, chiamata, call, incontro, invito, conferma, confermato, lunedì
martedì, mercoledì, giovedì, venerdì, sabato, domenica, oggi, domani, mattina, pomeriggio, primo, secondo
terzo, finale, sede, ufficio, azienda, squadra, lavoro, posizione, posto, ruolo, selezione, hr, risorse, umane
tuo, suo, nostro, online, presenza, remoto, tecnico, conoscitivo, step, fase, alle, il, a, i, colloquio, part
time

[person]
sig, signor, signora, sig ra, dott, dottor, dottoressa, ing, avv

[internal]
candidatura interna, posizione interna, selezione interna
"""
