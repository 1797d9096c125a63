"""What a print version says of itself: when it was printed, and at which address it stands."""

import re

_ADDRESS = r"[<(\[]?(?:https?\s?://|www\.)\S+[>)\]]?"
_ARTICLE = (
    r"(?:ال)?(?:مقال[ةه]?|خبر|موضوع|صفح[ةه]|ماد[ةه]|نص)(?:\s+(?:ال)?(?:أصلي|كامل)[ةه]?)?"
    r"|(?:ال)?(?:دائم|مختصر|أصلي|مصدر)"
)
_LABELLED_ADDRESS = re.compile(
    rf"(?:(?:ال)?(?:رابط|عنوان)(?:\s+(?:هذ[اه]\s+)?(?:{_ARTICLE})){{0,2}}|(?:ال)?مصدر|المرجع"
    r"|(?:url|lien|link|adresse|address|permalien|permalink|source|référence|reference)"
    r"(?:\s+(?:permanente?|original\w*|web|court|vers|de|du|of|to|for|the|this|cet|cette|article"
    r"|page|texte|document|source|est|is)|\s+(?:de\s+)?l['’]article){0,5}"
    r"|l['’]adresse(?:\s+(?:de|du|cet|cette|article|page|texte|document|est)){1,5}"
    r"|(?:(?:cet\s+)?article\s+)?(?:printed\s+from|imprimé\s+(?:depuis|à\s+partir\s+d[eu])"
    rf"|(?:provient|tiré)\s+d[eu])[^.!?؟]{{0,60}})\s*[:：]?\s*{_ADDRESS}\W*$",
    re.IGNORECASE,
)
# weekday or month, the day, its month and year, the hour
_DAY = (
    r"\s*[:：]?\s*(?:[^\W\d]+[\s,،.]+){0,2}\d{1,4}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}"
    r"|(?:er)?[\s,،]+(?:(?:من\s+)?[^\W\d]+[\s,،.]+)?\d{4})"
    # bounded, one mark or word at a time: a line made to be slow has thousands
    r"(?:[\s,،@–-]|[àa]t?(?=\s)|على|الساعة|في){0,12}"
    r"(?:\d{1,2}\s?[:h.]\s?\d{0,2}(?::\d\d)?\s*(?:[صم]|[ap]m)?)?"
)
_PRINTED_ON = re.compile(
    r"(?:طبعت?\s+(?:هذ[اه]\s+\w+\s+)?(?:في|يوم|بتاريخ)|تاريخ\s+(?:ال)?(?:طبع|طباع[ةه])"
    r"|(?:(?:article|document|page)\s+)?imprimée?\s+le|date\s+d['’]\s?impression"
    rf"|(?:(?:article|page)\s+)?printed\s+(?:on|at)|print(?:ing)?\s+date){_DAY}"
    rf"(?:\s*(?:من|عن|depuis|from|sur)\s+(?:موقع\s*)?[:：]?\s*\S+(?:\s+{_ADDRESS})?)?"
    # cells of one row
    r"(?:\s*\|\s*(?:(?:تاريخ\s+)?(?:ال)?نشرت?(?:\s+(?:في|يوم|بتاريخ))?|publiée?\s+le|published\s+on)"
    rf"{_DAY})?\W*$",
    re.IGNORECASE,
)


def kind_of_print_version(text: str) -> str | None:
    """``print version`` where a line says when it was printed, or where it stands, and no more.

    ``طبع في: 30 نونبر 2025 - 09:12``, ``URL de l'article : https://…``; ``None`` otherwise.
    """
    bare = text.lstrip(" \t-–—*•|([\u200e\u200f")
    if ("://" in bare or "www." in bare) and _LABELLED_ADDRESS.match(bare):
        return "print version"
    return "print version" if _PRINTED_ON.match(bare) else None
