"""Each table is open to those who see its part of the record; the link between two identities to nobody at all."""

from __future__ import annotations

from django.db import migrations

from hafan.access.protection import grants, policy, protect, visible, written_once
from hafan.practice.entries import Compartment
from hafan.shielded import statements

SEEN = visible("household_id", "shielded.households_in_sight()")
CHANGED = visible("household_id", "shielded.households_changeable()")
CARERS = "shielded_careridentity"
PARTS = {
    "shielded_birthfamilycontact": Compartment.BIRTH_FAMILY_CONTACT,
    "shielded_healthnote": Compartment.HEALTH,
    "shielded_legaladvice": Compartment.LEGAL_PRIVILEGED,
    "shielded_panelnote": Compartment.PANEL,
    "shielded_supportnote": Compartment.INDEPENDENT_SUPPORT,
    "shielded_adoptiveidentity": Compartment.POST_ADOPTION_IDENTITY,
}


class Migration(migrations.Migration):
    dependencies = [("shielded", "0001_kept_apart"), ("access", "0004_parts_and_seclusion")]
    operations = [
        migrations.RunSQL(statements.HOUSEHOLDS, statements.HOUSEHOLDS_BACKWARD),
        migrations.RunSQL(
            f"ALTER TABLE {CARERS} ENABLE ROW LEVEL SECURITY; ALTER TABLE {CARERS} FORCE ROW LEVEL SECURITY;"
            + policy(CARERS, "select", SEEN, CHANGED)
            + policy(CARERS, "insert", SEEN, CHANGED),
            f"DROP POLICY {CARERS}_select ON {CARERS}; DROP POLICY {CARERS}_insert ON {CARERS};"
            f"ALTER TABLE {CARERS} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {CARERS} DISABLE ROW LEVEL SECURITY;",
        ),
        grants(CARERS, ("select", "insert")),
        *written_once(CARERS),
        *(step for table, part in PARTS.items() for step in protect(table, part=part, append_only=True)),
        migrations.RunSQL(statements.LINK, statements.LINK_BACKWARD),
        *(
            migrations.RunSQL(*statements.for_custodians(table))
            for table in ("shielded_linkreading", "shielded_knock")
        ),
        *(grants(table, ("select",)) for table in ("shielded_linkreading", "shielded_knock")),
    ]
