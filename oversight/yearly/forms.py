"""The judgement as a form. The actions judge it; a form only reads."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.pages.inputs import DateInput

from .models import MOST, YearlyReport
from .questions import QUESTIONS
from .words import Judgement


class RevisionForm(forms.Form):
    """Which version of the draft somebody saw."""

    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class JudgementForm(RevisionForm):
    held_on = forms.DateField(label=_("op welke dag was het overleg?"), required=False, widget=DateInput())

    def __init__(self, data: Any = None, *, report: YearlyReport | None = None) -> None:
        judgement = Judgement.of(report)
        draft = report is not None and not report.is_adopted
        initial = {"held_on": judgement.held_on, "revision": report.revision if report and draft else 0}
        super().__init__(data, initial={**initial, **judgement.texts})
        self.meanwhile: list[tuple[str, str]] = []
        for name, (label, asks) in QUESTIONS.items():
            self.fields[name] = forms.CharField(
                label=label,  # type: ignore[arg-type]
                help_text=asks,  # type: ignore[arg-type]
                required=False,
                max_length=MOST,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def take_over(self, draft: YearlyReport | None) -> None:
        """What somebody else saved meanwhile: where nothing was typed here it comes into the form, and where both wrote
        something else the page shows theirs (`meanwhile`). Saving again is then done with open eyes."""
        saved = Judgement.of(draft)
        data = self.data.dict()  # type: ignore[attr-defined]
        for name, theirs in saved.texts.items():
            own = data.get(name, "").replace("\r\n", "\n").strip()
            if theirs and not own:
                data[name] = theirs
            elif theirs and own != theirs:
                self.meanwhile.append((str(self.fields[name].label), theirs))
        if saved.held_on and not data.get("held_on"):
            data["held_on"] = saved.held_on.isoformat()
        self.data = {**data, "revision": draft.revision if draft else 0}

    @property
    def judgement(self) -> Judgement:
        return Judgement(**{name: self.cleaned_data[name] for name in ("held_on", *QUESTIONS)})
