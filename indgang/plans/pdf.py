"""The plan as an accessible PDF (PDF/UA-1), made without system libraries."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import typst

from indgang.plans.sheet import Sheet

TEMPLATE = Path(__file__).parent / "paper" / "plan.typ"


def pdf_of(sheet: Sheet, *, language: str, owner: str, footer: str) -> bytes:
    """The sheet as PDF/UA-1. What the guest wrote is data all the way, so it cannot be typesetting.

    A sign that no font here has would break PDF/UA, which wants every sign readable. Such a sheet
    is made as an ordinary tagged PDF, rather than not at all.
    """
    data = asdict(sheet) | {"language": language, "owner": owner, "footer": footer}
    inputs = {"sheet": json.dumps(data, ensure_ascii=False)}
    try:
        return _compiled(inputs, standard="ua-1")
    except typst.TypstError:
        return _compiled(inputs, standard=None)


def _compiled(inputs: dict[str, str], *, standard: Literal["ua-1"] | None) -> bytes:
    made = typst.compile(str(TEMPLATE), format="pdf", sys_inputs=inputs, pdf_standards=standard)
    return bytes(made)
