"""A child with a story, somebody who works with them, and what they send."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hafan.files.models import File
from hafan.files.tasks import check_in_background
from hafan.foundation.context import acting_as
from hafan.identity.models import Account
from hafan.people.models import Child
from tests.cast import CANARY


@dataclass
class Desk:
    """Somebody at work on one child's files."""

    client: Client
    account: Account
    child: Child

    def send(self, name: str, data: bytes, *, title: str = "A report", part: str = "care"):
        sent = {"title": title, "part": part, "file": SimpleUploadedFile(name, data)}
        return self.client.post(reverse("add_file", args=[self.child.public_id]), sent)

    def work(self) -> None:
        """What the worker does with each job that was put by."""
        for file in self.files():
            check_in_background(str(file.public_id), self.account.pk)

    def files(self) -> list[File]:
        with acting_as(self.account):
            return list(File.objects.exclude(title__startswith=CANARY).order_by("id"))

    def page(self) -> str:
        return self.client.get(reverse("child_files", args=[self.child.public_id])).content.decode()

    def open(self, file: File):
        return self.client.get(reverse("open_file", args=[self.child.public_id, file.public_id]))


@pytest.fixture
def desk(world, owner, sign_in) -> Desk:
    with owner():
        child = Child.objects.get(pk=world.children["Alys and the north team"])
    return Desk(sign_in(world.cast.alys), world.cast.alys, child)
