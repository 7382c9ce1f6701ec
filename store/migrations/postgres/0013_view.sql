-- Who looked at a child, found without reading the whole log.
CREATE INDEX audit_about ON audit (about, who, at) WHERE about IS NOT NULL;
