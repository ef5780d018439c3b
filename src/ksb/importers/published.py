"""One published standard from the Skills England standards API, by its reference."""

import os
import re
import time
from http.client import HTTPException
from io import BytesIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from ksb.documents.blocks import MOST_BYTES
from ksb.errors import KsbError
from ksb.importers import Imported, records

API = "https://skillsengland.education.gov.uk/api/apprenticeshipstandards"
"""The address of the API; the environment variable KSB_API names another."""
REFERENCE = re.compile(r"(?:ST|FA|AU)[0-9]{4}", re.IGNORECASE)
"""The reference of a standard, a foundation apprenticeship or an apprenticeship unit."""
_SECONDS = 20
_CHUNK = 1 << 16


def fetch(reference: str) -> Imported:
    """Return the current version of a published standard.

    Raises `KsbError` where it can't be fetched within 20 seconds, or the answer is not one record of it.
    """
    reference = reference.upper()
    address = _address(reference)
    found = list(records.read(BytesIO(_get(address, reference)), f"{reference} from {urlsplit(address).netloc}"))
    if len(found) != 1:
        raise KsbError(f"{reference}: {address} gave {len(found)} records, not one")
    standard = found[0].standard
    if standard and standard.reference and not standard.reference.upper().startswith(reference):
        raise KsbError(f"{reference}: {address} gave {standard.reference} instead")
    return found[0]


def _address(reference: str) -> str:
    """Return the address of a record. KSB_API may be the server alone, or end in the path of the API or of its list."""
    base = (os.environ.get("KSB_API") or API).rstrip("/")
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise KsbError(f"KSB_API must be the address of a web server, such as {API}", "unset KSB_API")
    if not parts.path:
        base += "/api"
    if not base.endswith("/apprenticeshipstandards"):
        base += "/apprenticeshipstandards"
    return f"{base}/{reference}"


def _get(address: str, reference: str) -> bytes:
    request = Request(address, headers={"Accept": "application/json", "User-Agent": "ksb"})  # noqa: S310
    end = time.monotonic() + _SECONDS
    content = b""
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            while chunk := answer.read1(_CHUNK):
                content += chunk
                if len(content) > MOST_BYTES:
                    raise KsbError(f"{reference}: {address} gave more than {MOST_BYTES >> 20} MiB")
                if time.monotonic() > end:
                    raise TimeoutError
    except HTTPError as error:
        if error.code == 404:
            raise KsbError(f"{reference}: no such standard is published at {address}", "check the reference") from None
        raise KsbError(f"{reference}: {address} answered {error.code} {error.reason}") from None
    except (TimeoutError, URLError) as error:
        why = error.reason if isinstance(error, URLError) else error
        if isinstance(why, TimeoutError):
            raise KsbError(f"{reference}: {address} gave no answer within {_SECONDS} seconds") from None
        reason = getattr(why, "strerror", None) or why
        hint = "download the record, and import the file"
        raise KsbError(f"{reference}: can't reach {address}: {reason}", hint) from None
    except (HTTPException, OSError, ValueError) as error:
        raise KsbError(f"{reference}: can't read {address}: {error or type(error).__name__}") from None
    return content
