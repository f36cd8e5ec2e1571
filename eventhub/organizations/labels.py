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
