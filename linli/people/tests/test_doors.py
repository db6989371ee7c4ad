"""The doors: every page shows, every form does its one thing, a refusal stands where it helps."""

import io

import pytest
from django.urls import reverse

from linli.identity import actions as identity
from linli.identity.permissions import clock
from linli.journal import queries as journal
from linli.papers.tests.paper_samples import photo
from linli.people import actions, queries, roster
from linli.people.models import Basis, Fact, OpeningRequest, Resident, Roster
from linli.people.tests.conftest import DAY, DUTY, MOTHER, diagnose, open_child, register
from tests.pages import without_marks

BACKEND = "linli.identity.sign_in.backend.ByPassword"


@pytest.fixture
def desk(home, client):
    """A worker's browser, the social worker's unless told; it is the village's hour."""
    open_child(home)
    client.force_login(home.users["social_worker"], BACKEND)
    client.home = home
    return client


def sit_down(desk, who):
    desk.force_login(desk.home.users[who], BACKEND)


def at(name, *args):
    return reverse(f"people:{name}", args=args)


PAGES = [
    ("social_worker", "desk_index", None),
    ("social_worker", "desk_register", None),
    ("social_worker", "desk_resident", "mother"),
    ("social_worker", "desk_resident", "child"),
    ("social_worker", "desk_numbers", "mother"),
    ("social_worker", "desk_changes", "child"),
    ("social_worker", "desk_correct", "mother"),
    ("social_worker", "desk_join", "mother"),
    ("social_worker", "desk_form_household", "mother"),
    ("social_worker", "desk_fact_of_resident", "child"),
    ("social_worker", "desk_basis_of_resident", "child"),
    ("social_worker", "desk_guardian", "child"),
    ("social_worker", "desk_login", "mother"),
    ("social_worker", "desk_household", "household"),
    ("social_worker", "desk_add_member", "household"),
    ("social_worker", "desk_fact_of_household", "household"),
    ("social_worker", "desk_basis_of_household", "household"),
    ("social_worker", "desk_rosters", None),
    ("supervisor", "desk_asked", None),
    ("supervisor", "desk_assign_resident", "child"),
    ("supervisor", "desk_assign_household", "household"),
    ("supervisor", "desk_shield", "child"),
]


@pytest.mark.parametrize(("who", "name", "subject"), PAGES)
def test_every_page_shows_and_names_nobody_in_its_title(desk, who, name, subject):
    sit_down(desk, who)
    about = [getattr(desk.home, subject).pk] if subject else []
    answer = desk.get(at(name, *about))
    page = answer.content.decode()
    assert answer.status_code == 200
    title = page.split("<title>")[1].split("</title>")[0]
    assert not any(word in title for word in ("王", "李", "12号楼"))
    assert " style=" not in page.split("<body")[1]


@pytest.mark.parametrize(("who", "name", "subject"), PAGES)
def test_the_next_community_finds_no_page_of_ours(desk, who, name, subject):
    if subject is None:
        return
    sit_down(desk, "outsider")
    answer = desk.get(at(name, getattr(desk.home, subject).pk))
    assert answer.status_code in (403, 404)
    assert "王秀英" not in answer.content.decode()


def test_looking_is_written_before_the_page_is_shown(desk):
    desk.get(at("desk_resident", desk.home.child.pk))
    [read] = journal.reads_of(("resident", desk.home.child.pk))
    assert (read.part, read.basis[:11]) == ("record", "assignment:")


def test_the_list_is_masked_and_not_logged(desk):
    page = desk.get(at("desk_index"), {"q": "wxy"}).content.decode()
    assert "350206********4826" in page
    assert "350206198803054826" not in page
    assert not journal.reads_of(("resident", desk.home.mother.pk))


def test_a_closed_record_offers_to_ask_and_asking_is_answered(desk):
    sit_down(desk, "grid_worker")
    closed = desk.get(at("desk_resident", desk.home.child.pk))
    assert closed.status_code == 403
    assert "李小宇" not in closed.content.decode()
    short = desk.post(at("desk_ask", desk.home.child.pk), {"reason": "看"})
    assert (short.status_code, OpeningRequest.objects.count()) == (422, 0)
    desk.post(at("desk_ask", desk.home.child.pk), {"reason": "学校反映一周没有来上课"})
    request = OpeningRequest.objects.get()
    assert "等另一个人批准" in desk.get(at("desk_resident", desk.home.child.pk)).content.decode()
    sit_down(desk, "supervisor")
    assert "学校反映" in desk.get(at("desk_asked")).content.decode()
    until = (desk.home.today + 7 * DAY).isoformat()
    desk.post(at("desk_decide", request.pk), {"granted": "yes", "until_on": until})
    sit_down(desk, "grid_worker")
    assert "李小宇" in desk.get(at("desk_resident", desk.home.child.pk)).content.decode()


def test_registers_corrects_and_says_what_is_wrong(desk):
    typed = {"name": "曾阿婆", "citizen_id": "350206194501010020", "place": desk.home.here}
    wrong = desk.post(at("desk_register"), typed)
    assert wrong.status_code == 422
    assert "最后一位" in wrong.content.decode()
    desk.post(at("desk_register"), typed | {"citizen_id": "350206194501010029"})
    elder = Resident.objects.get(name="曾阿婆")
    form = desk.get(at("desk_correct", elder.pk)).content.decode()
    assert "350206194501010029" in form
    desk.post(at("desk_correct", elder.pk), {"name": "曾阿嬷", "citizen_id": "350206194501010029"})
    elder.refresh_from_db()
    assert elder.name == "曾阿嬷"
    assert "曾阿婆 → 曾阿嬷" in desk.get(at("desk_changes", elder.pk)).content.decode()


def test_a_namesake_is_asked_about_before_being_registered(desk):
    typed = {"name": "陈伟", "born_on": "1970-05-01", "sex": "1", "place": desk.home.here}
    desk.post(at("desk_register"), typed)
    again = desk.post(at("desk_register"), typed)
    assert (again.status_code, "not_the_same" in again.content.decode()) == (422, True)
    desk.post(at("desk_register"), typed | {"not_the_same": "on"})
    assert Resident.objects.filter(name="陈伟").count() == 2


def test_a_child_is_added_to_its_home_with_guardian_and_signed_sheet(desk):
    home = desk.home
    typed = {
        "name": "李小雨", "citizen_id": "350206202005010027", "relation": "30",
        "guardians": [str(home.mother.pk)], "why": "consent", "purpose": "登记", "form": "paper",
    }  # fmt: skip
    bare = desk.post(at("desk_add_member", home.household.pk), typed)
    assert "拍照上传" in bare.content.decode()
    typed["photo"] = io.BytesIO(photo())
    typed["photo"].name = "consent.jpg"
    desk.post(at("desk_add_member", home.household.pk), typed)
    child = Resident.objects.get(name="李小雨")
    basis = Basis.objects.get(pk=child.basis)
    assert (basis.given_by, basis.paper.guarded) == (home.mother, True)


def test_states_a_fact_in_two_steps_and_retracts_it(desk):
    home = desk.home
    address = at("desk_fact_of_resident", home.child.pk)
    assert "指定医院的诊断" in desk.get(address).content.decode()
    told = {"value": "autism", "source": "document", "observed_on": home.today.isoformat()}
    without = desk.post(f"{address}?kind=diagnosis", told)
    assert "敏感个人信息" in without.content.decode()
    desk.post(f"{address}?kind=diagnosis", told | {"basis_id": str(home.child.basis)})
    fact = Fact.objects.get()
    assert "孤独症" in desk.get(at("desk_resident", home.child.pk)).content.decode()
    desk.post(at("desk_retract", fact.pk))
    assert "孤独症" not in desk.get(at("desk_resident", home.child.pk)).content.decode()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("disability_grade", {"value": "3"}),
        ("disability_grade", {"nothing": "on"}),
        ("monthly_rehab_cost", {"value": "3,000.50"}),
        ("tekun_status", {"value": "no"}),
        ("residence_permit_place", {"value": "350206"}),
    ],
)
def test_every_shape_of_fact_has_its_control(desk, kind, typed):
    home = desk.home
    address = f"{at('desk_fact_of_resident', home.child.pk)}?kind={kind}"
    assert desk.get(address).status_code == 200
    told = {"source": "stated", "observed_on": home.today.isoformat()}
    told["basis_id"] = str(home.child.basis)
    assert desk.post(address, told | typed).status_code == 302
    assert desk.post(address, told).status_code == 422


def test_records_a_duty_and_a_consent_and_takes_the_consent_back(desk):
    home = desk.home
    address = at("desk_basis_of_resident", home.mother.pk)
    desk.post(address, {"why": "legal_duty", "article": DUTY.article, "purpose": DUTY.purpose})
    told = {"why": "consent", "purpose": "申请低保"}
    assert desk.post(address, told).status_code == 422
    told |= {"given_by": str(home.mother.pk), "form": "screen"}
    desk.post(address, told)
    basis = Basis.objects.get(resident=home.mother, kind="consent")
    desk.post(at("desk_withdraw", basis.pk))
    basis.refresh_from_db()
    assert basis.withdrawn_at


def test_a_supervisor_assigns_takes_back_and_shields(desk):
    home = desk.home
    sit_down(desk, "supervisor")
    told = {"worker_id": str(home.users["grid_worker"].pk), "scope": "contact"}
    told["until_on"] = (home.today + 30 * DAY).isoformat()
    for name, subject in (("desk_assign_resident", home.child), ("desk_assign_household",
                          home.household)):  # fmt: skip
        assert desk.post(at(name, subject.pk), told).status_code == 302
    given = queries.assignments(home.supervisor, home.child.pk, None, home.today)
    mine = next(one for one in given if one.worker == "小陈")
    desk.post(at("desk_end_assignment", mine.id))
    desk.post(at("desk_shield", home.child.pk), {"reason": "离家避险"})
    assert "离家避险" in desk.get(at("desk_shield", home.child.pk)).content.decode()
    card = queries.shield_of(home.supervisor, home.child.pk)
    desk.post(at("desk_lift_shield", card.id))
    assert queries.shield_of(home.supervisor, home.child.pk) is None


def test_moves_out_joins_by_number_and_founds_a_home(desk):
    home = desk.home
    actions.form_household(place=home.here, members=[], number="B-1", **home.work)
    desk.post(at("desk_leave", home.mother.pk))
    lost = desk.post(at("desk_join", home.mother.pk), {"number": "Z-9", "relation": "97"})
    assert "Z-9" in lost.content.decode()
    desk.post(at("desk_join", home.mother.pk), {"number": "B-1", "relation": "97"})
    desk.post(at("desk_leave", home.mother.pk))
    answer = desk.post(
        at("desk_form_household", home.mother.pk), {"relation": "02", "building": "36号楼"}
    )
    assert "36号楼" in desk.get(answer["Location"]).content.decode()


def test_names_and_ends_a_guardian(desk):
    home = desk.home
    from linli.people.models import Guardianship

    named = Guardianship.objects.get(child=home.child, guardian=home.father)
    desk.post(at("desk_end_guardian", named.pk))
    told = {"guardian_id": str(home.father.pk), "kind": "parent"}
    desk.post(at("desk_guardian", home.child.pk), told)
    assert Guardianship.objects.filter(child=home.child, until=None).count() == 2


def test_a_roster_goes_up_is_looked_at_and_comes_in(desk):
    template = desk.get(at("desk_roster_template"))
    assert roster.read(template.content).lines
    rows = [["陈一", "350206197005010015"], ["陈二", "350206197005010023"]]
    told = {
        "place": desk.home.here,
        "workbook": _named(roster.write([["姓名", "身份证号"], *rows])),
        "article": DUTY.article,
        "purpose": DUTY.purpose,
    }
    answer = desk.post(at("desk_rosters"), told)
    made = Roster.objects.get()
    assert answer["Location"] == at("desk_roster", made.pk)
    page = desk.get(answer["Location"]).content.decode()
    assert "还没有写入任何东西" in page
    refused = desk.post(at("desk_roster_refused", made.pk))
    assert refused["Content-Disposition"].startswith("attachment")
    seen = page.split('name="seen" value="')[1].split('"')[0]
    desk.post(at("desk_roster_import", made.pk), {"seen": seen})
    assert Resident.objects.filter(name__startswith="陈").count() == made.new_count
    assert "已导入" in desk.get(at("desk_rosters")).content.decode()


def test_an_old_workbook_is_refused_on_the_form(desk):
    old = _named(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    told = {"place": desk.home.here, "workbook": old, "article": "x", "purpose": "y"}
    answer = desk.post(at("desk_rosters"), told)
    assert (answer.status_code, ".xls" in answer.content.decode()) == (422, True)


def test_a_discarded_roster_is_gone(desk):
    told = {
        "place": desk.home.here,
        "workbook": _named(roster.template()),
        "article": "x",
        "purpose": "y",
    }
    desk.post(at("desk_rosters"), told)
    desk.post(at("desk_roster_discard", Roster.objects.get().pk))
    assert Roster.objects.get().state == "discarded"


def test_the_signed_sheet_opens_from_the_record(desk):
    home = desk.home
    from linli.people.tests.conftest import consent

    basis = actions.record_basis(
        ground=consent(home.mother, form="paper"), resident_id=home.child.pk, photo=photo(),
        **home.work,
    )  # fmt: skip
    answer = desk.get(at("desk_paper", basis.pk))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in answer["Cache-Control"]
    sit_down(desk, "grid_worker")
    assert desk.get(at("desk_paper", basis.pk)).status_code in (403, 409)


def test_a_resident_reads_their_file_and_takes_a_consent_back(desk):
    home = desk.home
    diagnose(home)
    user = identity.invite(username="wang", name="王秀英", by=clock(), at=home.now)
    actions.link_login(resident_id=home.mother.pk, user_id=user.pk, **home.work)
    desk.get(at("desk_resident", home.child.pk))
    desk.force_login(user, BACKEND)
    page = desk.get(at("my_file")).content.decode()
    assert "孤独症" in page
    assert "打开了档案" in page
    assert "1203" not in without_marks(page)
    desk.post(at("my_withdraw", home.child.basis))
    assert "孤独症" not in desk.get(at("my_file")).content.decode()


def test_gives_renews_and_ends_a_login(desk):
    mother = desk.home.mother.pk
    slip = desk.post(at("desk_login", mother))
    assert "密码只显示这一次" in slip.content.decode()
    assert slip.headers["Cache-Control"].startswith("max-age=0")
    assert "还没登录过" in desk.get(at("desk_login", mother)).content.decode()
    assert "密码只显示这一次" in desk.post(at("desk_renew_login", mother)).content.decode()
    desk.post(at("desk_end_login", mother))
    assert "开通以前" in desk.get(at("desk_login", mother)).content.decode()


def test_a_refusal_leads_back_to_where_it_was_pressed(desk):
    record = f"http://testserver{at('desk_resident', desk.home.mother.pk)}"
    login = at("desk_login", desk.home.mother.pk)
    desk.post(login)
    refused = desk.post(login, headers={"referer": record})
    assert (refused.status_code, refused.context["back_url"]) == (409, record)
    refused = desk.post(login, headers={"referer": "https://elsewhere.example/"})
    assert refused.context["back_url"] == "/after-sign-in/"


def test_a_login_of_nobody_finds_no_file(desk):
    assert desk.get(at("my_file")).status_code == 404


def test_a_worker_without_the_role_is_turned_away(desk):
    sit_down(desk, "cashier")
    assert desk.get(at("desk_index")).status_code == 403
    assert desk.post(at("desk_register"), {"name": "x"}).status_code == 403


def test_pressing_twice_registers_once(desk):
    typed = {"name": "陈阿姨", "citizen_id": "350206197005010023", "place": desk.home.here,
             "key": "0192c0de-0000-4000-8000-000000000001"}  # fmt: skip
    first = desk.post(at("desk_register"), typed)
    second = desk.post(at("desk_register"), typed)
    assert first["Location"] == second["Location"]


def test_somebody_registered_before_is_named(desk):
    typed = {"name": "王秀", "citizen_id": MOTHER.citizen_id, "place": desk.home.here}
    answer = desk.post(at("desk_register"), typed)
    assert "王秀英" in answer.content.decode()
    assert register


def _named(content):
    file = io.BytesIO(content)
    file.name = "roster.xlsx"
    return file
