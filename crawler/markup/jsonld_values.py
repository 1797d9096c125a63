"""What the fields of a JSON-LD object say, of whatever shape: names, addresses, what is free."""


def names(value: object) -> list[str]:
    """The names in an author, section or keyword field of any shape."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, dict):
        for key in ("name", "@value", "@list", "itemListElement"):
            if found := names(value.get(key)):
                return found
        parts = [one for key in ("givenName", "familyName") for one in names(value.get(key))]
        return [" ".join(parts)] if parts else []
    if isinstance(value, list):
        return [name for part in value[:30] for name in names(part)]
    return []


def addresses(value: object) -> list[str]:
    """The addresses in an image field of any shape."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return addresses(value.get("url"))
    if isinstance(value, list):
        return [address for part in value[:30] for address in addresses(part)]
    return []


def organizations(value: object) -> frozenset[str]:
    """The names in an author field of any shape that are stated to be no person's."""
    if isinstance(value, list):
        return frozenset(name for part in value[:30] for name in organizations(part))
    if not isinstance(value, dict):
        return frozenset()
    if isinstance(value.get("@list"), list):
        return organizations(value["@list"])
    kinds = value.get("@type")
    said = {str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])}
    return frozenset(names(value)) if "Person" not in said and kinds else frozenset()


def is_free(nodes: list[dict[str, object]]) -> bool | None:
    """Whether the article is free (``isAccessibleForFree``); ``None`` where nothing says so.

    A part of it that is not (``hasPart``, with the selector of its element) tells more than a
    statement about the whole: plugins call every article free and mark the paid part alone.
    """
    for node in nodes:
        stated = [_free(part) for part in (node, *_elements_of(node))]
        if False in stated:
            return False
        if True in stated:
            return True
    return None


def _free(part: dict[str, object]) -> bool | None:
    stated = part.get("isAccessibleForFree")
    if not isinstance(stated, bool | str | int):
        return None
    # schema.org's own addresses of the two values are written, too
    value = str(stated).strip().lower().rpartition("/")[2]
    return None if not value else value not in ("false", "no", "0")


def _elements_of(node: dict[str, object]) -> list[dict[str, object]]:
    """The parts of an article that are elements of its page: no video, no comment beside it."""
    parts = node.get("hasPart")
    return [
        part
        for part in (parts[:30] if isinstance(parts, list) else [parts])
        if isinstance(part, dict)
        and ("cssSelector" in part or "WebPageElement" in str(part.get("@type", "WebPageElement")))
    ]
