CREATE TABLE "change_dispositions" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text,
	"product_id" text NOT NULL,
	"change_id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"bucket" text NOT NULL,
	"action" text NOT NULL,
	"quantity" numeric(18, 6) NOT NULL,
	"unit_cost_micros" numeric(24, 0),
	"currency" text NOT NULL,
	"payer" text NOT NULL,
	"due_on" date
);
--> statement-breakpoint
CREATE TABLE "change_impacts" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text,
	"product_id" text NOT NULL,
	"change_id" text NOT NULL,
	"side" text NOT NULL,
	"area" text NOT NULL,
	"affected" boolean NOT NULL,
	"facts" jsonb NOT NULL,
	"words" jsonb,
	"content_hash" text NOT NULL,
	"assessed_by" text NOT NULL,
	"assessed_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "change_items" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text,
	"product_id" text NOT NULL,
	"change_id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"kind" text NOT NULL,
	"name" jsonb NOT NULL,
	"before" text DEFAULT '' NOT NULL,
	"after" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "change_signatures" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text,
	"product_id" text NOT NULL,
	"change_id" text NOT NULL,
	"purpose" text NOT NULL,
	"side" text NOT NULL,
	"slot" text NOT NULL,
	"hash" text NOT NULL,
	"signer_org_id" text NOT NULL,
	"user_id" text NOT NULL,
	"note" jsonb,
	"signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "change_tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text,
	"product_id" text NOT NULL,
	"change_id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"kind" text NOT NULL,
	"side" text NOT NULL,
	"title" jsonb NOT NULL,
	"due_on" date,
	"done_at" timestamp with time zone,
	"done_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text,
	"product_id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"change_class" text NOT NULL,
	"kind" text NOT NULL,
	"reason_code" text NOT NULL,
	"title" jsonb NOT NULL,
	"reason" jsonb NOT NULL,
	"emergency" boolean DEFAULT false NOT NULL,
	"deviation_lot" text DEFAULT '' NOT NULL,
	"due_at" timestamp with time zone,
	"bom_id" text,
	"base_revision_id" text,
	"revision_id" text,
	"substitution_id" text,
	"cloned_from_id" text,
	"submitted_hash" text,
	"approved_hash" text,
	"approved_at" timestamp with time zone,
	"effectivity" jsonb,
	"implemented_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"end_reason" jsonb,
	"ended_by" text,
	"raised_by_org_id" text NOT NULL,
	"raised_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "change_dispositions" ADD CONSTRAINT "change_dispositions_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_impacts" ADD CONSTRAINT "change_impacts_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_impacts" ADD CONSTRAINT "change_impacts_assessed_by_users_id_fk" FOREIGN KEY ("assessed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_items" ADD CONSTRAINT "change_items_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_signatures" ADD CONSTRAINT "change_signatures_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_signatures" ADD CONSTRAINT "change_signatures_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_tasks" ADD CONSTRAINT "change_tasks_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_tasks" ADD CONSTRAINT "change_tasks_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_bom_id_boms_id_fk" FOREIGN KEY ("bom_id") REFERENCES "public"."boms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_raised_by_users_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "change_dispositions_change_idx" ON "change_dispositions" USING btree ("change_id");--> statement-breakpoint
CREATE UNIQUE INDEX "change_impacts_area_key" ON "change_impacts" USING btree ("change_id","side","area");--> statement-breakpoint
CREATE INDEX "change_items_change_idx" ON "change_items" USING btree ("change_id");--> statement-breakpoint
CREATE UNIQUE INDEX "change_signatures_slot_key" ON "change_signatures" USING btree ("change_id","purpose","slot","hash");--> statement-breakpoint
CREATE INDEX "change_tasks_change_idx" ON "change_tasks" USING btree ("change_id");--> statement-breakpoint
CREATE UNIQUE INDEX "changes_ordinal_key" ON "changes" USING btree ("product_id","ordinal");--> statement-breakpoint
CREATE INDEX "changes_bom_idx" ON "changes" USING btree ("bom_id");
--> statement-breakpoint
alter table changes enable row level security;
--> statement-breakpoint
alter table changes force row level security;
--> statement-breakpoint
-- A change lies between the brand and the one factory that is party to it.
create policy changes_scope on changes for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms'))))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms')))));
--> statement-breakpoint
alter table change_items enable row level security;
--> statement-breakpoint
alter table change_items force row level security;
--> statement-breakpoint
create policy change_items_scope on change_items for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms'))))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms')))));
--> statement-breakpoint
alter table change_impacts enable row level security;
--> statement-breakpoint
alter table change_impacts force row level security;
--> statement-breakpoint
create policy change_impacts_scope on change_impacts for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms'))))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms')))));
--> statement-breakpoint
alter table change_dispositions enable row level security;
--> statement-breakpoint
alter table change_dispositions force row level security;
--> statement-breakpoint
create policy change_dispositions_scope on change_dispositions for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms'))))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms')))));
--> statement-breakpoint
alter table change_tasks enable row level security;
--> statement-breakpoint
alter table change_tasks force row level security;
--> statement-breakpoint
create policy change_tasks_scope on change_tasks for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms'))))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms')))));
--> statement-breakpoint
alter table change_signatures enable row level security;
--> statement-breakpoint
alter table change_signatures force row level security;
--> statement-breakpoint
create policy change_signatures_read on change_signatures for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms')))));
--> statement-breakpoint
-- Nobody signs for another organisation.
create policy change_signatures_insert on change_signatures for insert with check ((select app_system()) or (signer_org_id = (select app_org()) and ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('boms')))))));
--> statement-breakpoint
create trigger change_signatures_append_only before update or delete or truncate on change_signatures for each statement execute function refuse_change();
