package dev.peering.wire.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MessageShape: the rules of one message")
class MessageShapeTest {

    private static final FieldRule FIRST = FieldRule.optional(1, "first", FieldRule.Kind.UINT32);
    private static final FieldRule SECOND = FieldRule.required(2, "second", 32);
    private static final FieldRule THIRD = FieldRule.required(3, "third", FieldRule.Kind.BYTES);

    @Test
    @DisplayName("every number finds its rule, others find none")
    void rules() {
        MessageShape shape = MessageShape.of(100, FIRST, SECOND);
        assertThat(shape.rule(1)).isSameAs(FIRST);
        assertThat(shape.rule(2)).isSameAs(SECOND);
        assertThat(shape.rule(0)).isNull();
        assertThat(shape.rule(3)).isNull();
        assertThat(shape.rule(-1)).isNull();
    }

    @Test
    @DisplayName("numbers with a gap are a mistake of ours and found at once")
    void gap() {
        assertThatThrownBy(() -> new MessageShape(100, List.of(SECOND))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MessageShape(100, List.of(FIRST, THIRD)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("what is still missing is counted with its tag and length, optional fields are not")
    void missing() {
        MessageShape shape = MessageShape.of(100, FIRST, SECOND, THIRD);
        assertThat(shape.missingLength(0)).isEqualTo(34 + 2);
        assertThat(shape.missingLength(1 << 2)).isEqualTo(2);
        assertThat(shape.missingLength(1 << 3)).isEqualTo(34);
        assertThat(shape.missingLength((1 << 2) | (1 << 3))).isZero();
    }
}
