"""Turkish words; how a table is read stands in `afterview.core.lexicon`."""

TABLE = """
[interview]
görüşme, görüşmesi, mülakat*

[job]
iş görüşme*, iş mülakat*, mülakat daveti, staj görüşme*, staj mülakat*, ikinci görüşme, ikinci mülakat
2. mülakat, video mülakat*, işe alım görüşme*, online mülakat, işe alım mülakat*, 2. görüşme
iş başvurusu görüşme*, üçüncü mülakat

[screen]
ik görüşme*, ik mülakat*, telefon mülakat*, insan kaynakları görüşme*, ön görüşme, ilk mülakat, ik ile görüşme
telefonda mülakat, ik ön görüşme, telefon görüşmesi ik, ön mülakat, insan kaynakları ile görüşme
recruiter görüşme*

[screen?]
ilk görüşme, telefon görüşmesi, tanışma görüşmesi

[technical]
teknik mülakat*, teknik görüşme*, kodlama mülakat*, teknik test, canlı kodlama

[take-home?]
vaka çalışması, case sunumu, ödev sunumu, vaka sunumu

[hiring-manager]
yönetici görüşme*, yönetici mülakat*, müdür görüşme*, yönetici ile görüşme, yönetici ile mülakat
bölüm müdürü ile görüşme

[onsite]
değerlendirme merkezi*, assessment center

[panel]
panel mülakat*, grup mülakat*, panel görüşme*, ekip görüşmesi

[final]
son mülakat, final mülakat*, final görüşme*, son görüşme, genel müdür görüşme*, genel müdür mülakat*, ceo görüşmesi

[informal?]
tanışma, ekiple tanışma, tanışma toplantısı, kahve sohbeti

[other]
deneme günü, deneme vardiyası, deneme çalışması

[round?]
ikinci aşama, 2. aşama, sonraki aşama, ikinci tur

[yours]
başvurunuz*, mülakatınız*, görüşmeniz*, görüşmeye davet, mülakata davet, pozisyonu için, ilginiz için
özgeçmişiniz*, sizinle görüşmek, sizinle tanışmak, maaş beklenti*, davet etmek isteriz, mülakata bekliyoruz
görüşmeye bekliyoruz

[context]
pozisyon*, başvuru*, işe alım, ilan, kadro, özgeçmiş, insan kaynakları, ik, iş ilanı, iş başvurusu

[prep]
hazırlık, hazırlan*, prova, deneme mülakat*, çalışma, koçluk, mülakat provası, eğitim*, simülasyon, atölye, kurs

[press]
radyo, basın, gazete*, podcast, röportaj, televizyon, tv, dergi, canlı yayın, çekim, program, söyleşi

[research]
araştırma, anket, tez, kullanıcı görüşme*, müşteri görüşme*, kullanıcı testi, odak grup, katılımcı, yüksek lisans tezi

[official]
vize, vize görüşmesi, konsolosluk, elçilik, büyükelçilik, polis, mahkeme, avukat, iş kur, işkur, noter
emniyet, nüfus, ifade, göçmenlik, ikamet, vergi dairesi

[school]
veli, veli görüşme*, öğretmen*, okul*, kreş, üniversite*, sınav, veli toplantısı, anaokulu, burs
burs mülakat*, yüksek lisans mülakat*, sözlü sınav, doktora

[appraisal]
performans*, performans görüşme*, performans değerlendirme*, yıllık değerlendirme, çıkış görüşme*
çıkış mülakat*, yıllık görüşme, geri bildirim, zam görüşmesi, birebir, bire bir

[home]
kredi*, doktor*, dişçi, diş, psikolog*, ev sahibi, kira, kiralık, kiracı, hastane, sigorta*, muayene, servis
ev arkadaşı
bakıcı, emlakçı, terapi, konut kredisi, kiracı

[leisure]
sinema, doğum günü, maç, konser, düğün, tiyatro, anne, baba, annem, babam, yemek, parti, futbol, anneanne

[fair]
kariyer günü, kariyer günleri, kariyer fuarı, tanıtım günü, iş fuarı, networking, istihdam fuarı

[work]
müşteri*, tedarikçi*, proje, projesi, demo, ekip toplantısı, haftalık, toplantı, satış görüşmesi, satış, teklif*

[chore]
son tarih, teslim, gönder*, teşekkür*, tren, trenle, uçuş, uçuşu, otobüs, ara, hatırlatma, satın al, son başvuru
cevap
sonuç*, takım elbise, bilet, kuaför, başvur, cv güncelle, yazdır, yol

[offer]
sözleşme*, sözleşme imzası, ilk gün, oryantasyon, iş teklifi, teklif görüşmesi, işe başlama, imza, teklif, istifa

[hiring]
aday görüşme*, aday mülakat*, adayın cv!, cv ektedir!, aday değerlendirme*, adaylar, özgeçmiş ektedir!
adayın özgeçmişi!, değerlendirme formu!, aday ile, adayla

[hiring?]
aday

[cancelled]
iptal, iptal edildi, reddedildi

[agency]
müşterimiz!, danışmanlık firması!, müşterimiz adına!

[role]
geliştirici*, mühendis*, uzman*, uzmanı, analist*, muhasebeci*, hemşire*, asistan*, müdür*, yönetici*
teknisyen*, satış danışmanı, danışman*, tasarımcı*, koordinatör*, şoför, aşçı*, garson*, stajyer*, temsilci*
sorumlu*, sorumlusu, mimar*, direktör*, operatör*, programcı*, teknikeri, elemanı, eczacı, avukatı, editör
kasiyer, araştırmacı

[senior]
kıdemli, müdür*, yönetici*, ekip lideri, lider

[executive]
direktör*, genel müdür, başkan

[junior]
yeni mezun

[intern]
staj, stajyer*

[noise]
ile, için, ve, da, de, bir, saat, telefon, video, online, toplantı, davet, onay, onaylandı, pozisyon
pozisyonu, pozisyonu için, şirket, şirketi, ofis, ekip, pazartesi, salı, çarşamba, perşembe, cuma, cumartesi
pazar, bugün, yarın, sabah, öğleden, sonra, ilk, ikinci, üçüncü, son, tur, aşama, iş, ik, insan, kaynakları
işe, alım, merhaba, görüşme, görüşmesi, mülakat, mülakatı, teknik, hakkında, rolü

[person]
bey, hanım, sayın

[internal]
iç ilan, dahili başvuru
"""
