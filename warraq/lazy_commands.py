"""The commands by name, each loaded when it is asked for: nothing else is waited for."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command_from_info

from warraq.closed_output import seen_enough

_QUERY, _DATASET = "warraq.commands.query", "warraq.commands.dataset"
_CRAWLING = "warraq.commands.crawling"
COMMANDS = {
    "crawl": f"{_CRAWLING}.crawl",
    "run": f"{_CRAWLING}.run",
    "backfill": f"{_CRAWLING}.backfill",
    "status": f"{_CRAWLING}.status",
    "outlets": "warraq.commands.outlets",
    "search": f"{_QUERY}.search",
    "concordance": f"{_QUERY}.concordance",
    "show": f"{_QUERY}.show",
    "history": f"{_QUERY}.history",
    "diff": f"{_QUERY}.diff",
    "story": f"{_QUERY}.story",
    "stats": f"{_QUERY}.stats",
    "sql": f"{_QUERY}.sql",
    "serve": "warraq.commands.serve",
    "leads": f"{_CRAWLING}.leads",
    "read": "warraq.commands.read",
    "check": "warraq.commands.check_outlets",
    "probe": "warraq.commands.probe",
    "learned": "warraq.commands.learned",
    "export": "warraq.commands.export",
    "bag": "warraq.commands.bag",
    "dataset": f"{_DATASET}.dataset",
    "hydrate": f"{_DATASET}.hydrate",
    "report": f"{_QUERY}.report",
    "verify": "warraq.commands.verify",
    "backup": "warraq.commands.backup",
    "restore": "warraq.commands.backup",
    "lost": "warraq.commands.raw_files",
    "adopt": "warraq.commands.raw_files",
    "import": "warraq.commands.import_warc",
    "tidy": "warraq.commands.maintenance",
    "reread": "warraq.commands.maintenance",
    "rebuild": "warraq.commands.maintenance",
    "suppress": "warraq.commands.takedown",
    "erase": "warraq.commands.takedown",
}
"""Name -> the module whose ``app`` has it, in the order of the help."""


class _Commands(Mapping[str, Any]):
    """Name -> command, made of its module when it is asked for."""

    def __getitem__(self, name: str) -> Any:
        app: typer.Typer = import_module(COMMANDS[name]).app
        made = (
            get_command_from_info(one, pretty_exceptions_short=False, rich_markup_mode=None)
            for one in app.registered_commands
        )
        return next(command for command in made if command.name == name)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class LazyCommands(TyperGroup):
    """All commands, of which only the one that is asked for is loaded."""

    def __init__(self, **given: Any) -> None:
        """As Typer calls it; it knows no command of its own."""
        super().__init__(**given)
        self.commands = _Commands()  # type: ignore[assignment]  # nothing is added to it

    def make_context(self, *given: Any, **more: Any) -> Any:
        """As Typer calls it; help is printed here. Raises ``NobodyReads``."""
        with seen_enough():
            return super().make_context(*given, **more)

    def invoke(self, ctx: Any) -> Any:
        """As Typer calls it. Raises ``NobodyReads``."""
        with seen_enough():
            return super().invoke(ctx)


def load(args: Sequence[str]) -> None:
    """Load the command that a command line names, or all where it names none, for the help."""
    named = next((arg for arg in args if not arg.startswith("-")), None)
    if named in COMMANDS:
        import_module(COMMANDS[named])
    elif named is None and "--version" not in args:
        for module in COMMANDS.values():
            import_module(module)
