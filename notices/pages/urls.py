from django.urls import path

from . import designs, documents, law, reminders, serving, supplements, views

app_name = "notices"
urlpatterns = [
    path("gebied/<slug:slug>/herinneringen/", reminders.reminders, name="reminders"),
    path("gebied/<slug:slug>/herinneringen/<str:key>/uitstellen/", reminders.snooze, name="snooze"),
    path("gebied/<slug:slug>/herinneringen/<str:key>/terug/", reminders.wake, name="wake"),
    path("gebied/<slug:slug>/maatregel/<str:reference>/loopt-door/", reminders.keep_running, name="keep-running"),
    path("gebied/<slug:slug>/maatregel/<str:reference>/brief/", views.prepare, name="prepare"),
    path(
        "gebied/<slug:slug>/maatregel/<str:reference>/brief/ouders/",
        serving.representative,
        name="representative",
    ),
    path("gebied/<slug:slug>/maatregel/<str:reference>/brief/aanvulling/", views.supplement, name="supplement"),
    path(
        "gebied/<slug:slug>/maatregel/<str:reference>/uitzonderingen/brief/",
        views.exception_letter,
        name="exception-letter",
    ),
    path("gebied/<slug:slug>/maatregel/<str:reference>/einde/", views.ending, name="ending"),
    path("gebied/<slug:slug>/maatregel/<str:reference>/bewijs/", views.proof, name="proof"),
    path("gebied/<slug:slug>/brief/<int:pk>/uitreiken/", serving.serve, name="serve"),
    path("gebied/<slug:slug>/brief/<int:pk>/versturen/", serving.send, name="send"),
    path("gebied/<slug:slug>/bezorging/<int:pk>/", serving.delivery, name="delivery"),
    path("gebied/<slug:slug>/brief/<int:pk>/kopie/", views.copy, name="copy"),
    path("gebied/<slug:slug>/brief/<int:pk>.pdf", views.pdf, name="pdf"),
    path("gebied/<slug:slug>/aanvullingen/", supplements.overview, name="supplements"),
    path("gebied/<slug:slug>/aanvullingen/print.pdf", supplements.together, name="supplements-pdf"),
    path("gebied/<slug:slug>/voorval/<str:reference>/aangifte/", views.police_sheet, name="police-sheet"),
    path("gebied/<slug:slug>/deurtekst.pdf", documents.door, name="door"),
    path("gebied/<slug:slug>/winkels/<int:pk>/deurtekst.pdf", documents.door_of_shop, name="shop-door"),
    path("gebied/<slug:slug>/winkels/<int:pk>/overeenkomst.pdf", documents.agreement, name="agreement"),
    path("gebied/<slug:slug>/huisstijl/", designs.design, name="design"),
    path("gebied/<slug:slug>/wet/", law.law, name="law"),
    path("gebied/<slug:slug>/wet/<str:subject>/nieuw/", law.law_new, name="law-new"),
]
