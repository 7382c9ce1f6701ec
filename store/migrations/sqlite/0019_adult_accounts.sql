-- The browser and system an adult's session began in, as the adult recognizes it; NULL: unknown.
ALTER TABLE session ADD COLUMN browser TEXT;
-- When the office took an adult's way in away; NULL: it has not. A roster import leaves it as it is.
ALTER TABLE person ADD COLUMN disabled_at INTEGER;
