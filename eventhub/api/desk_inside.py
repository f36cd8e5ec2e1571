"""What else the desk knows: the mailbox, users, and the token itself."""

from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema
from sqlalchemy import select

from eventhub.accounts import actions
from eventhub.accounts.errors import AddressTakenError
from eventhub.accounts.forms import NewUserForm, UserForm
from eventhub.accounts.links import send_link
from eventhub.accounts.models import LinkPurpose, Role, User
from eventhub.accounts.permissions import Permission, may
from eventhub.accounts.queries import get_user
from eventhub.accounts.sessions import end_sessions
from eventhub.api import fields
from eventhub.api.answers import done, expect_match, listed, shown, written
from eventhub.api.area import Area, page_schema
from eventhub.api.errors import Fault, InvalidError
from eventhub.api.forms import NO_CSRF, Filling
from eventhub.api.identity import PREFIX
from eventhub.api.paging import Order, PageQuery, page_of
from eventhub.api.schemas import schema_of
from eventhub.db import db
from eventhub.desk.mailbox import visible_to
from eventhub.outbox.actions import send_again
from eventhub.outbox.models import Delivery, OutboxMessage
from eventhub.outbox.queries import MessageFilter, get_message
from eventhub.outbox.suppression import suppressed_addresses, take_off
from eventhub.web.access import requires

area = Area("desk_inside", "Mailbox and users")


class MeSchema(Schema):
    """The user for whom the token acts, and what it may do."""

    id = fields.Number(required=True)
    name = fields.Text(200, required=True)
    email = fields.Text(254, required=True)
    role = fields.Choice(Role, required=True)
    permissions = fields.Several(fields.Choice(Permission), required=True)


@area.read("/desk/me", gives=MeSchema)
@requires(Permission.DESK_USE)
def show_me() -> Response:
    """Who asks."""
    plain = {name: getattr(current_user, name) for name in ("id", "name", "email", "role")}
    return shown(MeSchema, {**plain, "permissions": [each for each in Permission if may(current_user, each)]})


class MessageSummary(Schema):
    id = fields.Number(required=True)
    kind = fields.Text(60, required=True)
    recipient = fields.Text(320, required=True)
    subject = fields.Text(500, required=True)
    language = fields.Text(8, required=True)
    status = fields.Choice(Delivery, required=True)
    attempts = fields.Number(required=True)
    error = fields.Text(500, required=True)
    created_at = fields.Moment(required=True)
    sent_at = fields.Moment(required=True, allow_none=True)


class MessageSchema(MessageSummary):
    body = fields.Text(required=True)


class MessageQuery(PageQuery):
    status = fields.Choice(Delivery, load_default=None)


Messages = page_schema(MessageSummary, "Message")


@area.read("/desk/messages", takes=MessageQuery, gives=Messages)
@requires(Permission.OUTBOX_VIEW)
def list_messages(query: dict[str, Any]) -> Response:
    """Mails about the events that the user looks after, the newest first."""
    status = Delivery(query["status"]) if query["status"] else None
    rows = select(OutboxMessage).where(*MessageFilter(visible_to(current_user), status).conditions())
    return listed(Messages, page_of(rows, [Order(OutboxMessage.id, True)], query))


@area.read("/desk/messages/<int:message_id>", gives=MessageSchema)
@requires(Permission.OUTBOX_VIEW)
def show_message(message_id: int) -> Response:
    """A mail in its words."""
    return shown(MessageSchema, get_message(message_id, visible_to(current_user)))


@area.write("/desk/messages/<int:message_id>/again", gives=MessageSchema)
@requires(Permission.OUTBOX_VIEW)
def send_message_again(message_id: int) -> Response:
    """Let a mail that has failed be tried anew."""

    def change() -> OutboxMessage:
        message = get_message(message_id, visible_to(current_user))
        send_again(message)
        db.session.refresh(message)
        return message

    return written(MessageSchema, change)


class AddressSchema(Schema):
    id = fields.Number(required=True)
    email = fields.Text(254, required=True)
    reason = fields.Text(60, required=True, metadata={"description": "Codes of RFC 5321 and RFC 3463."})
    created_at = fields.Moment(required=True)


class Addresses(Schema):
    items = fields.Several(fields.Part(AddressSchema), required=True)


@area.read("/desk/messages/addresses", gives=Addresses)
@requires(Permission.OUTBOX_VIEW)
def list_addresses() -> Response:
    """Addresses to which no mailing goes any more, as far as mails that the user may see have shown it."""
    found = suppressed_addresses(visible_to(current_user))
    items = [
        {"id": each.id, "email": each.email_key, "reason": each.reason, "created_at": each.created_at}
        for each in found
    ]
    return shown(Addresses, {"items": items})


@area.write("/desk/messages/addresses/<int:address_id>", method="DELETE")
@requires(Permission.OUTBOX_VIEW)
def write_to_address_again(address_id: int) -> Response:
    """Let mailings go to an address again."""
    return done(lambda: take_off(address_id, visible_to(current_user)))


class UserSchema(Schema):
    id = fields.Number(required=True)
    email = fields.Text(254, required=True)
    name = fields.Text(200, required=True)
    role = fields.Choice(Role, required=True)
    language = fields.Text(8, required=True)
    is_active = fields.Flag(required=True)
    created_at = fields.Moment(required=True)


Users = page_schema(UserSchema, "User")
NewUser = schema_of(
    "NewUser", NewUserForm, without=("is_active", "password"), required=("email", "name", "role")
)
UserPatch = schema_of("UserPatch", UserForm, without=("password",), required=("name", "role"))


@area.read("/desk/users", takes=PageQuery, gives=Users)
@requires(Permission.USER_ADMINISTER)
def list_users(query: dict[str, Any]) -> Response:
    """Who signs in at the desk."""
    return listed(Users, page_of(select(User), [Order(User.id)], query))


@area.read("/desk/users/<int:user_id>", gives=UserSchema)
@requires(Permission.USER_ADMINISTER)
def show_user(user_id: int) -> Response:
    """One user."""
    return shown(UserSchema, get_user(user_id))


@area.write("/desk/users", takes=NewUser, gives=UserSchema, status=201)
@requires(Permission.USER_ADMINISTER)
def add_user(body: dict[str, Any]) -> Response:
    """Open an account. The person is invited by mail to choose a password."""
    [form] = Filling({"language": "en", **body}).into(lambda data: NewUserForm(data, meta=NO_CSRF))

    def change() -> User:
        try:
            user = actions.add_user(**form.account())
            send_link(user, LinkPurpose.INVITATION)
            return user
        except AddressTakenError as error:
            raise InvalidError([Fault(str(error.message), pointer="/email")]) from error

    return written(UserSchema, change, status=201, location=lambda user: f"{PREFIX}/desk/users/{user.id}")


@area.write("/desk/users/<int:user_id>", method="PATCH", takes=UserPatch, gives=UserSchema)
@requires(Permission.USER_ADMINISTER)
def change_user(body: dict[str, Any], user_id: int) -> Response:
    """Change what a user is called and may do, or close the account."""

    def change() -> User:
        user = get_user(user_id)
        expect_match(UserSchema, user)
        names = ("name", "role", "language", "is_active")
        filling = Filling({**{name: getattr(user, name) for name in names}, **body})
        [form] = filling.into(lambda data: UserForm(data, meta=NO_CSRF))
        actions.change_user(user, **{name: form[name].data for name in names}, by=current_user)
        return user

    return written(UserSchema, change)


@area.write("/desk/users/<int:user_id>/invite", gives=UserSchema)
@requires(Permission.USER_ADMINISTER)
def invite_user(user_id: int) -> Response:
    """Invite somebody again who has chosen no password yet."""

    def change() -> User:
        user = get_user(user_id)
        if not user.password_hash and user.is_active:
            send_link(user, LinkPurpose.INVITATION)
        return user

    return written(UserSchema, change)


@area.write("/desk/users/<int:user_id>/sessions/end", gives=UserSchema)
@requires(Permission.USER_ADMINISTER)
def end_user_sessions(user_id: int) -> Response:
    """Sign somebody out everywhere."""

    def change() -> User:
        user = get_user(user_id)
        end_sessions(user)
        return user

    return written(UserSchema, change)
