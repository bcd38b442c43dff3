ALTER TABLE "nda_acceptances" ADD COLUMN "text" text NOT NULL;--> statement-breakpoint
ALTER TABLE "nda_acceptances" ADD COLUMN "signer_title" text NOT NULL;--> statement-breakpoint
ALTER TABLE "nda_acceptances" ADD COLUMN "user_agent" text NOT NULL;--> statement-breakpoint
ALTER TABLE "product_parties" ADD COLUMN "message" text DEFAULT '' NOT NULL;