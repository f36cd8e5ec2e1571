"""The page of a programme."""

from flask import Blueprint, render_template

from eventhub.programmes.labels import TYPE_LABELS
from eventhub.programmes.queries import get_programme
from eventhub.web.access import public
from eventhub.web.responses import with_validator
from eventhub.web.texts import marked
from eventhub.website import credits as who
from eventhub.website.collections import collect

blueprint = Blueprint("programmes", __name__)
blueprint.after_request(with_validator)


@blueprint.route("/programmes/<slug>/")
@public
def show(slug: str):
    programme = get_programme(slug)
    return render_template(
        "programmes/show.html",
        programme=programme,
        name=marked(programme.name),
        kind=TYPE_LABELS[programme.type],
        aim=who.aim_of(programme),
        period=who.period_of(programme),
        implementers=[who.organization_entry(each) for each in programme.implementers],
        fundings=[who.acknowledgement(each.source) for each in programme.fundings],
        events=collect("programme", programme),
    )
