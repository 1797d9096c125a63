"""The papers of a data set that was filled: its new hashes, and how far it was filled."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crawler.safe_json import json_text
from storage.dataset.writing.parts import Part

_CARD, _PACKAGE, _CROISSANT = "README.md", "datapackage.json", "croissant.json"


def stamp_papers(folder: Path, parts: Mapping[str, Part], counts: Mapping[str, Any]) -> None:
    """Put the hashes of files by their path into the papers that are there, and the counts.

    Raises ``OSError``.
    """
    if (card := folder / _CARD).exists():
        card.write_text(card.read_text("utf-8") + _section(counts), "utf-8", newline="")
    if (paper := folder / _PACKAGE).exists():
        package = json.loads(paper.read_text("utf-8"))
        for one in package["resources"]:
            if part := parts.get(one["path"]):
                one["hash"] = f"sha256:{part.sha256}"
        paper.write_text(json_text(package, indent=2) + "\n", "utf-8", newline="")
    if (paper := folder / _CROISSANT).exists():
        croissant = json.loads(paper.read_text("utf-8"))
        for one in croissant["distribution"]:
            if part := parts.get(one["@id"]):
                one |= {"sha256": part.sha256, "contentSize": f"{part.bytes} B"}
        paper.write_text(json_text(croissant, indent=2) + "\n", "utf-8", newline="")


def _section(counts: Mapping[str, Any]) -> str:
    masks = (counts["masks"] or {}).items()
    masked = ", ".join(f"{number:,} ({kind})" for kind, number in masks) or "nothing"
    return f"""
## Texts filled in

This folder was published without texts. `warraq hydrate` filled {counts["filled"]:,} of its
articles from an archive (`{counts["archive"]["identity"]}`). Empty are {counts["changed"]:,} of
which that archive holds other texts only, {counts["gone"]:,} that were withdrawn from it and
{counts["missing"]:,} that it never held; `hydration.json` lists them.
Masked in the filled texts: {masked}.
The texts are their publishers', and no part of what was published.
"""
