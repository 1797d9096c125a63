"""Briefs of one formula that tell different things, and are therefore no copies.

Eight kinds in two wordings each, one wording per half. What differs is what differs in life: the
name, the place, the number; the formula, often half of the text or more, stays. The headline names it, except in the kind with bare headlines.
"""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from bench.edits import START, Pair, Side

_MEN = ("محمد", "أحمد", "يوسف", "عبد الرحيم", "كريم", "رشيد", "هشام", "المصطفى", "إدريس", "سعيد")
_FAMILIES = (
    "العلوي", "بنعيسى", "التازي", "الإدريسي", "بوزيان", "الفاسي", "أيت علي", "برادة", "الزياني",
    "المنصوري", "الحمداوي", "بلقاسم",
)  # fmt: skip
_CITIES = (
    "الرباط", "فاس", "مراكش", "أكادير", "وجدة", "طنجة", "تطوان", "بني ملال", "آسفي", "الناظور",
    "القنيطرة", "خريبكة", "ورزازات", "الجديدة", "العيون", "تازة",
)  # fmt: skip
_CLUBS = (
    "الوداد الرياضي", "الرجاء الرياضي", "الجيش الملكي", "نهضة بركان", "المغرب الفاسي",
    "اتحاد طنجة", "حسنية أكادير", "أولمبيك آسفي", "الفتح الرياضي", "شباب المحمدية",
)  # fmt: skip
_POSTS = (
    "مديرا للموارد البشرية", "كاتبا عاما", "مفتشا عاما", "مديرا للوكالة الحضرية", "عميدا للكلية",
    "مديرا للأكاديمية الجهوية", "مندوبا للصحة",
)  # fmt: skip
_GOODS = ("مخدر الشيرا", "الأقراص المهلوسة", "الكوكايين", "المعسل المهرب", "مسكر ماء الحياة")
_ROADS = ("الوطنية", "الجهوية", "الإقليمية")
_PRAYERS = ("الفجر", "الشروق", "الظهر", "العصر", "المغرب", "العشاء")

_TEMPLATES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "accident": (
        ("حادثة سير مميتة بضواحي {city}",
         "لقي {dead} أشخاص مصرعهم وأصيب {hurt} آخرون بجروح متفاوتة الخطورة، في حادثة سير وقعت على"
         " مستوى الطريق {road} رقم {number} بضواحي {city}، حيث نقل المصابون إلى المستشفى وفتحت عناصر"
         " الدرك الملكي تحقيقا لتحديد أسباب الحادث."),
        ("قتلى وجرحى في اصطدام قرب {city}",
         "أسفر اصطدام بين سيارة خفيفة وشاحنة قرب {city} عن وفاة {dead} وإصابة {hurt} بجروح بليغة."
         " وحلت عناصر الوقاية المدنية والسلطات المحلية بعين المكان، وأودعت الجثث مستودع الأموات رهن"
         " إشارة النيابة العامة المختصة."),
    ),
    "arrest": (
        ("توقيف شخص متلبس بحيازة {goods} ب{city}",
         "تمكنت عناصر الشرطة القضائية بمدينة {city} من توقيف شخص يبلغ من العمر {age} سنة، للاشتباه في"
         " تورطه في قضية تتعلق بحيازة وترويج {goods}. وتم الاحتفاظ بالمشتبه فيه تحت تدبير الحراسة"
         " النظرية رهن إشارة البحث الذي تشرف عليه النيابة العامة."),
        ("أمن {city} يحجز {amount} كيلوغراما من {goods}",
         "حجزت مصالح الأمن الوطني بولاية أمن {city}، بناء على معلومات دقيقة وفرتها مديرية مراقبة"
         " التراب الوطني، ما مجموعه {amount} كيلوغراما من {goods}. وأوقفت سائق السيارة، وهو من ذوي"
         " السوابق القضائية، ولا تزال الأبحاث جارية لتوقيف باقي المتورطين."),
    ),
    "appointment": (
        ("تعيين {name} {post} ب{city}",
         "علم لدى مصدر مطلع أنه تم، اليوم، تعيين {name} {post} بمدينة {city}، خلفا لسلفه الذي أحيل على"
         " التقاعد بعد سنوات من العمل. وسيتسلم المسؤول الجديد مهامه في حفل رسمي يترأسه والي الجهة"
         " بحضور المنتخبين ورؤساء المصالح."),
        ("{name} {post}",
         "صادق مجلس الحكومة المنعقد يوم الخميس على مقترح تعيين {name} {post} ب{city}، طبقا لأحكام الفصل"
         " 92 من الدستور. ويحمل المعني بالأمر شهادة الدكتوراه وسبق له أن شغل عدة مناصب للمسؤولية"
         " بالقطاع نفسه."),
    ),
    "score": (
        ("{club} يفوز على {other}",
         "فاز فريق {club} على ضيفه {other} بنتيجة {goals} مقابل {less}، في المباراة التي جمعت بينهما مساء"
         " اليوم برسم الدورة {round} من البطولة الوطنية الاحترافية لكرة القدم. وبهذه النتيجة رفع الفريق"
         " المحلي رصيده إلى {points} نقطة."),
        ("البطولة: {club} ينتصر خارج ميدانه",
         "عاد {club} بثلاث نقاط ثمينة من ملعب {other}، بعدما انتصر عليه ب{goals} لـ{less} لحساب الجولة"
         " {round}. وسجل أهداف اللقاء كل من {name} و{second}، ليحتل الفريق الزائر المركز {place} في سلم"
         " الترتيب."),
    ),
    "prayer times": (
        ("مواقيت الصلاة ب{city}", "مواقيت الصلاة بمدينة {city} والنواحي حسب وزارة الأوقاف: {times}."),
        ("أوقات الصلاة اليوم في {city}",
         "هذه أوقات الصلاة اليوم في {city} حسب التوقيت المحلي، {times}، تقبل الله من الجميع صالح"
         " الأعمال."),
    ),
    "condolence": (
        ("تعزية في وفاة والد {name}",
         "ببالغ الحزن والأسى تلقينا نبأ وفاة والد الزميل {name}، وبهذه المناسبة الأليمة نتقدم بأحر"
         " التعازي وأصدق المواساة إلى عائلته الصغيرة والكبيرة، راجين من العلي القدير أن يتغمد الفقيد"
         " بواسع رحمته ويسكنه فسيح جنانه. إنا لله وإنا إليه راجعون."),
        ("{name} في ذمة الله",
         "انتقل إلى عفو الله، بعد مرض عضال لم ينفع معه علاج، المشمول برحمته {name}، وسيوارى جثمانه"
         " الثرى بعد صلاة العصر بمقبرة الشهداء بمدينة {city}. وتتقدم أسرة الجريدة إلى أبنائه وأقاربه"
         " بخالص العزاء سائلة الله أن يلهمهم الصبر والسلوان."),
    ),
    "bare headline": (
        ("تعزية ومواساة",
         "على إثر وفاة المرحوم {name} بمدينة {city}، يتقدم أعضاء المكتب التنفيذي للجمعية بأصدق عبارات"
         " التعازي والمواساة إلى أفراد أسرته وكافة أصدقائه، سائلين الله عز وجل أن يرزق أهله الصبر."),
        ("تعيينات جديدة",
         "أفاد بلاغ للوزارة أن الوزير أشرف، صباح اليوم، على تنصيب {name} {post} بجهة {city}، وذلك في إطار"
         " الحركة الانتقالية التي تروم ضخ دماء جديدة في الإدارة وتقريبها من المواطنين."),
    ),
    "outage": (
        ("انقطاع الماء الصالح للشرب ب{city}",
         "يخبر المكتب الوطني للكهرباء والماء الصالح للشرب زبناءه بمدينة {city} أنه سيتم قطع التزويد"
         " بالماء من الساعة {hour} إلى الساعة {end}، بسبب أشغال الصيانة، وسيعود التزويد تدريجيا إلى"
         " حالته العادية فور انتهاء الأشغال."),
        ("اضطراب في التزويد بالكهرباء بأحياء من {city}",
         "أعلنت الشركة الجهوية متعددة الخدمات أن التيار الكهربائي سينقطع عن عدد من أحياء {city} لمدة"
         " {hurt} ساعات ابتداء من الساعة {hour}. واعتذرت الشركة لزبنائها عن الإزعاج ودعتهم إلى اتخاذ"
         " الاحتياطات اللازمة لحماية أجهزتهم."),
    ),
}  # fmt: skip
KINDS = tuple(_TEMPLATES)


def brief(kind: str, wording: int, random: Random) -> tuple[str, str]:
    """Headline and text of one brief of a kind."""
    club, other = random.sample(_CLUBS, 2)
    goals, hour = random.randint(1, 4), random.randint(6, 15)
    fields = {
        "city": random.choice(_CITIES), "road": random.choice(_ROADS), "club": club, "other": other,
        "goods": random.choice(_GOODS), "post": random.choice(_POSTS), "name": _name(random),
        "second": _name(random), "number": random.randint(1, 40), "dead": random.randint(3, 6),
        "hurt": random.randint(3, 9), "age": random.randint(19, 52), "goals": goals,
        "amount": random.randint(2, 90), "less": random.randrange(goals), "hour": hour,
        "round": random.randint(1, 30), "points": random.randint(4, 60),
        "place": random.randint(1, 16), "end": hour + random.randint(2, 8),
        "times": _times(random),
    }  # fmt: skip
    headline, body = _TEMPLATES[kind][wording]
    return headline.format(**fields), body.format(**fields)


def pairs(each: int, seed: int = 11) -> Iterator[Pair]:
    """So many pairs of each kind and half: of one formula, half an hour to three days apart."""
    for held_back in (False, True):
        random = Random(seed + held_back)
        for kind in KINDS:
            made = 0
            while made < each:
                at = START if made % 2 else None
                later = at + timedelta(hours=random.choice((0.5, 5, 24, 72))) if at else None
                one, other = (brief(kind, int(held_back), random) for _ in range(2))
                if one[1] == other[1]:
                    continue
                made += 1
                outlets = random.choice(["one", "two"]), random.choice(["one", "two"])
                yield Pair(
                    f"formula: {kind}", False, held_back,
                    Side(outlets[0], *one, at), Side(outlets[1], *other, later),
                )  # fmt: skip


def _name(random: Random) -> str:
    return f"{random.choice(_MEN)} {random.choice(_FAMILIES)}"


def _times(random: Random) -> str:
    """Times of day: half an hour from town to town and from season to season."""
    drift = random.randint(-25, 25)
    hours = (331, 418, 739, 906, 1051, 1128)
    return "، ".join(
        f"{name} {(at + drift) // 60:02}:{(at + drift) % 60:02}"
        for name, at in zip(_PRAYERS, hours, strict=True)
    )
