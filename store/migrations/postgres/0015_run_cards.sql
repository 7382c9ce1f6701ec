-- The cards from which a teacher chooses, where they come from the school's own competencies: JSON,
-- as words and pictures were when the survey was started. NULL: the survey's own.
ALTER TABLE survey_run ADD COLUMN cards TEXT;
