"""The law of the counter, which import-linter cannot say by itself.

Floors, shelves and purity are import-linter's own contracts (.importlinter). This one says where a
room may be entered: by its counter, and what each kind of file behind it may reach for.
"""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

EXEMPT = {"migrations", "tests", "management"}


class Counter(Contract):
    """Rooms speak over the counter; doors never touch models; the public sees what is published.

    house          the root package; its ``site`` hangs the doors up and may look into any room
    ground         packages without tables, open to everyone
    counter        the modules by which other rooms enter a room
    besides        single modules opened on purpose (``identity.doors``)
    doors          modules where people enter; nobody imports one but ``urls``
    public_uses    what a public door may use, of any room
    doors_use      what the other doors may use, of any room
    """

    type_name = "counter"

    house = fields.StringField()
    ground = fields.SetField(subfield=fields.StringField())
    counter = fields.SetField(subfield=fields.StringField())
    besides = fields.SetField(subfield=fields.StringField())
    doors = fields.SetField(subfield=fields.StringField())
    public_uses = fields.SetField(subfield=fields.StringField())
    doors_use = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find every import that enters a room otherwise than the house allows."""
        wrong = []
        for importer in sorted(graph.modules):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                fault = self._fault(importer.split("."), imported.split("."))
                if fault:
                    lines = graph.get_import_details(importer=importer, imported=imported)
                    wrong += [(importer, imported, line["line_number"], fault) for line in lines]
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def _fault(self, importer: list[str], imported: list[str]) -> str | None:
        """Why one import is refused, or None. Names are split at their dots: house, room, file."""
        if min(len(importer), len(imported)) < 3 or imported[0] != self.house:
            return None
        room, file = importer[1:3]
        other, target = imported[1:3]
        if file in EXEMPT or "tests" in importer:
            return None
        if target in self.doors and not (file == "urls" and room == other):
            return "nobody imports a door but its own room's urls"
        if room == "site" or other in self.ground or f"{other}.{target}" in self.besides:
            return None
        if file == "public" and target not in self.public_uses:
            return f"a public door may use only {_list(self.public_uses)}"
        if file in self.doors and target not in self.doors_use:
            return f"a door may use only {_list(self.doors_use)}"
        if file == "published" and room != other and target != "published":
            return "what is published is built only from what is published"
        if room != other and target not in self.counter:
            return f"other rooms may use only {_list(self.counter)}"
        return None

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print a line per refused import: where it stands, and which law it breaks."""
        wrong: list[Any] = check.metadata["wrong"]
        for importer, imported, line, fault in wrong:
            output.print_error(f"{importer}:{line} imports {imported}: {fault}", bold=False)


def _list(names: Any) -> str:
    return ", ".join(sorted(names))
