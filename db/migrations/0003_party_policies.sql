-- A party is written by its brand alone. Taking up or turning down an invitation is the one step of the other side; its
-- right is proven by the command, which then passes this lock for that step only.
drop policy product_parties_scope on product_parties;
--> statement-breakpoint
create policy product_parties_read on product_parties for select using ((select app_system()) or org_id = (select app_org()) or owner_org_id = (select app_org()));
--> statement-breakpoint
create policy product_parties_insert on product_parties for insert with check ((select app_system()) or (owner_org_id = (select app_org()) and product_id in (select id from products where org_id = (select app_org()))));
--> statement-breakpoint
create policy product_parties_update on product_parties for update using ((select app_system()) or owner_org_id = (select app_org())) with check ((select app_system()) or owner_org_id = (select app_org()));
--> statement-breakpoint
-- Only system deletes: an unanswered link that is folded into the partner's earlier entry.
create policy product_parties_delete on product_parties for delete using ((select app_system()));
