"""The desk's doors: a round's list, its approval, the sheets of its visits, and its end."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.goodwill import actions, forms, queries
from linli.identity.doors import desk, done, status_of, today, typed
from linli.identity.permissions import Permission
from linli.kernel.refusal import NotFound


@desk(Permission.GOODWILL_SEE)
def index(request: HttpRequest) -> HttpResponse:
    """The rounds, the newest first."""
    context = {
        "rounds": queries.rounds(request.viewer, request.GET.get("page", 1)),
        "places": queries.places_to_plan(request.viewer),
    }
    return render(request, "goodwill/desk/index.html", context)


@desk(Permission.GOODWILL_PLAN)
def begin(request: HttpRequest, place: str) -> HttpResponse:
    """Begin a round."""
    if place not in queries.places_to_plan(request.viewer):
        raise NotFound
    form = forms.RoundForm(typed(request), gifts=queries.gifts_to_give(request.viewer, place))
    if request.method == "POST" and (made := done(request, form, actions.begin_round, place=place)):
        return redirect("goodwill:desk_round", made.pk)
    return render(request, "goodwill/desk/begin.html", {"form": form}, status=status_of(form))


@desk(Permission.GOODWILL_SEE)
@never_cache
def visits(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """One round: its list, its sheets, what comes next."""
    return _round_page(request, round_id)


# The list -----------------------------------------------------------------------------------------


@desk(Permission.GOODWILL_PLAN)
def find(request: HttpRequest, round_id: UUID, reason: str) -> HttpResponse:
    """Who gives a reason by what is known of them; whoever stays ticked is listed."""
    homes = queries.found(request.viewer, round_id, reason, today(request))
    form = forms.FoundForm(typed(request), homes=homes)
    listed = None
    if request.method == "POST":
        listed = done(request, form, actions.list_found, round_id=round_id, reason=reason)
    if listed is not None:
        return redirect("goodwill:desk_round", round_id)
    context = {
        "card": queries.round_card(request.viewer, round_id),
        "form": form,
        "homes": homes,
        "word": queries.REASON_WORDS[reason],
    }
    return render(request, "goodwill/desk/find.html", context, status=status_of(form))


@desk(Permission.GOODWILL_PLAN)
@require_POST
def list_household(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """List a household by its number."""
    form = forms.HandForm(request.POST)
    if done(request, form, actions.list_household, round_id=round_id):
        return redirect("goodwill:desk_round", round_id)
    return _round_page(request, round_id, hand=form)


@desk(Permission.GOODWILL_PLAN)
@never_cache
def list_from_file(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """List the household whose file is open."""
    home, rounds = queries.household_to_list(request.viewer, household_id)
    form = forms.FileForm(typed(request), rounds=rounds)
    if request.method == "POST" and (
        listed := done(request, form, actions.list_from_file, household_id=household_id)
    ):
        return redirect("goodwill:desk_round", listed.round_id)
    context = {"home": home, "rounds": rounds, "form": form, "household_id": household_id}
    return render(request, "goodwill/desk/from_file.html", context, status=status_of(form))


@desk(Permission.GOODWILL_PLAN)
@require_POST
def strike(request: HttpRequest, listed_id: UUID) -> HttpResponse:
    """Take a household off the list."""
    held = actions.strike(listed_id=listed_id, by=request.viewer, at=request.at)
    return redirect("goodwill:desk_round", held.pk)


@desk(Permission.GOODWILL_PLAN)
@require_POST
def submit(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The list is complete."""
    actions.submit(round_id=round_id, by=request.viewer, at=request.at)
    return redirect("goodwill:desk_round", round_id)


@desk(Permission.GOODWILL_APPROVE)
@require_POST
def approve(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Another person says yes to the list."""
    actions.approve(round_id=round_id, by=request.viewer, at=request.at)
    return redirect("goodwill:desk_round", round_id)


@desk(Permission.GOODWILL_APPROVE)
@require_POST
def send_back(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Or says what is wrong with it."""
    form = forms.BackForm(request.POST)
    if done(request, form, actions.send_back, round_id=round_id):
        return redirect("goodwill:desk_round", round_id)
    return _round_page(request, round_id, objection=form)


# The visits ---------------------------------------------------------------------------------------


@desk(Permission.GOODWILL_HAND)
@require_POST
def issue(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Take the sheet of the next visit."""
    sheet = actions.issue_sheet(round_id=round_id, by=request.viewer, at=request.at)
    return redirect("goodwill:desk_sheet", sheet.pk)


@desk(Permission.GOODWILL_SEE)
def sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The sheet to sign, as it is printed: masked names, buildings, an empty space."""
    context = {"sheet": queries.sheet(request.viewer, sheet_id), "on": today(request)}
    return render(request, "goodwill/desk/sheet.html", context)


@desk(Permission.GOODWILL_HAND)
@never_cache
def key_sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """Key the signed sheet."""
    shown = queries.sheet(request.viewer, sheet_id)
    form = forms.SheetForm(typed(request), request.FILES or None, sheet=shown, today=today(request))
    if request.method == "POST" and done(request, form, actions.key_sheet, sheet_id=sheet_id):
        return redirect("goodwill:desk_round", shown.round_id)
    context = {"sheet": shown, "form": form}
    return render(request, "goodwill/desk/key.html", context, status=status_of(form))


@desk(Permission.GOODWILL_CONFIRM)
@never_cache
def check(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """What was keyed, beside the photo, for whoever confirms it."""
    context = {"sheet": queries.sheet(request.viewer, sheet_id)}
    return render(request, "goodwill/desk/check.html", context)


@desk(Permission.GOODWILL_CONFIRM)
@require_POST
def confirm(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """It is what was signed."""
    kept = actions.confirm_sheet(sheet_id=sheet_id, by=request.viewer, at=request.at)
    return redirect("goodwill:desk_round", kept.round_id)


@desk(Permission.GOODWILL_CONFIRM)
@require_POST
def return_sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """It is not: it is keyed again."""
    kept = actions.return_sheet(sheet_id=sheet_id, by=request.viewer, at=request.at)
    return redirect("goodwill:desk_round", kept.round_id)


@desk(Permission.GOODWILL_SEE)
def photo(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The photo of the signed sheet; kept by no cache."""
    found = queries.photo(request.viewer, sheet_id)
    return HttpResponse(
        found.content,
        content_type=found.media_type,
        headers={"Cache-Control": "no-store", "Content-Disposition": "inline"},
    )


@desk(Permission.GOODWILL_CONFIRM)
@require_POST
def settle(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """End the round; what is left goes back."""
    actions.settle(round_id=round_id, by=request.viewer, at=request.at)
    return redirect("goodwill:desk_round", round_id)


# Small words --------------------------------------------------------------------------------------


def _round_page(request: HttpRequest, round_id: UUID, **tried: Any) -> HttpResponse:
    """A round's page, with the form that came back unfinished, if any."""
    card = queries.round_card(request.viewer, round_id)
    context = {
        "card": card,
        "hand": tried.get("hand") or forms.HandForm(),
        "objection": tried.get("objection") or forms.BackForm(),
        "may_open": request.viewer.may(Permission.RESIDENT_OPEN),
        "reasons": [(code, queries.REASON_WORDS[code]) for code in forms.BY_FACT],
    }
    status = next((status_of(form) for form in tried.values()), 200)
    return render(request, "goodwill/desk/round.html", context, status=status)
