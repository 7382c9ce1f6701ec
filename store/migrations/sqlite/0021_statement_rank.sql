-- The place of a statement in what the child answered to the item, from 1: what was first is first.
ALTER TABLE statement ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;

UPDATE statement SET rank = COALESCE((
    SELECT CASE WHEN placed.value ->> 'place' GLOB '[1-9]*'
        THEN CAST(placed.value ->> 'place' AS INTEGER) ELSE placed.key + 1 END
    FROM event, json_each(event.body, '$.given.placed') AS placed
    WHERE event.id = statement.event
        AND statement.card IN (placed.value ->> 'card', placed.value ->> 'place')
    LIMIT 1
), 0) WHERE source = 'survey';

-- What a child added comes after what they answered.
UPDATE statement SET rank = 100 WHERE source = 'child' AND replaces IS NULL;

-- What took the place of another has its place.
WITH RECURSIVE chain (id, before) AS (
    SELECT id, replaces FROM statement WHERE replaces IS NOT NULL
    UNION ALL
    SELECT chain.id, statement.replaces FROM chain JOIN statement ON statement.id = chain.before
    WHERE statement.replaces IS NOT NULL
)
UPDATE statement SET rank = COALESCE((
    SELECT first.rank FROM chain JOIN statement AS first ON first.id = chain.before
    WHERE chain.id = statement.id AND first.replaces IS NULL
), 0) WHERE replaces IS NOT NULL;
