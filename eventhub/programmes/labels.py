"""What the words of programmes and funding are called on a page."""

from flask_babel import lazy_gettext as _l

from eventhub.programmes.models import FundingRole, ProgrammeType
from eventhub.programmes.rules import EuStatement

TYPE_LABELS = {
    ProgrammeType.PROJECT: _l("Project"),
    ProgrammeType.PROGRAMME: _l("Programme"),
    ProgrammeType.INITIATIVE: _l("Initiative"),
    ProgrammeType.DIALOGUE: _l("Dialogue"),
}
ROLE_LABELS = {
    FundingRole.SOLE: _l("Only funder"),
    FundingRole.LEAD: _l("Lead funder"),
    FundingRole.CO_FUNDER: _l("Co-funder"),
    FundingRole.IN_KIND: _l("In kind"),
}
STATEMENT_LABELS = {
    EuStatement.FUNDED: _l("Funded by the European Union"),
    EuStatement.CO_FUNDED: _l("Co-funded by the European Union"),
}
EMBLEM_LABELS = {"eu": _l("Flag of the European Union")}
