CREATE TABLE "bom_line_orders" (
	"revision_id" text NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"sort" text NOT NULL,
	"positions" integer[] NOT NULL,
	"filled" integer NOT NULL,
	CONSTRAINT "bom_line_orders_revision_id_sort_pk" PRIMARY KEY("revision_id","sort")
);
--> statement-breakpoint
DROP INDEX "bom_line_refs_ref_idx";--> statement-breakpoint
DROP INDEX "bom_lines_mpn_idx";--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "cpn" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "attributes" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "bom_lines" ALTER COLUMN "attributes" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "bom_lines" ADD COLUMN "side" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "bom_revisions" ADD COLUMN "source" jsonb;--> statement-breakpoint
ALTER TABLE "bom_line_orders" ADD CONSTRAINT "bom_line_orders_revision_id_bom_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."bom_revisions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bom_line_refs_ref_idx" ON "bom_line_refs" USING btree ("revision_id",left("ref", 100));--> statement-breakpoint
CREATE INDEX "bom_lines_mpn_idx" ON "bom_lines" USING btree ("org_id",left("mpn", 200));--> statement-breakpoint
alter table bom_line_orders enable row level security;
--> statement-breakpoint
alter table bom_line_orders force row level security;
--> statement-breakpoint
create policy bom_line_orders_read on bom_line_orders for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('boms'))));
--> statement-breakpoint
create policy bom_line_orders_insert on bom_line_orders for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy bom_line_orders_delete on bom_line_orders for delete using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
-- Slices of a list are read without the rest of it.
alter table bom_line_orders alter column positions set storage external;
