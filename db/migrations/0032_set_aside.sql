CREATE TABLE "flash_set_asides" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"partner_org_id" text NOT NULL,
	"line_id" text NOT NULL,
	"package_id" text NOT NULL,
	"serial" text NOT NULL,
	"place" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" jsonb NOT NULL,
	"covered" text[] NOT NULL,
	"set_aside_by" text NOT NULL,
	"set_aside_at" timestamp with time zone NOT NULL,
	"taken_back_by" text,
	"taken_back_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "flash_set_asides" ADD CONSTRAINT "flash_set_asides_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_set_asides" ADD CONSTRAINT "flash_set_asides_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_set_asides" ADD CONSTRAINT "flash_set_asides_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_set_asides" ADD CONSTRAINT "flash_set_asides_line_id_firmware_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."firmware_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_set_asides" ADD CONSTRAINT "flash_set_asides_package_id_flash_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."flash_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_set_asides" ADD CONSTRAINT "flash_set_asides_set_aside_by_users_id_fk" FOREIGN KEY ("set_aside_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flash_set_asides" ADD CONSTRAINT "flash_set_asides_taken_back_by_users_id_fk" FOREIGN KEY ("taken_back_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "flash_set_asides_key" ON "flash_set_asides" USING btree ("line_id","partner_org_id","serial","place");--> statement-breakpoint
CREATE INDEX "flash_set_asides_package_idx" ON "flash_set_asides" USING btree ("package_id");
--> statement-breakpoint
alter table flash_set_asides enable row level security;
--> statement-breakpoint
alter table flash_set_asides force row level security;
--> statement-breakpoint
create policy flash_set_asides_read on flash_set_asides for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('firmware')))));
--> statement-breakpoint
create policy flash_set_asides_insert on flash_set_asides for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy flash_set_asides_update on flash_set_asides for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
-- What was set aside is taken back, once, and nothing else of it changes.
create function refuse_changed_flash_set_aside() returns trigger language plpgsql as
  $$ begin
    if tg_op = 'DELETE'
      or to_jsonb(new) - '{taken_back_by,taken_back_at}'::text[] <> to_jsonb(old) - '{taken_back_by,taken_back_at}'::text[]
      or old.taken_back_at is not null then
      raise exception 'flash set-aside % is on record', old.id using errcode = 'restrict_violation';
    end if;
    return new;
  end $$;
--> statement-breakpoint
create trigger flash_set_asides_frozen before update or delete on flash_set_asides for each row execute function refuse_changed_flash_set_aside();
