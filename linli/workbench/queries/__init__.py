"""What the desk's own pages show: gathered from the rooms beneath, cut by each to the viewer."""

from linli.workbench.queries.families import Dossier, Looked, dossier
from linli.workbench.queries.finding import Deed, Found, latest_deeds, search
from linli.workbench.queries.reach import Reach, reach
from linli.workbench.queries.tasks import Task
from linli.workbench.queries.today import today

__all__ = [
    "Deed", "Dossier", "Found", "Looked", "Reach", "Task", "dossier", "latest_deeds", "reach",
    "search", "today",
]  # fmt: skip
