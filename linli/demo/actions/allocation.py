"""The demo's coming season: a rule, a few groups, a suggestion that waits for a second person."""

import datetime
from uuid import uuid5

from linli.allocation import actions as seasons
from linli.demo import cast
from linli.demo.actions.families import Homes
from linli.demo.actions.staff import Workers
from linli.kernel.words import XIAMEN
from linli.spaces import queries as spaces

DAY = datetime.timedelta(days=1)
SEASON_WEEKS = 12


def plan_a_season(*, homes: Homes, workers: Workers, at: datetime.datetime) -> None:
    """Opened three weeks ago, closed last night, suggested now: a visitor may check and confirm."""
    midnight = at.astimezone(XIAMEN).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = (midnight + (35 - midnight.weekday()) * DAY).date()
    rooms = {str(room): room.id for room in spaces.spaces_at(cast.PLACE)}
    opened_at = at - 21 * DAY
    of = seasons.open_round(
        place=cast.PLACE,
        title=cast.SEASON,
        season_from=monday,
        season_until=monday + (7 * SEASON_WEEKS - 1) * DAY,
        opens_at=midnight - 21 * DAY,
        closes_at=midnight,
        space_ids=[rooms[name] for name in cast.SEASON_ROOMS],
        rule={"residents": 3, "benefit": 2, "lacking": 2, "served_less": 1},
        lacking_bands=("toddler", "eldest"),
        by=workers["hall_keeper"],
        at=opened_at,
    )
    for number, one in enumerate(cast.SEASON_GROUPS):
        seasons.apply(
            round_id=of.pk,
            about=seasons.About(
                one.title, one.purpose, one.people, one.times, one.group, named=one.named,
                band=one.band, residents=one.residents, benefit=one.benefit,
            ),
            wishes=[seasons.Wanted(*wish) for wish in one.wishes],
            channel="phone",
            resident_id=homes.logins[one.login] if one.login else None,
            key=uuid5(of.pk, str(number)),
            by=workers["social_worker"],
            at=opened_at + (number + 1) * DAY,
        )  # fmt: skip
    seasons.suggest(round_id=of.pk, by=workers["hall_keeper"], at=at)
