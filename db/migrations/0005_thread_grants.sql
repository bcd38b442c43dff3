-- A question on a BOM or one of its lines needs the grant for BOMs, like the BOM itself.
drop policy threads_scope on threads;
--> statement-breakpoint
create policy threads_scope on threads for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (case when subject_kind = 'product' then array(select app_products()) else array(select app_products('boms')) end))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (case when subject_kind = 'product' then array(select app_products()) else array(select app_products('boms')) end)));
--> statement-breakpoint
-- Either organisation of a thread may add the missing language to a post; that only authors edit is the command's rule.
drop policy posts_update on posts;
--> statement-breakpoint
create policy posts_update on posts for update using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and thread_id in (select id from threads))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and thread_id in (select id from threads)));
