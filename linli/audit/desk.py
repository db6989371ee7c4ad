"""The auditor's doors. Every page that shows single papers is in the read log."""

import csv
import io
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from linli.audit import actions, forms, queries
from linli.identity.doors import desk, done, status_of
from linli.identity.permissions import Permission


@desk(Permission.AUDIT_SAMPLE)
def index(request: HttpRequest) -> HttpResponse:
    """The funds, the samples drawn so far, and whether this is an older copy of the books."""
    return _index(request, forms.DrawForm(funds=queries.funds(request.viewer)))


@desk(Permission.AUDIT_SAMPLE)
@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """Draw a sample."""
    form = forms.DrawForm(request.POST, funds=queries.funds(request.viewer))
    if drawn := done(request, form, actions.draw_sample):
        return redirect("audit:desk_sample", drawn.pk)
    return _index(request, form)


@desk(Permission.AUDIT_SAMPLE)
def sample(request: HttpRequest, sample_id: UUID) -> HttpResponse:
    """A sample, paper by paper."""
    card = queries.sample(request.viewer, sample_id)
    for row in card.rows:
        request.viewer.looked_at("ledger_entry", row.seq, "audit", place=card.place)
    request.viewer.looked_at("audit_sample", sample_id, "record", place=card.place)
    return render(request, "audit/desk/sample.html", {"card": card})


@desk(Permission.AUDIT_SAMPLE)
def unusual(request: HttpRequest) -> HttpResponse:
    """What is unusual, fund by fund."""
    found = [
        (one, queries.unusual_by_pattern(request.viewer, one.id))
        for one in queries.funds(request.viewer)
    ]
    for one, _kinds in found:
        request.viewer.looked_at("fund", one.id, "audit_unusual", place=one.place)
    return render(request, "audit/desk/unusual.html", {"found": found})


@desk(Permission.AUDIT_SAMPLE)
@require_POST
def export(request: HttpRequest, fund_id: UUID, what: str) -> HttpResponse:
    """A file to take away; who took it stands in the journal."""
    if what not in queries.EXPORTS:
        raise Http404
    named = {"Content-Disposition": f'attachment; filename="{what}.{_ending(what)}"'}
    by_whom = {"fund_id": fund_id, "by": request.viewer, "at": request.at}
    if what == "slip":
        return JsonResponse(actions.export_slip(**by_whom), headers=named)
    text = io.StringIO()
    text.write("\ufeff")  # tells spreadsheets that this is UTF-8
    csv.writer(text).writerows(actions.export(what=what, **by_whom))
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8", headers=named)


def _ending(what: str) -> str:
    return "json" if what == "slip" else "csv"


def _index(request: HttpRequest, form: forms.DrawForm) -> HttpResponse:
    context = {
        "form": form,
        "funds": queries.funds(request.viewer),
        "samples": queries.samples(request.viewer),
        "exports": queries.EXPORTS.items(),
        "lags": queries.lags(request.viewer),
    }
    return render(request, "audit/desk/index.html", context, status=status_of(form))
