"""What a group is called in an address, and the code that lets somebody in."""

import re
import secrets

from indgang.offers.rules.short_names import short_name

DUTIES = ("key", "cash", "contact")
RESERVED = ("ny", "ind")  # addresses of their own
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
CODE_LENGTH = 10  # 31**10 is about 2**49: not to be guessed from any number of addresses in a week
CODE_DAYS = 7  # days an invitation holds; own choice: until next week's time
MOST_GROUPS = (
    8  # groups one person is in at once; own choice, so that nobody fills the town with names
)
SLUG_LENGTH = 50


def slug_of(name: str, *, ending: str) -> str:
    """The group's name in an address: letters, digits and hyphens, with an ending that makes it one."""
    return f"{short_name(name, longest=SLUG_LENGTH)}-{ending}"


def new_code() -> str:
    """A code to tell somebody whom one wants in the group."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def code_typed(text: str) -> str:
    """A code as it was typed, without blanks, hyphens and capitals."""
    return re.sub(r"[\s-]", "", text).lower()


def code_shown(code: str) -> str:
    """A code as it is read aloud: in two halves."""
    return f"{code[:5]} {code[5:]}" if code else ""
