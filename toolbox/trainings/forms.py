"""Forms of trainings. The actions judge; a form only reads."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models import Shop, User
from participants.pages.inputs import DateInput, TimeInput

from ..catalogue.models import Measure
from .models import FIRST_SUBJECT, Headcount, Participant, Training, TrainingSession
from .reach import Reach


class TrainingForm(forms.ModelForm):
    measure_code = forms.ChoiceField(label=gettext_lazy("onderwerp"), initial=FIRST_SUBJECT)

    class Meta:
        model = Training
        fields = ("title", "measure_code", "practised", "valid_months", "opens_counter")
        widgets = {"practised": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "practised": gettext_lazy("Bijvoorbeeld: rustig aanspreken, afstand houden, hulp halen."),
            "valid_months": gettext_lazy("van 1 tot en met 60"),
            "opens_counter": gettext_lazy(
                "Kies dit alleen als de trainer de hele instructie voor de balie behandelt. "
                "De balie gaat dan open voor wie er was."
            ),
        }

    def __init__(self, *args: Any, subjects: Iterable[Measure], may_open_counter: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(measure.code, measure.title) for measure in subjects]
        self.fields["measure_code"].choices = choices  # type: ignore[attr-defined]
        self.fields["valid_months"].initial = 12
        if not may_open_counter:
            del self.fields["opens_counter"]

    def _post_clean(self) -> None:
        """The action writes and judges."""


class SessionForm(forms.ModelForm):
    class Meta:
        model = TrainingSession
        fields = ("held_on", "starts_at", "ends_at", "place", "trainer", "seats")
        widgets = {"held_on": DateInput(), "starts_at": TimeInput(), "ends_at": TimeInput()}
        help_texts = {
            "held_on": gettext_lazy("Is de training al geweest? Dan kunt u die nu nog vastleggen."),
            "trainer": gettext_lazy("De naam van een organisatie, niet van een persoon."),
        }

    def _post_clean(self) -> None:
        """The action writes and judges."""


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("waarom?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class PeopleForm(forms.Form):
    """Who comes: people with an account by name, and of a shop a number of those without one."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("wie komen er?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    shop = forms.ModelChoiceField(
        label=gettext_lazy("winkel"),
        queryset=Shop.objects.none(),
        required=False,
        help_text=gettext_lazy("Van deze winkel komen ook mensen zonder account. Hun namen vragen wij niet."),
    )
    number = forms.IntegerField(label=gettext_lazy("hoeveel mensen zonder account?"), required=False, min_value=0)

    def __init__(self, *args: Any, reach: Reach, there: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reach = reach
        choices = [choice for choice in reach.choices() if choice[0] not in there]
        self.fields["people"].choices = choices  # type: ignore[attr-defined]
        shops = Shop.objects.filter(pk__in=[shop.pk for shop in reach.shops])
        self.fields["shop"].queryset = shops  # type: ignore[attr-defined]
        if len(reach.shops) == 1:
            self.initial.setdefault("shop", reach.shops[0])

    def clean(self) -> None:
        number, shop = self.cleaned_data.get("number"), self.cleaned_data.get("shop")
        if number is not None and shop is None:
            self.add_error("shop", _("Kies de winkel van deze mensen."))
        elif number is None and not self.cleaned_data.get("people") and not self.errors:
            self.add_error("people", _("Kies iemand, of vul een aantal in."))

    def chosen(self) -> list[User]:
        return [self.reach.people[int(pk)] for pk in self.cleaned_data["people"]]

    def counted(self) -> tuple[Shop, int] | None:
        number = self.cleaned_data["number"]
        return None if number is None else (self.cleaned_data["shop"], number)


class PresenceForm(forms.Form):
    """Who was there. Whoever already has a certificate is not asked for again."""

    def __init__(
        self, *args: Any, waiting: Iterable[Participant], headcounts: Iterable[Headcount], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = {str(participant.pk): participant for participant in waiting}
        self.headcounts = list(headcounts)
        if self.waiting:
            self.fields["present"] = forms.MultipleChoiceField(
                label=_("wie waren er?"),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(pk, participant.user.name) for pk, participant in self.waiting.items()],
            )
        for row in self.headcounts:
            self.fields[f"came-{row.shop_id}"] = forms.IntegerField(
                label=_("mensen zonder account van %s") % row.shop.name,
                initial=row.people if row.came is None else row.came,
                min_value=0,
                help_text=_("Aangemeld: %d") % row.people,
            )

    def present(self) -> list[Participant]:
        return [self.waiting[pk] for pk in self.cleaned_data.get("present", [])]

    def came(self) -> dict[int, int]:
        return {row.shop_id: self.cleaned_data[f"came-{row.shop_id}"] for row in self.headcounts}
