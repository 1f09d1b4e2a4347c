"""Forms of a scan. The actions judge; a form only reads."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models import Shop

from .checklist import Point, Room
from .models import Kind, ScanAnswer, State
from .photos import Grid, Square
from .reach import Reach


class BeginForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("wat loopt u?"), choices=Kind.choices, widget=forms.RadioSelect)
    shop = forms.ModelChoiceField(label=gettext_lazy("winkel"), queryset=Shop.objects.none(), required=False)
    place = forms.CharField(
        label=gettext_lazy("plek"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld een plein of een straat. Bij een hele winkel mag dit leeg blijven."),
    )

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shops = Shop.objects.filter(pk__in=[shop.pk for shop in reach.shops])
        self.fields["shop"].queryset = shops  # type: ignore[attr-defined]
        if not reach.whole:
            self.fields["kind"].choices = [(Kind.SHOP.value, Kind.SHOP.label)]  # type: ignore[attr-defined]
            self.initial.setdefault("kind", Kind.SHOP)
        if len(reach.shops) == 1:
            self.initial.setdefault("shop", reach.shops[0])


class Asked(NamedTuple):
    """A point on the page: its fields, side by side."""

    point: Point
    state: forms.BoundField
    note: forms.BoundField
    photo: forms.BoundField


class RoomForm(forms.Form):
    """The points of one room. What is not in the request is left as it is."""

    def __init__(self, *args: Any, room: Room, answers: Mapping[str, ScanAnswer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = room.points
        for point in room.points:
            known = answers.get(point.code)
            self.fields[f"{point.code}-state"] = forms.ChoiceField(
                label=point.question,
                choices=State.choices,
                required=False,
                widget=forms.RadioSelect,
                initial=known.state if known else None,
            )
            self.fields[f"{point.code}-note"] = forms.CharField(
                label=_("Wat ziet u?"),
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=known.note if known else "",
            )
            self.fields[f"{point.code}-photo"] = forms.FileField(
                label=_("Foto van de plek"),
                help_text=_("Alleen de plek, geen mensen."),
                required=False,
                widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
            )

    def asked(self) -> Iterator[Asked]:
        for point in self.points:
            yield Asked(point, *(self[f"{point.code}-{part}"] for part in ("state", "note", "photo")))

    def clean(self) -> None:
        for point in self.points:
            told = [self.cleaned_data.get(f"{point.code}-{part}") for part in ("note", "photo")]
            if any(told) and not self.cleaned_data.get(f"{point.code}-state"):
                self.add_error(f"{point.code}-state", _("Kies eerst of dit in orde is."))

    def answered(self) -> Iterator[tuple[str, str, str, Any]]:
        """Code, state, note and photo of each point that got an answer."""
        for point in self.points:
            state, note, photo = (self.cleaned_data[f"{point.code}-{part}"] for part in ("state", "note", "photo"))
            if state:
                yield point.code, state, note, photo


class Deed:
    NOBODY, BLUR, REMOVE = "nobody", "blur", "remove"


class PhotoForm(forms.Form):
    deed = forms.ChoiceField(choices=[(deed, deed) for deed in (Deed.NOBODY, Deed.BLUR, Deed.REMOVE)])
    squares = forms.MultipleChoiceField(
        label=gettext_lazy("vakken"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, grid: Grid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["squares"].choices = [  # type: ignore[attr-defined]
            (f"{row}.{column}", _("rij %(row)d, kolom %(column)d") % {"row": row, "column": column})
            for row in range(1, grid.rows + 1)
            for column in range(1, grid.columns + 1)
        ]

    def clean(self) -> None:
        if self.cleaned_data.get("deed") == Deed.NOBODY and self.cleaned_data.get("squares"):
            self.add_error("squares", _("U koos vakken. Maak die eerst onherkenbaar."))

    def chosen(self) -> list[Square]:
        return [Square(*map(int, value.split("."))) for value in self.cleaned_data["squares"]]
