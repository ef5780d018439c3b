"""Common misspellings that are not words of British English."""

import re
from collections import defaultdict
from functools import lru_cache

from rapidfuzz.distance import OSA

# How a right word starts, and how misspelt ones do: "seperated" starts with "seper". Those with a full stop are whole
# words. A list written for this project; no other word in Debian's lists british-english-huge and american-english-huge
# starts as they do.
_LIST = """
    a lot: alot.; abilities: abilites; ability: abilty; absenc: abscenc; absolutely: absolutly; academic: accademic;
    acceptabl: acceptibl; accessibl: accesibl accessabl; accident: accidant; accommod: accomod; accompan: acompan;
    account: acount; accountabilit: accountabilt; accrue: acrue.; accumul: accumal acumul; accurac: accuarc; accurate:
    acurate; accurately: accuratly; achiev: acheiv; achieve: achive; achievement: achievment; acknowledg: acknowleg;
    acknowledging: acknowledgeing; acoustic: accoustic; acquire: aquire; across: accross; actively: activly; activit:
    activt; activities: activites; adapt: adpat.; adaptabilit: adaptabilt; additional: aditional; address: adress;
    adequate: adaquate; adequately: adequatly; adherenc: adheranc; adjacent: adjecent; administr: adminstr;
    advantageous: advantagous; aesthetic: asthetic; agency: agancy; aggregate: agregate; aggressiv: agressiv; agreement:
    agreeement; aircraft: aircarft; align: allign; alleg: alledg; allergen: alergen; allergic: alergic; allergies:
    alergies; allocate: alocate; allowed: alowed; although: altough; ambulanc: ambulenc; amend: ammend; analogous:
    analagous; analys: anayls; analysi: analyi analysy anlaysi; ancillar: ancilar ancilliar; annual: anual.; anomaly:
    anomoly; anticip: antisip; anxiet: anxeit; apparatus: aparatus; apparent: apparant; appearanc: appearenc; applianc:
    applienc; applicabl: aplicabl applicibl; application: aplication; appointment: apointment; apprais: aprais;
    appraisal: appraisel; appreci: apreci; apprentic: apprentis aprentic; apprenticeship: apprenticship apprentiship;
    approach: appraoch; appropriat: appropiat approprait; approximately: approximatly; arbitration: abitration;
    architectur: archetectur; argument: arguement; arrangement: arrangment; as well: aswell.; asbesto: asbestoe;
    assembl: asembl; assembly: assemby; assertiv: asertiv; assess: asess.; assessment: assesment assessement; assist:
    asist.; assistanc: assistenc; associ: assosi; associate: asociate; assure: asure.; at least: atleast.; atmospher:
    atmoshper; attach: attatch; attendanc: attendenc; attention: attenion; attitud: atitud; audienc: audianc; authoris:
    authrois; authorit: athorit; authority: authoritiy; auxiliar: auxilar auxillar; availabl: availibl; available:
    availabe; averag: avarag; awareness: awarness; basically: basicly; becaus: becuas; beginning: begining; behaviour:
    behavoir behavour; believ: beleiv; benefit: benifit; beverag: bevereg; boundar: boundr; budget: bugdet buget.;
    business: buisness busines.; calculate: caculate; calculation: calcuation; calibr: callibr; campaign: campain;
    candidate: canidate; capabilit: capabilt; carefully: carefuly; carriag: carraig; categor: catagor; ceiling: cieling;
    cemeter: cemetar; certain: certian; certific: certfic certifc; challeng: challang; characteristic: characterstic;
    chemic: chemci; chief: cheif.; circuit: circut; citizen: citzen; cleanliness: cleanlyness; client: cleint; clinical:
    clincal; coherent: coherant; collabor: colabor; collaborat: collaberat colloborat; collaborativ: collabrativ;
    colleagu: coleagu colleaug collegu; colleague: collauge; comment: coment; commerci: comerci; commiss: comiss;
    commission: comision commision; commitment: comitment committment; committe: comitte commite; communic: commmunic
    communci comunic; communicat: communcat; communication: communicaton; communit: comunit; comparativ: comparitiv;
    comparison: comparision; compatibilit: compatabilit; competenc: competanc; competent: competant; completely:
    completly; complianc: complienc; compliance: complaince; component: componant; comprehensiv: comprehesiv; conceiv:
    conciev; concentr: consentr; condition: condtion; conferenc: confrenc; confidenc: confidanc; confidential:
    confidental; confidentialit: confidentialt; connection: conection; conscientious: concientious consciencious;
    conscious: concious; consistenc: consistanc; consistent: consistant; construct: contruct; consum: comsum;
    contemporary: contempory; continu: contiu; continually: continualy; continuous: continous; contractual:
    contractural.; contribut: contibut; control: contol; controlled: controled; controlling: controling; convenienc:
    convienienc; convenient: convienient; coordinate: cordinate; correct: corect; correspondenc: correspondanc;
    correspondence: corespondence; council: coucil; counsell: councell; criteria: critera; criteria: criterias;
    critical: critcal; criticism: critisism; current: curent; curriculum: curriculm; custom: custorm; customer: custmer
    cutomer; damag: damamg; deceiv: deciev; decis: deciss; decision: decison desicion; definit: definat; definition:
    definiton; deliver: delivar; demonstr: demostr; demonstrat: demonsrat; demonstrate: demonstate; derivat: derivit;
    describ: discrib; describe: decribe; descript: discript; desirabl: desiribl; desper: despar; detail: detial;
    develop: develope. devolop; developed: developped; development: developement develpment; different: diferent
    differant; difficult: dificult; dignity: dignitiy; dilemma: dilema; diligenc: diliganc dilligenc; dimension:
    dimesion; disappear: disapear dissapear; disappoint: dissapoint; disciplinar: disiplinar; discrepanc: discrepenc;
    discussion: discusion; diseas: deseas; disposal: disposel; dissatisfact: disatisfact; distribut: distrubut;
    diversit: diverist; division: divison; document: documet documnet; documentation: documenation documention; each
    other: eachother.; effectiv: efectiv; effective: effecitve efffective; effectively: effectivly; effectiveness:
    effectivness; efficienc: effecienc efficenc; efficient: effecient efficent; electric: elecric eletric; electricit:
    electrisit; electronic: eletronic; eligibl: elegibl eligabl; eliminate: elimiate; embarrass: embarass; emergenc:
    emerganc; employer: emplyer; employment: employement; engagement: engagment; engine: enginn; engineer: engineeer;
    ensure: enusre; enthusiasm: enthusiam; enthusiastic: enthusiatic; environmen: enviromen; environment: enviornment
    enviroment envrionment; equalit: equailt; equipment: equipement equipmet equiptment equpment; equipped: equiped;
    especially: especialy; essential: essentail; established: establised; evaluat: evalut; evidenc: evidanc; exagger:
    exager; examples: examles; excellenc: excellanc; excellent: excellant; exercis: excercis exersis; exist: exsist;
    existenc: existanc; experienc: experianc experinc; explain: explian; explanation: explaination; extension:
    extention; external: exernal; extremely: extremly; facilitate: faciliate facilitiate; facilities: facilites;
    familiar: familar; feasibilit: feasabilit; februar: febuar; feedback: feeback; field: feild.; finally: finaly;
    financi: finaci finanic; finish: finsih; flexibilit: flexabilit; flexibl: flexabl; fluorescent: flourescent;
    following: follwing; foreign: foriegn; format: fomat.; formats: fomats; forty: fourty; friend: freind; fulfilment:
    fullfilment; functionalit: functionalt; fundament: fundement; gauge: guage.; generally: generaly; governanc:
    governenc; government: goverment; grammar: grammer; grateful: greatful; guarante: garante gaurante gaurente
    guarente; guard: gaurd.; guidanc: guidenc; guidelin: guidlin; harass: harrass; harassment: harrasment; hazard:
    hazzard; healthy: healty; height: heigth; hierarch: heirach heirarch; hygien: hygein; hygienic: hygenic; identif:
    idenfit idenitf indentif; identify: identfy; identifying: identifing; identity: identitiy; illegal: ilegal;
    immediate: imediate; immediately: immediatly; impact: imapct; implemen: implmen; implement: impliment;
    implementation: implementaion implemention; implication: implicaton; important: imporant; improvement: improvment;
    in front: infront.; in order: inorder.; including: includng; inclusiveness: inclusivness; inconvenienc:
    inconvienienc; incorpor: incopor; increas: inceas; independenc: independanc; independent: independant; indispensabl:
    indispensibl; individu: indivdu indvidu; industr: indsutr; inflammabl: inflamabl; influenc: influanc; information:
    imformation infomation informaton informtion; infrastructur: infrastuctur; ingredient: ingrediant; initial: inital
    intial; initially: initialy; initiativ: initativ; innovation: inovation; innovativ: inovativ; inocul: innocul;
    inspection: inspeciton inspecton; installation: instalation installaton; instruct: intruct; instruction: instuction;
    instrument: instument; insuranc: insurenc; integrate: intergrate; integrit: integerit integret intergrit;
    intelligenc: inteligenc; intelligent: inteligent; interest: intrest; interpret: intepret intrepret; interpretation:
    interpretion; interrupt: interupt; interview: inteview; introduct: introdut; inventory: inventry; investigat:
    investgat; investigation: investigaton; involv: invlov; irrelevant: irrelevent; irresistibl: irresistabl; issue:
    isssue; jewellery: jewelery; knowledg: knoweldg knowldg knowleg knowlegd; laborator: labrator; languag: langaug;
    learning: leanring; legib: ledgib; legibl: legabl; legisl: legistl; legislation: legisation legislaion legislaton;
    leisur: liesur; length: lenght; liaise: liase.; liaising: liasing; liaison: liason; library: libary; licenc: lisenc;
    lifecycle: lifecyle; logistics: logistcs; machin: mahcin; machiner: machinar; maintain: maintan maintian mantain;
    maintaining: maintainig; maintenanc: maintainanc maintainenc maintananc maintenc maintenenc maintnanc; maintenance:
    mantenance; manag: managa; manageabl: managabl; management: managment manangement mangement; manoeuvr: manouvr;
    manoeuvre: manoeuver manouver manuever; manufactur: manafactur manufacur manufatur; manufacturer: manufactuer;
    material: materail; materials: materals; mathematic: mathmatic; measure: mesure; measurement: measurment; mechanic:
    mechanci; medicine: medecine; mediev: medeiv; methodolog: methodolg; millennium: millenium; miniatur: minatur;
    minimise: minimse; minimum: minumum; ministry: minstry; miscellaneous: miscellanous; mischievous: mischevious;
    misspell: mispell; module: moduel; monitor: moniter montior; mortgage: morgage mortage; necessar: neccesar neccessar
    necesar; necessit: neccessit; negoti: negoci; neighbour: neigbour nieghbour; network: netwrok; noticeab: noticab;
    nutrition: nutriton nutrtion; objectiv: objetiv; obligation: obligaton; observation: obervation; obstacl: obsticl;
    obtain: obtian; occas: occass; occasionally: ocassionally occasionaly; occupat: occupt; occupy: ocupy.; occur:
    occour; occurred: occured; occurrenc: occuranc occurenc; occurring: occuring; official: offical; operate: opperate;
    operation: operaton opertaion opperation; operational: opertional; opportunit: oppertunit oppurtunit; opportunities:
    opportunites opportunties; optimis: optims optomis; organis: oganis orgnis; organisation: organiation organistion
    organsation; original: orignal; parallel: paralell parrallel; parameter: paramater; parliament: parliment; particip:
    particp; particularly: particulary; passeng: passang; patient: pateint; pavilion: pavillion.; people: poeple;
    perceiv: perciev; perform: perfom; performanc: performenc; performance: performace; permanent: permenant;
    permissibl: permissabl; perseveranc: perserveranc; persistent: persistant; personal: persoanl; personnel: personel
    personell; pharmaceutic: pharmacuetic pharmeceutic; phenomenon: phenomonon; physic: phsyic; piece: peice.; pieces:
    peices; policies: polcies; portfolio: portfollio; positiv: positv; possess: posess; possibl: possabl possbl;
    potential: potental; potentially: potentialy; practic: practci pratic; practical: practial; practition: praction
    practiton; practitioner: practicioner; preced: preceed; precede: preceed.; preferred: prefered; prepar: prepair;
    preparation: preperation; prescript: perscript; presenc: precenc; presence: presense; presentation: presentaion;
    pressure: presure; prevalent: prevelant; preventat: prevantat preventit; princip: princp; principl: pricipl;
    priorit: prioirt; prioritis: priorits; priority: prority; privileg: priveleg priviledg; proactively: proactivly;
    probably: probaly; problem: probem; procedur: proceedur; procedural: procedual; procedure: procedrue procedue;
    process: proccess; processes: proceses; procurement: procurment; product: prodcut produt; productivit: productivt;
    profess: proffes proffess; profession: profesion; professional: profesional; professionally: professionaly;
    programme: programe.; programming: programing.; progress: progess; project: porject; promptly: promply;
    pronunciation: pronounciation; proport: propot; propos: porpos; protection: protecton; protocol: protocal; prototyp:
    protoyp; provision: provison; psycholog: pyscholog; publicly: publically.; purchas: puchas; qualified: qualifed;
    qualit: quailt; qualities: qualites; quantit: quanit; quarantin: quarentin; query: querry; questionnair:
    questionair; reasonabl: resonabl; receipt: reciept; receiv: reciev; recipient: recepient; recognis: recogis recongis
    reconis; recognition: recogniton; recommend: reccomend reccommend recomend; recruitment: recruitement; recycle:
    recyle; referenc: referanc refrenc; referral: referal; referred: refered; referring: refering; reflect: relfect;
    refriger: refridger; regist: regsit; registry: registery; regulat: regualt; regulation: regulaton regultion;
    regulator: regulartor; rehabilitation: rehabilitaion; rehears: rehers; relationship: realtionship relationshp
    relatonship; relevanc: relevenc; relevant: relavent relevent; reliabilit: reliabilt; religious: religous; remember:
    rember.; renov: rennov; repetit: repitit; replacement: replacment; representat: represenat; representativ:
    representitiv; requir: requri; require: requre; requirement: requirment; research: reserach; resilienc: resilenc
    resilianc; resilient: resiliant; resolution: resoluton; resourc: resouc resours; respond: repond; respons: repsons;
    responsib: resposib; responsibilit: responsabilit responsibilt responsiblit resposibilit; responsibilities:
    responsibilites; responsibl: reponsibl responsabl; responsible: responsibe; restaurant: restaraunt resturant;
    resuscit: resusit; retardant: retardent; retriev: retreiv; rhythm: rythm.; rigorous: rigourous; safeguard: safegaurd
    saveguard; safeguarding: safegarding; safely: safley; safety: saftey safty.; scenario: scenerio; schedul: scedul
    shedul; schedule: schedual; scientific: scientifc; secretar: secratar; securit: secuirt; sensitiv: sensativ;
    sensitivit: sensitivt; separat: seperat sperat; sequenc: sequanc sequecn; service: servcie; several: serveral;
    severely: severly; shoulder: shouder; siege: seige.; signific: signfic; significant: significent; similar: similiar;
    simultaneous: simultanous; sincerely: sincerly; situation: situtation; skilful: skillfull.; social: socail; softwar:
    sofwar; software: softare; solution: soluton; sophistic: sophisic; special: speical; species: speices; specific:
    specfic specifc; specifically: specificaly; specification: specificaton; specified: specifed; spreadsheet:
    speadsheet; stakeholders: stakeholers; standard: stadard standart stardard; standards: standars; statutor:
    statuator; storag: stoarg; strateg: stratg; strategies: stratagies; strength: strenght; structur: structr strucutr;
    structural: structual; success: sucess; successful: succesful; succinct: succint; sufficient: sufficent; suitabilit:
    suitablit; suitabl: suitibl; summary: sumary; supersede: supercede.; supervision: supervison; supervisor:
    superviser; supplier: suplier; supplies: suplies; support: suport suppport; suppress: supress; surgery: sugery;
    surpris: supris; surround: suround; surveillanc: surveilanc; sustainabilit: sustainabilt sustainablit; sustainabl:
    sustainibl; syllabus: sylabus; symmetr: symetr; symptom: symtom; system: sytem.; systematically: systematicaly;
    systems: sytems; target: targett; tariff: tarrif; technic: techic tecnic; technical: technial; technician:
    technican; techniqu: techinqu technqui tecniqu; technique: technqiue; technolog: technolg techolog tecnolog;
    technological: technologial; telephon: telphon; temperatur: tempatur tempertur tempratur; temporary: tempory;
    tendency: tendancy; their: thier.; therapeutic: theraputic; therefor: therfor; thorough: thorogh thourough;
    thoroughly: thorougly; threshold: threshhold; throughout: throughtout througout; timely: timley; togeth: togeath;
    toleranc: tolerenc; tomorrow: tommorow tommorrow; traceabilit: traceabilt; traditional: tradional; train: trainn;
    training: traning; transferred: transfered; transferring: transfering; translate: tranlate; transparent:
    transparant; transport: trasport; transportation: transporation; treatment: treatement; truly: truely; twelfth:
    twelth; typical: typcial; typically: typicaly; tyranny: tyrany; ultimately: ultimatly; understand: undersand
    understnad undertand undestand; unforeseen: unforseen; unfortunately: unfortunatly; unnecessar: unecessar
    unneccessar; until: untill.; useful: usefull.; usually: usualy; utilities: utilties; vaccinate: vacinate;
    vaccination: vacination; vacuum: vaccum; valid: vaild.; valuabl: valueabl; variable: varable; varianc: varienc;
    variet: vareit; various: varous; vegetabl: vegatabl; vegetarian: vegeterian; vehicl: vechicl; vehicle: vehcile
    vehical; ventil: ventill; verific: verfic; veterinar: vetinar; vigilanc: vigilenc; vigilant: vigilent; visibil:
    visabil; visibl: visabl; visitor: vistor; volume: volumne; volunteer: volenteer; volunteers: volunters;
    vulnerabilit: vulnerabilt; vulnerabl: vunerabl; warehous: warehos; warranty: warrenty; weight: wieght; weird:
    wierd.; welfar: wellfar; whether: wheter whther; which: whcih. wich.; width: widht.; withhold: withold; workflow:
    workfow; workforce: workforse; workplac: workplc; writing: writting; written: writen; yield: yeild.
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


def corrected(word: str) -> str | None:
    """Return the right spelling of a word in lower case that is misspelt; None for any other word."""
    if right := _RIGHT.get(f"{word}."):
        return right
    for end in range(len(word), _SHORTEST - 1, -1) if word[:_SHORTEST] in _STARTS else ():
        if (right := _RIGHT.get(word[:end])) and _ENDING.fullmatch(word, end):
            return right + word[end:]
    return None


# Long words that standards use often. Two of them are never one slip apart.
_COMMON = """
    abbreviation accordance according accuracy accurate accurately achievable acquaintance activities additional
    advertisement aggressive amenities analysis anomalies apprenticeship approach appropriate appropriately approximate
    arrangement artificial assessing assessment assignment attendance attention attitude authorisation autonomous
    availability available balancing behaviour beneficial boundaries business calibration capabilities catalogue
    challenge character characteristic circumstance collaboration colleague commercial communicate communication
    compatibility compatible competence competency competent complete completion compliance component comprehensive
    concentration conclusion confidential confidentially consensus consequence considerate consideration consistent
    constraint construction consultation contamination contingency continuous contractor contribute contributor
    convenient coordination corporate correctly correspondence counsellor creative creativity criticism
    customer decision decommission delivered delivery demonstrate department dependency development diagnosis
    diagnostic different dimension directive disability disciplinary discoloration discrepancies discrimination
    dissemination distribution diversity documentation duration economic economical effective effectively efficiency
    efficient electrical emergency emotional encourage engineering entrepreneur environment environmental equipment
    ergonomic escalation especially essential establishment estimation evaluate evaluation executive expectation
    experience explanation exploitation exposure expression external extremely fabrication facilitate familiarity
    feedback financial following formulation foundation framework frequency function fundamental governance government
    guarantee guidance hazardous hierarchy identification identify identifying immediately implement implementation
    implication importance inaccurate inappropriate including independent indicator individual industry influence
    information inheritance initiative innovative inspection installation instruction instrument insurance integration
    integrity intellectual internal interpersonal interpret interpretation interrogate intervention introduction
    investigation isolation judgement knowledge laboratory language leadership legislation legislative liability
    limitation logistic lubrication machinery maintain maintained maintaining maintenance manageable management
    manufacturing material mathematical measurement mechanical mechanism medication methodology minimising monitoring
    motivation necessary negotiating negotiation nutritional objectively obsolescence occasionally occupational
    occurrence operating operation operational opportunities opportunity optimisation organisation organisational
    organising original originally outstanding overview parameter participant participation particular particularly
    passenger performance periodically permanent permission personal personality pharmaceutical physical physically
    planning platform policies portfolio positive possession potential practical practice practitioner precision
    preliminary preparation presentation pressure previously principle prioritise privilege proactively probability
    procedure processes processing procurement production productivity professional professionalism proficiency
    profitability programme promotion properties proposal protection provision psychological publication purchasing
    qualification qualitative quantitative quantities quarterly questionnaire reasonable recognise recommendation
    reconciliation recruitment reflection reflective refrigeration regarding registration regularly regulation
    regulatory rehabilitation reinforcement relationship relevance relevant reliability renewable repetitive
    replacement reporting representation representative reputation required requirement research resilience resistance
    resolution resource resourceful respective responsibilities responsibility responsible restaurant restriction
    retention satisfaction satisfactory scaffolding schedule scheduling secondary sensitivity separation sequencing
    significant simulation situation socioeconomic software solution specialised specialist specific specification
    specifying sponsorship spreadsheet stakeholder standard standardised statement statistical statutory strategic
    strategies structural structure subcontractor subsequent substantial successful successfully sufficient suitability
    summarise supervision supervisor supplementary supporting surveillance susceptible sustainability sustainable
    synthesis systematic technical technically technician technique technological technologies technology
    telecommunication temperature temporary terminology theoretical therapeutic throughout tolerance traceability
    transaction transition transmission transparency transparent transportation treatment troubleshooting understand
    understanding undertake undertaken undertaking unpredictable utilisation validation variation vegetation
    ventilation verification versatile veterinary visualisation voluntary vulnerable warehouse whenever wherever
    workflow workforce workplace workshop
"""
# Words of Debian's lists british-english-huge and american-english-huge that are one slip from a common word.
_REAL = """
    accordancies autotomous behaviors communicatees communisation compactible compete competencies complexion
    compliancies constriction contactor contiguous continency correspondencies counselor dependancy discolouration
    discrepances estivation expedience explantation exposture guaranties importancies indictor instillation insulances
    interrogatees judgment mediation meditation personalty planing polices precisians priorities quantifies relevancies
    repottings requitement resiliencies specialest substantival summaries throughput tractability transection
    underbakes underbaking undertaxes undertaxing whencever worksop
"""
_NO_SLIPS = frozenset(_REAL.split())
_BY_ENDS: defaultdict[str, list[str]] = defaultdict(list)
for _word in _COMMON.split():
    for _form in (_word, f"{_word}s") if _word[-1] != "s" else (_word,):
        _BY_ENDS[_form[:4] + _form[-2:]].append(_form)
_ALL_STARTS = frozenset(entry[:4] for entry in (*_RIGHT, *_BY_ENDS))
_ANY_LETTER = 10
"""How many letters a word needs for another letter to be a slip. Of shorter words, often both exist."""


@lru_cache(maxsize=65_536)
def misspelt(word: str) -> str | None:
    """Return the right spelling of a word in lower case that is misspelt, or a slip of a common word; else None.

    A slip is one letter too few, too many or another, or two next to each other exchanged, after the first four letters
    and before the last two. "Organizing" is not a slip of "organising".
    """
    if word[:4] not in _ALL_STARTS:
        return None
    for right in _BY_ENDS.get(word[:4] + word[-2:], ()):
        if word == right:
            return None
        if _is_slip(word, right):
            return corrected(word) or right
    return corrected(word)


def _is_slip(word: str, right: str) -> bool:
    if abs(len(word) - len(right)) > 1 or OSA.distance(word, right, score_cutoff=1) != 1:
        return False
    certain = len(word) != len(right) or len(word) >= _ANY_LETTER or sorted(word) == sorted(right)
    return certain and "iz" not in word and word.isalpha() and _NO_SLIPS.isdisjoint((word, word.removesuffix("s")))
