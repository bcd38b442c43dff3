CREATE TABLE "removed_requirements" (
	"revision_id" text NOT NULL,
	"requirement_id" text NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"spec_id" text NOT NULL,
	"stood" jsonb NOT NULL,
	"between" jsonb NOT NULL,
	"removed_by" text NOT NULL,
	"removed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "removed_requirements_revision_id_requirement_id_pk" PRIMARY KEY("revision_id","requirement_id")
);
--> statement-breakpoint
ALTER TABLE "removed_requirements" ADD CONSTRAINT "removed_requirements_revision_id_spec_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."spec_revisions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removed_requirements" ADD CONSTRAINT "removed_requirements_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
alter table removed_requirements enable row level security;
--> statement-breakpoint
alter table removed_requirements force row level security;
--> statement-breakpoint
create policy removed_requirements_read on removed_requirements for select using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy removed_requirements_insert on removed_requirements for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy removed_requirements_delete on removed_requirements for delete using ((select app_system()) or org_id = (select app_org()));
