"""What was imposed: a warning or a ban, for one shop or for the whole area."""

import datetime as dt

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants import clock
from participants.access import has_permission, shops_of
from participants.models import ParticipantList, Protocol, Shop, ShoppingArea, User
from participants.roles import Permission

from ..personal import PersonalText
from ..rules.ladder import Kind, Scope
from ..rules.status import Facts, Status, serve_before, status
from .incident import Incident
from .person import Person

KIND_CHOICES = [(Kind.WARNING, _("waarschuwing")), (Kind.BAN, _("winkelverbod"))]
SCOPE_CHOICES = [(Scope.SHOP, _("één onderneming")), (Scope.AREA, _("het hele winkelgebied"))]
LABELS = {
    (Kind.WARNING, Scope.SHOP): _("individuele waarschuwing"),
    (Kind.BAN, Scope.SHOP): _("individueel winkelverbod"),
    (Kind.WARNING, Scope.AREA): _("collectieve waarschuwing"),
    (Kind.BAN, Scope.AREA): _("collectief winkelverbod"),
}


class State(models.TextChoices):
    """What somebody looks for in the register. What awaits its check may run already (R28), so these overlap."""

    TO_DECIDE = "to_decide", _("te beslissen")
    TO_SERVE = "to_serve", _("uit te reiken")
    RUNNING = "running", _("loopt")
    HIDDEN = "hidden", _("verborgen voor de balies")


class WhyRestricted(models.TextChoices):
    """Why no counter sees it: somebody decided that, or a rule did (art. 18 AVG)."""

    DECIDED = "decided", _("de coördinator besloot het")
    OBJECTION = "objection", _("er is bezwaar gemaakt")
    PERSON = "person", _("het gaat misschien om iemand anders")
    FACT = "fact", _("er klopt misschien iets niet")


class SanctionQuerySet(models.QuerySet["Sanction"]):
    """Questions about many sanctions. Each takes the day that it asks about."""

    def in_force(self, on: dt.date) -> "SanctionQuerySet":
        """Served, not ended, not rejected, annulled or lifted: the same answer as `status(on)` (R31, R52)."""
        rows = self.filter(starts_on__isnull=False, last_day__gte=on)
        return rows.filter(rejected_at=None, lifted_at=None, annulled_at=None)

    def at_counters(self, on: dt.date) -> "SanctionQuerySet":
        """In force and not hidden by a restriction, a review or an answer that is too late (R19, R62, D22)."""
        return self.in_force(on).filter(review_since=None).not_in_dispute(on)

    def not_in_dispute(self, on: dt.date) -> "SanctionQuerySet":
        """Those that nobody restricted, and about which no answer is too late: as `in_dispute_on` (D22, G26)."""
        return self.filter(Q(hidden_from=None) | Q(hidden_from__gt=on), restricted_at=None)

    def not_ended(self, on: dt.date) -> "SanctionQuerySet":
        """What may still be worked on or is in force; all the rest is only for the purge (R52)."""
        return self.filter(lifted_at=None, annulled_at=None, rejected_at=None).filter(
            Q(last_day__gte=on) | Q(starts_on=None, serve_before__gte=on)
        )

    def not_ended_before(self, day: dt.date) -> "SanctionQuerySet":
        """What had not ended yet when that day began, whatever has become of it since."""
        stopped = Q(lifted_at__date__lt=day) | Q(annulled_at__date__lt=day) | Q(rejected_at__date__lt=day)
        ran_out = Q(last_day__lt=day) | Q(starts_on=None, serve_before__lt=day)
        return self.exclude(stopped | ran_out)

    def open_to_shops(self, on: dt.date) -> "SanctionQuerySet":
        """The same, without what is in dispute: that is for who settles it, and for nobody else (D22, G26)."""
        return self.not_ended(on).not_in_dispute(on)

    def not_ended_or_held(self, on: dt.date) -> "SanctionQuerySet":
        """What has not ended, and what a legal hold keeps for the coordinator alone (R54)."""
        return self.filter(Q(pk__in=self.not_ended(on).values("pk")) | Q(person__hold_until__gte=on))

    def awaiting_approval(self, on: dt.date) -> "SanctionQuerySet":
        return self.not_ended(on).filter(approved_at=None)

    def awaiting_service(self, on: dt.date) -> "SanctionQuerySet":
        """Approved, or a collective warning that its shop may serve before the check (R28)."""
        return (
            self.not_ended(on).filter(starts_on=None).filter(Q(approved_at__isnull=False) | Q(needs_approval="check"))
        )

    def in_state(self, state: str, on: dt.date) -> "SanctionQuerySet":
        """Those in one of the register's states; any other word is for all of them."""
        questions = {
            State.TO_DECIDE: lambda: self.awaiting_approval(on),
            State.TO_SERVE: lambda: self.awaiting_service(on),
            State.RUNNING: lambda: self.at_counters(on),
            State.HIDDEN: lambda: self.in_force(on).exclude(pk__in=self.at_counters(on).values("pk")),
        }
        return questions[State(state)]() if state in State.values else self

    def counted_by_ladder(self, on: dt.date) -> "SanctionQuerySet":
        """What later conduct may build upon: served, running, neither under review, in dispute nor unchecked (R28)."""
        return self.at_counters(on).exclude(scope=Scope.AREA, approved_at=None)

    def visible_at_counter_of(self, shop: Shop, on: dt.date) -> "SanctionQuerySet":
        """What a counter of this shop may know on that day (R1, R2, R4, R5, R31, R44, R46, R52)."""
        if not shop.takes_part(on):
            return self.none()
        area, business = shop.area_id, shop.business_id
        if not shop.in_permit(on):
            return self.of_business(area=area, business=business, on=on)
        return self.shared_with(area=area, shop=shop.pk, business=business, on=on)

    def of_business(self, *, area: int, business: int, on: dt.date) -> "SanctionQuerySet":
        """What a counter may know that shares nothing: the measures of its own business."""
        return self.at_counters(on).filter(area=area, scope=Scope.SHOP, shop__business=business)

    def shared_with(self, *, area: int, shop: int, business: int, on: dt.date) -> "SanctionQuerySet":
        """That, and the collective measures of whose list the shop was part (R36)."""
        rows = self.at_counters(on).filter(area=area)
        own = Q(scope=Scope.SHOP, shop__business=business)
        named = ParticipantList.shops.through.objects.filter(shop=shop)
        handed_over = Exists(named.filter(participantlist=OuterRef("participant_list")))
        updates = ListUpdate.objects.filter(sanction=OuterRef("pk"), participant_list__shops=shop)
        shared = Q(scope=Scope.AREA, approved_at__isnull=False) & (handed_over | Exists(updates))
        return rows.filter(own | shared)

    def visible_to(self, user: User, area: ShoppingArea, on: dt.date) -> "SanctionQuerySet":
        """The sanctions whose file the user may open: own shop's, or the whole register's (R8, R46, R52).

        Without a permit in force no collective one is shown, to anybody (R1, R4).
        """
        whole = has_permission(user, Permission.SEE_WHOLE_REGISTER, area=area, on=on)
        rows = self.not_ended_or_held(on) if whole else self.open_to_shops(on)
        rows = rows.filter(area=area)
        if area.permit_on(on) is None:
            rows = rows.filter(scope=Scope.SHOP)
        if whole:
            return rows
        own = shops_of(user, area, on=on, permission=Permission.PROPOSE)
        # R2: a business that no permit names sees nothing collective.
        named = [shop for shop in own if shop.in_permit(on)]
        seen = Q(shop__in=named, for_coordinator=False) | Q(shop__in=own, scope=Scope.SHOP, for_coordinator=False)
        if has_permission(user, Permission.APPROVE, area=area, on=on):
            # An approver sees what waits for a decision, and nothing before or after it.
            seen |= Q(needs_approval="approve", approved_at=None)
        return rows.filter(seen)

    def ended_before(self, on: dt.date) -> "SanctionQuerySet":
        """What the purge may delete: everything that is neither open nor in force (R53, R29, R34)."""
        return self.exclude(pk__in=self.not_ended(on).values("pk"))


class Sanction(models.Model):
    """A warning or a ban. Dates and people are stored, the status is computed from them."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="sanctions")
    person = models.ForeignKey(Person, models.CASCADE, related_name="sanctions")
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="sanctions")
    shop = models.ForeignKey(Shop, models.PROTECT, related_name="sanctions")
    reference = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=10, choices=KIND_CHOICES)
    scope = models.CharField(max_length=10, choices=SCOPE_CHOICES)
    months = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=5)
    # The version at the proposal; service puts the one that holds on that day here (R75).
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="+")
    builds_on = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="built_upon")
    builds_on_reference = models.CharField(max_length=24, blank=True)
    builds_on_date = models.DateField(null=True, blank=True)
    reason = PersonalText()
    door_override_reason = PersonalText()
    for_coordinator = models.BooleanField(default=False)
    needs_approval = models.CharField(max_length=10)
    serve_before = models.DateField()

    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Whom the proposer acted for on that day; decides who may approve (R27).
    proposed_for = models.JSONField(default=list)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    rejected_at = models.DateTimeField(null=True, blank=True)
    rejected_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reject_reason = PersonalText()

    served_at = models.DateTimeField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    participant_list = models.ForeignKey(ParticipantList, models.PROTECT, null=True, blank=True, related_name="+")

    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    lift_reason = PersonalText()
    annulled_at = models.DateTimeField(null=True, blank=True)
    annulled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    annul_reason = PersonalText()
    restricted_at = models.DateTimeField(null=True, blank=True)
    restricted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    restricted_for = models.CharField(max_length=12, choices=WhyRestricted, blank=True)
    # The first day on which it is hidden by itself: an answer about it would be too late then (R62).
    hidden_from = models.DateField(null=True, blank=True)
    # R19: a warning that this rests on was annulled; hidden until the coordinator decides.
    review_since = models.DateTimeField(null=True, blank=True)
    imported = models.BooleanField(default=False)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("maatregel"), _("maatregelen")
        ordering = ["-proposed_at"]
        indexes = [models.Index(fields=["area", "scope", "last_day"])]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "kind", "scope"],
                condition=Q(rejected_at=None, annulled_at=None),
                name="one_sanction_per_incident_kind_scope",
            ),
            models.CheckConstraint(condition=Q(months__gte=1, months__lte=24), name="months_within_ceiling"),
            models.CheckConstraint(
                condition=Q(served_at=None, starts_on=None, last_day=None)
                | Q(served_at__isnull=False, starts_on__isnull=False, last_day__gte=F("starts_on")),
                name="served_with_dates",
            ),
            models.CheckConstraint(condition=Q(approved_at=None) | Q(rejected_at=None), name="approved_or_rejected"),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="approved_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(rejected_at=None, rejected_by=None)
                | (Q(rejected_at__isnull=False, rejected_by__isnull=False) & Q(reject_reason__isnull=False)),
                name="rejected_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & Q(lift_reason__isnull=False)),
                name="lifted_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(annulled_at=None, annulled_by=None)
                | (Q(annulled_at__isnull=False, annulled_by__isnull=False) & Q(annul_reason__isnull=False)),
                name="annulled_with_reason",
            ),
            models.CheckConstraint(
                # R27, R31: a collective ban is not served before it was approved, and not by its proposer.
                condition=~Q(needs_approval="approve")
                | Q(served_at=None)
                | (Q(approved_at__isnull=False) & ~Q(approved_by=F("proposed_by")))
                | Q(imported=True),
                name="served_after_approval",
            ),
        ]

    class Privacy:
        person = "person"
        row = "reference"
        fields = {
            "id": "plain",
            "area": "plain",
            "person": "plain",
            "incident": "plain",
            "shop": "plain",
            "reference": "trace",
            "kind": "conduct",
            "scope": "conduct",
            "months": "conduct",
            "rule": "conduct",
            "protocol": "plain",
            "builds_on": "conduct",
            "builds_on_reference": "conduct",
            "builds_on_date": "conduct",
            "reason": "conduct",
            "door_override_reason": "conduct",
            "for_coordinator": "plain",
            "needs_approval": "plain",
            "serve_before": "plain",
            "proposed_at": "plain",
            "proposed_by": "staff",
            "proposed_for": "plain",
            "approved_at": "plain",
            "approved_by": "staff",
            "rejected_at": "plain",
            "rejected_by": "staff",
            "reject_reason": "conduct",
            "served_at": "plain",
            "starts_on": "conduct",
            "last_day": "conduct",
            "participant_list": "plain",
            "lifted_at": "plain",
            "lifted_by": "staff",
            "lift_reason": "conduct",
            "annulled_at": "plain",
            "annulled_by": "staff",
            "annul_reason": "conduct",
            "restricted_at": "plain",
            "restricted_by": "staff",
            "restricted_for": "plain",
            "hidden_from": "plain",
            "review_since": "plain",
            "imported": "plain",
        }

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("bans:sanction", args=[self.area.slug, self.reference])

    @property
    def label(self) -> str:
        """The kind in full, in the user's language: "collectief winkelverbod"."""
        return str(LABELS[Kind(self.kind), Scope(self.scope)])

    @property
    def is_ban(self) -> bool:
        return self.kind == Kind.BAN

    @property
    def is_collective(self) -> bool:
        return self.scope == Scope.AREA

    @property
    def facts(self) -> Facts:
        """The dates on which the status rests, on a Dutch calendar."""

        def day(moment: dt.datetime | None) -> dt.date | None:
            return clock.dutch_date(moment) if moment else None

        return Facts(
            proposed_on=clock.dutch_date(self.proposed_at),
            approved_on=day(self.approved_at),
            rejected_on=day(self.rejected_at),
            starts_on=self.starts_on,
            last_day=self.last_day,
            lifted_on=day(self.lifted_at),
            annulled_on=day(self.annulled_at),
            serve_timeout_d=self.protocol.parameters.serve_timeout_d,
        )

    def status(self, on: dt.date) -> Status:
        """What this is on that day; equal to what the QuerySet finds."""
        return status(self.facts, on)

    def deadline(self) -> dt.date:
        """The last day for service, or for the decision before it (R34)."""
        return serve_before(self.facts)

    def told_of(self, shop: Shop, *, at: dt.datetime) -> bool:
        """Whether the person had been given a list with this shop on it by then (R36, R41)."""
        lists = [self.participant_list] if self.participant_list else []
        lists += [u.participant_list for u in self.list_updates.filter(served_at__lte=at)]
        return any(participant_list.names_shop(shop) for participant_list in lists)

    def in_dispute_on(self, on: dt.date) -> bool:
        """Hidden from every counter while something about it is in dispute (D22)."""
        return self.restricted_at is not None or (self.hidden_from is not None and self.hidden_from <= on)

    def days_left(self, on: dt.date) -> int | None:
        """Days until it ends, the last day included."""
        return (self.last_day - on).days + 1 if self.last_day and on <= self.last_day else None


class ListUpdate(models.Model):
    """A supplementary notice: from then on the ban also holds for the shops on the newer list (R36)."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    sanction = models.ForeignKey(Sanction, models.CASCADE, related_name="list_updates")
    participant_list = models.ForeignKey(ParticipantList, models.PROTECT, related_name="+")
    served_at = models.DateTimeField()
    served_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("nieuwe lijst"), _("nieuwe lijsten")
        ordering = ["served_at"]
        constraints = [models.UniqueConstraint(fields=["sanction", "participant_list"], name="one_update_per_list")]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "sanction": "plain",
            "participant_list": "plain",
            "served_at": "plain",
            "served_by": "staff",
        }

    def __str__(self) -> str:
        return f"{self.sanction} list {self.participant_list.number}"
