package com.sanocrm.contracts.events;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.id.Id;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the wire form of an event's record must look like, as JSON Schema 2020-12. */
final class RecordSchema {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String MILLISECONDS_UTC =
            "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$";

    private RecordSchema() {}

    static ObjectNode of(EventType type) {
        var schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "https://sanocrm.com/schemas/" + type.wireName() + ".json");
        schema.put("title", type.wireName());
        schema.put("type", "object");
        var required = schema.putArray("required");
        var properties = schema.putObject("properties");
        for (RecordComponent component : type.recordType().getRecordComponents()) {
            properties.set(component.getName(), property(component.getGenericType()));
            if (!isNullable(component.getAnnotatedType())) {
                required.add(component.getName());
            }
        }
        schema.put("additionalProperties", true);
        return schema;
    }

    private static ObjectNode property(Type type) {
        var node = JsonNodeFactory.instance.objectNode();
        if (type instanceof ParameterizedType generic && generic.getRawType() == Set.class) {
            node.put("type", "array").put("uniqueItems", true);
            return node.set("items", property(generic.getActualTypeArguments()[0]));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            node.put("type", "object");
            node.putObject("propertyNames").put("pattern", "^[a-z]+(-[a-z]+)*$");
            return node.set("additionalProperties", property(generic.getActualTypeArguments()[1]));
        }
        var plain = (Class<?>) type;
        if (plain.isEnum()) {
            node.put("type", "string");
            wireNames(plain).forEach(node.putArray("enum")::add);
        } else if (Id.class.isAssignableFrom(plain)) {
            node.put("type", "string").put("pattern", "^" + prefix(plain) + "_" + UUID + "$");
        } else if (plain == Instant.class) {
            node.put("type", "string").put("format", "date-time").put("pattern", MILLISECONDS_UTC);
        } else if (plain == LocalDate.class) {
            node.put("type", "string").put("format", "date");
        } else if (plain == boolean.class) {
            node.put("type", "boolean");
        } else if (plain == int.class || plain == long.class) {
            node.put("type", "integer").put("minimum", 0);
        } else if (plain == String.class) {
            node.put("type", "string");
        } else {
            throw new IllegalStateException("no wire form is agreed for " + plain);
        }
        return node;
    }

    /** The name that the enum gives itself, else the constant in lower case with hyphens. */
    private static List<String> wireNames(Class<?> type) {
        if (type == Choice.class) {
            return Arrays.stream(Choice.values()).map(Choice::wireName).toList();
        }
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static String prefix(Class<?> id) {
        try {
            return (String) id.getField("PREFIX").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an id type names its PREFIX", e);
        }
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    /** The file of that type, for whoever adds an event. */
    static String print(EventType type) {
        return JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(of(type))
                + "\n";
    }
}
