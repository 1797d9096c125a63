"""Lines of the site in Spanish leave; sentences that begin with the same words stay."""

import pytest

from crawler.reading.extraction_hints import Hints
from tests.reading.unknown_layouts import article, lines, paragraphs

BOTH = pytest.mark.parametrize(
    "hints", [Hints(), Hints(body="div.k1")], ids=["no hint", "container"]
)
TEXT = (
    "La lonja de Larache abrió el lunes con doce puestos nuevos y una cámara de frío.",
    "Los pescadores esperaban la obra desde que el temporal de 2021 arrancó el tejado viejo.",
    "«Ahora el pescado llega a Tánger sin perder ni una hora», dijo el patrón mayor.",
    "El ayuntamiento pagará el resto en dos plazos, según la ordenanza aprobada en marzo.",
)


@BOTH
@pytest.mark.parametrize("line", [
    "Comparte esta noticia", "Compartir en WhatsApp", "Compartir por correo electrónico",
    "Síguenos en Instagram y YouTube", "Únete a nuestro canal de Telegram",
    "Suscríbete a nuestro boletín", "Suscríbete gratis a la newsletter",
    "Recibe las mejores historias en tu correo", "Descarga nuestra app", "Leer más tarde",
    "Guardar para después", "Regalar este artículo", "Copiar enlace", "Informar de un error",
    "Escucha esta noticia", "Lea también: El puerto de Agadir cierra dos días",
    "También te puede interesar", "Noticias relacionadas", "Lo más leído de la semana",
    "Más noticias", "Sigue leyendo", "Hace 3 horas", "4 min de lectura",
    "Publicado el 3 de mayo de 2026", "Contenido exclusivo para suscriptores",
    "¿Ya eres suscriptor? Inicia sesión", "Todos los derechos reservados",
    "Prohibida la reproducción total o parcial sin autorización.", "Aviso legal",
    "Utilizamos cookies propias y de terceros para mejorar nuestros servicios.",
    "Política de cookies", "Volver arriba", "Artículo siguiente", "Iniciar sesión",
    "Etiquetas: puerto, pesca, Larache", "La noticia continúa después de la publicidad",
    "Foto: Archivo", "Farmacias de guardia",
])  # fmt: skip
def test_a_spanish_line_of_the_site_leaves(line: str, hints: Hints) -> None:
    inside = paragraphs((*TEXT[:2], line, *TEXT[2:]))
    assert lines(article(inside), hints) == [*TEXT]


@BOTH
@pytest.mark.parametrize("line", [
    "Comentarios (0)", "3 comentarios", "Deja un comentario",
    "Tu dirección de correo electrónico no será publicada. Los campos obligatorios están marcados",
    "Los comentarios publicados son responsabilidad de sus autores.",
    "El diario se reserva el derecho de eliminar los comentarios ofensivos.",
    "Sé el primero en comentar", "Normas de participación",
])  # fmt: skip
def test_spanish_comments_end_the_text(line: str, hints: Hints) -> None:
    assert lines(article(paragraphs((*TEXT, line))), hints) == [*TEXT]


@BOTH
@pytest.mark.parametrize("sentence", [
    "Comparte casa con tres pescadores y una nieta que estudia en Tetuán.",
    "Únete a la huelga, gritaban las obreras de la conservera a la salida.",
    "Leer también es viajar, repite la maestra a sus alumnos de la sierra.",
    "Todos los derechos reservados a los colonos fueron abolidos en 1956 por el nuevo código.",
    "Publicado en 1998, el libro ganó un premio en Rabat y otro en Sevilla.",
    "Recibe a sus clientes en un local de la medina desde hace veinte años.",
    "Los comentarios de los vecinos llegaron al alcalde, que prometió visitar el barrio.",
    "La noticia corrió por el mercado antes que el pregonero, como siempre.",
    "Para seguir leyendo de noche, los niños compartían una sola lámpara de gas.",
    "Lo más leído en la escuela son los cuentos de Juha, dice la bibliotecaria.",
    "Más información pidieron los sindicatos, que volverán a reunirse el viernes.",
    "Deja un hijo de cuatro años y una barca que llevaba el nombre de su madre.",
    "Hace 3 años que el faro no alumbra y nadie sabe quién debe repararlo.",
])  # fmt: skip
def test_a_spanish_sentence_with_such_words_stays(sentence: str, hints: Hints) -> None:
    told = [*TEXT[:2], sentence, *TEXT[2:]]
    assert lines(article(paragraphs(told)), hints) == told


@BOTH
def test_a_spanish_topic_between_paragraphs_may_be_a_heading(hints: Hints) -> None:
    inside = paragraphs(TEXT[:2]) + "<h3>Opinión</h3>" + paragraphs(TEXT[2:])
    assert lines(article(inside), hints) == [*TEXT[:2], "Opinión", *TEXT[2:]]


HEADS = ["<h3>Comentario</h3>", "<p>Únete a la conversación</p>", "<p>Deje su comentario</p>",
         "<p><strong>Comentarios</strong></p>"]  # fmt: skip
REST = (
    "La cofradía calcula que cada barco ahorrará dos horas por salida y la mitad del hielo.",
    "Queda por saber quién pagará la luz de la cámara, que nadie ha presupuestado todavía.",
    "El patrón mayor, que dejará el cargo en verano, confía en que lo haga el ministerio.",
)


@BOTH
@pytest.mark.parametrize("heading", HEADS)
def test_a_spanish_heading_of_comments_amid_paragraphs_ends_nothing(
    heading: str, hints: Hints
) -> None:
    found = lines(article(paragraphs(TEXT) + heading + paragraphs(REST)), hints)
    assert [one for one in found if one in TEXT + REST] == [*TEXT, *REST]


# «Comentario» alone is a column's heading: where nothing else tells, the text is kept
@pytest.mark.parametrize("heading", HEADS[1:])
def test_a_spanish_heading_above_a_box_of_comments_ends_the_text(heading: str) -> None:
    said = "".join(f"<div><b>Lector {n}</b><p>{one}</p></div>" for n, one in enumerate(REST))
    inside = f"<div>{paragraphs(TEXT)}</div><div>{heading}{said}</div>"
    assert lines(article(inside)) == [*TEXT]


@BOTH
@pytest.mark.parametrize("sentence", [
    "Prohibida la reproducción de los osos en cautiverio, el zoo cerró su nave.",
    "Queda prohibida la reproducción en cautividad, dijo la ministra.",
    "Recibe decenas de insultos en su móvil, cuenta la alcaldesa de Larache.",
    "Al continuar la navegación, la patrulla encontró dos náufragos.",
    "Si continúa navegando hacia el sur, el velero tocará las rocas.",
    "Los comentarios de los lectores no reflejan el enfado del barrio, dice la librera.",
    "Los comentarios están desactivados desde que la cantante fue amenazada.",
    "Usamos harina y canela para las cookies que horneamos cada jueves.",
    "Hazte socio fue el grito de la peña en el estadio.",
    "Para seguir leyendo la carta, la abuela encendió una vela.",
    "Mantente al día es el lema de la academia de Tetuán.",
    "No te pierdas nada de la infancia de tu hijo, aconseja la matrona.",
    "Sigue leyendo poemas de su padre en el barco.",
    "Sobre el mismo tema hablaron ayer los dos alcaldes.",
    "En la misma sección dormían cinco marineros heridos.",
    "Os puede interesar vender, dijo el tratante.",
    "Debes acceder al muelle para publicar el vídeo, le gritó el capitán.",
    "Te puede interesar conocer que el faro de 1911 sigue en pie.",
    "Notas relacionadas con el naufragio cubrían la pared del museo.",
    "Su correo no será publicado, prometió el juez a la testigo.",
    "Todos los derechos reservados a los colonos fueron abolidos.",
    "Suscríbete a la lista de espera, le dijo la enfermera.",
    "Hace 12 años.", "Volver a la portada.", "20 minutos de lectura.",
])  # fmt: skip
def test_a_spanish_sentence_that_opens_as_a_notice_stays(sentence: str, hints: Hints) -> None:
    told = [*TEXT[:2], sentence, *TEXT[2:]]
    assert lines(article(paragraphs(told)), hints) == told


@BOTH
@pytest.mark.parametrize("line", [
    "Queda prohibida la reproducción total o parcial de los contenidos de esta web.",
    "Prohibida su reproducción sin permiso expreso de El Eco del Rif.",
    "Recibe las noticias más importantes en tu correo cada mañana.",
    "Si continúas navegando, consideramos que aceptas su uso.",
    "Al continuar la navegación por este sitio web aceptas nuestra política de cookies.",
    "Este sitio web utiliza cookies para mejorar tu experiencia.",
    "Hazte socio desde 5 euros al mes", "Para seguir leyendo, inicia sesión o suscríbete.",
    "Mantente informado con nuestro boletín diario", "No te pierdas ninguna noticia de Melilla.",
    "Sigue leyendo: el puerto de Nador abre en marzo", "En la misma sección",
    "Debes iniciar sesión para publicar un comentario.", "Hace 12 años", "Volver a la portada",
    "Todos los derechos reservados El Eco del Rif 2026", "Sobre el mismo tema:",
    "Únete a nuestro canal de WhatsApp y recibe las noticias de Ceuta",
])  # fmt: skip
def test_a_whole_spanish_notice_leaves(line: str, hints: Hints) -> None:
    inside = paragraphs((*TEXT[:2], line, *TEXT[2:]))
    assert lines(article(inside), hints) == [*TEXT]
