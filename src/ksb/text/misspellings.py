"""Common misspellings that are not words of British English."""

from __future__ import annotations

# The right word, and its misspellings: a list written for this project. The spelling checker typos 1.52 (locale en-gb)
# knows 675 of the 728.
_LIST = """
    abilities: abilites; ability: abilty; absence: abscence; absolutely: absolutly; academic: accademic; acceptable:
    acceptible; accessible: accesible accessable; accident: accidant; accommodate: accomodate; accommodation:
    accomodation; accountability: accountabilty; accuracy: accuarcy; accurate: acurate; accurately: accuratly;
    achievable: acheivable; achieve: acheive; achieved: acheived; achievement: acheivement; achieving: acheiving;
    acknowledge: acknowlege; acquire: aquire; acquired: aquired; across: accross; actively: activly; activities:
    activites; adaptability: adaptabilty; additional: aditional; address: adress; addresses: adresses; adequately:
    adequatly; adherence: adherance; administration: adminstration; administrative: adminstrative; advantageous:
    advantagous; aggressive: agressive; agreement: agreeement; aligned: alligned; alignment: allignment; allocate:
    alocate; although: altough; analyse: anaylse; analysing: anaylsing; analysis: analyis anlaysis; annual: anual;
    anticipate: antisipate; apparatus: aparatus; apparent: apparant; apparently: apparantly; applicable: aplicable
    applicible; application: aplication; applications: aplications; appointment: apointment; apprentice: apprentise
    aprentice; apprentices: aprentices; apprenticeship: apprenticship apprentiship; apprenticeships: apprenticships
    aprenticeships; approach: appraoch; appropriate: appropiate appropraite; appropriately: appropiately;
    approximately: approximatly; architecture: archetecture; argument: arguement; arrangements: arrangments; as
    well: aswell; assemble: asemble; assembly: assemby; assessment: assesment assessement; assessments: assesments;
    assistance: assistence; atmosphere: atmoshpere; attendance: attendence; attention: attenion; authorised:
    authroised; auxiliary: auxilary auxillary; available: availabe availible; awareness: awarness; basically:
    basicly; because: becuase; beginning: begining; behaviour: behavoir behavour; behaviours: behavoirs behavours;
    believe: beleive; benefit: benifit; benefits: benifits; budgets: bugdets; business: buisness busines; calibrate:
    callibrate; calibration: callibration; capability: capabilty; carefully: carefuly; categories: catagories;
    category: catagory; certificate: certficate certifcate; challenge: challange; challenges: challanges;
    characteristics: characterstics; cleanliness: cleanlyness; clients: cleints; collaborate: colaborate;
    collaboration: colaboration; collaborative: colaborative collabrative; colleague: collegue; colleagues:
    colleauges collegues; commercial: comercial; commission: commision; commissioned: commisioned; commissioning:
    commisioning; commitment: comitment committment; committed: commited; committee: commitee; communicate:
    communciate comunicate; communicating: comunicating; communication: commmunication communicaton; community:
    comunity; comparison: comparision; compatibility: compatability; competence: competance; competencies:
    competancies; competency: competancy; competent: competant; completely: completly; compliance: complience;
    component: componant; comprehensive: comprehesive; concentrate: consentrate; conference: confrence; confidence:
    confidance; confidential: confidental; confidentiality: confidentialty; conscientious: concientious
    consciencious; conscious: concious; consistency: consistancy; consistent: consistant; consistently:
    consistantly; construction: contruction; contemporary: contempory; continuous: continous; continuously:
    continously; contribute: contibute; controlled: controled; controlling: controling; controls: contols;
    convenient: convienient; coordinate: cordinate; correspondence: corespondence correspondance; critical: critcal;
    criticism: critisism; curriculum: curriculm; customer: custmer cutomer; customers: custmers cutomers; damage:
    damamge; decision: decison desicion; decisions: decisons desicions; definitely: definately; definition:
    definiton; delivery: delivary; demonstrate: demonstate demostrate; describe: discribe; description: discription;
    desirable: desirible; detailed: detialed; develop: develope devolop; developed: developped; development:
    developement; different: diferent differant; dignity: dignitiy; diligence: diligance dilligence; dimension:
    dimesion; disciplinary: disiplinary; discrepancy: discrepency; discussion: discusion; disposal: disposel;
    dissatisfaction: disatisfaction; distribution: distrubution; diversity: diveristy; division: divison; document:
    documnet; documentation: documenation documention; documents: documets; effective: efective; effectively:
    efectively effectivly; effectiveness: effectivness; efficiency: effeciency efficency; efficient: effecient
    efficent; efficiently: efficently; electrical: elecrical eletrical; electricity: electrisity; electronic:
    eletronic; eliminate: elimiate; embarrass: embarass; emergency: emergancy; employer: emplyer; employers:
    emplyers; employment: employement; engagement: engagment; engineer: enginner; engineering: engineeering; ensure:
    enusre; environment: enviornment enviroment; environmental: enviromental; environments: enviroments; equality:
    equailty; equipment: equipement equipmet equiptment; equipped: equiped; essential: essentail; established:
    establised; evaluate: evalute; evidence: evidance; examples: examles; excellence: excellance; excellent:
    excellant; exercise: excercise exersise; existence: existance; existing: exsisting; experience: experiance
    experince; experienced: experianced; experiences: experiances; explain: explian; explanation: explaination;
    extremely: extremly; facilities: facilites; familiar: familar; familiarity: familarity; feasibility:
    feasability; feedback: feeback; financial: finacial finanical; finish: finsih; flexibility: flexability;
    flexible: flexable; following: follwing; foreign: foriegn; format: fomat; formats: fomats; fulfilment:
    fullfilment; functionality: functionalty; fundamental: fundemental; fundamentals: fundementals; generally:
    generaly; governance: governence; government: goverment; grammar: grammer; grateful: greatful; guarantee:
    gaurantee guarentee; guidance: guidence; guideline: guidline; guidelines: guidlines; harass: harrass;
    harassment: harrassment; hazardous: hazzardous; height: heigth; hierarchical: heirarchical; hierarchy: heirachy
    heirarchy; hygiene: hygeine; identified: indentified; identify: idenitfy indentify; identifying: identifing;
    identity: identitiy; immediate: imediate; immediately: immediatly; implement: impliment; implementation:
    implementaion implemention; implementing: implimenting; implications: implicatons; important: imporant;
    improvement: improvment; improvements: improvments; including: includng; inclusiveness: inclusivness;
    independence: independance; independent: independant; independently: independantly; individual: indivdual
    indvidual; individuals: indivduals indviduals; industry: indsutry; influence: influance; information: infomation
    informaton; infrastructure: infrastucture; initially: initialy; initiative: initative; innovation: inovation;
    innovative: inovative; inspection: inspeciton; installation: instalation; installations: instalations;
    instructions: intructions; instruments: instuments; insurance: insurence; integrate: intergrate; integrated:
    intergrated; integrity: integrety; intelligence: inteligence; interests: intrests; interpret: intrepret;
    interpretation: interpretion; interview: inteview; introduction: introdution; investigation: investigaton;
    jewellery: jewelery; knowledge: knowldge knowlegde knowlege; laboratory: labratory; language: langauge;
    learning: leanring; legislation: legislaton legistlation; liaise: liase; liaising: liasing; liaison: liason;
    library: libary; licence: lisence; machinery: machinary; maintain: maintian; maintained: maintianed;
    maintaining: maintainig maintaning; maintains: mantains; maintenance: maintainance maintainence maintanance
    maintence maintenence maintnance; manageable: managable; management: managment manangement; managers: managaers;
    manoeuvre: manoeuver manouvre manuever; manoeuvres: manouvres; manufacture: manufacure; manufacturer:
    manufactuer; material: materail; materials: materails; mathematics: mathmatics; measure: mesure; measurement:
    mesurement; mechanical: mechancial; methodology: methodolgy; millennium: millenium; minimise: minimse; minimum:
    minumum; ministry: minstry; miscellaneous: miscellanous; mischievous: mischevious; misspell: mispell; monitor:
    moniter; monitoring: monitering; necessarily: neccessarily; necessary: neccesary neccessary necesary; necessity:
    neccessity; negotiate: negociate; negotiation: negociation; neighbour: nieghbour; network: netwrok; noticeable:
    noticable; noticeably: noticably; obligations: obligatons; obstacles: obsticles; obtain: obtian; occasion:
    occassion; occasionally: occassionally; occupation: occuption; occupational: occuptional; occur: occour;
    occurred: occured; occurrence: occurence; occurrences: occurences; occurring: occuring; official: offical;
    officially: offically; operate: opperate; operation: opperation; operational: operatonal opertional; operations:
    opperations; opportunities: opportunites; opportunity: oppertunity oppurtunity; organisation: oganisation
    organistion organsation; organisational: organistional organsational; organisations: organistions organsations;
    original: orignal; parallel: paralell parrallel; parliament: parliment; participate: particpate; particularly:
    particulary; passenger: passanger; passengers: passangers; patient: pateint; patients: pateints; people: poeple;
    perceive: percieve; perform: perfom; performance: perfomance; permanent: permenant; permissible: permissable;
    persistent: persistant; personal: persoanl; personnel: personel personell; physical: phsyical; piece: peice;
    pieces: peices; policies: polcies; positive: positve; possession: posession; possible: possable possble;
    potential: potental; potentially: potentialy; practices: practcies; practitioner: practioner practitoner;
    practitioners: practioners practitoners; precede: preceed; preferred: prefered; preparation: preperation;
    preparing: prepairing; presence: precence presense; presentation: presentaion; prevalent: prevelant; principles:
    priciples; prioritise: prioritse; privilege: privelege priviledge; proactively: proactivly; problem: probem;
    problems: probems; procedure: procedue proceedure; procedures: proceedures; process: proccess; processes:
    proccesses proceses; procurement: procurment; production: prodution; productivity: productivty; professional:
    profesional proffesional; professionalism: profesionalism; professionally: professionaly; programme: programe;
    programming: programing; progress: progess; project: porject; pronunciation: pronounciation; protection:
    protecton; protocol: protocal; protocols: protocals; prototype: protoype; provision: provison; psychological:
    pyschological; psychology: pyschology; publicly: publically; qualified: qualifed; qualities: qualites; quality:
    quailty; quantity: quanity; questionnaire: questionaire; questionnaires: questionaires; reasonable: resonable;
    receive: recieve; received: recieved; receiving: recieving; recipient: recepient; recognise: recogise recongise
    reconise; recognition: recogniton; recommend: reccomend reccommend recomend; recommendation: recomendation;
    recommendations: recomendations; reference: referance; referral: referal; referrals: referals; referred:
    refered; referring: refering; reflect: relfect; regulations: regualtions regulatons; rehearsal: rehersal;
    relationship: realtionship relatonship; relationships: realtionships; relevance: relevence; relevant: relavent
    relevent; reliability: reliabilty; repetition: repitition; replacement: replacment; representative:
    representitive; representatives: representitives; require: requre; required: requried; requirement: requirment;
    requirements: requirments; requires: requries; research: reserach; resilience: resiliance; resilient: resiliant;
    resolution: resoluton; resource: resouce; resources: resouces resourses; respond: repond; response: repsonse;
    responsibilities: responsabilities responsiblities; responsibility: responsability responsibilty responsiblity
    resposibility; responsible: reponsible responsable responsibe; restaurant: restaraunt resturant; restaurants:
    resturants; retardant: retardent; retardants: retardents; rhythm: rythm; safeguard: safegaurd; safeguarding:
    safegaurding; safely: safley; safety: saftey safty; schedule: scedule schedual; schedules: shedules; scientific:
    scientifc; secretary: secratary; security: secuirty; sensitive: sensative; sensitivity: sensitivty; separate:
    seperate; separated: seperated; separately: seperately; separating: seperating; separation: seperation;
    sequence: sequance; sequences: sequances; severely: severly; significant: significent; similar: similiar;
    simultaneous: simultanous; sincerely: sincerly; situation: situtation; software: sofware; solution: soluton;
    solutions: solutons; special: speical; specific: specfic specifc; specifically: specificaly; specification:
    specifcation specificaton; specifications: specifcations; specified: specifed; stakeholders: stakeholers;
    statutory: statuatory; storage: stoarge; strategies: stratagies; strategy: stratgy; strength: strenght;
    strengths: strenghts; structure: strucutre; structures: strucutres; success: sucess; successful: succesful
    sucessful; successfully: succesfully sucessfully; sufficient: sufficent; suitability: suitablity; suitable:
    suitible; supersede: supercede; supervision: supervison; supplier: suplier; suppliers: supliers; supplies:
    suplies; support: suport suppport; suppress: supress; surprise: suprise; surrounding: surounding; surveillance:
    surveilance; sustainability: sustainabilty sustainablity; sustainable: sustainible; symptoms: symtoms; system:
    sytem; systematically: systematicaly; systems: sytems; targeted: targetted; technical: techical technial;
    technician: technican; technicians: technicans; technique: techinque tecnique; techniques: techinques technquies
    tecniques; technological: technologial; technologies: technolgies; technology: technolgy techology; temperature:
    tempature temperture; temperatures: tempatures tempertures; temporary: tempory; tendency: tendancy; their:
    thier; therefore: therfore; thorough: thorogh; thoroughly: thorougly; throughout: throughtout througout;
    together: togeather; tolerance: tolerence; tolerances: tolerences; tomorrow: tommorow tommorrow; traditional:
    tradional; training: trainning; transferred: transfered; transferring: transfering; transport: trasport;
    transportation: transporation; treatment: treatement; truly: truely; typical: typcial; typically: typicaly;
    ultimately: ultimatly; unforeseen: unforseen; unfortunately: unfortunatly; unnecessary: unecessary unneccessary;
    until: untill; useful: usefull; usually: usualy; utilities: utilties; valid: vaild; variance: varience; variety:
    vareity; various: varous; vehicle: vechicle vehical; vehicles: vechicles vehicals; ventilation: ventillation;
    verification: verfication; visible: visable; volunteers: volunters; vulnerability: vulnerabilty; vulnerable:
    vunerable; warehouse: warehose; weight: wieght; weights: wieghts; welfare: wellfare; which: whcih wich;
    withhold: withold; workflow: workfow; workplace: workplce; writing: writting; written: writen
"""
MISSPELLINGS = {
    wrong: " ".join(right.split())
    for right, wrongs in (entry.split(":") for entry in _LIST.split(";"))
    for wrong in wrongs.split()
}
"""Each misspelling with the right word, in lower case."""
