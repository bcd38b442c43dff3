CREATE TABLE "bom_removed_lines" (
	"line_id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"bom_id" text NOT NULL,
	"revision_id" text NOT NULL,
	"batch_id" text NOT NULL,
	"line" jsonb NOT NULL,
	"refs" jsonb NOT NULL,
	"parent_id" text,
	"after_id" text,
	"position" integer NOT NULL,
	"removed_by" text NOT NULL,
	"removed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bom_removed_lines" ADD CONSTRAINT "bom_removed_lines_revision_id_bom_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."bom_revisions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_removed_lines" ADD CONSTRAINT "bom_removed_lines_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bom_removed_lines_batch_idx" ON "bom_removed_lines" USING btree ("revision_id","batch_id");
--> statement-breakpoint
alter table bom_removed_lines enable row level security;
--> statement-breakpoint
alter table bom_removed_lines force row level security;
--> statement-breakpoint
-- What the brand threw out of a draft is nobody else's business.
create policy bom_removed_lines_read on bom_removed_lines for select using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy bom_removed_lines_insert on bom_removed_lines for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy bom_removed_lines_delete on bom_removed_lines for delete using ((select app_system()) or org_id = (select app_org()));
