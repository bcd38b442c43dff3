DROP INDEX "engineering_queries_code_key";--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "act" text;--> statement-breakpoint
CREATE UNIQUE INDEX "engineering_queries_code_key" ON "engineering_queries" USING btree ("product_id","partner_org_id","code");--> statement-breakpoint
ALTER TABLE "engineering_queries" ADD CONSTRAINT "engineering_queries_decided_by_somebody" CHECK (num_nonnulls("engineering_queries"."outcome", "engineering_queries"."decision", "engineering_queries"."decided_by", "engineering_queries"."decided_at") in (0, 4));