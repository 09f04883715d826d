"""English words; how a table is read stands in `afterview.core.lexicon`."""

TABLE = """
[interview]
interview, interviews, intvw, iv w, interviewing

[job]
job interview, video interview, zoom interview, in person interview, in-person interview, face to face interview
second interview, 2nd interview, third interview, 3rd interview, follow up interview, interview round, interview stage
interview invitation, interview confirmation, employment interview, hr round interview, selection interview
interview 2, interview 3, virtual interview, on-demand interview, one-way interview, one way interview
internship interview
interview with hiring, candidate interview with, internal interview, recorded interview, asynchronous interview
values interview, culture interview, culture fit interview, competency interview, competency based interview
strengths based interview, bar raiser, partner interview

[screen]
phone screen, phone screening, telephone screen, telephone screening, phone interview, telephone interview
tel interview
recruiter screen, recruiter screening, recruiter call, recruiter chat, recruiter phone, recruiter intro
recruiter interview
recruiter conversation, recruiter introduction, recruiter video, recruiting call, recruiting screen
call with recruiter
chat with recruiter, call with the recruiter, chat with the recruiter, meeting with recruiter, intro with recruiter
hr interview, hr screen, hr call, hr screening, hr round, hr chat, call with hr, screening interview, screening call
initial interview, initial screen, initial screening, first interview, 1st interview, intro interview
introductory interview, pre screen, prescreen, pre screening, prescreening, candidate screening call
talent acquisition call, talent screen, talent call, ta screen, ta call, preliminary interview, recruiter round

[screen?]
intro call, introductory call, intro chat, intro, introduction call, initial call, initial chat
first call, first conversation, introductory chat, exploratory call, exploratory chat
exploratory conversation, discovery call
first chat, intro meeting, introductory conversation, initial conversation, first round, round 1

[technical]
technical interview, tech interview, coding interview, technical screen, tech screen, technical phone screen
technical assessment interview, pair programming interview, system design interview, live coding, coding round
coding challenge interview, whiteboard interview, whiteboarding interview, algorithm interview, algorithms interview
technical round, tech round, coding screen, coderpad, system design round, design interview, sql interview
pairing interview, pair programming session, technical deep dive interview, machine learning interview, ml interview
data interview, engineering interview, debugging interview, architecture interview, frontend interview
backend interview, technical video interview, karat interview, programming interview, domain interview
online coding test, live coding session, coding exercise with

[technical?]
pair programming, system design, coding, whiteboarding, technical, technical discussion, technical conversation
technical chat, tech chat, tech talk with, coding session, coding test, technical deep dive, technical call
skills test
technical session, technical assessment, pairing session, pairing, code pairing

[take-home]
take home review interview, take home interview, case interview, case study interview, take home presentation
take home debrief, take home discussion, take home walkthrough, presentation interview, portfolio interview
portfolio review interview, take home review, assignment review interview, homework review

[take-home?]
case study, take home, case presentation, case study presentation, take home assignment, portfolio review
portfolio presentation, work sample, assignment review, assignment presentation, project walkthrough, case discussion
portfolio walkthrough, present your solution, take home task, coding challenge review, code review interview

[hiring-manager]
hiring manager interview, hiring manager call, hiring manager screen, hiring manager chat, hiring manager conversation
hiring manager round, hiring manager meeting, hm interview, hm screen, hm call, hm chat, hm round, manager interview
interview with hiring manager, interview with the hiring manager, call with hiring manager, chat with hiring manager
call with the hiring manager, chat with the hiring manager, meet the hiring manager, is the hiring manager
meeting with hiring manager, hiring manager intro, with the hiring manager, line manager interview

[hiring-manager?]
hiring manager

[onsite]
onsite interview, on site interview, onsite interviews, on site interviews, interview day, interview loop, superday
super day, virtual onsite, assessment center, assessment centre, assessment day, onsite loop, full loop
interview onsite
interview schedule, round robin interview, back to back interviews, loop interview, interview on site, selection day
final onsite, onsite round, virtual loop, interviews for, campus visit interview, onsite final round
power day, discovery day interview

[onsite?]
onsite, on site, onsite visit, loop, day with us, your day with us, office visit, site visit, campus visit
on site day

[panel]
panel interview, interview panel with, panel round, interview with panel, interview with the panel, group interview
team interview, peer interview, board interview, committee interview, cross functional interview, panel presentation

[panel?]
panel, panel with, selection panel

[final]
final interview, final round interview, final stage interview, last interview, final interviews, executive interview
ceo interview, interview with ceo, founder interview, interview with the ceo, interview with our ceo, cto interview
final round with, final stage with, last round interview, vp interview

[final?]
final round, final stage, last round, final chat, final conversation, final call, final loop

[informal]
informal interview, coffee chat interview, informal chat about, casual interview, lunch interview, dinner interview
informal interview chat, interview lunch, meet and greet interview

[informal?]
meet the team, informal chat, informal call, informal conversation, coffee chat, team lunch
lunch with the team, casual chat
casual call, get to know, getting to know, meet and greet, virtual coffee, chat, team meet, meet your team, team chat
lunch with your, chemistry meeting, chemistry call

[other]
trial shift, trial day, work trial, working interview, paid trial, trial work day, stage shift
trial lesson interview, reference call interview
skills interview, behavioral interview, behavioural interview, situational interview, shadow shift interview
teaching demo
job talk, job trial, paid trial day, demo lesson, working trial, audition day

[other?]
behavioral, behavioural, culture fit, values, bar raiser round

[round?]
round 2, round 3, round 4, round two, round three, second round, third round, 2nd round, 3rd round, next round
fourth round
stage 2, stage 3, second stage, next step call, next steps call, next steps, second conversation, second call
follow up call
second stage call, upcoming conversation

[yours]
your interview, your interviews, interview you, your phone interview, your technical interview
your upcoming interview
interviewing with us, thank you for your interest, thanks for your interest, thank you for applying, your application
thanks for applying, your candidacy, your interviewer, your interviewers, interview has been scheduled, you applied
invited to interview, invite you to interview, invite you for an interview, invited you to an interview
interview with us
you have been shortlisted, you have an upcoming interview, excited to interview, candidate portal
your salary expectations
interview is scheduled, interview is confirmed, confirm your interview, you will be meeting with, you will meet with
you will be interviewing with, application for the position, your recruiter, we received your application
your job application, keen to interview you, delighted to invite you, pleased to invite you, your panel interview
interested in interviewing, your virtual interview, your video interview, your onsite, interview confirmation
your background and our, about your background, walk through your background, your cv
the next stage of our, selection process, my interview, my interviews, interview with our, applying for the
applying to

[context]
position, vacancy, opening, role, hiring, recruiter, recruitment, recruiting, job opening, job description
application, candidate
job posting, resume, cv, careers, career opportunity, talent acquisition, talent partner, open position, open role
salary expectations, interviewer, interviewers, job title, requisition, hiring manager, job id, hiring team
hiring process
opportunity, open roles, applied, applicant, job, screening

[prep]
interview prep, prep, interview preparation, preparation, prepare for interview, prepare for, prepare, mock interview
mock interviews, mock, practice interview, practise interview, interview practice, interview coaching
coaching, interview training
interview tips, interview skills, interview workshop, interview questions, interview research, research company
study for interview, leetcode, practice session, practice, interview rehearsal, rehearsal, rehearse
interview bootcamp
interview course, interview masterclass, interview webinar, webinar, interviewing skills, workshop
career coach, career coaching
interview notes, notes for interview, study for, interview class, prepping, mock panel, mock technical
mock onsite, brush up
review notes, prep call, prep session, read up on, dry run, practise, prep chat, interview drills
interviewing workshop
resume review, cv review, revise for

[press]
podcast, podcast interview, radio, radio interview, tv interview, press interview, press, media interview, journalist
newspaper, magazine interview, live on air, reporter, documentary, press call, book interview
author interview, broadcast
youtube interview, blog interview, fireside chat, guest on, episode, oral history, q and a with, ama
livestream, live stream
we will record about!, the episode!, on air!, the show!, our podcast!, our listeners!, our readers!, this article!
for the article!, article about!, for our magazine!, for a story!, guest on our!, quote you!, blog post!, newsletter
record an episode!, the recording studio!, column, celebrity interview, interview on tv, bbc interview, npr interview

[research]
user research, user interview, user interviews, research interview, study interview, customer interview
customer interviews
customer discovery, usability, usability test, usability study, phd study, research study, thesis interview
dissertation interview
stakeholder interview, stakeholder interviews, expert interview, survey interview, market research, focus group
participant interview, ethnographic interview, user test, user testing, product feedback, research session
subject interview
ux research interview, research participant, qualitative interview, census interview, survey, beta feedback
study participant
thanks for participating!, you will receive!, gift card!, for this study!, our study!, research study!, incentive for!
participate in our!, your feedback on the product!, informed consent!, for my thesis!, my dissertation!
win loss interview
for my research!, discovery interview, customer research, customer feedback, client interview, client interviews
requirements interview, user feedback session, sme interview, case study participant, academic study, thesis
dissertation

[official]
visa interview, visa, embassy, consulate, immigration interview, green card, citizenship interview, naturalization
naturalisation, asylum interview, passport interview, global entry, uscis, nexus interview, police interview, police
police witness, witness interview, court, jury duty, deposition, solicitor, lawyer, attorney, unemployment office
unemployment, jobcentre, jobcenter, job centre, benefits interview, social services, adoption interview
foster interview
home biometrics, biometric, tsa precheck, border interview, probation officer, security clearance interview
background check, social security, disability interview, residency permit, parole, custody interview, notary
council interview
tribunal, dmv, marriage interview, consular, citizenship test, tax office, insurance interview
medical interview, claim interview

[school]
school interview, admissions interview, admission interview, admissions, college interview
university interview, alumni interview
scholarship interview, scholarship, parent teacher, parents evening, parent evening, teacher conference
nursery, kindergarten
preschool interview, daycare interview, daycare, school admissions, mba interview, med school interview
medical school interview
oxford interview, cambridge interview, ucas, phd interview admissions, teacher meeting, school tour, viva, oral exam
exam, grad school interview, boarding school, residency match, supervisor meeting, thesis defense
thesis defence, open day
fellowship interview, summer camp interview, year 7 interview, kindy, preschool, school visit, school concert
class interview

[appraisal]
performance review, performance appraisal, appraisal, annual review, year end review, mid year review, stay interview
exit interview, exit meeting, exit conversation, offboarding, off boarding, disciplinary, grievance
return to work interview
return to work, one on one, 1 1, 1on1, 121, skip level, development conversation, career conversation
career development
salary review, promotion review, performance conversation, probation review, probation meeting, check in with manager
before your last day!, your last day with!, 360 review, catch up with manager, investigation meeting, calibration
promotion panel, hr investigation, goal setting, feedback session, quarterly review, redundancy consultation

[home]
volunteer interview, volunteering, volunteer, animal shelter, charity interview
roommate interview, flatmate interview, housemate interview, tenant interview, rental interview, flat viewing
flat share
landlord, mortgage interview, mortgage, mortgage appointment, bank appointment, coop board interview, co op board
nanny interview, babysitter interview, babysitter, nanny, cleaner interview, dog walker, dog sitter, au pair interview
matchmaker, dating, pet adoption, adoption agency, shelter interview, doctor, dentist, clinic, surgery, chemo
physio, therapist, therapy, vet, hospital, scan, mri, blood test, oil change, car service, boiler, plumber
electrician
contractor, renovation, interior designer, caterer, wedding planner, wedding, photographer, realtor
estate agent, apartment
house viewing, condo board, room viewing, cat sitter, loan interview, chemotherapy, radiotherapy, dialysis
immunotherapy, vaccine
babysitting, midwife, doula, coop board, flatshare, housing interview

[leisure]
movie, movie night, film night, cinema, golf, football, soccer, basketball, baseball, tennis, champions league
league, cup final, world cup, super bowl, tournament, grand final, gym, yoga, pilates, dinner with, drinks, birthday
party, concert, festival, theatre, theater, museum, game night, pub quiz, boxing, ufc, chess, marathon, swim, match
vampire, book club, choir, band practice, watch, season finale, eurovision, hike, brunch, dance, quiz night
semifinal, semi final, quarterfinal, finals, draft night, fantasy, poker, bowling, karaoke, playoffs, esports
hackathon final
mum, mom, dad, grandma, grandpa, granny, auntie, crossfit, spin class, karate, judo, climbing, masterchef
bake off, f1

[talk]
panel discussion, conference, conference talk, keynote, meetup, talk at, panelist, panellist, roundtable, round table
symposium, summit, speaker, moderate, moderator, pycon, lecture, seminar, all hands, town hall, demo day, hackathon
book launch, debate, expert panel, industry panel, alumni panel, panel talk, you are a panelist!, as a panelist!

[fair]
job fair, career fair, careers fair, career day, hiring event, recruiting event, recruitment fair, open house
info session
information session, networking event, networking mixer, networking, virtual career fair, hiring fair
careers evening, job expo
recruitment day, careers event, networking coffee, coffee with, insight day, meet employers
company presentation, campus event
catch up, resume clinic, job club, alumni coffee

[work]
standup, stand up, sprint, retro, retrospective, sync, team sync, weekly, screen share, technical review
design review
code review, architecture review, client, customer, vendor, supplier, sales call, sales, demo, product demo
kickoff, kick off
quarterly, qbr, board meeting, team meeting, staff meeting, budget, incident, postmortem, post mortem, roadmap
planning
release, deployment, migration, offsite, team building, project, status update, partner call, investor
investor call, pitch
audit, workshop with, onsite with client, client onsite, customer onsite, screening of, technical debt, team onsite
design crit, technical planning, security review, backlog, grooming, war room, on call, onsite week, company onsite
webinar demo, sla, renewal, upsell, procurement, rfp, deal, quote, contract renewal, discovery session, scrum
standups

[sales]
pricing!, product demo!, our product!, demo of our!, free trial!, our platform can!, our solution!, proposal!
your account!
your subscription!, renewal!, quote!, see how we can help!, our services!, case studies!, roi!, insurance!
your portfolio!
investment!, funding round!, term sheet!, our fund!, partnership!, walk through of our product!

[chore]
interview deadline, deadline, due, due date, submit, submission, thank you note, thank you email
thank you letter, thank you
thank you notes, thanks note, send thank, send, follow up with recruiter, recruiter follow up, follow up email
follow up
follow up on, chase, reply to, respond to, email recruiter, call back recruiter, flight to, flight, train to
train, drive to, travel to
travel, hotel for, taxi to, uber to, bus to, hire a suit, interview outfit, interview attire, interview suit
interview clothes
haircut, pick up suit, dry cleaning, buy, print cv, print resume, reminder, remember, book, apply to
apply for, application deadline
application due, update cv, update resume, job search, job applications, decision date, hear back, results
expect answer, waiting for
schedule interview, book interview, confirm interview, reschedule interview, feedback from
feedback on interview, interview feedback
complete assessment, finish take home, work on take home, do take home, start take home, take home due
assessment deadline
expense, expenses, reimbursement, parking, pack, iron shirt, babysitter for, recruiter email
interview results, research for
complete before!, complete by!, submit by!, must be submitted!, opens your test!, test link expires!
submit expenses, dress, suit
notes from, interview debrief for me, write to, connect with on linkedin, block for, decompress
before interview, after interview
references to send, call recruiter back, follow up after, email, coding assessment due, finish, hold for

[offer]
job offer, offer call, offer letter, offer discussion, offer review, offer, salary negotiation, negotiate
compensation discussion
comp discussion, contract signing, sign contract, onboarding, orientation, first day, start date, new hire
induction, day one
welcome aboard!, extend you an offer!, extend an offer!, offer details!, offer of employment!, your first day!
benefits overview, comp chat, offer negotiation, day 1 at, starting at, reject offer, accept offer
resignation, hand in notice
discuss your offer!, verbal offer, your offer!

[hiring]
interview debrief, debrief, hiring committee, hiring sync, hiring manager sync, hiring meeting, hiring standup
recruiting standup
recruiting sync
recruiting meeting, hiring kickoff, candidate debrief, candidate review, candidate sourcing, sourcing session
sourcing
interview panel sync, panel sync, panel prep, interviewer training, interviewers, new interviewers
interviewer, interview kit!
scorecard!, scorecards!, submit feedback!, submit your feedback!, interview feedback due, leave feedback!
feedback form!
candidate resume!, candidate cv!, resume attached!, cv attached!, her resume!, his resume!, their resume!
resume review
her portfolio!, his portfolio!, their portfolio!, thanks for interviewing!, thank you for interviewing!
interviewer guide!
interview guide!, interview plan!, candidate profile!, hiring plan, headcount, recruiter sync, intake meeting
role kickoff
is a candidate!, is interviewing for!, candidate interview, candidate interviews, candidate screen, interview block
interview slots, interview slot, interview availability, hold for interviews, interviews for our, wrap up debrief
interview calibration, shadow interview, reverse shadow, reverse shadowing, interview shadowing, shadowing!
rubric!, hire no hire!
go no go, resume screen, cv screening, cv sift, sift, shortlisting, interview process
interview process review, candidate pipeline
pipeline review, job req, req review, candidate calibration, internship program planning
interview loop design, hiring huddle
resume attached, candidate s resume!, candidate s cv!, candidate packet!, your candidate!, please evaluate!
evaluate the candidate!
as an interviewer!, interviewer instructions!, candidate feedback!, candidate email!, candidate phone!
you are interviewing!
you will be interviewing a!, focus areas for the!, resume review session, interview rotation, onsite debrief
screen resumes
their application in!, candidate information!, applicant s!, view candidate!, view application in!, panel debrief

[hiring?]
candidate, candidates, interview panel, new candidate, applicant, applicants, resume

[scam]
crypto!, bitcoin!, btc!, training fee!, refundable!, registration fee!, processing fee!, western union!, gift cards!
pay before!, wire transfer!, whatsapp only!, telegram only!, usdt!, send your bank details!, security deposit!
equipment check!
pay the!, payment before!, deposit before!, paypal!

[cancelled]
rejected
cancelled, canceled, canceled event, cancelled event, declined, cancellation, called off, withdrawn
no longer happening

[agency]
our client!, my client!, on behalf of our client!, a client of mine!, executive search!, my clients!, agency!
staffing!
recruitment consultant!, headhunter!

[role]
engineer, engineers, developer, designer, manager, analyst, consultant, architect, scientist, director
accountant, nurse, teacher
administrator, assistant, specialist, coordinator, associate, officer, technician, programmer, researcher
writer, editor
recruiter, marketer, executive, representative, lead, head of, vp, vice president, chief, cto, buyer, planner
strategist, controller, auditor, paralegal, lawyer, librarian, chef, cook, barista, waiter, waitress
bartender, cashier
clerk, driver, electrician, plumber, mechanic, operator, supervisor, receptionist, secretary, intern, internship
apprentice, apprenticeship, trainee, sre, devops, swe, sde, qa, tester, lecturer, professor, postdoc
physician, pharmacist
therapist, carer, caregiver, tutor, translator, copywriter, product owner, scrum master, statistician, actuary
economist
advisor, adviser, agent, salesperson, account executive, partner manager, generalist, business partner
counsel, surveyor
biologist, chemist, physicist, geologist, underwriter, broker, trader, merchandiser, stylist, artist, animator
producer
illustrator, journalist, pilot, steward, warehouse worker, welder, machinist, carpenter, curator, fundraiser
practitioner, paramedic, midwife, optician, hygienist, radiographer, dispatcher, estimator, inspector
bookkeeper, staff engineer

[senior]
senior, sr, staff, principal, lead, manager, team lead, tech lead, supervisor

[executive]
director, head of, head, vp, vice president, svp, evp, chief, ceo, cto, cfo, coo, cmo, cio, cpo, ciso
president, executive director
managing director, general manager, partner

[junior]
junior, jr, graduate, entry level, trainee, apprentice, apprenticeship, early career

[intern]
intern, internship, working student, summer intern, co op, placement student

[noise]
with, at, for, and, the, a, an, of, in, on, to, by, via, from, your, my, our, re, fw, fwd, invitation, updated
invite, accepted, tentative
call, phone, video, meeting, meet, zoom, teams, skype, webex, hangouts, facetime, online, virtual
remote, telephone, mobile
round, rounds, stage, part, day, first, second, third, final, last, next, initial, 1st, 2nd, 3rd, 4th, one
two, three, session, discussion
confirmed, confirmation, tbc, tbd, pending, scheduled, rescheduled, today, tomorrow, tonight, morning
afternoon, evening, am, pm
monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue, wed, thu, fri, sat, sun, min, mins
minutes, hour, hours
h, between, bring, id, link, room, office, hq, hold, important, new, position, role, vacancy, opening, job
opportunity, position of
team, recruiting, recruitment, recruiter, talent, hiring, hr, careers, company, appointment, schedule, event
presentation
review, test, exercise, challenge, assessment, catch, up, talk, tbc, onsite, internal, external, reminder, est
pst, et, pt, gmt
cet, bst, utc, us, me, you, is, be, not, no, jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec
follow, x, vs, re, about
upcoming, quick, short, casual, friendly, formal, interviewer, interviewers, panel, technical, screening
candidate, application
laptop, camera, ready, ask, instead, prep, hello, hi, big, main, real, maybe, questions, bring, take, home
onsite, again, important
whereby, jitsi, phone, interview, slot, time, update, booking, booked, greenhouse, lever, ashby
goodtime, modernloop
calendly, karat, hackerrank, codility, codesignal, coderpad, hirevue, workday, on, demand, way, spark, hire
coding, system, design
work, working, group, people, staff, member, department, dept, general, local, main, head, office, hq
conversation, chat, intro

[department]
marketing, engineering, sales, finance, product, design, operations, legal, it, data, research, support
security, platform
infrastructure, backend, frontend, mobile, growth, content, brand, community, berlin, london, paris, madrid
munich, vienna, zurich
amsterdam, dublin, rome, milan, lisbon, barcelona, stockholm, oslo, copenhagen, warsaw, prague, istanbul
moscow, kyiv, tokyo
beijing, shanghai, seoul, new york, nyc, boston, chicago, seattle, austin, toronto, sydney, melbourne
singapore, hamburg, hq, q1, q2
q3, q4, spring, summer, autumn, winter, leadership, strategy, culture, values, behavioral, behavioural
english, german, french
spanish, italian, dutch, project, software, questions, skills, room, house, building, street, station, airport
cafe, coffee, lunch

[person]
mr, mrs, ms, miss, dr, prof, sir, madam

[internal]
internal application, internal interview, internal candidate, internal vacancy, internal role
internal position, internal move, internal transfer, internal job
"""
