-- Devices are found by the beginning of their serial number: in the order of bytes those are a range of the indexes.
alter table flash_results alter column serial type text collate "C";
alter table flash_set_asides alter column serial type text collate "C";
