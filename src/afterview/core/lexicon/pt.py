"""Portuguese words; how a table is read stands in `afterview.core.lexicon`."""

TABLE = """
[interview]
entrevista, entrevistas, entrevista online

[job]
entrevista de emprego, entrevista de trabalho, entrevista de estágio, segunda entrevista
entrevista de seleção, entrevista para a vaga, entrevista vaga, processo seletivo entrevista
entrevista de recrutamento, 2a entrevista, entrevista por vídeo, entrevista para vaga

[screen]
entrevista telefônica, entrevista telefónica, entrevista rh, entrevista com rh, entrevista com o rh
conversa com rh, conversa com o rh, bate papo com rh, bate papo rh, papo com rh, primeira entrevista
entrevista inicial, conversa com recrutador, conversa com recrutadora, conversa com a recrutadora
triagem telefônica, entrevista com recrutador, entrevista com recrutadora, chamada com rh, triagem rh
call com rh, call com recrutadora

[screen?]
primeira conversa, triagem

[technical]
entrevista técnica, teste técnico, desafio técnico, live coding, avaliação técnica, conversa técnica

[take-home?]
apresentação do case, apresentação do desafio, estudo de caso, case

[hiring-manager]
entrevista com gestor, entrevista com o gestor, entrevista com a gestora, entrevista com gestora
entrevista com o gerente, conversa com gestor, conversa com o gestor, conversa com a gestora
entrevista gestor, entrevista com a liderança, entrevista com o hiring manager

[onsite]
dinâmica de grupo, assessment center, dia de seleção

[panel]
entrevista em grupo, entrevista com o time, entrevista com a equipe, entrevista com a equipa
entrevista em painel, entrevista painel, painel de entrevista

[final]
entrevista final, última entrevista, entrevista com a diretoria, entrevista com o diretor, entrevista com ceo
entrevista com o ceo

[informal?]
bate papo, conhecer o time, conhecer a equipe, conhecer a equipa, café com o time

[other]
dia de teste, dia de experiência, dia à experiência

[round?]
segunda fase, próxima etapa, segunda etapa, etapa 2, fase 2

[yours]
sua candidatura, tua candidatura, sua entrevista, tua entrevista, seu interesse, processo seletivo
processo de recrutamento, conversar sobre a vaga, seu currículo, pretensão salarial, sua inscrição na vaga
a tua entrevista

[context]
vaga, candidatura, cargo, recrutamento, recrutador, recrutadora, emprego, seleção, rh, posição
oportunidade de emprego, recursos humanos, estágio

[prep]
preparação, preparar, simulação, treino, mentoria, treinar, simulado, ensaio, curso, estudar, aula

[press]
rádio, imprensa, jornalista, podcast, televisão, jornal, revista, gravação, programa, documentário
entrevista ao vivo, reportagem

[research]
pesquisa, estudo, tese, tcc, dissertação, entrevista de usuário, entrevista com usuário*
entrevista com cliente*, inquérito, mestrado, questionário, entrevista com utilizador*

[official]
visto, embaixada, consulado, polícia, tribunal, advogado, advogada, inss, sef, aima, centro de emprego
cidadania, poupatempo, notário, finanças, segurança social, iefp, delegacia, cartório

[school]
escola, professor da, professora, reunião de pais, creche, colégio, bolsa, vestibular, admissão
encarregado de educação, diretora de turma, pais, matrícula

[appraisal]
avaliação de desempenho, avaliação anual, entrevista de desligamento, entrevista de saída, feedback anual
reunião anual, pdi, desligamento, one a one, 1 a 1

[home]
aluguel, arrendamento, apartamento, imobiliária, médico, dentista, psicóloga, psicólogo, hipoteca
crédito habitação, babá, senhorio, terapia, consulta, empregada, revisão carro, oficina

[leisure]
cinema, filme, aniversário, festa, futebol, jogo, show, jantar, teatro, vovó, mãe, pai, churrasco

[talk]
palestra, conferência, seminário, congresso, mesa redonda

[fair]
feira de emprego*, feira de carreiras, sessão de esclarecimento, networking, café com

[work]
reunião com cliente, reunião de equipe, cliente, fornecedor, reunião semanal, projeto, demo, reunião

[chore]
prazo, enviar, entregar, entrega, agradecimento, agradecer, voo, voo para, viagem, lembrete, comprar, imprimir
ligar para, resposta, responder, resultado, atualizar currículo, passagem, comboio para, autocarro, terno
fato

[offer]
proposta, proposta de emprego, assinatura do contrato, assinatura contrato, primeiro dia, integração
onboarding, admissional, exame admissional, contrato

[hiring]
entrevista candidato, entrevista candidata, entrevista com candidato, entrevista com candidata, entrevistar
currículo do candidato!, currículo da candidata!, currículo em anexo!, cv em anexo!, roteiro de entrevista!
triagem de currículos, o candidato!, a candidata!, debrief, avaliação do candidato!, candidatos

[hiring?]
candidato, candidata

[cancelled]
cancelado, cancelada, recusado, recusada

[agency]
nosso cliente!, meu cliente!, consultoria de rh!, empresa de recrutamento!

[role]
desenvolvedor, desenvolvedora, engenheiro, engenheira, analista, contador, contadora, contabilista, enfermeiro
enfermeira, técnico de, técnica de, gerente, gestor de, gestora de, coordenador, coordenadora, assistente
vendedor, vendedora, estagiário, estagiária, programador, programadora, designer, auxiliar, cozinheiro
cozinheira, diretor, diretora, consultor, consultora, especialista, cientista de dados, administrativo
administrativa, arquiteto, arquiteta, operador, operadora, supervisor, motorista, professor de, recepcionista
redator, redatora, farmacêutico, farmacêutica, jornalista júnior

[senior]
gerente, sênior, sénior, coordenador, coordenadora, líder, pleno sênior

[executive]
diretor, diretora, diretor geral

[junior]
júnior, aprendiz, trainee

[intern]
estágio, estagiário, estagiária

[noise]
com, para, de, do, da, dos, das, o, a, os, as, em, no, na, e, por, vaga, emprego, trabalho, chamada
videochamada, telefone, reunião, convite, confirmação, confirmada, segunda, terça, quarta, quinta, sexta
feira, hoje, amanhã, manhã, tarde, h, hora, equipe, equipa, empresa, rh, time, processo, seletivo, nova, novo
nova vaga
sua, seu, tua, teu, minha, nossa, presencial, remota, virtual, etapa, fase, primeira, última, recrutamento
seleção, talento, talentos, sobre, ao, à, conversa, entrevista, às

[person]
sr, sra, senhor, senhora, dona

[internal]
candidatura interna, vaga interna, recrutamento interno
"""
