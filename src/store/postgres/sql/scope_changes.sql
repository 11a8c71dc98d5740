-- Every community that a device ever had.
SELECT scope.community, scope.added, scope.removed
FROM device_community scope
WHERE scope.device_no = (SELECT no FROM device WHERE id = $1)
