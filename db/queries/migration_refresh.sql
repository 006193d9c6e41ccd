-- Works out what the pages keep of the register, where a migration noted much of it: the first page would wait for that.
-- role: superuser
SELECT queue_refresh()
