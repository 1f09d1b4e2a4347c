"""The addresses of this room."""

from django.urls import URLPattern, path

from . import pages

urlpatterns: list[URLPattern] = [
    path("gebied/<slug:slug>/maatregel/<str:reference>/corrigeren/<str:kind>/", pages.correct, name="correct"),
    path("gebied/<slug:slug>/correcties/<str:token>/", pages.correction, name="correction"),
    path("gebied/<slug:slug>/correcties/<str:token>/print.pdf", pages.together, name="correction-letters"),
]
