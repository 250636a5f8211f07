"""Two people for the most powerful roles: one administrator proposes, and another, or a director or senior leader, agrees.

And a membership, once written, says the same for ever: only its end may be told, and for these roles only brought nearer.
"""

from __future__ import annotations

from typing import Final

from hafan.access.statements import MEMBERSHIP_IS_MINE, TODAY
from hafan.foundation.roles import APP
from hafan.foundation.statements import PREFIX

#: Roles that one administrator does not hand out alone. `hafan.access.appointing` says the same; a wall compares.
BY_TWO: Final = "'privacy_officer', 'records_custodian'"
APPOINTERS: Final = "access.administered_agencies() || access.agencies_as('dcs', 'leader')"

FORWARD: Final = f"""
ALTER TABLE access_appointment ENABLE ROW LEVEL SECURITY; ALTER TABLE access_appointment FORCE ROW LEVEL SECURITY;
CREATE POLICY access_appointment_select ON access_appointment FOR SELECT TO {APP} USING (
    agency_id = ANY ((SELECT access.administered_agencies())::bigint[])
    OR agency_id = ANY ((SELECT access.agencies_as('dcs', 'leader'))::bigint[]));
GRANT SELECT ON access_appointment TO {APP};

CREATE FUNCTION access.propose(whom bigint, as_role text) RETURNS uuid LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me public.identity_account := access.who_acts();
    home bigint := (SELECT a.agency_id FROM public.identity_account a WHERE a.id = whom AND a.is_active);
    named uuid := gen_random_uuid();
BEGIN
    IF home IS NULL OR NOT home = ANY (access.administered_agencies()) OR whom = me.id OR as_role NOT IN ({BY_TWO}) THEN
        RAISE EXCEPTION 'not yours to propose' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.access_appointment (public_id, account_id, agency_id, role, proposed_by_id, proposed_at)
        VALUES (named, whom, home, as_role, me.id, now());
    RETURN named;
END $$;

-- Agreed or refused by a second person: never by whoever proposed it, nor by whom it is about.
CREATE FUNCTION access.decide_appointment(appointment uuid, agreed boolean) RETURNS bigint LANGUAGE plpgsql {PREFIX} AS $$
DECLARE
    me public.identity_account := access.who_acts();
    found public.access_appointment;
BEGIN
    UPDATE public.access_appointment p SET decided_by_id = me.id, decided_at = now(), agreed = decide_appointment.agreed
        WHERE p.public_id = appointment AND p.decided_at IS NULL AND p.proposed_by_id <> me.id AND p.account_id <> me.id
          AND p.agency_id = ANY ({APPOINTERS})
          AND EXISTS (SELECT 1 FROM public.identity_account a WHERE a.id = p.account_id AND a.agency_id = p.agency_id AND a.is_active)
        RETURNING p.* INTO found;
    IF found.id IS NULL THEN RETURN NULL; END IF;
    IF agreed THEN
        INSERT INTO public.identity_membership (public_id, account_id, agency_id, role, begins_on)
            VALUES (gen_random_uuid(), found.account_id, found.agency_id, found.role, {TODAY});
    END IF;
    RETURN found.account_id;
END $$;
GRANT EXECUTE ON FUNCTION access.propose(bigint, text), access.decide_appointment(uuid, boolean) TO {APP};

DROP POLICY membership_insert ON identity_membership;
CREATE POLICY membership_insert ON identity_membership FOR INSERT TO {APP} WITH CHECK ({MEMBERSHIP_IS_MINE} AND role NOT IN ({BY_TWO}));
CREATE FUNCTION access.guard_membership() RETURNS trigger LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    IF foundation.acting_account() IS NOT NULL AND (
        (NEW.id, NEW.public_id, NEW.account_id, NEW.team_id, NEW.agency_id, NEW.role, NEW.begins_on)
            IS DISTINCT FROM (OLD.id, OLD.public_id, OLD.account_id, OLD.team_id, OLD.agency_id, OLD.role, OLD.begins_on)
        OR OLD.role IN ({BY_TWO}) AND OLD.ends_on IS NOT NULL AND (NEW.ends_on IS NULL OR NEW.ends_on > OLD.ends_on)) THEN
        RAISE EXCEPTION 'a membership is ended, not changed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER membership_guarded BEFORE UPDATE ON identity_membership FOR EACH ROW EXECUTE FUNCTION access.guard_membership();

-- Whoever's way in is begun anew by somebody else is no longer what two people made them: or one person could become them.
CREATE FUNCTION access.end_what_two_gave() RETURNS trigger LANGUAGE plpgsql {PREFIX} AS $$
BEGIN
    IF foundation.acting_account() <> NEW.id AND (NEW.password, NEW.email) IS DISTINCT FROM (OLD.password, OLD.email) THEN
        UPDATE public.identity_membership m SET ends_on = greatest(m.begins_on, {TODAY})
            WHERE m.account_id = NEW.id AND m.role IN ({BY_TWO}) AND (m.ends_on IS NULL OR m.ends_on > {TODAY});
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER way_in_begun_anew AFTER UPDATE OF password, email ON identity_account FOR EACH ROW
    EXECUTE FUNCTION access.end_what_two_gave();
"""
BACKWARD: Final = f"""
DROP TRIGGER way_in_begun_anew ON identity_account; DROP FUNCTION access.end_what_two_gave();
DROP TRIGGER membership_guarded ON identity_membership; DROP FUNCTION access.guard_membership();
DROP POLICY membership_insert ON identity_membership;
CREATE POLICY membership_insert ON identity_membership FOR INSERT TO {APP} WITH CHECK ({MEMBERSHIP_IS_MINE});
DROP FUNCTION access.decide_appointment(uuid, boolean), access.propose(bigint, text);
DROP POLICY access_appointment_select ON access_appointment;
"""
