CREATE TABLE "gate_evidence" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text,
	"product_id" text NOT NULL,
	"gate_id" text NOT NULL,
	"item_id" text NOT NULL,
	"result" text NOT NULL,
	"words" jsonb NOT NULL,
	"reached" text NOT NULL,
	"attachment_ids" text[] NOT NULL,
	"user_id" text NOT NULL,
	"user_org_id" text NOT NULL,
	"client_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate_items" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"gate_id" text NOT NULL,
	"code" text NOT NULL,
	"ordinal" integer NOT NULL,
	"part" text NOT NULL,
	"text" jsonb NOT NULL,
	"metric" jsonb NOT NULL,
	"threshold" text NOT NULL,
	"evidence" text NOT NULL,
	"side" text NOT NULL,
	"role" text NOT NULL,
	"mandatory" boolean NOT NULL,
	"waivable" boolean NOT NULL,
	"waiver_role" text NOT NULL,
	"check" text,
	"removed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate_reviews" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text,
	"product_id" text NOT NULL,
	"gate_id" text NOT NULL,
	"round" integer NOT NULL,
	"required_signatures" jsonb NOT NULL,
	"hash" text NOT NULL,
	"partner_hash" text,
	"note" jsonb,
	"submitted_by" text NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate_signatures" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"partner_org_id" text,
	"product_id" text NOT NULL,
	"gate_id" text NOT NULL,
	"review_id" text NOT NULL,
	"signer_org_id" text NOT NULL,
	"user_id" text NOT NULL,
	"slot" text NOT NULL,
	"hash" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate_waivers" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"gate_id" text NOT NULL,
	"item_id" text NOT NULL,
	"reason" jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"granted_by" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "gates" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"phase" text NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"round" integer DEFAULT 0 NOT NULL,
	"next_item" integer DEFAULT 1 NOT NULL,
	"started_at" timestamp with time zone,
	"risk_accepted_by" text,
	"risk_reason" jsonb,
	"decided_at" timestamp with time zone,
	"settled_checks" text[] DEFAULT '{}' NOT NULL,
	"reason" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "gate_evidence" ADD CONSTRAINT "gate_evidence_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_evidence" ADD CONSTRAINT "gate_evidence_item_id_gate_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."gate_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_evidence" ADD CONSTRAINT "gate_evidence_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_items" ADD CONSTRAINT "gate_items_gate_id_gates_id_fk" FOREIGN KEY ("gate_id") REFERENCES "public"."gates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_reviews" ADD CONSTRAINT "gate_reviews_partner_org_id_orgs_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_reviews" ADD CONSTRAINT "gate_reviews_gate_id_gates_id_fk" FOREIGN KEY ("gate_id") REFERENCES "public"."gates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_reviews" ADD CONSTRAINT "gate_reviews_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_signatures" ADD CONSTRAINT "gate_signatures_review_id_gate_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."gate_reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_signatures" ADD CONSTRAINT "gate_signatures_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_waivers" ADD CONSTRAINT "gate_waivers_item_id_gate_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."gate_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_waivers" ADD CONSTRAINT "gate_waivers_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_waivers" ADD CONSTRAINT "gate_waivers_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gates" ADD CONSTRAINT "gates_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gates" ADD CONSTRAINT "gates_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gates" ADD CONSTRAINT "gates_risk_accepted_by_users_id_fk" FOREIGN KEY ("risk_accepted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gate_evidence_gate_idx" ON "gate_evidence" USING btree ("gate_id");--> statement-breakpoint
CREATE UNIQUE INDEX "gate_evidence_client_key" ON "gate_evidence" USING btree ("user_id","client_key");--> statement-breakpoint
CREATE UNIQUE INDEX "gate_items_code_key" ON "gate_items" USING btree ("gate_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "gate_reviews_round_key" ON "gate_reviews" USING btree ("gate_id","round");--> statement-breakpoint
CREATE UNIQUE INDEX "gate_signatures_slot_key" ON "gate_signatures" USING btree ("review_id","slot");--> statement-breakpoint
CREATE UNIQUE INDEX "gate_signatures_person_key" ON "gate_signatures" USING btree ("review_id","user_id");--> statement-breakpoint
CREATE INDEX "gate_waivers_gate_idx" ON "gate_waivers" USING btree ("gate_id");--> statement-breakpoint
CREATE UNIQUE INDEX "gates_phase_key" ON "gates" USING btree ("product_id","phase");
--> statement-breakpoint
alter table gates enable row level security;
--> statement-breakpoint
alter table gates force row level security;
--> statement-breakpoint
create policy gates_read on gates for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('specs'))));
--> statement-breakpoint
create policy gates_insert on gates for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy gates_update on gates for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table gate_items enable row level security;
--> statement-breakpoint
alter table gate_items force row level security;
--> statement-breakpoint
-- A factory sees what is asked of factories, and nothing of what the brand asks of itself.
create policy gate_items_read on gate_items for select using ((select app_system()) or org_id = (select app_org()) or (side = 'partner' and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
create policy gate_items_insert on gate_items for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy gate_items_update on gate_items for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table gate_evidence enable row level security;
--> statement-breakpoint
alter table gate_evidence force row level security;
--> statement-breakpoint
create policy gate_evidence_read on gate_evidence for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
create policy gate_evidence_insert on gate_evidence for insert with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and user_org_id = (select app_org()) and item_id in (select id from gate_items)));
--> statement-breakpoint
alter table gate_waivers enable row level security;
--> statement-breakpoint
alter table gate_waivers force row level security;
--> statement-breakpoint
create policy gate_waivers_read on gate_waivers for select using ((select app_system()) or org_id = (select app_org()) or item_id in (select id from gate_items));
--> statement-breakpoint
create policy gate_waivers_insert on gate_waivers for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy gate_waivers_update on gate_waivers for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table gate_reviews enable row level security;
--> statement-breakpoint
alter table gate_reviews force row level security;
--> statement-breakpoint
create policy gate_reviews_read on gate_reviews for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
create policy gate_reviews_insert on gate_reviews for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table gate_signatures enable row level security;
--> statement-breakpoint
alter table gate_signatures force row level security;
--> statement-breakpoint
create policy gate_signatures_read on gate_signatures for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
create policy gate_signatures_insert on gate_signatures for insert with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products('specs')))));
--> statement-breakpoint
create trigger gate_evidence_append_only before update or delete or truncate on gate_evidence for each statement execute function refuse_change();
--> statement-breakpoint
create trigger gate_reviews_append_only before update or delete or truncate on gate_reviews for each statement execute function refuse_change();
--> statement-breakpoint
create trigger gate_signatures_append_only before update or delete or truncate on gate_signatures for each statement execute function refuse_change();
