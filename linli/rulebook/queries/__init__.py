"""What may be asked of the rulebook: the catalogue that answers, and the desk's pages."""

from linli.rulebook.queries.standing import catalogue, edition_text, mark, shelf

__all__ = ["catalogue", "edition_text", "mark", "shelf"]
