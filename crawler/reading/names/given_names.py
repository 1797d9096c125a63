"""Given names of Moroccan and other Arab bylines: what tells a bare name from a heading.

They are the common ones, in Arabic letters and as Moroccans write them in Latin letters.
"""

import re

from crawler.arabic import folded_words


def _names(text: str) -> frozenset[str]:
    return frozenset(folded_words(text))


_ARABIC = _names("""
محمد محمود أحمد حمد حماد حمدي حامد مصطفى المصطفى عبده عبدو عبد عبدالله عبدالرحيم عبدالرحمن
عبدالكريم عبدالحق عبدالإله عبداللطيف عبدالعزيز عبدالقادر عبدالواحد عبدالمجيد عبدالسلام عبدالفتاح
عبدالصمد عبدالنبي عبدالغني عبدالهادي عبدالعالي علي علاء عمر عمرو عثمان عادل عماد عمار عزيز عز
عزالدين عصام عاصم عبير عائشة عائدة عالية عفاف عفراء عواطف عيسى العربي العياشي العلمي الحسن
الحسين حسن حسين حسناء حسناوي حسنية حسام حسان حكيم حكيمة حليمة حميد حميدة حنان حياة حفيظ حفيظة
حاتم حمزة حورية حبيب حبيبة حجيبة إبراهيم إسماعيل إسحاق إدريس إلياس إلهام إيمان إيناس إكرام إحسان
إقبال أسماء أسامة أشرف أمين أمينة أمل آمال أنس أنور أنيس أنيسة أيمن أيوب أكرم أديب أروى أسية
آسية أحلام أحمدو بدر بديع بديعة بشرى بشير البشير بلال بهاء بهيجة بوشعيب بوعزة بوجمعة بوبكر
بوسلهام بنعيسى بنيونس باهي بسمة براهيم بثينة توفيق تورية ثريا ثورية جمال جميلة جواد جهاد جليل
جعفر جلال جلول جيهان جيلالي الجيلالي خالد خديجة خليل خولة خليفة داود دنيا دلال دليلة ذكاء رشيد
رشيدة رضوان رضا رجاء ربيع ربيعة رحمة رحيمة رقية ريم ريان رانيا رفيق رياض رحال رمضان زكرياء زكريا
زهير زهرة زهور زينب زينة زياد زيد زبيدة سعيد سعيدة سعاد سعد سعدية سمير سميرة سمية سناء سلمى
سليمة سليمان سلوى سهام سهيلة سهيل سارة سامي سامية سفيان سيف سعيده سكينة سلمان سندس سوسن سومية
شيماء شوقي شفيق شعيب شكيب شرف شادية شهرزاد صالح صلاح صفاء صفية صباح صابر صابرين صوفيا ضياء طارق
طه طاهر الطاهر الطيب الطيبي ظافر عبدالمنعم عبدالوهاب غزلان غيثة غالي الغالي غادة فاطمة فاطمه
فتيحة فتحي فتحية فدوى فؤاد فوزي فوزية فريد فريدة فيصل فرح فاتن فاضل قاسم قاسمي كريم كريمة كمال
كوثر كنزة كلثوم لطيفة لطفي لمياء لبنى ليلى لينا لحسن لحسين لحبيب لكبير الكبير مراد مروان مريم
منى منير منية منال مليكة مالك ماجد ماجدة مهدي المهدي مولاي موسى مونية ميلود ميمون مينة ميساء
معاذ مبارك مباركة محسن المحجوب محجوبة محجوب محفوظ المختار مختار المعطي معاد المكي مكي ملاك نادية
نبيل نبيلة نجاة نجيب نجية نجلاء ندى نزهة نزار نسرين نعيمة نعمان نور نورة نورالدين نورا نهاد نوال
نوفل ناصر ناديا هشام هاجر هالة هناء هند هيثم هدى هبة هدان هادي وفاء وداد وليد وسيم وسام وائل
وردة وجدان وصال ولاء وهيبة وهيب وحيد وديع وئام ياسر ياسين ياسمين يحيى يوسف يونس يسرى يسرا يزيد
اليزيد يعقوب يامنة يطو إيطو إيدير حادة حدهم عياد عبيد عباس عباد عدنان عبلة عتيقة سيدي لالة
الشريف الهاشمي التهامي الصديق الصادق الصافي البكاي البشيري رابحة رابح صونية فضيلة فضيل لوبنى
نیما علیرضا حسین زهرا مریم سارا امیر مهدی پریسا ريتا جورج ميشال إيلي جوزيف بيار نقولا طوني رولا
شربل ماريا مارك أنطوان غسان رامي باسل باسم هاني سامح شريف وجيه مينا بيتر جرجس تامر كريمان دعاء
ديمة رزان لجين نوف العنود منيرة فهد تركي سلطان سعود بندر عبدالملك راشد حمدان هيا موزة عائض مشعل
نايف
السالك سيداتي خطري الناجم لعروسي امبارك يحظيه أباه محمدو سلامو الخليل مولود الداه اعلي امحمد
حدامين فاطمتو خديجتو منتو السنية الغالية الزين
""")
_LATIN = _names("""
mohamed mohammed mohammad muhammad med ahmed hamid hamida hamza hanane hafid hafida hakim hakima
halima hamed hassan hassane hassania houssine hussein houcine houssam houria hicham hind hajar
hanae hiba hasna abdelilah abdellah abdallah abdelkader abdelkarim abdelkrim abdellatif
abdelaziz abderrahim abderrahman abderrahmane abdelhak abdelhamid abdelhadi abdelali abdelmajid
abdelouahed abdesslam abdeslam abdessamad abdelfattah abdelghani abdelmounaim abdou abdul adil
adel adnane ali alaa amal amina amine anas anass anouar anissa aicha asmaa asma assia aya ayoub
ayman aymane aziz aziza azeddine azzedine achraf ahlam badr badia bachir bilal bouchra brahim
bouchaib boubker chaimae chakib charaf dounia driss douaa elmehdi mehdi elhassan lahcen fatima
fatiha fatima-zahra fatimazahra fadoua faouzi faouzia farah farid farida faycal faisal fouad
fouzia ghita ghizlane ghali ibrahim idriss ikram ilham ilyas imad imane ismail ismael issam
ibtissam jamal jamila jawad jihane jihad jalal kamal karim karima kaoutar kawtar kenza khadija
khalid khalil laila leila layla lamia lamiae latifa loubna lotfi leila-hanna maha majda majid
malak malika marouane marwane maryam meriem meryem mounir mouna mounia mourad mouad moad moha
moulay mustapha mostafa mustafa mokhtar najat najib nabil nabila nadia naima najoua narjiss
nassim nawal nezha nizar noura nour noureddine nouhaila nisrine nasser naoufal nidal nassira
omar oumaima oussama othmane osama ouafae othman oum rachid rachida rajae rania reda redouane
rim rita rkia rabia rabie rachda ryad said saida salah salma saloua samir samira sanae sara
sarah siham soufiane soukaina soumaya samia samiha saad safae safaa souad sofia sanaa simohamed
selma tarik taoufik taha tayeb touria tahar wafae wafaa wail walid widad wiam yahya yasmine
yassine yassir youness younes youssef yousra yusuf yasmina zakaria zineb zohra zouhair zahra
zakia zaynab ziad jean pierre marie nicolas julien thomas camille sophie anne paul david michel
philippe maría maria josé jose juan carlos luis miguel ana carmen pedro antonio manuel francisco
javier pablo sergio lucía lucia elena laura marta pilar rosa irene isabel teresa andrés diego
fernando rafael jorge alberto alejandro daniel cristina patricia raquel beatriz john james
robert michael william richard charles peter andrew stephen kevin brian george edward emma
olivia emily jessica jennifer elizabeth susan karen nancy lisa helen françois jacques bernard
alain christophe laurent frédéric olivier stéphane éric guillaume antoine louis hugo lucas léa
chloé manon julie céline nathalie sylvie isabelle catherine valérie sandrine pauline alice
""")
GIVEN_NAMES = _ARABIC | _LATIN | {"".join(folded_words("ماء العينين"))}
_ALSO_WORDS = _names("""
نور جمال أمل آمال صباح ضياء رجاء وردة بدر فرح ربيع رمضان شرف هدى جهاد نجاة صلاح عز علاء سيف ملاك
زهرة زهور حياة رحمة صفاء وفاء بهاء هناء دنيا ذكاء أحلام إقبال سلوى سعد نزهة هبة وصال ولاء وداد
بسمة بشرى جلال صابر مبارك محفوظ ياسمين الصافي الكبير منية غالي الغالي زيد سيدي مولاي راجي عباد
هادي marie jean
""")
"""Given names that are words, too: the family name must look like one."""
_ALSO_WORDS_OF_THE_SAHARA = _names("مولود الخليل الغالية الزين الناجم السنية الداه")
"""The same: another given name may follow, ``الناجم السالك``."""
_GOOD = folded_words("حسن")
_GOOD_WHAT = _names("""
الجوار الظن السلوك التدبير الضيافة النية الخلق الاستماع الإصغاء السيرة المعاملة الختام التصرف الأداء
الحظ الطالع الاستقبال التسيير الأخلاق النوايا العشرة الخاتمة الاختيار التنظيم
""")
"""What is called good, ``حسن الجوار``: the word is a given name, too."""
MAX_FULL_NAME_WORDS = 5
_SHEIKH = folded_words("الشيخ")
_OF_THE_SAHARA = folded_words("ماء العينين")
"""A given name of two words."""
_WITHIN = _names("بن بنت ابن آيت أيت ايت بو أبو ابو عبد الدين الله ben bin ait el al de ould")
"""Words that stand within a name and make it longer."""
_NEVER_LAST = _WITHIN - _names("الدين الله")
_ALSO_WORDS_SOMEWHERE = _ALSO_WORDS | _ALSO_WORDS_OF_THE_SAHARA
_BEGIN_NAMES = GIVEN_NAMES | {*_SHEIKH, *_OF_THE_SAHARA}
_FAMILY = re.compile(r"(?:بن|بو|أيت|آيت|أولاد|ولد).{2,}|(?!لل|بال|وال|كال).{3,}ي")
_NO_FAMILY = re.compile(r"[يت].{3,}(?<!ي)|(?:لل|بال(?!حاج)|وال|كال).+")
"""Verbs, and nouns with a preposition, end a heading: ``سعيد بالأطلس``."""
_NUMERAL = re.compile(r".*\s[IVX]{2,4}", re.DOTALL)
"""A king's number, behind the name of a street or a school: ``Hassan II``."""
_MARK_BETWEEN = re.compile(r"\s[-–—/|]+\s|[:/|]")
_CAPITALS = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’.-]*|de|du|el|al|ben|bin|ait|ould)(?:\s+(?:[A-ZÀ-Ý][\w'’.-]*|de|du|el|al|ben|bin|ait|ould))+"
)


def may_hold_full_name(text: str) -> bool:
    """Whether a word of a text may begin a full name: asked before what costs more."""
    return not _BEGIN_NAMES.isdisjoint(folded_words(text))


def is_full_name(text: str) -> bool:
    """Whether a text is two to five words of which the first is a given name, and nothing else."""
    words = folded_words(text)
    # one given name behind a title, or one of two words, and then a place: "الشيخ سلمان - الرياض"
    if (words[:1] == _SHEIKH or words[:2] == _OF_THE_SAHARA) and _MARK_BETWEEN.search(text):
        return False
    if words[:1] == _SHEIKH:  # a title, where a given name follows
        words, text = words[1:], text.strip().partition(" ")[2]
    if words[:2] == _OF_THE_SAHARA:
        words[:2] = ["".join(_OF_THE_SAHARA)]
    if not 2 <= len(words) <= MAX_FULL_NAME_WORDS or any(map(str.isdigit, text)):
        return False
    if words[0] not in GIVEN_NAMES or words[-1] in _NEVER_LAST:
        return False
    if len([word for word in words if word not in _WITHIN]) > MAX_BARE_NAME_WORDS:
        return False
    if text.strip()[0] < "\u0250":
        text = text.strip()
        return _CAPITALS.fullmatch(text) is not None and not _NUMERAL.fullmatch(text)
    if words[-1] not in GIVEN_NAMES and _NO_FAMILY.fullmatch(words[-1]):
        return False
    if words[:1] == _GOOD and words[1] in _GOOD_WHAT:
        return False
    if words[0] in _ALSO_WORDS_OF_THE_SAHARA and words[-1] in GIVEN_NAMES:
        return True
    if words[0] in _ALSO_WORDS_SOMEWHERE and words[1] not in _WITHIN:
        return _FAMILY.fullmatch(text.split()[-1]) is not None
    return True


MAX_BARE_NAME_WORDS = 3
"""Words of a name without those that only join others."""
