"""A roster: every row a verdict, nothing lost, nothing half-imported, twice is once."""

import datetime
import io
import zipfile

import pytest
from hypothesis import given, settings, strategies as st
from openpyxl import Workbook

from linli.identity.permissions import NotAllowed
from linli.kernel import sheets
from linli.kernel.refusal import NotFound
from linli.people import actions, errands, queries, roster
from linli.people.actions import Registration
from linli.people.models import Basis, Household, Resident, Roster
from linli.people.queries import rosters
from linli.people.tests.conftest import CHILD, DUTY, MOTHER, register

TITLES = ["姓名", "身份证号", "手机号", "户号", "与户主关系", "楼栋", "门牌号"]
FATHER_ROW = ["李强", "350206198511203316", "13900139000", "A-1", "户主", "12号楼", "1203室"]
MOTHER_ROW = ["王秀英", "350206198803054826", "", "A-1", "妻子", "", ""]
CHILD_ROW = ["李小宇", "350206201806123019", "", "A-1", "儿子", "", ""]
FAMILY = [FATHER_ROW, MOTHER_ROW, CHILD_ROW]


def workbook(rows, titles=TITLES, heading=()):
    return roster.write([*heading, titles, *rows])


def upload(cast, content, by=None, **more):
    told = {"article": DUTY.article, "purpose": DUTY.purpose} | more
    return actions.read_roster(
        content=content, place=cast.here, by=by or cast.social_worker, at=cast.now, **told
    )


def preview(cast, read):
    return queries.preview(cast.social_worker, read.pk, cast.today)


def verdicts(cast, rows, **more):
    read = upload(cast, workbook(rows, **more))
    return [(row.verdict, row.words) for row in preview(cast, read).rows]


def confirm(cast, read):
    seen = preview(cast, read).seal
    return actions.import_roster(roster_id=read.pk, seen=seen, by=cast.social_worker, at=cast.now)


def test_a_new_roster_becomes_people_and_homes(village):
    read = upload(village, workbook(FAMILY))
    assert not Resident.objects.exists(), "nothing is written before somebody says yes"
    done = confirm(village, read)
    assert (done.new_count, done.refused_count, done.state) == (3, 0, "imported")
    [household] = Household.objects.all()
    card = queries.household(village.social_worker, household.pk, village.today)
    assert [(one.name, one.relation) for one in card.members] == [
        ("李强", "户主"), ("王秀英", "妻子"), ("李＊＊", "儿子"),
    ]  # fmt: skip
    child = Resident.objects.get(name="李小宇")
    assert Basis.objects.get(pk=child.basis).article == DUTY.article


def test_the_same_again_changes_nothing(village):
    confirm(village, upload(village, workbook(FAMILY)))
    again = upload(village, workbook(FAMILY))
    assert (again.new_count, again.same_count, again.changed_count) == (0, 3, 0)
    confirm(village, again)
    assert Resident.objects.count() == 3


def test_an_empty_cell_erases_nothing_and_a_new_one_changes(village):
    confirm(village, upload(village, workbook(FAMILY)))
    changed = [["李强", "350206198511203316", "", "", "", "", ""],
               ["王秀英", "350206198803054826", "13800138000", "", "", "", ""]]  # fmt: skip
    read = upload(village, workbook(changed))
    assert [(row.verdict, row.words) for row in preview(village, read).rows] == [
        ("same", ""), ("changed", "手机号"),
    ]  # fmt: skip
    confirm(village, read)
    mother = Resident.objects.get(name="王秀英")
    shown = queries.numbers(village.social_worker, mother.pk, village.today)
    assert shown.phone == "13800138000"


def test_a_row_without_number_is_the_namesake_born_that_day(village):
    titles = ["姓名", "性别", "出生日期", "身份证号"]
    row = ["陈伟", "男", "1970年5月1日", ""]
    confirm(village, upload(village, workbook([row], titles)))
    told = ["陈伟", "男", "1970-05-01", "350206197005010013"]
    with_number = preview(village, upload(village, workbook([told], titles))).rows
    assert [(one.verdict, one.words) for one in with_number] == [("refused", with_number[0].words)]
    assert "最后一位" in with_number[0].words
    assert verdicts(village, [row], titles=titles) == [("same", "")]


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (["", *MOTHER_ROW[1:]], "姓名"),
        (["王秀英", "350206198803054827", *MOTHER_ROW[2:]], "最后一位"),
        (["王秀英", "350206201802300014", *MOTHER_ROW[2:]], "没有这一天"),
        (["王秀英", "", *MOTHER_ROW[2:]], "出生日期"),
        ([*MOTHER_ROW[:2], "1234", *MOTHER_ROW[3:]], "11位"),
        ([*MOTHER_ROW[:4], "大姨妈", "", ""], "不认识"),
        ([*MOTHER_ROW[:4], "", "", ""], "与户主关系"),
        ([*MOTHER_ROW[:4], "户主", "", ""], "第2行已经有户主"),
        (FATHER_ROW, "和第2行是同一个人"),
    ],
)
def test_a_wrong_row_is_refused_with_its_reason_and_the_others_are_not(village, row, word):
    read = upload(village, workbook([FATHER_ROW, row]))
    first, second = preview(village, read).rows
    assert (first.verdict, second.verdict, second.line.number) == ("new", "refused", 3)
    assert word in second.said
    confirm(village, read)
    assert Resident.objects.count() == 1


def test_dates_are_read_as_people_write_them(village):
    titles = ["姓名", "性别", "出生日期"]
    for text in (
        "1970-05-01",
        "1970/5/1",
        "1970.5.1",
        "1970年5月1日",
        "19700501",
        "１９７０－５－１",
    ):
        assert sheets.day(text) == datetime.date(1970, 5, 1), text
    said = verdicts(
        village, [["陈伟", "男", "1970-02-30"], ["陈强", "男", "七零年"]], titles=titles
    )
    assert all(verdict == "refused" and "不是一个日期" in words for verdict, words in said)
    assert verdicts(village, [["陈伟", "先生", "1970-05-01"]], titles=titles)[0][0] == "refused"


def test_excels_own_dates_and_numbers_are_understood_or_said_to_be_lost(village):
    book = Workbook()
    book.active.append(["姓名", "性别", "出生日期", "身份证号", "手机号"])
    book.active.append(["陈伟", "男", datetime.date(1970, 5, 1), "", 13800138000])
    book.active.append(["陈强", "男", 19700501, "", ""])
    book.active.append(["陈明", "男", 25689, "", ""])
    book.active.append(["王秀英", "", "", 350206198803054826, ""])
    rows = preview(village, upload(village, saved(book))).rows
    assert [row.verdict for row in rows] == ["new", "new", "refused", "refused"]
    assert rows[0].person.phone == "13800138000"
    assert "25689" in rows[2].words
    assert "文本" in rows[3].words


def test_a_formula_is_refused_where_it_matters(village):
    book = Workbook()
    book.active.append(["姓名", "性别", "出生日期", "备注"])
    book.active.append(["陈伟", "男", "=DATE(1970,5,1)", ""])
    book.active.append(["陈强", "男", "1970-05-01", "=1+1"])
    rows = preview(village, upload(village, saved(book))).rows
    assert [row.verdict for row in rows] == ["refused", "new"]
    assert "公式" in rows[0].words


def test_what_it_does_not_understand_it_says(village):
    read = upload(village, workbook([[*MOTHER_ROW, "爱唱歌"]], titles=[*TITLES, "备注"]))
    assert preview(village, read).ignored == ("备注",)


def test_titles_may_be_decorated_and_stand_lower(village):
    titles = ["序号", "姓 名*", "身份证号码（18位）"]
    rows = [["1", "王秀英", "350206198803054826"]]
    read = upload(village, workbook(rows, titles, heading=[["金安社区居民名册"], []]))
    assert [(row.verdict, row.line.number) for row in preview(village, read).rows] == [("new", 4)]


@pytest.mark.parametrize(
    ("content", "refusal", "word"),
    [
        (b"", sheets.NotAWorkbook, "不是 Excel"),
        ("姓名,身份证号".encode(), sheets.NotAWorkbook, "另存为"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, sheets.OldWorkbook, ".xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            sheets.LockedWorkbook,
            "密码",
        ),
        (b"x" * (50 * 2**20), sheets.TooLarge, "50 MB"),
        (workbook([MOTHER_ROW])[:-200], sheets.NotAWorkbook, "Excel"),
        (roster.write([["名", "号"], ["王", "1"]]), roster.NoTitles, "姓名"),
        (workbook([]), roster.NoRows, "没有一个人"),
        (workbook([], ["姓名", "身份证号", "手机", "电话"]), roster.TitlesTwice, "手机号"),
        (workbook([["王"]], ["姓名"]), roster.TitlesMissing, "身份证号、出生日期、性别"),
        (workbook([["王", "男"]], ["姓名", "性别"]), roster.TitlesMissing, "出生日期"),
    ],
)  # fmt: skip
def test_a_file_it_cannot_read_is_refused_in_a_sentence(village, content, refusal, word):
    with pytest.raises(refusal) as refused:
        upload(village, content)
    assert word in f"{refused.value}{refused.value.next_step}"
    assert refused.value.next_step
    assert not Roster.objects.exists()


def test_a_file_that_swells_is_refused_before_it_does(village, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_INFLATED_BYTES", 1000)
    with pytest.raises(sheets.Inflated):
        upload(village, workbook([MOTHER_ROW]))


def test_a_broken_inside_is_refused(village):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([MOTHER_ROW]))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text[: len(text) // 2] if "sheet1" in name else text)
    with pytest.raises(sheets.BrokenWorkbook):
        upload(village, out.getvalue())


def test_too_many_rows_are_refused(village, monkeypatch):
    monkeypatch.setattr(roster, "MOST_ROWS", 2)
    with pytest.raises(roster.TooManyRows):
        upload(village, workbook(FAMILY))


def test_no_article_no_roster(village):
    with pytest.raises(actions.ArticleMissing):
        upload(village, workbook(FAMILY), article=" ")


def test_what_was_seen_is_what_is_written(village):
    read = upload(village, workbook(FAMILY))
    seen = preview(village, read).seal
    register(village, MOTHER)
    with pytest.raises(actions.RegisterHasMoved):
        actions.import_roster(
            roster_id=read.pk, seen=seen, by=village.social_worker, at=village.now
        )
    assert Resident.objects.count() == 1
    confirm(village, read)
    assert Resident.objects.count() == 3


def test_a_failure_half_way_leaves_nothing(village, monkeypatch):
    read = upload(village, workbook(FAMILY))
    monkeypatch.setattr("linli.people.actions.rows.journal.record_many", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        confirm(village, read)
    assert not Resident.objects.exists()
    assert Roster.objects.get().state == "previewed"


def test_its_rows_are_sealed_while_it_waits_and_forgotten_after(village):
    read = Roster.objects.get(pk=upload(village, workbook(FAMILY)).pk)
    assert "李强".encode() not in bytes(read.rows)
    confirm(village, read)
    assert Roster.objects.get(pk=read.pk).rows is None
    with pytest.raises(NotFound):
        preview(village, read)


def test_a_discarded_roster_leaves_the_register_alone(village):
    read = upload(village, workbook(FAMILY))
    actions.discard_roster(roster_id=read.pk, by=village.social_worker, at=village.now)
    assert not Resident.objects.exists()
    assert Roster.objects.get().rows is None


def test_one_that_nobody_confirms_is_forgotten_after_a_week(village):
    upload(village, workbook(FAMILY))
    week = datetime.timedelta(days=7)
    assert errands.run(village.now + week) == 0
    assert errands.run(village.now + week + datetime.timedelta(minutes=1)) == 1
    assert Roster.objects.get().state == "discarded"


def test_is_for_those_who_import_here(village):
    with pytest.raises(NotAllowed):
        upload(village, workbook(FAMILY), by=village.grid_worker)
    with pytest.raises(NotFound):
        upload(village, workbook(FAMILY), by=village.outsider)
    read = upload(village, workbook(FAMILY))
    with pytest.raises(NotFound):
        queries.preview(village.outsider, read.pk, village.today)
    with pytest.raises(NotFound):
        actions.import_roster(roster_id=read.pk, seen="", by=village.outsider, at=village.now)
    with pytest.raises(NotFound):
        actions.discard_roster(roster_id=read.pk, by=village.outsider, at=village.now)


def test_a_closed_minors_record_is_not_changed_by_a_roster(village):
    register(village, CHILD, ground=DUTY)
    row = ["李小宇", "350206201806123019", "13800138000", "", "", "", ""]
    [(verdict, words)] = verdicts(village, [row])
    assert (verdict, "未成年人" in words) == ("refused", True)


def test_moving_house_is_not_done_by_a_roster(village):
    confirm(village, upload(village, workbook(FAMILY)))
    moved = [["王秀英", "350206198803054826", "", "B-7", "户主", "", ""]]
    [(verdict, words)] = verdicts(village, moved)
    assert (verdict, "迁出" in words) == ("refused", True)
    other = [["王秀英", "350206198803054826", "", "A-1", "女儿", "", ""]]
    [(verdict, words)] = verdicts(village, other)
    assert (verdict, "妻子" in words) == ("refused", True)
    second = [["陈伟", "350206197005010023", "", "A-1", "户主", "", ""]]
    assert verdicts(village, second)[0][0] == "refused"


def test_a_registered_person_without_home_joins_the_one_named(village):
    mother = register(village, MOTHER)
    read = upload(village, workbook([FATHER_ROW, MOTHER_ROW]))
    assert [(row.verdict, row.words) for row in preview(village, read).rows] == [
        ("new", ""), ("changed", "所在的户"),
    ]  # fmt: skip
    confirm(village, read)
    assert queries.household_of(village.social_worker, mother.pk) == Household.objects.get().pk


def test_refused_rows_come_back_as_a_workbook_to_mend(village):
    wrong = ["王秀英", "350206198803054827", "", "A-1", "妻子", "", ""]
    read = upload(village, workbook([FATHER_ROW, wrong]))
    content = rosters.refused_workbook(village.social_worker, read.pk, village.today)
    again = roster.read(content)
    [line] = again.lines
    assert line.cells["citizen_id"] == "350206198803054827"
    assert again.ignored == ("没有导入的原因",)


def test_the_template_can_be_read(village):
    [line] = roster.read(roster.template()).lines
    assert line.cells["name"] == "张示例"


def test_a_cell_that_begins_like_a_formula_stays_a_text():
    content = workbook([["=cmd|' /C calc'!A0", "350206198803054826", "", "", "", "", ""]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_two_thousand_rows_need_a_few_dozen_queries(village, django_assert_max_num_queries):
    rows = [
        [f"陈{chr(0x4E00 + n)}", "男", "1970-05-01", f"H-{n // 3}", "其他亲属"] for n in range(600)
    ]
    titles = ["姓名", "性别", "出生日期", "户号", "与户主关系"]
    read = upload(village, workbook(rows, titles))
    with django_assert_max_num_queries(70):
        confirm(village, read)
    assert Resident.objects.count() == 600


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_it_fall_over(content):
    with pytest.raises(sheets.UnreadableSheet):
        roster.read(content)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_row_is_ever_lost(rows):
    """Whatever stands in the cells, each row that is not blank comes out as one line."""
    content = roster.write([["姓名", "性别", "出生日期"], *rows])
    expected = sum(any(text.strip() for text in row) for row in rows)
    try:
        assert len(roster.read(content).lines) == expected
    except roster.NoRows:
        assert expected == 0


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_registration_and_a_row_are_checked_alike(village):
    told = Registration(name="王", citizen_id="350206198803054827")
    with pytest.raises(actions.NotARegistration) as refused:
        register(village, told)
    [(_, words)] = verdicts(village, [["王", "350206198803054827", "", "", "", "", ""]])
    assert words.startswith(str(refused.value))
