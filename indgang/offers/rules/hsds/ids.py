"""Ids that are the same every time, in every municipality, for what has no id of its own here.

An attribute, a term or an opening hour is no row of ours. Its id is made from what it belongs to,
so that whoever fetches the data twice, or from two municipalities, can tell the same from the new.
"""

from uuid import UUID, uuid5

NAMESPACE = UUID("5d0f5d0e-6f0b-5e0a-9c60-6f6d1d7a3b11")  # chosen once; to change it renames all


def id_of(*parts: object) -> str:
    """The id of what these parts name."""
    return str(uuid5(NAMESPACE, "/".join(map(str, parts))))


def taxonomy_id(taxonomy: str) -> str:
    """The id of one of our taxonomies."""
    return id_of("taxonomy", taxonomy)


def term_id(taxonomy: str, code: str) -> str:
    """The id of one term in one of our taxonomies."""
    return id_of("term", taxonomy, code)


def at_location_id(service: object, location: object) -> str:
    """The id of an offer at its place."""
    return id_of("at", service, location)


def as_uuid(text: str) -> UUID | None:
    """The text as an id of ours; None if it is none."""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if str(found) == text.lower() else None
