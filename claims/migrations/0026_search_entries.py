"""What is searched, in a table of its own: triggers write it, so that bulk loads and plain SQL are seen as well.

English is found by the stems of its words, Chinese by pairs of characters (docs/decisions/0023): both stand in one
tsvector, which is never stored but indexed as an expression. In the table of claims itself that index would be written
anew with every change of a claim's state.
"""

import django.db.models.deletion
from django.db import migrations, models

# Han, kana and hangul, which are written without spaces between words; claims/searching/query.py has the same.
UNSPACED = "⺀-⿟々〇぀-ヿ㐀-鿿가-힯豈-﫿𠀀-𿿽"

WORDS = """
CREATE TEXT SEARCH DICTIONARY public.concordance_stems (TEMPLATE = pg_catalog.snowball, Language = english);
CREATE TEXT SEARCH CONFIGURATION public.concordance (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION public.concordance
    ALTER MAPPING REPLACE pg_catalog.english_stem WITH public.concordance_stems;
"""
NO_WORDS = """
DROP TEXT SEARCH CONFIGURATION public.concordance;
DROP TEXT SEARCH DICTIONARY public.concordance_stems;
"""

# The functions stand in an index: they name every schema, and what they answer must not change while it is there.
VECTOR = f"""
CREATE FUNCTION public.claims_search_vector(said text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 500 AS $$
DECLARE
    signs text[];
BEGIN
    IF said !~ '[^\\x01-\\x7f]' THEN
        RETURN to_tsvector('public.concordance'::regconfig, said);
    END IF;
    said := normalize(said, NFKC);
    IF said !~ '[{UNSPACED}]' THEN
        RETURN to_tsvector('public.concordance'::regconfig, said);
    END IF;
    signs := string_to_array(
        regexp_replace(regexp_replace(said, '\\s+', '', 'g'), '[^{UNSPACED}]+', ' ', 'g') || ' ', NULL);
    RETURN to_tsvector('public.concordance'::regconfig, regexp_replace(said, '[{UNSPACED}　-〿]+', ' ', 'g'))
        || array_to_tsvector(ARRAY(
            SELECT rtrim(one || next) FROM unnest(signs, signs[2:]) AS pair(one, next) WHERE one <> ' '));
END $$;

CREATE FUNCTION public.claims_search_signs(said text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(lower(normalize(said, NFKC)), '\\s+', '', 'g')
$$;

-- What is looked for, in the syntax of websearch_to_tsquery. Stop words are looked for where nothing else is.
CREATE FUNCTION public.claims_search_words(asked text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN numnode(websearch_to_tsquery('pg_catalog.english'::regconfig, asked)) > 0
        THEN websearch_to_tsquery('pg_catalog.english'::regconfig, asked)
        ELSE websearch_to_tsquery('public.concordance'::regconfig, asked) END
$$;
"""  # noqa: S608
NO_VECTOR = """
DROP FUNCTION public.claims_search_words(text);
DROP FUNCTION public.claims_search_signs(text);
DROP FUNCTION public.claims_search_vector(text);
"""

# Paragraphs side by side up to some 1,500 code points; one that is much longer is cut into pieces that overlap by more
# than a query is long. Offsets are code points; paragraphs are parted by two line ends.
STRETCHES = """
CREATE FUNCTION public.claims_search_stretches(said text, OUT start int, OUT stretch text) RETURNS SETOF record
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    WITH paragraph AS (
        SELECT words, (sum(length(words) + 2) OVER (ORDER BY n) - length(words) - 2)::int AS starts
        FROM string_to_table(said, E'\\n\\n') WITH ORDINALITY AS each(words, n)
    ), stretched AS (
        SELECT min(starts) AS starts, string_agg(words, E'\\n\\n' ORDER BY starts) AS words
        FROM paragraph GROUP BY starts / 1500
    )
    SELECT starts + cut, CASE WHEN length(words) <= 3000 THEN words ELSE substr(words, cut + 1, 1750) END
    FROM stretched, generate_series(0, CASE WHEN length(words) <= 3000 THEN 0 ELSE length(words) - 1 END, 1500) cut
    ORDER BY 1
$$;
"""
NO_STRETCHES = "DROP FUNCTION public.claims_search_stretches(text);"

COLUMNS = "dossier_id, language, text, {subject}_id"
OF_COMMENT = f"""
SELECT COALESCE(c.dossier_id, q.dossier_id), CASE WHEN n.body ~ '[{UNSPACED}]' THEN 'zh' ELSE 'en' END, n.body, n.id
FROM {{new}} AS n LEFT JOIN claims_claim c ON c.id = n.claim_id LEFT JOIN claims_conflict k ON k.id = n.conflict_id
    LEFT JOIN claims_question q ON q.id = COALESCE(n.question_id, k.question_id) ORDER BY n.id
"""  # noqa: S608
# Of each table but documents: its subject, what is searched of its rows, and the columns that is made of.
SEARCHED = {
    "claims_claim": ("claim", "SELECT dossier_id, language, left(statement, 20000), id FROM {new} AS n ORDER BY id",
                     "statement, language, dossier_id"),
    "claims_question": ("question", "SELECT dossier_id, language, wording, id FROM {new} AS n ORDER BY id",
                        "wording, language, dossier_id"),
    "claims_comment": ("comment", OF_COMMENT, "body"),
}  # fmt: skip
OF_TITLE = """
SELECT dossier_id, language, COALESCE(NULLIF(title, ''), file_name), id, NULL::int FROM {new} AS n
"""
OF_TEXT = """
SELECT dossier_id, language, each.stretch, id, each.start
FROM {new} AS n, public.claims_search_stretches(n.text) AS each
ORDER BY id, start
"""
_DOCUMENTS = "INSERT INTO claims_searchentry (dossier_id, language, text, document_id, start)"


def on_table(table: str, subject: str, written: str, changed: str, rewritten: str) -> str:
    """The triggers that keep the entries of one table; `rewritten` is done for each row of which `changed` differs."""
    differs = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in changed.split(", "))
    return f"""
CREATE FUNCTION {table}_is_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {written}
    RETURN NULL;
END $$;
CREATE FUNCTION {table}_is_searched_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {rewritten}
    RETURN NULL;
END $$;
CREATE FUNCTION {table}_is_searched_no_more() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM claims_searchentry WHERE {subject}_id IS NOT NULL;
    ELSE
        DELETE FROM claims_searchentry WHERE {subject}_id IN (SELECT id FROM gone);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_searched AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_searched();
CREATE TRIGGER {table}_searched_anew AFTER UPDATE OF {changed} ON {table}
    FOR EACH ROW WHEN ({differs}) EXECUTE FUNCTION {table}_is_searched_anew();
CREATE TRIGGER {table}_searched_no_more AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_searched_no_more();
CREATE TRIGGER {table}_emptied AFTER TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_searched_no_more();
"""  # noqa: S608


def off_table(table: str) -> str:
    dropped = [
        f"DROP TRIGGER {table}_{name} ON {table};"
        for name in ("searched", "searched_anew", "searched_no_more", "emptied")
    ]
    dropped += [f"DROP FUNCTION {table}_is_{name}();" for name in ("searched", "searched_anew", "searched_no_more")]
    return "\n".join(dropped)


def fill() -> list[str]:
    """The entries of the rows that are there."""
    filled = []
    for table, (subject, rows, _) in SEARCHED.items():
        filled.append(f"INSERT INTO claims_searchentry ({COLUMNS.format(subject=subject)}) {rows.format(new=table)}")
    return [*filled, *(f"{_DOCUMENTS} {rows.format(new='sources_document')}" for rows in (OF_TITLE, OF_TEXT))]


def triggers() -> list[str]:
    made = []
    for table, (subject, rows, changed) in SEARCHED.items():
        written = f"INSERT INTO claims_searchentry ({COLUMNS.format(subject=subject)}) {rows.format(new='new_rows')};"
        anew = f"""
    UPDATE claims_searchentry SET (dossier_id, language, text) = (
        SELECT dossier_id, language, text FROM ({rows.format(new="(SELECT NEW.*)")}) said(dossier_id, language, text, id)
    ) WHERE {subject}_id = NEW.id;"""  # noqa: S608
        made.append(on_table(table, subject, written, changed, anew))
    written = "\n    ".join(f"{_DOCUMENTS} {rows.format(new='new_rows')};" for rows in (OF_TITLE, OF_TEXT))
    anew = f"""
    UPDATE claims_searchentry SET dossier_id = NEW.dossier_id, language = NEW.language, text = CASE
        WHEN start IS NULL THEN COALESCE(NULLIF(NEW.title, ''), NEW.file_name) ELSE text END
    WHERE document_id = NEW.id;
    IF NEW.text IS DISTINCT FROM OLD.text THEN
        DELETE FROM claims_searchentry WHERE document_id = NEW.id AND start IS NOT NULL;
        {_DOCUMENTS} {OF_TEXT.format(new="(SELECT NEW.*)")};
    END IF;"""  # noqa: S608
    changed = "title, file_name, language, dossier_id, text"
    made.append(on_table("sources_document", "document", written, changed, anew))
    return made


INDEX = "CREATE INDEX search_entry_by_word ON claims_searchentry USING gin (public.claims_search_vector(text))"
TABLES = [*SEARCHED, "sources_document"]


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0025_lines_can_be_erased"),
        ("sources", "0010_erasures"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "start",
                    models.PositiveIntegerField(
                        help_text="of a stretch, in code points of the document's text; empty: the title, or no document",
                        null=True,
                    ),
                ),
                ("language", models.CharField(max_length=8)),
                ("text", models.TextField()),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.comment",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.document",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.dossier",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.question",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "search entries",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("claim__isnull", False)),
                        fields=("claim",),
                        name="search_entry_once_a_claim",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("question__isnull", False)),
                        fields=("question",),
                        name="search_entry_once_a_question",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("comment__isnull", False)),
                        fields=("comment",),
                        name="search_entry_once_a_comment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("document__isnull", False)),
                        fields=("document", "start"),
                        name="search_entry_once_a_stretch",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("claim__isnull", False),
                                ("comment__isnull", True),
                                ("document__isnull", True),
                                ("question__isnull", True),
                            ),
                            models.Q(
                                ("claim__isnull", True),
                                ("comment__isnull", True),
                                ("document__isnull", False),
                                ("question__isnull", True),
                            ),
                            models.Q(
                                ("claim__isnull", True),
                                ("comment__isnull", True),
                                ("document__isnull", True),
                                ("question__isnull", False),
                            ),
                            models.Q(
                                ("claim__isnull", True),
                                ("comment__isnull", False),
                                ("document__isnull", True),
                                ("question__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="search_entry_of_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("start__isnull", True), ("document__isnull", False), _connector="OR"),
                        name="search_entry_stretch_of_a_document",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WORDS, NO_WORDS),
        migrations.RunSQL(VECTOR, NO_VECTOR),
        migrations.RunSQL(STRETCHES, NO_STRETCHES),
        migrations.RunSQL([*fill()], migrations.RunSQL.noop),
        migrations.RunSQL(INDEX, "DROP INDEX search_entry_by_word"),
        migrations.RunSQL([*triggers()], "\n".join(off_table(table) for table in TABLES)),
    ]
