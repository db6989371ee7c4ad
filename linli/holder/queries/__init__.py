"""What may be asked at the holder's desk. A file per noun; the counter is here."""

from linli.holder.queries.closing import (
    ClosedMonth,
    FundState,
    MonthEnd,
    Prepared,
    closed_months,
    funds_of,
    holder_of,
    month_end,
    month_to_close,
    prepared,
)  # fmt: skip
from linli.holder.queries.lines import (
    KIND_WORDS,
    STATE_WORDS,
    LineCard,
    LineRow,
    MatchRow,
    Offer,
    counts,
    left_of,
    line,
    lines,
    rules,
    unclaimed_for_long,
    waiting_through,
)  # fmt: skip
from linli.holder.queries.reports import (
    BudgetRow,
    ReportRow,
    YearReport,
    may_budget,
    year_report,
)  # fmt: skip
from linli.holder.queries.statements import (
    Naming,
    Preview,
    bank_accounts,
    naming,
    packed,
    preview,
    recent_statements,
    unpacked,
)  # fmt: skip
from linli.holder.queries.vouchers import (
    Code,
    account_codes,
    as_csv,
    as_workbook,
    receipt_rows,
    voucher_rows,
)  # fmt: skip

__all__ = [
    "KIND_WORDS", "STATE_WORDS", "BudgetRow", "ClosedMonth", "Code", "FundState", "LineCard",
    "LineRow", "MatchRow", "MonthEnd", "Naming", "Offer", "Prepared", "Preview", "ReportRow",
    "YearReport", "account_codes", "as_csv", "as_workbook", "bank_accounts", "closed_months",
    "counts", "funds_of", "holder_of", "left_of", "line", "lines", "may_budget", "month_end",
    "month_to_close", "naming", "packed", "prepared", "preview", "receipt_rows",
    "recent_statements", "rules", "unclaimed_for_long", "unpacked", "voucher_rows",
    "waiting_through", "year_report",
]  # fmt: skip
