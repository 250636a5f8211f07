"""The SQL that writes children from templates: one statement a table, rows made inside the database."""

from __future__ import annotations

from typing import Final

from hafan.chronology.models import PART_OF

#: The id of the n-th entry of a child, the same every time.
REF: Final = "md5(c.id || ':' || {n})::uuid"

STANDING: Final = (
    "state", "is_open", "looked_after_from", "legal_status", "placement_kind", "with_carers_from", "ep_from", "plans_return",
    "plans_adoption", "due_on", "due_clock",
)  # fmt: skip
_STANDING_TYPES: Final = (
    "text", "boolean", "date", "text", "text", "date", "date", "boolean", "boolean", "date", "text",
)  # fmt: skip

TABLES: Final = f"""
CREATE TEMPORARY TABLE scale_child (id bigint, template int, agency bigint, team bigint, worker bigint, worker_uuid uuid,
    team_uuid uuid) ON COMMIT DROP;
CREATE TEMPORARY TABLE scale_entry (template int, n int, day date, kind text, happened_on date, precision text, learnt_on date,
    details jsonb, about int, has_worker boolean) ON COMMIT DROP;
CREATE TEMPORARY TABLE scale_obligation (template int, clock text, part text, owner text, started_on date, started int, due_on date,
    not_before date, soon_from date, suspended_from date, is_unknown boolean) ON COMMIT DROP;
CREATE TEMPORARY TABLE scale_placement (template int, kind text, carers text, carers_of int, began_on date, ended_on date,
    began int) ON COMMIT DROP;
CREATE TEMPORARY TABLE scale_role (template int, has_worker boolean, began_on date, ended_on date) ON COMMIT DROP;
CREATE TEMPORARY TABLE scale_standing (template int, has_worker boolean, has_team boolean,
    {", ".join(f"{name} {kind}" for name, kind in zip(STANDING, _STANDING_TYPES, strict=True))}) ON COMMIT DROP;
"""

#: The part of the record a kind of entry sits in, told by SQL.
PART: Final = (
    "CASE t.kind "
    + " ".join(f"WHEN '{kind}' THEN '{part}'" for kind, part in PART_OF.items() if part != "care")
    + " ELSE 'care' END"
)
#: One month of everybody's entries at a time: rows lie as they would have come, the days in order and the children mixed.
ENTRIES: Final = f"""
INSERT INTO chronology_entry (public_id, child_id, kind, part, happened_on, precision, learnt_on, details, withdrawn, why, breaches,
    recorded_by_id, source)
SELECT {REF.format(n="t.n")}, c.id, t.kind, {PART}, t.happened_on, t.precision, t.learnt_on,
    CASE WHEN t.has_worker THEN t.details || jsonb_build_object('worker', c.worker_uuid, 'team', c.team_uuid)
         WHEN NOT t.has_worker THEN t.details || jsonb_build_object('team', c.team_uuid)
         WHEN t.about IS NOT NULL THEN t.details || jsonb_build_object('about', {REF.format(n="t.about")})
         ELSE t.details END,
    false, '', '[]', c.worker, 'scale'
FROM scale_entry t JOIN scale_child c USING (template)
WHERE t.day >= %s AND t.day < %s
ORDER BY t.day, c.id, t.n
"""
MONTHS: Final = """
SELECT m::date, (m + interval '1 month')::date FROM
    (SELECT DISTINCT date_trunc('month', day::timestamp) AS m FROM scale_entry) months ORDER BY 1
"""

DERIVED: Final = (
    f"""
    INSERT INTO chronology_obligation (child_id, clock, part, owner, started_on, started_by, due_on, not_before, soon_from,
        suspended_from, is_unknown)
    SELECT c.id, t.clock, t.part, t.owner, t.started_on, {REF.format(n="t.started")}, t.due_on, t.not_before, t.soon_from,
        t.suspended_from, t.is_unknown
    FROM scale_obligation t JOIN scale_child c USING (template) ORDER BY c.id, t.due_on
    """,
    f"""
    INSERT INTO people_placement (public_id, child_id, kind, carers, began_on, ended_on, began_by)
    SELECT md5('placement ' || c.id || ':' || t.began)::uuid, c.id, t.kind,
        coalesce(t.carers, {REF.format(n="t.carers_of")}::text), t.began_on, t.ended_on, {REF.format(n="t.began")}
    FROM scale_placement t JOIN scale_child c USING (template) ORDER BY c.id, t.began_on
    """,
    """
    INSERT INTO people_caserole (public_id, child_id, role, account_id, team_id, began_on, ended_on)
    SELECT md5('role ' || c.id || ':' || row_number() OVER (PARTITION BY c.id ORDER BY t.began_on, t.ended_on))::uuid, c.id, 'csw',
        CASE WHEN t.has_worker THEN c.worker END, c.team, t.began_on, t.ended_on
    FROM scale_role t JOIN scale_child c USING (template) ORDER BY c.id, t.began_on
    """,
    f"""
    INSERT INTO chronology_standing (child_id, agency_id, team_id, worker_id, {", ".join(STANDING)})
    SELECT c.id, c.agency, CASE WHEN t.has_team THEN c.team END, CASE WHEN t.has_worker THEN c.worker END,
        {", ".join(f"t.{name}" for name in STANDING)}
    FROM scale_standing t JOIN scale_child c USING (template) ORDER BY c.id
    """,
    """
    INSERT INTO access_grant (public_id, child_id, account_id, team_id, agency_id, role, basis, reason, begins_at, written_by_id,
        end_reason)
    SELECT md5('grant ' || h.basis || c.id)::uuid, c.id, h.account, h.team, h.agency, '', h.basis, 'scale', now(), c.worker, ''
    FROM scale_child c, LATERAL (VALUES (c.worker, NULL::bigint, NULL::bigint, 'allocated'), (NULL, c.team, NULL, 'team'),
        (NULL, NULL, c.agency, 'responsible')) h (account, team, agency, basis) ORDER BY c.id
    """,
)

#: Tables filled in bulk, whose indexes and foreign keys are taken off first and put back, all in one transaction.
FILLED: Final = (
    "chronology_entry", "chronology_obligation", "chronology_standing", "people_placement", "people_caserole", "access_grant",
)  # fmt: skip

#: Constraints other than the primary key, and indexes that no constraint owns: how to take each off and put it back.
HINDRANCES: Final = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid)), contype = 'f'
FROM pg_constraint WHERE conrelid = ANY (%s::regclass[]) AND contype IN ('f', 'u', 'x')
UNION ALL
SELECT format('DROP INDEX %%s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid), false
FROM pg_index i WHERE i.indrelid = ANY (%s::regclass[]) AND NOT i.indisprimary
    AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.conrelid = i.indrelid)
ORDER BY 3 DESC
"""
