package dev.peering.core.vectors.opendex;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.peering.wire.Bytes;
import dev.peering.wire.opendex.PacketType;
import dev.peering.wire.opendex.proto.OpenDexProto;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Protobuf messages as JSON with the field names of the specification, and back; by the descriptors alone, past our own records. */
final class ProtoJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Map<PacketType, String> ODD_NAMES = Map.of(PacketType.ORDER, "OrderPacket");

    private ProtoJson() {}

    /** The payload that this message makes. */
    static Bytes payload(int type, JsonNode message) {
        Message made = message(descriptor(type), message);
        byte[] bytes = new byte[made.getSerializedSize()];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        try {
            made.writeTo(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Bytes.of(bytes);
    }

    /** What stands in a payload. */
    static ObjectNode message(int type, Bytes payload) {
        try {
            return object(DynamicMessage.parseFrom(descriptor(type), payload.toByteString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Descriptor descriptor(int type) {
        PacketType known = PacketType.ofCode(type).orElseThrow();
        StringBuilder name = new StringBuilder();
        for (String word : known.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return OpenDexProto.getDescriptor().findMessageTypeByName(ODD_NAMES.getOrDefault(known, name.toString()));
    }

    private static Message message(Descriptor descriptor, JsonNode json) {
        DynamicMessage.Builder builder = DynamicMessage.newBuilder(descriptor);
        json.properties().forEach(entry -> {
            FieldDescriptor field = descriptor.findFieldByName(entry.getKey());
            if (field.isMapField()) {
                entry.getValue().properties().forEach(one -> builder.addRepeatedField(field, mapEntry(field, one)));
            } else if (field.isRepeated()) {
                entry.getValue().forEach(one -> builder.addRepeatedField(field, value(field, one)));
            } else {
                builder.setField(field, value(field, entry.getValue()));
            }
        });
        return builder.build();
    }

    private static Message mapEntry(FieldDescriptor field, Map.Entry<String, JsonNode> entry) {
        Descriptor type = field.getMessageType();
        FieldDescriptor value = type.findFieldByNumber(2);
        return DynamicMessage.newBuilder(type)
                .setField(type.findFieldByNumber(1), entry.getKey())
                .setField(value, value(value, entry.getValue()))
                .build();
    }

    private static Object value(FieldDescriptor field, JsonNode json) {
        return switch (field.getJavaType()) {
            case STRING -> json.asString();
            case INT -> (int) json.asLong();
            case LONG -> json.bigIntegerValue().longValue();
            case DOUBLE -> json.asDouble();
            case BOOLEAN -> json.asBoolean();
            case MESSAGE -> message(field.getMessageType(), json);
            default -> throw new AssertionError(field);
        };
    }

    private static ObjectNode object(Message message) {
        ObjectNode json = NODES.objectNode();
        message.getAllFields().forEach((field, value) -> {
            if (field.isMapField()) {
                ObjectNode map = json.putObject(field.getName());
                ((Iterable<?>) value).forEach(one -> putEntry(map, field, (Message) one));
            } else if (field.isRepeated()) {
                ((Iterable<?>) value)
                        .forEach(one -> json.withArray(field.getName()).add(node(field, one)));
            } else {
                json.set(field.getName(), node(field, value));
            }
        });
        return json;
    }

    private static void putEntry(ObjectNode map, FieldDescriptor field, Message entry) {
        FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
        String key = String.valueOf(entry.getField(field.getMessageType().findFieldByNumber(1)));
        map.set(key, node(value, entry.getField(value)));
    }

    private static JsonNode node(FieldDescriptor field, Object value) {
        return switch (field.getJavaType()) {
            case STRING -> NODES.stringNode((String) value);
            case INT -> NODES.numberNode(Integer.toUnsignedLong((Integer) value));
            case LONG -> NODES.numberNode(new BigInteger(Long.toUnsignedString((Long) value)));
            case DOUBLE -> NODES.numberNode((Double) value);
            case BOOLEAN -> NODES.booleanNode((Boolean) value);
            case MESSAGE -> object((Message) value);
            default -> throw new AssertionError(field);
        };
    }
}
