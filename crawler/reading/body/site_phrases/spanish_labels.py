"""Spanish labels of a page, in the form of ``ui_labels``."""

SPANISH_LABELS = {
    "comments": """
        comentarios | sin comentarios | no hay comentarios | ningun comentario | comentar |
        comenta | danos tu opinion | ultimos comentarios | dejar comentario""",
    "share": """
        compartir | comparte | compartelo | comparte esto | siguenos | siganos |
        twittear | tuitear | suscribete | suscribete ahora/ya/gratis | suscribirse | suscribirme |
        boletin | boletines | boletin de noticias | unete | unete a nosotros""",
    "tools of the page": """
        imprimir | descargar | escuchar | cancelar |
        ir arriba | volver arriba | saltar al contenido | ir al contenido | modo lectura/oscuro |
        tamano de letra/texto/fuente | pagina no encontrada | cargando | haz clic aqui |
        haga clic aqui | pulsa/pincha aqui | enviar a un amigo | version para imprimir |
        escucha esta noticia | mi lista de lectura | crear alerta""",
    "read more": """
        leer mas | ver mas | ver todo/todos/todas | saber mas | mas informacion | relacionados |
        relacionadas | recomendados | recomendadas | recomendamos | te recomendamos |
        seguir/continuar leyendo | sobre el autor | sobre la autora | del mismo autor |
        tambien te puede interesar""",
    "list heading": """
        ultima hora | ultimas noticias | lo ultimo | titulares | destacados | destacadas |
        en portada | mas vistos/vistas/leidos/leidas""",
    "pager": """
        anterior | siguiente | anterior siguiente | inicio | portada | pagina de inicio |
        pagina principal""",
    "tags": "etiquetas | etiqueta | categorias | categoria | sin categoria | palabras clave",
    "stamp": """
        publicado | publicado en | por redaccion | tiempo de lectura | lecturas |
        visitas""",
    "account": """
        iniciar/inicia/cerrar sesion | registrate | registrarse | crear cuenta | crear una cuenta |
        mi cuenta | contrasena | nombre de usuario | olvidaste tu contrasena |
        has olvidado tu contrasena | recuerdame | correo electronico | sitio web |
        solo suscriptores | exclusivo suscriptores | solo para suscriptores""",
    "consent": """
        aceptar/rechazar todo/todas | aceptar y cerrar/continuar |
        configurar cookies | gestionar cookies/opciones/preferencias | mas opciones |
        guardar preferencias | ver socios""",
    "about the site": """
        quienes somos | sobre nosotros | contactanos | contacta con nosotros | aviso legal |
        politica de privacidad/cookies | terminos y condiciones | terminos/condiciones de uso |
        mapa del sitio/web | publicidad | anunciese | anunciate | anunciate aqui | patrocinado |
        contenido patrocinado | publirreportaje | hemeroteca""",
    "paper edition": "edicion/version impresa/digital/pdf | portada del dia | kiosco | quiosco",
    "media": "galeria de fotos/imagenes | en directo | television en directo",
    "widget": "farmacias de guardia | horarios de oracion | horario de oraciones",
}
SPANISH_TOPICS = """
    contacto | nombre | encuesta | horoscopo | el tiempo | tiempo | anuncio | anuncios | archivo |
    economia | deportes | politica de comentarios | normas de participacion | temas | opinion |
    normas/reglas de los comentarios | en este articulo | contenido | contenidos | indice |
    sumario | comentario |
    opina | me gusta | guardar | buscar | busqueda | cerrar | de interes | tendencias |
    fuente | fuentes | aceptar | rechazar | acepto | rechazo | configurar | redes sociales |
    suscripcion | responder"""
