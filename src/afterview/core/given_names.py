"""Given names: what tells "Interview with Robin" from an interview at a company. Adding a word extends the table."""

from __future__ import annotations

from afterview.core.lexicon import word_set

GIVEN_NAMES = word_set("""
 aaron abdul abigail adam adele adrian adriana agata agnes agnieszka ahmed ahmet aidan aisha ajay akira alain
alan albert alberto alejandra alejandro aleksandra aleksander alena alessandra alessandro alessia alex alexander
alexandra alexandre alexey alexia alexis alfie alfonso alfred ali alice alicia alina alison allison alma alvaro
amanda amara amber amelia amelie amir amit amy ana anahi anais anand anastasia anders andre andrea andreas
andreea andrei andres andrew andrey andrzej andy angel angela angelika angelo angie anika anita anja anjali anke
ann anna anne anneke annette annie annika anthony antoine anton antonia antonio anu anya april arjun armando
arne arnaud arthur arturo arun asa asha ashley asli astrid aurelie aurora austin ava axel ayesha ayla ayse
barbara barbora bart bartek basil bastian beata beatrice beatriz becky belinda ben benedict benjamin bernard
bernd bert beth bethany bettina bianca bill billy bjorn blake bob bogdan bonnie boris brad bram brandon brenda
brent brett brian bridget britta bruce bruno bryan burak cameron camila camille can carl carla carlo carlos
carmen carol carolin carolina caroline carrie carsten catalina catarina catherine cathy cecilia cecile celia
celine cem chandra chantal charles charlie charlotte chen chiara chloe chris christa christian christiane
christina christine christoph christopher christophe cindy claire clara clare claudia claudio clement cleo colin
colette connie connor conor constance corinna corinne cristian cristina craig curtis cynthia dagmar daisy damian
damien dan dana daniel daniela daniele danielle danny daphne daria dario darren dave david davide dawn dean
debbie deborah declan deepak delphine denis denise dennis deniz derek diana diane diego dieter dimitri dina dirk
dmitry dmitri dominic dominik dominique don donald donna doris dorota doug douglas duncan dustin dylan ebba
eddie edgar edith edoardo eduardo edward edwin ege eileen eirik ekaterina elaine elena eleanor eli elias elif
elisa elisabeth elise eliza elizabeth ella ellen ellie elodie elsa elvira emil emilia emilie emily emma emmanuel
emre enrico enrique eric erica erik erika erin ernst esra esteban estelle esther ethan eugene eva evan evelyn
ewa fabian fabio fabrice faith farah fatima fatma federica federico felicia felipe felix femke fernanda fernando
filip fiona flavia flora florence florent florian frances francesca francesco francis francisco franck francois
francoise frank franz fred freddie frederic frederik freya frida friedrich gabriel gabriela gabriele gabriella
gael gareth garry gary gavin gemma geoff george georgia georgina gerald gerard gerd gerhard gianluca gilles gina
giorgio giovanni giulia giuseppe glen glenn gloria gonzalo gordon grace graham grant greg gregor gregory greta
grzegorz guido guillaume guillermo gustav gustavo guy hakan hana hanna hannah hanne hannes hans harald harold
harriet harry hasan hassan hazel heather hector heidi heike heinz helen helena helene helga helmut hendrik
henrik henry herbert hernan hilary hilde holger holly howard hubert hugh hugo ian ibrahim ida ignacio igor
ilaria ilona ilse ilya imran ina ines inga inge inger ingo ingrid ioana ira irena irene irina iris isaac isabel
isabella isabelle isla ivan ivana ivo ivy jack jackie jacob jacqueline jacques jakob jakub james jamie jan jana
jane janet janice janina janine jannik jared jasmin jasmine jason jasper javier jay jean jeanne jeff jeffrey
jelena jenna jennifer jenny jens jeremy jerome jesper jess jesse jessica jesus jill jim jimmy jin jiri jo joan
joana joanna joanne joao joaquin jochen joe joel joerg johan johanna johannes john johnny jon jonas jonathan
jordan jorge jorg joris jose josef josefina joseph josephine josh joshua joy joyce juan juana juanita juergen
jules julia julian juliana julie julien juliet juliette julio jurgen justin justyna kai kaitlyn kamil kara karen
karim karin karina karl karla karolina karsten kasia kasper kat kate katarina katarzyna kate katerina katharina
katherine kathleen kathrin kathy katia katie katja katrin katy kay keiko keith kelly ken kenji kenneth kerstin
kevin khalid kim kimberly kirsten klara klaus koen konrad konstantin kris kristen kristian kristin kristina
kristof kurt kyle laila lara larissa larry lars laszlo laura lauren laurence laurent lauri lea leah leandro lee
leila lena lene leo leon leonard leonardo leonie leslie leticia lewis liam lidia lili lilian lilly lily lina
linda lindsay lindsey linus lionel lisa liz lloyd lola lorena lorenzo lotte lou louis louisa louise lourdes luc
luca lucas lucia luciana lucie lucy ludovic luigi luis luisa luiz lukas lukasz luke luna lydia lynn maarten
maciej madeleine madison mads magda magdalena magnus mai maike maja malcolm malgorzata malik malin manuel
manuela mara marc marcel marcela marcello marcelo marcin marco marcos marcus marek margaret margarita margot
margret maria marian mariana marianne marie mariela marija marina mario marion marisa marissa marius mark markus
marlene marta martha martijn martin martina martine marty mary maryam mateo mateusz mathias mathieu mathilde
matilda mats matt matteo matthew matthias matthieu maud maureen maurice mauricio max maxim maxime maya megan
mehdi mehmet mei meike melanie melissa mercedes meredith merve mia michael michaela michal michel michele
michelle mick mie miguel mihai mika mike mikael mikkel milan milena miles milo mina ming miranda miriam mirjam
mirko mitchell mohamed mohammad mohammed moira molly mona monica monika monique morgan moritz morten muhammad
murat mustafa nadia nadine nadja naomi natalia natalie natasha nathalie nathan neha neil nele nell nelly nelson
nia nicholas nick nicola nicolas nicole niels nigel niklas niko nikita nikola nikolai nikolaj nikos nils nina
nisha noah noel noelle noemi nora norbert norma norman nuno oksana ola olaf olaf ole oleg olena olga oliver
olivia olivier omar orla orlando oscar oskar osman otto owen pablo pamela paola paolo pascal pat patrice
patricia patrick patrik patrizia paul paula paulina pauline paulo pavel pawel pedro peggy penelope per pere
peter petr petra phil philip philipp philippe phillip phoebe pia pierre pietro pilar piotr priya przemyslaw
quentin rachel radek rafael rafal raghu rahul rainer raj rajesh ralf ralph ramon ramona randy raphael raquel
rashid raul ravi ray raymond rebecca reggie regina reinhard renata renate rene reza ricardo riccardo richard
rick rita rob robert roberta roberto robin rocio rodrigo roger rohan roland rolf roman ron ronald ronja rory
rosa rosalie rosario rose rosie ross roxana roy ruben rudi rudolf rui runa rupert ruth ryan sabine sabrina sally
sam samantha sami samir samira samuel sandra sandro sandy sanjay sanna santiago sara sarah sascha sasha saskia
scott sean sebastian sebastien selim selin selma serena sergei sergey sergio seth shane shannon sharon shaun
shawn sheila shirley sigrid silke silvia simon simona simone siobhan sofia sofie sonia sonja sophia sophie soren
stacey stan stefan stefania stefanie stefano steffen stella stephan stephane stephanie stephen steve steven
stuart sue sunil susan susana susanna susanne suzanne suzy svetlana sven sylvain sylvia sylvie tabea takeshi
tamara tania tanja tanya tara tatiana ted teresa terri terry tess thea theo theodor theresa therese thibault
thierry thomas thorsten tiago tilda tim timo timothy tina tobias tod todd tom tomas tomasz tommy toni tony
torben tore torsten tracy travis tristan trevor trine tyler ulf ulla ulrich ulrike umut urs ursula ute uwe vadim
valentin valentina valeria valerie vanessa vera veronica veronika vicente vicky victor victoria viktor viktoria
vincent vincenzo virginia vivian vlad vladimir volker wade walter wanda wei wendy werner wiebke wilhelm will
william wim wolfgang xavier yan yana yann yannick yasmin yasmine yolanda yuki yulia yuri yusuf yves yvette
yvonne zach zara zoe zofia zuzana zuzanna ottilie imogen beatrix алекс александр александра алексей алена алёна
алина алла анастасия андрей анна антон арина артем артём борис вадим валентина валерия василий вера вероника
виктор виктория виталий владимир владислав вячеслав галина дарья денис дмитрий евгений евгения егор екатерина
елена елизавета иван игорь илья ирина кирилл константин кристина ксения лариса лев лидия любовь людмила максим
маргарита марина мария михаил надежда наталья никита николай олег ольга павел полина роман светлана семен сергей
софья станислав татьяна тимур федор юлия юрий яна олена оксана андрій анатолій богдан василь віктор вікторія
володимир дмитро катерина ірина людмила марія микола михайло наталія олександр олександра олексій ольга петро
сергій софія тарас тетяна юлія юрій 田中 佐藤 鈴木 高橋 伊藤 山本 渡辺 中村 小林 加藤 吉田 山田 佐々木 山口 松本
井上 木村 林 清水 斎藤 王 李 张 刘 陈 杨 赵 黄
周 吴 김 이 박 최 정
""")
"""Folded: lower case; accents are dropped before looking one up."""
