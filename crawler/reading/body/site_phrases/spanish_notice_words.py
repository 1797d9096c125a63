"""Words with which Spanish lines of a site go on behind their opening."""

import re

BEHIND = frozenset(re.findall(r"\w+", """
    a al ante aqui cada como con cual cualquier cuando de del desde e el ella ellos en entre es esta
    estan estas este esto estos forma hace han has hasta la las le les lo los mas mediante mejor
    mejores mi mis muy ni no nos nuestra nuestras nuestro nuestros o ojo otra otras otro otros para
    parte pero por puede puedes que quien quienes se sea sean segun sera seran si sin sobre solo son
    su sus tambien te tienes toda todas todo todos total tras tu tus un una uno unos usted vez y ya

    ahora hoy gratis siempre dia diario diaria semana semanal mes mensual ano manana mananas minuto
    instante proxima proximo ultima ultimas ultimo ultimos hora euro euros

    autor autores autora boletin boletines canal canales comunidad contenido contenidos cuenta
    cuentas grupo lista pagina paginas perfil perfiles portal sitio web blog redaccion medio medios
    periodico revista editor editora editorial empresa direccion seccion texto textos foto fotos
    fotografia fotografias imagen imagenes video videos material materiales obra app aplicacion
    noticia noticias articulo articulos nota notas entrada entradas informacion informaciones
    publicacion reportaje actualidad novedades historias titulares newsletter newsletters
    facebook twitter x whatsapp telegram instagram youtube tiktok linkedin pinterest threads bluesky
    google discover news messenger redes sociales

    correo correos electronico electronicos email mail e bandeja entrada buzon movil telefono
    nombre navegador apellidos usuario usuarios lector lectores suscriptor suscriptores abonado
    abonados socio socios suscripcion suscribete suscribirte suscribase registrate registro
    inicia iniciar sesion accede acceder acceso hazte unete siguenos identificate entra entrar
    recibe recibir recibiras reciba lee leer leyendo disfruta disfrutar apoya apoyanos conoce
    enterarte entera enterate estar informado informada notificaciones alertas activa activar
    lectura descarga descargar compartir comparte completo completa exclusivo exclusiva exclusivos
    ilimitado ilimitada anuncios oferta prueba

    comentar comente comentario comentarios opinar opinion opiniones responder respuesta respuestas
    participar publicar publicado publicada publicados publicadas dejar escribir cancelar cerrados
    desactivados campos obligatorios requeridos necesarios marcados indicados asterisco formulario
    responsabilidad exclusiva exclusivamente propiedad quienes emiten emite escriben expresan
    expresadas expresados vertidos vertidas reflejan refleja representan necesariamente postura
    posicion punto puntos vista linea ideas hace responsable responsables responsabiliza reserva
    derecho derechos eliminar borrar suprimir moderar moderados moderadas editar ofensivos
    ofensivas insultos insultantes injuriosos inapropiados inadecuados ofensas contrarios ley
    normas participacion respeten cumplan consideren considere considera

    cookies cookie propias terceros tecnicas analiticas tecnologias similares mejorar mejora
    ofrecer ofrecerte ofrecerle analizar analisis personalizar personalizada personalizados
    garantizar medir mostrar mostrarte mostrarle recordar experiencia navegacion navegando uso
    utilizacion utilizar usar usando servicio servicios trafico audiencia publicidad fines
    estadisticos publicitarios preferencias habitos intereses acepta aceptas aceptar aceptando
    aceptacion consideramos entendemos consiente consientes autoriza autorizas consentimiento
    politica privacidad condiciones instalacion configuracion configurar cambiar obtener rechazar
    pulsa haz clic boton dispositivo datos personales

    reservados reservado copyright prohibida prohibido reproduccion reproducir parcial autorizacion
    permiso previa previo expresa expreso escrita escrito distribucion comunicacion publica
    difusion transformacion cesion copia tratamiento titular comerciales soporte salvo
"""))  # fmt: skip
"""Words that such lines go on with; a sentence of an article soon has another one."""
OF_OWNER = re.compile(
    r"(?:(?:autorizacion|permiso|consentimiento)(?: \w+){0,4}? (?:de|del)"
    r"|(?:noticias?|actualidad|informacion) (?:de|del|en|sobre)) \w+(?: \w+){0,3}$"
    r"|derechos reservados(?! (?:a|al|para|en|por)\b)(?: \w+){1,6}$"
)
"""The end of a line that names whose the rights are, or the place that the news is about."""
