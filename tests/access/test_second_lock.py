"""PostgreSQL alone keeps areas apart, whatever the application forgets (D15, G13, T3)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import RequestFactory

from audit.models import Event
from bans.models import Incident, Person, Sanction
from participants import area_lock, database_roles
from participants.area_middleware import AreaLockMiddleware
from participants.models import ShoppingArea
from tests.cast import Cast, cast  # noqa: F401
from tests.factories import make_sanction

from .app_role import ROLE, as_application, make_role

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
TABLES = sorted(model._meta.db_table for model in area_lock.locked_models())


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def run(statement: str, values: list[Any] | None = None) -> int:
    with connection.cursor() as cursor:
        if statement.startswith("ALTER TABLE"):
            # A table with a check that waits for the end of the transaction cannot be altered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement, values)
        return cursor.rowcount


def locked_tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid"
            " WHERE relrowsecurity AND relforcerowsecurity"
        )
        return sorted(row[0] for row in cursor.fetchall())


@pytest.fixture
def ban(cast: Cast) -> Sanction:  # noqa: F811
    """Something to see in one area, made by who sees everything; and the role that does not."""
    made = make_sanction(cast)
    make_role()
    return made


@pytest.fixture
def application(ban: Sanction) -> Iterator[Sanction]:
    with as_application():
        yield ban


def test_every_table_of_the_register_is_locked() -> None:
    """A table that a migration adds has the lock as well: `area_lock.lock_app` in that migration."""
    assert locked_tables() == TABLES
    assert {"bans_person", "bans_sanction", "notices_notice"} <= set(TABLES)


def test_forgotten_setting_shows_nothing(application: Sanction) -> None:
    assert {table: rows(table) for table in TABLES} == dict.fromkeys(TABLES, 0)


@pytest.mark.parametrize("word", ["", "0", "-1"])
def test_empty_or_wrong_setting_shows_nothing(application: Sanction, word: str) -> None:
    run("SELECT set_config('drempel.area', %s, false)", [word])
    assert rows("bans_sanction") == 0


def test_unknown_word_in_the_setting_shows_nothing(application: Sanction) -> None:
    """An error is as good as nothing, and better seen."""
    run("SELECT set_config('drempel.area', %s, false)", ["markt"])
    with pytest.raises(DatabaseError), transaction.atomic():
        rows("bans_sanction")


def test_other_area_shows_nothing(application: Sanction, cast: Cast) -> None:  # noqa: F811
    area_lock.enter(cast.elsewhere)
    assert rows("bans_sanction") == rows("bans_person") == 0
    area_lock.enter(cast.area)
    assert rows("bans_sanction") == rows("bans_person") == 1


def test_other_area_cannot_be_written(application: Sanction, cast: Cast) -> None:  # noqa: F811
    """Nothing is put into another area, moved there, or fetched from there."""
    area_lock.enter(cast.elsewhere)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Person.objects.create(area=cast.area)
    assert Person.objects.all().update(area=cast.elsewhere) == 0
    area_lock.enter(cast.area)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Person.objects.all().update(area=cast.elsewhere)
    assert rows("bans_person") == 1


def test_nothing_is_changed_or_deleted_without_entering(application: Sanction) -> None:
    assert run("UPDATE bans_sanction SET months = 1") == 0
    assert run("DELETE FROM bans_incident") == 0


def test_owner_is_held_to_the_lock_too(ban: Sanction) -> None:
    """Forced: the owner of a table sees no more than others. Without that word the owner sees everything."""
    run(f"GRANT CREATE ON SCHEMA public TO {ROLE}")
    run(f"ALTER TABLE bans_sanction OWNER TO {ROLE}")
    with as_application():
        assert rows("bans_sanction") == 0
    run("ALTER TABLE bans_sanction NO FORCE ROW LEVEL SECURITY")
    with as_application():
        assert rows("bans_sanction") == 1


def test_connection_carries_nothing_from_one_request_to_the_next(application: Sanction, cast: Cast) -> None:  # noqa: F811
    """Neither after an answer nor after an error, and not from whoever used the connection before."""
    seen: list[int] = []

    def page(request: Any) -> Any:
        seen.append(rows("bans_sanction"))
        area_lock.enter(cast.area)
        seen.append(rows("bans_sanction"))
        if request.path == "/fault":
            raise ValueError

    around = AreaLockMiddleware(page)
    area_lock.enter(cast.area)
    around(RequestFactory().get("/"))
    assert rows("bans_sanction") == 0
    with pytest.raises(ValueError):
        around(RequestFactory().get("/fault"))
    assert rows("bans_sanction") == 0
    assert seen == [0, 1, 0, 1]


def test_walking_through_all_areas_ends_where_it_began(application: Sanction, cast: Cast) -> None:  # noqa: F811
    area_lock.enter(cast.elsewhere)
    with area_lock.all_areas():
        assert rows("bans_sanction") == 1
        with area_lock.one_area(cast.elsewhere):
            assert rows("bans_sanction") == 0
        assert rows("bans_sanction") == 1
    assert area_lock.entered() == str(cast.elsewhere.pk)
    with pytest.raises(DatabaseError), transaction.atomic(), area_lock.all_areas():
        run("SELECT 1 / 0")
    assert area_lock.entered() == str(cast.elsewhere.pk)


def test_migrations_see_all_areas_and_leave_none_open(application: Sanction) -> None:
    area_lock.before_migrations(using="default")
    assert rows("bans_sanction") == 1
    area_lock.after_migrations(using="default")
    assert rows("bans_sanction") == 0


def test_migration_that_is_taken_back_leaves_the_other_tables_locked() -> None:
    """Its own tables go with their policies; those of other apps keep theirs."""
    before = MigrationExecutor(connection).loader.graph.leaf_nodes("oversight")
    MigrationExecutor(connection).migrate([("oversight", None)])
    assert locked_tables() == [table for table in TABLES if not table.startswith("oversight_")]
    MigrationExecutor(connection).migrate(before)
    assert locked_tables() == TABLES


def test_lock_that_is_taken_back_unlocks_no_table_of_before() -> None:
    """A table has its lock by the migration that made it, and a later migration of the app puts it on once more."""
    state = MigrationExecutor(connection).loader.project_state()
    with connection.schema_editor() as editor:
        area_lock.lock_app("oversight").database_backwards("oversight", editor, state, state)
    assert locked_tables() == TABLES


# The role itself.


@pytest.mark.parametrize("table", database_roles.APPEND_ONLY)
def test_application_only_adds_to_the_log(application: Sanction, table: str) -> None:
    with connection.cursor() as cursor:
        column = connection.introspection.get_primary_key_column(cursor, table)
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}", f"TRUNCATE {table}"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            run(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE bans_person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY own_area ON bans_person",
        "CREATE TABLE elsewhere (id int)",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('bans', '9999', now())",
        "TRUNCATE bans_person",
    ],
)
def test_application_cannot_take_the_lock_off(application: Sanction, statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"must be owner|permission denied"), transaction.atomic():
        run(statement)


def test_repeating_the_grants_changes_nothing(ban: Sanction) -> None:
    def rights() -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
                " WHERE grantee = %s ORDER BY 1, 2",
                [ROLE],
            )
            return cursor.fetchall()

    before = rights()
    make_role()
    assert rights() == before and before


# The check before a start.


def found() -> set[str]:
    codes = {str(message.id) for message in run_checks(tags=["security"], include_deployment_checks=True)}
    return {code for code in codes if code.startswith("participants.E10")}


def test_application_may_start(application: Sanction) -> None:
    assert found() == set()


def test_superuser_may_not_start(ban: Sanction) -> None:
    assert {"participants.E101", "participants.E102"} <= found()


def test_owner_may_not_start(ban: Sanction) -> None:
    run(f"GRANT CREATE ON SCHEMA public TO {ROLE}")
    run(f"ALTER TABLE bans_person OWNER TO {ROLE}")
    with as_application():
        assert found() == {"participants.E103"}


def test_role_that_walks_around_the_lock_may_not_start(ban: Sanction) -> None:
    run(f"ALTER ROLE {ROLE} BYPASSRLS")
    with as_application():
        assert found() == {"participants.E102"}


@pytest.mark.parametrize("how", ["NO FORCE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY"])
def test_open_lock_may_not_start(ban: Sanction, how: str) -> None:
    run(f"ALTER TABLE notices_notice {how}")
    with as_application():
        assert found() == {"participants.E104"}


def test_log_that_may_be_changed_may_not_start(ban: Sanction) -> None:
    run(f"GRANT DELETE ON {Event._meta.db_table} TO {ROLE}")
    with as_application():
        assert found() == {"participants.E105"}


def test_command_refuses_to_grant_to_the_owner() -> None:
    with pytest.raises(CommandError, match="owner's DATABASE_URL"):
        call_command("database_roles", role=connection.settings_dict["USER"])


def test_command_makes_the_role_with_its_password(ban: Sanction, settings: Any, capsys: Any) -> None:
    settings.APP_DATABASE_URL = f"postgres://{ROLE}_b:geheim-woord@db/drempel"
    call_command("database_roles")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", [f"{ROLE}_b"])
        password = cursor.fetchone()[0]
    assert password.startswith("SCRAM-SHA-256$")
    assert "geheim" not in capsys.readouterr().out + password


def test_areas_themselves_are_found_before_one_is_entered(application: Sanction) -> None:
    """A door looks up the area and the role before it enters."""
    assert ShoppingArea.objects.count() == 2
    assert Incident.objects.count() == 0
