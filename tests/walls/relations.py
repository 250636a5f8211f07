"""A person of every role, and children they stand to in every way: theirs, their team's, somebody else's, denied, sealed, none at all."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from hafan.access.policy import MAY, SEES_WHOLE_AGENCY
from hafan.identity.models import Account, Membership
from tests.cast import SINCE, Cast
from tests.planting import plant_all

#: Ways in which nobody may tell the child from one that does not exist.
HIDDEN = ("another team’s", "another agency’s", "denied", "restricted", "sealed", "ended", "lapsed emergency")
#: Ways in which something is seen.
SEEN = ("own", "team’s", "emergency", "in part")
ROLES = tuple(sorted(set(MAY) - {"public", "referee"}))
#: Roles that work for their agency as a whole.
WIDE = SEES_WHOLE_AGENCY | {"sysadmin", "privacy_officer", "records_custodian"}
#: Part of an address: the table whose row it names.
TABLES = {
    "child_id": "people_child",
    "entry_id": "chronology_entry",
    "file_id": "files_file",
    "share_id": "sharing_share",
    "alert_id": "access_alert",
    "seclusion_id": "access_seclusion",
    "outgoing_id": "disclosure_outgoing",
    "finding_id": "disclosure_finding",
    "exposure_id": "disclosure_exposure",
    "redaction_id": "disclosure_redaction",
    "recipient_id": "disclosure_recipient",
    "hold_id": "retention_hold",
    "item_id": "retention_item",
    "row_id": "shielded_healthnote",
}
WORDS = {"part": "health", "kind": "visit_made", "key": "nothing", "link": "nothing", "number": 1}


@dataclass
class Relations:
    """Everybody by role, every child by relation, and the public ids of what stands in each child's record."""

    people: dict[str, Account] = field(default_factory=dict)
    children: dict[str, int] = field(default_factory=dict)
    ids: dict[str, dict[str, uuid.UUID]] = field(default_factory=dict)


def relate(cast: Cast) -> Relations:
    """Write it all; by the owner."""
    found = Relations()
    for role in ROLES:
        found.people[role] = _person(cast, role)
    with connection.cursor() as cursor:
        for number, relation in enumerate((*SEEN, *HIDDEN)):
            found.children[relation] = 2_000_000 + number
            _child(
                cursor,
                cast,
                2_000_000 + number,
                "marlbrook" if relation == "another agency’s" else "aberwern",
            )
            _believable_entry(cursor, cast, 2_000_000 + number)
            _grants(cursor, cast, found, relation)
        plant_all(cursor, {"child": list(found.children.values()), "agency": []})
        cursor.execute("DELETE FROM chronology_draft; DELETE FROM chronology_obligation")
        cursor.execute(
            "UPDATE sharing_share SET from_agency_id = %s, to_agency_id = %s, legal_basis = 'public_task', role = 'asw'",
            [cast.aberwern.pk, cast.threeways.pk],
        )
        for relation, child in found.children.items():
            if relation == "sealed":
                _seal(cursor, cast, child)
            found.ids[relation] = {part: _id_of(cursor, table, child) for part, table in TABLES.items()}
    return found


def _person(cast: Cast, role: str) -> Account:
    account = Account.objects.create_user(
        f"{role}@aberwern.example", "", display_name=f"Person {role}", agency=cast.aberwern, language="en"
    )
    wide = role in WIDE
    Membership.objects.create(
        account=account,
        team=None if wide else cast.aberwern_north,
        agency=cast.aberwern if wide else None,
        role=role,
        begins_on=SINCE,
    )
    return account


def _child(cursor: Any, cast: Cast, key: int, agency: str) -> None:
    cursor.execute(
        "INSERT INTO people_child (id, public_id, agency_id, reference, given_name, family_name, known_as, sex, ethnicity, finding, "
        "sounding, version, born_on) VALUES (%s, gen_random_uuid(), %s, %s, 'canary', 'canary', '', 'female', '', 'canary canary', '', 0, "
        "'2025-03-04')",
        [key, cast.agencies[agency].pk, f"canary {key}"],
    )


GRANT = (
    "INSERT INTO access_grant (public_id, child_id, account_id, team_id, role, basis, parts, may_write, reason, begins_at, ends_at, "
    "written_by_id, end_reason) SELECT gen_random_uuid(), %s, a, %s, %s, %s, %s, %s, 'canary', now() - interval '1 day', {ends}, %s, '' "
    "FROM unnest(%s::bigint[]) a"
)


def _grants(cursor: Any, cast: Cast, found: Relations, relation: str) -> None:
    child, everybody = found.children[relation], [a.pk for a in found.people.values()]
    to_all = (None, everybody)
    to, ends, role, basis, parts, writes = {
        "own": (to_all, "NULL", "", "allocated", None, True),
        "team’s": ((cast.aberwern_north.pk, [None]), "NULL", "", "team", None, True),
        "emergency": (to_all, "now() + interval '1 hour'", "emergency", "break_glass", None, False),
        "in part": (to_all, "NULL", "asw", "shared", ["care", "adoption"], False),
        "another team’s": ((cast.aberwern_south.pk, [None]), "NULL", "", "team", None, True),
        "another agency’s": ((cast.marlbrook_first.pk, [None]), "NULL", "", "team", None, True),
        "denied": (to_all, "NULL", "", "allocated", None, True),
        "restricted": ((None, [cast.carys.pk]), "NULL", "", "custodian", None, True),
        "sealed": (to_all, "now() - interval '1 hour'", "", "allocated", None, True),
        "ended": (to_all, "now() - interval '1 hour'", "", "allocated", None, True),
        "lapsed emergency": (to_all, "now() - interval '1 minute'", "emergency", "break_glass", None, False),
    }[relation]
    team, accounts = to
    cursor.execute(GRANT.format(ends=ends), [child, team, role, basis, parts, writes, cast.alys.pk, accounts])
    if relation == "denied":
        cursor.execute(
            "INSERT INTO access_denial (public_id, child_id, account_id, reason, begins_at, written_by_id) "
            "SELECT gen_random_uuid(), %s, a, 'canary', now() - interval '1 day', %s FROM unnest(%s::bigint[]) a",
            [child, cast.alys.pk, everybody],
        )


def _seal(cursor: Any, cast: Cast, child: int) -> None:
    cursor.execute("DELETE FROM access_seclusion WHERE child_id = %s", [child])
    cursor.execute(
        "INSERT INTO access_seclusion (public_id, child_id, agency_id, level, kind, reason, label, begins_at, written_by_id) VALUES "
        "(gen_random_uuid(), %s, %s, 'sealed', 'adoption', 'canary', 'canary', now() - interval '1 hour', %s)",
        [child, cast.aberwern.pk, cast.alys.pk],
    )


def _believable_entry(cursor: Any, cast: Cast, child: int) -> None:
    """Kinds are codes, not words of anybody's: a canary among them is a fault no verb can make."""
    cursor.execute(
        "INSERT INTO chronology_entry (public_id, child_id, kind, part, happened_on, precision, learnt_on, details, withdrawn, why, breaches, "
        "recorded_by_id, source) VALUES (gen_random_uuid(), %s, 'visit_made', 'care', '2025-03-04', 'day', '2025-03-04', "
        "'{\"seen\": true, \"note\": \"canary\"}', false, 'canary', '[]', %s, 'person')",
        [child, cast.alys.pk],
    )


def _id_of(cursor: Any, table: str, child: int) -> uuid.UUID:
    cursor.execute("SELECT to_regclass(%s)", [table])
    if cursor.fetchone()[0] is None:
        return uuid.uuid4()
    cursor.execute(
        f"SELECT public_id FROM {table} WHERE {'id' if table == 'people_child' else 'child_id'} = %s", [child]
    )
    row = cursor.fetchone()
    return row[0] if row else uuid.uuid4()
