"""The command ``eventhub``: a table of commands, each imported only when it is called.

A release is written without Flask or a database, so asking for one must not wait for them.
"""

import importlib

import click

from eventhub import heap

COMMANDS = {
    "backup": "eventhub.maintenance.commands:backup",
    "bounce": "eventhub.commands:bounce",
    "calendars": "eventhub.commands:calendars",
    "demo": "eventhub.demo_command:demo",
    "doctor": "eventhub.maintenance.commands:doctor",
    "encryption": "eventhub.maintenance.commands:encryption",
    "export": "eventhub.maintenance.commands:export",
    "files": "eventhub.maintenance.commands:files",
    "import": "eventhub.maintenance.commands:import_",
    "init": "eventhub.commands:init",
    "release": "eventhub.releases.command:release",
    "restore": "eventhub.maintenance.commands:restore",
    "run": "eventhub.commands:run",
    "token": "eventhub.commands:token",
    "user": "eventhub.commands:user",
    "worker": "eventhub.commands:worker",
}
"""Name of each command, and where it is defined (module:attribute)."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        with heap.growing():
            return getattr(importlib.import_module(module), attribute)


@click.group(cls=LazyGroup)
def main() -> None:
    """EventHub: a workshop from first idea to final report."""


if __name__ == "__main__":
    main()
