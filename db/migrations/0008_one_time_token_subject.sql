ALTER TABLE "one_time_tokens" ADD COLUMN "user_id" text;--> statement-breakpoint
ALTER TABLE "one_time_tokens" ADD COLUMN "draft" jsonb;--> statement-breakpoint
ALTER TABLE "one_time_tokens" ADD CONSTRAINT "one_time_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;