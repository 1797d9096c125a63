"""Serial bulletins that differ in figures and days only, and are therefore no copies.

Five kinds in two wordings each, one wording per half: the held-back half has been seen by no
threshold. Figures move as they do in life: prayer times by a minute or none, rates by centimes.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

from bench.edits import START, Pair, Side

_DAYS = ("الجمعة", "السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس")
_CITIES = ("الرباط", "الدار البيضاء", "فاس", "مراكش", "أكادير", "وجدة", "طنجة", "العيون", "إفران")
_PRAYERS = ("الفجر", "الشروق", "الظهر", "العصر", "المغرب", "العشاء")
_MONEY = ("الأورو", "الدولار الأمريكي", "الجنيه الإسترليني", "الريال السعودي", "الين الياباني")
_REGIONS = ("طنجة تطوان الحسيمة", "الدار البيضاء سطات", "فاس مكناس", "الشرق", "سوس ماسة")


def weather(day: int, random: Random, wording: int) -> str:
    """Temperatures of the day."""
    cold, warm = random.randint(-3, 6), random.randint(22, 34)
    cities = "، ".join(f"{c} {random.randint(9, 19)} و{random.randint(20, 31)}" for c in _CITIES)
    return (
        f"تتوقع المديرية العامة للأرصاد الجوية، بالنسبة لليوم {_day(day)}، أن يكون الطقس مستقرا مع"
        " سماء قليلة السحب بمعظم المناطق، وأن تتشكل كتل ضبابية خلال الصباح قرب السواحل الأطلسية.\n"
        f"وستتراوح درجات الحرارة الدنيا ما بين {cold} و{cold + 5} درجات بمرتفعات الأطلس، بينما ستبلغ"
        f" العليا {warm} درجة بالأقاليم الجنوبية.\nوسيكون البحر هادئا إلى قليل الهيجان بالواجهة"
        " المتوسطية والبوغاز.",
        f"هذه درجات الحرارة المرتقبة {_day(day)} بأهم مدن المملكة، الدنيا ثم العليا: {cities}. ويرتقب"
        " أن تظل الأجواء باردة نسبيا خلال الليل بالمرتفعات والهضاب العليا الشرقية، مع هبات رياح"
        " معتدلة القوة بالسهول الوسطى وشمال الأقاليم الصحراوية.",
    )[wording]


def prayers(day: int, random: Random, wording: int) -> str:
    """Prayer times: half of them as the day before."""
    minutes = [(5, 31), (6, 58), (12, 19), (15, 6), (17, 31), (18, 48)]
    drift = [day, day, day // 3, day // 2, -day // 2, -day // 3]
    times = [f"{h:02}:{(m + d) % 60:02}" for (h, m), d in zip(minutes, drift, strict=True)]
    told = [f"{name} {time}" for name, time in zip(_PRAYERS, times, strict=True)]
    return (
        f"مواقيت الصلاة ليوم {_day(day)} بمدينة الرباط وسلا والنواحي كما أعلنتها وزارة الأوقاف"
        f" والشؤون الإسلامية: {'، '.join(told)}. ويراعى فارق التوقيت بالنسبة لباقي مدن المملكة،"
        " وذلك بإضافة أو نقصان الدقائق المبينة في الجدول الرسمي الذي تصدره الوزارة.",
        f"نقدم لكم أوقات الصلوات الخمس حسب التوقيت المحلي لمدينة فاس، {_day(day)}:\n"
        + "\n".join(f"صلاة {one}" for one in told)
        + "\nتقبل الله صلاتكم وصالح أعمالكم، ولا تنسوا زيارة ركن الدين على موقعنا كل صباح لمعرفة"
        " المواقيت المحينة بجميع المدن المغربية الكبرى والصغرى.",
    )[wording]


def lottery(day: int, random: Random, wording: int) -> str:
    """Drawn numbers."""
    drawn = " - ".join(str(n) for n in sorted(random.sample(range(1, 50), 6)))
    won = random.randint(2, 60) * 100_000
    return (
        f"أسفر سحب اللوطو ليوم {_day(day)} عن الأرقام التالية: {drawn}، والرقم التكميلي"
        f" {random.randint(1, 49)}. وبلغت قيمة الجائزة الكبرى {won} درهم، ولم يتمكن أي مشارك من التكهن"
        " بالتركيبة الكاملة، لتضاف قيمتها إلى السحب المقبل وفق النظام المعمول به لدى المغربية للألعاب.",
        f"نتائج اليانصيب {_day(day)}\nالأرقام الفائزة هي {drawn}\nوقد وزعت الشركة المنظمة {won} درهم"
        f" على {random.randint(300, 9000)} فائز بمختلف المراتب، ويمكن سحب المبالغ الصغيرة لدى نقط البيع"
        " المعتمدة في أجل ستين يوما ابتداء من تاريخ الإعلان عن النتائج الرسمية.",
    )[wording]


def rates(day: int, random: Random, wording: int) -> str:
    """Exchange rates: they move by centimes, one in five not at all."""
    base = (10.72, 9.94, 12.53, 2.65, 6.61)
    moved = [rate if random.random() < 0.2 else rate + random.uniform(-0.09, 0.09) for rate in base]
    told = [
        f"{name} {rate:.2f}".replace(".", ",") for name, rate in zip(_MONEY, moved, strict=True)
    ]
    return (
        f"في ما يلي أسعار صرف أهم العملات الأجنبية مقابل الدرهم المغربي اليوم {_day(day)}، حسب بنك"
        f" المغرب: {' درهم، '.join(told)} درهم. وتعتمد هذه الأسعار عند البيع والشراء لدى مكاتب الصرف"
        " والأبناك، مع هامش يختلف من مؤسسة إلى أخرى.",
        f"استقر الدرهم إجمالا خلال تداولات {_day(day)} بسوق الصرف بين البنوك. وبلغ سعر "
        + "، وسعر ".join(told)
        + f" درهما. وحدد حجم التداول في {random.randint(400, 2900)} مليون درهم، فيما ظلت الأصول"
        " الاحتياطية الرسمية في مستوى مريح يغطي عدة أشهر من واردات السلع والخدمات.",
    )[wording]


def health(day: int, random: Random, wording: int) -> str:
    """Counts of the sick."""
    counts = [random.randint(12, 900) for _ in _REGIONS]
    told = "، ".join(f"{name} {count}" for name, count in zip(_REGIONS, counts, strict=True))
    return (
        f"أعلنت وزارة الصحة والحماية الاجتماعية، {_day(day)}، عن تسجيل {sum(counts)} إصابة جديدة خلال"
        f" الأربع والعشرين ساعة الماضية، و{random.randint(1, 40)} حالات وفاة، فيما تماثل للشفاء"
        f" {random.randint(100, 2000)} شخصا. وتتوزع الحالات حسب الجهات كالآتي: {told}. ودعت الوزارة"
        " المواطنين إلى الالتزام بقواعد السلامة الصحية والانخراط في التدابير الوقائية.",
        f"بلغ عدد الحالات المسجلة إلى غاية {_day(day)} ما مجموعه {40_000 + day * 731 + sum(counts)}"
        f" حالة منذ ظهور أول إصابة بالمملكة، بمعدل {random.randint(2, 90)} لكل مئة ألف نسمة. وأوضحت"
        f" النشرة اليومية أن الحالات الخطيرة بلغت {random.randint(3, 300)}، منها {random.randint(1, 99)}"
        " تحت التنفس الاصطناعي، وأن معدل ملء أسرة الإنعاش في تراجع متواصل بفضل تقدم حملة التلقيح.",
    )[wording]


KINDS: dict[str, tuple[str, Callable[[int, Random, int], str]]] = {
    "weather": ("توقعات أحوال الطقس", weather), "prayer times": ("مواقيت الصلاة", prayers),
    "lottery": ("نتائج السحب", lottery), "exchange rates": ("أسعار العملات", rates),
    "health counts": ("حصيلة اليوم", health),
}  # fmt: skip


def pairs(each: int, seed: int = 7) -> Iterator[Pair]:
    """So many pairs of each kind and half: bulletins of one series, one to ten days apart."""
    for held_back in (False, True):
        random = Random(seed + held_back)
        for name, (headline, make) in KINDS.items():
            for number in range(each):
                first = random.randrange(300)
                days = first, first + 1 + number % 10
                dated = number % 2 == 0
                sides = [
                    Side(
                        random.choice(["one", "two"]), headline,
                        make(day, random, int(held_back)),
                        START + timedelta(days=day) if dated else None,
                    )
                    for day in days
                ]  # fmt: skip
                yield Pair(f"bulletin: {name}", False, held_back, *sides)


def _day(day: int) -> str:
    at = START + timedelta(days=day)
    return f"{_DAYS[day % 7]} {at.day} {_MONTHS[at.month - 1]} {at.year}"


_MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر",
    "دجنبر",
)  # fmt: skip
