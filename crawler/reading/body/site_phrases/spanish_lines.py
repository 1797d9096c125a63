"""Spanish lines of a site: shares, calls, forms, notices and headings of lists.

Moroccan outlets with a Spanish edition print them, and Spain's and Ceuta's do. A line is asked
about only where its first word is one that opens such a line; a sentence of an article may open
so, too, and is told by how it goes on.
"""

import re
from collections.abc import Sequence

from crawler.reading.body.site_phrases.spanish_notice_words import BEHIND, OF_OWNER

_CHANNELS = (
    r"(?:facebook|twitter|x|whatsapp|telegram|instagram|youtube|tiktok|linkedin|pinterest|threads|"
    r"bluesky|google|messenger|e ?mail|correo(?: electronico)?|redes(?: sociales)?)"
)
_TEXTS = r"(?:noticias?|articulos?|notas?|entradas?|contenidos?|informacion|publicacion|reportaje)"
_OURS = (
    r"(?:canal(?:es)?|boletin(?:es)?|newsletters?|grupos?|comunidad de lectores|lista|pagina|"
    r"cuenta|perfil(?:es)?|alertas|notificaciones|app|aplicacion)"
)
_UNITS = r"(?:segundos?|minutos?|min|horas?|dias?|semanas?|mes(?:es)?|anos?)"

# what opens a line, and how many words it may have; behind it stand ``BEHIND`` alone
_OPENINGS = [
    ("share", 20, rf"""
        (?:siguenos|siganos|siguenos tambien|encuentranos|buscanos) (?:en|por|via|a traves de)
         (?:\w+ ){{0,2}}{_CHANNELS}|
        (?:suscribete|suscribase|suscribanse|unete|unase|apuntate|inscribete|registrate)
         (?:ya |ahora |gratis |hoy |tambien |aqui )*(?:a|al|en) (?:(?:nuestr[oa]s?|l[oa]s?|el)
         (?:\w+ )?)?(?:{_OURS}|{_CHANNELS})\b|
        (?:descarga|descargate|bajate) (?:ya |gratis |ahora )?(?:la|nuestra) (?:app|aplicacion)$|
        (?:activa|recibe) (?:las|nuestras|tus) (?:notificaciones|alertas)$|
        mantente (?:informad[oa]|al dia)|no te pierdas (?:nada|ninguna noticia)"""),
    ("comment form", 45, r"""
        (?:tu|su) (?:direccion de )?(?:correo(?: electronico)?|e ?mail) no sera publicad[oa]|
        los campos (?:obligatorios|requeridos|necesarios) (?:estan )?(?:marcados|indicados)|
        (?:debes|debe|tienes que|necesitas) (?:iniciar sesion|estar (?:conectado|registrado)|
        registrarte|registrarse|identificarte|acceder) (?:(?:a|con|en|o|tu|su|una|la|cuenta|web|
        sesion|registrarte|registrarse) ){0,5}para (?:poder )?(?:(?:dejar|enviar|escribir|publicar|
        hacer|anadir) (?:un|tu|su) )?(?:comentar|comentario|publicar)|guarda(?:r)? mi nombre|
        se el primero en (?:comentar|opinar)|
        (?:los )?comentarios (?:estan )?(?:cerrados|desactivados|deshabilitados)|
        inicia(?:r)? sesion para (?:comentar|responder|participar)"""),
    ("comment form", 8, r"""
        (?:deja|dejar|dejanos|escribe|publica|publicar|anade|anadir|agrega) (?:aqui )?(?:un|tu|su)
         (?:comentario|respuesta|opinion)|cancelar (?:la )?respuesta"""),
    ("comment policy", 60, rf"""
        (?:los|tod[oa]s l[oa]s|las|estos) (?:comentarios|opiniones)
        (?: (?:publicad[oa]s|expresad[oa]s|vertid[oa]s|recogid[oa]s|enviad[oa]s|en|por|los|
        las|de|del|este|esta|el|la|aqui|lectores|usuarios|{_TEXTS}|comentarios|autores|sitio|web|
        medio|diario|pagina|seccion|y))* (?:son (?:responsabilidad|propiedad|de exclusiva)|no
         (?:reflejan|representan|expresan)|seran moderados|estan moderados)|
        (?:el|la) (?:diario|periodico|medio|redaccion|web|sitio|portal|direccion) (?:\w+ )?
        (?:se reserva el derecho (?:de|a) (?:\w+ ){{0,4}}comentarios?|no se (?:hace
         responsable|responsabiliza) de (?:\w+ ){{0,5}}(?:comentarios|opiniones))"""),
    ("cookies", 80, r"""
        (?:(?:utilizamos|usamos|(?:(?:en )?(?:este sitio(?: web)?|este portal|esta web|
        esta pagina(?: web)?|nuestra (?:web|pagina)|nuestro sitio(?: web)?)) (?:se )?
        (?:utiliza(?:mos|n)?|usa(?:mos|n)?)) (?:(?:nuestras|las|propias|otras|tecnologias|como|y|
        de|terceros) ){0,4}cookies|
        (?:al|si) (?:continuar|seguir|continuas|continua|sigues|sigue) (?:(?:con|la|su|tu) ){0,2}
        (?:navegando|navegacion|usando este sitio)|(?:politica|configuracion|ajustes|aviso|
        preferencias) de cookies$)"""),
    ("paywall", 40, rf"""
        (?:contenido|{_TEXTS}) (?:\w+ )?(?:exclusiv[oa]|reservad[oa]|solo) (?:\w+ )?para
         (?:\w+ )?(?:suscriptores|abonados|socios)|hazte (?:socio|suscriptor)|
        (?:ya (?:eres|soy|es) (?:suscriptor|abonado|socio)|ya estas suscrito|
        ya tienes (?:una )?cuenta)|para (?:seguir|continuar) leyendo"""),
    ("copyright", 30, r"""
        (?:copyright )?todos los derechos reservados|reservados todos los derechos|
        (?:queda )?(?:terminantemente )?prohibida (?:la |su )?reproduccion"""),
    # "recibe … en su correo" is what befalls a third person as well
    ("newsletter", 25, r"""
        recib[ea] (?:\w+ ){0,8}(?:(?:nuestra|tu) newsletter|nuestro boletin|(?:en|a) tu
         (?:correo|e ?mail|bandeja|buzon|movil))|
        reciba (?:\w+ ){0,8}(?:en|a) su (?:correo|e ?mail|bandeja|buzon|movil)"""),
    ("stamp", 14, r"""
        (?:publicad[oa]|actualizad[oa]|(?:ultima )?actualizacion)(?: el| hace)?(?: [^\W\d]+)?
         \d{1,2}(?: de)? [^\W\d]+(?: de| del)? \d{4}(?: a las)?(?: \d+h?\d*)*(?: h| horas)?$"""),
    ("advertisement", 12, r"""
        (?:(?:la )?noticia|(?:el )?articulo|(?:la )?nota|sigue leyendo|continua leyendo)
        (?: continua| sigue)? (?:despues|debajo|tras) (?:de )?(?:la|el|esta|este)
         (?:publicidad|anuncio)$"""),
]  # fmt: skip

# what a colon or the end of the line follows, of at most thirty words
_LABELS = re.compile(
    r"\W{0,4}(?:sobre el mismo tema|(?:tambi[ée]n )?(?:te|le|les|os) (?:puede|podr[íi]a|pueden"
    r"|podr[íi]an) (?:tambi[ée]n )?interesar|(?:noticias?|art[íi]culos?|notas?|entradas?"
    r"|contenidos?|informaci[óo]n|publicaciones|reportajes?) relacionad[oa]s?"
    r"|en la misma secci[óo]n|no te (?:lo )?pierdas|sigue leyendo)\s{0,2}(?:[:|»›→-].*|\W*)$"
    r"|\W{0,4}(?:(?:lea|lee|leer|vea|ver|mira|mire|te recomendamos leer) tambi[ée]n)\b",
    re.IGNORECASE,
)
_TAGS = re.compile(r"\W{0,4}(?:etiquetas|archivado en|palabras clave)\b", re.IGNORECASE)
_MAX_LABELLED_WORDS, _MAX_TAGS_WORDS = 30, 40

# what is a whole line of at most nine words
_WHOLE = [
    ("share", rf"""
        (?:comparte|compartir|compartelo|compartirlo|enviar|envialo|publicar)
        (?: (?:esta|este|la|el))?(?: {_TEXTS})?(?: (?:en|por|via|con|a traves de))?
        (?: (?:(?:y|o|tus|amigos|{_CHANNELS})))*|(?:siguenos|siganos) en|
        (?:copiar|copia|obtener) (?:el )?(?:enlace|link|url)|enlace copiado"""),
    ("read more", rf"""
        (?:leer|ver|lee|seguir leyendo|continuar leyendo) (?:la |el |esta |este )?{_TEXTS}
        (?: complet[oa]s?)?|(?:ver|cargar|mostrar) mas {_TEXTS}|mas {_TEXTS}"""),
    ("tools of the page", rf"""
        (?:escucha|escuchar|imprimir|imprime|guardar|guarda|regalar|regala|traducir|descargar|citar)
         (?:la |el |esta |este )?{_TEXTS}(?: (?:para (?:despues|mas tarde)|en pdf))?|
        (?:guardar|leer|ver) (?:para )?(?:despues|mas tarde)|
        (?:guardar en|anadir a|agregar a) (?:mis )?(?:favorit[oa]s|mi lista(?: de lectura)?)|
        (?:reportar|informar de|notificar|comunicar|avisar de) (?:un |una )?(?:error|errata)s?"""),
    ("list heading", rf"""
        (?:l[oa]s?) (?:{_TEXTS} )?mas (?:leid|vist|comentad|compartid|buscad|destacad)[oa]s?
        (?: (?:hoy|ahora|de|del|la|el|dia|semana|mes))*|
        {_TEXTS} mas (?:leid|vist|comentad|compartid)[oa]s?"""),
    ("pager", r"""
        (?:articulo|noticia|pagina|entrada|nota|publicacion)(?:s|es)? (?:anterior|siguiente|
        previ[oa])(?:e?s)?|pagina \d+ de \d+"""),
    ("back", r"""
        (?:volver|ir|subir|regresar) (?:(?:a|al|hacia) )?(?:la )?(?:arriba|inicio|portada|
        principio|pagina (?:de inicio|principal|anterior))"""),
    ("counter", r"""
        \d+ (?:comentarios?|visitas|lecturas|visualizaciones|veces compartido|me gusta)|
        (?:comentarios|visitas|lecturas|visualizaciones) \d{1,3}|
        (?:ver|mostrar|ocultar|cargar)(?: todos)?(?: los)?(?: mas)?(?: \d+)? comentarios?"""),
    ("time ago", rf"(?:(?:publicad[oa]|actualizad[oa]) )?hace \d+ {_UNITS}"),
    ("reading time", r"""
        \d+ min\w* de lectura|(?:tiempo de )?lectura(?: estimado)?(?: de)?(?: \d+ min\w*)"""),
    ("form field", r"""
        (?:tu|su) (?:nombre|correo|e ?mail|mensaje|comentario|opinion)(?: electronico)?
        (?: (?:obligatorio|requerido|opcional|aqui))?"""),
    ("watch below", r"""
        (?:mira|mire|vea|ver) (?:aqui )?(?:el|la|las|los) (?:videos?|fotos|audio|galeria|imagenes)
        (?: complet[oa])?(?: (?:aqui|abajo|a continuacion))?"""),
    ("login", "(?:acceso|area|zona) (?:de |para )?(?:suscriptores|socios|usuarios|abonados)"),
    ("photo credit", """
        (?:fotos?|imagen|imagenes|fotografia)(?: de)? (?:archivo|efe|map|afp|ap|reuters|cedida|
        agencias)"""),
]  # fmt: skip

_FIRST = frozenset(re.findall(r"\w+", """
    lea lee leer vea ver mira mire te_recomendamos te_puede te_podria te_pueden te_podrian
    le_puede le_podria le_pueden les_puede les_pueden les_podria os_puede os_pueden tambien
    sobre sigue en_la en_este no_te no_se etiquetas archivado palabras siguenos siganos
    encuentranos buscanos suscribete suscribase suscribanse unete unase apuntate inscribete
    registrate descarga descargate bajate activa recibe reciba mantente tu su los las lo
    la_noticia la_nota la_redaccion la_web la_direccion el debes debe tienes necesitas guarda
    guardar se_el comentarios inicia iniciar deja dejar dejanos escribe publica publicar anade
    anadir agrega cancelar todos todas estos utilizamos usamos este esta nuestra nuestro
    al_continuar al_seguir si_continuas si_continua si_sigues si_sigue politica configuracion
    ajustes aviso preferencias contenido contenidos hazte ya para copyright reservados queda
    prohibida terminantemente publicado publicada actualizado actualizada ultima actualizacion
    noticia noticias articulo articulos nota notas entrada entradas informacion publicacion
    publicaciones reportaje continua comparte compartir compartelo compartirlo enviar envialo
    copiar copia obtener enlace seguir continuar cargar mostrar ocultar mas escucha escuchar
    imprimir imprime regalar regala traducir descargar citar agregar reportar informar notificar
    comunicar avisar pagina paginas volver ir subir regresar visitas lecturas visualizaciones
    hace tiempo lectura acceso area zona foto fotos imagen imagenes fotografia
"""))  # fmt: skip
"""The first words of all of them, by which nearly every line is told apart."""
_ALSO_FRENCH = frozenset(("te", "le", "les", "en", "la", "no", "se", "al", "si", "os"))
"""First words that open many a line in other languages: there the second one is asked as well."""


def _in_one_line(rule: str) -> str:
    return re.sub(r"\n {8}", "", rule)


_WHOLE_LINE = re.compile(
    "|".join(f"(?P<n{n}>{_in_one_line(rule)})" for n, (_, rule) in enumerate(_WHOLE))
)
_RULES = [
    (why, max_words, re.compile(rf"(?:{_in_one_line(rule)})\b"))
    for why, max_words, rule in _OPENINGS
]
_MAX_WHOLE_WORDS = 9


def kind_in_spanish(text: str, line: str, tokens: Sequence[str]) -> str | None:
    """The kind of Spanish phrase that a line is, or ``None``; ``Compartir en X`` is a share.

    ``tokens`` are the folded words without accents, ``line`` the same with spaces between.
    """
    first = tokens[0]
    if first in _ALSO_FRENCH and len(tokens) > 1:
        first = f"{first}_{tokens[1]}"
    if first not in _FIRST and not (first.isdecimal() and len(tokens) <= _MAX_WHOLE_WORDS):
        return None
    if len(tokens) <= _MAX_WHOLE_WORDS and (whole := _WHOLE_LINE.fullmatch(line)):
        return _WHOLE[int((whole.lastgroup or "n0")[1:])][0]
    if len(tokens) <= _MAX_LABELLED_WORDS and _LABELS.match(text):
        return "related"
    if len(tokens) <= _MAX_TAGS_WORDS and _TAGS.match(text):
        return "tags"
    for why, max_words, rule in _RULES:
        opening = rule.match(line) if len(tokens) <= max_words else None
        if opening and _is_of_site(line, opening.end()):
            return why
    return None


def _is_of_site(line: str, end: int) -> bool:
    """Whether a line goes on behind its opening as the site's own lines do."""
    named = OF_OWNER.search(line)
    # the owner's name, or the place's, may be any words
    rest = line[end : max(end, named.start())] if named else line[end:]
    return all(word in BEHIND or word.isdecimal() for word in rest.split())
