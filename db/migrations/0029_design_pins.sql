CREATE TABLE "design_drawings" (
	"org_id" text NOT NULL,
	"sha256" text NOT NULL,
	"name_key" text NOT NULL,
	"format" integer NOT NULL,
	"refused" text,
	"packed" "bytea",
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "design_drawings_org_id_sha256_name_key_pk" PRIMARY KEY("org_id","sha256","name_key")
);
--> statement-breakpoint
CREATE TABLE "design_pins" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"partner_org_id" text,
	"set_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"number" integer NOT NULL,
	"name_key" text NOT NULL,
	"file_name" text NOT NULL,
	"anchor" jsonb NOT NULL,
	"made_in_revision_id" text NOT NULL,
	"checked_in_revision_id" text NOT NULL,
	"seen_in" text[] NOT NULL,
	"created_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "design_set_id" text;--> statement-breakpoint
ALTER TABLE "design_drawings" ADD CONSTRAINT "design_drawings_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_pins" ADD CONSTRAINT "design_pins_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_pins" ADD CONSTRAINT "design_pins_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_pins" ADD CONSTRAINT "design_pins_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_pins" ADD CONSTRAINT "design_pins_set_id_design_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."design_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_pins" ADD CONSTRAINT "design_pins_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_pins" ADD CONSTRAINT "design_pins_made_in_revision_id_design_revisions_id_fk" FOREIGN KEY ("made_in_revision_id") REFERENCES "public"."design_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_pins" ADD CONSTRAINT "design_pins_checked_in_revision_id_design_revisions_id_fk" FOREIGN KEY ("checked_in_revision_id") REFERENCES "public"."design_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_pins" ADD CONSTRAINT "design_pins_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "design_pins_thread_key" ON "design_pins" USING btree ("thread_id");--> statement-breakpoint
CREATE UNIQUE INDEX "design_pins_number_key" ON "design_pins" USING btree ("set_id",coalesce("partner_org_id", ''),"number");
--> statement-breakpoint
alter table design_drawings enable row level security;
--> statement-breakpoint
alter table design_drawings force row level security;
--> statement-breakpoint
-- Whoever may see a file may see what is drawn in it.
create policy design_drawings_read on design_drawings for select using ((select app_system()) or org_id = (select app_org()) or exists (select 1 from design_files f where f.org_id = design_drawings.org_id and f.sha256 = design_drawings.sha256 and f.name_key = design_drawings.name_key));
--> statement-breakpoint
create policy design_drawings_insert on design_drawings for insert with check ((select app_system()));
--> statement-breakpoint
create policy design_drawings_update on design_drawings for update using ((select app_system())) with check ((select app_system()));
--> statement-breakpoint
alter table design_pins enable row level security;
--> statement-breakpoint
alter table design_pins force row level security;
--> statement-breakpoint
-- A pin lies between the brand and one partner: another factory on the product sees none of it.
create policy design_pins_scope on design_pins for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('files'))))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('files')))));
--> statement-breakpoint
-- Where a pin stands and in what it was seen may change; whose it is and which file it belongs to never.
create function refuse_other_pin() returns trigger language plpgsql as
  $$ begin
    if to_jsonb(new) - '{anchor,checked_in_revision_id,seen_in,version,created_at,updated_at}'::text[] <> to_jsonb(old) - '{anchor,checked_in_revision_id,seen_in,version,created_at,updated_at}'::text[] then
      raise exception 'design pin % belongs where it was placed', old.id using errcode = 'restrict_violation';
    end if;
    return new;
  end $$;
--> statement-breakpoint
create trigger design_pins_kept before update on design_pins for each row execute function refuse_other_pin();
--> statement-breakpoint
drop policy threads_scope on threads;
--> statement-breakpoint
create policy threads_scope on threads for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (case required_grant when 'boms' then array(select app_products('boms')) when 'specs' then array(select app_products('specs')) when 'files' then array(select app_products('files')) else array(select app_products()) end))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (case required_grant when 'boms' then array(select app_products('boms')) when 'specs' then array(select app_products('specs')) when 'files' then array(select app_products('files')) else array(select app_products()) end)));
