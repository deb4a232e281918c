package com.sanocrm.platform.outbox;

import com.mongodb.MongoClientSettings;
import com.sanocrm.contracts.id.Id;
import java.lang.reflect.Constructor;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/** How records are stored: by the driver's record codec, with typed ids as plain strings. */
public final class DocumentCodecs {
    private DocumentCodecs() {}

    public static CodecRegistry registry() {
        return CodecRegistries.fromRegistries(
                CodecRegistries.fromProviders(new IdCodecs()),
                MongoClientSettings.getDefaultCodecRegistry());
    }

    private static final class IdCodecs implements CodecProvider {
        @Override
        public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
            return Id.class.isAssignableFrom(type) && type.isRecord() ? new IdCodec<>(type) : null;
        }
    }

    private static final class IdCodec<T> implements Codec<T> {
        private final Class<T> type;
        private final Constructor<T> constructor;

        IdCodec(Class<T> type) {
            this.type = type;
            try {
                this.constructor = type.getDeclaredConstructor(String.class);
            } catch (NoSuchMethodException missing) {
                throw new IllegalStateException("an Id is a record of one string", missing);
            }
        }

        @Override
        public void encode(BsonWriter writer, T id, EncoderContext context) {
            writer.writeString(((Id) id).value());
        }

        @Override
        public T decode(BsonReader reader, DecoderContext context) {
            try {
                return constructor.newInstance(reader.readString());
            } catch (ReflectiveOperationException damaged) {
                throw new IllegalStateException("a stored id has another form", damaged);
            }
        }

        @Override
        public Class<T> getEncoderClass() {
            return type;
        }
    }
}
