"""Forms that change something: read within bounds, and only from a page of ours."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from storage.errors import Translatable

MAX_BYTES = 32_768
"""Of a form. The longest of ours holds an address, in which each ``%`` is written with three."""
_SECRET = secrets.token_bytes(32)
TOKEN = hmac.new(_SECRET, b"forms", hashlib.sha256).hexdigest()
"""What every form of this server carries, and no page of another site can know."""


class NotOurForm(Translatable):
    """What was sent did not come from a page of this server, or is too long."""


@dataclass(frozen=True, slots=True)
class SentForm:
    """What was sent: its fields, of one that is too long those at its beginning."""

    fields: dict[str, str]
    trouble: NotOurForm | None
    """Why it is none of ours."""

    def demanded(self) -> dict[str, str]:
        """Its fields. Raises ``NotOurForm``."""
        if self.trouble:
            raise self.trouble
        return self.fields


async def form_of(request: Request) -> SentForm:
    """The form that was sent; whether it is ours is told by ``demanded``, for the answer is in the
    language that its fields name.

    A browser sends the password along whoever made the form; so the form must carry ``TOKEN``, and
    what browsers say of where it came from must be us.
    """
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BYTES:
            break
    fields, trouble = dict[str, str](), None
    try:
        fields = dict(parse_qsl(body[:MAX_BYTES].decode("utf-8"), max_num_fields=20))
    except ValueError as error:
        trouble = NotOurForm("no form: {error}", error=error)
    token = fields.pop("token", "")
    if len(body) > MAX_BYTES:
        trouble = NotOurForm("a form of more than {most} bytes", most=MAX_BYTES)
    elif request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        trouble = NotOurForm("a form of another site")
    elif not trouble and not hmac.compare_digest(token.encode(), TOKEN.encode()):
        trouble = NotOurForm(
            "a form of a page that is out of date: go back, load it again, send it"
        )
    return SentForm(fields, trouble)
