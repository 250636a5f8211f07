"""What no file of Hafan may do; each rule is shown a fault of its own, so that none of them is blind."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import static_rules  # noqa: E402
from rules.finding import Finding  # noqa: E402

TODAY = date(2026, 11, 22)

#: rule: a line of Python that breaks it
PYTHON = [
    ("no code from words", "eval(words)"),
    ("no code from words", "exec(words)"),
    ("no template from words", "env.from_string(words)"),
    ("no shell", "subprocess.run(words, shell=True)"),
    ("no shell", "os.system(words)"),
    ("no shell", "subprocess.run(f'ls {folder}')"),
    ("no raw SQL through the models", "Child.objects.raw(words)"),
    ("no raw SQL through the models", "rows.extra(where=[words])"),
    ("SQL is written in its place", "cursor.execute(f'SELECT {words}')"),
    ("SQL is written in its place", "cursor.execute('SELECT ' + words)"),
    ("no pattern from words", "re.compile(words)"),
    ("no pattern from words", "re.search('a' + words, text)"),
    ("no format string from elsewhere", "words.format(x=1)"),
    ("pages are escaped", "mark_safe(words)"),
    ("pages are escaped", "Markup(words)"),
    ("pages are escaped", "Markup('<b>%s</b>' % words)"),
    ("pages are escaped", "Environment(autoescape=False)"),
    ("logs hold no words of people", "log.warning('refused %s', request.POST)"),
    ("logs hold no words of people", "log.warning(f'refused {words}')"),
    ("a cache key is a constant", "cache.get(words)"),
    ("nothing guessable", "import random"),
    ("nothing guessable", "uuid.uuid1()"),
    ("nothing guessable", "tempfile.mktemp()"),
    ("no weak hash", "hashlib.md5(b'')"),
    ("no weak hash", "hashlib.sha1(b'')"),
    ("no weak hash", "from hashlib import sha1"),
    ("certificates are checked", "requests.get('https://a', verify=False, timeout=3)"),
    ("a call to elsewhere has an end", "requests.get('https://a')"),
    ("nothing is unpacked to paths it names itself", "archive.extractall(folder)"),
    ("nobody is led where a request says", "redirect(request.GET['next'])"),
    ("nothing is unpickled", "import pickle"),
    ("nothing is unpickled", "from yaml import load"),
    ("only named files speak to elsewhere", "import requests"),
    ("only named files speak to elsewhere", "from urllib.request import urlopen"),
    ("only named files speak to elsewhere", "import socket"),
    ("XML is read by defusedxml", "from xml.etree import ElementTree"),
    ("XML is read by defusedxml", "from xml.etree.ElementTree import fromstring"),
    ("every form is proved ours", "from django.views.decorators.csrf import csrf_exempt"),
    ("secrets are compared in constant time", "ok = given == account.token"),
    ("only commands print", "print(child)"),
    ("a form names its fields", "fields = '__all__'"),
    ("a form names its fields", "exclude = ['id']"),
    ("no debugging in service", "DEBUG = True"),
    ("no module is changed while it runs", "def f():\n    global seen"),
]
#: rule: a line of a template
TEMPLATE = [
    ("pages are escaped", "{{ words|safe }}"),
    ("pages are escaped", "{% autoescape false %}"),
    ("nothing inline", "<script>go()</script>"),
    ("nothing inline", '<p style="color:red">'),
    ("nothing inline", '<a onclick="go()">'),
    ("nothing inline", '<a href="javascript:go()">'),
    ("nothing from elsewhere", '<script src="https://elsewhere.example/x.js"></script>'),
    ("nothing old or scriptable", "<iframe></iframe>"),
    ("passwords may be pasted", '<input type="password" autocomplete="off">'),
    ("no window of ours in another's hand", '<a target="_blank" href="/x">'),
]
SCRIPT = [
    ("scripts write text, never pages", "box.innerHTML = words;"),
    ("no code from words", "new Function(words)()"),
    ("nothing is kept in the browser", "localStorage.setItem('draft', words);"),
    ("no messages between windows", "parent.postMessage(words, '*');"),
    ("nothing from elsewhere", "fetch('https://elsewhere.example/')"),
    ("no global variables", "var seen = 1;"),
    ("no prototype is changed", "words.__proto__ = {};"),
]


class TestARule:
    @pytest.mark.parametrize(("rule", "line"), PYTHON)
    def test_of_python_notices_its_fault(self, rule, line):
        text = f"import requests as r\n{line}\n" if "requests" in line else f"{line}\n"
        assert rule in {found.rule for found in static_rules.of_text("src/hafan/people/x.py", text)}

    @pytest.mark.parametrize(("rule", "line"), TEMPLATE)
    def test_of_templates_notices_its_fault(self, rule, line):
        assert rule in {found.rule for found in static_rules.of_text("src/hafan/people/x.html", line)}

    @pytest.mark.parametrize(("rule", "line"), SCRIPT)
    def test_of_scripts_notices_its_fault(self, rule, line):
        assert rule in {found.rule for found in static_rules.of_text("src/hafan/design/assets/x.js", line)}

    def test_of_secrets_looks_everywhere(self):
        key = "-----BEGIN RSA " + "PRIVATE KEY-----"
        assert [found.rule for found in static_rules.of_text("docs/x.md", key)] == [
            "no secret in the repository"
        ]

    def test_lets_ordinary_code_be(self):
        plain = "cursor.execute('SELECT 1 WHERE id = %s', [key])\nre.compile(r'\\d+')\n'{a}'.format(a=1)\nMarkup('<b>{}</b>')\n"
        assert list(static_rules.of_text("src/hafan/people/x.py", plain)) == []


class TestAWaiver:
    finding = Finding("no shell", "src/hafan/x.py", 1, "os.system")

    def given(self, **other):
        told = {
            "rule": "no shell",
            "paths": ("src/hafan/x.py",),
            "owner": "somebody",
            "expires": TODAY + timedelta(days=90),
        }
        return static_rules.Waiver(**{**told, "reason": "a reason of some length", **other})

    def test_is_leave_until_its_day(self):
        assert static_rules.faults([self.finding], [self.given()], TODAY) == []

    @pytest.mark.parametrize(
        "other",
        [
            {"expires": TODAY - timedelta(days=1)},
            {"expires": TODAY + timedelta(days=800)},
            {"reason": "because"},
            {"owner": ""},
            {"paths": ("src/hafan/other.py",)},
        ],
    )
    def test_past_its_day_endless_without_reason_or_of_another_file_is_none(self, other):
        assert static_rules.faults([self.finding], [self.given(**other)], TODAY)

    def test_that_nothing_needs_is_taken_out(self):
        assert static_rules.faults([], [self.given()], TODAY)


class TestTheHouse:
    def test_breaks_no_rule_without_leave(self, figure):
        found, known = static_rules.findings(), static_rules.waivers()
        wrong = static_rules.faults(found, known, date.today())
        figure("G37", findings=len(wrong), waived=len(found))
        assert wrong == []
        assert len(found) > 20, "the rules look at nothing"
