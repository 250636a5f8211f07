"""The JSON Schema of the case file, written from the declared entry types."""

from __future__ import annotations

from typing import Any

from hafan.practice.casefile import WrittenCase
from hafan.practice.entries import EntryType, Subject
from hafan.practice.entry_types import ENTRY_TYPES


def case_schema() -> dict[str, Any]:
    """JSON Schema (2020-12): the file, and for each kind of entry what its details may hold."""
    schema = WrittenCase.model_json_schema()
    kinds = sorted(ENTRY_TYPES, key=lambda declared: declared.key)
    entry = schema["$defs"]["WrittenEntry"]
    entry["properties"]["kind"]["enum"] = [declared.key for declared in kinds]
    entry["properties"]["on"]["pattern"] = r"^(\d{4}(-\d{2}(-\d{2})?)?|unknown)$"
    entry["allOf"] = [_details_of(declared) for declared in kinds]
    entry["dependentRequired"] = {"corrects": ["why"]}
    schema["$defs"] |= {f"details.{declared.key}": _held(declared) for declared in kinds}
    schema["allOf"] = [_kinds_about(subject) for subject in Subject]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:hafan:case-file:1",
        **schema,
        "title": "Hafan case file",
    }


def _held(declared: EntryType) -> dict[str, Any]:
    written = declared.details.model_json_schema()
    countries = " and ".join(sorted(country.title() for country in declared.countries))
    return {**written, "title": declared.title.en, "description": f"Recorded in {countries}."}


def _details_of(declared: EntryType) -> dict[str, Any]:
    kind = {"properties": {"kind": {"const": declared.key}}, "required": ["kind"]}
    details: dict[str, Any] = {"properties": {"details": {"$ref": f"#/$defs/details.{declared.key}"}}}
    asked = [name for name, info in declared.details.model_fields.items() if info.is_required()]
    if asked:
        details["if"] = {"not": {"properties": {"withdrawn": {"const": True}}, "required": ["withdrawn"]}}
        details["then"] = {"required": ["details"]}
    return {"if": kind, "then": details}


def _kinds_about(subject: Subject) -> dict[str, Any]:
    keys = sorted(declared.key for declared in ENTRY_TYPES.about(subject))
    about: dict[str, Any] = {"properties": {"subject": {"const": subject.value}}}
    if subject is not Subject.CHILD:
        about["required"] = ["subject"]
    return {
        "if": about,
        "then": {"properties": {"entries": {"items": {"properties": {"kind": {"enum": keys}}}}}},
    }
