"""Every template compiles, and every template that another one names exists."""

from pathlib import Path

from jinja2 import StrictUndefined, meta

ROOT = Path(__file__).resolve().parents[2]


def test_a_name_that_nobody_gave_is_an_error(app):
    assert app.jinja_env.undefined is StrictUndefined


def test_every_template_compiles_and_names_only_templates_that_exist(app):
    names = set(app.jinja_env.list_templates())
    assert names
    for name in sorted(names):
        app.jinja_env.get_template(name)
        source, *_ = app.jinja_env.loader.get_source(app.jinja_env, name)
        referenced = set(meta.find_referenced_templates(app.jinja_env.parse(source))) - {None}
        assert referenced <= names, name
