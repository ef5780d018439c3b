"""Common misspellings that are not words of British English."""

from __future__ import annotations

# The right word, and its misspellings: a list written for this project. The spelling checker typos 1.52 (locale en-gb)
# knows 358 of the 385.
_LIST = """
    absence: abscence; academic: accademic; accessible: accesible accessable; accommodate: accomodate; accommodation:
    accomodation; accurate: acurate; accurately: accuratly; achieve: acheive; achieved: acheived; achievement:
    acheivement; achieving: acheiving; acknowledge: acknowlege; acquire: aquire; acquired: aquired; across: accross;
    activities: activites; address: adress; addresses: adresses; adequately: adequatly; adherence: adherance;
    aggressive: agressive; agreement: agreeement; analysis: analyis anlaysis; apparatus: aparatus; apparent: apparant;
    apprenticeship: apprenticship apprentiship; approach: appraoch; appropriate: appropiate appropraite; argument:
    arguement; assessment: assesment assessement; assessments: assesments; assistance: assistence; attendance:
    attendence; available: availabe availible; awareness: awarness; basically: basicly; because: becuase; beginning:
    begining; behaviour: behavoir behavour; believe: beleive; benefit: benifit; benefits: benifits; business: buisness
    busines; categories: catagories; category: catagory; challenge: challange; challenges: challanges; characteristics:
    characterstics; clients: cleints; colleague: collegue; colleagues: colleauges collegues; commitment: comitment
    committment; committed: commited; committee: commitee; communication: commmunication communicaton; comparison:
    comparision; compatibility: compatability; competence: competance; competent: competant; compliance: complience;
    component: componant; confidential: confidental; confidentiality: confidentialty; conscious: concious; consistent:
    consistant; consistently: consistantly; construction: contruction; continuous: continous; continuously: continously;
    controlled: controled; controlling: controling; convenient: convienient; criticism: critisism; curriculum:
    curriculm; customer: custmer; decision: decison desicion; decisions: decisons desicions; definitely: definately;
    definition: definiton; delivery: delivary; desirable: desirible; develop: devolop; developed: developped;
    development: developement; different: diferent differant; diligence: diligance dilligence; discrepancy: discrepency;
    dissatisfaction: disatisfaction; division: divison; documentation: documenation documention; efficiency: effeciency
    efficency; efficient: effecient efficent; electrical: elecrical eletrical; embarrass: embarass; emergency:
    emergancy; employment: employement; environment: enviornment enviroment; environmental: enviromental; environments:
    enviroments; equipment: equipement equipmet equiptment; essential: essentail; evaluate: evalute; excellent:
    excellant; exercise: excercise exersise; existence: existance; experience: experiance experince; explanation:
    explaination; familiar: familar; familiarity: familarity; feasibility: feasability; flexibility: flexability;
    following: follwing; foreign: foriegn; format: fomat; formats: fomats; functionality: functionalty; fundamental:
    fundemental; fundamentals: fundementals; governance: governence; government: goverment; grammar: grammer; guarantee:
    gaurantee guarentee; guidance: guidence; guideline: guidline; guidelines: guidlines; harassment: harrassment;
    hierarchy: heirachy heirarchy; hygiene: hygeine; identifying: identifing; immediately: immediatly; implementation:
    implementaion implemention; important: imporant; improvement: improvment; improvements: improvments; inclusiveness:
    inclusivness; independence: independance; independent: independant; independently: independantly; information:
    infomation informaton; infrastructure: infrastucture; initiative: initative; innovative: inovative; inspection:
    inspeciton; integrate: intergrate; integrated: intergrated; integrity: integrety; interpret: intrepret;
    interpretation: interpretion; knowledge: knowldge knowlegde knowlege; laboratory: labratory; legislation: legislaton
    legistlation; liaise: liase; liaising: liasing; liaison: liason; licence: lisence; maintenance: maintainance
    maintainence maintanance maintenence; manageable: managable; management: managment manangement; manoeuvre:
    manoeuver; manufacture: manufacure; manufacturer: manufactuer; measure: mesure; measurement: mesurement;
    methodology: methodolgy; minimum: minumum; miscellaneous: miscellanous; misspell: mispell; monitor: moniter;
    monitoring: monitering; necessary: neccesary neccessary necesary; negotiate: negociate; noticeable: noticable;
    occasion: occassion; occasionally: occassionally; occurred: occured; occurrence: occurence; occurrences: occurences;
    occurring: occuring; opportunities: opportunites; opportunity: oppertunity oppurtunity; organisation: oganisation
    organistion organsation; participate: particpate; patient: pateint; patients: pateints; perform: perfom;
    performance: perfomance; permanent: permenant; permissible: permissable; persistent: persistant; personnel: personel
    personell; positive: positve; possession: posession; potentially: potentialy; practitioner: practioner practitoner;
    practitioners: practioners practitoners; precede: preceed; preferred: prefered; preparation: preperation; presence:
    precence presense; prevalent: prevelant; principles: priciples; prioritise: prioritse; privilege: privelege
    priviledge; problem: probem; problems: probems; procedure: procedue proceedure; procedures: proceedures; process:
    proccess; processes: proccesses proceses; professional: profesional proffesional; professionalism: profesionalism;
    professionally: professionaly; programming: programing; protocol: protocal; protocols: protocals; provision:
    provison; publicly: publically; qualified: qualifed; qualities: qualites; questionnaire: questionaire;
    questionnaires: questionaires; receive: recieve; received: recieved; receiving: recieving; recognise: recogise
    recongise reconise; recommend: reccomend reccommend recomend; recommendation: recomendation; recommendations:
    recomendations; referral: referal; referrals: referals; referred: refered; referring: refering; regulations:
    regualtions regulatons; relevance: relevence; relevant: relavent relevent; reliability: reliabilty; repetition:
    repitition; requirement: requirment; requirements: requirments; resource: resouce; resources: resouces resourses;
    response: repsonse; responsibilities: responsabilities responsiblities; responsibility: responsability responsibilty
    responsiblity resposibility; responsible: responsibe; retardant: retardent; retardants: retardents; safeguard:
    safegaurd; safeguarding: safegaurding; safety: safty; schedule: scedule schedual; security: secuirty; separate:
    seperate; separated: seperated; separately: seperately; separation: seperation; similar: similiar; simultaneous:
    simultanous; specific: specfic specifc; specification: specifcation specificaton; specifications: specifcations;
    stakeholders: stakeholers; strategies: stratagies; strategy: stratgy; strength: strenght; strengths: strenghts;
    success: sucess; successful: succesful sucessful; successfully: succesfully sucessfully; sufficient: sufficent;
    suitability: suitablity; supersede: supercede; supervision: supervison; support: suppport; suppress: supress;
    surprise: suprise; surveillance: surveilance; sustainability: sustainabilty sustainablity; systematically:
    systematicaly; targeted: targetted; technical: techical technial; technique: techinque; techniques: techinques
    technquies; temporary: tempory; tendency: tendancy; their: thier; therefore: therfore; thoroughly: thorougly;
    throughout: throughtout througout; tolerance: tolerence; tolerances: tolerences; traditional: tradional;
    transferred: transfered; transferring: transfering; treatment: treatement; truly: truely; unforeseen: unforseen;
    unnecessary: unneccessary; until: untill; useful: usefull; utilities: utilties; valid: vaild; variance: varience;
    vehicle: vechicle vehical; vehicles: vechicles vehicals; verification: verfication; visible: visable; vulnerability:
    vulnerabilty; vulnerable: vunerable; which: whcih wich; workflow: workfow; workplace: workplce; writing: writting;
    written: writen
"""
MISSPELLINGS = {
    wrong: right.strip()
    for right, wrongs in (entry.split(":") for entry in _LIST.split(";"))
    for wrong in wrongs.split()
}
"""Each misspelling with the right word, in lower case."""
