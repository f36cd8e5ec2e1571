"""The register of processing, to read, to print and as a file."""

from flask import Blueprint, render_template
from flask_login import current_user

from eventhub.accounts.permissions import Permission, may
from eventhub.clock import now
from eventhub.desk.processing import instance_wide, measures, processing_of, sheet_of
from eventhub.formats import csv
from eventhub.web.access import requires
from eventhub.web.responses import download
from eventhub.web.security import keep_private

blueprint = Blueprint("processing_desk", __name__)
blueprint.after_request(keep_private)


@blueprint.route("/processing/")
@requires(Permission.REGISTRATION_VIEW)
def index():
    return render_template(
        "desk/processing.html",
        rows=processing_of(current_user),
        instance=instance_wide() if may(current_user, Permission.USER_ADMINISTER) else [],
        measures=measures(),
        at=now(),
    )


@blueprint.route("/processing.csv")
@requires(Permission.REGISTRATION_VIEW)
def file():
    content = csv.table(sheet_of(processing_of(current_user)))
    return download(content, filename="processing.csv", media_type=csv.MEDIA_TYPE)
