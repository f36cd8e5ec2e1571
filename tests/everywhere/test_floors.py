"""The architecture: imports go down the floors of pyproject.toml, never up or round."""

from importlinter.cli import lint_imports


def test_imports_keep_to_their_floors(capsys):
    status = lint_imports(no_cache=True)
    assert status == 0, capsys.readouterr().out
