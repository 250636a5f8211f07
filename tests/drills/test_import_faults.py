"""A job killed while it writes a return leaves nothing half written, and another takes it up."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings

from hafan.exchange.models import STILL, Import, Stage
from hafan.exchange.operations import SentFile, agree, send_in, stir
from hafan.exchange.tasks import read_in_background, write_in_background
from hafan.foundation.context import acting_as
from hafan.people.models import Child
from tests.database import test_database as name_of_database
from tests.factories_ssda903 import make_return

pytestmark = [pytest.mark.drill, pytest.mark.django_db(transaction=True)]

#: Writes the return as the worker would, and stops for ever once rows are written and not yet committed.
JOB = """
import os, sys, time
import django
from hafan.config.commands import prepare
prepare()
django.setup()
from django.conf import settings
from django.db import connection
settings.CONTEXT_KEY = os.environ["DRILL_KEY"].encode()
connection.settings_dict["NAME"] = os.environ["DRILL_DATABASE"]
from hafan.chronology.operations import opening
write = opening.write_new
def half(found):
    write(found)
    print("written", flush=True)
    time.sleep(60)
opening.write_new = half
from hafan.exchange.tasks import write_in_background
write_in_background(import_id=sys.argv[1], account_id=int(sys.argv[2]))
"""


def now(sent):
    with acting_as(sent.sent_by_id):
        return Import.objects.select_related("agency", "sent_by").get(pk=sent.pk), Child.objects.count()


def test_a_worker_killed_while_writing_leaves_nothing_and_another_finishes(cast):
    from django.utils import timezone

    made = [SentFile(name, len(data), [data]) for name, data in make_return(20, year=2024).files]
    with acting_as(cast.dan):
        sent = send_in(by=cast.dan, agency=cast.marlbrook, year="2024-25", files=made, at=timezone.now())
    key = {"import_id": str(sent.public_id), "account_id": cast.dan.pk}
    read_in_background(**key)
    with acting_as(cast.dan):
        assert agree(sent=sent, by=cast.dan, at=timezone.now())
    told = {**os.environ, "DRILL_KEY": settings.CONTEXT_KEY.decode(), "DRILL_DATABASE": name_of_database()}
    job = subprocess.Popen(
        [sys.executable, "-c", JOB, key["import_id"], str(cast.dan.pk)],
        env={**told, "HAFAN_ROLE": "app"},
        stdout=subprocess.PIPE,
    )
    try:
        assert job.stdout.readline() == b"written\n"
        assert now(sent)[1] == 0
    finally:
        job.send_signal(signal.SIGKILL)
        job.wait()
        job.stdout.close()
    time.sleep(0.5)
    stopped, children = now(sent)
    assert (stopped.stage, stopped.attempt, children) == (Stage.WRITING, 2, 0)
    later = timezone.now() + STILL + timedelta(minutes=1)
    assert stopped.is_stuck(later)
    with acting_as(cast.dan):
        assert stir(sent=stopped, by=cast.dan, at=later) is Stage.WRITING
    write_in_background(**key)
    done, children = now(sent)
    assert (done.stage, done.files) == (Stage.DONE, None)
    assert children == done.outcome["records_to_open"] > 0
