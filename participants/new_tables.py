"""An operation of migrations that makes the tables of an app at once, for a database that has none of them.

Behind each `CreateModel` Django renders every model that leans on the new one or on which it leans, which here is
nearly all of them. In a row of eighty that was most of the half minute that a first start took.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """As its `CreateModel`s one after the other, but for one rendering. They may point to each other in a ring."""

    serialization_expand_args = ["operations"]

    def __init__(self, operations: list[CreateModel]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # What was rendered is forgotten first: then nothing is rendered until somebody asks for it, and that is whole.
        state.is_delayed = True
        state.clear_delayed_apps_cache()
        state.is_delayed = False
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Create models " + ", ".join(operation.name for operation in self.operations)
