DROP TABLE api_token;
DROP TABLE agreement;
DROP TABLE edition_file;
DROP TABLE edition;
DROP TABLE dataset;
