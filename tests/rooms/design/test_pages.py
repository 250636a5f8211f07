"""What stands around every page, and what a reader meets when a page cannot be given."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.utils import translation
from jinja2 import UndefinedError

from hafan.design import errors
from hafan.design.environment import environment
from hafan.design.fragments import fragment
from hafan.design.tones import DUE_STATES


class TestErrorPages:
    def test_a_fault_of_ours_is_told_in_both_languages_at_once(self) -> None:
        answer = errors.server_error(RequestFactory().get("/"))
        assert answer.status_code == 500
        assert "Something went wrong here" in answer.content.decode()
        assert "Aeth rhywbeth o’i le yma" in answer.content.decode()

    def test_a_fault_is_told_even_when_the_page_for_it_cannot_be_made(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(name: str) -> None:
            raise OSError(name)

        monkeypatch.setattr(errors, "get_template", broken)
        answer = errors.server_error(RequestFactory().get("/"))
        assert "Aeth rhywbeth o’i le yma" in answer.content.decode()

    @pytest.mark.parametrize("status", [400, 403, 404])
    @pytest.mark.parametrize("language", ["en", "cy"])
    def test_a_refusal_says_that_nothing_was_lost(self, status: int, language: str) -> None:
        with translation.override(language):
            page = fragment(f"design/{status}.html")
            assert translation.gettext("Nothing you had saved is lost or changed.") in page
        assert f'<html lang="{language}"' in page


class TestThePage:
    def test_is_in_welsh_for_a_welsh_reader_and_offers_english_by_its_own_name(self) -> None:
        with translation.override("cy"):
            page = fragment("design/404.html")
        assert "Neidio i’r prif gynnwys" in page
        assert 'lang="en" class="hafan-header__button">English<' in page

    def test_carries_no_inline_script_or_style(self) -> None:
        page = fragment("design/404.html")
        assert "<style" not in page
        assert "style=" not in page
        assert "<script>" not in page


class TestTemplates:
    def test_a_missing_value_is_an_error_and_never_a_blank(self) -> None:
        with pytest.raises(UndefinedError):
            environment().from_string("{{ child.nmae }}").render(child={"name": "Gwen"})

    def test_govuk_pieces_forgive_what_is_left_out(self) -> None:
        made = environment().from_string('{{ govukButton({"text": "<Go>", "name": undefined}) }}').render()
        assert "&lt;Go&gt;" in made

    @pytest.mark.parametrize("state", DUE_STATES)
    def test_every_due_state_has_a_word_and_a_shape(self, state: str) -> None:
        made = environment_for_pieces().render(state=state)
        assert f'data-shape="{DUE_STATES[state].shape}"' in made
        assert str(DUE_STATES[state].word) in made

    def test_no_two_due_states_share_a_shape(self) -> None:
        assert len({each.shape for each in DUE_STATES.values()}) == len(DUE_STATES)


def environment_for_pieces():  # type: ignore[no-untyped-def]
    """A page with one due tag."""
    from django.template import engines

    source = '{% from "design/components/marks.html" import due_tag with context %}{{ due_tag(state) }}'
    return engines["jinja2"].from_string(source).template
