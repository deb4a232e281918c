# One image recipe for every service, and for the tools of local-stack (mail sink, first-time set-up).
# Build the jars first: mvn -DskipTests package
FROM eclipse-temurin:25-jre AS layers
ARG SERVICE
WORKDIR /layers
COPY ${SERVICE}/target/${SERVICE}-0.1.0-SNAPSHOT.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --layers --destination . --application-filename service.jar

FROM eclipse-temurin:25-jre AS service
RUN useradd --system --uid 10001 --home-dir /service sano
WORKDIR /service
# What changes least comes first, so that a new build sends little.
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
USER 10001
ENV JAVA_TOOL_OPTIONS="-XX:+UseCompactObjectHeaders -XX:MaxRAMPercentage=60 -XX:-HeapDumpOnOutOfMemoryError -XX:+ExitOnOutOfMemoryError"
# The management port listens on the container's loopback only, so the probe runs inside.
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=6 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SANO_MANAGEMENT_PORT && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
# Replicas share their environment; the container's name tells them apart.
ENTRYPOINT ["sh", "-c", "export SANO_INSTANCE=\"$(hostname)\"; exec java -jar service.jar"]

FROM eclipse-temurin:25-jre AS tools
RUN useradd --system --uid 10001 --home-dir /tools sano && mkdir /keys && chown 10001 /keys
WORKDIR /tools
COPY local-stack/target/lib/ lib/
COPY local-stack/target/local-stack-0.1.0-SNAPSHOT.jar lib/
USER 10001
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-Xmx128m", "-cp", "/tools/lib/*"]
