#!/bin/sh
# The replica set, and a user for each service who may use its own database only.
set -eu
until mongosh --quiet "mongodb://root:$MONGODB_ROOT_PASSWORD@mongodb:27017/admin?directConnection=true" --eval 'db.hello().ok' >/dev/null 2>&1; do
    sleep 1
done
mongosh --quiet "mongodb://root:$MONGODB_ROOT_PASSWORD@mongodb:27017/admin?directConnection=true" <<'EOF'
try { rs.status() } catch (e) { rs.initiate({_id: 'rs0', members: [{_id: 0, host: 'mongodb:27017'}]}) }
while (!db.hello().isWritablePrimary) { sleep(200) }
for (const name of ['identity', 'messaging', 'consent', 'audit', 'analytics']) {
    const own = db.getSiblingDB(name)
    const password = process.env['MONGODB_' + name.toUpperCase() + '_PASSWORD']
    if (own.getUser(name) === null) {
        own.createUser({user: name, pwd: password, roles: [{role: 'readWrite', db: name}]})
    }
}
EOF
