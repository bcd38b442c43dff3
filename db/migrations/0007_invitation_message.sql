ALTER TABLE "product_parties" ALTER COLUMN "message" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "product_parties" ALTER COLUMN "message" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "product_parties" ALTER COLUMN "message" SET DATA TYPE jsonb USING NULL;
