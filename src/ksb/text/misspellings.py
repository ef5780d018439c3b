"""Common misspellings that are not words of British English."""

from __future__ import annotations

import re
from functools import lru_cache

# How a right word starts, and how misspelt ones do: "seperated" starts with "seper". Those with a full stop are whole
# words. A list written for this project; no other word in Debian's lists british-english-huge and american-english-huge
# starts as they do.
_LIST = """
    abilities: abilites; ability: abilty; absenc: abscenc; absolutely: absolutly; academic: accademic; acceptabl:
    acceptibl; accessibl: accesibl accessabl; accident: accidant; accommod: accomod; accompan: acompan; account:
    acount; accountabilit: accountabilt; accrue: acrue.; accumul: accumal acumul; accurac: accuarc; accurate: acurate;
    accurately: accuratly; achiev: acheiv; achieve: achive; achievement: achievment; acknowledg: acknowleg;
    acknowledging: acknowledgeing; acoustic: accoustic; acquire: aquire; across: accross; actively: activly; activit:
    activt; activities: activites; adapt: adpat.; adaptabilit: adaptabilt; additional: aditional; address: adress;
    adequate: adaquate; adequately: adequatly; adherenc: adheranc; adjacent: adjecent; administr: adminstr;
    advantageous: advantagous; aesthetic: asthetic; agency: agancy; aggregate: agregate; aggressiv: agressiv;
    agreement: agreeement; aircraft: aircarft; align: allign; alleg: alledg; allergen: alergen; allergic: alergic;
    allergies: alergies; allocate: alocate; allowed: alowed; although: altough; ambulanc: ambulenc; amend: ammend;
    analogous: analagous; analys: anayls; analysi: analyi analysy anlaysi; ancillar: ancilar ancilliar; annual: anual.;
    anomaly: anomoly; anticip: antisip; anxiet: anxeit; apparatus: aparatus; apparent: apparant; appearanc: appearenc;
    applianc: applienc; applicabl: aplicabl applicibl; application: aplication; appointment: apointment; apprais:
    aprais; appraisal: appraisel; appreci: apreci; apprentic: apprentis aprentic; apprenticeship: apprenticship
    apprentiship; approach: appraoch; appropriat: appropiat approprait; approximately: approximatly; arbitration:
    abitration; architectur: archetectur; argument: arguement; arrangement: arrangment; as well: aswell.; asbesto:
    asbestoe; assembl: asembl; assembly: assemby; attitud: atitud; assertiv: asertiv; assess: asess.; assessment:
    assesment assessement; assist: asist.; assistanc: assistenc; associ: assosi; associate: asociate; assure: asure.;
    atmospher: atmoshper; attach: attatch; attendanc: attendenc; attention: attenion; audienc: audianc; authoris:
    authrois; authorit: athorit; authority: authoritiy; auxiliar: auxilar auxillar; availabl: availibl; available:
    availabe; averag: avarag; awareness: awarness; basically: basicly; becaus: becuas; beginning: begining; behaviour:
    behavoir behavour; believ: beleiv; benefit: benifit; beverag: bevereg; boundar: boundr; budget: bugdet buget.;
    business: buisness busines.; calculate: caculate; calculation: calcuation; calibr: callibr; campaign: campain;
    candidate: canidate; capabilit: capabilt; carefully: carefuly; carriag: carraig; categor: catagor; ceiling:
    cieling; cemeter: cemetar; certain: certian; certific: certfic certifc; challeng: challang; characteristic:
    characterstic; chemic: chemci; chief: cheif.; circuit: circut; citizen: citzen; cleanliness: cleanlyness; client:
    cleint; clinical: clincal; coherent: coherant; collabor: colabor; collaborativ: collabrativ; colleagu: coleagu
    colleaug collegu; comment: coment; commerci: comerci; commiss: comiss; commission: comision commision; commitment:
    comitment committment; committe: comitte commite; communic: commmunic communci comunic; communication:
    communicaton; communit: comunit; comparativ: comparitiv; comparison: comparision; compatibilit: compatabilit;
    competenc: competanc; competent: competant; completely: completly; complianc: complienc; component: componant;
    comprehensiv: comprehesiv; conceiv: conciev; concentr: consentr; condition: condtion; conferenc: confrenc;
    confidenc: confidanc; confidential: confidental; confidentialit: confidentialt; conscientious: concientious
    consciencious; conscious: concious; consistenc: consistanc; consistent: consistant; construct: contruct; consum:
    comsum; contemporary: contempory; continually: continualy; continuous: continous; contractual: contractural.;
    contribut: contibut; control: contol; controlled: controled; controlling: controling; convenienc: convienienc;
    convenient: convienient; coordinate: cordinate; correct: corect; correspondenc: correspondanc; correspondence:
    corespondence; council: coucil; counsell: councell; criteria: critera; critical: critcal; criticism: critisism;
    current: curent; curriculum: curriculm; custom: custorm; customer: custmer cutomer; damag: damamg; deceiv: deciev;
    decis: deciss; decision: decison desicion; definit: definat; definition: definiton; deliver: delivar; demonstr:
    demostr; demonstrate: demonstate; describ: discrib; descript: discript; desirabl: desiribl; desper: despar; detail:
    detial; develop: develope. devolop; developed: developped; development: developement; different: diferent
    differant; difficult: dificult; dignity: dignitiy; dilemma: dilema; diligenc: diliganc dilligenc; dimension:
    dimesion; disappear: disapear dissapear; disappoint: dissapoint; disciplinar: disiplinar; discrepanc: discrepenc;
    discussion: discusion; diseas: deseas; disposal: disposel; dissatisfact: disatisfact; distribut: distrubut;
    diversit: diverist; division: divison; document: documet documnet; documentation: documenation documention;
    effectiv: efectiv; effectively: effectivly; effectiveness: effectivness; efficienc: effecienc efficenc; efficient:
    effecient efficent; electric: elecric eletric; electricit: electrisit; electronic: eletronic; eligibl: elegibl
    eligabl; eliminate: elimiate; embarrass: embarass; emergenc: emerganc; employer: emplyer; employment: employement;
    engagement: engagment; engine: enginn; engineer: engineeer; ensure: enusre; enthusiasm: enthusiam; enthusiastic:
    enthusiatic; environment: enviornment enviroment; equalit: equailt; equipment: equipement equipmet equiptment;
    equipped: equiped; especially: especialy; essential: essentail; established: establised; evaluat: evalut; evidenc:
    evidanc; exagger: exager; examples: examles; excellenc: excellanc; excellent: excellant; exercis: excercis exersis;
    exist: exsist; existenc: existanc; experienc: experianc experinc; explain: explian; explanation: explaination;
    extension: extention; external: exernal; extremely: extremly; facilitate: faciliate facilitiate; facilities:
    facilites; familiar: familar; feasibilit: feasabilit; februar: febuar; feedback: feeback; field: feild.; finally:
    finaly; financi: finaci finanic; finish: finsih; flexibilit: flexabilit; flexibl: flexabl; fluorescent:
    flourescent; following: follwing; foreign: foriegn; format: fomat.; formats: fomats; forty: fourty; friend: freind;
    fulfilment: fullfilment; functionalit: functionalt; fundament: fundement; gauge: guage.; generally: generaly;
    governanc: governenc; government: goverment; grammar: grammer; grateful: greatful; guarante: garante gaurante
    gaurente guarente; guard: gaurd.; guidanc: guidenc; guidelin: guidlin; harass: harrass; harassment: harrasment;
    hazard: hazzard; healthy: healty; height: heigth; hierarch: heirach heirarch; hygien: hygein; hygienic: hygenic;
    identif: idenfit idenitf indentif; identifying: identifing; identity: identitiy; illegal: ilegal; immediate:
    imediate; immediately: immediatly; impact: imapct; implement: impliment; implementation: implementaion
    implemention; implication: implicaton; important: imporant; improvement: improvment; including: includng;
    inclusiveness: inclusivness; inconvenienc: inconvienienc; incorpor: incopor; increas: inceas; independenc:
    independanc; independent: independant; indispensabl: indispensibl; individu: indivdu indvidu; industr: indsutr;
    inflammabl: inflamabl; influenc: influanc; information: infomation informaton; infrastructur: infrastuctur;
    ingredient: ingrediant; initially: initialy; initiativ: initativ; innovation: inovation; innovativ: inovativ;
    inocul: innocul; inspection: inspeciton; installation: instalation; instruct: intruct; instrument: instument;
    insuranc: insurenc; integrate: intergrate; integrit: integret; intelligenc: inteligenc; intelligent: inteligent;
    interest: intrest; interpret: intrepret; interpretation: interpretion; interrupt: interupt; interview: inteview;
    introduct: introdut; investigation: investigaton; involv: invlov; irrelevant: irrelevent; irresistibl: irresistabl;
    issue: isssue; jewellery: jewelery; knowledg: knowldg knowleg knowlegd; laborator: labrator; languag: langaug;
    learning: leanring; legib: ledgib; legibl: legabl; legisl: legistl; legislation: legislaion legislaton; leisur:
    liesur; length: lenght; liaise: liase.; liaising: liasing; liaison: liason; library: libary; licenc: lisenc;
    machin: mahcin; machiner: machinar; maintain: maintan maintian mantain; maintaining: maintainig; maintenanc:
    maintainanc maintainenc maintananc maintenc maintenenc maintnanc; manag: managa; manageabl: managabl; management:
    managment manangement; manoeuvr: manouvr; manoeuvre: manoeuver manouver manuever; manufactur: manufacur manufatur;
    manufacturer: manufactuer; material: materail; mathematic: mathmatic; measure: mesure; measurement: measurment;
    mechanic: mechanci; medicine: medecine; mediev: medeiv; methodolog: methodolg; millennium: millenium; miniatur:
    minatur; minimise: minimse; minimum: minumum; ministry: minstry; miscellaneous: miscellanous; mischievous:
    mischevious; misspell: mispell; module: moduel; monitor: moniter; mortgage: morgage mortage; necessar: neccesar
    neccessar necesar; necessit: neccessit; negoti: negoci; neighbour: neigbour nieghbour; network: netwrok; noticeab:
    noticab; nutrition: nutriton nutrtion; objectiv: objetiv; obligation: obligaton; observation: obervation; obstacl:
    obsticl; obtain: obtian; occas: occass; occasionally: ocassionally occasionaly; occupat: occupt; occupy: ocupy.;
    occur: occour; occurred: occured; occurrenc: occurenc; occurring: occuring; official: offical; operate: opperate;
    operation: operaton opperation; operational: opertional; opportunit: oppertunit oppurtunit; opportunities:
    opportunites; optimis: optomis; organis: oganis orgnis; organisation: organiation organistion organsation;
    original: orignal; parallel: paralell parrallel; parameter: paramater; parliament: parliment; particip: particp;
    particularly: particulary; passeng: passang; patient: pateint; pavilion: pavillion.; people: poeple; perceiv:
    perciev; perform: perfom; performanc: performenc; permanent: permenant; permissibl: permissabl; perseveranc:
    perserveranc; persistent: persistant; personal: persoanl; personnel: personel personell; pharmaceutic: pharmacuetic
    pharmeceutic; phenomenon: phenomonon; physic: phsyic; piece: peice.; pieces: peices; policies: polcies; portfolio:
    portfollio; positiv: positv; possess: posess; possibl: possabl possbl; potential: potental; potentially:
    potentialy; practic: practci pratic; practical: practial; practition: praction practiton; preced: preceed; precede:
    preceed.; preferred: prefered; prepar: prepair; preparation: preperation; prescript: perscript; presenc: precenc;
    presence: presense; presentation: presentaion; prevalent: prevelant; princip: princp; principl: pricipl; priorit:
    prioirt; prioritis: priorits; privileg: priveleg priviledg; proactively: proactivly; probably: probaly; problem:
    probem; procedur: proceedur; procedure: procedue; process: proccess; processes: proceses; procurement: procurment;
    product: prodcut produt; productivit: productivt; profess: proffes proffess; professional: profesional;
    professionally: professionaly; programme: programe.; programming: programing.; progress: progess; project: porject;
    promptly: promply; pronunciation: pronounciation; proport: propot; propos: porpos; protection: protecton; protocol:
    protocal; prototyp: protoyp; provision: provison; psycholog: pyscholog; publicly: publically.; purchas: puchas;
    qualified: qualifed; qualit: quailt; qualities: qualites; quantit: quanit; quarantin: quarentin; query: querry;
    questionnair: questionair; reasonabl: resonabl; receipt: reciept; receiv: reciev; recipient: recepient; recognis:
    recogis recongis reconis; recognition: recogniton; recommend: reccomend reccommend recomend; recruitment:
    recruitement; recycle: recyle; referenc: referanc; referral: referal; referred: refered; referring: refering;
    reflect: relfect; refriger: refridger; regist: regsit; registry: registery; regulat: regualt; regulation:
    regulaton; regulator: regulartor; rehabilitation: rehabilitaion; rehears: rehers; relationship: realtionship
    relationshp relatonship; relevanc: relevenc; relevant: relavent relevent; reliabilit: reliabilt; religious:
    religous; remember: rember.; renov: rennov; repetit: repitit; replacement: replacment; representativ:
    representitiv; requir: requri; require: requre; requirement: requirment; research: reserach; resilienc: resilianc;
    resilient: resiliant; resolution: resoluton; resourc: resouc resours; respond: repond; respons: repsons;
    responsibilit: responsabilit responsibilt responsiblit resposibilit; responsibl: reponsibl responsabl; responsible:
    responsibe; restaurant: restaraunt resturant; resuscit: resusit; retardant: retardent; retriev: retreiv; rhythm:
    rythm.; rigorous: rigourous; safeguard: safegaurd; safely: safley; safety: saftey safty.; schedul: scedul shedul;
    schedule: schedual; scientific: scientifc; secretar: secratar; securit: secuirt; sensitiv: sensativ; sensitivit:
    sensitivt; separat: seperat; sequenc: sequanc; several: serveral; severely: severly; shoulder: shouder; siege:
    seige.; significant: significent; similar: similiar; simultaneous: simultanous; sincerely: sincerly; situation:
    situtation; skilful: skillfull.; social: socail; softwar: sofwar; solution: soluton; sophistic: sophisic; special:
    speical; species: speices; specific: specfic specifc; specifically: specificaly; specification: specificaton;
    specified: specifed; spreadsheet: speadsheet; stakeholders: stakeholers; standard: standart stardard; statutor:
    statuator; storag: stoarg; strateg: stratg; strategies: stratagies; strength: strenght; structur: structr strucutr;
    success: sucess; successful: succesful; succinct: succint; sufficient: sufficent; suitabilit: suitablit; suitabl:
    suitibl; summary: sumary; supersede: supercede.; supervision: supervison; supervisor: superviser; supplier:
    suplier; supplies: suplies; support: suport suppport; suppress: supress; surgery: sugery; surpris: supris;
    surround: suround; surveillanc: surveilanc; sustainabilit: sustainabilt sustainablit; sustainabl: sustainibl;
    syllabus: sylabus; symmetr: symetr; symptom: symtom; system: sytem.; systematically: systematicaly; systems:
    sytems; target: targett; tariff: tarrif; technic: techic; technical: technial; technician: technican; techniqu:
    techinqu technqui tecniqu; technolog: technolg techolog tecnolog; technological: technologial; telephon: telphon;
    temperatur: tempatur tempertur tempratur; temporary: tempory; tendency: tendancy; their: thier.; therapeutic:
    theraputic; therefor: therfor; thorough: thorogh thourough; thoroughly: thorougly; threshold: threshhold;
    throughout: throughtout througout; togeth: togeath; toleranc: tolerenc; tomorrow: tommorow tommorrow; traditional:
    tradional; train: trainn; transferred: transfered; transferring: transfering; translate: tranlate; transparent:
    transparant; transport: trasport; transportation: transporation; treatment: treatement; truly: truely; twelfth:
    twelth; typical: typcial; typically: typicaly; tyranny: tyrany; ultimately: ultimatly; understand: understnad
    undestand; unforeseen: unforseen; unfortunately: unfortunatly; unnecessar: unecessar unneccessar; until: untill.;
    useful: usefull.; usually: usualy; utilities: utilties; vaccinate: vacinate; vaccination: vacination; vacuum:
    vaccum; valid: vaild.; valuabl: valueabl; varianc: varienc; variet: vareit; various: varous; vegetabl: vegatabl;
    vegetarian: vegeterian; vehicl: vechicl; vehicle: vehical; ventil: ventill; verific: verfic; veterinar: vetinar;
    vigilanc: vigilenc; vigilant: vigilent; visibl: visabl; visitor: vistor; volume: volumne; volunteers: volunters;
    vulnerabilit: vulnerabilt; vulnerabl: vunerabl; warehous: warehos; warranty: warrenty; weight: wieght; weird:
    wierd.; welfar: wellfar; which: whcih. wich.; width: widht.; withhold: withold; workflow: workfow; workplac:
    workplc; writing: writting; written: writen; yield: yeild.
"""
_RIGHT = {
    wrong: " ".join(right.split())
    for right, wrongs in (entry.split(":") for entry in _LIST.split(";"))
    for wrong in wrongs.split()
}
_SHORTEST = 6
_STARTS = frozenset(wrong[:_SHORTEST] for wrong in _RIGHT)
# With another ending, a word may be misspelt twice, and what is right is not known: "specifciations".
_ENDING = re.compile(
    "[a-z]{0,3}|(?:at)?(?:ed|ing|ion|ional|ive|ively|or|ory)s?|(?:ic)?al(?:ly)?|ified|fully|able|ably|ability|ance"
    "|ement|ence|e?ness|e?ships?|ities|ments?"
)


@lru_cache(maxsize=65_536)
def corrected(word: str) -> str | None:
    """Return the right spelling of a word in lower case that is misspelt; None for any other word."""
    if right := _RIGHT.get(f"{word}."):
        return right
    for end in range(len(word), _SHORTEST - 1, -1) if word[:_SHORTEST] in _STARTS else ():
        if (right := _RIGHT.get(word[:end])) and _ENDING.fullmatch(word, end):
            return right + word[end:]
    return None
