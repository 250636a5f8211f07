"""The job queue as the pages use it."""

from __future__ import annotations

from procrastinate.contrib.django.models import ProcrastinateJob

from hafan.exchange.models import Stage
from tests.rooms.exchange.arriving import files, stay


class TestSendingIn:
    def test_leaves_one_job_with_keys_and_no_content(self, desk, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            desk.send(*files(stay("01/05/2024", "S", "C1", "U5")))
        (job,) = ProcrastinateJob.objects.filter(queue_name="returns")
        assert job.task_name == "exchange.read_import"
        assert job.args == {"import_id": str(desk.latest.public_id), "account_id": desk.officer.pk}

    def test_an_agreement_pressed_twice_leaves_one_more(self, desk, django_capture_on_commit_callbacks):
        desk.send(*files(stay("01/05/2024", "S", "C1", "U5")))
        assert desk.work().stage == Stage.READY
        with django_capture_on_commit_callbacks(execute=True):
            desk.press("import_agreement")
            desk.press("import_agreement")
        assert ProcrastinateJob.objects.filter(task_name="exchange.write_import").count() == 1
