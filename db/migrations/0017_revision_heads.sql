ALTER TABLE "spec_revisions" ADD COLUMN "head" jsonb;--> statement-breakpoint
-- What is under review or was released before is called what its document is called now.
select set_config('app.system', 'on', true);
--> statement-breakpoint
update spec_revisions set head = jsonb_build_object('number', s.number, 'name', s.name, 'governingLanguage', s.governing_language)
from specs s where s.id = spec_revisions.spec_id and spec_revisions.content_hash is not null;
