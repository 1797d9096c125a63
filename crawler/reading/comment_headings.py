"""What heads the comments of readers: ``التعليقات (2)``, ``Laisser un commentaire``."""

import re

_COMMENTS = re.compile(
    r"^\W*(?:\d+\W*)?(?:(?:ال)?تعليق(?:ات)?|comments?"
    r"|(?:vos )?(?:commentaires?|r[ée]actions?|avis))\W*(?:\d+\W*)?$"
    r"|^\W*(?:(?:تعليقات|ردود|[آا]راء|تفاعلات) (?:الزوار|القراء|زوارنا|قرائنا)"
    r"|جميع التعليقات|[اأ]ترك (?:تعليق|رد))"
    r"|^\W*(?:شارك(?:نا|ونا)? ب?ر[أا]يك|(?:[اأ]ضف|[اأ]كتب) تعليقا?ك?|r[ée]agir|donnez votre avis"
    r"|ajouter un commentaire|leave a (?:reply|comment)|join the discussion)\W*(?:\d+\W*)?$"
    r"|^\W*Laisser un commentaire(?:\W+(?:annuler|votre|vous|sur|[àa]|connect\w+)\b.*|\W*)$",
    re.IGNORECASE,
)
_SPANISH_COMMENTS = re.compile(
    r"^\W*(?:\d+\W*)?(?:comentarios?|dej(?:a|ar|e) (?:un|tu|su) (?:comentario|respuesta)"
    r"|[úu]nete a la conversaci[óo]n)\W*(?:\d+\W*)?$",
    re.IGNORECASE,
)
"""In Spanish these are headings of columns and of calls within a text as well."""


def heads_comments(text: str, *, spanish: bool = True) -> bool:
    """Whether a text is such a heading; ``spanish``: one in Spanish, too."""
    return bool(_COMMENTS.match(text) or (spanish and _SPANISH_COMMENTS.match(text)))
