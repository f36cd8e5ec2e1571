"""What the words of questions are called on a page."""

from flask_babel import lazy_gettext as _l

from eventhub.questions.models import Privacy, QuestionKind, TextFormat

KIND_LABELS = {
    QuestionKind.TEXT: _l("Text"),
    QuestionKind.LONG_TEXT: _l("Long text"),
    QuestionKind.NUMBER: _l("Number"),
    QuestionKind.DATE: _l("Date"),
    QuestionKind.CHOICE: _l("One of several"),
    QuestionKind.CHOICES: _l("Several choices"),
    QuestionKind.YES_NO: _l("Yes or no"),
    QuestionKind.COUNTRY: _l("Country"),
    QuestionKind.ORGANIZATION: _l("Organisation"),
    QuestionKind.PHONE: _l("Telephone"),
    QuestionKind.FILE: _l("File"),
    QuestionKind.PASSPORT: _l("Passport"),
}
TEXT_FORMAT_LABELS = {
    TextFormat.ANY: _l("Any text"),
    TextFormat.EMAIL: _l("An e-mail address"),
    TextFormat.WEB: _l("The address of a website"),
    TextFormat.DIGITS: _l("Digits only"),
    TextFormat.CODE: _l("Letters and digits, such as the number of a paper"),
}
PRIVACY_LABELS = {
    Privacy.PLAIN: _l("Plain: says nothing of a person"),
    Privacy.PERSONAL: _l("Personal"),
    Privacy.SENSITIVE: _l("Sensitive: encrypted, and shown to few"),
}
YES_NO_LABELS = {"yes": _l("Yes"), "no": _l("No")}
PASSPORT_LABELS = {
    "surname": _l("Surname, as in the passport"),
    "given_names": _l("Given names, as in the passport"),
    "number": _l("Number of the passport"),
    "nationality": _l("Nationality"),
    "born_on": _l("Date of birth"),
    "expires_on": _l("Valid until"),
}
