"""What may be asked of the rulebook: the catalogue that answers, and the desk's pages."""

from linli.rulebook.queries.drafts import DraftPage, draft
from linli.rulebook.queries.editions import (
    PolicyPage,
    PolicyRow,
    broken,
    drafts,
    places_of,
    policies,
    policy,
    shared_figures,
    waiting,
)
from linli.rulebook.queries.figures import (
    FigureList,
    FigurePage,
    FigureRow,
    count_to_confirm,
    figure,
    figures,
    source_paper,
)
from linli.rulebook.queries.reckonings import (
    Question,
    SimulationPage,
    question,
    simulation,
)
from linli.rulebook.queries.standing import catalogue, edition_text, mark, shelf

__all__ = [
    "DraftPage", "FigureList", "FigurePage", "FigureRow", "PolicyPage", "PolicyRow", "Question",
    "SimulationPage", "broken", "catalogue", "count_to_confirm", "draft", "drafts", "edition_text",
    "figure", "figures", "mark", "places_of", "policies", "policy", "question", "shared_figures",
    "shelf", "simulation", "source_paper", "waiting",
]  # fmt: skip
