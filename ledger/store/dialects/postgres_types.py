"""The types of PostgreSQL in which a ledger keeps what it keeps in SQLite.

Texts sort by their code points, whatever the language of the database, and numbers have room for eight bytes. No
column counts by itself: see `ledger.store.dialects.postgres`.
"""

from typing import Any

from sqlalchemy import Column
from sqlalchemy.dialects.postgresql.base import PGDDLCompiler, PGTypeCompiler
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql.compiler import DDLCompiler


class _Types(PGTypeCompiler):
    def visit_TEXT(self, type_: Any, **named: Any) -> str:  # noqa: ARG002, N802  # the names SQLAlchemy calls
        return 'TEXT COLLATE "C"'

    def visit_INTEGER(self, type_: Any, **named: Any) -> str:  # noqa: ARG002, N802
        return "BIGINT"


class _Columns(PGDDLCompiler):
    def get_column_specification(self, column: Column[Any], **named: Any) -> str:
        return DDLCompiler.get_column_specification(self, column, **named)


class LedgerPostgres(PGDialect_psycopg):
    """PostgreSQL by psycopg, with these types."""

    supports_statement_cache = True
    type_compiler_cls = _Types
    ddl_compiler = _Columns
