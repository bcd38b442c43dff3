CREATE TABLE "design_pictures" (
	"org_id" text NOT NULL,
	"sha256" text NOT NULL,
	"name_key" text NOT NULL,
	"page" integer NOT NULL,
	"format" integer NOT NULL,
	"small" "bytea",
	"large" "bytea",
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "design_pictures_org_id_sha256_name_key_page_pk" PRIMARY KEY("org_id","sha256","name_key","page")
);
--> statement-breakpoint
ALTER TABLE "design_pictures" ADD CONSTRAINT "design_pictures_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
alter table design_pictures enable row level security;
--> statement-breakpoint
alter table design_pictures force row level security;
--> statement-breakpoint
-- Whoever may see a file may see its picture.
create policy design_pictures_read on design_pictures for select using ((select app_system()) or org_id = (select app_org()) or exists (select 1 from design_files f where f.org_id = design_pictures.org_id and f.sha256 = design_pictures.sha256 and f.name_key = design_pictures.name_key));
--> statement-breakpoint
create policy design_pictures_insert on design_pictures for insert with check ((select app_system()));
--> statement-breakpoint
create policy design_pictures_update on design_pictures for update using ((select app_system())) with check ((select app_system()));
