"""What the demo's holder has told so far: a project that goes on, its first progress, one late."""

import datetime
from uuid import UUID

from linli.demo import cast
from linli.demo.actions.staff import Workers
from linli.disclosure import actions as disclosure, queries
from linli.kernel.ids import random_id


def tell(*, fund_id: UUID, workers: Workers, at: datetime.datetime) -> None:
    """Enter the project, and tell what was due first."""
    by = workers["holder_accountant"]
    project = disclosure.begin_undertaking(
        fund_id=fund_id,
        title=cast.PROJECT,
        began_on=at.date() - datetime.timedelta(days=cast.PROJECT_DAYS),
        key=random_id(),
        by=by,
        at=at,
    )
    first = next(row for row in queries.calendar(by, at.date()) if row.undertaking_id == project.pk)
    disclosure.disclose(
        fund_id=fund_id,
        undertaking_id=project.pk,
        rule=first.due.rule,
        due_on=first.due.due_on,
        published_on=first.due.due_on,
        words=cast.PROGRESS,
        link=cast.PROGRESS_LINK,
        key=random_id(),
        by=by,
        at=at,
    )
