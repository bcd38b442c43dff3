CREATE TABLE "golden_downloads" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"golden_id" text NOT NULL,
	"user_id" text NOT NULL,
	"user_org_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "golden_packages" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"partner_org_id" text NOT NULL,
	"number" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"parts" jsonb NOT NULL,
	"accepted" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"items" jsonb,
	"content_hash" text,
	"blob_sha256" text,
	"blob_size" bigint,
	"created_by" text NOT NULL,
	"proposed_by" text,
	"proposed_at" timestamp with time zone,
	"signed_at" timestamp with time zone,
	"withdrawn_by" text,
	"withdrawn_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "golden_signatures" (
	"golden_id" text NOT NULL,
	"signer_org_id" text NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"partner_org_id" text NOT NULL,
	"user_id" text NOT NULL,
	"content_hash" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "golden_signatures_golden_id_signer_org_id_pk" PRIMARY KEY("golden_id","signer_org_id")
);
--> statement-breakpoint
CREATE TABLE "package_downloads" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"package_id" text NOT NULL,
	"user_id" text,
	"user_org_id" text,
	"link_id" text,
	"superseded" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "package_links" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"package_id" text NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"revoked_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "package_recipes" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"name" jsonb NOT NULL,
	"kind" text NOT NULL,
	"partner_org_id" text,
	"recipient_name" text DEFAULT '' NOT NULL,
	"recipient_contact" text DEFAULT '' NOT NULL,
	"set_id" text NOT NULL,
	"parts" text[] NOT NULL,
	"bom_id" text,
	"spec_id" text,
	"watermark" boolean DEFAULT true NOT NULL,
	"created_by" text NOT NULL,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "packages" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"partner_org_id" text,
	"recipe_id" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"recipient" jsonb NOT NULL,
	"sources" jsonb NOT NULL,
	"parts" text[] NOT NULL,
	"watermark" boolean NOT NULL,
	"unmarked" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'making' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" jsonb,
	"items" jsonb,
	"content_hash" text,
	"blob_sha256" text,
	"blob_size" bigint,
	"made_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"issued_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" text,
	"superseded_told_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "golden_downloads" ADD CONSTRAINT "golden_downloads_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_downloads" ADD CONSTRAINT "golden_downloads_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_downloads" ADD CONSTRAINT "golden_downloads_golden_id_golden_packages_id_fk" FOREIGN KEY ("golden_id") REFERENCES "public"."golden_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_downloads" ADD CONSTRAINT "golden_downloads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_downloads" ADD CONSTRAINT "golden_downloads_user_org_id_orgs_id_fk" FOREIGN KEY ("user_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_packages" ADD CONSTRAINT "golden_packages_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_packages" ADD CONSTRAINT "golden_packages_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_packages" ADD CONSTRAINT "golden_packages_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_packages" ADD CONSTRAINT "golden_packages_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_packages" ADD CONSTRAINT "golden_packages_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_packages" ADD CONSTRAINT "golden_packages_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_signatures" ADD CONSTRAINT "golden_signatures_golden_id_golden_packages_id_fk" FOREIGN KEY ("golden_id") REFERENCES "public"."golden_packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_signatures" ADD CONSTRAINT "golden_signatures_signer_org_id_orgs_id_fk" FOREIGN KEY ("signer_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_signatures" ADD CONSTRAINT "golden_signatures_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_signatures" ADD CONSTRAINT "golden_signatures_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_signatures" ADD CONSTRAINT "golden_signatures_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "golden_signatures" ADD CONSTRAINT "golden_signatures_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_downloads" ADD CONSTRAINT "package_downloads_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_downloads" ADD CONSTRAINT "package_downloads_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_downloads" ADD CONSTRAINT "package_downloads_package_id_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_downloads" ADD CONSTRAINT "package_downloads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_downloads" ADD CONSTRAINT "package_downloads_user_org_id_orgs_id_fk" FOREIGN KEY ("user_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_downloads" ADD CONSTRAINT "package_downloads_link_id_package_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."package_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_links" ADD CONSTRAINT "package_links_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_links" ADD CONSTRAINT "package_links_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_links" ADD CONSTRAINT "package_links_package_id_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_links" ADD CONSTRAINT "package_links_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_recipes" ADD CONSTRAINT "package_recipes_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_recipes" ADD CONSTRAINT "package_recipes_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_recipes" ADD CONSTRAINT "package_recipes_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_recipes" ADD CONSTRAINT "package_recipes_set_id_design_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."design_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_recipes" ADD CONSTRAINT "package_recipes_bom_id_boms_id_fk" FOREIGN KEY ("bom_id") REFERENCES "public"."boms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_recipes" ADD CONSTRAINT "package_recipes_spec_id_specs_id_fk" FOREIGN KEY ("spec_id") REFERENCES "public"."specs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_recipes" ADD CONSTRAINT "package_recipes_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_recipe_id_package_recipes_id_fk" FOREIGN KEY ("recipe_id") REFERENCES "public"."package_recipes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "golden_downloads_golden_idx" ON "golden_downloads" USING btree ("golden_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "golden_packages_number_key" ON "golden_packages" USING btree ("product_id","partner_org_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "golden_packages_signed_key" ON "golden_packages" USING btree ("product_id","partner_org_id") WHERE state = 'signed';--> statement-breakpoint
CREATE INDEX "golden_packages_blob_idx" ON "golden_packages" USING btree ("blob_sha256");--> statement-breakpoint
CREATE INDEX "package_downloads_package_idx" ON "package_downloads" USING btree ("package_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "package_links_token_key" ON "package_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "package_links_package_idx" ON "package_links" USING btree ("package_id");--> statement-breakpoint
CREATE INDEX "package_recipes_product_idx" ON "package_recipes" USING btree ("product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "packages_number_key" ON "packages" USING btree ("product_id",coalesce("partner_org_id", ''),"number");--> statement-breakpoint
CREATE INDEX "packages_recipe_idx" ON "packages" USING btree ("recipe_id");--> statement-breakpoint
CREATE INDEX "packages_blob_idx" ON "packages" USING btree ("blob_sha256");--> statement-breakpoint
CREATE INDEX "packages_making_idx" ON "packages" USING btree ("asked_at") WHERE state = 'making';
--> statement-breakpoint
alter table package_recipes enable row level security;
--> statement-breakpoint
alter table package_recipes force row level security;
--> statement-breakpoint
create policy package_recipes_read on package_recipes for select using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy package_recipes_insert on package_recipes for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy package_recipes_update on package_recipes for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table packages enable row level security;
--> statement-breakpoint
alter table packages force row level security;
--> statement-breakpoint
create policy packages_read on packages for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and state in ('issued', 'withdrawn') and product_id = any (array(select app_products()))));
--> statement-breakpoint
create policy packages_insert on packages for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy packages_update on packages for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table package_links enable row level security;
--> statement-breakpoint
alter table package_links force row level security;
--> statement-breakpoint
create policy package_links_read on package_links for select using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy package_links_insert on package_links for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy package_links_update on package_links for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table package_downloads enable row level security;
--> statement-breakpoint
alter table package_downloads force row level security;
--> statement-breakpoint
create policy package_downloads_read on package_downloads for select using ((select app_system()) or org_id = (select app_org()) or user_org_id = (select app_org()));
--> statement-breakpoint
create policy package_downloads_insert on package_downloads for insert with check ((select app_system()) or (user_org_id = (select app_org()) and exists (select 1 from packages p where p.id = package_id and p.org_id = package_downloads.org_id and p.product_id = package_downloads.product_id)));
--> statement-breakpoint
-- Of a package that was issued nothing changes but that it is withdrawn, and that its people were told it is superseded.
create function refuse_frozen_package() returns trigger language plpgsql as
  $$ begin
    if tg_op = 'DELETE' then
      raise exception 'package % is on record', old.id using errcode = 'restrict_violation';
    end if;
    if (old.id, old.org_id, old.product_id, old.recipe_id, old.number, old.partner_org_id, old.sources, old.recipient, old.made_by, old.asked_at)
      is distinct from (new.id, new.org_id, new.product_id, new.recipe_id, new.number, new.partner_org_id, new.sources, new.recipient, new.made_by, new.asked_at)
      or (old.state in ('issued', 'withdrawn')
        and (to_jsonb(new) - '{state,version,updated_at,withdrawn_at,withdrawn_by,superseded_told_at}'::text[]
            <> to_jsonb(old) - '{state,version,updated_at,withdrawn_at,withdrawn_by,superseded_told_at}'::text[]
          or (old.state <> new.state and (old.state, new.state) <> ('issued', 'withdrawn')))) then
      raise exception 'package % stands as it was issued', old.id using errcode = 'restrict_violation';
    end if;
    return new;
  end $$;
--> statement-breakpoint
create trigger packages_frozen before update or delete on packages for each row execute function refuse_frozen_package();
--> statement-breakpoint
create trigger package_downloads_append_only before update or delete or truncate on package_downloads for each statement execute function refuse_change();
--> statement-breakpoint
alter table golden_packages enable row level security;
--> statement-breakpoint
alter table golden_packages force row level security;
--> statement-breakpoint
create policy golden_packages_read on golden_packages for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and proposed_at is not null and product_id = any (array(select app_products()))));
--> statement-breakpoint
create policy golden_packages_insert on golden_packages for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy golden_packages_update on golden_packages for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table golden_signatures enable row level security;
--> statement-breakpoint
alter table golden_signatures force row level security;
--> statement-breakpoint
create policy golden_signatures_read on golden_signatures for select using ((select app_system()) or org_id = (select app_org()) or partner_org_id = (select app_org()));
--> statement-breakpoint
create policy golden_signatures_insert on golden_signatures for insert with check ((select app_system()) or (signer_org_id = (select app_org()) and exists (select 1 from golden_packages g where g.id = golden_id and g.org_id = golden_signatures.org_id and g.product_id = golden_signatures.product_id and g.partner_org_id = golden_signatures.partner_org_id and (select app_org()) in (g.org_id, g.partner_org_id))));
--> statement-breakpoint
alter table golden_downloads enable row level security;
--> statement-breakpoint
alter table golden_downloads force row level security;
--> statement-breakpoint
create policy golden_downloads_read on golden_downloads for select using ((select app_system()) or org_id = (select app_org()) or user_org_id = (select app_org()));
--> statement-breakpoint
create policy golden_downloads_insert on golden_downloads for insert with check ((select app_system()) or (user_org_id = (select app_org()) and exists (select 1 from golden_packages g where g.id = golden_id and g.org_id = golden_downloads.org_id and g.product_id = golden_downloads.product_id)));
--> statement-breakpoint
-- What was proposed stands as it is: only its state goes on, and its archive is made from it once.
create function refuse_frozen_golden() returns trigger language plpgsql as
  $$ begin
    if (old.id, old.org_id, old.product_id, old.partner_org_id, old.number) is distinct from (new.id, new.org_id, new.product_id, new.partner_org_id, new.number)
      or (old.proposed_at is not null
        and (to_jsonb(new) - '{state,version,updated_at,signed_at,withdrawn_at,withdrawn_by,blob_sha256,blob_size}'::text[]
            <> to_jsonb(old) - '{state,version,updated_at,signed_at,withdrawn_at,withdrawn_by,blob_sha256,blob_size}'::text[]
          or (old.blob_sha256 is not null and (old.blob_sha256, old.blob_size) is distinct from (new.blob_sha256, new.blob_size))
          or (old.signed_at is not null and old.signed_at is distinct from new.signed_at)))
      or (old.state <> new.state and (old.state, new.state) not in (('draft', 'proposed'), ('draft', 'withdrawn'), ('proposed', 'signed'),
        ('proposed', 'withdrawn'), ('signed', 'superseded'), ('signed', 'withdrawn'))) then
      raise exception 'golden package % stands as it was proposed', old.id using errcode = 'restrict_violation';
    end if;
    return new;
  end $$;
--> statement-breakpoint
create trigger golden_packages_frozen before update on golden_packages for each row execute function refuse_frozen_golden();
--> statement-breakpoint
create trigger golden_signatures_append_only before update or delete or truncate on golden_signatures for each statement execute function refuse_change();
--> statement-breakpoint
create trigger golden_downloads_append_only before update or delete or truncate on golden_downloads for each statement execute function refuse_change();
