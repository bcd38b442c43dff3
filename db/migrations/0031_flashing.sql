CREATE TABLE "flash_packages" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"partner_org_id" text NOT NULL,
	"number" text NOT NULL,
	"line_id" text NOT NULL,
	"build_id" text NOT NULL,
	"promotion_id" text NOT NULL,
	"plan" jsonb NOT NULL,
	"serials" jsonb,
	"notes" jsonb NOT NULL,
	"state" text DEFAULT 'issued' NOT NULL,
	"issued_by" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"downloaded_at" timestamp with time zone,
	"acknowledged_by" text,
	"acknowledged_at" timestamp with time zone,
	"withdrawn_by" text,
	"withdrawn_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flash_results" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"partner_org_id" text NOT NULL,
	"line_id" text NOT NULL,
	"package_id" text NOT NULL,
	"serial" text NOT NULL,
	"station" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"sha256" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"flags" text[] NOT NULL,
	"flagged" boolean NOT NULL,
	"reported_by" text NOT NULL,
	"reported_with" text,
	"source_row" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "flash_packages" ADD CONSTRAINT "flash_packages_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_packages" ADD CONSTRAINT "flash_packages_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_packages" ADD CONSTRAINT "flash_packages_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_packages" ADD CONSTRAINT "flash_packages_line_id_firmware_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."firmware_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_packages" ADD CONSTRAINT "flash_packages_build_id_firmware_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."firmware_builds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_packages" ADD CONSTRAINT "flash_packages_promotion_id_firmware_promotions_id_fk" FOREIGN KEY ("promotion_id") REFERENCES "public"."firmware_promotions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_packages" ADD CONSTRAINT "flash_packages_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_packages" ADD CONSTRAINT "flash_packages_acknowledged_by_users_id_fk" FOREIGN KEY ("acknowledged_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_packages" ADD CONSTRAINT "flash_packages_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_results" ADD CONSTRAINT "flash_results_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_results" ADD CONSTRAINT "flash_results_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_results" ADD CONSTRAINT "flash_results_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_results" ADD CONSTRAINT "flash_results_line_id_firmware_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."firmware_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_results" ADD CONSTRAINT "flash_results_package_id_flash_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."flash_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_results" ADD CONSTRAINT "flash_results_reported_by_users_id_fk" FOREIGN KEY ("reported_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "flash_packages_number_key" ON "flash_packages" USING btree ("product_id","partner_org_id","number");--> statement-breakpoint
CREATE INDEX "flash_packages_line_idx" ON "flash_packages" USING btree ("line_id");--> statement-breakpoint
CREATE UNIQUE INDEX "flash_results_key" ON "flash_results" USING btree ("line_id","partner_org_id","serial","station","at");--> statement-breakpoint
CREATE INDEX "flash_results_serial_idx" ON "flash_results" USING btree ("line_id","serial","at");--> statement-breakpoint
CREATE INDEX "flash_results_package_idx" ON "flash_results" USING btree ("package_id","at");
--> statement-breakpoint
alter table flash_packages enable row level security;
--> statement-breakpoint
alter table flash_packages force row level security;
--> statement-breakpoint
create policy flash_packages_read on flash_packages for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('firmware')))));
--> statement-breakpoint
create policy flash_packages_insert on flash_packages for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy flash_packages_update on flash_packages for update using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('firmware'))))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('firmware')))));
--> statement-breakpoint
alter table flash_results enable row level security;
--> statement-breakpoint
alter table flash_results force row level security;
--> statement-breakpoint
create policy flash_results_read on flash_results for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('firmware')))));
--> statement-breakpoint
create policy flash_results_insert on flash_results for insert with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('firmware')))));
--> statement-breakpoint
-- What was issued is compared and taken back, and nothing else of it changes; each of both is said once.
create function refuse_changed_flash_package() returns trigger language plpgsql as
  $$ begin
    if tg_op = 'DELETE'
      or to_jsonb(new) - '{state,downloaded_at,acknowledged_by,acknowledged_at,withdrawn_by,withdrawn_at,version,updated_at}'::text[] <> to_jsonb(old) - '{state,downloaded_at,acknowledged_by,acknowledged_at,withdrawn_by,withdrawn_at,version,updated_at}'::text[]
      or (old.acknowledged_at is not null and new.acknowledged_at is distinct from old.acknowledged_at)
      or (old.state = 'withdrawn' and new.state <> 'withdrawn') then
      raise exception 'flash package % is issued', old.id using errcode = 'restrict_violation';
    end if;
    return new;
  end $$;
--> statement-breakpoint
create trigger flash_packages_frozen before update or delete on flash_packages for each row execute function refuse_changed_flash_package();
--> statement-breakpoint
-- What a station said stays said.
create function refuse_changed_flash_result() returns trigger language plpgsql as
  $$ begin
    raise exception 'flash result % is on record', old.id using errcode = 'restrict_violation';
  end $$;
--> statement-breakpoint
create trigger flash_results_frozen before update or delete on flash_results for each row execute function refuse_changed_flash_result();
