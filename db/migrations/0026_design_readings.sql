CREATE TABLE "design_readings" (
	"org_id" text NOT NULL,
	"sha256" text NOT NULL,
	"name_key" text NOT NULL,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reading" jsonb,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "design_readings_org_id_sha256_name_key_pk" PRIMARY KEY("org_id","sha256","name_key")
);
--> statement-breakpoint
ALTER TABLE "design_readings" ADD CONSTRAINT "design_readings_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "design_readings_waiting_idx" ON "design_readings" USING btree ("asked_at") WHERE state = 'waiting';
--> statement-breakpoint
alter table design_readings enable row level security;
--> statement-breakpoint
alter table design_readings force row level security;
--> statement-breakpoint
-- Whoever may see a file may see what it says of itself.
create policy design_readings_read on design_readings for select using ((select app_system()) or org_id = (select app_org()) or exists (select 1 from design_files f where f.org_id = design_readings.org_id and f.sha256 = design_readings.sha256 and f.name_key = design_readings.name_key));
--> statement-breakpoint
create policy design_readings_insert on design_readings for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy design_readings_update on design_readings for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create index design_files_reading_idx on design_files using btree (org_id, sha256, name_key);
