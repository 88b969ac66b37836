"""How private each stored field is. Every model says it in a nested ``class Privacy``."""

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of information a guest can open to others, one by one."""

    CARD = "card"  # nickname, next appointment, where the journey stands
    CONTACT = "contact"  # name, address, telephone, identity
    PLAN = "plan"  # course, activities, agreements, appointments, people around
    STORY = "story"  # the guest's own words in inquiries and conversations
    GOALS = "goals"  # hopes and goals
    CHECKINS = "checkins"  # answers and curves
    MEETINGS = "meetings"
    CRISIS = "crisis"  # the crisis plan
    NOTES = "notes"  # what staff write, always readable to the guest


ALL_KINDS = tuple(kind.value for kind in Kind)


class PrivacyClass(StrEnum):
    """How a field must be treated."""

    OPEN = "open"  # says nothing about a person
    PERSONAL = "personal"  # about a person
    SENSITIVE = "sensitive"  # about a person's health, trouble or words


def field_classes(model: type) -> dict[str, PrivacyClass]:
    """Field name → class, as the model's own ``class Privacy`` declares. Empty without one."""
    declared = getattr(model, "Privacy", None)
    classes: dict[str, PrivacyClass] = {}
    for privacy_class in PrivacyClass:
        for name in getattr(declared, privacy_class.value, ()):
            classes[name] = privacy_class
    return classes


def is_personal(model: type) -> bool:
    """Whether the model holds anything about a person."""
    return any(c is not PrivacyClass.OPEN for c in field_classes(model).values())
