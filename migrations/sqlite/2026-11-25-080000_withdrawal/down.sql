DROP INDEX audit_community;
ALTER TABLE audit DROP COLUMN community;
DROP TABLE withdrawal;
