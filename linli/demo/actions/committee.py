"""The demo's committee: five invented people and a supervisor, who vote on invented paper."""

import datetime
import io
from uuid import UUID

from django.utils import timezone

from linli.committee import actions as committee, queries as committees
from linli.demo import cast
from linli.demo.actions.fund import FEN
from linli.demo.actions.staff import Workers
from linli.fund import actions as fund, queries as funds
from linli.kernel.ids import random_id


def seat(*, fund_id: UUID, holder_id: UUID, workers: Workers, at: datetime.datetime) -> None:
    """Set up the fund's committee, and what two people may decide between its sittings."""
    secretary = {"by": workers["committee_secretary"], "at": at}
    body = committee.found_committee(
        subject=("fund", "fund", fund_id),
        place=cast.PLACE,
        organisation_id=holder_id,
        name=f"{cast.FUND}管理委员会",
        **secretary,
    )
    seats = [(*one, "voter") for one in cast.COMMITTEE] + [(*cast.SUPERVISOR, "supervisor")]
    for name, stands_for, part in seats:
        committee.appoint_member(
            committee_id=body.pk,
            name=name,
            stands_for=stands_for,
            part=part,
            from_on=timezone.localdate(at),
            **secretary,
        )
    fund.set_limit(
        fund_id=fund_id,
        small_fen=cast.SMALL_YUAN * FEN,
        emergency_days=cast.EMERGENCY_DAYS,
        by=workers["holder_accountant"],
        at=at,
    )


def sit(fund_id: UUID, workers: Workers, at: datetime.datetime) -> None:
    """The committee ratifies what two people have decided since it sat last: all say yes."""
    secretary = {"by": workers["committee_secretary"], "at": at}
    today = timezone.localdate(at)
    body = committees.committee_of(("fund", "fund", fund_id))
    sitting = committee.call_sitting(committee_id=body, held_on=today, **secretary)
    for row in funds.unratified(workers["committee_secretary"], today):
        fund.put_on_docket(request_id=row.id, sitting_id=sitting.pk, **secretary)
    card = committees.sitting(workers["committee_secretary"], sitting.pk)
    said = {one.id: "yes" for one in card.voters}
    committee.key_sheet(
        sitting_id=sitting.pk,
        present=[one.id for one in (*card.voters, *card.supervisors)],
        items={item.id: committee.Sheet(said, item.asked_fen, "", "") for item in card.items},
        photo=_sheet(),
        **secretary,
    )
    fund.confirm_sitting(sitting_id=sitting.pk, by=workers["fund_supervisor"], at=at)


def open_round(*, fund_id: UUID, workers: Workers, at: datetime.datetime) -> None:
    """A round of student aid that takes applications, with invented figures."""
    fund.open_programme(
        fund_id=fund_id,
        name=cast.STUDENTS.name,
        purpose="student_aid",
        kind="aid",
        opens_on=timezone.localdate(at),
        closes_on=timezone.localdate(at) + datetime.timedelta(days=60),
        ceiling_fen=cast.STUDENTS.ceiling_yuan * FEN,
        reasons=["schooling"],
        documents=cast.STUDENTS.documents,
        criteria=cast.STUDENTS.criteria,
        key=random_id(),
        by=workers["committee_secretary"],
        at=at,
    )


def _sheet() -> bytes:
    """A picture of a sheet that nobody signed."""
    from PIL import Image, ImageDraw  # large, and wanted by whoever makes the demo alone

    picture = Image.new("L", (480, 320), "white")
    ImageDraw.Draw(picture).rectangle((20, 20, 460, 300), outline="black")
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()
