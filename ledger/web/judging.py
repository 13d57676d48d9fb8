"""Forms that judge: each keeps its judgement at once, or shows what stands in its way with all that was typed."""

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ledger.actions.check import find_finding
from ledger.actions.decisions import plain
from ledger.actions.judge import judge_figures
from ledger.actions.review import findings_now, judge_shown_finding, undo_judgement
from ledger.actions.show import show_figure
from ledger.actions.shown import find_judgement
from ledger.actions.typed import Typed
from ledger.errors import BadValue, ChangedMeanwhile, LedgerError, LedgerStateError, NothingToUndo, UnknownId
from ledger.model.judgement import Verb
from ledger.web.correcting import read_typed
from ledger.web.figures import figure_card
from ledger.web.findings import findings_list
from ledger.web.pages import DONE, clean_name, desk_of, remember_name, reviewer_of
from ledger.web.safety import local_path

Form = Mapping[str, str]
_LONGEST = 4000
_OF_FIGURES = (Verb.ACCEPT, Verb.REJECT, Verb.CORRECT, Verb.NOTE)
_OF_FINDINGS = (Verb.CONFIRM, Verb.DISMISS, Verb.NOTE)


def judge_figure(request: Request, form: Form) -> Response:
    """Judge the figure that was shown."""
    desk, name = desk_of(request), request.path_params["name"]
    back = local_path(form.get("then"), f"/figures/{name}")
    try:
        verb = _verb(form, _OF_FIGURES)
        judge_figures(
            desk.target,
            [name],
            verb,
            by=reviewer_of(request),
            because=_because(form, verb),
            typed=_typed(desk.target, name, form) if verb is Verb.CORRECT else None,
            agree_with=form.get("with") or None,
            seen={name: form.get("mark", "")},
        )
    except ChangedMeanwhile:
        return figure_card(request, name, 409, typed=dict(form), wrong=_MEANWHILE, then=back)
    except UnknownId:
        raise
    except LedgerError as error:
        return figure_card(request, name, _status(error), typed=dict(form), wrong=plain_words(error), then=back)
    return _on(back, name)


_MEANWHILE = (
    "Somebody judged this figure after you opened it. Below it stands as it is now; nothing of yours was kept yet, and "
    "what you typed is still in the form. Look again, and judge it once more if you still mean it."
)


def undo_figure(request: Request, form: Form) -> Response:
    """Take back the judgement that was shown, and no other."""
    return _undo(request, form, request.path_params["name"], f"/figures/{request.path_params['name']}")


def judge_finding(request: Request, form: Form) -> Response:
    """Confirm or dismiss a finding as it was shown, or note something on it."""
    desk, name = desk_of(request), request.path_params["name"]
    look = desk.look()
    try:
        verb = _verb(form, _OF_FINDINGS)
        now, _, _ = findings_now(desk.target, [find_finding(look.findings, name)])
        if not now:
            raise ChangedMeanwhile(name)
        judge_shown_finding(
            desk.target,
            now[0],
            verb,
            form.get("mark", ""),
            by=reviewer_of(request),
            because=_because(form, verb),
        )
    except ChangedMeanwhile:
        return findings_list(request, 409, wrong=_FINDING_MEANWHILE, typed=dict(form), about=name)
    except UnknownId:
        raise
    except LedgerError as error:
        return findings_list(request, _status(error), wrong=plain_words(error), typed=dict(form), about=name)
    return _on(local_path(form.get("then"), f"/findings#{name}"), name)


_FINDING_MEANWHILE = (
    "This finding is not what was shown any more: a figure of it was judged, or somebody has spoken of it. Nothing of "
    "yours was kept yet; look again."
)


def undo_finding(request: Request, form: Form) -> Response:
    """Take back a judgement on a finding."""
    return _undo(request, form, request.path_params["name"], f"/findings#{request.path_params['name']}")


def change_reviewer(request: Request, form: Form) -> Response:
    """Let somebody else judge in this browser."""
    name = clean_name(form.get("by", ""))
    answer = RedirectResponse(local_path(form.get("then"), "/"), status_code=303)
    if name:
        remember_name(request, answer, name)
    return answer


def _undo(request: Request, form: Form, name: str, otherwise: str) -> Response:
    desk = desk_of(request)
    back = local_path(form.get("then"), otherwise)
    judgement = find_judgement(desk.target, name, form.get("judgement", ""))
    if judgement is None:
        raise NothingToUndo(name)
    undo_judgement(desk.target, judgement, reviewer_of(request))
    return _on(back, name)


def _on(path: str, name: str) -> Response:
    """Send the browser on to the next page, which tells what was done to this figure or finding."""
    path, hash_sign, place = path.partition("#")
    told = f"{'&' if '?' in path else '?'}{urlencode({DONE: name})}"
    return RedirectResponse(f"{path}{told}{hash_sign}{place}", status_code=303)


def _verb(form: Form, known: tuple[Verb, ...]) -> Verb:
    try:
        verb = Verb(form.get("verb", ""))
    except ValueError:
        verb = Verb.UNDO
    if verb not in known:
        raise BadValue("The verb", form.get("verb", "")[:20], f"one of {', '.join(known)}")
    return verb


def _because(form: Form, verb: Verb) -> str | None:
    text = form.get("because", "").strip()
    if len(text) > _LONGEST:
        raise BadValue("The reason", f"{text[:20]}…", f"shorter: {_LONGEST:,} characters are the most")
    if verb is Verb.NOTE and not text:
        raise BadValue("The note", "", "a text: write it first")
    return text or None


def _typed(target: str, name: str, form: Form) -> Typed:
    return read_typed(show_figure(target, name).figure, form)


def _status(error: LedgerError) -> int:
    return 503 if isinstance(error, LedgerStateError) else 400


def plain_words(error: LedgerError) -> str:
    """Return what is wrong in words that speak of a form, not of options."""
    return plain(error)
