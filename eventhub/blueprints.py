"""Which areas answer under which prefix."""

from flask import Flask

from eventhub.accounts.views import desk as accounts_desk
from eventhub.accounts.views import factors as own_factors
from eventhub.accounts.views import links as account_links
from eventhub.accounts.views import own as own_account
from eventhub.accounts.views import second as second_step
from eventhub.accounts.views import session as accounts_session
from eventhub.accounts.views import single_sign_on
from eventhub.accounts.views import tokens as tokens_desk
from eventhub.agenda.views import desk_templates as agenda_desk
from eventhub.agenda.views import minutes
from eventhub.api import docs as api_docs
from eventhub.api import everything as api
from eventhub.caldav.views import server as caldav
from eventhub.calendars.views import importing as calendar_import
from eventhub.calendars.views import participant as participant_calendars
from eventhub.calendars.views import private as private_calendars
from eventhub.calendars.views import public as calendars
from eventhub.checkin.views import desk as checkin
from eventhub.checkin.views import device as checkin_device
from eventhub.checkin.views import public as tickets
from eventhub.delegations.views import desk as delegations_desk
from eventhub.delegations.views import public as delegations
from eventhub.desk.views import agenda_revisions, mailbox
from eventhub.desk.views import audit as audit_desk
from eventhub.desk.views import home as desk_home
from eventhub.desk.views import life as events_desk
from eventhub.desk.views import outside as outside_desk
from eventhub.desk.views import processing as processing_desk
from eventhub.desk.views import roles as roles_desk
from eventhub.documents.views import certificates_desk
from eventhub.documents.views import desk as documents
from eventhub.documents.views import public as certificates
from eventhub.events.views import topics_desk
from eventhub.letters.views import desk as letters_desk
from eventhub.letters.views import letterhead as letterheads_desk
from eventhub.letters.views import own as letters
from eventhub.mailings.views import desk as mailings_desk
from eventhub.mailings.views import notices as notices_desk
from eventhub.mailings.views import sending as mailings_sending
from eventhub.mailings.views import texts as mail_texts_desk
from eventhub.medialist.views import desk as media_list_desk
from eventhub.medialist.views import public as media_list
from eventhub.organizations.views import desk_offices as organizations_desk
from eventhub.polls.views import desk as polls_desk
from eventhub.polls.views import public as polls
from eventhub.programmes.views import desk_funding as programmes_desk
from eventhub.questions.views import desk as questions_desk
from eventhub.registration.views import desk_groups as registration_desk
from eventhub.registration.views import own_group as registration
from eventhub.releases.views import clearing as releases_clearing
from eventhub.releases.views import desk as releases_desk
from eventhub.releases.views import editor as releases_editor
from eventhub.releases.views import public as releases
from eventhub.releases.views import quotes as quotes_desk
from eventhub.releases.views import update as releases_update
from eventhub.signups.views import desk as signups_desk
from eventhub.signups.views import public as signups
from eventhub.webhooks.views import desk as webhooks_desk
from eventhub.website.views import agenda, events, home, operations, organizations, programmes, topics

PUBLIC_PREFIX = "/<lang:language>"
DESK_PREFIX = "/desk"


def register(app: Flask) -> None:
    """Mount every area."""
    for each in (
        home.entrance,
        operations.blueprint,
        private_calendars.blueprint,
        caldav.blueprint,
        api_docs.blueprint,
    ):
        app.register_blueprint(each)
    api.register(app)
    for area in (
        home,
        events,
        agenda,
        organizations,
        programmes,
        topics,
        calendars,
        participant_calendars,
        releases,
        registration,
        media_list,
        minutes,
        signups,
        delegations,
        polls,
        tickets,
        certificates,
        letters,
    ):
        app.register_blueprint(area.blueprint, url_prefix=PUBLIC_PREFIX)
    for area in (
        accounts_session,
        account_links,
        second_step,
        single_sign_on,
        own_factors,
        accounts_desk,
        own_account,
        tokens_desk,
        webhooks_desk,
        organizations_desk,
        letterheads_desk,
        programmes_desk,
        desk_home,
        events_desk,
        agenda_desk,
        calendar_import,
        signups_desk,
        agenda_revisions,
        registration_desk,
        questions_desk,
        delegations_desk,
        polls_desk,
        mailings_desk,
        mailings_sending,
        notices_desk,
        mail_texts_desk,
        checkin,
        checkin_device,
        documents,
        certificates_desk,
        letters_desk,
        mailbox,
        processing_desk,
        topics_desk,
        releases_desk,
        releases_editor,
        quotes_desk,
        releases_update,
        releases_clearing,
        media_list_desk,
        outside_desk,
        roles_desk,
        audit_desk,
    ):
        app.register_blueprint(area.blueprint, url_prefix=DESK_PREFIX)
    app.register_blueprint(private_calendars.desk_blueprint, url_prefix=f"{DESK_PREFIX}/calendar")
