"""A letter as it was issued, as a file."""

from eventhub.letters import files
from eventhub.letters.errors import LetterNotFoundError
from eventhub.letters.letter import letter_kept
from eventhub.letters.models import VisaLetter
from eventhub.letters.paper import pictures_of
from eventhub.letters.visa import slug_of


def issued_file(letter: VisaLetter, suffix: str) -> tuple[bytes, str]:
    """The file, and how it is called.

    Raises:
        LetterNotFoundError: it was forgotten, or never issued.
    """
    if letter.words is None or letter.reference is None or letter.decided_at is None:
        raise LetterNotFoundError
    words, pictures = letter_kept(letter.words), pictures_of(letter.letterhead)
    content = files.write(words, pictures, suffix, modified=letter.decided_at)
    return content, f"letter-{slug_of(letter.reference)}.{suffix}"
