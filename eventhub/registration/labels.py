"""What the words of registrations are called on a page."""

from flask_babel import lazy_gettext as _l

from eventhub.registration.models import ConsentPurpose, RegistrationStatus
from eventhub.registration.rules import Refusal

STATUS_LABELS = {
    RegistrationStatus.PENDING: _l("Awaiting approval"),
    RegistrationStatus.CONFIRMED: _l("Confirmed"),
    RegistrationStatus.WAITLISTED: _l("On the waiting list"),
    RegistrationStatus.OFFERED: _l("Place offered"),
    RegistrationStatus.DECLINED: _l("Declined"),
    RegistrationStatus.CANCELLED: _l("Cancelled"),
}
REFUSAL_TITLES = {
    Refusal.NOT_OFFERED: _l("No registration here"),
    Refusal.CANCELLED: _l("This event has been cancelled."),
    Refusal.POSTPONED: _l("This event has been postponed."),
    Refusal.OVER: _l("This event has taken place."),
    Refusal.NOT_OPEN: _l("Registration is not open yet"),
    Refusal.CLOSED: _l("Registration is closed"),
    Refusal.FULL: _l("All places are taken"),
    Refusal.ORGANIZATION_FULL: _l("All places of your organisation are taken"),
    Refusal.TOO_FEW: _l("There are not enough places for all of you"),
}
REFUSAL_TEXTS = {
    Refusal.NOT_OFFERED: _l("One cannot register for this event here."),
    Refusal.CANCELLED: _l("It will not take place, so nobody can register any more."),
    Refusal.POSTPONED: _l("Registration opens again when the new dates are known."),
    Refusal.OVER: _l("Nobody can register any more."),
    Refusal.NOT_OPEN: _l("Please come back when it opens."),
    Refusal.CLOSED: _l("The time to register is over."),
    Refusal.ORGANIZATION_FULL: _l(
        "As many people of your organisation have registered as can take part. Please agree among yourselves who comes."
    ),
    Refusal.TOO_FEW: _l("There is no waiting list. Register fewer people together, or each person alone."),
    Refusal.FULL: _l("There is no waiting list. Should a place become free, registration opens here again."),
}
CONSENT_WORDINGS = {
    ConsentPurpose.PARTICIPATION: _l(
        "I agree that the organisers use what I have entered to prepare and run this event."
    ),
    ConsentPurpose.PARTICIPANT_LIST: _l(
        "My name, position and organisation may stand in the list that participants receive."
    ),
    ConsentPurpose.PHOTOGRAPHS: _l("Photographs of the event on which I can be seen may be published."),
    ConsentPurpose.FUTURE_EVENTS: _l("The organisers may invite me to other events."),
}
GROUP_WORDING = _l(
    "I register these people at their wish, and have told them that the organisers use what I enter for this event."
)
"""What somebody confirms who registers others; kept with each of them in the place of their own consent."""
ACT_LABELS = {
    "registration:status:register": _l("Registered"),
    "registration:status:nominate": _l("Nominated by their organisation"),
    "registration:status:confirm": _l("Confirmed"),
    "registration:status:wait": _l("Put on the waiting list"),
    "registration:status:promote": _l("Got a place from the waiting list"),
    "registration:status:offer": _l("Was offered a place"),
    "registration:status:accept": _l("Accepted the place"),
    "registration:status:lapse": _l("Did not accept the place in time"),
    "registration:status:assist": _l("Registered as a personal assistant"),
    "registration:status:exempt": _l("Registered by an exception"),
    "registration:status:erase": _l("Made anonymous"),
    "registration:change:ask": _l("Asked for a change"),
    "registration:change:approve": _l("Change approved"),
    "registration:change:refuse": _l("Change refused"),
    "registration:answers:forget": _l("Answers deleted, since their time was over"),
    "registration:category:move": _l("Moved to another category"),
    "registration:answers:edit": _l("Answers changed"),
    "registration:status:decline": _l("Declined"),
    "registration:status:cancel": _l("Cancelled"),
    "registration:status:replace": _l("Replaced by somebody else of the group"),
    "registration:status:walk_in": _l("Came without having registered"),
    "registration:attendance:check_in": _l("Checked in"),
    "registration:attendance:check_out": _l("Checked out"),
    "registration:attendance:undo": _l("Check-in undone"),
    "registration:certificate:issue": _l("Certificate of attendance issued"),
    "registration:certificate:revoke": _l("Certificate of attendance revoked"),
    "registration:visa_letter:ask": _l("Asked for a letter of invitation"),
    "registration:visa_letter:change": _l("Changed the request for a letter of invitation"),
    "registration:visa_letter:issue": _l("Letter of invitation issued"),
    "registration:visa_letter:decline": _l("Letter of invitation declined"),
    "registration:visa_letter:withdraw": _l("Letter of invitation withdrawn"),
    "registration:visa_letter:forget": _l(
        "Passport of the letter of invitation deleted, since its time was over"
    ),
    "registration:details:edit": _l("Details changed"),
}
"""What the audit trail tells of a registration."""
CONSENT_LABELS = {
    ConsentPurpose.PARTICIPATION: _l("Handling of the data"),
    ConsentPurpose.PARTICIPANT_LIST: _l("Participant list"),
    ConsentPurpose.PHOTOGRAPHS: _l("Photographs"),
    ConsentPurpose.FUTURE_EVENTS: _l("Invitations to other events"),
}
