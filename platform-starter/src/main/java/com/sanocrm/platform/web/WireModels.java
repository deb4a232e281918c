package com.sanocrm.platform.web;

import com.sanocrm.contracts.id.Id;
import com.sanocrm.platform.json.WireJson;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Describes ids and enumerated values as they are on the wire: strings. */
public final class WireModels implements ModelConverter {
    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        Class<?> raw = Json.mapper().constructType(type.getType()).getRawClass();
        if (Id.class.isAssignableFrom(raw)) {
            return string();
        }
        if (raw.isEnum()) {
            Schema<String> names = string();
            Arrays.stream(raw.getEnumConstants())
                    .map(value -> WireJson.wireName((Enum<?>) value))
                    .forEach(names::addEnumItemObject);
            return names;
        }
        return others.hasNext() ? others.next().resolve(type, context, others) : null;
    }

    private static Schema<String> string() {
        var string = new StringSchema();
        string.setSpecVersion(SpecVersion.V31);
        string.addType("string");
        return string;
    }
}
