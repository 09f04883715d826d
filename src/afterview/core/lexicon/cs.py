"""Czech words; how a table is read stands in `afterview.core.lexicon`."""

TABLE = """
[interview]
pohovor*, interview

[job]
pracovní* pohovor*, přijímací* pohovor* práce, pohovor* do práce, výběrov* řízení, výběrov* pohovor*
druh* kolo pohovor*, druhý pohovor, osobní pohovor, online pohovor, video pohovor, videopohovor
pohovor na pozici, pohovor pozice, třetí pohovor, 2. kolo pohovoru

[screen]
telefonick* pohovor*, hr pohovor, pohovor s hr, první pohovor, první kolo pohovoru, hovor s recruiterem
hovor s náborářkou, hovor s recruiterkou, hovor s personalistkou, pohovor s personalistkou, úvodní pohovor
call s recruiterkou, call s hr, 1. kolo pohovoru

[screen?]
úvodní hovor, první kolo

[technical]
technick* pohovor*, technick* kolo, odborn* pohovor*, live coding

[take-home?]
případová studie, prezentace úkolu, probrání úkolu

[hiring-manager]
pohovor s manažerem, pohovor s vedoucím, pohovor s manažerkou, pohovor s nadřízeným
pohovor s hiring managerem, pohovor s vedoucí

[onsite]
assessment centrum, assessment center, assessment centre

[panel]
skupinov* pohovor*, panelov* pohovor*, pohovor s týmem

[final]
finální pohovor, závěrečn* pohovor*, poslední pohovor, poslední kolo, pohovor s ředitelem, pohovor s ceo, finální kolo

[informal?]
seznámení s týmem, neformální schůzka, neformální setkání, káva s týmem, seznamovací schůzka

[other]
zkušební den, zkušební směna, den na zkoušku

[round?]
druhé kolo, 2. kolo, další kolo, třetí kolo

[yours]
vaše přihláška, váš životopis, zveme vás na pohovor, pozvánka na pohovor, vaše reakce na, váš zájem
pozvat vás, pozvat na pohovor, vaši žádost, váš pohovor, platová očekávání, váš zájem o pozici
děkujeme za zájem, odpověď na inzerát

[context]
pozic*, životopis*, nábor*, výběrové řízení, pracovní místo, pracovní nabídk*, uchazeč*, personalist*
recruiter*, zaměstnání, hr

[prep]
příprava, připravit, zkušební pohovor, nácvik, koučink, trénink, cvičný, workshop, simulace, opakování, kurz

[press]
rozhlas, tisk, podcast, novinář*, televiz*, rozhovor pro, natáčení, rozhovor, časopis, tiskov*, noviny
reportáž, rádio

[research]
výzkum*, dotazník, diplomov*, bakalářk*, uživatelsk* testování, rozhovory s uživateli, průzkum, testování
zákaznick* rozhovor*, respondent*

[official]
vízum, víza, vízov*, ambasád*, velvyslanectv*, polici*, úřad*, úřad práce, soud, advokát, výslech, konzulát
notář, občanství, cizineck*, imigračn*

[school]
třídní schůzky, rodiče, učitel*, škol*, školk*, zkouška, přijímačky, přijímací zkoušky, konzultace, zápis
stipendium, vysok* škol*, gymnázium, maturita

[appraisal]
hodnotící pohovor*, roční hodnocení, hodnocení, výstupní pohovor*, hodnocení zaměstnance, pololetní hodnocení
pohovor s šéfem, výpověď, rozvojový pohovor

[home]
hypoték*, lékař*, zubař*, psycholog*, byt, bytu, nájem*, prohlídka, servis, stk, pojištění, doktor*, nemocnice
spolubydlící, chůva, hlídání, terapie

[leisure]
kino, narozeniny, zápas, koncert, divadlo, oslava, máma, táta, babička, večeře, fotbal, hokej

[fair]
veletrh práce, den kariéry, veletrh, den otevřených dveří, kariérní den, networking, job fair

[work]
klient*, zákazník*, porada, dodavatel*, demo, schůzka s klientem, týmová porada

[chore]
termín, odeslat, odevzdat, poděkování, poděkovat, vlak do, vlak, let do, zavolat, připomínka, koupit, odpověď
výsledek, poslat, poslat cv, oblek, vytisknout, jízdenka, uzávěrka, hotovo

[offer]
podpis smlouvy, smlouva, smlouvy, první den, nástup*, zaškolení, onboarding, nabídka, vstupní prohlídka
pracovní nabídka, výplata

[hiring]
pohovor s uchazeč*, pohovor s kandidát*, životopis uchazeč*!, životopis kandidát*!, cv v příloze!
výběr kandidátů, kandidáti, životopis v příloze!, hodnocení kandidát*!, pohovory s kandidáty

[hiring?]
uchazeč*, kandidát*

[cancelled]
zrušeno, zrušen*, odmítnuto

[agency]
náš klient!, našeho klienta!, personální agentura!, pro našeho klienta!

[role]
programátor*, vývojář*, inženýr*, analyti*, účetní, zdravotní sestra, sestra, specialist*, asistent*
vedoucí pozice, manažer* pozice, ředitel*, technik, prodavač*, konzultant*, projektant*, koordinátor*, řidič
kuchař*, číšník, servírka, skladník, referent*, stážist*, obchodní zástupce, architekt*, tester*
administrátor*, poradce, recepční, právník, mechanik, elektrikář, operátor*, dělník, grafik
projektový manažer, manažer*, designér*

[senior]
vedoucí, manažer*, senior

[executive]
ředitel*, jednatel

[junior]
junior, absolvent

[intern]
stáž, stážist*, brigáda

[noise]
s, se, v, ve, na, do, o, pro, u, z, a, i, po, k, hod, telefon, telefonický, video, online, schůzka, pozvánka
potvrzení, potvrzeno, pozice, pozici, firma, firmě, kancelář, tým, pondělí, úterý, středa, čtvrtek, pátek
sobota, neděle, dnes, zítra, ráno, první, druhý, druhé, třetí, kolo, práce, práci, nábor, osobní, osobně, hr
váš, vaše, pohovor, technický, oddělení

[person]
pan, paní, pana, panem

[internal]
interní výběrové řízení, interní pozice
"""
