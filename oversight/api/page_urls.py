"""The addresses of the keys for systems."""

from django.urls import path

from . import key_pages

KEYS = "gebied/<slug:slug>/koppelingen/"
urlpatterns = [
    path(KEYS, key_pages.keys, name="keys"),
    path(KEYS + "nieuw/", key_pages.make, name="key-new"),
    path(KEYS + "<int:pk>/intrekken/", key_pages.revoke, name="key-revoke"),
]
