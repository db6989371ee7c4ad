"""The programme as open data: OpenActive's Modelling Opportunity Data 2.0 by RPDE 1.0, in pages.

A row's ``modified`` is the number of the newest settled deed that touched it (``queries.changes``):
whatever changes comes again behind every page already read, and nothing needs a job. Rows are of
sessions not over for more than a week; a closed group is a ``deleted`` row: an id and no more.

What nobody entered is not said: no coordinates, no postal code, nobody's name. Linli takes no money
for a place, so each offer is of 0 yuan. Accessibility is what the room has, in words: for which
impairments a course is suited, nobody here has judged.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _, override

from linli.hall import queries
from linli.hall.published import events
from linli.hall.published.standing import given_words
from linli.hall.queries import Given
from linli.kernel.words import XIAMEN
from linli.places import published as places
from linli.pricing import published as pricing
from linli.pricing.published import ListPrice
from linli.programmes import published as programmes
from linli.programmes.published import SCENE_WORDS, CourseFace, SessionRow
from linli.rules.words import joined
from linli.spaces import published as spaces
from linli.spaces.published import SpaceCard

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
"""OpenActive's own condition: open data under it is published under CC BY 4.0 or not at all."""

CONTEXT = "https://openactive.io/"
SCHEMA = "https://schema.org/"
FORMAT = "application/vnd.openactive.rpde+json; version=1"
VERSION = "https://openactive.io/modelling-opportunity-data/2.0/"
DOCUMENTATION = "https://permalink.openactive.io/dataset-site/open-data-documentation"
KEPT = datetime.timedelta(days=7)
"""How long a session that is over stays in the feed."""

PAGE_ROWS = 500
SERIES, SESSIONS = "session-series", "scheduled-sessions"
FEEDS = {SERIES: "SessionSeries", SESSIONS: "ScheduledSession"}


class After(NamedTuple):
    """How far a reader has come: the last row's ``modified`` and id. Nowhere yet: (0, "")."""

    modified: int
    id: str


@dataclass(frozen=True)
class Addresses:
    """Where what is published stands, as absolute addresses."""

    home: str
    data: str
    scenes: str
    logo: str
    feeds: Mapping[str, str]
    course: Callable[[UUID], str]


def dataset(place: str, where: Addresses) -> dict[str, Any]:
    """What open data there is, as the page of a data set says it to machines: in Chinese to all."""
    with override("zh-hans"):
        return _dataset(places.named(place).name, where)


def _dataset(name: str, where: Addresses) -> dict[str, Any]:
    return {
        "@context": [SCHEMA, CONTEXT],
        "@type": "Dataset",
        "@id": where.data,
        "url": where.data,
        "name": _("%(place)s 全龄友好馆的活动") % {"place": name},
        "description": _("馆里的课程和活动：时间、地点、年纪、剩余名额。"),
        "keywords": [_("全龄友好馆"), _("社区活动"), "OpenActive", name],
        "license": LICENSE,
        "discussionUrl": where.home,
        "documentation": DOCUMENTATION,
        "inLanguage": ["zh-Hans"],
        "schemaVersion": VERSION,
        "publisher": {
            "@type": "Organization",
            "name": name,
            "legalName": name,
            "url": where.home,
            "logo": {"@type": "ImageObject", "url": where.logo},
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "name": kind,
                "additionalType": CONTEXT + kind,
                "encodingFormat": FORMAT,
                "contentUrl": where.feeds[feed],
            }
            for feed, kind in FEEDS.items()
        ],
    }


def scenes(where: Addresses) -> dict[str, Any]:
    """The four scenes as a list of concepts: what kind of thing a course is.

    OpenActive's own list knows sports alone. Calligraphy in none of its words would be a lie.
    """
    with override("zh-hans"):
        return {
            "@context": CONTEXT,
            "@type": "ConceptScheme",
            "@id": where.scenes,
            "id": where.scenes,
            "license": LICENSE,
            "concept": [
                {
                    "id": f"{where.scenes}#{scene}", "type": "Concept", "prefLabel": str(word),
                    "topConceptOf": where.scenes,
                }
                for scene, word in SCENE_WORDS.items()
            ],
        }  # fmt: skip


def page(
    place: str, feed: str, after: After, where: Addresses, *, at: datetime.datetime
) -> dict[str, Any]:
    """A page of a feed: the rows that changed after ``after``, in that order, and where to read on.

    The last page has no rows and its own address as the next. Few queries, whatever their number.
    """
    on = at.astimezone(XIAMEN).date()
    deeds = queries.newest(place, since=after.modified, on=on)  # before what they were done to
    rows = programmes.sessions_after(place, at - KEPT)
    changed = queries.changed(rows, deeds)
    if feed == SERIES:
        wanted, numbers = {row.course_id: row for row in rows}, changed.courses
    else:
        wanted, numbers = {row.id: row for row in rows}, changed.sessions
    found = sorted((number, str(each), each) for each, number in numbers.items())
    found = [each for each in found if each[:2] > after][:PAGE_ROWS]
    told = _told(place, feed, [wanted[each] for number, text, each in found], where, at)
    items = [
        _item(FEEDS[feed], number, text, wanted[each].closed_group, told.get(each))
        for number, text, each in found
    ]
    last = After(*found[-1][:2]) if found else after
    reached = {"afterTimestamp": last.modified, "afterId": last.id}
    asked = {name: value for name, value in reached.items() if value}
    base = where.feeds[feed]
    return {
        "next": f"{base}?{urlencode(asked)}" if asked else base,
        "items": items,
        "license": LICENSE,
    }


def _item(
    kind: str, modified: int, text: str, closed: bool, data: dict[str, Any] | None
) -> dict[str, Any]:
    about = {"state": "deleted" if closed else "updated", "kind": kind, "id": text}
    about["modified"] = modified
    return about if closed else about | {"data": data}


def _told(
    place: str, feed: str, rows: Sequence[SessionRow], where: Addresses, at: datetime.datetime
) -> dict[UUID, dict[str, Any]]:
    """The data of these rows by the id of what they are, closed groups left out."""
    rows = [row for row in rows if not row.closed_group]
    if not rows:
        return {}
    with override("zh-hans"):  # one feed for all readers, whatever this one's browser speaks
        return _described(_Surroundings(place, where, at), feed, rows)


def _described(
    about: "_Surroundings", feed: str, rows: Sequence[SessionRow]
) -> dict[UUID, dict[str, Any]]:
    if feed == SERIES:
        faces = programmes.courses_named({row.course_id for row in rows})
        prices = pricing.list_prices(faces.keys(), about.on)
        given = queries.how_given(faces.keys())
        return {
            row.course_id: about.series(
                faces[row.course_id], prices.get(row.course_id, []), given.get(row.course_id)
            )
            for row in rows
        }
    left = queries.places_taken(rows)
    return {row.id: about.session(row, left.get(row.id)) for row in rows}


class _Surroundings:
    """What every row is told with: the community, its rooms, the addresses."""

    def __init__(self, place: str, where: Addresses, at: datetime.datetime) -> None:
        self.where = where
        self.name, self.address = places.named(place)
        self.at, self.on = at, at.astimezone(XIAMEN).date()
        self.rooms = {each.id: each for each in spaces.rooms(place, self.on)}

    def series(
        self, face: CourseFace, prices: Sequence[ListPrice], given: Given | None
    ) -> dict[str, Any]:
        """A course."""
        room = self.rooms.get(face.space_id) if face.space_id else None
        url = self.where.course(face.id)
        told = {
            "@context": CONTEXT,
            "@type": "SessionSeries",
            "@id": url,
            "identifier": str(face.id),
            "url": url,
            "name": face.title,
            "activity": [self._scene(face.scene)],
            "organizer": {
                "@type": "Organization", "@id": self.where.home, "name": self.name,
                "url": self.where.home,
            },
            "location": self._place(room.name if room else face.where),
            "isAccessibleForFree": not prices,
            "offers": [
                {
                    "@type": "Offer", "@id": f"{url}#offer-{per}", "name": str(name),
                    "price": fen / 100, "priceCurrency": "CNY",
                }
                for per, name, fen in prices or [ListPrice("free", _("免费名额"), 0)]
            ],
            "eventSchedule": [self._schedule(face)],
            "ageRange": age_range(face.age_from, face.age_to),
            "genderRestriction": CONTEXT + "NoRestriction",
            "eventAttendanceMode": SCHEMA + "OfflineEventAttendanceMode",
        }  # fmt: skip
        if face.summary:
            told["description"] = face.summary
        if given is not None:
            told["attendeeInstructions"] = given_words(given, self.at)
        if room and room.feature_words:
            told["accessibilityInformation"] = _features(room)
        return told

    def session(self, row: SessionRow, left: tuple[int, int] | None) -> dict[str, Any]:
        """One of its sessions."""
        url = self.where.course(row.course_id)
        status = "EventCancelled" if row.cancelled else "EventScheduled"
        told: dict[str, Any] = {
            "@context": CONTEXT,
            "@type": "ScheduledSession",
            "@id": f"{url}#{row.id}",
            "identifier": str(row.id),
            "url": f"{url}#{row.id}",
            "superEvent": url,
            "startDate": row.start_at.astimezone(XIAMEN).isoformat(),
            "endDate": row.end_at.astimezone(XIAMEN).isoformat(),
            "duration": f"PT{int((row.end_at - row.start_at).total_seconds()) // 60}M",
            "eventStatus": SCHEMA + status,
            "ageRange": age_range(row.age_from, row.age_to),
            "maximumAttendeeCapacity": left[0] if left else row.capacity,
        }
        if row.room:
            told["location"] = self._place(row.room)
        if left is not None:
            told["remainingAttendeeCapacity"] = 0 if row.cancelled else left[1]
        return told

    def _scene(self, scene: str) -> dict[str, str]:
        return {
            "@type": "Concept", "@id": f"{self.where.scenes}#{scene}",
            "prefLabel": str(SCENE_WORDS[scene]), "inScheme": self.where.scenes,
        }  # fmt: skip

    def _schedule(self, face: CourseFace) -> dict[str, Any]:
        """The newest rule; days left out and moved are sessions of their own."""
        told = events.schedule(face.pattern, face.pattern.first_on)
        hours = {name: told[name][:5] for name in ("startTime", "endTime")}
        return told | hours | {"@type": "PartialSchedule"}

    def _place(self, room: str) -> dict[str, str]:
        return {"@type": "Place", "name": room, "address": self.address}


def age_range(low: int | None, high: int | None) -> dict[str, Any]:
    """Whole years, both meant. Without one, OpenActive's readers would take it for 18 and older."""
    bounds = {"minValue": low or 0} | ({} if high is None else {"maxValue": high})
    return {"@type": "QuantitativeValue", **bounds}


def _features(room: SpaceCard) -> str:
    return joined(room.feature_words).zh
