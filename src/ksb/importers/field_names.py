"""What the fields of records are called, in the APIs and in records that people keep."""

from __future__ import annotations

LISTS = (
    ("K", ("knowledges", "knowledge", "Knowledge", "knowledgeStatements", "K"), "knowledgeId"),
    ("S", ("skills", "skill", "Skills", "skillStatements", "S"), "skillId"),
    ("B", ("behaviours", "behaviour", "behaviors", "Behaviours", "behaviourStatements", "B"), "behaviourId"),
    ("TK", ("technicalKnowledges", "technicalKnowledge"), "technicalKnowledgeId"),
    ("TS", ("technicalSkills",), "technicalSkillId"),
    ("ESB", ("employabilitySkillsAndBehaviours", "employabilitySkillsAndBehaviour"), "employabilityId"),
    ("", ("ksbs",), ""),
)
"""The prefix of the codes, the names of the list, and the name of an item's label or id; "" for several kinds."""
MAPPED = (
    "mappedKnowledge", "mappedKnowledges", "mappedSkills", "mappedSkill", "mappedBehaviour", "mappedBehaviours",
    "mappedTechnicalKnowledge", "mappedTechnicalKnowledges", "mappedTechnicalSkills",
    "mappedEmployabilitySkillsAndBehaviours",
)  # fmt: skip
CODES = ("ksbs", "codes", "cites", "knowledge", "skills", "behaviours", "ksbCodes", "mappedKsbs")
"""Fields of a duty that list codes, in records that people keep."""
METADATA = {
    "reference": ("referenceNumber", "ifateReferenceNumber", "stdCode", "reference", "standardReference"),
    "version": ("versionNumber", "versionNo", "version"),
    "level": ("level",),
    "status": ("statusName", "status"),
    "route": ("route", "routeName", "mapHierarchy.routeName"),
    "route_pathway": ("pathway", "pathwayName", "mapHierarchy.pathwayName"),
    "cluster": ("cluster", "clusterName", "mapHierarchy.clusterName"),
    "occupation_code": ("occupationCode", "socCode", "standardOccupationalClassification"),
    "keywords": ("keywords",),
    "lars_code": ("larsCode",),
    "core_and_options": ("coreAndOptions",),
    "typical_duration": ("typicalDuration", "proposedTypicalDuration"),
    "minimum_hours": ("minimumHours", "minimumOffTheJobHours", "minimumTrainingHours", "minHours"),
    "epa_length": ("epaLength", "typicalEPALength", "proposedEPALength", "endPointAssessmentLength", "lengthOfEPA"),
    "max_funding": ("maxFunding", "proposedMaxFunding"),
    "page_url": ("standardPageUrl", "foundationApprenticeshipUrl", "apprenticeshipUnitUrl", "url"),
    "assessment_plan_url": ("assessmentPlanUrl", "assessmentPlanURL"),
    "entry_requirements": ("entryRequirements", "entryRequirement"),
    "qualifications": ("qualifications",),
    "regulated_body": ("regulatedBody",),
    "change": ("change", "changeDescription", "changes"),
    "change_date": ("changeDate", "changedDate", "dateOfChange", "changeApprovedDate"),
    "created_date": ("createdDate",),
    "publish_date": ("publishDate", "publishedDate"),
    "approved_for_delivery": ("approvedForDelivery",),
    "last_updated": ("lastUpdated",),
    "earliest_start_date": ("versionEarliestStartDate", "earliestStartDate"),
    "latest_start_date": ("versionLatestStartDate", "latestStartDate"),
    "latest_end_date": ("versionLatestEndDate", "latestEndDate"),
}
OVERVIEW = ("overviewOfRole", "overview", "occupationalSummary", "summary", "occupationSummary")
JOB_TITLES = ("typicalJobTitles", "jobTitles")
CRITERIA = ("criteriaForMeasuringPerformance", "criteria")
