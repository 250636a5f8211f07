"""The hafan command: plain words, and no room loaded that was not asked for."""

import os
import subprocess
import sys

import pytest

from hafan import cli


class TestWhatItSays:
    def test_no_words_name_every_command(self, capsys):
        assert cli.main([]) == 0
        said = capsys.readouterr().out
        assert all(f"hafan {name}" in said for name, door in cli.DOORS.items() if not door.hidden)

    @pytest.mark.parametrize(
        ("words", "meant"),
        [(["verfy"], "hafan verify"), (["import"], "hafan import ssda903"), (["explian"], "explain")],
    )
    def test_a_slip_of_the_pen_is_met_with_the_nearest_command(self, words, meant, capsys):
        assert cli.main(words) == 2
        assert meant in capsys.readouterr().err

    def test_nonsense_is_met_with_where_to_look(self, capsys):
        assert cli.main(["xyzzy"]) == 2
        assert "hafan --help" in capsys.readouterr().err

    def test_a_fault_one_can_mend_is_one_line_and_no_traceback(self):
        done = subprocess.run(
            [sys.executable, "-m", "hafan.cli", "manage", "check"],
            env={**os.environ, "HAFAN_ROLE": "emperor"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert done.stderr.startswith("hafan: HAFAN_ROLE is 'emperor'")
        assert "Traceback" not in done.stderr


class TestWhatItLoads:
    def test_the_law_is_explained_without_django(self):
        code = (
            "import sys; from hafan import cli\n"
            "sys.modules['django'] = None\n"
            "cli.main(['--help']); cli.DOORS\n"
            "print(sorted(name for name in sys.modules if name.split('.')[0] in ('django', 'psycopg', 'jinja2') "
            "and sys.modules[name]))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "[]"
        assert cli.DOORS["explain"].needs == "none"
