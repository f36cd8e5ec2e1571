"""What the words of programmes and funding are called on a page."""

from flask_babel import lazy_gettext as _l

from eventhub.programmes.models import FundingRole, FundingSource, ProgrammeType
from eventhub.programmes.rules import EuStatement
from eventhub.text.languages import in_language
from eventhub.web.language import current_language

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


def source_label(source: FundingSource) -> str:
    """A funding source by its funder, instrument and agreement; by its code where the funder has several like it."""
    language = current_language()
    name, instrument = (
        in_language(text, language)[0] for text in (source.organization.name, source.instrument)
    )
    which = (
        [instrument, source.agreement_reference]
        if instrument or source.agreement_reference
        else [source.code]
    )
    return " · ".join(part for part in (name, *which) if part)
