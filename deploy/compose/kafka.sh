#!/bin/sh
# Kafka with passwords and access rules, as the local stack has it: one broker, SCRAM for clients, nothing
# allowed without a rule. The first start formats the storage with the administrator's password.
set -eu
data=/var/lib/kafka/data
config=/tmp/server.properties
umask 077
cat >"$config" <<EOF
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:9093
listeners=SASL_PLAINTEXT://0.0.0.0:9092,CONTROLLER://127.0.0.1:9093
advertised.listeners=SASL_PLAINTEXT://kafka:9092
controller.listener.names=CONTROLLER
inter.broker.listener.name=SASL_PLAINTEXT
listener.security.protocol.map=SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
sasl.mechanism.controller.protocol=PLAIN
listener.name.controller.sasl.enabled.mechanisms=PLAIN
listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="sano-admin" password="$KAFKA_ADMIN_PASSWORD";
listener.name.controller.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="sano-controller" password="$KAFKA_CONTROLLER_PASSWORD" user_sano-controller="$KAFKA_CONTROLLER_PASSWORD";
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=false
super.users=User:sano-admin;User:sano-controller
auto.create.topics.enable=false
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
log.dirs=$data
EOF
if [ ! -f "$data/meta.properties" ]; then
    "${KAFKA_HOME:-/opt/kafka}/bin/kafka-storage.sh" format --config "$config" \
        --cluster-id "$("${KAFKA_HOME:-/opt/kafka}/bin/kafka-storage.sh" random-uuid)" \
        --add-scram "SCRAM-SHA-512=[name=sano-admin,password=$KAFKA_ADMIN_PASSWORD]"
fi
exec "${KAFKA_HOME:-/opt/kafka}/bin/kafka-server-start.sh" "$config"
