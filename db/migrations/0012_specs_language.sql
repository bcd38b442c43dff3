CREATE TABLE "attachments" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"audience" text NOT NULL,
	"partner_org_id" text,
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_by_org_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "glossary_terms" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"en" text NOT NULL,
	"zh" text NOT NULL,
	"key" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"locked" boolean DEFAULT false NOT NULL,
	"created_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "translation_memory" (
	"org_id" text NOT NULL,
	"source" text NOT NULL,
	"source_hash" text NOT NULL,
	"en" text NOT NULL,
	"zh" text NOT NULL,
	"grams" text[] NOT NULL,
	"verified_by" text,
	"verified_at" timestamp with time zone NOT NULL,
	CONSTRAINT "translation_memory_org_id_source_source_hash_pk" PRIMARY KEY("org_id","source","source_hash")
);
--> statement-breakpoint
CREATE TABLE "cloud_contracts" (
	"revision_id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"spec_id" text NOT NULL,
	"contract_version" text NOT NULL,
	"body" jsonb NOT NULL,
	"updated_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "read_backs" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"spec_id" text NOT NULL,
	"revision_id" text NOT NULL,
	"requirement_id" text NOT NULL,
	"restated" jsonb NOT NULL,
	"words" jsonb NOT NULL,
	"method" jsonb NOT NULL,
	"instrument" text NOT NULL,
	"matches" boolean NOT NULL,
	"requirement_hash" text NOT NULL,
	"client_key" text NOT NULL,
	"thread_id" text,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "redlines" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"spec_id" text NOT NULL,
	"requirement_id" text NOT NULL,
	"code" text NOT NULL,
	"revision_id" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"change" jsonb NOT NULL,
	"reason" jsonb NOT NULL,
	"rounds" jsonb NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_by_org_id" text NOT NULL,
	"put_by" text NOT NULL,
	"settled_by" text,
	"settled_at" timestamp with time zone,
	"landed_in_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "requirements" (
	"revision_id" text NOT NULL,
	"requirement_id" text NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"spec_id" text NOT NULL,
	"code" text NOT NULL,
	"position" integer NOT NULL,
	"section" text NOT NULL,
	"kind" text NOT NULL,
	"title" jsonb NOT NULL,
	"text" jsonb NOT NULL,
	"condition" jsonb NOT NULL,
	"values" jsonb NOT NULL,
	"verification" text,
	"critical" boolean DEFAULT false NOT NULL,
	"owner_id" text,
	"links" jsonb NOT NULL,
	"attachment_ids" text[] NOT NULL,
	"updated_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "requirements_revision_id_requirement_id_pk" PRIMARY KEY("revision_id","requirement_id")
);
--> statement-breakpoint
CREATE TABLE "spec_acknowledgements" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"spec_id" text NOT NULL,
	"revision_id" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"provisional" boolean NOT NULL,
	"reason" jsonb,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spec_reviews" (
	"revision_id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text,
	"product_id" text NOT NULL,
	"spec_id" text NOT NULL,
	"required_signatures" jsonb NOT NULL,
	"submitted_by" text NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spec_revisions" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"spec_id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"number" text NOT NULL,
	"letter" text,
	"state" text DEFAULT 'draft' NOT NULL,
	"based_on_id" text,
	"content_hash" text,
	"note" jsonb,
	"reason" jsonb,
	"released_by" text,
	"released_at" timestamp with time zone,
	"suspended_by" text,
	"created_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spec_signatures" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text,
	"product_id" text NOT NULL,
	"spec_id" text NOT NULL,
	"revision_id" text NOT NULL,
	"signer_org_id" text NOT NULL,
	"user_id" text NOT NULL,
	"slot" text NOT NULL,
	"content_hash" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "specs" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"number" text NOT NULL,
	"name" jsonb NOT NULL,
	"governing_language" text NOT NULL,
	"template" text,
	"current_revision_id" text,
	"released_revision_id" text,
	"released_letter" text,
	"next_requirement" integer DEFAULT 1 NOT NULL,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engineering_queries" (
	"thread_id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text,
	"product_id" text NOT NULL,
	"code" text NOT NULL,
	"title" jsonb NOT NULL,
	"raised_by_org_id" text NOT NULL,
	"disposition" text NOT NULL,
	"proposal" jsonb NOT NULL,
	"attachment_ids" text[] NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"provisional" boolean NOT NULL,
	"outcome" text,
	"decision" jsonb,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"grams" text[] NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "kind" text DEFAULT 'question' NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "spec_id" text;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "required_grant" text;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "glossary_terms" ADD CONSTRAINT "glossary_terms_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "glossary_terms" ADD CONSTRAINT "glossary_terms_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "translation_memory" ADD CONSTRAINT "translation_memory_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "translation_memory" ADD CONSTRAINT "translation_memory_verified_by_users_id_fk" FOREIGN KEY ("verified_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cloud_contracts" ADD CONSTRAINT "cloud_contracts_revision_id_spec_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."spec_revisions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cloud_contracts" ADD CONSTRAINT "cloud_contracts_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_backs" ADD CONSTRAINT "read_backs_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_backs" ADD CONSTRAINT "read_backs_revision_id_spec_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."spec_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_backs" ADD CONSTRAINT "read_backs_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_backs" ADD CONSTRAINT "read_backs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redlines" ADD CONSTRAINT "redlines_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redlines" ADD CONSTRAINT "redlines_spec_id_specs_id_fk" FOREIGN KEY ("spec_id") REFERENCES "public"."specs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redlines" ADD CONSTRAINT "redlines_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redlines" ADD CONSTRAINT "redlines_put_by_users_id_fk" FOREIGN KEY ("put_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redlines" ADD CONSTRAINT "redlines_settled_by_users_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_revision_id_spec_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."spec_revisions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spec_acknowledgements" ADD CONSTRAINT "spec_acknowledgements_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spec_acknowledgements" ADD CONSTRAINT "spec_acknowledgements_revision_id_spec_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."spec_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spec_acknowledgements" ADD CONSTRAINT "spec_acknowledgements_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spec_reviews" ADD CONSTRAINT "spec_reviews_revision_id_spec_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."spec_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spec_reviews" ADD CONSTRAINT "spec_reviews_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spec_reviews" ADD CONSTRAINT "spec_reviews_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spec_revisions" ADD CONSTRAINT "spec_revisions_spec_id_specs_id_fk" FOREIGN KEY ("spec_id") REFERENCES "public"."specs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spec_revisions" ADD CONSTRAINT "spec_revisions_released_by_users_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spec_revisions" ADD CONSTRAINT "spec_revisions_suspended_by_users_id_fk" FOREIGN KEY ("suspended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spec_revisions" ADD CONSTRAINT "spec_revisions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spec_signatures" ADD CONSTRAINT "spec_signatures_revision_id_spec_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."spec_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spec_signatures" ADD CONSTRAINT "spec_signatures_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "specs" ADD CONSTRAINT "specs_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "specs" ADD CONSTRAINT "specs_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engineering_queries" ADD CONSTRAINT "engineering_queries_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engineering_queries" ADD CONSTRAINT "engineering_queries_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_product_idx" ON "attachments" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "attachments_blob_idx" ON "attachments" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "glossary_terms_key" ON "glossary_terms" USING btree ("org_id","key");--> statement-breakpoint
CREATE INDEX "translation_memory_grams_idx" ON "translation_memory" USING gin ("grams");--> statement-breakpoint
CREATE UNIQUE INDEX "read_backs_client_key" ON "read_backs" USING btree ("client_key");--> statement-breakpoint
CREATE INDEX "read_backs_revision_idx" ON "read_backs" USING btree ("revision_id","requirement_id");--> statement-breakpoint
CREATE INDEX "redlines_spec_idx" ON "redlines" USING btree ("spec_id","state");--> statement-breakpoint
CREATE INDEX "redlines_requirement_idx" ON "redlines" USING btree ("requirement_id");--> statement-breakpoint
CREATE INDEX "requirements_order_idx" ON "requirements" USING btree ("revision_id","position");--> statement-breakpoint
CREATE INDEX "requirements_requirement_idx" ON "requirements" USING btree ("requirement_id");--> statement-breakpoint
CREATE UNIQUE INDEX "spec_acknowledgements_key" ON "spec_acknowledgements" USING btree ("revision_id","partner_org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "spec_revisions_ordinal_key" ON "spec_revisions" USING btree ("spec_id","ordinal");--> statement-breakpoint
CREATE INDEX "spec_revisions_product_idx" ON "spec_revisions" USING btree ("product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "spec_signatures_slot_key" ON "spec_signatures" USING btree ("revision_id","slot");--> statement-breakpoint
CREATE UNIQUE INDEX "spec_signatures_person_key" ON "spec_signatures" USING btree ("revision_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "specs_number_key" ON "specs" USING btree ("product_id","number");--> statement-breakpoint
CREATE INDEX "specs_product_idx" ON "specs" USING btree ("product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "engineering_queries_code_key" ON "engineering_queries" USING btree ("product_id","code");--> statement-breakpoint
CREATE INDEX "engineering_queries_grams_idx" ON "engineering_queries" USING gin ("grams");
--> statement-breakpoint
update threads set required_grant = 'boms' where subject_kind in ('bom', 'bomLine');
--> statement-breakpoint
-- What a thread is about decides which grant its partner needs.
drop policy threads_scope on threads;
--> statement-breakpoint
create policy threads_scope on threads for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (case required_grant when 'boms' then array(select app_products('boms')) when 'specs' then array(select app_products('specs')) else array(select app_products()) end))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (case required_grant when 'boms' then array(select app_products('boms')) when 'specs' then array(select app_products('specs')) else array(select app_products()) end)));
--> statement-breakpoint
alter table glossary_terms enable row level security;
--> statement-breakpoint
alter table glossary_terms force row level security;
--> statement-breakpoint
create policy glossary_terms_scope on glossary_terms for all using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table translation_memory enable row level security;
--> statement-breakpoint
alter table translation_memory force row level security;
--> statement-breakpoint
create policy translation_memory_scope on translation_memory for all using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table attachments enable row level security;
--> statement-breakpoint
alter table attachments force row level security;
--> statement-breakpoint
create policy attachments_read on attachments for select using ((select app_system()) or org_id = (select app_org()) or (audience = 'pair' and (partner_org_id = (select app_org()) and product_id = any (array(select app_products())))) or (audience = 'all' and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
create policy attachments_insert on attachments for insert with check ((select app_system()) or (uploaded_by_org_id = (select app_org()) and (org_id = (select app_org()) or (audience = 'pair' and (partner_org_id = (select app_org()) and product_id = any (array(select app_products())))))));
--> statement-breakpoint
alter table specs enable row level security;
--> statement-breakpoint
alter table specs force row level security;
--> statement-breakpoint
create policy specs_read on specs for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('specs'))));
--> statement-breakpoint
create policy specs_insert on specs for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table spec_revisions enable row level security;
--> statement-breakpoint
alter table spec_revisions force row level security;
--> statement-breakpoint
create policy spec_revisions_read on spec_revisions for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('specs'))));
--> statement-breakpoint
create policy spec_revisions_insert on spec_revisions for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy specs_update on specs for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy spec_revisions_update on spec_revisions for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table spec_reviews enable row level security;
--> statement-breakpoint
alter table spec_reviews force row level security;
--> statement-breakpoint
create policy spec_reviews_read on spec_reviews for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
create policy spec_reviews_insert on spec_reviews for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table requirements enable row level security;
--> statement-breakpoint
alter table requirements force row level security;
--> statement-breakpoint
create policy requirements_read on requirements for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('specs'))));
--> statement-breakpoint
create policy requirements_insert on requirements for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy requirements_delete on requirements for delete using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table cloud_contracts enable row level security;
--> statement-breakpoint
alter table cloud_contracts force row level security;
--> statement-breakpoint
create policy cloud_contracts_read on cloud_contracts for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('specs'))));
--> statement-breakpoint
create policy cloud_contracts_insert on cloud_contracts for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy cloud_contracts_delete on cloud_contracts for delete using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy cloud_contracts_update on cloud_contracts for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy requirements_update on requirements for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table spec_signatures enable row level security;
--> statement-breakpoint
alter table spec_signatures force row level security;
--> statement-breakpoint
create policy spec_signatures_read on spec_signatures for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
create policy spec_signatures_insert on spec_signatures for insert with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
alter table spec_acknowledgements enable row level security;
--> statement-breakpoint
alter table spec_acknowledgements force row level security;
--> statement-breakpoint
create policy spec_acknowledgements_read on spec_acknowledgements for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
create policy spec_acknowledgements_insert on spec_acknowledgements for insert with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
alter table redlines enable row level security;
--> statement-breakpoint
alter table redlines force row level security;
--> statement-breakpoint
create policy redlines_read on redlines for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
create policy redlines_insert on redlines for insert with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
alter table read_backs enable row level security;
--> statement-breakpoint
alter table read_backs force row level security;
--> statement-breakpoint
create policy read_backs_read on read_backs for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
create policy read_backs_insert on read_backs for insert with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
create policy spec_acknowledgements_update on spec_acknowledgements for update using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs'))))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
create policy redlines_update on redlines for update using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs'))))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
alter table engineering_queries enable row level security;
--> statement-breakpoint
alter table engineering_queries force row level security;
--> statement-breakpoint
create policy engineering_queries_scope on engineering_queries for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and thread_id in (select id from threads))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and thread_id in (select id from threads)));
--> statement-breakpoint
-- Only a draft can be edited. Commands see to it; this is the second lock, whatever the role.
create function refuse_frozen_revision() returns trigger language plpgsql as
$$ declare frozen boolean;
begin
  select state <> 'draft' into frozen from spec_revisions where id = coalesce(new.revision_id, old.revision_id);
  if frozen then raise exception 'revision % is not a draft', coalesce(new.revision_id, old.revision_id) using errcode = 'object_not_in_prerequisite_state'; end if;
  return coalesce(new, old);
end $$;
--> statement-breakpoint
create trigger requirements_frozen before insert or update or delete on requirements for each row execute function refuse_frozen_revision();
--> statement-breakpoint
create trigger cloud_contracts_frozen before insert or update or delete on cloud_contracts for each row execute function refuse_frozen_revision();
--> statement-breakpoint
create trigger spec_signatures_append_only before update or delete or truncate on spec_signatures for each statement execute function refuse_change();
--> statement-breakpoint
create trigger spec_reviews_append_only before update or delete or truncate on spec_reviews for each statement execute function refuse_change();
--> statement-breakpoint
create trigger read_backs_append_only before update or delete or truncate on read_backs for each statement execute function refuse_change();
