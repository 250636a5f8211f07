"""Messages: their headings, every form of their text, and what is enclosed."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser

from hafan.disclosure.scanning import markup
from hafan.disclosure.scanning.archives import Take
from hafan.disclosure.scanning.pieces import Part, Reading, Where


def read_mail(name: str, data: bytes, reading: Reading, depth: int, *, take: Take) -> None:
    """Read a message and all its parts."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    for part in message.walk():
        reading.add_all((f"{key}: {value}" for key, value in _headings(part)), Where(name, Part.HEADING))
        if not part.is_multipart():
            _part(name, part, reading, depth, take)


def _headings(part: Message) -> list[tuple[str, str]]:
    found = []
    for key in part:
        try:
            found.append((key, str(part[key])))
        except (ValueError, IndexError, TypeError, AttributeError):
            found.append((key, ""))
    return found


def _part(name: str, part: Message, reading: Reading, depth: int, take: Take) -> None:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return
    enclosed = part.get_filename()
    if enclosed or part.get_content_maintype() not in {"text", "multipart"}:
        take(enclosed or name, content, reading, depth + 1)
        return
    written = content.decode(part.get_content_charset() or "utf-8", "replace") if _known(part) else ""
    read = markup.read_markup if part.get_content_subtype() == "html" else markup.read_plain
    read(name, written.encode() if written else content, reading, depth)


def _known(part: Message) -> bool:
    try:
        "".encode(part.get_content_charset() or "utf-8")
    except LookupError:
        return False
    return isinstance(part, EmailMessage)
