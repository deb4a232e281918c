package com.sanocrm.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sanocrm.contracts.WireName;
import com.sanocrm.contracts.id.Id;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/**
 * Builds the platform's JSON mapper. Read: unknown fields, duplicate keys, trailing tokens, wrong
 * types and documents deeper than 64 levels are refused. Written: ids as strings, enumerated values
 * by wire name or in kebab-case, times as RFC 3339 in UTC with milliseconds, absent instead of
 * null.
 */
public final class WireJson {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_STRING = 128 * 1024;
    private static final int MAX_NUMBER = 40;
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private WireJson() {}

    /** A mapper for requests, answers and events; thread-safe, to be shared. */
    public static JsonMapper mapper() {
        var factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(MAX_DEPTH)
                                        .maxStringLength(MAX_STRING)
                                        .maxNumberLength(MAX_NUMBER)
                                        .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
        var module = new SimpleModule("sano-wire");
        module.addSerializer(Id.class, new IdSerializer());
        module.addSerializer(Instant.class, new InstantSerializer());
        module.setSerializerModifier(new EnumsByWireName());
        module.setDeserializerModifier(new IdsAndEnums());
        return JsonMapper.builder(factory)
                .addModule(module)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .withCoercionConfig(
                        LogicalType.Textual,
                        coercion ->
                                coercion.setCoercion(
                                                CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }

    /** What the value is called on the wire. */
    public static String wireName(Enum<?> value) {
        return value instanceof WireName named
                ? named.wireName()
                : value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class IdSerializer extends StdSerializer<Id> {
        IdSerializer() {
            super(Id.class);
        }

        @Override
        public void serialize(Id id, JsonGenerator out, SerializationContext context) {
            out.writeString(id.value());
        }
    }

    private static final class InstantSerializer extends StdSerializer<Instant> {
        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator out, SerializationContext context) {
            out.writeString(MILLISECONDS.format(time));
        }
    }

    private static final class EnumsByWireName
            extends tools.jackson.databind.ser.ValueSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public tools.jackson.databind.ValueSerializer<?> modifyEnumSerializer(
                tools.jackson.databind.SerializationConfig config,
                JavaType type,
                BeanDescription.Supplier description,
                tools.jackson.databind.ValueSerializer<?> serializer) {
            return new StdSerializer<Enum<?>>(type) {
                @Override
                public void serialize(
                        Enum<?> value, JsonGenerator out, SerializationContext context) {
                    out.writeString(wireName(value));
                }
            };
        }
    }

    private static final class IdsAndEnums extends ValueDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config,
                JavaType type,
                BeanDescription.Supplier description,
                ValueDeserializer<?> deserializer) {
            Map<String, Enum<?>> byName =
                    Arrays.stream(type.getRawClass().getEnumConstants())
                            .map(constant -> (Enum<?>) constant)
                            .collect(Collectors.toMap(WireJson::wireName, Function.identity()));
            return new TextDeserializer(type, byName::get);
        }

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config,
                BeanDescription.Supplier description,
                ValueDeserializer<?> deserializer) {
            Class<?> raw = description.getBeanClass();
            if (!Id.class.isAssignableFrom(raw) || raw.isInterface()) {
                return deserializer;
            }
            try {
                var constructor = raw.getDeclaredConstructor(String.class);
                return new TextDeserializer(
                        description.getType(),
                        text -> {
                            try {
                                return constructor.newInstance(text);
                            } catch (ReflectiveOperationException notAnId) {
                                return null;
                            }
                        });
            } catch (NoSuchMethodException missing) {
                throw new IllegalStateException("an Id is a record of one string", missing);
            }
        }
    }

    /** Reads a string through a look-up that answers null for what is not of the type. */
    private static final class TextDeserializer extends StdDeserializer<Object> {
        private final Function<String, ? extends @Nullable Object> lookUp;

        TextDeserializer(JavaType type, Function<String, ? extends @Nullable Object> lookUp) {
            super(type);
            this.lookUp = lookUp;
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                return context.handleUnexpectedToken(getValueType(context), in);
            }
            Object value = lookUp.apply(in.getString());
            return value != null
                    ? value
                    : context.handleWeirdStringValue(
                            handledType(), "", "not one of the values of this field");
        }
    }
}
