"""The application only appends to the ledger and has no right on its head: the chaining trigger acts as the owner.

Nobody else may hang the function on a table of theirs, from which it would write any hash they like into the head.
"""

from django.db import migrations

FORWARD = """
ALTER FUNCTION claims_event_is_chained() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
REVOKE EXECUTE ON FUNCTION claims_event_is_chained() FROM PUBLIC;
"""

BACKWARD = """
GRANT EXECUTE ON FUNCTION claims_event_is_chained() TO PUBLIC;
ALTER FUNCTION claims_event_is_chained() SECURITY INVOKER RESET search_path;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_positions_of_names")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
