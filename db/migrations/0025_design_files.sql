CREATE TABLE "design_files" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"set_id" text NOT NULL,
	"revision_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_by_org_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "design_revisions" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"set_id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"number" text NOT NULL,
	"letter" text,
	"state" text DEFAULT 'draft' NOT NULL,
	"content_hash" text,
	"notes" jsonb,
	"created_by" text NOT NULL,
	"released_by" text,
	"released_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "design_sets" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"number" text NOT NULL,
	"name" jsonb NOT NULL,
	"current_revision_id" text,
	"released_revision_id" text,
	"released_letter" text,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "design_uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"revision_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"fingerprint" text NOT NULL,
	"received" bigint DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"file_id" text,
	"user_id" text NOT NULL,
	"user_org_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"touched_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "design_files" ADD CONSTRAINT "design_files_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_files" ADD CONSTRAINT "design_files_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_files" ADD CONSTRAINT "design_files_set_id_design_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."design_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_files" ADD CONSTRAINT "design_files_revision_id_design_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."design_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_files" ADD CONSTRAINT "design_files_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_files" ADD CONSTRAINT "design_files_uploaded_by_org_id_orgs_id_fk" FOREIGN KEY ("uploaded_by_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_revisions" ADD CONSTRAINT "design_revisions_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_revisions" ADD CONSTRAINT "design_revisions_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_revisions" ADD CONSTRAINT "design_revisions_set_id_design_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."design_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_revisions" ADD CONSTRAINT "design_revisions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_revisions" ADD CONSTRAINT "design_revisions_released_by_users_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_sets" ADD CONSTRAINT "design_sets_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_sets" ADD CONSTRAINT "design_sets_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_uploads" ADD CONSTRAINT "design_uploads_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_uploads" ADD CONSTRAINT "design_uploads_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_uploads" ADD CONSTRAINT "design_uploads_revision_id_design_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."design_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_uploads" ADD CONSTRAINT "design_uploads_file_id_design_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."design_files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_uploads" ADD CONSTRAINT "design_uploads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_uploads" ADD CONSTRAINT "design_uploads_user_org_id_orgs_id_fk" FOREIGN KEY ("user_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "design_files_name_key" ON "design_files" USING btree ("revision_id","name_key") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "design_files_blob_idx" ON "design_files" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "design_revisions_ordinal_key" ON "design_revisions" USING btree ("set_id","ordinal");--> statement-breakpoint
CREATE UNIQUE INDEX "design_sets_number_key" ON "design_sets" USING btree ("product_id","number");--> statement-breakpoint
CREATE INDEX "design_uploads_revision_idx" ON "design_uploads" USING btree ("revision_id","user_id");
--> statement-breakpoint
alter table design_sets enable row level security;
--> statement-breakpoint
alter table design_sets force row level security;
--> statement-breakpoint
create policy design_sets_read on design_sets for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('files'))));
--> statement-breakpoint
create policy design_sets_insert on design_sets for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy design_sets_update on design_sets for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table design_revisions enable row level security;
--> statement-breakpoint
alter table design_revisions force row level security;
--> statement-breakpoint
create policy design_revisions_read on design_revisions for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('files'))));
--> statement-breakpoint
create policy design_revisions_insert on design_revisions for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy design_revisions_update on design_revisions for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table design_files enable row level security;
--> statement-breakpoint
alter table design_files force row level security;
--> statement-breakpoint
create policy design_files_read on design_files for select using ((select app_system()) or org_id = (select app_org()) or (removed_at is null and product_id = any (array(select app_products('files')))));
--> statement-breakpoint
create policy design_files_insert on design_files for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy design_files_update on design_files for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table design_uploads enable row level security;
--> statement-breakpoint
alter table design_uploads force row level security;
--> statement-breakpoint
create policy design_uploads_read on design_uploads for select using ((select app_system()) or user_org_id = (select app_org()));
--> statement-breakpoint
create policy design_uploads_insert on design_uploads for insert with check ((select app_system()) or user_org_id = (select app_org()));
--> statement-breakpoint
create policy design_uploads_update on design_uploads for update using ((select app_system()) or user_org_id = (select app_org())) with check ((select app_system()) or user_org_id = (select app_org()));
--> statement-breakpoint
-- What was released is never written again: files come, go and change in drafts alone.
create function refuse_frozen_design() returns trigger language plpgsql as
  $$ begin
    if exists (select 1 from design_revisions r where r.id in (new.revision_id, old.revision_id) and r.state <> 'draft') then
      raise exception 'design revision % is not a draft', coalesce(old.revision_id, new.revision_id) using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
  end $$;
--> statement-breakpoint
create trigger design_files_frozen before insert or update or delete on design_files for each row execute function refuse_frozen_design();
--> statement-breakpoint
-- Of a release itself nothing changes but that another one took its place.
create function refuse_frozen_design_revision() returns trigger language plpgsql as
  $$ begin
    if old.state <> 'draft' and (tg_op = 'DELETE' or (old.state, new.state) <> ('released', 'superseded')
      or to_jsonb(new) - '{state,version,updated_at}'::text[] <> to_jsonb(old) - '{state,version,updated_at}'::text[]) then
      raise exception 'design revision % is not a draft', old.id using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
  end $$;
--> statement-breakpoint
create trigger design_revisions_frozen before update or delete on design_revisions for each row execute function refuse_frozen_design_revision();
