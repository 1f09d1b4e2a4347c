from django.urls import path

from . import check, reminders, views

AREA = "areas/<slug:slug>"
SANCTION = f"{AREA}/sanctions/<slug:reference>"

urlpatterns = [
    path("letters/check", check.LetterCheckView.as_view(), name="letter-check"),
    path(f"{SANCTION}/letters", views.LettersView.as_view(), name="letters"),
    path(f"{SANCTION}/representative", views.RepresentativeView.as_view(), name="representative"),
    path(f"{SANCTION}/supplement", views.SupplementView.as_view(), name="supplement"),
    path(f"{SANCTION}/proof", views.ProofView.as_view(), name="proof"),
    path(f"{SANCTION}/ending", views.EndingView.as_view(), name="ending"),
    path(f"{SANCTION}/keep-running", reminders.KeepRunningView.as_view(), name="keep-running"),
    path(f"{AREA}/supplements", views.SupplementsView.as_view(), name="supplements"),
    path(f"{AREA}/reminders", reminders.RemindersView.as_view(), name="reminders"),
    path(f"{AREA}/reminders/<str:key>/snooze", reminders.SnoozeView.as_view(), name="snooze"),
    path(f"{AREA}/reminders/<str:key>/wake", reminders.WakeView.as_view(), name="wake"),
    path(f"{AREA}/incidents/<slug:reference>/police-sheet", views.PoliceSheetView.as_view(), name="police-sheet"),
    path(f"{AREA}/letters/<int:pk>/pdf", views.PdfView.as_view(), name="letter-pdf"),
    path(f"{AREA}/letters/<int:pk>/copies", views.CopyView.as_view(), name="letter-copy"),
    path(f"{AREA}/letters/<int:pk>/serve", views.ServeView.as_view(), name="letter-serve"),
    path(f"{AREA}/letters/<int:pk>/send", views.SendView.as_view(), name="letter-send"),
    path(f"{AREA}/services/<int:pk>/delivery", views.DeliveryView.as_view(), name="delivery"),
]
