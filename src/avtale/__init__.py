"""avtale: agreements as code for public bodies.

The public API, flat: every name below is imported when it is first used, so that `import avtale` costs nothing.
What each does is told in docs/api.md.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing `typing` for it would take longer than everything else here
if TYPE_CHECKING:
    from avtale.errors import AvtaleError, Misuse, Surroundings, Unfit
    from avtale.facts.at_revision import at_revision
    from avtale.facts.chain import Resolved, resolve
    from avtale.facts.find import find
    from avtale.facts.git import History, history
    from avtale.facts.repository import Entry, Repository
    from avtale.facts.root import find_root
    from avtale.facts.state import State, state
    from avtale.facts.suspects import Suspect, suspects
    from avtale.facts.undecided import next_stop, undecided
    from avtale.findings import Finding, Problem
    from avtale.format.bind import load
    from avtale.format.draft import Answers, draft
    from avtale.format.fingerprint import fingerprint
    from avtale.format.model import Document
    from avtale.format.schema import kinds
    from avtale.format.schema import published as schema
    from avtale.generate.plan import Item, Plan
    from avtale.generate.plan import plan as plan_routines
    from avtale.generate.plan import write as write_routines
    from avtale.generate.table import Table, read_table
    from avtale.lifecycle.amend import Wanted, amend
    from avtale.lifecycle.approve import Approval, approve
    from avtale.lifecycle.bump import bump
    from avtale.lifecycle.copy import copy as copy_document
    from avtale.lifecycle.done import Logged, done
    from avtale.lifecycle.edited import Edited
    from avtale.lifecycle.mend import Mending, mend
    from avtale.lifecycle.record import adopt, happened, terminate
    from avtale.lifecycle.renew import renew
    from avtale.lifecycle.review import Review, review
    from avtale.lifecycle.start import Made, init, new
    from avtale.lifecycle.succeed import Reissue, Successor, known_successor, succeed
    from avtale.lifecycle.supersede import supersede
    from avtale.lifecycle.withdraw import Withdrawal, withdraw
    from avtale.publish.calendar import Feed, calendar
    from avtale.publish.changes import Comparison, compare
    from avtale.publish.diff import diff_data, diff_text
    from avtale.publish.history import history_data, history_text
    from avtale.publish.redline import redline
    from avtale.publish.show import show_data, show_text
    from avtale.publish.status import Line, status
    from avtale.publish.suspects import suspects_data, suspects_text
    from avtale.publish.whole import whole_data, whole_text
    from avtale.render.document import Rendering
    from avtale.render.document import render as render_document
    from avtale.render.ours import write_rendering
    from avtale.render.short import render_short
    from avtale.report.baseline import Compared, acceptable, read_baseline, shrunk, write_baseline
    from avtale.report.baseline import compare as compare_baseline
    from avtale.report.formats import write as write_report
    from avtale.report.identity import Identity
    from avtale.rules.check import check
    from avtale.rules.pages import find_rule, page_text
    from avtale.rules.report import Report
    from avtale.rules.rule import Rule
    from avtale.rules.rule import newest as newest_rule
    from avtale.sign.binding import Vouched
    from avtale.sign.credentials import Credential, open_key_file
    from avtale.sign.demo import DemoKeys, make_demo_keys
    from avtale.sign.page import StatedPage, read_page
    from avtale.sign.page_signing import SignedPage, sign_page
    from avtale.sign.page_verify import verify_page
    from avtale.sign.recording import record_signatures
    from avtale.sign.service import record_vouched
    from avtale.sign.signing import Signed
    from avtale.sign.signing import sign as sign_pdf
    from avtale.sign.trust import Trust, load_trust
    from avtale.sign.verdict import FileVerdict
    from avtale.sign.verify import verify as verify_pdf
    from avtale.source.dump import dump
    from avtale.source.edit import set_fields
    from avtale.source.lock import locked
    from avtale.source.read import Source, read_source
    from avtale.source.write import Replacement, write_whole

__all__ = [
    "Answers",
    "Approval",
    "AvtaleError",
    "Compared",
    "Comparison",
    "Credential",
    "DemoKeys",
    "Document",
    "Edited",
    "Entry",
    "Feed",
    "FileVerdict",
    "Finding",
    "History",
    "Identity",
    "Item",
    "Line",
    "Logged",
    "Made",
    "Mending",
    "Misuse",
    "Plan",
    "Problem",
    "Reissue",
    "Rendering",
    "Replacement",
    "Report",
    "Repository",
    "Resolved",
    "Review",
    "Rule",
    "Signed",
    "SignedPage",
    "Source",
    "State",
    "StatedPage",
    "Successor",
    "Surroundings",
    "Suspect",
    "Table",
    "Trust",
    "Unfit",
    "Vouched",
    "Wanted",
    "Withdrawal",
    "acceptable",
    "adopt",
    "amend",
    "approve",
    "at_revision",
    "bump",
    "calendar",
    "check",
    "compare",
    "compare_baseline",
    "copy_document",
    "diff_data",
    "diff_text",
    "done",
    "draft",
    "dump",
    "find",
    "find_root",
    "find_rule",
    "fingerprint",
    "happened",
    "history",
    "history_data",
    "history_text",
    "init",
    "kinds",
    "known_successor",
    "load",
    "load_trust",
    "locked",
    "make_demo_keys",
    "mend",
    "new",
    "newest_rule",
    "next_stop",
    "open_key_file",
    "page_text",
    "plan_routines",
    "read_baseline",
    "read_page",
    "read_source",
    "read_table",
    "record_signatures",
    "record_vouched",
    "redline",
    "render_document",
    "render_short",
    "renew",
    "resolve",
    "review",
    "schema",
    "set_fields",
    "show_data",
    "show_text",
    "shrunk",
    "sign_page",
    "sign_pdf",
    "state",
    "status",
    "succeed",
    "supersede",
    "suspects",
    "suspects_data",
    "suspects_text",
    "terminate",
    "undecided",
    "verify_page",
    "verify_pdf",
    "whole_data",
    "whole_text",
    "withdraw",
    "write_baseline",
    "write_rendering",
    "write_report",
    "write_routines",
    "write_whole",
]

# The folders' names are taken by the stages (avtale.render, avtale.sign), so those functions say what they work on.
_HOMES = {
    "errors": "AvtaleError Misuse Surroundings Unfit",
    "lifecycle.amend": "Wanted amend",
    "lifecycle.approve": "Approval approve",
    "facts.at_revision": "at_revision",
    "lifecycle.bump": "bump",
    "facts.chain": "Resolved resolve",
    "lifecycle.edited": "Edited",
    "lifecycle.copy": "copy_document=copy",
    "lifecycle.done": "Logged done",
    "facts.find": "find",
    "facts.git": "History history",
    "lifecycle.mend": "Mending mend",
    "lifecycle.record": "adopt happened terminate",
    "lifecycle.renew": "renew",
    "facts.repository": "Entry Repository",
    "facts.root": "find_root",
    "lifecycle.review": "Review review",
    "lifecycle.start": "Made init new",
    "facts.state": "State state",
    "lifecycle.succeed": "Reissue Successor known_successor succeed",
    "lifecycle.supersede": "supersede",
    "facts.suspects": "Suspect suspects",
    "facts.undecided": "next_stop undecided",
    "lifecycle.withdraw": "Withdrawal withdraw",
    "findings": "Finding Problem",
    "format.bind": "load",
    "format.draft": "Answers draft",
    "format.fingerprint": "fingerprint",
    "format.model": "Document",
    "format.schema": "kinds schema=published",
    "generate.plan": "Item Plan plan_routines=plan write_routines=write",
    "generate.table": "Table read_table",
    "publish.calendar": "Feed calendar",
    "publish.changes": "Comparison compare",
    "publish.diff": "diff_data diff_text",
    "publish.history": "history_data history_text",
    "publish.redline": "redline",
    "publish.show": "show_data show_text",
    "publish.status": "Line status",
    "publish.suspects": "suspects_data suspects_text",
    "publish.whole": "whole_data whole_text",
    "render.document": "Rendering render_document=render",
    "render.ours": "write_rendering",
    "render.short": "render_short",
    "report.baseline": "Compared acceptable compare_baseline=compare read_baseline shrunk write_baseline",
    "report.formats": "write_report=write",
    "report.identity": "Identity",
    "rules.check": "check",
    "rules.pages": "find_rule page_text",
    "rules.report": "Report",
    "rules.rule": "Rule newest_rule=newest",
    "sign.binding": "Vouched",
    "sign.credentials": "Credential open_key_file",
    "sign.demo": "DemoKeys make_demo_keys",
    "sign.page": "StatedPage read_page",
    "sign.page_signing": "SignedPage sign_page",
    "sign.page_verify": "verify_page",
    "sign.recording": "record_signatures",
    "sign.service": "record_vouched",
    "sign.signing": "Signed sign_pdf=sign",
    "sign.trust": "Trust load_trust",
    "sign.verdict": "FileVerdict",
    "sign.verify": "verify_pdf=verify",
    "source.dump": "dump",
    "source.edit": "set_fields",
    "source.lock": "locked",
    "source.read": "Source read_source",
    "source.write": "Replacement write_whole",
}


def __getattr__(name: str) -> object:
    if name in __all__:
        from importlib import import_module

        for home, names in _HOMES.items():
            for public, _, inside in (each.partition("=") for each in names.split()):
                if public == name:
                    value: object = getattr(import_module(f"avtale.{home}"), inside or public)
                    globals()[name] = value
                    return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
