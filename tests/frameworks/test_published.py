"""A published version of the law never changes, so an old case keeps its answer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hafan.frameworks import published
from hafan.frameworks.registry import VERSIONS

LAW = Path(published.__file__).parent


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A copy of the law's folders."""
    for country in published.FOLDERS:
        shutil.copytree(LAW / country, tmp_path / country, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.fixture
def as_published(monkeypatch: pytest.MonkeyPatch) -> str:
    """A version taken as published in the state it is in now."""
    version = next(iter(VERSIONS))
    held = {version: {"status": "published", "sha256": published.fingerprint(version)}}
    monkeypatch.setattr(published, "published", lambda: held)
    return version


class TestEveryVersionOfTheLaw:
    @pytest.mark.parametrize("version", sorted(VERSIONS))
    def test_is_a_draft_or_is_what_was_published(self, version: str) -> None:
        assert published.changed(version) is None

    def test_is_listed_and_nothing_else_is(self) -> None:
        assert set(published.published()) == set(VERSIONS)


class TestAPublishedVersion:
    def test_is_the_same_in_every_copy_and_with_any_line_endings(self, law: Path, as_published: str) -> None:
        for path in law.rglob("*.toml"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        assert published.changed(as_published, law) is None

    def test_does_not_mind_what_python_leaves_behind(self, law: Path, as_published: str) -> None:
        litter = law / "england" / as_published / "__pycache__" / "declared.cpython-311.pyc"
        litter.parent.mkdir()
        litter.write_bytes(b"anything")
        assert published.changed(as_published, law) is None

    def test_that_says_another_number_is_noticed_and_the_way_forward_told(
        self, law: Path, as_published: str
    ) -> None:
        path = law / "wales" / as_published / "values" / "reviews.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("20 working days", "25 working days"))
        said = published.changed(as_published, law)
        assert said is not None
        assert "new version" in said
        assert "publish_framework.py" in said

    def test_with_a_file_more_or_renamed_is_noticed(self, law: Path, as_published: str) -> None:
        values = law / "england" / as_published / "values"
        (values / "reviews.toml").rename(values / "looked_after.toml")
        assert published.changed(as_published, law) is not None

    def test_not_in_the_list_is_told_to_be_added(self) -> None:
        assert "add it there" in (published.changed("v1066_10") or "")
