ALTER TABLE "product_parties" ADD COLUMN "invited_locale" text;--> statement-breakpoint
-- Open invitations go on in the language of the mail that was sent for them.
select set_config('app.system', 'on', true);
--> statement-breakpoint
update product_parties set invited_locale = (
  select locale from mails where template = 'partnerInvitation' and starts_with(dedupe_key, 'partnerInvitation ' || product_parties.id || ' ')
  order by created_at limit 1
) where invited_email is not null;
