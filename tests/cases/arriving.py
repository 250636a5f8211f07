"""How papers come in, in these scenarios."""

from __future__ import annotations

from django.utils import timezone

from hafan.files.models import File
from hafan.files.operations import Arrived, add_file, settle, take_up
from hafan.files.sifting import Verdict
from hafan.foundation.context import acting_as
from hafan.people.models import Child
from hafan.practice.entries import Compartment
from tests.rooms.disclosure.conftest import Desk
from tests.rooms.disclosure.papers import pdf


def arrive(
    desk: Desk, data: bytes, part: Compartment = Compartment.HEALTH, kind: str = "pdf", child: Child | None = None
) -> File:  # fmt: skip
    """Ewa adds a file to a record of hers, and it is found clean."""
    by = desk.ewa
    with acting_as(by):
        arrived = Arrived(f"a.{kind}", len(data), [data])
        file = add_file(
            child=child or desk.child, part=part, title="A report", arrived=arrived, by=by, at=timezone.now()
        )
        taken = take_up(public_id=str(file.public_id), at=timezone.now())
        assert taken is not None
        settle(file=taken, verdict=Verdict(None, kind, data), by=by, at=timezone.now())
        return File.objects.get(pk=file.pk)


def paper(desk: Desk, part: Compartment, words: str, child: Child | None = None) -> File:
    """A page that says the words."""
    return arrive(desk, pdf(words), part, child=child)
