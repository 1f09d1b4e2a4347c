from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules


class ParticipantsConfig(AppConfig):
    name = "participants"

    def ready(self) -> None:
        from . import area_lock, database_checks, log_ins, log_tasks  # noqa: F401
        from .accounts import checks, notes  # noqa: F401

        # Each app tells in its jobs.py which kinds of work it does.
        autodiscover_modules("jobs")
        pre_migrate.connect(area_lock.before_migrations, sender=self)
        post_migrate.connect(area_lock.after_migrations, sender=self)
