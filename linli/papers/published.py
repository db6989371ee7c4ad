"""What the public may have of papers: a voice that was given to be heard, and nothing else."""

from uuid import UUID

from linli.kernel.cipher import keyring
from linli.kernel.refusal import NotFound
from linli.papers.models import Paper
from linli.papers.queries import Sheet


def voice(paper_id: UUID) -> Sheet:
    """A recording, for the room that has published it. Raises ``NotFound``, for every other kind
    of paper too, whoever asks."""
    found = Paper.objects.filter(pk=paper_id, kind=Paper.Kind.VOICE, destroyed_at=None).first()
    if found is None:
        raise NotFound
    content = keyring().open(found.file.read_bytes(), found.context)
    return Sheet(found.pk, found.kind, found.media_type, content, found.pages)
