-- What every search tells of papers that could not be read is found without reading through all papers.
CREATE INDEX document_problem ON document (message_id) WHERE problem IS NOT NULL;
