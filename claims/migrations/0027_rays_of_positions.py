"""Positions are numbered while their extents are stabbed, in place of a second look at those that began one."""

import importlib

from django.db import migrations

_stab = importlib.import_module("claims.migrations.0008_clashes_named_by_their_pair")

RAYS = """
CREATE FUNCTION claims_rays_next(rays numrange[], extent numrange) RETURNS numrange[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF rays[cardinality(rays)] @> extent IS FALSE OR upper_inf(extent) THEN RETURN rays; END IF;
    RETURN rays || numrange(upper(extent), NULL, CASE WHEN upper_inc(extent) THEN '()' ELSE '[)' END);
END $$;
CREATE AGGREGATE claims_rays(numrange) (
    SFUNC = claims_rays_next, STYPE = numrange[], INITCOND = '{}', PARALLEL = SAFE
);
COMMENT ON AGGREGATE claims_rays(numrange) IS
    'over extents from the smallest upper end up: from where on claims do not meet the first of each position';
"""
RAYS_BACK = "DROP AGGREGATE claims_rays(numrange); DROP FUNCTION claims_rays_next(numrange[], numrange);"


class Migration(migrations.Migration):
    dependencies = [("claims", "0026_search_entries")]

    operations = [migrations.RunSQL(RAYS, RAYS_BACK), migrations.RunSQL(_stab.STAB_BACK, _stab.STAB)]
