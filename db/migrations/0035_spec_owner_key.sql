ALTER TABLE "spec_revisions" ADD COLUMN "owner_key" text;
--> statement-breakpoint
-- What was hashed with identifiers stays as it was signed; what was not hashed yet tells nobody.
select set_config('app.system', 'on', true);
--> statement-breakpoint
update spec_revisions set owner_key = gen_random_uuid()::text where content_hash is null;
--> statement-breakpoint
select set_config('app.system', '', true);
--> statement-breakpoint
ALTER TABLE "spec_revisions" ALTER COLUMN "owner_key" SET DEFAULT gen_random_uuid()::text;
