"""Spanish words; how a table is read stands in `afterview.core.lexicon`."""

TABLE = """
[interview]
entrevista, entrevistas, entrevista online, entrevista virtual, entrevista presencial

[job]
entrevista de trabajo, entrevista laboral, entrevista de empleo, entrevista trabajo, segunda entrevista
2a entrevista, tercera entrevista, entrevista de selección, entrevista personal, entrevista por competencias
videoentrevista, entrevista de prácticas, entrevista grabada, entrevista para el puesto, entrevista puesto
entrevista vacante, entrevista por zoom, entrevista beca de prácticas

[screen]
entrevista telefónica, entrevista rrhh, entrevista con rrhh, entrevista rh, primera entrevista, 1a entrevista
entrevista inicial, llamada con recruiter, llamada con la recruiter, llamada con reclutador
llamada con reclutadora, llamada rrhh, llamada con rrhh, entrevista recursos humanos
entrevista con recursos humanos, filtro telefónico, screening telefónico, entrevista preliminar
entrevista de rrhh

[screen?]
primera llamada, primer contacto, llamada de introducción, llamada inicial

[technical]
entrevista técnica, prueba técnica, entrevista de código, coding en vivo, evaluación técnica, programación en pareja

[take-home?]
caso práctico, presentación del caso, revisión de la prueba, presentación de la prueba, estudio de caso

[hiring-manager]
entrevista con el manager, entrevista con la manager, entrevista con el responsable
entrevista con la responsable, entrevista hiring manager, entrevista con el jefe, entrevista con la jefa
entrevista con manager, entrevista con el hiring manager, entrevista con la hiring manager
entrevista con el director del área

[onsite]
assessment center, centro de evaluación, dinámica de grupo, jornada de selección

[panel]
entrevista panel, entrevista grupal, entrevista con el equipo, entrevista en panel, panel de entrevistas
entrevista de panel

[final]
entrevista final, última entrevista, ronda final, entrevista con el ceo, entrevista con dirección
entrevista con la ceo, entrevista con el director general

[informal?]
conocer al equipo, charla informal, comida con el equipo, toma de contacto, café con el equipo

[other]
día de prueba, turno de prueba, jornada de prueba, prueba de trabajo

[round?]
segunda ronda, tercera ronda, siguiente fase, segunda fase, ronda 2, fase 2, próximos pasos

[yours]
tu candidatura, su candidatura, tu entrevista, su entrevista, tu interés en, su interés en, te esperamos
proceso de selección, tu solicitud, tu perfil, te invitamos a, invitarte a una entrevista
expectativas salariales, expectativa salarial, tu postulación, su postulación, tu cv, mi candidatura

[context]
puesto, vacante, candidatura, posición, oferta de empleo, oferta de trabajo, recursos humanos, rrhh, selección
reclutador, reclutadora, cargo, empleo, talento, recruiter, postulación, reclutamiento

[prep]
preparación, preparar, simulacro, práctica de entrevista, practicar, coaching, taller, entrenamiento, ensayo
simulación, orientación laboral, curso, repasar, mentoría

[press]
radio, entrevista de radio, entrevista radio, prensa, podcast, periodista, televisión, tele, tv, programa
revista, reportaje, medios, periódico, diario, grabación, documental, rueda de prensa, entrevista en directo
grabaremos!, redacción, entrevista en el programa, artículo

[research]
investigación, encuesta, estudio, tesis, tfg, tfm, entrevista de usuario, entrevistas de usuario
entrevista a cliente*, entrevista con usuario*, test de usuario, grupo focal, mercado, entrevista a usuarios
entrevista cliente, participante*, trabajo fin de grado

[official]
visa, visado, embajada, consulado, policía, juzgado, comisaría, abogado, abogada, sepe, extranjería, asilo
notario, nacionalidad, hacienda, seguridad social, migraciones, green card, servicios sociales
trabajadora social, arraigo, inem, adopción, oficina de empleo

[school]
colegio, tutor, tutora, tutoría, profesor, profesora, maestra, maestro, guardería, entrevista de admisión
admisión, beca, padres, escuela, instituto, máster admisión, oposición, tribunal, erasmus, examen
selectividad

[appraisal]
evaluación de desempeño, evaluación anual, revisión anual, revisión salarial, entrevista de salida
evaluación del desempeño, reunión anual, entrevista anual, entrevista de desarrollo, objetivos, seguimiento
feedback anual, desempeño, entrevista de seguimiento, uno a uno

[home]
hipoteca, piso, alquiler, casero, médico, médica, dentista, psicólogo, psicóloga, compañero de piso, niñera
canguro, taller coche, itv, préstamo, hospital, clínica, fisio, veterinario, inmobiliaria, visita piso, quimio
niñeras, cura, boda, terapia, asesor financiero

[leisure]
cine, película, concierto, partido, final de copa, cumpleaños, fiesta, fútbol, teatro, cena, gimnasio
coloquio, mamá, papá, abuela, abuelo, final de la, champions, copa, pádel, torneo, yoga, museo, exposición

[talk]
conferencia, ponencia, charla en, mesa redonda, webinar, congreso, seminario, jornadas, debate, charla sobre

[fair]
feria de empleo, feria, jornada de puertas abiertas, networking, sesión informativa, charla informativa
evento de empleo, foro de empleo, café con, charla con

[work]
cliente, clientes, reunión de equipo, reunión, proveedor, proyecto, demo, ventas, comité
seguimiento de proyecto, formación, junta, presupuesto, prospecto

[sales]
nuestro producto!, nuestra solución!, precios!, presupuesto sin compromiso!, tarifas!

[chore]
fecha límite, plazo, enviar, entregar, entrega, agradecimiento, correo de agradecimiento, tren a, tren, vuelo
viaje a, viaje, comprar, imprimir, recordatorio, llamar a, llamar, traje, respuesta, resultado, resultados
inscribirse, solicitar, actualizar cv, billete, peluquería, recordar, reservar, escribir, dar las gracias
postular

[offer]
oferta, firma del contrato, firma de contrato, firmar contrato, primer día, onboarding, incorporación
bienvenida, contrato, negociación, propuesta económica, carta oferta

[hiring]
entrevista candidato, entrevista candidata, entrevista a candidato, entrevista a candidata
entrevista al candidato, entrevistar, debrief, feedback del candidato!, cv adjunto!, cv del candidato!
cv de la candidata!, guía de entrevista!, entrevistas candidatos, revisión de cv, comité de selección, cribado
evaluación del candidato!, formación entrevistadores, candidatos, el candidato!, la candidata!
puesta en común

[hiring?]
candidato, candidata

[cancelled]
cancelado, cancelada, anulado, anulada, rechazado, rechazada, suspendida

[agency]
nuestro cliente!, mi cliente!, consultora de selección!, ett!, empresa de trabajo temporal!

[role]
desarrollador, desarrolladora, ingeniero, ingeniera, analista, contable, enfermero, enfermera, técnico
técnica de, director, directora, jefe de, jefa de, responsable, comercial, vendedor, vendedora, administrativo
administrativa, asistente, consultor, consultora, diseñador, diseñadora, programador, programadora, camarero
camarera, cocinero, cocinera, profesor de, dependiente, dependienta, coordinador, coordinadora, gerente
becario, becaria, auxiliar, abogado junior, arquitecto, arquitecta, redactor, redactora, gestor, gestora
operario, operaria, ejecutivo, ejecutiva, especialista, científico de datos, científica de datos, conductor
mozo, recepcionista, farmacéutico, farmacéutica, educador, educadora, investigador, investigadora
médico residente, encargado, encargada

[senior]
jefe de, jefa de, responsable, gerente, líder, encargado, encargada, supervisor, supervisora

[executive]
director, directora, consejero delegado

[junior]
aprendiz, recién graduado, recién titulado

[intern]
becario, becaria, prácticas

[noise]
en, con, para, de, del, la, el, los, las, un, una, y, a, al, por, sobre, puesto, vacante, trabajo, empleo
videollamada, llamada, teléfono, telefónica, reunión, virtual, presencial, invitación, confirmación
confirmada, hora, horas, lunes, martes, miércoles, jueves, viernes, sábado, domingo, mañana, tarde, hoy
primera, segunda, tercera, ronda, fase, equipo, empresa, oficina, selección, rrhh, recursos, humanos, talento
nueva, nuevo, tu, mi, su, nuestro, entrevista, técnica, final, proceso, enlace, importante, trabajo, vía
laboral

[person]
sr, sra, señor, señora, don, doña, dra

[internal]
candidatura interna, promoción interna, vacante interna
"""
