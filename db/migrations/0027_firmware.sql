CREATE TABLE "firmware_approvals" (
	"promotion_id" text NOT NULL,
	"user_id" text NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" jsonb,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "firmware_approvals_promotion_id_user_id_pk" PRIMARY KEY("promotion_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "firmware_builds" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"line_id" text NOT NULL,
	"version" text NOT NULL,
	"version_key" text NOT NULL,
	"git_commit" text NOT NULL,
	"notes" jsonb NOT NULL,
	"compatibility" jsonb NOT NULL,
	"secure_version" bigint,
	"content_hash" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"created_by" text NOT NULL,
	"pushed_with" text,
	"ci_run" text,
	"registered_at" timestamp with time zone,
	"withdrawn_by" text,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_reason" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "firmware_channels" (
	"line_id" text NOT NULL,
	"channel" text NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"approver_ids" text[] NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "firmware_channels_line_id_channel_pk" PRIMARY KEY("line_id","channel")
);
--> statement-breakpoint
CREATE TABLE "firmware_files" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"build_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"role" text NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"flash_address" bigint,
	"state" text DEFAULT 'awaiting' NOT NULL,
	"awaiting_signature" text,
	"inspection" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "firmware_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"name" text NOT NULL,
	"algorithm" text NOT NULL,
	"public_key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"registered_by" text NOT NULL,
	"retired_by" text,
	"retired_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "firmware_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"number" text NOT NULL,
	"name" jsonb NOT NULL,
	"board_set_id" text,
	"bom_id" text,
	"spec_id" text,
	"chips" text[] DEFAULT '{}' NOT NULL,
	"arch" text,
	"memory" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"slot_bytes" bigint,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "firmware_promotions" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"line_id" text NOT NULL,
	"build_id" text NOT NULL,
	"channel" text NOT NULL,
	"board_revision" text NOT NULL,
	"state" text DEFAULT 'requested' NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"approver_ids" text[] NOT NULL,
	"refusals" jsonb NOT NULL,
	"override_reason" jsonb,
	"override_asked_by" text,
	"findings" jsonb NOT NULL,
	"decided_at" timestamp with time zone,
	"in_force_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "firmware_signatures" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"file_id" text NOT NULL,
	"key_id" text NOT NULL,
	"signature" text NOT NULL,
	"verified_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "firmware_approvals" ADD CONSTRAINT "firmware_approvals_promotion_id_firmware_promotions_id_fk" FOREIGN KEY ("promotion_id") REFERENCES "public"."firmware_promotions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_approvals" ADD CONSTRAINT "firmware_approvals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_approvals" ADD CONSTRAINT "firmware_approvals_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_approvals" ADD CONSTRAINT "firmware_approvals_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_builds" ADD CONSTRAINT "firmware_builds_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_builds" ADD CONSTRAINT "firmware_builds_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_builds" ADD CONSTRAINT "firmware_builds_line_id_firmware_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."firmware_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_builds" ADD CONSTRAINT "firmware_builds_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_builds" ADD CONSTRAINT "firmware_builds_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_channels" ADD CONSTRAINT "firmware_channels_line_id_firmware_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."firmware_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_channels" ADD CONSTRAINT "firmware_channels_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_channels" ADD CONSTRAINT "firmware_channels_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_files" ADD CONSTRAINT "firmware_files_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_files" ADD CONSTRAINT "firmware_files_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_files" ADD CONSTRAINT "firmware_files_build_id_firmware_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."firmware_builds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_keys" ADD CONSTRAINT "firmware_keys_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_keys" ADD CONSTRAINT "firmware_keys_registered_by_users_id_fk" FOREIGN KEY ("registered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_keys" ADD CONSTRAINT "firmware_keys_retired_by_users_id_fk" FOREIGN KEY ("retired_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_lines" ADD CONSTRAINT "firmware_lines_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_lines" ADD CONSTRAINT "firmware_lines_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_lines" ADD CONSTRAINT "firmware_lines_board_set_id_design_sets_id_fk" FOREIGN KEY ("board_set_id") REFERENCES "public"."design_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_lines" ADD CONSTRAINT "firmware_lines_bom_id_boms_id_fk" FOREIGN KEY ("bom_id") REFERENCES "public"."boms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_lines" ADD CONSTRAINT "firmware_lines_spec_id_specs_id_fk" FOREIGN KEY ("spec_id") REFERENCES "public"."specs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_promotions" ADD CONSTRAINT "firmware_promotions_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_promotions" ADD CONSTRAINT "firmware_promotions_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_promotions" ADD CONSTRAINT "firmware_promotions_line_id_firmware_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."firmware_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_promotions" ADD CONSTRAINT "firmware_promotions_build_id_firmware_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."firmware_builds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_promotions" ADD CONSTRAINT "firmware_promotions_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_promotions" ADD CONSTRAINT "firmware_promotions_override_asked_by_users_id_fk" FOREIGN KEY ("override_asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_signatures" ADD CONSTRAINT "firmware_signatures_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_signatures" ADD CONSTRAINT "firmware_signatures_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_signatures" ADD CONSTRAINT "firmware_signatures_file_id_firmware_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."firmware_files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firmware_signatures" ADD CONSTRAINT "firmware_signatures_key_id_firmware_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."firmware_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "firmware_builds_version_key" ON "firmware_builds" USING btree ("line_id","version_key");--> statement-breakpoint
CREATE INDEX "firmware_builds_open_idx" ON "firmware_builds" USING btree ("created_at") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "firmware_files_name_key" ON "firmware_files" USING btree ("build_id","name_key");--> statement-breakpoint
CREATE INDEX "firmware_files_blob_idx" ON "firmware_files" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "firmware_keys_fingerprint_key" ON "firmware_keys" USING btree ("org_id","fingerprint");--> statement-breakpoint
CREATE UNIQUE INDEX "firmware_lines_number_key" ON "firmware_lines" USING btree ("product_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "firmware_promotions_in_force_key" ON "firmware_promotions" USING btree ("line_id","channel","board_revision") WHERE state = 'approved';--> statement-breakpoint
CREATE UNIQUE INDEX "firmware_promotions_requested_key" ON "firmware_promotions" USING btree ("build_id","channel","board_revision") WHERE state = 'requested';--> statement-breakpoint
CREATE INDEX "firmware_promotions_build_idx" ON "firmware_promotions" USING btree ("build_id");--> statement-breakpoint
CREATE INDEX "firmware_promotions_product_idx" ON "firmware_promotions" USING btree ("product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "firmware_signatures_key" ON "firmware_signatures" USING btree ("file_id","key_id");
--> statement-breakpoint
alter table firmware_lines enable row level security;
--> statement-breakpoint
alter table firmware_lines force row level security;
--> statement-breakpoint
create policy firmware_lines_read on firmware_lines for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('firmware'))));
--> statement-breakpoint
create policy firmware_lines_insert on firmware_lines for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy firmware_lines_update on firmware_lines for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table firmware_channels enable row level security;
--> statement-breakpoint
alter table firmware_channels force row level security;
--> statement-breakpoint
create policy firmware_channels_read on firmware_channels for select using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy firmware_channels_insert on firmware_channels for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy firmware_channels_update on firmware_channels for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table firmware_promotions enable row level security;
--> statement-breakpoint
alter table firmware_promotions force row level security;
--> statement-breakpoint
-- A factory is told of what devices are flashed with, now or before: not of what is asked for, and not of bring-up.
create policy firmware_promotions_read on firmware_promotions for select using ((select app_system()) or org_id = (select app_org()) or (product_id = any (array(select app_products('firmware'))) and in_force_at is not null and channel <> 'bringUp'));
--> statement-breakpoint
create policy firmware_promotions_insert on firmware_promotions for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy firmware_promotions_update on firmware_promotions for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table firmware_builds enable row level security;
--> statement-breakpoint
alter table firmware_builds force row level security;
--> statement-breakpoint
create policy firmware_builds_read on firmware_builds for select using ((select app_system()) or org_id = (select app_org()) or (product_id = any (array(select app_products('firmware'))) and exists (select 1 from firmware_promotions p where p.build_id = firmware_builds.id and p.in_force_at is not null and p.channel <> 'bringUp')));
--> statement-breakpoint
create policy firmware_builds_insert on firmware_builds for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy firmware_builds_update on firmware_builds for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy firmware_builds_delete on firmware_builds for delete using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table firmware_files enable row level security;
--> statement-breakpoint
alter table firmware_files force row level security;
--> statement-breakpoint
-- Symbols name what the source calls things: they never leave the brand.
create policy firmware_files_read on firmware_files for select using ((select app_system()) or org_id = (select app_org()) or (product_id = any (array(select app_products('firmware'))) and role <> 'debugElf' and exists (select 1 from firmware_builds b where b.id = firmware_files.build_id)));
--> statement-breakpoint
create policy firmware_files_insert on firmware_files for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy firmware_files_update on firmware_files for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table firmware_signatures enable row level security;
--> statement-breakpoint
alter table firmware_signatures force row level security;
--> statement-breakpoint
create policy firmware_signatures_read on firmware_signatures for select using ((select app_system()) or org_id = (select app_org()) or (product_id = any (array(select app_products('firmware'))) and exists (select 1 from firmware_files f where f.id = firmware_signatures.file_id)));
--> statement-breakpoint
create policy firmware_signatures_insert on firmware_signatures for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table firmware_keys enable row level security;
--> statement-breakpoint
alter table firmware_keys force row level security;
--> statement-breakpoint
create policy firmware_keys_read on firmware_keys for select using ((select app_system()) or org_id = (select app_org()) or exists (select 1 from firmware_signatures s where s.key_id = firmware_keys.id));
--> statement-breakpoint
create policy firmware_keys_insert on firmware_keys for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy firmware_keys_update on firmware_keys for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table firmware_approvals enable row level security;
--> statement-breakpoint
alter table firmware_approvals force row level security;
--> statement-breakpoint
create policy firmware_approvals_read on firmware_approvals for select using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy firmware_approvals_insert on firmware_approvals for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
-- Of a registered build nothing changes but that it is withdrawn.
create function refuse_frozen_firmware_build() returns trigger language plpgsql as
  $$ begin
    if old.state <> 'open' and (tg_op = 'DELETE' or (old.state, new.state) <> ('registered', 'withdrawn')
      or to_jsonb(new) - '{state,withdrawn_by,withdrawn_at,withdrawn_reason,updated_at}'::text[]
        <> to_jsonb(old) - '{state,withdrawn_by,withdrawn_at,withdrawn_reason,updated_at}'::text[]) then
      raise exception 'firmware build % is registered', old.id using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
  end $$;
--> statement-breakpoint
create trigger firmware_builds_frozen before update or delete on firmware_builds for each row execute function refuse_frozen_firmware_build();
--> statement-breakpoint
-- Files come while their build is open.
create function refuse_frozen_firmware_file() returns trigger language plpgsql as
  $$ begin
    if exists (select 1 from firmware_builds b where b.id in (new.build_id, old.build_id) and b.state <> 'open') then
      raise exception 'firmware build % is registered', coalesce(old.build_id, new.build_id) using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
  end $$;
--> statement-breakpoint
create trigger firmware_files_frozen before insert or update or delete on firmware_files for each row execute function refuse_frozen_firmware_file();
--> statement-breakpoint
-- What was asked for stays as it was asked for, and what was decided stays decided.
create function refuse_frozen_firmware_promotion() returns trigger language plpgsql as
  $$ begin
    if tg_op = 'DELETE' or not (old.state = 'requested' or (old.state = 'approved' and new.state in ('superseded', 'withdrawn')))
      or to_jsonb(new) - '{state,decided_at,in_force_at,ended_at,version,updated_at}'::text[]
        <> to_jsonb(old) - '{state,decided_at,in_force_at,ended_at,version,updated_at}'::text[] then
      raise exception 'firmware promotion % is decided', old.id using errcode = 'restrict_violation';
    end if;
    return new;
  end $$;
--> statement-breakpoint
create trigger firmware_promotions_frozen before update or delete on firmware_promotions for each row execute function refuse_frozen_firmware_promotion();
--> statement-breakpoint
-- A key is what it was when signatures were verified with it; once retired it stays so.
create function refuse_frozen_firmware_key() returns trigger language plpgsql as
  $$ begin
    if tg_op = 'DELETE' or old.retired_at is not null
      or to_jsonb(new) - '{retired_by,retired_at,version,updated_at}'::text[]
        <> to_jsonb(old) - '{retired_by,retired_at,version,updated_at}'::text[] then
      raise exception 'firmware key % does not change', old.id using errcode = 'restrict_violation';
    end if;
    return new;
  end $$;
--> statement-breakpoint
create trigger firmware_keys_frozen before update or delete on firmware_keys for each row execute function refuse_frozen_firmware_key();
