"""Everybody x every protected table: the rows seen are the rows the oracle says, no more and no fewer."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from django.db import connection
from django.utils import timezone

from hafan.access.classes import CLASSES
from hafan.access.policy import SEES_WHOLE_AGENCY
from hafan.foundation.context import acting_as
from hafan.identity.models import Account, Membership
from hafan.identity.operations import deactivate
from tests.cast import World
from tests.database import Owner
from tests.walls.oracle import STORY, WIDE, Oracle, consult

pytestmark = pytest.mark.django_db


def reviews(me: int, row: dict, oracle: Oracle) -> bool:
    """Supervisors review what concerns children they see; privacy officers their agency, but not the sealed nor their own kin."""
    child, agencies = row["child_id"], oracle.agencies(me, "privacy_officer")
    leads = oracle.agencies(me, "la_manager", "service_manager", "iro_manager", "agency_manager")
    hidden = child in oracle.sealed or (me, child) in oracle.denied
    officer = bool({row["agency_id"], row["child_agency_id"]} & agencies) and not hidden
    return row["account_id"] != me and (officer or (bool(leads) and child in oracle.sees(me, "")))


#: Their rules are their own, told here by hand: table to (account, row as a dict, oracle) -> seen or not.
RULES = {
    "audit_event": None,  # one's own doings, and what was done about children one may see: see below
    "audit_unusual": reviews,
    "chronology_draft": lambda me, row, oracle: (
        row["child_id"] in oracle.sees(me, "") and row["account_id"] == me
    ),
    "access_seclusion": lambda me, row, oracle: (
        row["agency_id"] in oracle.agencies(me, "records_custodian", "privacy_officer")
        if row["level"] == "sealed"
        else row["level"] == "restricted" and row["child_id"] in oracle.sees(me, "")
    ),
    "access_alert": lambda me, row, oracle: row["agency_id"] in oracle.agencies(me, "privacy_officer"),
    "access_signoff": lambda me, row, oracle: row["agency_id"] in oracle.agencies(me, "privacy_officer"),
    "sharing_share": lambda me, row, oracle: bool(reads_share(me, row, oracle)),
    "sharing_request": lambda me, row, oracle: bool(
        {row["agency_id"], row["asking_id"]} & oracle.agencies(me, *SHARERS)
        or (row["written_by_id"] == me and row["asking_id"] in works_at(oracle, me))
    ),
    "exchange_import": lambda me, row, oracle: row["agency_id"] in wide_data_officers(oracle, me),
    "disclosure_bulkexport": lambda me, row, oracle: (
        row["agency_id"]
        in oracle.agencies(me, "data_officer", "service_manager", "agency_manager", "privacy_officer")
    ),
    "shielded_careridentity": lambda me, row, oracle: bool(
        oracle.homes[row["household_id"]] & oracle.sees(me, "carer_identity")
    ),
    "shielded_linkreading": lambda me, row, oracle: (
        row["agency_id"] in oracle.agencies(me, "records_custodian", "privacy_officer")
    ),
    "shielded_knock": lambda me, row, oracle: (
        row["agency_id"] in oracle.agencies(me, "records_custodian", "privacy_officer")
    ),
    "retention_hold": lambda me, row, oracle: row["agency_id"] in keepers(oracle, me),
    "retention_item": lambda me, row, oracle: row["agency_id"] in keepers(oracle, me),
    "retention_destruction": lambda me, row, oracle: row["agency_id"] in keepers(oracle, me),
    "exchange_importfault": lambda me, row, oracle: row["agency_id"] in wide_data_officers(oracle, me),
}
#: Tables about a child: the part each belongs to; "" for whoever sees the child at all, "*" where each row says its part itself.
PARTS = {
    "people_child": "",
    "people_person": "family",
    "people_placement": "care",
    "people_caserole": "",
    "chronology_entry": "*",
    "chronology_obligation": "*",
    "chronology_standing": "care",
    "access_grant": "care",
    "shielded_birthfamilycontact": "birth_family_contact",
    "shielded_healthnote": "health",
    "shielded_legaladvice": "legal_privileged",
    "shielded_panelnote": "panel",
    "shielded_supportnote": "independent_support",
    "shielded_adoptiveidentity": "post_adoption_identity",
    "files_file": "*",
    "files_piece": "*",
    "disclosure_recipient": "*",
    "disclosure_outgoing": "*",
    "disclosure_attachment": "*",
    "disclosure_finding": "*",
    "disclosure_ledgerline": "*",
    "disclosure_exposure": "*",
    "disclosure_exposureline": "*",
    "disclosure_redaction": "*",
}


SHARERS = ("la_manager", "service_manager", "agency_manager")


def works_at(oracle: Oracle, me: int) -> set[int]:
    return set().union(*oracle.places[me].values())


def reads_share(me: int, row: dict, oracle: Oracle) -> bool:
    """What one's own agency gave of children one sees, and what was given to an agency one shares for."""
    given = row["from_agency_id"] in works_at(oracle, me) and row["child_id"] in oracle.sees(me, "care")
    taken = row["to_agency_id"] in oracle.agencies(me, *SHARERS)
    return given or (
        taken and row["child_id"] not in oracle.sealed and (me, row["child_id"]) not in oracle.denied
    )


def keepers(oracle: Oracle, me: int) -> set[int]:
    return oracle.agencies(me, "records_custodian", "privacy_officer")


def wide_data_officers(oracle: Oracle, me: int) -> set[int]:
    return oracle.wide[me]["data_officer"]


def protected_tables() -> list[str]:
    present = set(connection.introspection.table_names())
    found = [t for t, guard in CLASSES.items() if guard.access == "protected" and t in present]
    return [t for t in found if t != "audit_event"]


def should_see(table: str, me: int, row: dict, oracle: Oracle) -> bool:
    if table in RULES:
        return RULES[table](me, row, oracle)
    child, part = row[CLASSES[table].by], PARTS[table]
    if part == "*":
        part = row["part"]
        return child in oracle.sees(me, part) or (child in oracle.sees(me, "whole") and part in STORY)
    return child in oracle.sees(me, part)


def everything(cursor, tables: Iterable[str] = ()) -> dict[str, list[tuple[str, dict]]]:
    """Every row of every protected table, or of these, by its place in the table."""
    found = {}
    for table in tables or protected_tables():
        cursor.execute(f"SELECT ctid::text, to_jsonb(t) FROM {table} t")
        found[table] = [(place, loads(row)) for place, row in cursor.fetchall()]
        assert tables or len(found[table]) > 2, f"{table}: nothing planted, so nothing proven"
    return found


def loads(row) -> dict:
    return json.loads(row) if isinstance(row, str) else row


def mismatches(world: World, owner: Owner) -> tuple[int, list[str]]:
    """Pairs checked, and every (person, table) whose rows differ from the oracle's."""
    with owner(), connection.cursor() as cursor:
        oracle: Oracle = consult(cursor)
        every = everything(cursor)
    wrong, pairs = [], 0
    for account in Account.objects.all():
        with acting_as(account), connection.cursor() as cursor:
            for table, rows in every.items():
                cursor.execute(f"SELECT ctid::text FROM {table}")
                seen = {key for (key,) in cursor.fetchall()}
                expected = {place for place, row in rows if should_see(table, account.pk, row, oracle)}
                pairs += len(rows)
                if seen != expected:
                    wrong.append(
                        f"{account} in {table}: too many {seen - expected}, too few {expected - seen}"
                    )
    return pairs, wrong


class TestEveryPersonAndEveryRow:
    def test_what_is_seen_is_what_the_oracle_says(self, world: World, owner: Owner):
        pairs, wrong = mismatches(world, owner)
        assert wrong == []
        assert pairs > 300

    def test_it_stays_so_when_somebody_moves_leaves_or_comes_back(self, world: World, owner: Owner):
        cast = world.cast
        with owner():
            Membership.objects.filter(account=cast.carys).update(ends_on=timezone.localdate())
            Membership.objects.create(
                account=cast.huw, team=cast.aberwern_north, role="csw", begins_on=timezone.localdate()
            )
        with acting_as(cast.gwen):
            deactivate(account=cast.bryn, by=cast.gwen, at=timezone.now())
        assert mismatches(world, owner)[1] == []

    def test_the_wall_notices_a_policy_that_is_too_wide(self, world: World, owner: Owner):
        with owner(), connection.cursor() as cursor:
            cursor.execute("CREATE POLICY leak ON access_grant FOR SELECT TO hafan_app USING (true)")
        assert mismatches(world, owner)[1] != []

    def test_nobody_sees_anything_when_nobody_acts(self, world: World):
        with connection.cursor() as cursor:
            for table in protected_tables():
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone()[0] == 0, table

    def test_some_see_and_some_do_not(self, world: World, owner: Owner):
        with owner(), connection.cursor() as cursor:
            oracle = consult(cursor)
        c, cast = world.children, world.cast
        sees = {name: oracle.children[person.pk] for name, person in cast.people.items()}
        assert c["only Alys"] in sees["alys"]
        assert not any(c["only Alys"] in sees[name] for name in cast.people if name != "alys")
        assert c["Alys and the north team"] in sees["bryn"] & sees["carys"]
        assert c["known to Bryn"] not in sees["bryn"]
        assert c["known to Dafydd"] not in sees["dafydd"]
        assert c["shared with Threeways"] in sees["femi"]
        assert c["shared with Threeways"] not in sees["ewa"] | sees["grace"]
        assert sees["gwen"] == sees["sam"] == set()

    def test_one_sees_the_doings_about_ones_children_and_ones_own(self, world: World, owner: Owner):
        with owner(), connection.cursor() as cursor:
            oracle = consult(cursor)
            cursor.execute("SELECT id, account_id, child_id FROM audit_event")
            events = cursor.fetchall()
        assert len(events) > 20
        for account in Account.objects.all():
            with acting_as(account), connection.cursor() as cursor:
                cursor.execute("SELECT id FROM audit_event")
                seen = {key for (key,) in cursor.fetchall()}
            allowed = oracle.children.get(account.pk, set())
            assert seen == {e for e, by, child in events if by == account.pk or child in allowed}


class TestThePolicyTable:
    def test_agrees_with_the_oracle_on_who_sees_a_whole_agency(self):
        assert SEES_WHOLE_AGENCY == WIDE
