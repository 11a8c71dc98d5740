DROP TABLE retention_report;
DROP TABLE retention;
DROP TABLE contact;
