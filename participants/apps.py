from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ParticipantsConfig(AppConfig):
    name = "participants"

    def ready(self) -> None:
        from . import area_lock, database_checks, log_ins, log_tasks  # noqa: F401
        from .accounts import checks, notes  # noqa: F401

        pre_migrate.connect(area_lock.before_migrations, sender=self)
        post_migrate.connect(area_lock.after_migrations, sender=self)
