"""Small hand-written returns for the tests: one line for an episode, a few for a table."""

from __future__ import annotations

from datetime import date, datetime

from hafan.exchange.ssda903.records import Episode

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"

ONE_CHILD = "7,M,01/05/2024,WBRI,UN1,,"


def day(written: str) -> date:
    """A day from 31/3/24."""
    return datetime.strptime(written, "%d/%m/%y").date()


def episode(line: str, child: str = "7", home: str = "") -> Episode:
    """An episode from `began RNE LS PLACE [ended REC]`; `home` stands for the address and the agency."""
    began, rne, ls, place, *end = line.split()
    ended, rec = (day(end[0]), end[1] if len(end) > 1 else None) if end else (None, None)
    return Episode(
        child, day(began), rne, ls, "N1", place, "PR1", ended, rec, None, None, home or None, None, 2
    )


def episodes(*lines: str) -> list[Episode]:
    """A child's episodes, one a line."""
    return [episode(line) for line in lines]


def table(name: str, headings: str, *rows: str) -> tuple[str, bytes]:
    """A CSV file in hand."""
    return name, "\r\n".join((headings, *rows)).encode()
