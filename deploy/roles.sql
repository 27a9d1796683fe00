-- The two roles and the database of docs/operating.md, made once by a superuser (PostgreSQL 15 or newer):
--
--     OWNER_PASSWORD=... PASSWORD=... psql --set ON_ERROR_STOP=1 --file deploy/roles.sql postgres
--
-- Passwords come from the environment: what stands on a command line every user of the machine can read.
\getenv owner_password OWNER_PASSWORD
\getenv password PASSWORD
CREATE ROLE concordance_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE concordance LOGIN PASSWORD :'password';
CREATE DATABASE concordance OWNER concordance_owner TEMPLATE template0 ENCODING 'UTF8';
