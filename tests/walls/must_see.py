"""People who must be able to see something: a child kept from the person who needs the record is a harm too.

One line each: the sentence, who they are and where, how sight came to them, and what they must then see. Written from what each role
is for, never from the policy table.
"""

from __future__ import annotations

from typing import NamedTuple

STORY = ("care", "court", "health", "adoption", "family")
TEAM, AGENCY, ABROAD = "aberwern_north", "aberwern", "threeways"


class Must(NamedTuple):
    """Somebody who must see something."""

    sentence: str
    role: str
    place: str
    #: account, team or agency; with ":role" where they see under a named role
    given: str
    parts: tuple[str, ...] | None
    sees: tuple[str, ...]


HOME_OF_CARERS, FAMILYS_ADDRESS = "shielded_careridentity", "shielded_birthfamilycontact"
HEALTH_NOTES, ADVICE = "shielded_healthnote", "shielded_legaladvice"
PANEL_NOTES, SUPPORT = "shielded_panelnote", "shielded_supportnote"
PEOPLE, HOMES, WORKERS = "people_person", "people_placement", "people_caserole"

MUST: tuple[Must, ...] = (
    Must("the allocated worker reads the whole story", "csw", TEAM, "account", None, ("page", *STORY)),
    Must("the allocated worker finds the child in their own list", "csw", TEAM, "account", None, ("list",)),
    Must("the allocated worker knows who the family are", "csw", TEAM, "account", None, (PEOPLE,)),
    Must("the allocated worker knows where the child lives", "csw", TEAM, "account", None, (HOMES, HOME_OF_CARERS)),
    Must("the allocated worker can reach the birth family", "csw", TEAM, "account", None, (FAMILYS_ADDRESS,)),
    Must("the allocated worker reads the health notes", "csw", TEAM, "account", None, (HEALTH_NOTES,)),
    Must("the allocated worker reads the legal advice they asked for", "csw", TEAM, "account", None, (ADVICE,)),
    Must("a colleague on duty in the team reads the whole story", "csw", TEAM, "team", None, ("page", *STORY)),
    Must("a colleague on duty knows where the carers live", "csw", TEAM, "team", None, (HOME_OF_CARERS,)),
    Must("a colleague on duty sees who works with the child", "csw", TEAM, "team", None, (WORKERS,)),
    Must("the team manager reads the whole story", "la_manager", TEAM, "team", None, ("page", *STORY)),
    Must("the team manager knows where the carers live", "la_manager", TEAM, "team", None, (HOME_OF_CARERS,)),
    Must("the team manager reads the legal advice", "la_manager", TEAM, "team", None, (ADVICE,)),
    Must("the head of service reads any record of the authority", "service_manager", AGENCY, "agency", None, ("page", *STORY)),
    Must("the head of service knows where the carers live", "service_manager", AGENCY, "agency", None, (HOME_OF_CARERS,)),
    Must("the reviewing officer reads the whole story", "iro", AGENCY, "account", None, ("page", *STORY)),
    Must("the reviewing officer can visit the child", "iro", AGENCY, "account", None, (HOMES, HOME_OF_CARERS)),
    Must("the reviewing officer can invite the family to the review", "iro", AGENCY, "account", None, (PEOPLE, FAMILYS_ADDRESS)),
    Must("the head of reviewing reads what her officers review", "iro_manager", AGENCY, "agency", None, ("page", *STORY)),
    Must("the nominated officer reads all before deciding", "nominated_officer", AGENCY, "account", None, ("page", *STORY)),
    Must("the nominated officer knows whom they approve", "nominated_officer", AGENCY, "account", None, (HOME_OF_CARERS,)),
    Must("the decision maker reads all before deciding", "adm", AGENCY, "account", None, ("page", *STORY)),
    Must("the decision maker reads what the panel said", "adm", AGENCY, "account", None, (PANEL_NOTES,)),
    Must("the decision maker knows the carers they match", "adm", AGENCY, "account", None, (HOME_OF_CARERS,)),
    Must("the legal adviser reads the whole story", "legal_adviser", AGENCY, "account", None, ("page", *STORY)),
    Must("the legal adviser reads their own advice", "legal_adviser", AGENCY, "account", None, (ADVICE,)),
    Must("the legal adviser can serve papers on the family", "legal_adviser", AGENCY, "account", None, (FAMILYS_ADDRESS, PEOPLE)),
    Must("the carers' worker reads what caring needs", "fsw", TEAM, "account", None, ("page", "care", "health", "adoption")),
    Must("the carers' worker knows where the carers live", "fsw", TEAM, "account", None, (HOMES, HOME_OF_CARERS)),
    Must("the carers' worker reads the health notes", "fsw", TEAM, "account", None, (HEALTH_NOTES,)),
    Must("the adoption worker reads what matching needs", "asw", TEAM, "account", None, ("page", "care", "health", "adoption")),
    Must("the adoption worker knows the carers", "asw", TEAM, "account", None, (HOME_OF_CARERS,)),
    Must("the adoption worker of the region reads what was shared", "asw", ABROAD, "account:asw", ("care", "adoption"), ("page", "care", "adoption")),
    Must("the adoption team of the region reads what was shared with it", "asw", "threeways_finders", "team:asw", ("care", "health", "adoption"), ("care", "health", "adoption")),
    Must("the adoption agency's manager reads what was shared with the agency", "agency_manager", ABROAD, "agency:agency_manager", ("care", "adoption"), ("page", "care", "adoption")),
    Must("a health partner of another agency reads the health part", "health", ABROAD, "account:health", ("health",), ("page", "health", HEALTH_NOTES)),
    Must("the health partner at home reads the health part", "health", AGENCY, "account", None, ("page", "health", HEALTH_NOTES)),
    Must("the contact worker opens the child's page", "contact_worker", AGENCY, "account", None, ("page",)),
    Must("the contact worker sees who works with the child", "contact_worker", AGENCY, "account", None, (WORKERS,)),
    Must("a panel member reads the papers", "panel_member", AGENCY, "account", None, ("page", "care", "health", "adoption", PANEL_NOTES)),
    Must("the panel adviser reads and keeps the papers", "panel_admin", AGENCY, "account", None, ("page", "care", "adoption", PANEL_NOTES)),
    Must("the guardian reads the court's papers", "guardian", AGENCY, "account", None, ("page", "court")),
    Must("the guardian reads the whole story", "guardian", AGENCY, "account:guardian", None, STORY),
    Must("the guardian of another agency reads the court's papers", "guardian", ABROAD, "account:guardian", ("court", "care"), ("page", "court", "care")),
    Must("the advocate keeps their own notes", "advocate", AGENCY, "account", None, (SUPPORT,)),
    Must("the advocate can open the child's page", "advocate", AGENCY, "account", None, ("page",)),
    Must("the case auditor reads the whole story", "auditor", AGENCY, "account", None, ("page", *STORY)),
    Must("the data officer sees every child of the return", "data_officer", AGENCY, "agency", None, ("page", *STORY)),
    Must("the data officer sees where children live by reference", "data_officer", AGENCY, "agency", None, (HOMES,)),
    Must("the director reads a record she was given", "dcs", AGENCY, "account:csw", None, ("page", *STORY)),
    Must("a leader who was given one part reads it", "leader", AGENCY, "account:auditor", ("care",), ("page", "care")),
    Must("a parent's lawyer would be shown the court's papers", "parent_rep", AGENCY, "account", None, ("court", "family")),
    Must("a parent would be shown what is theirs", "parent", AGENCY, "account", None, ("court", "family")),
    Must("carers would be shown what they need to care", "ep_carer", AGENCY, "account", None, ("care", "health", "adoption")),
    Must("the court would be shown the whole story", "court", AGENCY, "account", None, STORY),
    Must("a child would be shown their care and their family", "child", AGENCY, "account", None, ("care", "family")),
    Must("somebody with two jobs reads under either", "contact_worker+csw", TEAM, "team", None, ("page", *STORY)),
    Must("a worker given two parts reads those two", "csw", TEAM, "account", ("health", "family"), ("health", "family", HEALTH_NOTES, PEOPLE)),
    Must("a worker given the carers' home and no more still gets there", "csw", TEAM, "account", ("care", "carer_identity"), (HOMES, HOME_OF_CARERS)),
    Must("the team sees which of its people may see the child", "csw", TEAM, "team", None, ("access_grant",)),
    Must("the fostering team reads a child placed with its carers", "fsw", "aberwern_south", "team", None, ("page", "care", "health")),
    Must("the manager sees what stands due for the child", "la_manager", TEAM, "team", None, ("chronology_standing",)),
    Must("the worker sees the files of the health part", "csw", TEAM, "account", None, ("files_file",)),
    Must("the health partner sees the files of the health part", "health", AGENCY, "account", None, ("files_file",)),
)  # fmt: skip
