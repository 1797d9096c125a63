"""``CITATION.cff``: how to cite a data set, in the Citation File Format 1.2.0."""

from typing import Any

from storage.dataset.description import Creator, Description
from storage.dataset.writing.yaml_text import yaml_text
from storage.schema.logical_clock import written


def citation_file(description: Description) -> str:
    """The text of ``CITATION.cff``."""
    found: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this data set, please cite it with its version and its moment.",
        "type": "dataset",
        "title": description.title,
        "abstract": description.summary,
        "authors": [_author(one) for one in description.creators],
        "version": description.version,
        "date-released": description.as_of.date().isoformat(),
    }
    if description.keywords:
        found["keywords"] = list(description.keywords)
    return yaml_text(found)


def reference(description: Description) -> str:
    """The same as a sentence."""
    names = "; ".join(one.name for one in description.creators)
    return (
        f"{names} ({description.as_of.year}). {description.title}, version {description.version}"
        f" [data set], as of {written(description.as_of)}."
    )


def _author(creator: Creator) -> dict[str, str]:
    return {"name": creator.name} | ({"website": creator.url} if creator.url else {})
