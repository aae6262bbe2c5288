package dev.peering.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MalformedException: why bytes were refused")
class MalformedExceptionTest {

    @Test
    @DisplayName("it says field, offset and reason, one by one and in one line")
    void says() {
        MalformedException refusal = new MalformedException("public_key", 25, "31 bytes, must be 32");
        assertThat(refusal.field()).isEqualTo("public_key");
        assertThat(refusal.offset()).isEqualTo(25);
        assertThat(refusal.why()).isEqualTo("31 bytes, must be 32");
        assertThat(refusal).hasMessage("public_key at offset 25: 31 bytes, must be 32");
    }

    @Test
    @DisplayName("it carries no stack trace and cannot be given one, so that a flood stays cheap")
    void hasNoStackTrace() {
        MalformedException refusal = new MalformedException("tag", 0, "field number 0");
        refusal.fillInStackTrace();
        assertThat(refusal.getStackTrace()).isEmpty();
    }
}
