"""The types of PostgreSQL in which a ledger keeps what it keeps in SQLite.

Texts sort by their code points, whatever the language of the database, and numbers have room for eight bytes. No
column counts by itself: see `ledger.store.dialects.postgres`.
"""

from typing import Any

from sqlalchemy import Column, Integer
from sqlalchemy.dialects.postgresql.base import PGDDLCompiler, PGTypeCompiler
from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg, PGDialect_psycopg
from sqlalchemy.sql.compiler import DDLCompiler


class _Types(PGTypeCompiler):
    def visit_TEXT(self, type_: Any, **named: Any) -> str:  # noqa: ARG002, N802  # the names SQLAlchemy calls
        return 'TEXT COLLATE "C"'

    def visit_INTEGER(self, type_: Any, **named: Any) -> str:  # noqa: ARG002, N802
        return "BIGINT"


class _Columns(PGDDLCompiler):
    def get_column_specification(self, column: Column[Any], **named: Any) -> str:
        return DDLCompiler.get_column_specification(self, column, **named)


class _Statements(PGCompiler_psycopg):
    def render_bind_cast(self, type_: Any, dbapi_type: Any, sqltext: str) -> str:
        if isinstance(dbapi_type, Integer):
            return f"{sqltext}::INTEGER"  # as the server's own functions want it; a column that is wider takes it too
        return str(super().render_bind_cast(type_, dbapi_type, sqltext))  # type: ignore[no-untyped-call]


class LedgerPostgres(PGDialect_psycopg):
    """PostgreSQL by psycopg, with these types."""

    supports_statement_cache = True
    type_compiler_cls = _Types
    ddl_compiler = _Columns
    statement_compiler = _Statements
