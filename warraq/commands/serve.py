"""``warraq serve``: the archive as a web page."""

import ipaddress
import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from warraq.outlets_if_available import outlets_if_available
from warraq.terminal import ArchiveOption, ConfigOption, err, invocation, plain
from warraq.web_process import PORT

app = typer.Typer()
PASSWORD = "WARRAQ_WEB_PASSWORD"
"""The environment variable with the password: an argument would be seen by every process."""


@app.command()
def serve(
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port; 0: any free one.")] = PORT,
    host_name: Annotated[
        list[str] | None, typer.Option(help="A name by which a reverse proxy calls the page.")
    ] = None,
    password_at_proxy: Annotated[
        bool,
        typer.Option(
            "--password-at-proxy",
            help="The reverse proxy asks readers for a password: this page has none.",
        ),
    ] = False,
    per_second: Annotated[
        float, typer.Option(min=0.1, help="Requests of one reader per second.")
    ] = 5.0,
    hold_pages: Annotated[
        bool,
        typer.Option(
            "--hold-pages",
            help="Keep raw pages from readers that print the headline of a hidden article.",
        ),
    ] = False,
    sql_seconds: Annotated[
        float, typer.Option(min=0.1, help="Time of one question in SQL; it is cut behind it.")
    ] = 5.0,
) -> None:
    """Serve the archive as a web page, for this machine alone unless told otherwise.

    Whoever serves others sets a password in WARRAQ_WEB_PASSWORD; docs/search.md has a reverse
    proxy. It runs beside the daemon, and ends with Ctrl-C.

    Example: warraq serve --port 8765
    """
    try:
        import uvicorn

        from warraq.web.application import application
        from warraq.web.security import LOOPBACK
    except ImportError as error:
        raise typer.BadParameter(
            f"the web page needs more libraries ({error.name}): pip install 'warraq[web]'"
        ) from error
    password = os.environ.get(PASSWORD, "")
    if not _is_loopback(host) and not password:
        raise typer.BadParameter(
            f"--host {host}: set a password in {PASSWORD} before others can reach the page"
        )
    strange = [name for name in host_name or () if name not in LOOPBACK]
    if strange and not password and not password_at_proxy:
        raise typer.BadParameter(
            f"--host-name {strange[0]}: set a password in {PASSWORD} before others can reach the"
            " page, or say --password-at-proxy where the reverse proxy asks for one"
        )
    here = invocation(archive, config)
    outlets = outlets_if_available(here)
    names = {name: spider.arabic_name or name for name, spider in outlets.items()}
    own = here.overrides.get("HOMES", {})
    homes = {name: own.get(name, spider.home) for name, spider in outlets.items()}
    kinds = {name: spider.kind for name, spider in outlets.items() if spider.kind}
    hosts = (*LOOPBACK, *(host_name or ()), *([] if _is_loopback(host) else [host]))
    app = application(
        here.folder, names, hosts=hosts, password=password, per_second=per_second,
        sql_seconds=sql_seconds, homes=homes, kinds=kinds,
        hold_pages=hold_pages or here.config.daemon.get("hold_pages", False),
    )  # fmt: skip
    try:
        listening = socket.create_server((host, port))
    except OSError as error:
        raise typer.BadParameter(
            f"no page can be served at {host}:{port}: {error.strerror}; name another port (--port,"
            " of `warraq run` --web-port), or end the program that has this one"
        ) from error
    address = f"http://{host}:{listening.getsockname()[1]}/"
    err.print(plain(f"warraq: {here.folder} is served at {address}"))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    server.run(sockets=[listening])


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
