from django.urls import path

from . import endings

SANCTION = "areas/<slug:slug>/sanctions/<slug:reference>"

urlpatterns = [
    path(f"{SANCTION}/lift", endings.LiftView.as_view(), name="lift"),
    path(f"{SANCTION}/annul", endings.AnnulView.as_view(), name="annul"),
]
