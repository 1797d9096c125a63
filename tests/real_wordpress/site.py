"""``Site``: a WordPress with a database and a server of its own, all in one folder."""

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SOURCE = Path("/usr/share/wordpress")
PACKAGES = (
    "wordpress wordpress-l10n wordpress-theme-twentytwentyone wordpress-theme-twentytwentytwo "
    "wordpress-theme-twentytwentythree php-cli php-mysql php-gd php-xml php-mbstring mariadb-server"
)
UNPRIVILEGED = "nobody"
"""Whose processes these are where root calls: neither MariaDB nor a web server runs as root."""
LIMIT = 120.0
"""Seconds within which a server has to answer for the first time."""
_CONFIG = """<?php
define( 'DB_NAME', 'press' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:{socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'WP_HOME', '{home}' );
define( 'WP_SITEURL', '{home}' );
define( 'DISABLE_WP_CRON', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_DEBUG', false );
$table_prefix = 'wp_';
require_once __DIR__ . '/wp-settings.php';
"""


class Missing(Exception):
    """Packages that are not installed; the message is one sentence that names them."""


@dataclass
class Site:
    """A site that runs: its home, its folder, its editor."""

    home: str
    folder: Path
    user: str | None

    @property
    def owner(self) -> dict[str, Any]:
        """Whose a process is, as ``subprocess`` wants it."""
        if self.user is None:
            return {}
        return {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}

    @property
    def root(self) -> Path:
        """The folder that is served."""
        return self.folder / "www"

    def edit(self, *orders: dict[str, Any], install: bool = False) -> list[Any]:
        """The results of orders to the editor. Raises ``RuntimeError`` with what PHP said."""
        host = self.home.split("//")[1].rstrip("/")
        asked = json.dumps({"host": host, "install": install, "orders": orders})
        ran = subprocess.run(
            ["php", "-d", "memory_limit=512M", str(self.folder / "editor.php"), str(self.root)],
            input=asked, capture_output=True, text=True, cwd=self.folder, **self.owner,
        )  # fmt: skip
        if ran.returncode:
            raise RuntimeError(f"the editor failed: {ran.stdout[-2000:]}{ran.stderr[-2000:]}")
        results: list[Any] = json.loads(ran.stdout.splitlines()[-1])
        return results


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    """A fresh WordPress that serves until the block ends. Raises ``Missing``."""
    _demand_packages()
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        made = Site(f"http://127.0.0.1:{free.getsockname()[1]}/", folder, user)
    folder.mkdir(parents=True)
    _lay_out(made)
    with ExitStack() as stack:
        stack.enter_context(_database(made))
        stack.enter_context(_server(made))
        yield made


def _demand_packages() -> None:
    names = ("php", "mariadbd", "mariadb-install-db")
    path = f"{os.environ.get('PATH', '')}:/usr/sbin"
    absent = [name for name in names if shutil.which(name, path=path) is None]
    themes = [SOURCE / "wp-content/themes" / f"twentytwenty{n}" for n in ("one", "two", "three")]
    language = SOURCE / "wp-content/languages/ar.mo"
    files = (SOURCE / "wp-load.php", *themes, language)
    absent += [str(file) for file in files if not file.exists()]
    if "php" not in absent:
        modules = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True)
        loaded = modules.stdout.lower().split()
        absent += [f"PHP's {one}" for one in ("mysqli", "gd", "xml", "mbstring")
                   if one not in loaded]  # fmt: skip
    if absent:
        raise Missing(
            f"{', '.join(absent)} not found: install Debian's packages with"
            f" `apt-get install --no-install-recommends {PACKAGES}`."
        )


def _lay_out(made: Site) -> None:
    """WordPress's files in the folder: a copy, since PHP follows links to where they lead."""

    def foreign(folder: str, names: list[str]) -> list[str]:
        if Path(folder).name != "languages":
            return [name for name in names if name in ("wp-config.php", ".htaccess")]
        return [name for name in names if not name.startswith(("ar.", "admin-ar."))]

    shutil.copytree(SOURCE, made.root, ignore=foreign)
    config = _CONFIG.format(socket=made.folder / "db.sock", home=made.home.rstrip("/"))
    (made.root / "wp-config.php").write_text(config, "utf-8")
    for name in ("editor.php", "router.php"):
        shutil.copy(HERE / name, made.folder)
    plugins = made.root / "wp-content" / "mu-plugins"
    plugins.mkdir()
    shutil.copy(HERE / "kept_addresses.php", plugins)
    if made.user:
        account = pwd.getpwnam(made.user)
        for path in (made.folder, *made.folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)


@contextmanager
def _database(made: Site) -> Iterator[None]:
    """MariaDB on a socket in the folder; nothing of it can be reached by a network."""
    data = made.folder / "db"
    environment = {**os.environ, "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin"}
    subprocess.run(
        ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--skip-test-db",
         "--auth-root-authentication-method=normal"],
        check=True, capture_output=True, env=environment, cwd=made.folder, **made.owner,
    )  # fmt: skip
    sock = made.folder / "db.sock"
    command = [
        "mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={sock}", "--skip-networking",
        f"--pid-file={made.folder / 'db.pid'}", f"--tmpdir={made.folder}",
        "--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=0",
    ]  # fmt: skip

    def answers() -> bool:
        made_database = ["mariadb", "--no-defaults", f"--socket={sock}", "-uroot", "-e",
                         "CREATE DATABASE IF NOT EXISTS press CHARACTER SET utf8mb4"]  # fmt: skip
        return subprocess.run(made_database, capture_output=True).returncode == 0

    with _process(made, command, answers, environment):
        yield


@contextmanager
def _server(made: Site) -> Iterator[None]:
    """PHP's own server on the site's port."""
    host = made.home.split("//")[1].rstrip("/")
    command = ["php", "-d", "opcache.enable_cli=1", "-S", host, "-t", str(made.root),
               str(made.folder / "router.php")]  # fmt: skip

    def answers() -> bool:
        try:
            urllib.request.urlopen(f"{made.home}readme.html", timeout=5).close()
        except (urllib.error.URLError, TimeoutError):
            return False
        return True

    environment = {**os.environ, "PHP_CLI_SERVER_WORKERS": "2"}
    with _process(made, command, answers, environment):
        yield


@contextmanager
def _process(
    made: Site, command: Sequence[str], answers: Any, environment: dict[str, str]
) -> Iterator[None]:
    """A server as a process group of its own, from its first answer until the block ends."""
    log = made.folder / f"{Path(command[0]).name}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env=environment, cwd=made.folder, **made.owner,
            start_new_session=True,
        )  # fmt: skip
    try:
        end = time.monotonic() + LIMIT
        while not answers():
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{command[0]} does not answer: {log.read_text()[-2000:]}")
            time.sleep(0.1)
        yield
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)  # its workers are of its group
        process.wait(LIMIT)
