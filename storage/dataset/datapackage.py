"""``datapackage.json``: files and columns for Frictionless tools (Data Package 2.0)."""

from typing import Any

from crawler.json_with_invisibles_escaped import json_text
from storage.dataset.description import ARTICLES, DataColumn, DataFile, Description
from storage.schema.logical_clock import written

_FIELD_TYPES = (
    ("string", "string"), ("large_string", "string"), ("int", "number"), ("uint", "number"),
    ("double", "number"), ("float", "number"), ("bool", "boolean"), ("timestamp", "datetime"),
    ("date", "date"), ("list", "any"), ("map", "any"), ("struct", "object"),
)  # fmt: skip
"""How Arrow's name of a type begins, and what Frictionless calls such values. Its
reader takes Parquet through pandas: a list comes as an array of numpy, which ``array`` refuses, and
a null among integers as a float that is no number, which ``integer`` refuses."""


def data_package(description: Description) -> str:
    """The text of ``datapackage.json``."""
    found: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": description.name.lower(),
        "title": description.title,
        "description": description.summary,
        "version": description.version,
        "created": written(description.as_of),
        "licenses": [{"name": description.rights.name, "title": "See the rights note",
                      "path": description.rights.link.partition("#")[0]}],
        "contributors": [_contributor(one.name, one.url) for one in description.creators],
        "keywords": list(description.keywords),
        "resources": [_resource(description, one) for one in description.files],
    }  # fmt: skip
    return json_text({name: one for name, one in found.items() if one != []}, indent=2) + "\n"


def field_type(column: DataColumn) -> str:
    """What Frictionless calls the values of a column. Raises ``ValueError``: a type without one."""
    for beginning, name in _FIELD_TYPES:
        if column.type.startswith(beginning):
            return name
    raise ValueError(f"column {column.name}: no type of Data Package for {column.type}")


def _contributor(name: str, url: str | None) -> dict[str, Any]:
    return {"title": name, "roles": ["creator"]} | ({"path": url} if url else {})


def _resource(description: Description, file: DataFile) -> dict[str, Any]:
    """A file; without ``bytes``, which Frictionless cannot count of Parquet and calls wrong."""
    table = description.table(file.table)
    return {
        "name": _name(file), "path": file.path, "title": table.meaning, "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": f"sha256:{file.sha256}", "type": "table",
        "schema": {
            "missingValues": [],  # null is null, and an empty text would be one
            "fields": [
                {"name": one.name, "type": field_type(one), "description": one.meaning,
                 "arrowType": one.type}
                for one in table.columns
            ]
        },
    }  # fmt: skip


def _name(file: DataFile) -> str:
    """Of the file alone, in small letters: ``train-00000-of-00001``."""
    stem = file.path.rpartition("/")[2].partition(".")[0].lower()
    return stem if file.table == ARTICLES else f"table-{stem}"
