CREATE TABLE "bom_additions" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"bom_id" text NOT NULL,
	"partner_org_id" text NOT NULL,
	"kind" text NOT NULL,
	"number" text DEFAULT '' NOT NULL,
	"name" jsonb NOT NULL,
	"quantity" numeric(18, 6) NOT NULL,
	"uom" text DEFAULT '' NOT NULL,
	"attrition_pct" numeric(9, 4),
	"attrition_extra" numeric(18, 6),
	"pack_multiple" numeric(18, 6),
	"note" text DEFAULT '' NOT NULL,
	"removed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bom_consignments" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"bom_id" text NOT NULL,
	"partner_org_id" text NOT NULL,
	"line_key" text NOT NULL,
	"label" text NOT NULL,
	"quantity" numeric(18, 6) NOT NULL,
	"shipped_on" date NOT NULL,
	"carrier" text DEFAULT '' NOT NULL,
	"tracking" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"received_quantity" numeric(18, 6),
	"received_on" date,
	"received_by" text,
	"created_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bom_costs" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"bom_id" text NOT NULL,
	"revision_id" text NOT NULL,
	"by_org_id" text NOT NULL,
	"quantity" numeric(18, 6) NOT NULL,
	"variant" text DEFAULT '' NOT NULL,
	"currency" text NOT NULL,
	"total_micros" numeric(30, 0) NOT NULL,
	"line_count" integer NOT NULL,
	"priced_count" integer NOT NULL,
	"rates" jsonb NOT NULL,
	"lines" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bom_import_templates" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text,
	"name" text NOT NULL,
	"shape" text NOT NULL,
	"reading" jsonb NOT NULL,
	"user_id" text NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bom_line_losses" (
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"bom_id" text NOT NULL,
	"partner_org_id" text NOT NULL,
	"line_key" text NOT NULL,
	"attrition_pct" numeric(9, 4),
	"attrition_extra" numeric(18, 6),
	"pack_multiple" numeric(18, 6),
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bom_line_losses_bom_id_partner_org_id_line_key_pk" PRIMARY KEY("bom_id","partner_org_id","line_key")
);
--> statement-breakpoint
CREATE TABLE "bom_placement_files" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"bom_id" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"rows" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bom_substitutions" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"bom_id" text NOT NULL,
	"partner_org_id" text,
	"ordinal" integer NOT NULL,
	"revision_id" text NOT NULL,
	"line_key" text NOT NULL,
	"replaces" jsonb NOT NULL,
	"proposed" jsonb NOT NULL,
	"reason_code" text NOT NULL,
	"reason" jsonb NOT NULL,
	"attachment_ids" text[] DEFAULT '{}' NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"decision" text,
	"lot" text DEFAULT '' NOT NULL,
	"answer" jsonb,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"change_id" text,
	"created_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cross_references" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text NOT NULL,
	"number" text NOT NULL,
	"number_key" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"partner_number" text NOT NULL,
	"partner_number_key" text NOT NULL,
	"partner_name" text DEFAULT '' NOT NULL,
	"origin" text NOT NULL,
	"user_id" text NOT NULL,
	"user_org_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_by" text,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "exchange_rates" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"base" text NOT NULL,
	"quote" text NOT NULL,
	"rate" numeric(18, 8) NOT NULL,
	"day" date NOT NULL,
	"source" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "manufacturer_parts" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"part_id" text NOT NULL,
	"mpn" text NOT NULL,
	"manufacturer" text NOT NULL,
	"key" text NOT NULL,
	"rank" integer NOT NULL,
	"status" text NOT NULL,
	"reason" jsonb,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"effective_from" date,
	"attachment_ids" text[] DEFAULT '{}' NOT NULL,
	"package" text DEFAULT '' NOT NULL,
	"lifecycle" text DEFAULT 'unknown' NOT NULL,
	"last_time_buy" date,
	"msl" text DEFAULT '' NOT NULL,
	"rohs" text DEFAULT 'unknown' NOT NULL,
	"reach" text DEFAULT 'unknown' NOT NULL,
	"datasheet" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "part_matches" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"part_id" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parts" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"number" text NOT NULL,
	"number_key" text NOT NULL,
	"name" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"kind" text DEFAULT '' NOT NULL,
	"value" text DEFAULT '' NOT NULL,
	"uom" text DEFAULT '' NOT NULL,
	"package" text DEFAULT '' NOT NULL,
	"lifecycle" text DEFAULT 'unknown' NOT NULL,
	"last_time_buy" date,
	"msl" text DEFAULT '' NOT NULL,
	"rohs" text DEFAULT 'unknown' NOT NULL,
	"reach" text DEFAULT 'unknown' NOT NULL,
	"datasheet" text DEFAULT '' NOT NULL,
	"attrition_pct" numeric(9, 4),
	"attrition_extra" numeric(18, 6),
	"note" text DEFAULT '' NOT NULL,
	"search_text" text NOT NULL,
	"archived_at" timestamp with time zone,
	"created_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "supplier_parts" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"part_id" text NOT NULL,
	"manufacturer_part_id" text,
	"supplier" text NOT NULL,
	"sku" text NOT NULL,
	"key" text NOT NULL,
	"url" text DEFAULT '' NOT NULL,
	"currency" text NOT NULL,
	"breaks" jsonb NOT NULL,
	"moq" numeric(18, 6),
	"multiple" numeric(18, 6),
	"lead_time_days" integer,
	"priced_on" date,
	"valid_until" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "key" text;--> statement-breakpoint
UPDATE "bom_lines" SET "key" = "id";--> statement-breakpoint
ALTER TABLE "bom_lines" ALTER COLUMN "key" SET NOT NULL;--> statement-breakpoint
UPDATE "bom_lines" SET "alternates" = (SELECT jsonb_agg(each || '{"status": "proposed"}') FROM jsonb_array_elements("alternates") AS each) WHERE jsonb_array_length("alternates") > 0;--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "part_id" text;--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "usage" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "supplied_by" text DEFAULT 'factory' NOT NULL;--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "attrition_pct" numeric(9, 4);--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "attrition_extra" numeric(18, 6);--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "pack_multiple" numeric(18, 6);--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "not_fitted" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "child_bom_id" text;--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "child_revision_id" text;--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "waivers" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "owner_id" text;--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "due_on" date;--> statement-breakpoint
ALTER TABLE "bom_revisions" ADD COLUMN "letter" text;--> statement-breakpoint
ALTER TABLE "bom_revisions" ADD COLUMN "base_revision_id" text;--> statement-breakpoint
ALTER TABLE "bom_revisions" ADD COLUMN "change_id" text;--> statement-breakpoint
ALTER TABLE "bom_revisions" ADD COLUMN "variants" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "bom_revisions" ADD COLUMN "content_hash" text;--> statement-breakpoint
ALTER TABLE "bom_revisions" ADD COLUMN "submitted_by" text;--> statement-breakpoint
ALTER TABLE "bom_revisions" ADD COLUMN "submitted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "bom_revisions" ADD COLUMN "released_by" text;--> statement-breakpoint
ALTER TABLE "bom_revisions" ADD COLUMN "released_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "bom_revisions" ADD COLUMN "reason" jsonb;--> statement-breakpoint
ALTER TABLE "boms" ADD COLUMN "released_revision_id" text;--> statement-breakpoint
ALTER TABLE "boms" ADD COLUMN "released_letter" text;--> statement-breakpoint
ALTER TABLE "bom_additions" ADD CONSTRAINT "bom_additions_bom_id_boms_id_fk" FOREIGN KEY ("bom_id") REFERENCES "public"."boms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_additions" ADD CONSTRAINT "bom_additions_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_consignments" ADD CONSTRAINT "bom_consignments_bom_id_boms_id_fk" FOREIGN KEY ("bom_id") REFERENCES "public"."boms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_consignments" ADD CONSTRAINT "bom_consignments_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_consignments" ADD CONSTRAINT "bom_consignments_received_by_users_id_fk" FOREIGN KEY ("received_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_consignments" ADD CONSTRAINT "bom_consignments_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_costs" ADD CONSTRAINT "bom_costs_bom_id_boms_id_fk" FOREIGN KEY ("bom_id") REFERENCES "public"."boms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_costs" ADD CONSTRAINT "bom_costs_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_import_templates" ADD CONSTRAINT "bom_import_templates_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_import_templates" ADD CONSTRAINT "bom_import_templates_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_line_losses" ADD CONSTRAINT "bom_line_losses_bom_id_boms_id_fk" FOREIGN KEY ("bom_id") REFERENCES "public"."boms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_line_losses" ADD CONSTRAINT "bom_line_losses_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_placement_files" ADD CONSTRAINT "bom_placement_files_bom_id_boms_id_fk" FOREIGN KEY ("bom_id") REFERENCES "public"."boms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_placement_files" ADD CONSTRAINT "bom_placement_files_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_substitutions" ADD CONSTRAINT "bom_substitutions_bom_id_boms_id_fk" FOREIGN KEY ("bom_id") REFERENCES "public"."boms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_substitutions" ADD CONSTRAINT "bom_substitutions_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_substitutions" ADD CONSTRAINT "bom_substitutions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_substitutions" ADD CONSTRAINT "bom_substitutions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cross_references" ADD CONSTRAINT "cross_references_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cross_references" ADD CONSTRAINT "cross_references_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cross_references" ADD CONSTRAINT "cross_references_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cross_references" ADD CONSTRAINT "cross_references_retired_by_users_id_fk" FOREIGN KEY ("retired_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange_rates" ADD CONSTRAINT "exchange_rates_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manufacturer_parts" ADD CONSTRAINT "manufacturer_parts_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manufacturer_parts" ADD CONSTRAINT "manufacturer_parts_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "part_matches" ADD CONSTRAINT "part_matches_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "part_matches" ADD CONSTRAINT "part_matches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parts" ADD CONSTRAINT "parts_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parts" ADD CONSTRAINT "parts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_parts" ADD CONSTRAINT "supplier_parts_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_parts" ADD CONSTRAINT "supplier_parts_manufacturer_part_id_manufacturer_parts_id_fk" FOREIGN KEY ("manufacturer_part_id") REFERENCES "public"."manufacturer_parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bom_additions_bom_idx" ON "bom_additions" USING btree ("bom_id","partner_org_id");--> statement-breakpoint
CREATE INDEX "bom_consignments_bom_idx" ON "bom_consignments" USING btree ("bom_id","partner_org_id");--> statement-breakpoint
CREATE INDEX "bom_costs_bom_idx" ON "bom_costs" USING btree ("bom_id","by_org_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "bom_import_templates_shape_key" ON "bom_import_templates" USING btree ("org_id","shape","name");--> statement-breakpoint
CREATE INDEX "bom_placement_files_bom_idx" ON "bom_placement_files" USING btree ("bom_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bom_substitutions_ordinal_key" ON "bom_substitutions" USING btree ("product_id","ordinal");--> statement-breakpoint
CREATE INDEX "bom_substitutions_bom_idx" ON "bom_substitutions" USING btree ("bom_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "cross_references_pair_key" ON "cross_references" USING btree ("org_id","partner_org_id","number_key","partner_number_key") WHERE retired_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "exchange_rates_key" ON "exchange_rates" USING btree ("org_id","base","quote","day");--> statement-breakpoint
CREATE UNIQUE INDEX "manufacturer_parts_key" ON "manufacturer_parts" USING btree ("part_id","key");--> statement-breakpoint
CREATE INDEX "manufacturer_parts_lookup_idx" ON "manufacturer_parts" USING btree ("org_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "part_matches_key" ON "part_matches" USING btree ("org_id","kind","key");--> statement-breakpoint
CREATE UNIQUE INDEX "parts_number_key" ON "parts" USING btree ("org_id","number_key");--> statement-breakpoint
CREATE UNIQUE INDEX "supplier_parts_key" ON "supplier_parts" USING btree ("org_id","key","part_id");--> statement-breakpoint
CREATE INDEX "supplier_parts_part_idx" ON "supplier_parts" USING btree ("part_id");--> statement-breakpoint
ALTER TABLE "bom_lines" ADD CONSTRAINT "bom_lines_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_lines" ADD CONSTRAINT "bom_lines_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_revisions" ADD CONSTRAINT "bom_revisions_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_revisions" ADD CONSTRAINT "bom_revisions_released_by_users_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bom_lines_part_idx" ON "bom_lines" USING btree ("part_id");--> statement-breakpoint
CREATE INDEX "bom_lines_child_idx" ON "bom_lines" USING btree ("child_bom_id");
--> statement-breakpoint
alter table parts enable row level security;
--> statement-breakpoint
alter table parts force row level security;
--> statement-breakpoint
create policy parts_scope on parts for all using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table manufacturer_parts enable row level security;
--> statement-breakpoint
alter table manufacturer_parts force row level security;
--> statement-breakpoint
create policy manufacturer_parts_scope on manufacturer_parts for all using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table supplier_parts enable row level security;
--> statement-breakpoint
alter table supplier_parts force row level security;
--> statement-breakpoint
create policy supplier_parts_scope on supplier_parts for all using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table part_matches enable row level security;
--> statement-breakpoint
alter table part_matches force row level security;
--> statement-breakpoint
create policy part_matches_scope on part_matches for all using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table exchange_rates enable row level security;
--> statement-breakpoint
alter table exchange_rates force row level security;
--> statement-breakpoint
create policy exchange_rates_scope on exchange_rates for all using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table bom_import_templates enable row level security;
--> statement-breakpoint
alter table bom_import_templates force row level security;
--> statement-breakpoint
create policy bom_import_templates_scope on bom_import_templates for all using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table cross_references enable row level security;
--> statement-breakpoint
alter table cross_references force row level security;
--> statement-breakpoint
-- Between the brand and one factory: the pair reads it, and only what is one's own word is written.
create policy cross_references_read on cross_references for select using ((select app_system()) or org_id = (select app_org()) or partner_org_id = (select app_org()));
--> statement-breakpoint
create policy cross_references_insert on cross_references for insert with check ((select app_system()) or (user_org_id = (select app_org()) and (org_id = (select app_org()) or partner_org_id = (select app_org()))));
--> statement-breakpoint
create policy cross_references_update on cross_references for update using ((select app_system()) or org_id = (select app_org()) or partner_org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()) or partner_org_id = (select app_org()));
--> statement-breakpoint
alter table bom_placement_files enable row level security;
--> statement-breakpoint
alter table bom_placement_files force row level security;
--> statement-breakpoint
create policy bom_placement_files_read on bom_placement_files for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('boms'))));
--> statement-breakpoint
create policy bom_placement_files_insert on bom_placement_files for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table bom_additions enable row level security;
--> statement-breakpoint
alter table bom_additions force row level security;
--> statement-breakpoint
create policy bom_additions_scope on bom_additions for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms'))))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms')))));
--> statement-breakpoint
alter table bom_line_losses enable row level security;
--> statement-breakpoint
alter table bom_line_losses force row level security;
--> statement-breakpoint
create policy bom_line_losses_scope on bom_line_losses for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms'))))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms')))));
--> statement-breakpoint
alter table bom_consignments enable row level security;
--> statement-breakpoint
alter table bom_consignments force row level security;
--> statement-breakpoint
create policy bom_consignments_scope on bom_consignments for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms'))))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms')))));
--> statement-breakpoint
alter table bom_substitutions enable row level security;
--> statement-breakpoint
alter table bom_substitutions force row level security;
--> statement-breakpoint
create policy bom_substitutions_scope on bom_substitutions for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms'))))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms')))));
--> statement-breakpoint
alter table bom_costs enable row level security;
--> statement-breakpoint
alter table bom_costs force row level security;
--> statement-breakpoint
-- A roll-up shows prices: its own side, and whom the brand granted prices.
create policy bom_costs_read on bom_costs for select using ((select app_system()) or by_org_id = (select app_org()) or (by_org_id = org_id and product_id = any (array(select app_products('prices')))));
--> statement-breakpoint
create policy bom_costs_insert on bom_costs for insert with check ((select app_system()) or by_org_id = (select app_org()));
--> statement-breakpoint
-- Only a draft can be edited. Commands see to it; this is the second lock, whatever the role.
create function refuse_frozen_bom() returns trigger language plpgsql as
$$ declare frozen text;
begin
  if tg_op = 'DELETE' then
    select r.id into frozen from bom_revisions r where r.state <> 'draft' and r.id in (select revision_id from gone) limit 1;
  else
    select r.id into frozen from bom_revisions r where r.state <> 'draft' and r.id in (select revision_id from came) limit 1;
    if frozen is null and tg_op = 'UPDATE' then
      select r.id into frozen from bom_revisions r where r.state <> 'draft' and r.id in (select revision_id from gone) limit 1;
    end if;
  end if;
  if frozen is not null then raise exception 'BOM revision % is not a draft', frozen using errcode = 'object_not_in_prerequisite_state'; end if;
  return null;
end $$;
--> statement-breakpoint
create trigger bom_lines_frozen_insert after insert on bom_lines referencing new table as came for each statement execute function refuse_frozen_bom();
--> statement-breakpoint
create trigger bom_lines_frozen_update after update on bom_lines referencing old table as gone new table as came for each statement execute function refuse_frozen_bom();
--> statement-breakpoint
create trigger bom_lines_frozen_delete after delete on bom_lines referencing old table as gone for each statement execute function refuse_frozen_bom();
--> statement-breakpoint
create trigger bom_line_refs_frozen_insert after insert on bom_line_refs referencing new table as came for each statement execute function refuse_frozen_bom();
--> statement-breakpoint
create trigger bom_line_refs_frozen_update after update on bom_line_refs referencing old table as gone new table as came for each statement execute function refuse_frozen_bom();
--> statement-breakpoint
create trigger bom_line_refs_frozen_delete after delete on bom_line_refs referencing old table as gone for each statement execute function refuse_frozen_bom();
