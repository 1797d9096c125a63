"""Policies on comments and opinions: whole lines that open as one and speak of comments.

Between subject and verb stand words of such notices alone, so that a report which opens with the
same subject, or quotes the notice, is none.
"""

import re
from collections.abc import Sequence

from crawler.reading.body.site_phrases.notice_patterns import in_one_line

MAX_POLICY_WORDS = 60
"""Words of the longest policies that stand under articles as one line."""
_SITE = (
    r"(?:ال)?(?:جريده|موقع|صحيفه|مجله|بوابه|اداره|هييه|طاقم|تحرير)(?: (?:الموقع|الجريده|التحرير))?"
)
_OPENINGS = rf"""
        (?:جميع |كل |كافه |ان |هذه )*(?:ال)?(?:تعليقات|اراء|افكار|مقالات|مواد|ردود|مشاركات)
        (?: (?:ال)?(?:منشوره|وارده|معبر|مدرجه|تي|عنها|بها|في|علي|هذا|هذه|مقال(?:ات)?|تعليق(?:ات)?|
        موقع|صفحه|
        جريده|صحيفه|قراء|زوار|اسفله|ادناه|اعلاه|هنا|راي|ركن|باب|باسم|باسماء|فقط))*
         (?:لا |انما |لن )?[يت](?:عبر|عكس|مثل|لزم)|
        و?(?:لا [يت]تحمل )?{_SITE}(?: \w+)? (?:غير مسوول\w*|لا [يت]تحمل|ليست? مسوول\w*|
        [يت]حتفظ|لا [يت]عبر)|[يت]حتفظ {_SITE}|
        (?:شروط (?:النشر|التعليق) )?عدم الاساءه (?:الي ال|لل|ل|الي )(?:كاتب|اشخاص|مقدسات|غير|شخص)|
        (?:المرجو|يرجي|الرجاء|نرجو)(?: من (?:القراء|المعلقين|الجميع|قراينا|السادة القراء))?
         (?:احترام|الالتزام|التزام|التحلي|مراعاه) ?(?:ب)?(?:قواعد|اداب|ادب|اخلاقيات|شروط|ضوابط|
        ميثاق)|
        (?:المرجو|يرجي|الرجاء|نرجو|يمنع|ممنوع)(?: (?:من|علي) \w+)? (?:عدم |تجنب )?
        (?:استعمال|استخدام|نشر|كتابه) (?:\w+ ){{0,3}}(?:نابيه|جارحه|مسييه|مسيءه|بذييه|عنصريه|تسيء)|
        (?:كل|اي) تعليق (?:\w+ ){{1,8}}(?:سيحذف|يحذف|سيتم حذفه|لن ينشر|ينشر)|
        (?:بنشرك|باضافتك|بكتابتك|بارسالك|بنشركم)(?: \w+)? (?:ال)?تعليق|
        (?:tou(?:s|tes) )?(?:les|ces|vos) (?:commentaires?|avis|opinions?|propos|points de vue|
        articles)
        (?: (?:exprimee?s?|tenus?|publiee?s?|postes?|emis|dans|sur|par|les|cet|cette|ce|article|
        page|
        commentaires?|site|lecteurs|internautes|ci|dessous|de|des|nos|du|journal|tribune|rubrique|
        et|
        avis))* (?:n engagent|ne (?:refletent|representent)|sont (?:celles|ceux))|
        les commentaires (?:sont|seront) (?:moderes|filtres|soumis a (?:la |une )?moderation)|
        tout (?:message|commentaire|propos|avis) (?:\w+ ){{1,8}}
        (?:sera|pourra etre) (?:supprime|retire|efface|rejete|modere)|
        (?:la redaction|le site|le journal|l equipe|l administration|nous)(?: \w+)?
         (?:se reserve|nous reservons|ne saurait|decline|n est pas responsable)|
        en (?:publiant|postant|envoyant) (?:un|votre|ce) commentaire vous acceptez|
        (?:merci de|veuillez|priere de) respecter (?:la charte|les regles)|
        (?:the |all )?(?:comments|opinions|views)(?: (?:expressed|published|posted|in|on|by|this|
        the|
        article|site|page|readers|here|and|are|of))*
         (?:do not (?:necessarily )?(?:reflect|represent)|those of)|
        (?:we|the (?:editors?|site|editorial team)) reserves? the right|
        by (?:posting|submitting|leaving) a comment you"""
_OPENS = re.compile(
    rf"(?:(?:ملحوظه|ملاحظه|تنبيه|هام|n b|nb|note|avertissement|disclaimer) )?"
    rf"(?:{in_one_line(_OPENINGS).strip()})"
)
_SPEAKS = re.compile(
    r"تعليق|[يت](?:عبر|عكس|مثل|لزم)|الاساءه|النقاش|الحوار|النشر|commentaire|comment|opinion|propos"
    r"|avis|views|engagent|refletent|charte"
)
# the first word tells nearly every line apart; "و" is glued to some
_FIRST = frozenset(
    word
    for word in re.findall(r"\w+", """
        جميع كل كافه ان هذه تعليقات التعليقات اراء الاراء افكار الافكار مقالات المقالات مواد المواد
        ردود الردود مشاركات المشاركات لا ولا الجريده جريده الموقع موقع الصحيفه المجله البوابه اداره
        الاداره هييه طاقم تحتفظ يحتفظ شروط عدم المرجو يرجي الرجاء نرجو يمنع ممنوع اي بنشرك
        باضافتك بكتابتك بارسالك بنشركم ملحوظه ملاحظه تنبيه هام n nb note avertissement disclaimer
        tous toutes tout
        les
        ces
        vos la le l nous en merci veuillez priere the all comments opinions views we by
    """)
)  # fmt: skip


def is_comment_policy(line: str, tokens: Sequence[str]) -> bool:
    """Whether a line is a policy on comments; words are folded, without accents."""
    if tokens[0] not in _FIRST or not 3 <= len(tokens) <= MAX_POLICY_WORDS:
        return False
    return _OPENS.match(line) is not None and _SPEAKS.search(line) is not None
