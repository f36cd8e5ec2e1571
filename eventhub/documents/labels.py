"""What documents call things."""

from flask_babel import lazy_gettext as _l

from eventhub.documents.rules import Group

GROUP_LABELS = {
    Group.GOVERNMENT: _l("Governments"),
    Group.EU_INSTITUTION: _l("European Union institutions"),
    Group.EMBASSY: _l("Embassies"),
    Group.UN_AGENCY: _l("United Nations"),
    Group.IGO: _l("Intergovernmental organisations"),
    Group.NGO: _l("Non-governmental organisations"),
    Group.TRADE_UNION: _l("Trade unions"),
    Group.ACADEMIA: _l("Academia"),
    Group.PRIVATE: _l("Private sector"),
    Group.MEDIA: _l("Media"),
    Group.OTHER: _l("Others"),
    Group.SECRETARIAT: _l("Secretariat"),
}
