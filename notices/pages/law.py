"""The law in the letters: what they quote, since when, and when somebody last looked it up."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participants import clock
from participants.doors import SignedInRequest
from participants.pages.answers import answer_form
from participants.pages.areas import managed_area
from participants.pages.inputs import DateInput

from ..actions.law import add_legal_text
from ..law.quoting import own_texts
from ..law.reading import built_in
from ..law.texts import PARTS, Subject, holding
from ..models.law import LENGTHS

LABELS: dict[str, dict[str, Any]] = {
    Subject.TRESPASS: {"name": gettext_lazy("artikel"), "text": gettext_lazy("hoogste straf, in gewone woorden")},
    Subject.AUTHORITY: {
        "name": gettext_lazy("naam"),
        "text": gettext_lazy("adres"),
        "site": gettext_lazy("website"),
    },
    Subject.EQUALITY_BODY: {"name": gettext_lazy("naam"), "site": gettext_lazy("website")},
}


class LegalTextForm(forms.Form):
    """Begins with the text of today, so that who only looked it up changes one day."""

    source = forms.CharField(label=gettext_lazy("waar staat dit?"), max_length=LENGTHS["source"])
    valid_from = forms.DateField(
        label=gettext_lazy("geldt vanaf"),
        widget=DateInput(),
        help_text=gettext_lazy("Brieven van deze dag en later krijgen deze tekst."),
    )
    checked_on = forms.DateField(label=gettext_lazy("nagekeken op"), widget=DateInput())

    def __init__(self, *args: Any, subject: Subject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PARTS[subject]:
            widget = forms.Textarea(attrs={"rows": 3}) if part == "text" else forms.TextInput()
            self.fields[part] = forms.CharField(label=LABELS[subject][part], max_length=LENGTHS[part], widget=widget)
        if subject == Subject.TRESPASS:
            self.fields["text"].help_text = _("Maakt deze zin af: “Hierop staat …”.")
        self.order_fields([*PARTS[subject], "source", "valid_from", "checked_on"])


@never_cache
@require_safe
def law(request: SignedInRequest, slug: str) -> HttpResponse:
    area = managed_area(request, slug)
    on = clock.today()
    texts = [*built_in(), *own_texts(area)]
    current = holding(texts, on)
    rows = [
        {
            "subject": subject,
            "text": current[subject],
            "stale": current[subject].is_stale(on),
            "others": [text for text in reversed(texts) if text.subject == subject and text is not current[subject]],
        }
        for subject in Subject
    ]
    return render(request, "notices/law.html", {"area": area, "rows": rows, "on": on})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def law_new(request: SignedInRequest, slug: str, subject: str) -> HttpResponse:
    area = managed_area(request, slug)
    if subject not in Subject.values:
        raise Http404
    about, on = Subject(subject), clock.today()
    now = holding([*built_in(), *own_texts(area)], on)[about]
    known = {part: getattr(now, part) for part in (*PARTS[about], "source", "valid_from")}
    form = LegalTextForm(request.POST or None, subject=about, initial={**known, "checked_on": on})
    back = reverse("notices:law", args=[slug])

    def deed() -> str:
        add_legal_text(area, about, **form.cleaned_data, by=request.user, at=clock.now())
        return back

    lead = _("Nagekeken en niets veranderd? Sla dan op wat er staat. Brieven die er al zijn, veranderen niet.")
    title = _("Nieuwe tekst: %s") % about.label
    return answer_form(request, form, deed, title=title, lead=lead, button=_("Opslaan"), back=back)
