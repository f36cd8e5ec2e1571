"""What the kinds of organizations are called on a page."""

from flask_babel import lazy_gettext as _l

from eventhub.organizations.models import OrganizationKind

KIND_LABELS = {
    OrganizationKind.GOVERNMENT: _l("Government"),
    OrganizationKind.EU_INSTITUTION: _l("European Union institution"),
    OrganizationKind.EMBASSY: _l("Embassy"),
    OrganizationKind.UN_AGENCY: _l("United Nations agency"),
    OrganizationKind.IGO: _l("Intergovernmental organisation"),
    OrganizationKind.NGO: _l("Non-governmental organisation"),
    OrganizationKind.TRADE_UNION: _l("Trade union"),
    OrganizationKind.ACADEMIA: _l("University or research institute"),
    OrganizationKind.PRIVATE: _l("Private sector"),
    OrganizationKind.MEDIA: _l("Media"),
    OrganizationKind.OTHER: _l("Other"),
}

# IATI codelist OrganisationType.
IATI_LABELS = {
    10: _l("Government"),
    11: _l("Local government"),
    15: _l("Other public sector"),
    21: _l("International NGO"),
    22: _l("National NGO"),
    23: _l("Regional NGO"),
    24: _l("Partner country based NGO"),
    30: _l("Public private partnership"),
    40: _l("Multilateral"),
    60: _l("Foundation"),
    70: _l("Private sector"),
    71: _l("Private sector in provider country"),
    72: _l("Private sector in aid recipient country"),
    73: _l("Private sector in third country"),
    80: _l("Academic, training and research"),
    90: _l("Other"),
}
