"""Polish words; how a table is read stands in `afterview.core.lexicon`."""

TABLE = """
[interview]
rozmowa, wywiad, interview, spotkanie rekrutacyjne online

[job]
rozmow* kwalifikacyjn*, rozmow* rekrutacyjn*, rozmow* o pracę, spotkanie rekrutacyjne
spotkania rekrutacyjnego, interview o pracę, drug* rozmow* kwalifikacyjn*, rekrutacja rozmowa
drug* rozmow* rekrutacyjn*, rozmow* w sprawie pracy, rekrutacja spotkanie, rozmow* o staż
drugi etap rekrutacji, kolejny etap rekrutacji

[screen]
rozmow* z rekruterem, rozmow* z rekruterką, rozmow* z hr, rozmow* telefoniczn* rekrutac*
pierwsza rozmowa rekrutacyjna, pierwsz* rozmow* kwalifikacyjn*, telefon od rekrutera, telefon od rekruterki
rozmow* wstępn*, rozmow* hr, telefoniczn* rozmow* kwalifikacyjn*, telefoniczn* rozmow* rekrutacyjn*
call z rekruterem, call z rekruterką

[screen?]
pierwsza rozmowa, rozmowa telefoniczna

[technical]
rozmow* techniczn*, rekrutacja techniczna, test techniczny, zadanie rekrutacyjne na żywo, live coding
spotkanie techniczne rekrutacja

[take-home?]
omówienie zadania, prezentacja zadania, zadanie rekrutacyjne, studium przypadku

[hiring-manager]
rozmow* z kierownikiem działu rekrutacja, rozmow* z hiring managerem, rozmow* z przyszłym przełożonym
rozmow* z menedżerem rekrutacja, rozmow* z managerem

[onsite]
assessment center, assessment centre, sesja ac, dzień rekrutacyjny

[panel]
rozmow* panelow*, rozmow* grupow*, rozmow* z zespołem

[final]
rozmow* końcow*, ostatnia rozmowa, finałow* rozmow*, rozmow* finałow*, rozmow* z zarządem
ostatni etap rekrutacji, rozmow* z prezesem

[informal?]
spotkanie zapoznawcze, poznanie zespołu, luźna rozmowa, rozmowa zapoznawcza, niezobowiązująca rozmowa

[other]
dzień próbny, zmiana próbna, dniówka próbna, dzien probny

[round?]
drugi etap, druga runda, kolejny etap, etap 2, ii etap, druga rozmowa

[yours]
twoj* aplikacj*, pan* aplikacj*, zaprasza* na rozmowę, zaprosić na rozmowę, zaproszenie na rozmowę
aplikacji na stanowisko, za aplikację, zainteresowanie ofertą, oczekiwania finansowe, zaprosić cię na rozmowę
zaprosić pan*, moja aplikacja

[context]
stanowisk*, rekrutacj*, rekruter*, rekruterk*, aplikacj*, kandydatur*, oferta pracy, ofert* pracy, cv, kadr
zatrudnien*, etat, hr

[prep]
przygotowani*, przygotować, przygotuj, próbna rozmowa, symulacja, coaching, warsztat*, trening, ćwiczenie
doradca zawodowy, szkolenie, powtórka, kurs, próbny

[press]
radio, prasa, prasow*, podcast, dziennikarz*, telewizj*, tvp, gazeta, gazety, wywiad dla, wywiad do, nagranie
audycja, reportaż, wywiad radiowy, na żywo w, wywiad prasowy, artykuł

[research]
badanie, badania, ankieta, praca magisterska, pracy magisterskiej, wywiad z użytkownik*, wywiad pogłębiony
wywiad środowiskowy, wywiady z klientami, grupa fokusowa, test użyteczności, doktorat, licencjat, uczestni*

[official]
wiza, wizow*, ambasad*, konsulat, policj*, urząd, urząd pracy, sąd, adwokat, pup, zus, przesłuchanie
notariusz, prokuratur*, mops, karta pobytu, obywatelstwo, konsul, urzędzie

[school]
wywiadówka, zebranie z rodzicami, rodzice, nauczyciel*, szkoł*, przedszkole, żłobek, egzamin, egzamin ustny
studia rekrutacja, wychowawc*, rozmow* kwalifikacyjn* na studia, studia doktoranckie, dyrektor szkoły
pedagog szkolny, stypendium, zebranie

[appraisal]
rozmow* roczn*, rozmow* ocenając*, ocena okresowa, oceny okresowej, ocenę okresową, rozmow* oceniając*
rozmow* okresow*, rozmow* wyjściow*
exit interview, rozmow* rozwojow*, rozmow* z szefem, ocena roczna, ocena pracownicza, z przełożonym
z kierownikiem, rozmowa dyscyplinarna, podwyżk*, rozmowa o podwyżce

[home]
kredyt*, hipoteczn*, lekarz*, dentyst*, psycholog*, mieszkani*, wynajem, przegląd, mechanik samochodowy
ubezpieczenie, wywiad lekarski, szpital, terapeut*, położn*, ksiądz, niani*, opiekunka do dziecka, terapia
serwis, warsztat samochodowy

[leisure]
kino, urodziny, mecz, koncert, teatr, impreza, mama, tata, babcia, siłownia, kolacja, wesele, finał

[fair]
targi pracy, dni kariery, dzień otwarty, dni otwarte, spotkanie informacyjne, networking, targi kariery

[work]
klient*, zebranie zespołu, spotkanie zespołu, dostawc*, demo, narada, przetarg, spotkanie z klientem
statusow*, handlow* spotkanie

[chore]
termin, wysłać, oddać, podziękowani*, podziękować, pociąg do, pociąg, lot do, lot, zadzwonić, oddzwonić
przypomnienie, kupić, odpowiedź, wynik*, aplikować, garnitur, fryzjer, zaktualizować cv, wydrukować, bilet
zapytać, deadline, odpisać, wyjazd do

[offer]
umowa, umowy, umowę, podpisanie umowy, pierwszy dzień, onboarding, oferta, wdrożenie, badania lekarskie, wypowiedzenie
propozycja pracy, negocjacje

[hiring]
rozmow* z kandydat*, kandydaci, cv kandydat*!, cv w załączniku!, podsumowanie kandydat*, kandydatk*!
arkusz oceny!, selekcja cv, przegląd cv, kandydatami, ocena kandydat*!, spotkanie rekruterów

[hiring?]
kandydat*

[cancelled]
odwołan*, anulowan*, odrzucon*

[agency]
nasz klient!, naszego klienta!, agencja pracy!, agencja rekrutacyjna!, dla naszego klienta!, naszym klientem!

[role]
programist*, inżynier*, analityk*, analityczk*, księgow*, pielęgniark*, pielęgniarz, specjalist*, asystent*
kierownik, kierowniczk*, dyrektor*, technik, sprzedawc*, sprzedawczyni, konsultant*, projektant*, koordynator*
kierowca, kucharz, kelner*, magazynier*, referent*, stażyst*, praktykant*, przedstawiciel*, doradc*
architekt*, tester*, administrator*, handlowiec, nauczyciel* stanowisko, menedżer*, menadżer*, ekspert*
recepcjonist*, prawnik, mechanik, elektryk, spawacz, operator*, logistyk, barista, grafik, kadrow*, młodszy
starszy

[senior]
starszy, starsza, kierownik, kierowniczka, lider, menedżer*, menadżer*, senior

[executive]
dyrektor*, prezes, członek zarządu

[junior]
młodszy, młodsza, junior

[intern]
staż, stażyst*, praktyki, praktykant*

[noise]
z, ze, w, we, na, do, o, od, dla, i, oraz, u, przy, po, godz, godzina, telefon, telefoniczna, wideo, online
spotkanie, zaproszenie, potwierdzenie, potwierdzone, stanowisko, firma, firmie, biuro, zespół, poniedziałek
wtorek, środa, czwartek, piątek, sobota, niedziela, dziś, dzisiaj, jutro, rano, pierwsza, pierwszy, druga
drugi, trzecia, etap, runda, praca, pracy, pracę, rekrutacja, rekrutacyjne, zdalnie, zdalna, stacjonarnie, hr
kadry, twoja, twoje, pan, pani, nowa, rozmowa, rozmowę, techniczna, sprawie

[person]
pan, pani, panem, panią, panią

[internal]
rekrutacj* wewnętrzn*
"""
