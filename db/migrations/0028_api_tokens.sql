CREATE TABLE "api_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"product_id" text,
	"name" text NOT NULL,
	"shown" text NOT NULL,
	"token_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"last_used_ip" text,
	"revoked_at" timestamp with time zone,
	"revoked_by" text
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_revoked_by_users_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_tokens_hash_key" ON "api_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "api_tokens_org_idx" ON "api_tokens" USING btree ("org_id");
--> statement-breakpoint
alter table api_tokens enable row level security;
--> statement-breakpoint
alter table api_tokens force row level security;
--> statement-breakpoint
create policy api_tokens_read on api_tokens for select using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy api_tokens_insert on api_tokens for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy api_tokens_update on api_tokens for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
-- What a token is good for was shown when it was made, and never changes: it is used, and ended.
create function refuse_changed_api_token() returns trigger language plpgsql as
  $$ begin
    if to_jsonb(new) - '{last_used_at,last_used_ip,revoked_at,revoked_by}'::text[] <> to_jsonb(old) - '{last_used_at,last_used_ip,revoked_at,revoked_by}'::text[]
      or (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at) then
      raise exception 'api token % is not changed', old.id using errcode = 'restrict_violation';
    end if;
    return new;
  end $$;
--> statement-breakpoint
create trigger api_tokens_frozen before update on api_tokens for each row execute function refuse_changed_api_token();
