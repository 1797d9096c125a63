"""Forms that change something: read within bounds, and only from a page of ours."""

import hashlib
import hmac
import secrets
from urllib.parse import parse_qsl

from starlette.requests import Request

from storage.errors import Translatable

MAX_BYTES = 16_384
"""Of a form; the longest of ours is a tenth of it."""
_SECRET = secrets.token_bytes(32)
TOKEN = hmac.new(_SECRET, b"forms", hashlib.sha256).hexdigest()
"""What every form of this server carries, and no page of another site can know."""


class NotOurForm(Translatable):
    """What was sent did not come from a page of this server, or is too long."""


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form that was sent. Raises ``NotOurForm``.

    A browser sends the password along whoever made the form; so the form must carry ``TOKEN``, and
    what browsers say of where it came from must be us.
    """
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BYTES:
            raise NotOurForm("a form of more than {most} bytes", most=MAX_BYTES)
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise NotOurForm("a form of another site")
    try:
        fields = dict(parse_qsl(body.decode("utf-8"), max_num_fields=20))
    except ValueError as error:
        raise NotOurForm("no form: {error}", error=error) from error
    if not hmac.compare_digest(fields.pop("token", "").encode(), TOKEN.encode()):
        raise NotOurForm("a form of a page that is out of date: go back, load it again, send it")
    return fields
