-- All devices with their open communities, oldest first.
SELECT d.id, d.name, ARRAY(
    SELECT scope.community FROM device_community scope
    WHERE scope.device_no = d.no AND scope.removed IS NULL
    ORDER BY scope.community COLLATE "C"
), d.test, d.enrolled_at, d.revoked_at, d.held
FROM device d
ORDER BY d.no
