"""`hafan explain` answers for a case file of each country, and says plainly what is wrong with a file it cannot use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hafan.frameworks import explain as command

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run the command; what it returned, wrote, and complained."""

    def ran(*argv: object) -> tuple[int, str, str]:
        code = command.main([str(each) for each in argv])
        written = capsys.readouterr()
        return code, written.out, written.err

    return ran


@pytest.fixture
def case(tmp_path: Path) -> Any:
    """A case file with these entries."""

    def written(*entries: dict[str, Any], **more: Any) -> Path:
        about = {"format": "hafan-case", "version": 1, "country": "england", "reference": "T-1", **more}
        path = tmp_path / "case.json"
        path.write_text(json.dumps({**about, "entries": list(entries)}), encoding="utf-8")
        return path

    return written


def asked(run: Any, path: Path, on: str, *more: str) -> dict[str, Any]:
    code, out, err = run(path, "--on", on, "--json", *more)
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def one(found: dict[str, Any], rule: str) -> dict[str, Any]:
    return next(each for each in found["obligations"] if each["rule"] == rule)


LOOKED_AFTER = {"ref": "in", "kind": "became_looked_after", "on": "2026-03-09"}


class TestAskingWhatIsDue:
    @pytest.mark.parametrize("country", ["england", "wales"])
    @pytest.mark.parametrize("language", ["en", "cy"])
    def test_answers_for_a_rich_case_of_each_country_in_both_languages(
        self, run: Any, country: str, language: str
    ) -> None:
        code, out, err = run(EXAMPLES / f"case-{country}.json", "--on", "2026-05-20", "--lang", language)
        assert (code, err) == (0, "")
        assert {"en": "Next steps", "cy": "Y camau nesaf"}[language] in out
        assert "{" not in out

    def test_answers_for_a_household(self, run: Any) -> None:
        found = asked(run, EXAMPLES / "case-household.json", "2026-06-12")
        # two working days from Wednesday 10 June; four months from 1 April and 21 days of pause
        assert one(found, "carer_answered")["due_on"] == "2026-06-12"
        assert one(found, "adopter_stage_two")["due_on"] == "2026-08-22"

    def test_names_rule_source_confidence_owner_and_the_facts_in_words(self, run: Any, case: Any) -> None:
        found = one(asked(run, case(LOOKED_AFTER), "2026-03-20"), "review_first")
        assert (found["due_on"], found["days_left"], found["group"]) == ("2026-04-08", 19, "due")
        assert found["source"]
        assert found["owner_says"] == "independent reviewing officer"
        assert found["confidence"] == "P"
        assert found["facts"] == [
            {
                "ref": "in",
                "kind": "became_looked_after",
                "on": "2026-03-09",
                "says": "9 March 2026: The child became looked after.",
            }
        ]

    @pytest.mark.parametrize(
        ("on", "group", "words"),
        [
            ("2026-03-20", "due", "by 8 April 2026 (in 19 days)"),
            ("2026-04-07", "soon", "by 8 April 2026 (tomorrow)"),
            ("2026-04-08", "soon", "by 8 April 2026 (today)"),
            ("2026-04-09", "overdue", "by 8 April 2026 (1 day late)"),
            ("2026-04-20", "overdue", "by 8 April 2026 (12 days late)"),
        ],
    )
    def test_groups_by_how_pressing_it_is(self, run: Any, case: Any, on: str, group: str, words: str) -> None:
        path = case(LOOKED_AFTER)
        assert one(asked(run, path, on), "review_first")["group"] == group
        assert f"First review: {words}" in run(path, "--on", on)[1]

    def test_says_that_a_day_is_not_known_and_what_to_record(self, run: Any, case: Any) -> None:
        found = one(asked(run, case({**LOOKED_AFTER, "on": "2026-03"}), "2026-04-20"), "review_first")
        assert (found["group"], found["due_on"]) == ("unknown", None)
        assert "exact date" in found["why_unknown"]

    def test_marks_what_was_never_checked(self, run: Any, case: Any) -> None:
        path = case({"kind": "born", "on": "2026-02-20"}, LOOKED_AFTER)
        assert one(asked(run, path, "2026-04-01"), "keep_looked_after_record")["verified"] is False
        assert "UNVERIFIED" in run(path, "--on", "2026-04-01")[1]

    def test_gives_steps_most_pressing_first(self, run: Any) -> None:
        steps = asked(run, EXAMPLES / "case-england.json", "2026-05-20")["next_steps"]
        order = ["overdue", "soon", "due", "unknown"]
        assert [order.index(step["group"]) for step in steps] == sorted(
            order.index(s["group"]) for s in steps
        )

    def test_says_how_long_to_keep_the_record_and_the_longest_period_wins(self, run: Any, case: Any) -> None:
        path = case(
            {"kind": "born", "on": "2026-01-15"},
            {**LOOKED_AFTER, "on": "2026-01-20"},
            {"kind": "adoption_order_made", "on": "2027-06-01"},
        )
        kept = asked(run, path, "2027-07-01")["keep_record"]
        assert kept["until"] == "2127-06-01"
        assert set(kept["rules"]) == {"keep_adoption_record", "keep_looked_after_record"}

    def test_answers_as_was_known_that_day(self, run: Any, case: Any) -> None:
        late = {"ref": "r", "kind": "review_held", "on": "2026-04-01", "learnt_on": "2026-05-04"}
        path = case(LOOKED_AFTER, late)
        then = asked(run, path, "2026-04-20")
        assert then["entries"] == {"used": 1, "not_yet_known": ["r"]}
        assert one(then, "review_first")["state"] == "overdue"
        assert one(asked(run, path, "2026-05-04"), "review_first")["state"] == "met"

    def test_before_anything_was_known_says_so(self, run: Any, case: Any) -> None:
        code, out, _ = run(case(LOOKED_AFTER), "--on", "2020-01-01")
        assert code == 0
        assert "Nothing was known" in out

    def test_says_of_each_gate_whether_it_is_open_and_what_to_do(self, run: Any, case: Any) -> None:
        first = {"kind": "preparation_day", "on": "2026-02-21", "details": {"day": "first"}}
        path = case(first, country="wales", subject="household")
        gate = asked(run, path, "2026-03-01")["gates"][0]
        assert (gate["gate"], gate["open"], gate["barred_by_law"]) == ("preparation_complete", False, False)
        assert "One day is not the whole preparation" in gate["findings"][0]["remedy"]
        path = case(first, {**first, "details": {"day": "second"}}, country="wales", subject="household")
        assert asked(run, path, "2026-03-01")["gates"][0]["open"]

    def test_keeps_the_shape_that_others_rely_on(self, run: Any) -> None:
        found = asked(run, EXAMPLES / "case-england.json", "2026-05-20")
        documented = (ROOT / "docs/reference/explain.md").read_text(encoding="utf-8")
        names = set(found) | set(found["obligations"][0]) | set(found["next_steps"][0])
        assert (found["format"], found["version"]) == ("hafan-explanation", 1)
        assert [name for name in sorted(names) if f"`{name}`" not in documented] == []


class TestWithLocalTargets:
    @pytest.fixture
    def targets(self, tmp_path: Path) -> Any:
        """Local targets for the first review."""

        def written(limit: str) -> Path:
            path = tmp_path / "targets.toml"
            path.write_text(
                'authority = "Example"\ncountry = "england"\n[targets.review_first]\n'
                f'from = 2026-01-01\nlimit = "{limit}"\nwhy = "Agreed"\n'
            )
            return path

        return written

    def test_answers_by_the_tighter_target_and_says_whose_it_is(
        self, run: Any, case: Any, targets: Any
    ) -> None:
        path, local = case(LOOKED_AFTER), targets("15 working days")
        found = asked(run, path, "2026-03-20", "--local", str(local))
        # fifteen working days from Monday 9 March 2026
        assert (one(found, "review_first")["due_on"], found["local_targets_of"]) == ("2026-03-30", "Example")
        assert "local targets of Example" in run(path, "--on", "2026-03-20", "--local", local)[1]

    def test_refuses_to_loosen_the_law(self, run: Any, case: Any, targets: Any) -> None:
        code, _, err = run(case(LOOKED_AFTER), "--on", "2026-03-20", "--local", targets("6 weeks"))
        assert code == 2
        assert "review_first is law" in err

    def test_refuses_targets_that_are_not_there_or_not_toml(
        self, run: Any, case: Any, tmp_path: Path
    ) -> None:
        path = case(LOOKED_AFTER)
        for local in (tmp_path / "gone.toml", path):
            assert run(path, "--on", "2026-03-20", "--local", local)[0] == 2


class TestAFileItCannotUse:
    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "line 1, column 1: not JSON"),
            (b"not json", "line 1, column 1: not JSON"),
            (b'{"format": "hafan-case",\n "version": }', "line 2"),
            (b"\x89PNG\r\n\x1a\n\x00\xff", "UTF-8"),
            (b"[" * 100_000, "nested too deeply"),
            (b'{"format": "hafan-case", "format": "other"}', "written twice"),
            (b"[1, 2]", "not a case file"),
            (b'{"format": "hafan-case", "version": 1e999}', "version"),
            (b'{"format": "hafan-case", "version": 1, "reference": "\\ud800"}', "half a character"),
            (b"9" * 5000, "cannot be read"),
        ],
    )
    def test_is_refused_with_the_place_and_the_remedy(
        self, run: Any, tmp_path: Path, content: bytes, says: str
    ) -> None:
        path = tmp_path / "case.json"
        path.write_bytes(content)
        code, out, err = run(path, "--on", "2026-04-01")
        assert (code, out) == (2, "")
        assert says in err
        assert "Traceback" not in err

    def test_that_is_missing_or_a_folder_is_refused(self, run: Any, tmp_path: Path) -> None:
        for path in (tmp_path / "gone.json", tmp_path, "bad\0name"):
            code, _, err = run(path, "--on", "2026-04-01")
            assert code == 2
            assert "no such file" in err or "cannot be read" in err

    def test_that_is_huge_is_not_even_read(self, run: Any, tmp_path: Path) -> None:
        path = tmp_path / "case.json"
        with path.open("wb") as huge:
            huge.truncate(command.MOST_BYTES + 1)
        code, _, err = run(path, "--on", "2026-04-01")
        assert code == 2
        assert "20 MB" in err

    def test_with_many_faults_names_the_first_and_counts_the_rest(self, run: Any, case: Any) -> None:
        path = case(*[{"kind": "nothing", "on": "2026-01-01"}] * 30)
        code, _, err = run(path, "--on", "2026-04-01")
        assert code == 2
        assert "entries[0].kind" in err
        assert "and 10 more" in err

    def test_is_told_its_faults_in_welsh_when_asked(self, run: Any, case: Any) -> None:
        path = case({"kind": "born", "on": "never"})
        assert "nid yw'n ddiwrnod" in run(path, "--on", "2026-04-01", "--lang", "cy")[2]

    def test_of_a_version_of_the_law_not_held_is_told_which_are(self, run: Any, case: Any) -> None:
        code, _, err = run(case(LOOKED_AFTER, framework="v1066_10"), "--on", "2026-04-01")
        assert code == 2
        assert "v2026_11" in err


class TestTheCommandItself:
    def test_needs_a_day(self, run: Any, case: Any) -> None:
        code, _, err = run(case(LOOKED_AFTER))
        assert code == 2
        assert "--on" in err

    def test_is_told_how_to_write_a_day(self, run: Any, case: Any) -> None:
        code, _, err = run(case(LOOKED_AFTER), "--on", "1/4/2026")
        assert code == 2
        assert "2026-04-01" in err

    def test_lets_no_control_character_out_of_the_file(self, run: Any, case: Any) -> None:
        path = case(LOOKED_AFTER, reference="T\u001b[31m-1")
        code, out, _ = run(path, "--on", "2026-04-01")
        assert code == 0
        assert "\u001b" not in out

    def test_runs_by_itself_on_a_terminal_without_welsh_letters(self) -> None:
        asked = ("--on", "2026-05-20", "--lang", "cy")
        ran = subprocess.run(
            [sys.executable, "-m", "hafan.frameworks.explain", EXAMPLES / "case-wales.json", *asked],
            env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
            capture_output=True,
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert b"Y camau nesaf" in ran.stdout

    def test_needs_no_django(self) -> None:
        asked = "import sys, hafan.frameworks.explain as e; sys.exit('django' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
