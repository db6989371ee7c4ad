"""The desk's doors to voices: record what a page gave a slot for, listen, publish, take back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.identity.doors import desk, done, status_of, typed
from linli.identity.permissions import Permission
from linli.parts.ranged import ranged
from linli.voices import actions, forms, queries


@desk(Permission.VOICE_KEEP)
def index(request: HttpRequest) -> HttpResponse:
    """What was recorded here, newest first."""
    rows = queries.recordings(request.viewer)
    return render(request, "voices/desk/index.html", {"rows": rows})


@desk(Permission.VOICE_KEEP)
def record(request: HttpRequest, slot: str) -> HttpResponse:
    """A neighbour reads it aloud: into this page, or into a telephone's own recorder."""
    place, origin = queries.opened_slot(request.viewer, slot)
    files = request.FILES if request.method == "POST" else None
    form = forms.RecordForm(typed(request), files)
    more = {"place": place, "origin": origin}
    if request.method == "POST" and (made := done(request, form, actions.record, **more)):
        return redirect("voices:desk_recording", made.pk)
    context = {"form": form, "origin": origin}
    return render(request, "voices/desk/record.html", context, status=status_of(form))


@desk(Permission.VOICE_KEEP)
def recording(request: HttpRequest, recording_id: UUID) -> HttpResponse:
    """Listen to it; let everybody hear it."""
    form = forms.PublishForm(typed(request))
    if request.method == "POST" and done(request, form, actions.publish, recording_id=recording_id):
        return redirect("voices:desk_recording", recording_id)
    row = queries.recording(request.viewer, recording_id)
    context = {"row": row, "form": form}
    return render(request, "voices/desk/recording.html", context, status=status_of(form))


@desk(Permission.VOICE_KEEP)
def sound(request: HttpRequest, recording_id: UUID) -> HttpResponse:
    """The sound, published or not."""
    return ranged(request, *queries.sound(request.viewer, recording_id))


@desk(Permission.VOICE_KEEP)
@require_POST
def withdraw(request: HttpRequest, recording_id: UUID) -> HttpResponse:
    """Take it back."""
    actions.withdraw(recording_id=recording_id, by=request.viewer, at=request.at)
    return redirect("voices:desk_recording", recording_id)
