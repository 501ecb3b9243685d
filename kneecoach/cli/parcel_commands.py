"""Name the commands about pack files and their options; what each does is imported when it runs."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("build")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(*("-o", "--output"), required=True, type=FILE, help="The .kneepack file to write.")
@click.option("--sign", "key", metavar="KEY", type=FILE, help="Sign it with this secret key.")
def build(folder: Path, output: Path, key: Path | None) -> int:
    """Put a pack into one file to hand out, the same bytes every time."""
    from kneecoach.cli.parcels import build_pack

    return build_pack(folder, output, key)


@click.command("verify")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def verify(file: Path, as_json: bool) -> int:
    """Check a pack file, and say whose it is; nothing is installed."""
    from kneecoach.cli.parcels import verify_pack

    return verify_pack(file, as_json=as_json)


@click.command("install")
@click.argument("file", type=FILE)
@click.option("--yes", is_flag=True, help="Install it without asking.")
@click.option(
    "--other-key",
    is_flag=True,
    help="Also when its author was known by another key, or signed so far.",
)
def install(file: Path, yes: bool, other_key: bool) -> int:
    """Install a pack file, or take the update that it is."""
    from kneecoach.cli.parcels import install_pack

    return install_pack(file, yes=yes, other_key=other_key)


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def list_installed(as_json: bool) -> int:
    """List the packs that were installed."""
    from kneecoach.cli.parcels import list_packs

    return list_packs(as_json=as_json)


@click.command("remove")
@click.argument("pack_id", metavar="ID")
def remove(pack_id: str) -> int:
    """Remove an installed pack; the history is kept."""
    from kneecoach.cli.parcels import remove_pack

    return remove_pack(pack_id)


@click.command("keygen")
@click.option(
    *("-o", "--output"),
    type=FILE,
    help="Name of the secret key; the others are named after it. Otherwise it is kept with the "
    "coach's own files.",
)
@click.option("--no-password", is_flag=True, help="Lock it with no password.")
def keygen(output: Path | None, no_password: bool) -> int:
    """Make the keys of somebody who hands out packs: to sign them, and to open reports."""
    from kneecoach.cli.parcels import make_keys

    return make_keys(output, no_password=no_password)


@click.command("drafts")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def drafts(as_json: bool) -> int:
    """List the packs that are being made in the window."""
    from kneecoach.cli.drafts import list_drafts

    return list_drafts(as_json=as_json)


@click.command("draft")
@click.argument("draft_id", metavar="ID")
@click.option(*("-o", "--output"), metavar="DIR", required=True, type=click.Path(path_type=Path))
def draft(draft_id: str, output: Path) -> int:
    """Save a pack that is being made as a folder of files."""
    from kneecoach.cli.drafts import take_draft

    return take_draft(draft_id, output)


def add_parcel_commands(group: click.Group) -> None:
    """Add the commands to the group of those about packs."""
    for command in (build, verify, install, list_installed, remove, keygen, drafts, draft):
        group.add_command(command)
