"""Forms of organizations and offices."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, SelectField, StringField, TelField, URLField
from wtforms.validators import DataRequired, Email, Length, Optional

from eventhub.accounts.models import User
from eventhub.db import Translated
from eventhub.organizations.actions import OfficeDetails, OrganizationDetails
from eventhub.organizations.labels import IATI_LABELS, KIND_LABELS
from eventhub.organizations.models import Office, Organization, OrganizationKind, PressContact
from eventhub.organizations.rules import IATI_TYPE_OF_KIND
from eventhub.organizations.search import (
    OrganizationFilter,
    find_namesake,
    full_name,
    organizations_named,
    suggested_organizations,
)
from eventhub.text.countries import is_country
from eventhub.text.languages import LANGUAGES, in_language
from eventhub.web.articles import ArticlesField
from eventhub.web.forms import (
    CheckboxesField,
    CountryField,
    Form,
    TimeZoneField,
    TranslatedField,
    choices,
    number_or_none,
)
from eventhub.web.language import current_language
from eventhub.web.lookup import LookupField
from eventhub.web.validators import web_address

ARTICLE_HINT = _l(
    "With the article that stands before it inside a sentence: releases and letters are written with it."
)
KINDS = [(kind.value, KIND_LABELS[kind]) for kind in OrganizationKind]


def organization_label(organization: Organization) -> str:
    """How a field writes an organization, in the language of the page."""
    return full_name(organization, current_language())


class OrganizationFilterForm(Form):
    """What the list is narrowed down to; part of its address."""

    q = StringField(_l("Name or acronym"))
    kind = SelectField(_l("Kind"), choices=choices([("", _l("All")), *KINDS]))
    country = CountryField(_l("Country"))

    def wanted(self) -> OrganizationFilter:
        """What can be made of the address: a kind or country that does not exist narrows nothing."""
        kind, country = self.kind.data or "", self.country.data or ""
        return OrganizationFilter(
            typed=self.q.data or "",
            kind=OrganizationKind(kind) if kind in set(OrganizationKind) else None,
            country=country if is_country(country) else None,
        )


class DeclinedField(StringField):
    """A name in a case of Russian, the one language of the site that declines names; its data is the column's."""

    def process_data(self, value: dict[str, str] | None) -> None:
        self.data = (value or {}).get("ru", "")

    @property
    def forms(self) -> dict[str, str]:
        """As the column keeps it."""
        return {"ru": self.data} if self.data else {}


GENITIVE = _l("Genitive in Russian")
INSTRUMENTAL = _l("Instrumental in Russian")
DECLINED_HINT = _l(
    "For releases in Russian. Without it the sentence is built so that the name is not declined."
)


class OrganizationForm(Form):
    kind = SelectField(_l("Kind"), choices=choices(KINDS), coerce=OrganizationKind)
    name = TranslatedField(_l("Name"), required=True)
    article = ArticlesField(_l("Article"), description=ARTICLE_HINT)
    genitive = DeclinedField(GENITIVE, [Length(max=300)], description=DECLINED_HINT)
    instrumental = DeclinedField(INSTRUMENTAL, [Length(max=300)])
    acronym = TranslatedField(_l("Acronym"), max_length=60)
    is_group = BooleanField(
        _l("An open group"),
        description=_l(
            "Such as “several embassies”: the name carries its own determiner and takes no article."
        ),
    )
    country = CountryField(_l("Country"), description=_l("Leave empty for international organisations."))
    iati_type = SelectField(
        _l("IATI type"),
        coerce=number_or_none,
        description=_l("The code under which aid data are published."),
    )
    website = URLField(_l("Website"), [Length(max=500), web_address])
    parent = LookupField(
        _l("Part of"),
        find=organizations_named,
        name_of=organization_label,
        suggest=suggested_organizations,
        description=_l("Start typing the name or acronym of the organisation above it."),
    )
    same_name_is_meant = BooleanField(_l("Save all the same: this is another organisation"))

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        types = ((code, f"{code} {label}") for code, label in IATI_LABELS.items())
        self.iati_type.choices = choices([("", _l("As the kind suggests")), *types])

    def namesake(self, organization: Organization | None) -> Organization | None:
        """Another one in the directory with what is entered as name and country; none where these are as they were."""
        is_unchanged = (
            organization is not None
            and organization.name == self.name.data
            and organization.country == self.country.data
        )
        # What is no name is nobody's; one of a megabyte is also more than a database looks for.
        return (
            None
            if is_unchanged or self.name.errors
            else find_namesake(self.name.data, self.country.data, apart_from=organization)
        )

    def is_new_or_meant(self, organization: Organization | None = None) -> bool:
        """Whether no other organization of the country has the name, or the person says that this is meant."""
        if self.same_name_is_meant.data or self.namesake(organization) is None:
            return True
        self.same_name_is_meant.errors = [
            _("An organisation of this name and country is in the directory already.")
        ]
        return False

    def details(self) -> OrganizationDetails:
        """What was entered; an empty IATI type follows the kind, and a group has no article."""
        return OrganizationDetails(
            kind=self.kind.data,
            name=self.name.data,
            article={} if self.is_group.data else self.article.data,
            genitive=self.genitive.forms,
            instrumental=self.instrumental.forms,
            acronym=self.acronym.data,
            is_group=self.is_group.data,
            country=self.country.data,
            iati_type=self.iati_type.data or IATI_TYPE_OF_KIND[self.kind.data],
            website=self.website.data or "",
            parent=self.parent.data,
        )


class OfficeForm(Form):
    name = TranslatedField(_l("Name"), required=True)
    article = ArticlesField(_l("Article"), description=ARTICLE_HINT)
    genitive = DeclinedField(GENITIVE, [Length(max=300)], description=DECLINED_HINT)
    instrumental = DeclinedField(INSTRUMENTAL, [Length(max=300)])
    boilerplate = TranslatedField(
        _l("About the office"),
        multiline=True,
        max_length=2000,
        description=_l("Stands at the end of its releases."),
    )
    parent_id = SelectField(_l("Reports to"), coerce=number_or_none)
    organization = LookupField(
        _l("Organisation"),
        find=organizations_named,
        name_of=organization_label,
        suggest=suggested_organizations,
        description=_l("Start typing its name or acronym."),
    )
    country = CountryField(_l("Country"))
    city = TranslatedField(_l("City"), max_length=120)
    time_zone = TimeZoneField(_l("Time zone"), [DataRequired()], default="UTC")
    languages = CheckboxesField(
        _l("Languages of the office"), choices=choices((each.code, each.name) for each in LANGUAGES)
    )
    email = EmailField(_l("E-mail address"), [Optional(), Email(), Length(max=254)])
    phone = TelField(_l("Phone"), [Length(max=60)])

    def __init__(self, *arguments: Any, offices: Sequence[Office], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._offices = {each.id: each for each in offices}
        names = [(each.id, in_language(each.name, current_language())[0]) for each in offices]
        self.parent_id.choices = choices([("", _l("Nobody: it stands at the top")), *names])

    def details(self) -> OfficeDetails:
        """What was entered."""
        return OfficeDetails(
            name=self.name.data,
            article=self.article.data,
            genitive=self.genitive.forms,
            instrumental=self.instrumental.forms,
            boilerplate=Translated(self.boilerplate.data),
            parent=self._offices.get(self.parent_id.data),
            organization=self.organization.data,
            country=self.country.data,
            city=Translated(self.city.data),
            time_zone=self.time_zone.data or "UTC",
            languages=self.languages.data or [],
            email=self.email.data or "",
            phone=self.phone.data or "",
        )


class MemberForm(Form):
    user_id = SelectField(_l("Person"), [DataRequired()], coerce=number_or_none)

    def __init__(self, *arguments: Any, users: Sequence[User], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        people = ((each.id, f"{each.name} ({each.email})") for each in users)
        self.user_id.choices = choices([("", "—"), *people])


class PressContactForm(Form):
    """Whom the press may ask."""

    name = StringField(_l("Name"), [DataRequired(), Length(max=200)])
    email = EmailField(_l("E-mail address"), [Optional(), Email(), Length(max=254)])
    phone = TelField(_l("Phone"), [Length(max=60)])
    languages = CheckboxesField(
        _l("Languages"), choices=choices((each.code, each.name) for each in LANGUAGES)
    )

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, prefix="press", **keywords)

    def contact(self) -> PressContact:
        """What was entered."""
        return PressContact(
            name=self.name.data or "",
            email=self.email.data or "",
            phone=self.phone.data or "",
            languages=self.languages.data or [],
        )


class PrivacyNoticeForm(Form):
    """What an office adds to the facts."""

    text = TranslatedField(
        _l("In the words of the office"),
        multiline=True,
        max_length=5000,
        description=_l(
            "What the facts do not say: the legal basis, the data protection officer, where to complain."
        ),
    )
