"""French words; how a table is read stands in `afterview.core.lexicon`."""

TABLE = """
[interview]
entretien, entretiens, interview, rdv entretien, entrevue, entretien visio, entretien video

[job]
entretien d'embauche, entretien embauche, entretien de recrutement, entretien d'emploi, entrevue d'embauche
entretien de motivation, deuxième entretien, 2e entretien, 2eme entretien, second entretien, 3e entretien
troisième entretien, entretien de sélection, entrevue d'emploi, entretien stage, entretien alternance
entretien cdi, entretien cdd, entretien pour le poste, entretien poste, entretien de candidature
entretien d'alternance, entretien de stage, entretien candidature, entretien apprentissage, entretien job

[screen]
entretien rh, entretien téléphonique, entretien tel, premier entretien, 1er entretien
entretien de préqualification, entretien de présélection, appel rh, appel recruteur, appel recruteuse, call rh
entretien avec rh, échange rh, échange téléphonique rh, préqualification téléphonique
appel avec la recruteuse, appel avec le recruteur, échange avec la recruteuse, échange avec le recruteur
entrevue téléphonique, point rh candidature, préqualif

[screen?]
premier échange, premier contact, préqualification, échange téléphonique, appel découverte, premier appel

[technical]
entretien technique, test technique, entretien tech, entretien de code, live coding, entrevue technique
pair programming, entretien de code en direct

[technical?]
échange technique, point technique

[take-home?]
étude de cas, cas pratique, restitution du cas, présentation du cas, restitution test, restitution du test
mise en situation

[hiring-manager]
entretien manager, entretien avec le manager, entretien avec la manager, entretien opérationnel, entretien n+1
entretien hiring manager, entretien responsable, entretien avec le responsable, entretien avec la responsable
entretien avec mon futur manager, entretien métier

[onsite]
journée de recrutement, centre d'évaluation, assessment center, journée de sélection, entretiens sur place
session de recrutement, journée d'immersion

[onsite?]
immersion, visite des locaux, sur site

[panel]
entretien collectif, entretien de groupe, jury de recrutement, entretien panel, entretien avec l'équipe
entretien jury

[final]
entretien final, dernier entretien, entretien direction, entretien avec la direction, entretien dg
dernier tour, entretien avec le dg, entretien pdg, entretien avec la dg, entretien ceo

[informal?]
prise de contact, rencontre équipe, rencontre avec l'équipe, déjeuner d'équipe, déjeuner avec l'équipe
échange informel, café avec l'équipe

[other]
journée d'essai, essai professionnel, période d'essai en poste, journée test, essai en cuisine
demi-journée d'essai, pmsmp

[round?]
deuxième tour, 2e tour, tour 2, second tour, étape 2, étape suivante, prochaine étape, deuxième échange

[yours]
votre candidature, ta candidature, votre entretien, ton entretien, voici l'invitation
vous recevoir en entretien, vous inviter à un entretien, convocation à un entretien, votre intérêt pour
suite à votre candidature, vos prétentions salariales, prétentions salariales, votre profil, ton profil
vous convier à un entretien, ma candidature

[context]
candidature, poste, recrutement, recruteur, recruteuse, offre d'emploi, poste à pourvoir
chargée de recrutement, chargé de recrutement, alternance, talent acquisition, cdi, cdd
processus de recrutement, embauche, cv

[prep]
préparation, préparer, préparation entretien, simulation, simulation d'entretien, coaching, atelier
répétition, entraînement, s'entraîner, entretien blanc, atelier cv, formation, réviser, prépa, blanc

[press]
presse, podcast, radio, journaliste, interview radio, interview presse, interview tv, émission, télé
reportage, enregistrement, micro trottoir, rédaction, magazine, documentaire, entretien radio
le monde interview, plateau, article

[research]
étude utilisateur, entretien utilisateur, entretiens utilisateurs, recherche utilisateur, enquête, sondage
mémoire, thèse, étude de marché, test utilisateur, entretien semi directif, sociologue, entretien client
entretiens clients, panel consommateur*, entretien exploratoire, test utilisateurs, indemnisation!
pour mon mémoire!, pour ma thèse!

[official]
ambassade, consulat, visa, préfecture, police, gendarmerie, tribunal, avocat, avocate, pôle emploi
france travail, mission locale, naturalisation, entretien de naturalisation, ofpra, caf, mairie, notaire
entretien préalable, conseiller pôle emploi, audition, apec, orem, onem, forem, titre de séjour, huissier

[school]
réunion parents*, rencontre parents profs, parents profs, maîtresse, professeur principal, école, crèche
entretien d'admission, concours, oral, grande école, soutenance, jury de thèse, lycée, entretien parents
inscription, master admission, directrice d'école, parcoursup, oral d'admission, bourse, instituteur
institutrice, nounou, assistante maternelle, orientation

[appraisal]
entretien annuel, entretien annuel d'évaluation, entretien professionnel, entretien d'évaluation
entretien individuel, entretien de fin d'année, évaluation annuelle, entretien de progrès
entretien de fin de période, entretien de départ, entretien de sortie, entretien de mi année, point hebdo
point mensuel, bilan, bilan annuel, bilan de compétences, rupture conventionnelle, entretien disciplinaire
entretien de retour, entretien mi carrière, eap, entretien période d'essai, entretien de suivi
entretien de recadrage, point carrière, entretien semestriel, licenciement, entretien de performance
entretien d'objectifs, entretien de reprise, entretien augmentation, entretien pro

[home]
chaudière, entretien chaudière, voiture, entretien voiture, véhicule, entretien véhicule, garage, révision
vidange, climatisation, clim, jardin, entretien jardin, piscine, moto, vélo, pompe à chaleur, ménage
femme de ménage, société d'entretien, entretien des locaux, entretien maison, espaces verts, toiture, ramonage
ascenseur, contrôle technique, poêle, cheminée, canalisation*, fosse septique, alarme, tondeuse, adoucisseur
scooter, camion
médecin, dentiste, psy, psychologue, hôpital, clinique, sage femme, kiné, crédit immobilier, prêt immobilier
agence immobilière, visite appartement, appartement, propriétaire, colocation, coloc, bailleur, logement
syndic, banquier, conseiller bancaire, chimio, irm, anesthésiste, curé, mariage, pédiatre, orl

[leisure]
cinéma, film, concert, anniversaire, théâtre, match, finale, foot, rugby, tennis, apéro, fête, dîner, maman
papa, mamie, papi, golf, piscine, randonnée, yoga, expo

[talk]
table ronde, conférence, colloque, séminaire, webinaire, conférencier, débat, intervention

[fair]
forum emploi, salon de l'emploi, job dating, salon emploi, forum entreprises, réunion d'information
journée portes ouvertes, afterwork, salon étudiant, réunion information, speed dating emploi
salon recrutement, réseautage

[work]
client, clients, réunion, réunion d'équipe, réunion client, fournisseur, comité, projet, point projet, démo
formation, rendez vous client, prospect, point équipe, copil, cse, comex, séminaire d'équipe

[sales]
notre solution!, nos tarifs!, nos offres!, démonstration!, devis!, notre produit!

[chore]
date limite, échéance, rendre, rendu, envoyer, mail de remerciement, remerciement*, relance, relancer, réponse
train pour, train, vol, costume, coiffeur, imprimer, acheter, billet, trajet, rappeler, rappel, postuler
lettre de motivation, mettre à jour, réserver, déplacement, covoiturage, pressing, retour entretien, résultat
résultats, relire, avant entretien, après entretien, appeler

[offer]
proposition d'embauche, promesse d'embauche, signature du contrat, signature contrat, contrat de travail
premier jour, intégration, journée d'intégration, prise de poste, négociation salaire, négociation salariale
onboarding, offre, démission, accueil nouveaux

[hiring]
débrief, débriefing, débrief candidat*, grille d'évaluation!, cv du candidat!, cv de la candidate!
cv en pièce jointe!, cv joint!, cv ci joint!, entretien candidat, entretien candidate, entretiens candidats
comité de recrutement, point recrutement, point recrutements, guide d'entretien!, compte rendu d'entretien!
revue des candidatures, tri cv, tri des cv, sourcing, dossier du candidat!, dossier de la candidate!
formation recruteurs, recruter sans discriminer, fiche d'évaluation!, le candidat!, la candidate!
brief recrutement, synthèse candidats, avis sur le candidat!

[hiring?]
candidat, candidate, candidats

[cancelled]
annulé, annulée, refusé, reporté sine die, annulation

[agency]
notre client!, mon client!, cabinet de recrutement!, pour le compte de!, intérim!, agence d'intérim!

[role]
développeur, développeuse, ingénieur, ingénieure, chargé de, chargée de, responsable, directeur, directrice
comptable, assistant, assistante, technicien, technicienne, infirmier, infirmière, vendeur, vendeuse
commercial, commerciale, chef de, cheffe de, conseiller de vente, consultant, consultante, gestionnaire
rédacteur, rédactrice, analyste, juriste, enseignant, enseignante, cuisinier, cuisinière, serveur, serveuse
stagiaire, alternant, alternante, apprenti, apprentie, administrateur, architecte, secrétaire, coordinateur
coordinatrice, animateur, animatrice, éducateur, éducatrice, acheteur, acheteuse, contrôleur, contrôleuse
opérateur, opératrice, conducteur, conductrice, chauffeur, concepteur, conceptrice, graphiste, formateur
formatrice, aide soignant, aide soignante, magasinier, préparateur, menuisier, électricien, boulanger
pâtissier, pâtissière, manutentionnaire, hôtesse, pharmacien, pharmacienne, data scientist, chercheur
chercheuse, caissier, caissière, libraire

[senior]
responsable, chef de, cheffe de, manager, confirmé, encadrant, senior, cadre

[executive]
directeur, directrice, pdg, directeur général, dg, daf, drh poste

[junior]
débutant, débutante, alternance, alternant, alternante, apprenti, apprentie, junior

[intern]
stage, stagiaire

[noise]
chez, avec, pour, le, la, les, l, d, de, du, des, un, une, et, à, au, aux, en, par, sur, visio
visioconférence, téléphone, tel, téléphonique, rdv, rendez, vous, rendez-vous, appel, réunion, confirmation
confirmé, invitation, poste, recrutement, embauche, candidature, premier, première, deuxième, second, tour
jour, lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, matin, midi, soir, h, heure, heures, demain
aujourd, hui, présentiel, distanciel, équipe, service, rh, société, entreprise, bureau, siège, votre, ton, mon
notre, échange, rencontre, suite, dans, cdi, cdd, alternance, stage, ressources, humaines, talents, carrières
job, re, tr, important, video, vidéo, bonjour, ligne, f, entretien

[person]
m, mme, mlle, monsieur, madame, maître

[internal]
mobilité interne, candidature interne, poste en interne
"""
