from django.urls import path

from . import counter, erasures, imports, incidents, sanctions, till

AREA = "areas/<slug:slug>"
INCIDENT = f"{AREA}/incidents/<slug:reference>"
SANCTION = f"{AREA}/sanctions/<slug:reference>"

urlpatterns = [
    path(f"{AREA}/desk", sanctions.DeskView.as_view(), name="desk"),
    path(f"{AREA}/shops/<int:pk>/leave", sanctions.LeaveView.as_view(), name="shop-leave"),
    path(f"{AREA}/erasures", erasures.ErasuresView.as_view(), name="erasures"),
    path(f"{AREA}/import", imports.ImportView.as_view(), name="import"),
    path(f"{AREA}/incidents", incidents.IncidentsView.as_view(), name="incidents"),
    path(f"{AREA}/candidates", incidents.CandidatesView.as_view(), name="candidates"),
    path(INCIDENT, incidents.OneIncidentView.as_view(), name="incident"),
    path(f"{INCIDENT}/steps", incidents.StepsView.as_view(), name="steps"),
    path(f"{INCIDENT}/sanctions", incidents.ImposeView.as_view(), name="impose"),
    path(f"{AREA}/sanctions", sanctions.SanctionsView.as_view(), name="sanctions"),
    path(SANCTION, sanctions.OneSanctionView.as_view(), name="sanction"),
    path(f"{SANCTION}/identity", sanctions.IdentityView.as_view(), name="identity"),
    path(f"{SANCTION}/approve", sanctions.ApproveView.as_view(), name="approve"),
    path(f"{SANCTION}/reject", sanctions.RejectView.as_view(), name="reject"),
    path(f"{SANCTION}/review", sanctions.ReviewView.as_view(), name="review"),
    path(f"{SANCTION}/restrict", sanctions.RestrictView.as_view(), name="restrict"),
    path(f"{SANCTION}/unrestrict", sanctions.UnrestrictView.as_view(), name="unrestrict"),
    path(f"{SANCTION}/confirm-minor", sanctions.ConfirmMinorView.as_view(), name="confirm-minor"),
    path(f"{SANCTION}/hold", sanctions.HoldView.as_view(), name="hold"),
    path(f"{SANCTION}/release", sanctions.ReleaseView.as_view(), name="release"),
    path(f"{SANCTION}/breaches", sanctions.BreachesView.as_view(), name="breaches"),
    path(f"{AREA}/checks", counter.ChecksView.as_view(), name="checks"),
    path(f"{AREA}/checks/<slug:token>/open", counter.OpenView.as_view(), name="check-open"),
    path(f"{AREA}/checks/<slug:token>/other-person", counter.OtherPersonView.as_view(), name="check-other"),
    path(f"{AREA}/counter-state", counter.StateView.as_view(), name="counter-state"),
    path("till/checks", till.TillChecksView.as_view(), name="till-checks"),
    path(f"{AREA}/photos/<slug:token>", counter.PhotoView.as_view(), name="photo"),
]
