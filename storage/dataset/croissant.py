"""``croissant.json``: the data set for machine learning tools (Croissant 1.0, JSON-LD)."""

from typing import Any

from crawler.json_with_invisibles_escaped import json_text
from storage.dataset.citation import reference
from storage.dataset.description import ARTICLES, DataColumn, DataFile, DataTable, Description
from storage.schema.logical_clock import written

_CONTEXT = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs",
    "column": "cr:column", "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"}, "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key",
    "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex",
    "repeated": "cr:repeated", "replace": "cr:replace", "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/", "separator": "cr:separator", "source": "cr:source",
    "subField": "cr:subField", "transform": "cr:transform",
}  # fmt: skip
"""The context that the specification prescribes."""
_PARQUET = "application/x-parquet"
_DATA_TYPES = (
    ("string", "sc:Text"), ("large_string", "sc:Text"), ("int", "sc:Integer"),
    ("uint", "sc:Integer"), ("double", "sc:Float"), ("float", "sc:Float"), ("bool", "sc:Boolean"),
    ("timestamp", "sc:Date"), ("date", "sc:Date"), ("list", "sc:Text"), ("map", "sc:Text"),
)  # fmt: skip
"""How Arrow's name of a type begins, and what Croissant calls such a value; lists are of texts."""


def croissant(description: Description) -> str:
    """The text of ``croissant.json``."""
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": description.name,
        "alternateName": description.title,
        "description": description.summary,
        "version": description.version,
        "datePublished": written(description.as_of),
        "citeAs": reference(description),
        "license": description.rights.link,
        "url": "README.md",
        "creator": [_creator(one.name, one.url) for one in description.creators],
        "keywords": list(description.keywords),
        "distribution": [
            *(_file_object(one) for one in description.files),
            *(_file_set(description, one) for one in _tables(description)),
        ],
        "recordSet": [_record_set(one) for one in _tables(description)],
    }
    return json_text({name: one for name, one in found.items() if one != []}, indent=2) + "\n"


def _tables(description: Description) -> list[DataTable]:
    return [one for one in description.tables if description.files_of(one.name)]


def _creator(name: str, url: str | None) -> dict[str, str]:
    return {"@type": "sc:Organization", "name": name} | ({"url": url} if url else {})


def _file_object(file: DataFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject", "@id": file.path, "name": file.path,
        "description": f"{file.rows} rows of {file.table}", "contentUrl": file.path,
        "contentSize": f"{file.bytes} B", "encodingFormat": _PARQUET, "sha256": file.sha256,
    }  # fmt: skip


def _file_set(description: Description, table: DataTable) -> dict[str, Any]:
    files = description.files_of(table.name)
    # the specification has no plainer way to say that several files are one table
    includes = "data/*.parquet" if table.name == ARTICLES else files[0].path
    return {
        "@type": "cr:FileSet", "@id": f"{table.name}-files", "name": f"{table.name}-files",
        "description": f"the files of {table.name}", "encodingFormat": _PARQUET,
        "includes": includes,
    }  # fmt: skip


def _record_set(table: DataTable) -> dict[str, Any]:
    fields = [_field(table, one) for one in table.columns]
    if table.name == ARTICLES:
        fields.append(_split_field(table))
    return {
        "@type": "cr:RecordSet", "@id": table.name, "name": table.name,
        "description": table.meaning, "field": fields,
    }  # fmt: skip


def _field(table: DataTable, column: DataColumn) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "cr:Field", "@id": f"{table.name}/{column.name}", "name": column.name,
        "description": column.meaning, "dataType": data_type(column),
        "source": {"fileSet": {"@id": f"{table.name}-files"}, "extract": {"column": column.name}},
    }  # fmt: skip
    return found | ({"repeated": True} if column.type.startswith(("list", "map")) else {})


def _split_field(table: DataTable) -> dict[str, Any]:
    """The split of an article stands in the name of its file alone."""
    return {
        "@type": "cr:Field", "@id": f"{table.name}/split", "name": "split",
        "description": "the split, as the file's name tells it", "dataType": "sc:Text",
        "source": {
            "fileSet": {"@id": f"{table.name}-files"}, "extract": {"fileProperty": "filename"},
            "transform": {"regex": r"^(\w+)-\d+-of-\d+\.parquet$"},
        },
    }  # fmt: skip


def data_type(column: DataColumn) -> str:
    """What Croissant calls a value of a column. Raises ``ValueError``: a type without a name."""
    for beginning, name in _DATA_TYPES:
        if column.type.startswith(beginning):
            return name
    raise ValueError(f"column {column.name}: no type of Croissant for {column.type}")
